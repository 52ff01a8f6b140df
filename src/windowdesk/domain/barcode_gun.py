"""What a barcode gun (扫码枪) types, told apart from what a person types.

A gun is a keyboard that types a whole code in a few milliseconds a key and then presses Enter.
Keys that could be the beginning of one of our codes are held back for as long as a gun needs for
the next; what turns out to be a person's typing goes on its way unchanged, at the latest
`GAP_SECONDS` later. So a receipt that is scanned never lands in a name field.

Ours is only what is so by its form and its check character: a waybill, a bank card or an identity
number that is shot into a field stays there as text. Its Enter goes nowhere: a person did not press it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from windowdesk.domain import numbers

GAP_SECONDS = 0.035
"""Between two keys of a gun; guns need 1 to 20 ms, quick fingers over 60."""
FEWEST = 4
"""So many keys in a row at the speed of a gun, and the Enter too, are a gun's."""
LONGEST = 4296
"""Characters that the largest QR code holds."""
_SIGNED = re.compile(r"(?:https?://[^#]*#)?WD1\.[A-Za-z0-9_-]{86,}")
"""The signed text of a receipt, with the county's entrance before it; the signature alone takes 86 characters."""
_BEGINNINGS = ("WD1.", "http")


@dataclass(frozen=True, slots=True)
class Heard:
    """What to do with a key: ``held`` it back, let ``passed`` keys go on, or take the ``code`` that is complete."""

    held: bool = False
    passed: int = 0
    """So many held keys go on to the field, before this key."""
    code: str = ""
    swallowed: bool = False
    """The Enter behind a foreign code: nobody may hear it."""


class BarcodeGun:
    """Listens to one key after the other. Times are monotonic seconds.

    ``in_field``: the cursor stands where text is written. Elsewhere a letter may press something, so that all
    of a quick run is held back, and whatever the gun read is taken: it can only be meant as a number to look for.
    """

    def __init__(self) -> None:
        self._text = ""
        self._run = 0
        """Keys in a row at the speed of a gun."""
        self._last = float("-inf")

    @property
    def holds(self) -> bool:
        """Keys are held back now."""
        return bool(self._text)

    def key(self, character: str, at: float, *, in_field: bool = True) -> Heard:
        """A key that writes one character."""
        rested = at - self._last > GAP_SECONDS
        passed = len(self._text) if rested else 0
        if rested:
            self._text, self._run = "", 0
        all_held = len(self._text) == self._run
        self._run += 1
        self._last = at
        text = self._text + character
        if all_held and len(text) <= LONGEST and (_may_be_ours(text) if in_field else not text.startswith(" ")):
            self._text = text
            return Heard(held=True, passed=passed)
        passed += len(self._text)
        self._text = ""
        return Heard(passed=passed)

    def enter(self, at: float, *, in_field: bool = True) -> Heard:
        """Enter or Tab: the end of a code, if it came as quickly as the keys before it."""
        text, run = self._text, self._run
        by_gun = at - self._last <= GAP_SECONDS and run >= FEWEST
        self._text, self._run, self._last = "", 0, float("-inf")
        if by_gun and text and not in_field:
            return Heard(code=ours(text) or text)
        if by_gun and ours(text):
            return Heard(code=ours(text))
        return Heard(passed=len(text), swallowed=by_gun)

    def let_go(self) -> Heard:
        """Nothing came for a while, or another kind of key: what is held was typed by a person.

        Where it was a gun after all and the window only busy, the rest goes the same way, but for its Enter.
        """
        passed, self._text = len(self._text), ""
        return Heard(passed=passed)


def ours(text: str) -> str:
    """The provisional or official number, or the signed text of a receipt, as it is looked up; empty: a foreign code."""
    if numbers.is_provisional(text) or numbers.is_official(text):
        return numbers.normalised(text)
    return text if _SIGNED.fullmatch(text) else ""


def _may_be_ours(text: str) -> bool:
    big, length = text.upper(), len(text)
    if numbers.PROVISIONAL_PREFIX.startswith(big[:2]):
        return length <= numbers.PROVISIONAL_LENGTH and big.isascii() and big.isalnum()
    if big[0].isdigit():
        digits = big[: numbers.OFFICIAL_LENGTH - 1]
        return length <= numbers.OFFICIAL_LENGTH and big.isascii() and big.isalnum() and digits.isdigit()
    return any(text.startswith(begin) or begin.startswith(text) for begin in _BEGINNINGS)
