"""What happened to a case, newest first: at the desk, at the county, at the printer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from windowdesk.clock import local_date_time
from windowdesk.gui.row_card import RowCard, fill

if TYPE_CHECKING:
    from windowdesk.casework.case_view import TimelineEntry

ICONS = {"desk": "person", "county": "county", "print": "print"}
SOURCES = {"desk": "本窗口", "county": "县里", "print": "打印"}


class Timeline(QWidget):
    """Rows with time, who, what, and the county's proof or the reason of waiting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_entries(self, entries: Sequence[TimelineEntry], waits: str = "等待上报") -> None:
        """Newest first; ``waits`` stands beside what the county has not got."""
        rows = []
        for entry in sorted(entries, key=lambda one: one.at, reverse=True):
            at = f"{local_date_time(entry.at):%Y年%m月%d日 %H:%M}"
            words = " · ".join(part for part in (at, SOURCES[entry.source]) if part)
            text = "\n".join(part for part in (words, entry.detail, entry.waiting) if part)
            badge = ("", "")
            if entry.waiting:
                badge = ("note", "请看一眼纸" if entry.source == "print" else waits)
            elif entry.proof:
                badge = ("good", "县里已收到")
            rows.append(RowCard(entry.title, text, icon=ICONS[entry.source], badge=badge))
        fill(self._column, rows)
