"""The turn at PDFium, which may be called by one thread at a time, whatever the document."""

import threading

PDFIUM = threading.Lock()
"""Held around every call, from the opening of a document to its end."""
