"""Text on a grid of half-width cells, as receipt printers lay it out: Hanzi two, ASCII one."""

from __future__ import annotations

import unicodedata

from windowdesk.documents.line_breaks import break_lines


def width(text: str) -> int:
    """Cells that ``text`` takes; marks that stand on the character before take none."""
    return sum(_cells(character) for character in text)


def wrap(text: str, columns: int, *, hanging: int = 0) -> list[str]:
    """``text`` in lines of at most ``columns`` cells; all but the first start with ``hanging`` blanks."""
    lines = break_lines(text, columns, width, later=columns - hanging)
    return [*lines[:1], *(" " * hanging + line for line in lines[1:])]


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 1 if " " <= character <= "~" else 2
