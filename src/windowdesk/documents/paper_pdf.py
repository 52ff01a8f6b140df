"""A filled paper as PDF: A4, official look, the same bytes for the same content."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Spacer, Table, TableStyle

from windowdesk.documents import code128
from windowdesk.documents.fonts import Fonts
from windowdesk.documents.paper_codes import bar_code_width, draw_bar_code, draw_qr_code
from windowdesk.documents.paper_filling import FilledPaper, Part
from windowdesk.documents.paper_text import TextBlock, TextStyle
from windowdesk.documents.pdf_text import embedded, text_width

_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * mm, 20 * mm, 16 * mm, 20 * mm
_WIDTH = A4[0] - _LEFT - _RIGHT
_BAND = 30 * mm
"""Height of the codes at the top of the first page."""
_QR_SIDE = 28 * mm
_LABEL = 25 * mm
_LINE = 0.6
_SEAL = (46 * mm, 46 * mm)

_TITLE = TextStyle(22, 32, bold=True, centred=True, before=2, after=2)
_SERIAL = TextStyle(10.5, 16, centred=True, after=6)
_HEADING = TextStyle(12.5, 20, bold=True, before=10, after=4)
_BODY = TextStyle(12, 21, indent=2, before=4, after=2)
_NOTE = TextStyle(10.5, 17, before=6)
_CELL = TextStyle(11, 16)
_LABEL_STYLE = TextStyle(11, 16, bold=True)
_COLUMN_STYLE = TextStyle(11, 16, bold=True, centred=True)
_SIGNER = TextStyle(12, 21, centred=True)


def write(paper: FilledPaper, fonts: Fonts, *, training: bool) -> bytes:
    """The PDF of ``paper``."""
    page = _Page(paper, fonts, training=training)
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, title=paper.title, author="", subject=paper.serial, creator="WindowDesk",
        invariant=1, lang="zh-CN", initialFontName=_plain_font(fonts),
    )  # fmt: skip
    height = A4[1] - _TOP - _BOTTOM
    first = Frame(_LEFT, _BOTTOM, _WIDTH, height - _BAND, 0, 0, 0, 0)
    later = Frame(_LEFT, _BOTTOM, _WIDTH, height, 0, 0, 0, 0)
    document.addPageTemplates(
        [
            PageTemplate("first", [first], onPage=page.first, autoNextPageTemplate="later"),
            PageTemplate("later", [later], onPage=page.later),
        ]
    )
    document.build(list(_story(paper, fonts)), canvasmaker=functools.partial(_CountedCanvas, page))
    return out.getvalue()


class _CountedCanvas(Canvas):
    """Keeps the pages until their number is known, then writes each with its foot."""

    def __init__(self, page: _Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._page_marks = page
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - the PDF writer's name
        """Keep the page."""
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Write all pages."""
        for number, state in enumerate(self._kept, start=1):
            kept = self._kept
            self.__dict__.update(state)
            self._kept = kept
            self._page_marks.foot(self, number, len(kept))
            super().showPage()
        super().save()


