"""The receipt 收件凭证 as ESC/POS bytes for 58 and 80 mm printers.

A line that the printer's own font has goes out as GBK double bytes; a line with any other
character (rare names, rule H17) is drawn with our fonts and sent as a picture. A four-byte
GB 18030 sequence or a ``?`` never reaches a printer.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from windowdesk.documents import cells, dot_picture, line_picture, qr, slip_words
from windowdesk.documents import printer_commands as command
from windowdesk.documents.dot_picture import DotPicture
from windowdesk.documents.fonts import Fonts, code_points, installed
from windowdesk.documents.receipt_layout import BarCodeAndSeal, Block, Line, QrCode, Rule, layout
from windowdesk.documents.slip_words import SlipWords
from windowdesk.domain.printer_profile import Cutter, PrinterProfile, QrBy
from windowdesk.domain.receipt import Receipt

_LINE_SPACING = 56
"""Dots from line to line: double-height text (48) and a sixth more."""
_GAP = 12
_QR_MODULE_AT_MOST = 4
_QR_MODULE_AT_LEAST = 3
_SEAL = (320, 200)
"""Frame for the stamp: 40 × 25 mm."""
_FULL_WIDTH_YEN = {0xA5: "\uffe5"}
"""U+00A5 has no double-byte code; the full-width sign A3A4 is on every printer."""


def render(
    receipt: Receipt, paper: PrinterProfile, *, fonts: Fonts | None = None, words: SlipWords | None = None
) -> bytes:
    """One print job, from initialising to the cut.

    A character that no font on this PC draws is printed as its code point in brackets: the
    villager gets the receipt now, and the name can still be told.

    Raises:
        ValueError: the signed text is too long for a QR code on this paper.
    """
    return render_blocks(layout(receipt, words or slip_words.shipped(), paper.columns), paper, fonts)


def render_blocks(blocks: Iterable[Block], paper: PrinterProfile, fonts: Fonts | None = None) -> bytes:
    """One print job of any slip: the blocks from top to bottom.

    Raises:
        ValueError: a text is too long for a QR code on this paper.
    """
    job = bytearray(command.start(kanji=paper.kanji_on, code_page=paper.code_page))
    job += command.line_spacing(_LINE_SPACING)
    for block in blocks:
        job += _block(block, paper, fonts)
    if paper.feed_lines:
        job += command.feed_lines(paper.feed_lines)
    if paper.cutter is not Cutter.NONE:
        job += command.cut(partly=paper.cutter is Cutter.PARTIAL, feeds=paper.cut_feeds)
    return bytes(job)


def _block(block: Block, paper: PrinterProfile, fonts: Fonts | None) -> bytes:
    width = paper.width_dots
    match block:
        case Line():
            return _line(block, paper, fonts)
        case Rule():
            return command.feed_dots(_GAP) + _picture(paper, dot_picture.rule(width)) + command.feed_dots(_GAP)
        case QrCode():
            return _qr(block.text, paper)
        case BarCodeAndSeal():
            return _bar_code_and_seal(block, paper, fonts)


def _bar_code_and_seal(block: BarCodeAndSeal, paper: PrinterProfile, fonts: Fonts | None) -> bytes:
    """One above the other where the bar code fits across the paper, else side by side."""
    width = paper.width_dots
    number = _line(Line(block.number, centred=True), paper, fonts) if block.number else b""
    caption = _line(Line(block.caption, centred=True), paper, fonts)
    gap = command.feed_dots(_GAP)
    if block.number and not dot_picture.fits_across(block.number, width):
        return gap + caption + _picture(paper, dot_picture.ladder_and_frame(block.number, width)) + gap + number
    bars = gap + _picture(paper, dot_picture.bar_code(block.number, width)) + gap + number if block.number else b""
    return bars + caption + _picture(paper, dot_picture.frame(width, *_SEAL)) + gap


def _line(line: Line, paper: PrinterProfile, fonts: Fonts | None) -> bytes:
    text = line.text.translate(_FULL_WIDTH_YEN)
    encoded = double_bytes(text, paper.charset)
    if encoded is None:
        chosen = fonts or installed()
        absent = chosen.missing(text)
        if absent:
            return _spelt_out(line, text, absent, paper, chosen)
        return _drawn(line, text, paper, chosen)
    style = command.centred(line.centred) + command.bold(line.bold) + command.size(*line.scale)
    return style + encoded + command.LINE_FEED


def _spelt_out(line: Line, text: str, absent: tuple[str, ...], paper: PrinterProfile, fonts: Fonts) -> bytes:
    """The line with what nothing can draw as ``[U+E81E]``; first only what the printer lacks too."""
    lacking = [character for character in absent if double_bytes(character, paper.charset) is None]
    for character in lacking or absent:
        text = text.replace(character, f"[{code_points(character)}]")
    parts = cells.wrap(text, paper.columns // line.scale[0])
    return b"".join(_line(dataclasses.replace(line, text=part), paper, fonts) for part in parts)


def double_bytes(text: str, charset: str) -> bytes | None:
    """``text`` as ASCII and double bytes of ``charset``; None when a character has neither."""
    try:
        return text.encode(charset)
    except UnicodeEncodeError:
        return None


def _drawn(line: Line, text: str, paper: PrinterProfile, chosen: Fonts) -> bytes:
    drawn = line_picture.draw(text, paper.width_dots, line.scale, bold=line.bold, centred=line.centred, fonts=chosen)
    below = max(_LINE_SPACING - len(drawn.rows), 0)
    return command.centred(False) + _picture(paper, drawn) + (command.feed_dots(below) if below else b"")


def _picture(paper: PrinterProfile, picture: DotPicture) -> bytes:
    return command.raster(picture.width // 8, picture.rows, paper.band_rows)


def _qr(text: str, paper: PrinterProfile) -> bytes:
    """Modules as large as the paper allows, up to `_QR_MODULE_AT_MOST` dots (0.5 mm)."""
    data = text.encode("utf-8")
    across = qr.modules_across(data) + 2 * qr.QUIET_MODULES
    dots = min(paper.width_dots // across, _QR_MODULE_AT_MOST)
    if dots < _QR_MODULE_AT_LEAST:
        raise ValueError(f"a QR code of {across} modules cannot be read from {paper.width_dots} dots")
    if paper.qr is QrBy.RASTER:
        return _picture(paper, dot_picture.qr_code(text, paper.width_dots, dots))
    white = command.feed_dots(qr.QUIET_MODULES * dots)
    return white + command.centred(True) + command.qr(data, dots) + white
