"""The A4 papers of the counter as PDF: value in, bytes out.

The same values always give the same bytes. The PDF writer is loaded when the first paper is made,
not when the program starts.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from windowdesk.documents import templates
from windowdesk.documents.fonts import Fonts, installed
from windowdesk.documents.paper_kinds import PaperKind
from windowdesk.documents.templates import Template

if TYPE_CHECKING:
    from windowdesk.documents.paper_filling import FilledPaper

_ONE_AT_A_TIME = threading.Lock()
"""The PDF writer keeps its fonts in one global table and is not made for two threads."""


def make(
    kind: PaperKind,
    values: Mapping[str, Any],
    *,
    fonts: Fonts | None = None,
    training: bool = False,
    template: Template | None = None,
) -> bytes:
    """The paper ``kind`` filled with ``values`` (from `paper_values`) as PDF.

    ``training`` puts the watermark 演示 across every page. ``reprint`` among the values marks 补打.

    Raises:
        InputRefused: D801 a character no font draws, D804 a wrong template, D805 a missing value.
    """
    from windowdesk.documents.paper_filling import fill

    return write(fill(template or templates.shipped(kind), values), fonts=fonts, training=training)


def write(filled: FilledPaper, *, fonts: Fonts | None = None, training: bool = False) -> bytes:
    """A paper that is filled already, as PDF.

    Raises:
        InputRefused: D801 a character no font draws.
    """
    from windowdesk.documents import paper_pdf

    with _ONE_AT_A_TIME:
        return paper_pdf.write(filled, fonts or installed(), training=training)


def title_of(kind: PaperKind) -> str:
    """The title as the template has it, for lists and file names."""
    return templates.shipped(kind).title
