"""Value in, bytes out: receipts, notices, forms."""
