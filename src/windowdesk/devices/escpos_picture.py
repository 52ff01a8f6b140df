"""What a print job looks like on paper: plain text, the contents of its codes, and a picture.

``read`` lays out the operations as a printer of that width would. Text is drawn with a Chinese
font of this PC in the printer's cells (ASCII 12 × 24 dots, Hanzi 24 × 24), barcodes and QR codes
as real codes, so that a scanner or a person can judge the result.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from windowdesk.devices import code128_bars, escpos_glyphs
from windowdesk.devices.escpos_operations import Barcode, Command, Operation, Raster, Text, Unknown, operations

if TYPE_CHECKING:
    from PIL.Image import Image

DEFAULT_SPACING = 30
CODE_128 = 73
_QR_LEVELS = "LMQH"
_SET_ONLY = frozenset(
    {
        "DLE EOT", "DLE ENQ", "DLE DC4", "GS r", "GS a", "GS I", "ESC v", "ESC t", "ESC R", "FS &", "FS .", "GS f",
        "GS L", "GS W", "ESC B", "ESC p", "ESC D", "CR",
    }
)  # fmt: skip
"""Known commands that change nothing this picture shows."""
_SHOWN_AT_ZERO = frozenset({"FS S", "ESC SP", "GS B", "FS -", "ESC -", "FS !", "ESC M", "ESC {", "ESC V", "FS W"})
"""Known commands that are not drawn and do nothing with the value 0."""


@dataclass(frozen=True, slots=True)
class Code:
    """A machine-readable code on the paper."""

    kind: str
    """``qr`` or ``code128``."""
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One job as it came out."""

    width: int
    lines: tuple[str, ...]
    """Text of the printer's own font; a line drawn as a picture is not among them."""
    codes: tuple[Code, ...]
    cuts: int
    faults: tuple[str, ...]
    """What the printer could not understand; empty for a clean job."""
    picture: Image

    @property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(self.lines)


@dataclass(slots=True)
class _Style:
    width: int = 1
    height: int = 1
    bold: bool = False
    align: int = 0
    spacing: int = DEFAULT_SPACING
    hri: int = 0
    bar_height: int = 162
    bar_module: int = 3
    qr_module: int = 3
    qr_level: str = "L"
    qr_data: bytes = b""


@dataclass(slots=True)
class _Page:
    width: int
    strips: list[Image] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    cuts: int = 0
    faults: list[str] = field(default_factory=list)
    line: list[tuple[str, _Style]] = field(default_factory=list)
    style: _Style = field(default_factory=_Style)


def read(job: bytes, width: int = 576) -> Paper:
    """The paper that ``job`` makes on a printer ``width`` dots wide (384 for 58 mm, 576 for 80 mm).

    Raises DeviceTrouble D801 where this PC has no Chinese font.
    """
    page = _Page(width)
    for operation in operations(job):
        _apply(page, operation)
    if page.line:
        page.faults.append("text after the last line feed stays in the buffer")
    picture = escpos_glyphs.stacked(page.strips, width)
    return Paper(width, tuple(page.lines), tuple(page.codes), page.cuts, tuple(page.faults), picture)


def _apply(page: _Page, operation: Operation) -> None:
    match operation:
        case Text(text):
            page.line.extend((character, _copy(page.style)) for character in text)
        case Raster():
            _flush(page, only_if_text=True)
            _raster(page, operation)
        case Barcode():
            _flush(page, only_if_text=True)
            _barcode(page, operation)
        case Unknown(data, offset, reason):
            page.faults.append(f"{reason} at {offset}: {data[:8].hex(' ')}")
        case Command(name, values):
            _command(page, name, values)


def _copy(style: _Style) -> _Style:
    return _Style(style.width, style.height, style.bold, spacing=style.spacing)


