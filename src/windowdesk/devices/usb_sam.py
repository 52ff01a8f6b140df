"""Card readers on USB without a serial port: the standard SAM module ``0400:C35A``, Linux only.

The frames are those of the serial line. Each goes out in two pieces (head of seven bytes to one
pipe, the rest to another) and its answer comes back the same way through two more. The four pipes
are looked for in the device's own descriptors; a device without exactly these is left alone.
Talks to the kernel's usbfs directly, so no library is needed; the seat's user needs access to the
device (udev: ``TAG+="uaccess"``). On Windows the vendor's driver owns the device.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from windowdesk.devices.sam_frames import PREAMBLE, SPEEDS
from windowdesk.devices.sam_line import SamLine
from windowdesk.devices.sam_reader import SamReader

VENDOR, PRODUCT = "0400", "c35a"
OUT_HEAD, OUT_REST, IN_HEAD, IN_REST = 0x02, 0x06, 0x81, 0x85
HEAD = len(PREAMBLE) + 2
SYSFS = Path("/sys/bus/usb/devices")
USBFS = Path("/dev/bus/usb")
WRITE_SECONDS = 1.0
REST_SECONDS = 1.0
"""For the rest of an answer; 0.4 to 0.8 s are usual for the large one."""
USBDEVFS_BULK = 3 << 30 | struct.calcsize("IIIP") << 16 | ord("U") << 8 | 2
USBDEVFS_CLAIMINTERFACE = 2 << 30 | struct.calcsize("I") << 16 | ord("U") << 8 | 15
"""Requests of <linux/usbdevice_fs.h>; ``IIIP`` is ``struct usbdevfs_bulktransfer``."""
_ENDPOINT, _BULK = 5, 2


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


def open_usb() -> UsbPort:
    """Open and claim the first reader found. Raises OSError: ENOENT none, EACCES, EBUSY, ENODEV."""
    import fcntl

    device = next(devices(), None)
    if device is None:
        raise FileNotFoundError(errno.ENOENT, "no SAM module on USB")
    number = os.open(device, os.O_RDWR)
    try:
        fcntl.ioctl(number, USBDEVFS_CLAIMINTERFACE, struct.pack("I", 0))
    except BaseException:
        os.close(number)
        raise

    def transfer(endpoint: int, data: bytes | int, seconds: float) -> bytes:
        sent = data if isinstance(data, bytes) else bytes(data)
        buffer = ctypes.create_string_buffer(sent, len(sent))
        milliseconds = max(1, round(seconds * 1000))
        order = struct.pack("IIIP", endpoint, len(sent), milliseconds, ctypes.addressof(buffer))
        count = fcntl.ioctl(number, USBDEVFS_BULK, bytearray(order))
        return buffer.raw[:count]

    return UsbPort(transfer, lambda: os.close(number))


def devices(sysfs: Path = SYSFS, usbfs: Path = USBFS) -> Iterator[Path]:
    """Device files of all SAM modules that have the four pipes."""
    for folder in sorted(sysfs.glob("*")) if sysfs.is_dir() else ():
        try:
            ids = ((folder / "idVendor").read_text().strip(), (folder / "idProduct").read_text().strip())
            if ids != (VENDOR, PRODUCT):
                continue
            bus, number = (int((folder / name).read_text()) for name in ("busnum", "devnum"))
            pipes = bulk_endpoints((folder / "descriptors").read_bytes())
        except (OSError, ValueError):
            # An interface folder has no ids, and a device may vanish while it is looked at.
            continue
        if {OUT_HEAD, OUT_REST, IN_HEAD, IN_REST} <= pipes:
            yield usbfs / f"{bus:03d}" / f"{number:03d}"


def bulk_endpoints(descriptors: bytes) -> set[int]:
    """Addresses of all bulk endpoints in the descriptors of a device (USB 2.0, chapter 9.6)."""
    found: set[int] = set()
    at = 0
    while at + 2 <= len(descriptors) and descriptors[at] >= 2:
        one = descriptors[at : at + descriptors[at]]
        if one[1] == _ENDPOINT and len(one) >= 4 and one[3] & 3 == _BULK:
            found.add(one[2])
        at += one[0]
    return found
