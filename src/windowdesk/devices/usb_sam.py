"""Card readers on USB without a serial port: the standard SAM module ``0400:C35A``, through pyusb.

The frames are those of the serial line. Each goes out in two pieces (head of seven bytes to one
pipe, the rest to another) and its answer comes back the same way through two more. The four pipes
are looked for in the device's own descriptors; a device without exactly these is left alone.
Linux: the seat's user needs access to the device (udev: ``TAG+="uaccess"``). On Windows the vendor's
driver owns the device: use ``vendor:sdtapi`` there.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import partial
from typing import Any

from windowdesk.devices.sam_frames import PREAMBLE, SPEEDS
from windowdesk.devices.sam_line import SamLine
from windowdesk.devices.sam_reader import SamReader
from windowdesk.devices.usb_backend import system_backend

VENDOR, PRODUCT = 0x0400, 0xC35A
OUT_HEAD, OUT_REST, IN_HEAD, IN_REST = 0x02, 0x06, 0x81, 0x85
PIPES = frozenset({OUT_HEAD, OUT_REST, IN_HEAD, IN_REST})
HEAD = len(PREAMBLE) + 2
PACKET = 64
"""Longest packet of a full-speed device; room for a whole one, or libusb calls a longer one an overflow."""
WRITE_SECONDS = 1.0
REST_SECONDS = 1.0
"""For the rest of an answer; 0.4 to 0.8 s are usual for the large one."""
_BULK = 2

Transfer = Callable[[int, bytes | int, float], bytes]
"""Endpoint, data to send or number of bytes wanted, seconds; returns what came. Raises OSError."""


class UsbPort:
    """A port for `SamLine` over four bulk pipes."""

    def __init__(self, transfer: Transfer, close: Callable[[], None]) -> None:
        self.baudrate = SPEEDS[0]
        """Means nothing here."""
        self.timeout: float | None = 0.0
        self.in_waiting = 0
        self._transfer = transfer
        self._close = close
        self._rest = 0
        """Bytes that the head of the answer has promised."""

    def read(self, size: int = 1, /) -> bytes:
        """The next piece of the answer, head or rest, whatever ``size`` says; empty after the time-out."""
        endpoint, wanted = (IN_REST, self._rest) if self._rest else (IN_HEAD, HEAD)
        seconds = max(self.timeout or 0.0, REST_SECONDS if self._rest else 0.0)
        self._rest = 0
        try:
            piece = self._transfer(endpoint, wanted, seconds)
        except TimeoutError:
            return b""
        if endpoint == IN_HEAD and len(piece) == HEAD and piece.startswith(PREAMBLE):
            self._rest = int.from_bytes(piece[len(PREAMBLE) :], "big")
        return piece

    def write(self, data: bytes, /) -> int:
        """Send one frame."""
        self._transfer(OUT_HEAD, data[:HEAD], WRITE_SECONDS)
        self._transfer(OUT_REST, data[HEAD:], WRITE_SECONDS)
        return len(data)

    def reset_input_buffer(self) -> None:
        """Forget a half-read answer."""
        self._rest = 0

    def close(self) -> None:
        """Let go of the device."""
        self._close()


def usb_reader(address: str) -> SamReader:
    """The first standard SAM module on this PC's USB."""
    return SamReader(address, SamLine(address, open_usb, speeds=SPEEDS[:1]))


def open_usb(backend: Any = None) -> UsbPort:
    """Open and claim the first reader found. Raises OSError: ENOENT none, EACCES, EBUSY, ENODEV.

    ``backend`` is pyusb's way to the bus; None: the system's.
    """
    import usb.core
    import usb.util

    bus = backend or system_backend()
    if bus is None:
        raise FileNotFoundError(errno.ENOENT, "this PC has no USB library")
    for device in usb.core.find(find_all=True, backend=bus, idVendor=VENDOR, idProduct=PRODUCT):
        interface = _with_the_pipes(device)
        if interface is not None:
            try:
                usb.util.claim_interface(device, interface.bInterfaceNumber)
            except BaseException:
                usb.util.dispose_resources(device)
                raise
            return UsbPort(_transfer_of(device), partial(usb.util.dispose_resources, device))
        usb.util.dispose_resources(device)
    raise FileNotFoundError(errno.ENOENT, "no SAM module on USB")


def _with_the_pipes(device: Any) -> Any:
    """The interface that has the four bulk pipes, or None."""
    for interface in device.get_active_configuration():
        bulk = {one.bEndpointAddress for one in interface if one.bmAttributes & 3 == _BULK}
        if bulk >= PIPES:
            return interface
    return None


def _transfer_of(device: Any) -> Transfer:
    import usb.core

    def transfer(endpoint: int, data: bytes | int, seconds: float) -> bytes:
        milliseconds = max(1, round(seconds * 1000))
        try:
            if isinstance(data, bytes):
                device.write(endpoint, data, milliseconds)
                return data
            room = -(-data // PACKET) * PACKET
            return bytes(device.read(endpoint, room, milliseconds))
        except usb.core.USBTimeoutError as late:
            raise TimeoutError(errno.ETIMEDOUT, "no answer over USB") from late

    return transfer
