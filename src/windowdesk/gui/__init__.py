"""The windows. The only package, with ``app``, that imports PySide6."""
