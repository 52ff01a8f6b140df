"""One module for each data version."""