class _Page:
    """What stands on the pages outside the text: codes, marks, page numbers."""

    def __init__(self, paper: FilledPaper, fonts: Fonts, *, training: bool) -> None:
        self._paper = paper
        self._fonts = fonts
        self._training = training

    def first(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        """The first page: bar code left, QR code right, reprint mark between."""
        paper = self._paper
        self._watermark(canvas)
        top = A4[1] - _TOP
        room = _WIDTH - _QR_SIDE - 4 * mm
        if code128.can_encode(paper.number) and bar_code_width(paper.number) <= room:
            draw_bar_code(canvas, paper.number, _LEFT - code128.QUIET_MODULES * 0.25 * mm, top - 14 * mm, 12 * mm)
            self._text(canvas, paper.number, _LEFT, top - 19 * mm, 10)
        if paper.code:
            draw_qr_code(canvas, paper.code, A4[0] - _RIGHT - _QR_SIDE, top - _QR_SIDE, _QR_SIDE)
        if paper.reprint:
            self._text(canvas, paper.reprint, _LEFT, top - 26 * mm, 14, title=True)

    def later(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        """Following pages."""
        self._watermark(canvas)

    def foot(self, canvas: Canvas, number: int, of: int) -> None:
        """Document number and page at the foot."""
        words = self._paper.common.page.format(page=number, pages=of)
        canvas.setLineWidth(_LINE)
        canvas.line(_LEFT, _BOTTOM - 4 * mm, A4[0] - _RIGHT, _BOTTOM - 4 * mm)
        self._text(canvas, self._paper.serial, _LEFT, _BOTTOM - 9 * mm, 9)
        width = self._width(words, 9)
        self._text(canvas, words, A4[0] - _RIGHT - width, _BOTTOM - 9 * mm, 9)

    def _watermark(self, canvas: Canvas) -> None:
        if not self._training:
            return
        canvas.saveState()
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(45)
        text = self._paper.common.training
        for shift in (-90 * mm, 0, 90 * mm):
            self._text(canvas, text, -self._width(text, 60, title=True) / 2, shift, 60, title=True, grey=0.85)
        canvas.restoreState()

    def _text(
        self, canvas: Canvas, text: str, x: float, y: float, size: float, *, title: bool = False, grey: float = 0
    ) -> None:
        canvas.setFillGray(grey)
        for run in self._fonts.runs(text, title=title):
            canvas.setFont(embedded(run.face), size)
            canvas.drawString(x, y, run.text)
            x += text_width(run.text, run.face, size)

    def _width(self, text: str, size: float, *, title: bool = False) -> float:
        return sum(text_width(run.text, run.face, size) for run in self._fonts.runs(text, title=title))


def _story(paper: FilledPaper, fonts: Fonts) -> Iterator[Flowable]:
    yield TextBlock(paper.title, _TITLE, fonts)
    yield TextBlock(paper.serial, _SERIAL, fonts)
    for part in paper.parts:
        yield from _flowables(part, paper, fonts)
    yield TextBlock(f"{paper.foot}\n{paper.copies}", _NOTE, fonts)


def _flowables(part: Part, paper: FilledPaper, fonts: Fonts) -> Iterator[Flowable]:
    match part.kind:
        case "paragraph":
            yield TextBlock(part.text, _BODY, fonts)
        case "heading":
            yield TextBlock(part.text, _HEADING, fonts)
        case "note":
            yield TextBlock(part.text, _NOTE, fonts)
        case "facts":
            yield from (_facts(row, fonts) for row in part.rows)
        case "table":
            yield _table(part, fonts)
        case "signatures":
            yield Spacer(0, 6 * mm)
            yield from (_signature(row, fonts) for row in part.rows)
        case "seal":
            yield KeepTogether([Spacer(0, 5 * mm), _seal(part, paper, fonts)])


def _facts(row: tuple[str, ...], fonts: Fonts) -> Flowable:
    """Label and value, once or twice in a row, in a frame."""
    cells = [TextBlock(cell, _CELL if place % 2 else _LABEL_STYLE, fonts) for place, cell in enumerate(row)]
    values = (_WIDTH - _LABEL * (len(row) // 2)) / (len(row) // 2)
    return _grid([cells], [_LABEL, values] * (len(row) // 2))


def _table(part: Part, fonts: Fonts) -> Flowable:
    fixed = sum(column.mm * mm for column in part.columns)
    sharing = sum(1 for column in part.columns if not column.mm)
    widths = [column.mm * mm or (_WIDTH - fixed) / sharing for column in part.columns]
    head = [TextBlock(column.title, _COLUMN_STYLE, fonts) for column in part.columns]
    rows = [[TextBlock(cell, _CELL, fonts) for cell in row] for row in part.rows]
    return _grid([head, *rows], widths, repeated=1)


def _grid(rows: list[list[TextBlock]], widths: list[float], *, repeated: int = 0) -> Table:
    look = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), _LINE, (0, 0, 0)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return Table(rows, widths, style=look, repeatRows=repeated, spaceBefore=0, spaceAfter=0)


def _signature(row: tuple[str, ...], fonts: Fonts) -> Flowable:
    """Places to sign by hand: each label with a line beside it."""
    share = _WIDTH / len(row)
    cells: list[Any] = []
    widths: list[float] = []
    look: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2), ("TOPPADDING", (0, 0), (-1, -1), 4 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]  # fmt: skip
    for place, label in enumerate(row):
        needed = sum(text_width(run.text, run.face, _CELL.size) for run in fonts.runs(label)) + 4
        cells += [TextBlock(label, _CELL, fonts), "", ""]
        gap = 4 * mm
        widths += [needed, share - needed - gap, gap]
        look.append(("LINEBELOW", (3 * place + 1, 0), (3 * place + 1, 0), _LINE, (0, 0, 0)))
    return Table([cells], widths, style=TableStyle(look))


def _seal(part: Part, paper: FilledPaper, fonts: Fonts) -> Flowable:
    """An empty frame for the stamp, at the right, the signer's name and the date beside it."""
    signer = [TextBlock(part.signer, _SIGNER, fonts), TextBlock(paper.date, _SIGNER, fonts)]
    caption = TextBlock(part.text, TextStyle(10.5, 16, centred=True, grey=0.35), fonts)
    widths = [_WIDTH - _SEAL[0] - 4 * mm, 4 * mm, _SEAL[0]]
    look = TableStyle(
        [
            ("BOX", (2, 0), (2, 0), _LINE, (0.35, 0.35, 0.35)), ("VALIGN", (0, 0), (0, 0), "MIDDLE"),
            ("VALIGN", (2, 0), (2, 0), "BOTTOM"),
        ]
    )  # fmt: skip
    return Table([[signer, "", caption]], widths, [_SEAL[1]], style=look)


def _plain_font(fonts: Fonts) -> str:
    """The font a page starts with: an embedded one, or the writer names Helvetica without embedding it."""
    return embedded(fonts.runs("一")[0].face)
