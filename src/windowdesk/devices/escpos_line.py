"""Lines to receipt printers: the connection classes of python-escpos, through their raw write only.

Two things of python-escpos 3.1 are kept away from the program. Its import sets up the root logger,
reads a large table with a slow parser and leaves a temporary folder behind each time; so it is
imported late, with a table of one profile and a folder that is removed. And its own ways of opening
wait for ever, leak the socket on failure or cut a file short; so the connection is opened here and
handed to its classes. On another thread nothing is disturbed meanwhile.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import select
import socket
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from windowdesk.devices.serial_loss import LOST

CONNECT_SECONDS = 5.0
WRITE_SECONDS = 20.0
"""Longest time without one byte taken: a printer that has stopped, or a full buffer nobody empties."""
SLICE = 1024
"""Bytes per write; what is lost with the line is at most this much beyond what was printed."""
_IMPORT = threading.Lock()


class LineLost(Exception):
    """The connection failed after it had been open; ``sent`` counts the bytes that were taken before."""

    def __init__(self, sent: int) -> None:
        super().__init__(f"line lost after {sent} bytes")
        self.sent = sent


class PrinterLine:
    """An open connection to a printer."""

    def __init__(self, printer: Any, read: Callable[[float], bytes], after: Callable[[], None] | None = None) -> None:
        self._printer = printer
        self._read = read
        self._after = after

    def write(self, data: bytes) -> None:
        """Send all of ``data``. Raises LineLost."""
        sent = 0
        while sent < len(data):
            piece = data[sent : sent + SLICE]
            try:
                self._printer._raw(piece)
            except LOST as lost:
                raise LineLost(sent) from lost
            sent += len(piece)

    def read(self, seconds: float) -> bytes:
        """What arrives within ``seconds``, as soon as something does; empty when nothing does.

        Raises LineLost when the other side hung up.
        """
        try:
            return self._read(seconds)
        except LOST as lost:
            raise LineLost(0) from lost

    def close(self) -> None:
        """Let go of the connection; then what is to happen after it."""
        with _root_logger_left_alone():
            self._printer.close()
        if self._after is not None:
            self._after()


class _Device(Protocol):
    """What the File class of python-escpos needs of a file."""

    def write(self, data: bytes) -> int: ...

    def flush(self) -> None: ...

    def close(self) -> None: ...


def open_network(host: str, port: int) -> PrinterLine:
    """A printer at a TCP port (usually 9100). Raises OSError when it cannot be reached."""
    connection = socket.create_connection((host, port), CONNECT_SECONDS)
    try:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        printer = printers().Network(host, port=port, timeout=WRITE_SECONDS)
        connection.settimeout(WRITE_SECONDS)
        printer.device = connection
    except BaseException:
        connection.close()
        raise

    def read(seconds: float) -> bytes:
        if not select.select([connection], [], [], seconds)[0]:
            return b""
        piece = connection.recv(4096)
        if not piece:
            raise ConnectionResetError("the printer hung up")
        return piece

    return PrinterLine(printer, read)


def open_serial(path: str, baud: int) -> PrinterLine:
    """A printer on a serial line, 8N1. Raises OSError when it cannot be opened."""
    import serial

    device = serial.Serial(path, baud, timeout=0, write_timeout=WRITE_SECONDS, exclusive=True)
    try:
        device.reset_input_buffer()
        printer = printers().Serial(path, baudrate=baud, dsrdtr=False)
        printer.device = device
    except BaseException:
        device.close()
        raise

    def read(seconds: float) -> bytes:
        device.timeout = seconds
        first = device.read(1)
        return bytes(first + device.read(device.in_waiting)) if first else b""

    return PrinterLine(printer, read)


def open_file(path: Path) -> PrinterLine:
    """A printer device such as ``/dev/usb/lp0``, or a plain file that jobs are appended to.

    Nothing is ever created below ``/dev``: a receipt must not vanish into a plain file where a
    printer used to be. Raises OSError.
    """
    device = _PatientFile(path)
    try:
        printer = printers().File(str(path))
        printer.device = device
    except BaseException:
        device.close()
        raise

    def read(seconds: float) -> bytes:
        return b""

    return PrinterLine(printer, read)


class _PatientFile:
    """A file that is written without ever waiting longer than `WRITE_SECONDS`."""

    def __init__(self, path: Path) -> None:
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if Path("/dev") not in path.absolute().parents:
            flags |= os.O_CREAT
        self._number = os.open(path, flags, 0o600)
        self._is_plain = stat.S_ISREG(os.fstat(self._number).st_mode)

    def write(self, data: bytes) -> int:
        sent = 0
        deadline = time.monotonic() + WRITE_SECONDS
        while sent < len(data):
            left = deadline - time.monotonic()
            if not self._is_plain and not select.select([], [self._number], [], max(0.0, left))[1]:
                raise TimeoutError("the printer takes no more bytes")
            try:
                sent += os.write(self._number, data[sent:])
            except BlockingIOError:
                if left <= 0:
                    raise
        return sent

    def flush(self) -> None:
        if self._is_plain:
            os.fsync(self._number)

    def close(self) -> None:
        os.close(self._number)


def printers() -> Any:
    """The connection classes of python-escpos, imported at the first use."""
    with _IMPORT:
        if "escpos.printer" not in sys.modules:
            _import_quietly()
        import escpos.printer

        return escpos.printer


def _import_quietly() -> None:
    """Import python-escpos without its side effects: see the head of this module."""
    with tempfile.TemporaryDirectory(prefix="windowdesk-escpos-") as folder, _root_logger_left_alone():
        table = Path(folder) / "capabilities.json"
        table.write_text(json.dumps(_ONE_PROFILE), "utf-8")
        with (
            _environment(ESCPOS_CAPABILITIES_PICKLE_DIR=folder, ESCPOS_CAPABILITIES_FILE=str(table)),
            _no_folder_left_behind(folder),
        ):
            import escpos.printer  # noqa: F401


_ONE_PROFILE = {
    "profiles": {"default": {"name": "default", "notes": "", "codePages": {}, "features": {}, "fonts": {}}},
    "encodings": {},
}


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _no_folder_left_behind(folder: str) -> Iterator[None]:
    """The import calls ``mkdtemp`` even when it is told a folder; give it that one, to this thread only."""
    real, here = tempfile.mkdtemp, threading.get_ident()

    def mkdtemp(*arguments: Any, **named: Any) -> Any:
        return folder if threading.get_ident() == here else real(*arguments, **named)

    tempfile.mkdtemp = mkdtemp
    try:
        yield
    finally:
        tempfile.mkdtemp = real


@contextlib.contextmanager
def _root_logger_left_alone() -> Iterator[None]:
    """``basicConfig`` and ``logging.info`` add a handler to a root logger that has none: lend it one."""
    root, lent = logging.getLogger(), logging.NullHandler()
    root.addHandler(lent)
    try:
        yield
    finally:
        root.removeHandler(lent)
