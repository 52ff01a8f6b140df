"""A sheet that a villager looks at, as HTML: masked where others might look on (rule G04)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from windowdesk.domain.handwriting import Sheet
from windowdesk.gui.style import LINE_HEIGHT_PERCENT


def of_sheet(sheet: Sheet, more: Iterable[tuple[str, str]] = ()) -> str:
    """The lines of a sheet, and ``more`` below them."""
    rows = [*((one.label, one.shown) for one in sheet.lines), *more]
    cells = "".join(
        f'<tr><td style="padding:4px 24px 4px 0; color:#46535f">{escape(label)}</td>'
        f'<td style="padding:4px 0"><b>{escape(value)}</b></td></tr>'
        for label, value in rows
    )
    return f'<table style="line-height:{LINE_HEIGHT_PERCENT}%">{cells}</table>'


def to_sign(sheet: Sheet) -> str:
    """The same with what is declared below it."""
    return f'{of_sheet(sheet)}<p style="line-height:{LINE_HEIGHT_PERCENT}%">{escape(sheet.declaration)}</p>'
