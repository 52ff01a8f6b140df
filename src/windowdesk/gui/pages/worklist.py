"""The worklist (办件): search as you type, filters with counts, pages of a hundred rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton

from windowdesk.casework import search, worklist
from windowdesk.casework.rows import CaseRow
from windowdesk.casework.worklist import Filter, WorkPage
from windowdesk.events import Kind
from windowdesk.gui.case_columns import CASE_COLUMNS
from windowdesk.gui.forms.ui_worklist import Ui_WorklistPage
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.row_table import RowsModel

PAGE_ROWS = 100


class WorklistPage(Page):
    """All cases of this desk."""

    listens = frozenset({Kind.CASES, Kind.OUTBOX, Kind.INBOX})

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_WorklistPage()
        self.ui.setupUi(self)
        self.model = RowsModel(CASE_COLUMNS, lambda row: row.id, self)
        self.ui.rows.show_rows(self.model)
        self._filter = Filter.ALL
        self._more = ""
        self._group = QButtonGroup(self)
        self.filters: dict[Filter, QPushButton] = {}
        for what in Filter:
            self._add_filter(what)
        self.ui.filters.addStretch(1)
        self.ui.search.textChanged.connect(lambda _: self._read())
        self.ui.search.returnPressed.connect(self._open_current)
        self.ui.open.clicked.connect(self._open_current)
        self.ui.rows.opened.connect(self._open)
        self.model.more_wanted.connect(self._read_more)

    def come(self, about: object = None) -> None:
        """``about``: the value of a filter, or ``search``."""
        if isinstance(about, str) and about in {what.value for what in Filter}:
            self.ui.search.clear()
            self._filter = Filter(about)
        self.filters[self._filter].setChecked(True)
        self.refresh()
        self.later(self.ui.search.setFocus)

    def refresh(self) -> None:
        """Read rows and counts."""
        self._read()
        self.ask(worklist.counts, then=self._show_counts, topic="counts")

    def resized(self) -> None:
        """Fit the table."""
        self.ui.rows.fit()

    def primary(self) -> QPushButton | None:
        """打开这一件."""
        button: QPushButton = self.ui.open
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down in the search field move in the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.ui.search.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(max(0, self.ui.rows.currentIndex().row() + step), self.model.rowCount() - 1)
            if row >= 0:
                self.ui.rows.setCurrentIndex(self.model.index(row, 0))
            return
        super().keyPressEvent(event)

    def key_back(self) -> bool:
        """Esc empties the search, then goes home."""
        if self.ui.search.text():
            self.ui.search.clear()
        else:
            self.go.emit("home", None)
        return True

    def _add_filter(self, what: Filter) -> None:
        button = QPushButton(what.words, self)
        button.setCheckable(True)
        button.setProperty("role", "filter")
        button.clicked.connect(lambda: self._choose(what))
        self._group.addButton(button)
        self.ui.filters.addWidget(button)
        self.filters[what] = button

    def _choose(self, what: Filter) -> None:
        self._filter = what
        self.ui.search.clear()
        self._read()

    def _read(self) -> None:
        text = self.ui.search.text().strip()
        if text:
            self.ask(search.cases, text, PAGE_ROWS, then=self._show_found, topic="rows")
        else:
            limit = max(PAGE_ROWS, min(len(self.model.rows), 5 * PAGE_ROWS))
            self.ask(worklist.page, self._filter, "", limit, then=self._show_page, topic="rows")

    def _read_more(self) -> None:
        if self._more:
            self.ask(worklist.page, self._filter, self._more, PAGE_ROWS, then=self._append, topic="rows")

    def _show_page(self, page: WorkPage) -> None:
        self._more = page.more
        self.model.set_rows(page.rows, more=bool(page.more))
        self._say(len(page.rows), bool(page.more), "这里现在没有办件。")

    def _append(self, page: WorkPage) -> None:
        self._more = page.more
        self.model.append_rows(page.rows, more=bool(page.more))
        self._say(self.model.rowCount(), bool(page.more), "")

    def _show_found(self, rows: tuple[CaseRow, ...]) -> None:
        self._more = ""
        self.model.set_rows(rows)
        self._say(len(rows), len(rows) == PAGE_ROWS, "没有找到。换几个字试试，或只打姓名的拼音首字母。")

    def _say(self, rows: int, more: bool, empty: str) -> None:
        words = f"列出 {rows} 件{'，往下翻还有' if more else ''}。" if rows else empty
        self.ui.found.setText(words)
        self.ui.open.setEnabled(rows > 0)
        self.ui.rows.choose_first()

    def _show_counts(self, counts: dict[Filter, int]) -> None:
        for what, button in self.filters.items():
            number = counts.get(what, 0)
            button.setText(f"{what.words} {number}" if number else what.words)

    def _open_current(self) -> None:
        row = self.ui.rows.current()
        if row is not None:
            self._open(row)

    def _open(self, row: CaseRow) -> None:
        self.go.emit("case", row.id)
