"""Black-and-white pictures for a thermal head: rows of bits, a set bit is black."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from windowdesk.documents import code128

BAR_DOTS = 2
"""Dots of a bar code module: 0.25 mm, the narrowest a thermal head prints reliably (H11)."""
_BAR_HEIGHT = 80
_RULE_ROWS = 2


@dataclass(frozen=True, slots=True)
class DotPicture:
    """``width`` dots (a multiple of 8) by ``len(rows)``."""

    width: int
    rows: tuple[bytes, ...]


def from_dots(rows: Iterable[Sequence[bool]], width: int) -> DotPicture:
    """A picture in the middle of ``width`` dots.

    Raises:
        ValueError: a row is wider than ``width``.
    """
    return DotPicture(width, tuple(_row(row, width) for row in rows))


def rule(width: int) -> DotPicture:
    """A line across the paper."""
    return DotPicture(width, (b"\xff" * (width // 8),) * _RULE_ROWS)


def frame(width: int, frame_width: int, height: int) -> DotPicture:
    """An empty frame in the middle: place for a stamp."""
    full = [True] * frame_width
    sides = [True] * _RULE_ROWS + [False] * (frame_width - 2 * _RULE_ROWS) + [True] * _RULE_ROWS
    edge = [full] * _RULE_ROWS
    return from_dots([*edge, *[sides] * (height - 2 * _RULE_ROWS), *edge], width)


def bar_code(text: str, width: int) -> DotPicture:
    """Code 128 of ``text`` at `BAR_DOTS`: across the paper where it fits with its quiet zones, else along it.

    58 mm paper has 384 dots; the 222 modules and 20 quiet ones of a provisional number need 484.
    A bar code along the paper (ladder) is read by turning paper or gun.
    """
    quiet = [False] * code128.QUIET_MODULES
    dots = [module for module in (*quiet, *code128.modules(text), *quiet) for _ in range(BAR_DOTS)]
    if len(dots) <= width:
        return from_dots([dots] * _BAR_HEIGHT, width)
    return from_dots([[dot] * _BAR_HEIGHT for dot in dots], width)


def qr_code(text: str, width: int, module_dots: int) -> DotPicture:
    """QR code (error correction M) with its quiet zone, for printers that have none of their own."""
    from windowdesk.documents.qr import matrix

    rows = [[dark for dark in row for _ in range(module_dots)] for row in matrix(text)]
    white = [[False]] * (4 * module_dots)
    return from_dots([*white, *(row for row in rows for _ in range(module_dots)), *white], width)


def _row(dots: Sequence[bool], width: int) -> bytes:
    if len(dots) > width:
        raise ValueError(f"{len(dots)} dots do not fit in {width}")
    left = (width - len(dots)) // 2
    bits = "0" * left + "".join("1" if dot else "0" for dot in dots)
    return int(bits.ljust(width, "0"), 2).to_bytes(width // 8, "big")
