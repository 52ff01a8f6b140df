"""WindowDesk: the offline-capable desk of a township service centre or village room."""

__version__ = "0.1.0"
