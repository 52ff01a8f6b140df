"""One line of a receipt drawn with our own fonts, for characters the printer's font lacks.

The grid is the printer's: a half-width cell is 12 dots, a Hanzi 24 × 24, times the size. So a
drawn line stands among printed ones as if the printer had made it.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING

from windowdesk.documents.cells import width as cell_width
from windowdesk.documents.dot_picture import DotPicture
from windowdesk.documents.fonts import Face, Fonts

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

CELL_DOTS = 12
HANZI_DOTS = 24
_GREY_TO_BLACK = 150
"""Darker than this (0 is black) becomes a burnt dot; thin strokes of a Kai font need a high value."""


def draw(text: str, width: int, scale: tuple[int, int], *, bold: bool, centred: bool, fonts: Fonts) -> DotPicture:
    """``text`` as one line of ``width`` dots, characters ``scale`` (across, down) times as large.

    Raises:
        InputRefused: D801, no font draws a character.
    """
    from PIL import Image, ImageDraw

    across, down = scale
    drawn = HANZI_DOTS * max(scale)
    natural = cell_width(text) * drawn // 2
    height = drawn + drawn // 8
    canvas = Image.new("L", (max(natural, 1), height), 255)
    _put(ImageDraw.Draw(canvas), text, drawn, bold=bold, fonts=fonts)
    shape = (cell_width(text) * CELL_DOTS * across, height * down // max(scale))
    line = canvas.resize(shape, Image.Resampling.LANCZOS) if shape != canvas.size else canvas
    page = Image.new("L", (width, shape[1]), 255)
    page.paste(line, ((width - shape[0]) // 2 if centred else 0, 0))
    bits = page.point(lambda grey: 255 if grey < _GREY_TO_BLACK else 0, mode="1").tobytes()
    row = width // 8
    return DotPicture(width, tuple(bits[at : at + row] for at in range(0, len(bits), row)))


def _put(draw_on: ImageDraw, text: str, size: int, *, bold: bool, fonts: Fonts) -> None:
    """Each character in the middle of its own cells; a combining mark over the one before."""
    cell = size // 2
    base_line = size * 7 // 8
    at = 0
    for run in fonts.runs(text, title=bold):
        font = _font(run.face, size)
        for character in run.text:
            room = cell_width(character) * cell
            if unicodedata.combining(character):
                room, at = 2 * cell, at - 2 * cell
            draw_on.text((at + room / 2, base_line), character, fill=0, font=font, anchor="ms")
            at += room


@functools.lru_cache(maxsize=8)
def _font(face: Face, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(face.path, size, index=face.index, layout_engine=ImageFont.Layout.BASIC)
