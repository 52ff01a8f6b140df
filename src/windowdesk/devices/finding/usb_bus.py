"""What the USB of this PC says of itself, by descriptors alone; nothing is claimed and nothing is written."""

from __future__ import annotations

import errno
import logging
from dataclasses import dataclass
from typing import Any

from windowdesk.devices.usb_backend import system_backend

log = logging.getLogger(__name__)

PRINTER_CLASS, CARD_CLASS = 0x07, 0x0B
_DENIED = frozenset({errno.EACCES, errno.EPERM})


@dataclass(frozen=True, slots=True)
class OnUsb:
    """One device on the bus."""

    vendor: int
    product: int
    classes: frozenset[int]
    """Classes of its interfaces; empty where they could not be read."""
    serial: str
    """Serial number; empty where it has none or may not be asked."""
    denied: bool
    """This user may not use it."""

    @property
    def number(self) -> str:
        """``0400:C35A``."""
        return f"{self.vendor:04X}:{self.product:04X}"


def devices(backend: Any = None) -> list[OnUsb]:
    """All devices on USB; none where the PC has no USB library. ``backend`` None: the system's."""
    import usb.core

    bus = backend or system_backend()
    if bus is None:
        return []
    return [_seen(one) for one in usb.core.find(find_all=True, backend=bus)]


def _seen(device: Any) -> OnUsb:
    import usb.util

    classes = frozenset(interface.bInterfaceClass for setting in device for interface in setting)
    serial, denied = "", False
    try:
        serial = str(device.serial_number or "")
    except OSError as refused:
        denied = refused.errno in _DENIED
        log.info("a device on USB does not open: %s", type(refused).__name__)
    except ValueError:
        # pyusb reads no languages of a device that it may not open, and of one that has none.
        denied = _refuses(device)
    finally:
        usb.util.dispose_resources(device)
    return OnUsb(device.idVendor, device.idProduct, classes, serial, denied)


def _refuses(device: Any) -> bool:
    try:
        device.get_active_configuration()
    except OSError as refused:
        return refused.errno in _DENIED
    return False
