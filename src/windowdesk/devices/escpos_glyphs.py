"""Dots of a receipt printer: character cells, lines, bars, QR codes and strips of paper as pictures."""

from __future__ import annotations

import functools
import math
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

from windowdesk.errors import FONT_ABSENT, DeviceTrouble

CELL = 24
"""Height of a character and width of a Hanzi, in dots; an ASCII character is half as wide."""
_FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path("C:/Windows/Fonts"),
    Path("/System/Library/Fonts"),
)
_FONT_NAMES = (
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "NotoSansCJK-Regular.ttc", "simsun.ttc", "msyh.ttc", "PingFang.ttc",
    "LXGWWenKaiMono-Regular.ttf", "LXGWWenKai-Regular.ttf", "DroidSansFallbackFull.ttf", "BabelStoneHan.ttf",
)  # fmt: skip


@functools.cache
def font_file() -> Path:
    """A Chinese font of this PC. Raises DeviceTrouble D801 where there is none."""
    for name in _FONT_NAMES:
        for folder in _FONT_FOLDERS:
            if folder.is_dir() and (found := next(iter(sorted(folder.rglob(name))), None)):
                return found
    raise DeviceTrouble(FONT_ABSENT, characters="中文")


@functools.cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file()), CELL - 2)


def cell_width(character: str) -> int:
    """Dots: 12 for what comes as one byte, 24 for what comes as two."""
    return CELL // 2 if ord(character) < 0x80 else CELL


@functools.lru_cache(maxsize=4096)
def cell(character: str, width: int, height: int, *, bold: bool) -> Image.Image:
    """One character, black on white, enlarged as GS ! does (each dot becomes a block)."""
    dots = cell_width(character)
    drawn = blank(dots, CELL) if unicodedata.category(character).startswith("Z") else _glyph(character, dots)
    if bold:
        drawn = ImageChops.logical_and(drawn, ImageChops.offset(drawn, 1, 0))
    return drawn.resize((dots * width, CELL * height), Image.Resampling.NEAREST)


def _glyph(character: str, dots: int) -> Image.Image:
    """The font's glyph in a cell; one that is too wide (``M``, ``W`` of proportional fonts) is squeezed."""
    natural = max(dots, math.ceil(_font().getlength(character)))
    drawn = Image.new("1", (natural, CELL), 1)
    draw = ImageDraw.Draw(drawn)
    draw.fontmode = "1"
    draw.text((natural / 2, CELL - 5), character, font=_font(), fill=0, anchor="ms")
    if natural == dots:
        return drawn
    return (
        drawn.convert("L")
        .resize((dots, CELL), Image.Resampling.BOX)
        .point(lambda grey: 255 * (grey > 140))
        .convert("1")
    )


def row(cells: Sequence[Image.Image], width: int, align: int, spacing: int) -> Image.Image:
    """One line of cells on a common base line, at least ``spacing`` dots high."""
    height = max([spacing, *(one.height for one in cells)])
    used = sum(one.width for one in cells)
    strip = blank(width, height)
    left = _left(used, width, align)
    base = max((one.height for one in cells), default=0)
    for one in cells:
        strip.paste(one, (left, base - one.height))
        left += one.width
    return strip


def placed(picture: Image.Image, width: int, align: int) -> Image.Image:
    """A picture on a strip of paper, cut off at its right edge."""
    strip = blank(width, picture.height)
    strip.paste(picture, (_left(picture.width, width, align), 0))
    return strip


def _left(used: int, width: int, align: int) -> int:
    return max(0, {1: (width - used) // 2, 2: width - used}.get(align, 0))


def raster(row_bytes: int, rows: int, data: bytes, mode: int) -> Image.Image:
    """GS v 0; mode bit 0 doubles the width, bit 1 the height."""
    if not row_bytes or not rows:
        return blank(1, 1)
    drawn = ImageOps.invert(Image.frombytes("1", (row_bytes * 8, rows), data).convert("L")).convert("1")
    size = (drawn.width * (2 if mode & 1 else 1), drawn.height * (2 if mode & 2 else 1))
    return drawn.resize(size, Image.Resampling.NEAREST)


def bars(widths: Iterable[int], module: int, height: int) -> Image.Image:
    """Bars and gaps in turn, black first."""
    modules = [colour for index, width in enumerate(widths) for colour in [index % 2] * width]
    drawn = Image.new("1", (len(modules), 1))
    drawn.putdata(modules)
    return drawn.resize((len(modules) * module, height), Image.Resampling.NEAREST)


def qr(data: bytes, level: str, module: int) -> Image.Image:
    """A QR code without its quiet zone. Raises ValueError when the data is too long for any version."""
    import qrcode

    levels = {
        "L": qrcode.constants.ERROR_CORRECT_L,
        "M": qrcode.constants.ERROR_CORRECT_M,
        "Q": qrcode.constants.ERROR_CORRECT_Q,
        "H": qrcode.constants.ERROR_CORRECT_H,
    }
    code: Any = qrcode.QRCode(error_correction=levels[level], border=0)
    code.add_data(data)
    code.make(fit=True)
    matrix = code.get_matrix()
    drawn = Image.new("1", (len(matrix), len(matrix)))
    drawn.putdata([not dark for line in matrix for dark in line])
    return drawn.resize((drawn.width * module, drawn.height * module), Image.Resampling.NEAREST)


def blank(width: int, height: int) -> Image.Image:
    """White paper."""
    return Image.new("1", (width, height), 1)


def cut_line(width: int) -> Image.Image:
    """Where the blade went: a dashed line."""
    strip = blank(width, 9)
    draw = ImageDraw.Draw(strip)
    for left in range(0, width, 16):
        draw.line((left, 4, left + 7, 4), fill=0)
    return strip


def stacked(strips: Sequence[Image.Image], width: int) -> Image.Image:
    """All strips one below the other."""
    paper = blank(width, max(1, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        paper.paste(strip, (0, top))
        top += strip.height
    return paper
