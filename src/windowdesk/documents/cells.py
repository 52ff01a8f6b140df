"""Text on a grid of half-width cells, as receipt printers lay it out: Hanzi two, ASCII one.

Lines are broken between Hanzi; a number, a code or a word in ASCII stays whole unless it alone is
longer than the line; closing punctuation never starts a line and opening never ends one.
"""

from __future__ import annotations

import re
import unicodedata

_PIECES = re.compile(r"[0-9A-Za-z*./:_#@+=&%~-]+|.", re.DOTALL)
# Full-width marks by code point: in many fonts they cannot be told from the ASCII ones.
_NEVER_FIRST = frozenset(
    "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u300d\u300f\u201d\u2019\u3011\u3015\u2026\u2014\u00b7\uff05,.;:?!)]}%"
)
_NEVER_LAST = frozenset("\uff08\u300a\u300c\u300e\u201c\u2018\u3010\u3014([{")
_CARRIED_AT_MOST = 3
"""Pieces moved to the next line for the sake of punctuation; beyond that the rule gives way."""


def width(text: str) -> int:
    """Cells that ``text`` takes; marks that stand on the character before take none."""
    return sum(_cells(character) for character in text)


def clean(text: str) -> str:
    """One line of plain text: no control character can reach the printer as a command."""
    return "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)


def wrap(text: str, columns: int, *, hanging: int = 0) -> list[str]:
    """``text`` in lines of at most ``columns`` cells; all but the first start with ``hanging`` blanks."""
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for piece in _pieces(text, columns - hanging):
        if line and used + width(piece) > columns:
            carried = _carried(line, piece)
            lines.append("".join(line).rstrip())
            line = [" " * hanging, *carried] if hanging else carried
            used = width("".join(line))
            if piece == " " and not carried:
                continue
        line.append(piece)
        used += width(piece)
    return [*lines, "".join(line).rstrip()] if line else lines


def _pieces(text: str, room: int) -> list[str]:
    """What is never broken inside; a piece that is longer than a whole line is cut to lines."""
    whole: list[str] = []
    for piece in _PIECES.findall(clean(text)):
        if _cells(piece[0]) == 0 and whole:
            whole[-1] += piece
        else:
            whole += [piece[at : at + room] for at in range(0, len(piece), room)] if len(piece) > 1 else [piece]
    return whole


def _carried(line: list[str], piece: str) -> list[str]:
    """Pieces taken from the end of a full ``line`` so that ``piece`` does not start the next one wrongly."""
    carried: list[str] = []
    first = piece
    while (
        len(carried) < _CARRIED_AT_MOST
        and len(line) > 2
        and line[-1].strip()
        and (first[0] in _NEVER_FIRST or line[-1][-1] in _NEVER_LAST)
    ):
        first = line.pop()
        carried.insert(0, first)
    return carried


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 1 if " " <= character <= "~" else 2
