"""Names with characters that a chip could not hold whole: what is doubtful, and what a clerk may put in its place.

A name longer than its field may end in half a character, shown as U+FFFD; old chips hold characters of the police
font at private code points; social security cards write GBK, where a rare character is a question mark.
"""

from __future__ import annotations

import re

from windowdesk.domain import search_text

HOLE = "\ufffd"
"""Stands for half a character that was cut off."""


def is_doubtful(text: str) -> bool:
    """Whether a person must look: half a surrogate pair was lost, or a private-use character stands there."""
    return any(character == HOLE or _is_private(character) for character in text)


def completes(typed: str, chip: str) -> bool:
    """Is ``typed`` what stands on the chip, with something else only where the chip is doubtful?

    A doubtful character stands for any one; a hole at the end for the rest of a name that was too long.
    """
    pattern = "".join(_pattern(character) for character in search_text.normalise(chip))
    return HOLE not in typed and re.fullmatch(pattern, search_text.normalise(typed)) is not None


def _pattern(character: str) -> str:
    if character == HOLE:
        return ".+"
    return "." if character == "?" or _is_private(character) else re.escape(character)


def _is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or ord(character) >= 0xF0000
