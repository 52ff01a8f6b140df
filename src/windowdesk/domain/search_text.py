"""How text is compared in searches: width, case, spaces and the dots inside names do not matter."""

from __future__ import annotations

import unicodedata

NAME_DOTS = frozenset("·•・‧∙⋅.。.")
"""The dot inside a name is U+00B7 on the card; input methods give others."""


def normalise(text: str) -> str:
    """``text`` for comparison only, never for storage.

    Full-width letters become half-width, capitals small; spaces and name dots go; compatibility
    ideographs become the unified ones (NFC). Rare characters stay what they are.
    """
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if character in NAME_DOTS or character.isspace():
            continue
        if 0xFF01 <= ord(character) <= 0xFF5E:
            character = chr(ord(character) - 0xFEE0)
        kept.append(character)
    half_width = unicodedata.normalize("NFC", "".join(kept))
    return unicodedata.normalize("NFC", half_width.casefold())


def same(one: str, other: str) -> bool:
    """Do the two texts say the same to a reader?"""
    return normalise(one) == normalise(other)
