"""What pyserial raises when a serial device is pulled out; on Linux not all of it is an OSError."""

from __future__ import annotations

try:
    from termios import error as _terminal_error
except ImportError:  # Windows has no terminals of this kind
    LOST: tuple[type[BaseException], ...] = (OSError,)
else:
    LOST = (OSError, _terminal_error)
"""Exceptions of a lost line; ``serial.SerialException`` is an OSError."""
