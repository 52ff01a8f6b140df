"""What the desk would like of a scan, whatever the scanner: the options of a scanner's address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from windowdesk.errors import DEVICE_ADDRESS, InputRefused

MODES = ("grey", "color", "lineart")
"""Words for ``mode`` in an address."""
OPTIONS = frozenset({"mode", "resolution", "width", "height"})


@dataclass(frozen=True, slots=True)
class Wish:
    """Millimetres and dots per inch."""

    mode: str = "grey"
    resolution: int = 200
    width: float = 210
    height: float = 297


def wish_of(address: str, options: Mapping[str, str], example: str) -> Wish:
    """The wish that stands in the options of an address.

    Raises:
        InputRefused: DEVICE_ADDRESS.
    """
    usual = Wish()
    try:
        wish = Wish(
            options.get("mode", usual.mode),
            int(options.get("resolution", usual.resolution)),
            float(options.get("width", usual.width)),
            float(options.get("height", usual.height)),
        )
    except ValueError as wrong:
        raise InputRefused(DEVICE_ADDRESS, address=address, example=example) from wrong
    if wish.mode not in MODES or min(wish.resolution, wish.width, wish.height) <= 0:
        raise InputRefused(DEVICE_ADDRESS, address=address, example=example)
    return wish
