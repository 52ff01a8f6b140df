"""The two kinds of lines to an evaluator, both as pyserial opens them."""

from __future__ import annotations

from urllib.parse import quote

import serial
from serial.urlhandler import protocol_socket

from windowdesk.devices.sam_line import Port

WRITE_SECONDS = 10
"""The longest question at 9600 baud takes five."""


def open_serial(path: str, baud: int) -> Port:
    """The serial port for us alone. Raises OSError or ValueError."""
    port: Port = serial.Serial(path, baud, timeout=0, write_timeout=WRITE_SECONDS, exclusive=True)
    return port


def open_after_noise(path: str, baud: int) -> Port:
    """The same, where the device may hold bytes that were not meant for it: a line feed ends them, unread.

    Raises OSError or ValueError.
    """
    port = open_serial(path, baud)
    try:
        port.write(b"\n")
    except BaseException:
        port.close()
        raise
    return port


def open_network(host: str, port: int) -> Port:
    """A connection that is read like a serial port; a few seconds at most. Raises OSError."""
    place = f"[{host}]" if ":" in host else quote(host)
    line: Port = protocol_socket.Serial(f"socket://{place}:{port}", timeout=0)
    return line
