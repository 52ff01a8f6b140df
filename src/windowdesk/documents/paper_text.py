"""Paragraphs for the PDF writer: mixed fonts by coverage, Chinese line breaks, numbers kept whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportlab.platypus import Flowable

from windowdesk.documents.fonts import Fonts
from windowdesk.documents.line_breaks import break_lines
from windowdesk.documents.pdf_text import embedded, text_width


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Sizes in points. ``indent`` is that of the first line in characters (two, by custom)."""

    size: float
    leading: float
    bold: bool = False
    centred: bool = False
    indent: int = 0
    before: float = 0
    after: float = 0
    grey: float = 0


class TextBlock(Flowable):
    """Text that takes the width it is given and breaks over pages between lines."""

    def __init__(self, text: str, style: TextStyle, fonts: Fonts) -> None:
        super().__init__()
        self._text = text
        self._style = style
        self._fonts = fonts
        self._lines: list[str] = []
        self._first_indent = style.indent * style.size

    def getSpaceBefore(self) -> float:  # noqa: N802 - the PDF writer's name
        """Points above."""
        return self._style.before

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points below."""
        return self._style.after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Width and height within ``aW``."""
        self.width = aW
        measure = lru_cache(maxsize=None)(self._measure)
        first = aW - self._first_indent
        self._lines = [
            line for one in self._text.split("\n") for line in break_lines(one, first, measure, later=aW) or [""]
        ]
        self.height = len(self._lines) * self._style.leading
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Two blocks, the first of which fits in ``aH``; none when not one line does."""
        self.wrap(aW, aH)
        fitting = int(aH // self._style.leading)
        if fitting <= 0:
            return []
        if fitting >= len(self._lines):
            return [self]
        above, below = (self._part(lines) for lines in (self._lines[:fitting], self._lines[fitting:]))
        below._first_indent = 0
        return [above, below]

    def draw(self) -> None:
        """Put the lines on the page."""
        style = self._style
        self.canv.setFillGray(style.grey)
        for place, line in enumerate(self._lines):
            x = self._first_indent if place == 0 else 0.0
            if style.centred:
                x = (self.width - self._measure(line)) / 2
            base_line = self.height - (place + 1) * style.leading + (style.leading - style.size) / 2 + style.size * 0.16
            for run in self._fonts.runs(line, title=style.bold):
                self.canv.setFont(embedded(run.face), style.size)
                self.canv.drawString(x, base_line, run.text)
                x += text_width(run.text, run.face, style.size)

    def _part(self, lines: list[str]) -> TextBlock:
        part = TextBlock("\n".join(lines), self._style, self._fonts)
        part._first_indent = self._first_indent
        return part

    def _measure(self, text: str) -> float:
        runs = self._fonts.runs(text, title=self._style.bold)
        return sum(text_width(run.text, run.face, self._style.size) for run in runs)
