"""Black-and-white pictures for a thermal head: rows of bits, a set bit is black."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from windowdesk.documents import code128

BAR_DOTS = 2
"""Dots of a bar code module: 0.25 mm, the narrowest a thermal head prints reliably (H11)."""
_BAR_HEIGHT = 80
_RULE_ROWS = 2
_LADDER_GAP = 24


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
    return from_dots(_frame(frame_width, height), width)


def fits_across(text: str, width: int) -> bool:
    """Whether the bar code of ``text`` with its quiet zones fits across ``width`` dots."""
    return len(_bars(text)) <= width


def bar_code(text: str, width: int) -> DotPicture:
    """Code 128 of ``text`` across the paper; ask `fits_across` first.

    Raises:
        ValueError: it does not fit.
    """
    return from_dots([_bars(text)] * _BAR_HEIGHT, width)


def ladder_and_frame(text: str, width: int) -> DotPicture:
    """Code 128 of ``text`` along the paper, at its left, beside an empty frame for a stamp.

    58 mm paper has 384 dots; the 222 modules and 20 quiet ones of a provisional number need 484.
    A bar code along the paper is read by turning the paper or the gun.
    """
    bars = _bars(text)
    sides = _frame(width - _BAR_HEIGHT - _LADDER_GAP, len(bars))
    return from_dots(
        [[dot] * _BAR_HEIGHT + [False] * _LADDER_GAP + side for dot, side in zip(bars, sides, strict=True)], width
    )


def qr_code(text: str, width: int, module_dots: int) -> DotPicture:
    """QR code (error correction M) with its quiet zone, for printers that have none of their own."""
    from windowdesk.documents.qr import matrix

    rows = [[dark for dark in row for _ in range(module_dots)] for row in matrix(text)]
    white = [[False]] * (4 * module_dots)
    return from_dots([*white, *(row for row in rows for _ in range(module_dots)), *white], width)


def _bars(text: str) -> list[bool]:
    quiet = [False] * code128.QUIET_MODULES
    return [module for module in (*quiet, *code128.modules(text), *quiet) for _ in range(BAR_DOTS)]


def _frame(width: int, height: int) -> list[list[bool]]:
    sides = [True] * _RULE_ROWS + [False] * (width - 2 * _RULE_ROWS) + [True] * _RULE_ROWS
    edge = [[True] * width] * _RULE_ROWS
    return [*edge, *[sides] * (height - 2 * _RULE_ROWS), *edge]


def _row(dots: Sequence[bool], width: int) -> bytes:
    if len(dots) > width:
        raise ValueError(f"{len(dots)} dots do not fit in {width}")
    left = (width - len(dots)) // 2
    bits = "0" * left + "".join("1" if dot else "0" for dot in dots)
    return int(bits.ljust(width, "0"), 2).to_bytes(width // 8, "big")
