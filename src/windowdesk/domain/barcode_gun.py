"""What a barcode gun (扫码枪) types, told apart from what a person types.

A gun is a keyboard that types a whole code in a few milliseconds a key and then presses Enter.
Keys that could be the beginning of one of our codes are held back for as long as a gun needs for
the next; what turns out to be a person's typing goes on its way unchanged, at the latest
`GAP_SECONDS` later. So a receipt that is scanned never lands in a name field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

GAP_SECONDS = 0.035
"""Between two keys of a gun; guns need 1 to 20 ms, quick fingers over 60."""
SHORTEST = 12
LONGEST = 1000
_CODE = re.compile(r"LS[0-9A-Z]{25}|(?:https?://\S*#)?WD1\.[\w-]+|\d{12,30}", re.IGNORECASE)
"""Provisional number, the signed text of a receipt (with the county's entrance before it), official number."""
_BEGINNINGS = ("LS", "WD1.", "http")


@dataclass(frozen=True, slots=True)
class Heard:
    """What to do with a key: ``held`` it back, let ``passed`` keys go on, or take the ``code`` that is complete."""

    held: bool = False
    passed: int = 0
    """So many held keys were a person's: they go on to the field, before this key."""
    code: str = ""


class BarcodeGun:
    """Listens to one key after the other. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._text = ""
        self._last = float("-inf")

    @property
    def holds(self) -> bool:
        """Keys are held back now."""
        return bool(self._text)

    def key(self, character: str, at: float) -> Heard:
        """A key that writes one character."""
        rested = at - self._last > GAP_SECONDS
        passed = len(self._text) if rested else 0
        if rested:
            self._text = ""
        in_the_middle = not rested and not self._text
        self._last = at
        if in_the_middle:
            return Heard()
        if _may_begin(self._text + character) and len(self._text) < LONGEST:
            self._text += character
            return Heard(held=True, passed=passed)
        passed += len(self._text)
        self._text = ""
        return Heard(passed=passed)

    def enter(self, at: float) -> Heard:
        """Enter or Tab: the end of a code, if what is held is one and came quickly enough."""
        text, self._text = self._text, ""
        quick = at - self._last <= GAP_SECONDS
        self._last = float("-inf")
        if quick and len(text) >= SHORTEST and _CODE.fullmatch(text):
            return Heard(code=text)
        return Heard(passed=len(text))

    def let_go(self) -> Heard:
        """Nothing came for a while, or another kind of key: what is held was typed by a person."""
        passed, self._text = len(self._text), ""
        return Heard(passed=passed)


def _may_begin(text: str) -> bool:
    small = text.lower()
    return text.isdigit() or any(
        small.startswith(begin.lower()) or begin.lower().startswith(small) for begin in _BEGINNINGS
    )