def _command(page: _Page, name: str, values: bytes) -> None:
    style = page.style
    match name:
        case "LF":
            _flush(page)
        case "ESC @":
            if page.line:
                page.faults.append("initialising threw away text that had no line feed")
            page.style = _Style()
            page.line.clear()
        case "GS !":
            style.width, style.height = (values[0] >> 4) + 1, (values[0] & 15) + 1
        case "ESC !":
            style.width, style.height = 1 + (values[0] >> 5 & 1), 1 + (values[0] >> 4 & 1)
            style.bold = bool(values[0] & 8)
        case "ESC E" | "ESC G":
            style.bold = bool(values[0] & 1)
        case "ESC a":
            style.align = values[0] & 3
        case "ESC 2":
            style.spacing = DEFAULT_SPACING
        case "ESC 3":
            style.spacing = values[0]
        case "ESC d":
            _flush(page, only_if_text=True)
            _feed(page, values[0] * style.spacing)
        case "ESC J":
            _flush(page, only_if_text=True)
            _feed(page, values[0])
        case "GS V":
            _flush(page, only_if_text=True)
            page.cuts += 1
            page.strips.append(escpos_glyphs.cut_line(page.width))
        case "GS H":
            style.hri = values[0] & 3
        case "GS h":
            style.bar_height = values[0]
        case "GS w":
            style.bar_module = values[0]
        case "GS ( k":
            _qr(page, values)
        case _ if name not in _SET_ONLY and not (name in _SHOWN_AT_ZERO and not any(values)):
            page.faults.append(f"{name} is known but not drawn")


def _feed(page: _Page, dots: int) -> None:
    if dots:
        page.strips.append(escpos_glyphs.blank(page.width, dots))


def _flush(page: _Page, *, only_if_text: bool = False) -> None:
    """End the line: wrap what is too wide, as the printer does when the first character comes that has no room."""
    if only_if_text and not page.line:
        return
    rows: list[list[tuple[str, _Style]]] = [[]]
    used = 0
    for character, style in page.line:
        wide = escpos_glyphs.cell_width(character) * style.width
        if used + wide > page.width and rows[-1]:
            rows.append([])
            used = 0
        rows[-1].append((character, style))
        used += wide
    page.line = []
    for row, after in itertools.zip_longest(rows, rows[1:]):
        page.lines.append("".join(character for character, _ in row))
        spacing = after[0][1].spacing if after else page.style.spacing
        cells = [escpos_glyphs.cell(character, s.width, s.height, bold=s.bold) for character, s in row]
        page.strips.append(escpos_glyphs.row(cells, page.width, page.style.align, spacing))


def _raster(page: _Page, raster: Raster) -> None:
    drawn = escpos_glyphs.raster(raster.row_bytes, raster.rows, raster.data, raster.mode)
    if drawn.width > page.width:
        page.faults.append(f"a picture {drawn.width} dots wide is cut off")
    page.strips.append(escpos_glyphs.placed(drawn, page.width, page.style.align))


def _barcode(page: _Page, barcode: Barcode) -> None:
    if barcode.system != CODE_128:
        page.faults.append(f"barcode system {barcode.system} is not drawn")
        return
    try:
        text, widths = code128_bars.decoded(barcode.data), code128_bars.bars(barcode.data)
    except ValueError as wrong:
        page.faults.append(str(wrong))
        return
    style = page.style
    if sum(widths) * style.bar_module > page.width:
        page.faults.append("the barcode is wider than the paper: nothing printed")
        return
    page.codes.append(Code("code128", text))
    bars = escpos_glyphs.bars(widths, style.bar_module, style.bar_height)
    page.strips.append(escpos_glyphs.placed(bars, page.width, style.align))
    if style.hri & 2:
        cells = [escpos_glyphs.cell(character, 1, 1, bold=False) for character in text]
        page.strips.append(escpos_glyphs.row(cells, page.width, style.align, DEFAULT_SPACING))


def _qr(page: _Page, values: bytes) -> None:
    """GS ( k: ``1`` (QR), function, arguments."""
    style = page.style
    if len(values) < 3 or values[0] != ord("1"):
        page.faults.append("a two-dimensional code other than QR is not drawn")
        return
    function, arguments = values[1], values[2:]
    if function == 0x43:
        style.qr_module = arguments[0]
    elif function == 0x45 and 0 <= arguments[0] - 48 < len(_QR_LEVELS):
        style.qr_level = _QR_LEVELS[arguments[0] - 48]
    elif function == 0x50:
        style.qr_data = arguments[1:]
    elif function == 0x51:
        _draw_qr(page)
    elif function != 0x41:
        page.faults.append(f"function {function:02x} of GS ( k is not drawn")


def _draw_qr(page: _Page) -> None:
    style = page.style
    if not style.qr_data:
        page.faults.append("a QR code without data: nothing printed")
        return
    drawn = escpos_glyphs.qr(style.qr_data, style.qr_level, style.qr_module)
    if drawn.width > page.width:
        page.faults.append("the QR code is wider than the paper: nothing printed")
        return
    page.codes.append(Code("qr", style.qr_data.decode("utf-8", "replace")))
    _feed(page, 2 * style.qr_module)
    page.strips.append(escpos_glyphs.placed(drawn, page.width, style.align))
    _feed(page, 2 * style.qr_module)
