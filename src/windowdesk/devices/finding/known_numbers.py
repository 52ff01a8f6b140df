"""The table of known USB numbers, ``resources/devices/usb.json``: a new device is a line there, no code."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass

from windowdesk import assets
from windowdesk.domain.from_json import build


@dataclass(frozen=True, slots=True)
class KnownReader:
    """A card reader on USB."""

    id: str
    """Vendor and product, four hexadecimal digits each."""
    name: str
    driver: str
    """``usb`` the standard module; ``vendor`` only its maker's library reads it."""


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device whose name alone is known."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownNumbers:
    """All of the table."""

    note: str
    readers: tuple[KnownReader, ...]
    serial: tuple[KnownDevice, ...]
    """Chips that make a serial port of a USB one."""
    receipt_printers: tuple[KnownDevice, ...]
    receipt_queue_words: tuple[str, ...]
    """What names of Windows printers for receipts hold, in small letters."""


@functools.cache
def table() -> KnownNumbers:
    """The table that ships."""
    return build(KnownNumbers, json.loads(assets.resource("devices", "usb.json").read_text("utf-8")))


def text_of(vendor: int, product: int) -> str:
    """As the table writes a pair of numbers."""
    return f"{vendor:04X}:{product:04X}"
