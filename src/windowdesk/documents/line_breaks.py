"""Where a line of Chinese text may break, for slip and page alike.

Between Hanzi; a number, a code or a word in ASCII stays whole unless it alone is longer than the
line; closing punctuation never starts a line and opening never ends one (GB/T 15834 5.1).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], float]
"""Text to its width, in the unit of the room it is to fit."""

_PIECES = re.compile(r"[0-9A-Za-z*./:_#@+=&%~-]+|.", re.DOTALL)
# Full-width marks by code point: in many fonts they cannot be told from the ASCII ones.
_NEVER_FIRST = frozenset(
    "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u300d\u300f\u201d\u2019\u3011\u3015\u2026\u2014\u00b7\uff05,.;:?!)]}%"
)
_NEVER_LAST = frozenset("\uff08\u300a\u300c\u300e\u201c\u2018\u3010\u3014([{")
_CARRIED_AT_MOST = 3
"""Pieces moved to the next line for the sake of punctuation; beyond that the rule gives way."""


def clean(text: str) -> str:
    """One line of plain text: no control character reaches a printer as a command."""
    return "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)


def longest_piece(text: str, measure: Measure) -> float:
    """Width of the widest piece that is never broken inside."""
    return max((measure(piece) for piece in _PIECES.findall(clean(text))), default=0)


def break_lines(text: str, room: float, measure: Measure, *, later: float | None = None) -> list[str]:
    """``text`` in lines of at most ``room``; ``later`` is the room of all but the first, when it differs."""
    rest = room if later is None else later
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for piece in _pieces(clean(text), min(room, rest), measure):
        if line and used + measure(piece) > (rest if lines else room):
            carried = _carried(line, piece, rest, measure)
            lines.append("".join(line).rstrip())
            line, used = carried, measure("".join(carried))
            if piece == " " and not carried:
                continue
        line.append(piece)
        used += measure(piece)
    return [*lines, "".join(line).rstrip()] if line else lines


def _pieces(text: str, room: float, measure: Measure) -> list[str]:
    """What is never broken inside; a piece longer than a whole line is cut to lines."""
    whole: list[str] = []
    for piece in _PIECES.findall(text):
        if whole and unicodedata.category(piece[0]) in ("Mn", "Me", "Cf"):
            whole[-1] += piece
            continue
        while len(piece) > 1 and measure(piece) > room:
            fits = max((n for n in range(1, len(piece)) if measure(piece[:n]) <= room), default=1)
            whole.append(piece[:fits])
            piece = piece[fits:]
        whole.append(piece)
    return whole


def _carried(line: list[str], piece: str, room: float, measure: Measure) -> list[str]:
    """Pieces taken from the end of a full ``line`` so that ``piece`` does not start the next one wrongly.

    The rule gives way where that would empty the line or overfill the next.
    """
    carried: list[str] = []
    first = piece
    while len(carried) < _CARRIED_AT_MOST and len(line) > 1 and line[-1].strip():
        if first[0] not in _NEVER_FIRST and line[-1][-1] not in _NEVER_LAST:
            break
        if measure("".join((line[-1], *carried, piece))) > room:
            break
        first = line.pop()
        carried.insert(0, first)
    return carried
