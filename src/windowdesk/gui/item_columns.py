"""How items stand in a list."""

from __future__ import annotations

from windowdesk.casework.search import ItemRow
from windowdesk.gui.row_table import Column


def _icon(row: ItemRow) -> tuple[str, str]:
    if not row.usable:
        return ("note", "note")
    return ("cases", "info") if row.kind == "package" else ("good", "good")


ITEM_COLUMNS = (
    Column("能不能办", lambda row: row.state_words, icon=_icon, width=9),
    Column("事项", lambda row: row.name, lambda row: row.group),
    Column("多久办好", lambda row: row.limit_words, lambda row: row.proxy_words, width=16, share=0.3),
)
"""Words of an item in the intake and in the guide."""

NARROW_COLUMNS = (Column("事项", lambda row: row.name, lambda row: f"{row.group} · {row.state_words}", icon=_icon),)
"""The same where there is little room."""
