"""What a case holds, as one calm table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from windowdesk.gui.style import LINE_HEIGHT_PERCENT

if TYPE_CHECKING:
    from windowdesk.casework.case_view import CaseView, FieldRow


def content(view: CaseView) -> str:
    """Basics, the item's form, deadlines, and the other cases of a package."""
    parts = [_table("基本情况", view.fields)]
    if view.form:
        parts.append(_table("申请内容", view.form))
    if view.deadlines:
        parts.append(_table("期限", view.deadlines))
    if view.package:
        rows = "".join(
            f"<p>{escape(row.item_name)}：{escape(row.state_words)}（{escape(row.number)}）</p>" for row in view.package
        )
        parts.append(f"<h3>同一件事的其他办件</h3>{rows}")
    return "".join(parts)


def _table(title: str, rows: tuple[FieldRow, ...]) -> str:
    cells = "".join(
        f'<tr><td style="padding:4px 24px 4px 0; color:#46535f">{escape(row.label)}</td>'
        f'<td style="padding:4px 0">{escape(row.value)}</td></tr>'
        for row in rows
    )
    return f'<h3>{escape(title)}</h3><table style="line-height:{LINE_HEIGHT_PERCENT}%">{cells}</table>'
