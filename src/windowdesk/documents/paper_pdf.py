"""A filled paper as PDF: A4, official look, the same bytes for the same content."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Table, TableStyle

from windowdesk.documents import code128
from windowdesk.documents.fonts import Fonts
from windowdesk.documents.line_breaks import break_lines
from windowdesk.documents.paper_codes import bar_code_width, draw_bar_code, draw_qr_code
from windowdesk.documents.paper_filling import FilledPaper, Part
from windowdesk.documents.paper_ink import InkMark
from windowdesk.documents.paper_text import TextBlock, TextStyle
from windowdesk.documents.pdf_text import embedded, text_width
from windowdesk.domain.handwriting import DatedInk

_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * mm, 20 * mm, 12 * mm, 13 * mm
_WIDTH = A4[0] - _LEFT - _RIGHT
_BAND = 25 * mm
"""Height of the codes at the top of the first page."""
_QR_SIDE = 23 * mm
_LABEL = 27 * mm
_LINE = 0.6
_SEAL = 40 * mm
_SEAL_STYLE = TextStyle(10.5, 16, centred=True, grey=0.35)
_FOOT_SIZE, _FOOT_LEADING = 9.5, 14

_TITLE = TextStyle(22, 30, bold=True, centred=True)
_SERIAL = TextStyle(10.5, 15, centred=True, after=5)
_HEADING = TextStyle(12.5, 18, bold=True, before=6, after=2)
_HEADING_ROOM = 28 * mm
_BODY = TextStyle(12, 20, indent=2, before=4, after=2)
_NOTE = TextStyle(10.5, 16, before=5)
_CELL = TextStyle(11, 15)
_LABEL_STYLE = TextStyle(11, 15, bold=True)
_DAY = TextStyle(10.5, 15, centred=True)
_COLUMN_STYLE = TextStyle(11, 15, bold=True, centred=True)
_SIGNER = TextStyle(12, 21, centred=True)


def write(paper: FilledPaper, fonts: Fonts, *, training: bool) -> bytes:
    """The PDF of ``paper``."""
    page = _Page(paper, fonts, training=training)
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, title=paper.title, author="", subject=paper.serial, creator="WindowDesk",
        invariant=1, lang="zh-CN", initialFontName=_plain_font(fonts),
    )  # fmt: skip
    bottom = page.text_bottom
    height = A4[1] - _TOP - bottom
    first = Frame(_LEFT, bottom, _WIDTH, height - _BAND, 0, 0, 0, 0)
    later = Frame(_LEFT, bottom, _WIDTH, height, 0, 0, 0, 0)
    document.addPageTemplates(
        [
            PageTemplate("first", [first], onPage=page.first, autoNextPageTemplate="later"),
            PageTemplate("later", [later], onPage=page.later),
        ]
    )
    document.build(_story(paper, fonts), canvasmaker=functools.partial(_CountedCanvas, page))
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
        self._foot_lines = [
            line
            for text in (paper.foot, paper.copies)
            for line in break_lines(text, _WIDTH, functools.partial(self._width, size=_FOOT_SIZE))
        ]

    def first(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        """The first page: bar code left, QR code right, reprint mark between."""
        paper = self._paper
        self._watermark(canvas)
        top = A4[1] - _TOP
        room = _WIDTH - _QR_SIDE - 4 * mm
        if code128.can_encode(paper.number) and bar_code_width(paper.number) <= room:
            draw_bar_code(canvas, paper.number, _LEFT - code128.QUIET_MODULES * 0.25 * mm, top - 12 * mm, 11 * mm)
            self._text(canvas, paper.number, _LEFT, top - 16.5 * mm, 10)
        if paper.code:
            draw_qr_code(canvas, paper.code, A4[0] - _RIGHT - _QR_SIDE, top - _QR_SIDE, _QR_SIDE)
        if paper.reprint:
            self._text(canvas, paper.reprint, _LEFT, top - 24 * mm, 14, title=True)

    def later(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        """Following pages."""
        self._watermark(canvas)

    @property
    def text_bottom(self) -> float:
        """Where the text must end, in points from the edge."""
        return _BOTTOM + _FOOT_LEADING * (len(self._foot_lines) + 1) + 3 * mm

    def foot(self, canvas: Canvas, number: int, of: int) -> None:
        """On every page: query ways, who keeps which copy, document number, page number."""
        paper = self._paper
        y = _BOTTOM + _FOOT_LEADING * len(self._foot_lines)
        canvas.setLineWidth(_LINE)
        canvas.line(_LEFT, y + _FOOT_LEADING, A4[0] - _RIGHT, y + _FOOT_LEADING)
        for line in self._foot_lines:
            self._text(canvas, line, _LEFT, y, _FOOT_SIZE)
            y -= _FOOT_LEADING
        self._text(canvas, paper.serial, _LEFT, y, _FOOT_SIZE)
        pages = paper.common.page.format(page=number, pages=of)
        self._text(canvas, pages, A4[0] - _RIGHT - self._width(pages, _FOOT_SIZE), y, _FOOT_SIZE)

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


def _story(paper: FilledPaper, fonts: Fonts) -> list[Flowable]:
    story: list[Flowable] = [TextBlock(paper.title, _TITLE, fonts), TextBlock(paper.serial, _SERIAL, fonts)]
    before: list[Flowable] = []
    for part in paper.parts:
        if part.kind in ("signatures", "seal"):
            for one in before[-2:]:
                one.keepWithNext = 1  # a signature never stands alone on a page
        story += (added := list(_flowables(part, paper, fonts)))
        before = added if part.kind != "table" else []
    return story


def _flowables(part: Part, paper: FilledPaper, fonts: Fonts) -> Iterator[Flowable]:
    match part.kind:
        case "paragraph":
            yield TextBlock(part.text, _BODY, fonts)
        case "heading":
            yield CondPageBreak(_HEADING_ROOM)  # never alone at the foot of a page
            yield TextBlock(part.text, _HEADING, fonts)
        case "note":
            yield TextBlock(part.text, _NOTE, fonts)
        case "facts":
            yield from (_facts(row, fonts) for row in part.rows)
        case "table":
            yield _table(part, fonts)
        case "signatures":
            yield _signatures(part, fonts)
        case "seal":
            yield _seal(part, paper, fonts)


def _facts(row: tuple[str, ...], fonts: Fonts) -> Flowable:
    """Label and value, once or twice in a row, in a frame."""
    cells = [TextBlock(cell, _CELL if place % 2 else _LABEL_STYLE, fonts) for place, cell in enumerate(row)]
    values = (_WIDTH - _LABEL * (len(row) // 2)) / (len(row) // 2)
    return _grid([cells], [_LABEL, values] * (len(row) // 2), fonts)


def _table(part: Part, fonts: Fonts) -> Flowable:
    fixed = sum(column.mm * mm for column in part.columns)
    sharing = sum(1 for column in part.columns if not column.mm)
    widths = [column.mm * mm or (_WIDTH - fixed) / sharing for column in part.columns]
    head = [TextBlock(column.title, _COLUMN_STYLE, fonts) for column in part.columns]
    rows = [[TextBlock(cell, _CELL, fonts) for cell in row] for row in part.rows]
    return _grid([head, *rows], widths, fonts, repeated=1)


def _grid(rows: list[list[TextBlock]], widths: list[float], fonts: Fonts, *, repeated: int = 0) -> Table:
    look = _look(
        fonts,
        ("GRID", (0, 0), (-1, -1), _LINE, (0, 0, 0)),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    )
    return Table(rows, widths, style=look, repeatRows=repeated)


def _look(fonts: Fonts, *more: tuple[Any, ...]) -> TableStyle:
    """A table style from nothing. It names an embedded font: a table sets its font even where no text is."""
    whole = ((0, 0), (-1, -1))
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    return TableStyle([("FONTNAME", *whole, _plain_font(fonts)), *((side, *whole, 0) for side in sides), *more])


def _signatures(part: Part, fonts: Fonts) -> Flowable:
    """Places to sign by hand, and where there is one, the frame for the stamp at their right."""
    room = _WIDTH - _SEAL - 6 * mm if part.beside else _WIDTH
    inks = part.inks or (None,) * len(part.rows)
    rows: list[Flowable] = [_signature(row, room, fonts, ink) for row, ink in zip(part.rows, inks, strict=True)]
    if not part.beside:
        return Table([[row] for row in rows], [_WIDTH], style=_look(fonts), spaceBefore=2 * mm)
    return _beside_frame(rows, "TOP", part.beside, fonts)


def _signature(row: tuple[str, ...], room: float, fonts: Fonts, ink: DatedInk | None) -> Flowable:
    """Each label with a line beside it to write on; the first line is the longer one.

    With ink the signature stands on the first line and its day on the second.
    """
    lines: list[Any] = []
    needed = [sum(text_width(run.text, run.face, _CELL.size) for run in fonts.runs(label)) + 4 for label in row]
    gap = 4 * mm
    free = room - sum(needed) - gap * (len(row) - 1)
    shares = [1.0] if len(row) == 1 else [0.56, *[0.44 / (len(row) - 1)] * (len(row) - 1)]
    widths: list[float] = []
    look: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "BOTTOM")]
    look.append(("TOPPADDING", (0, 0), (-1, -1), 5 * mm))
    for place, (label, wide, share) in enumerate(zip(row, needed, shares, strict=True)):
        written: Flowable | str = ""
        if ink is not None and place < 2:
            day = TextBlock(f"{ink.day:%Y.%m.%d}", _DAY, fonts)
            written = day if place else InkMark(ink.ink, free * share)
        lines += [*([""] if place else []), TextBlock(label, _CELL, fonts), written]
        widths += [*([gap] if place else []), wide, free * share]
        look.append(("LINEBELOW", (3 * place + 1, 0), (3 * place + 1, 0), _LINE, (0, 0, 0)))
    return Table([lines], widths, style=_look(fonts, *look))


def _seal(part: Part, paper: FilledPaper, fonts: Fonts) -> Flowable:
    """Whose stamp it is and the date, beside the empty frame."""
    signer: list[Flowable] = [TextBlock(part.beside, _SIGNER, fonts), TextBlock(paper.date, _SIGNER, fonts)]
    return _beside_frame(signer, "MIDDLE", part.text, fonts)


def _beside_frame(left: list[Flowable], align: str, caption: str, fonts: Fonts) -> Flowable:
    """``left``, and at the right an empty frame for a stamp with its caption at the foot."""
    gap = 6 * mm
    look = _look(
        fonts,
        ("BOX", (2, 0), (2, 0), _LINE, (0.35, 0.35, 0.35)),
        ("VALIGN", (0, 0), (0, 0), align),
        ("VALIGN", (2, 0), (2, 0), "BOTTOM"),
    )
    height = max(_SEAL, sum(one.wrap(_WIDTH - _SEAL - gap, A4[1])[1] for one in left))
    cells = [[left, "", TextBlock(caption, _SEAL_STYLE, fonts)]]
    return Table(cells, [_WIDTH - _SEAL - gap, gap, _SEAL], [height], style=look, spaceBefore=4 * mm)


def _plain_font(fonts: Fonts) -> str:
    """The font a page starts with: an embedded one, or the writer names Helvetica without embedding it."""
    return embedded(fonts.runs("一")[0].face)
