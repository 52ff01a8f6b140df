"""Long lists: a table whose rows are two lines of text, filled by pages, changed by difference.

Rows are values with a key. When the list is read again only what changed is touched: selection
and scroll position stay, and thousands of rows cost nothing on the window's thread (lesson 36).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from windowdesk.gui import icons

Index = QModelIndex | QPersistentModelIndex
SUB = Qt.ItemDataRole.UserRole
ICON = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the bold line, the small line, an icon with its colour; width in letters."""

    title: str
    main: Callable[[Any], str]
    sub: Callable[[Any], str] = lambda row: ""
    icon: Callable[[Any], tuple[str, str]] = lambda row: ("", "")
    width: float = 0
    """0: takes what is left."""
    share: float = 0.0
    """At least this part of the table's width."""


class RowsModel(QAbstractTableModel):
    """The rows; ``key`` tells which row is which across two readings."""

    more_wanted = Signal()
    """The end is in sight and there is more to read."""

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self._key = key
        self._more = False

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows have been read."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of one cell."""
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.main(row)
        if role == SUB:
            return column.sub(row)
        if role == ICON:
            return column.icon(row)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(text for text in (column.main(row), column.sub(row)) if text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Qt asks when the end comes into view."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page, once."""
        self._more = False
        self.more_wanted.emit()

    def set_rows(self, rows: Sequence[Any], *, more: bool = False) -> None:
        """Become these rows by the fewest changes."""
        self._more = more
        wanted = {self._key(row) for row in rows}
        self._drop(wanted)
        present = {self._key(row) for row in self.rows}
        at = 0
        while at < len(rows):
            row = rows[at]
            if at < len(self.rows) and self._key(self.rows[at]) == self._key(row):
                self._replace(at, row)
                at += 1
            elif self._key(row) in present:
                self._move_here(at, self._key(row))
            else:
                end = at + 1
                while end < len(rows) and self._key(rows[end]) not in present:
                    end += 1
                self._insert(at, rows[at:end])
                at = end

    def append_rows(self, rows: Sequence[Any], *, more: bool) -> None:
        """The next page; rows that are already there are taken as news of them."""
        places = {self._key(row): at for at, row in enumerate(self.rows)}
        fresh = [row for row in rows if self._key(row) not in places]
        for row in rows:
            if self._key(row) in places:
                self._replace(places[self._key(row)], row)
        self._insert(len(self.rows), fresh)
        self._more = more

    def row_at(self, index: Index) -> Any:
        """The row of an index, None for none."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def _drop(self, wanted: set[str]) -> None:
        last = len(self.rows) - 1
        while last >= 0:
            if self._key(self.rows[last]) in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._key(self.rows[first - 1]) not in wanted:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.rows[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _insert(self, at: int, rows: Sequence[Any]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self.rows[at:at] = rows
            self.endInsertRows()

    def _move_here(self, at: int, key: str) -> None:
        was = next(place for place in range(at, len(self.rows)) if self._key(self.rows[place]) == key)
        self.beginMoveRows(QModelIndex(), was, was, QModelIndex(), at)
        self.rows.insert(at, self.rows.pop(was))
        self.endMoveRows()

    def _replace(self, at: int, row: Any) -> None:
        if self.rows[at] != row:
            self.rows[at] = row
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))


class TwoLines(QStyledItemDelegate):
    """Draws a bold line above a smaller one, with an icon before them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and some air."""
        return QSize(40, row_height(option.font))  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground by the style, words by us."""
        self.initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]
        style = option.widget.style()  # type: ignore[attr-defined]
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)  # type: ignore[attr-defined]
        main, sub = index.data(), index.data(SUB)
        name, colour = index.data(ICON)
        area: QRect = option.rect.adjusted(10, 4, -8, -4)  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        if name:
            side = round(option.fontMetrics.height() * 1.1)  # type: ignore[attr-defined]
            drawn = icons.picture(name, colour, side)
            painter.drawPixmap(area.left(), area.top() + (area.height() - side) // 2, drawn)
            area.adjust(side + 8, 0, 0, 0)
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2 if sub else area.height())
        _draw(painter, upper, str(main), _bold(font), "text")
        if sub:
            lower = QRect(area.left(), upper.bottom(), area.width(), area.height() - upper.height())
            _draw(painter, lower, str(sub), _smaller(font), "muted")


def _draw(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    painter.save()
    painter.setFont(font)
    painter.setPen(icons.colour(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    painter.restore()


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def _smaller(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(11.0, font.pointSizeF() - 1))
    return made


def row_height(font: QFont) -> int:
    """Pixels of one row."""
    return round(font.pointSizeF() * 96 / 72 * 3.1) + 6


class RowTable(QTableView):
    """The table. Enter or a double click opens a row."""

    opened = Signal(object)
    """The row."""
    chosen = Signal(object)
    """The row under the cursor, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setItemDelegate(TwoLines(self))
        self.doubleClicked.connect(self._open)

    def show_rows(self, model: RowsModel) -> None:
        """Show that model from now on."""
        self.setModel(model)
        self.fit()
        self.selectionModel().currentRowChanged.connect(lambda index: self.chosen.emit(model.row_at(index)))

    @property
    def rows_model(self) -> RowsModel:
        """The model."""
        model = self.model()
        assert isinstance(model, RowsModel)
        return model

    def fit(self) -> None:
        """Row height and column widths for the present text size."""
        self.ensurePolished()
        self.verticalHeader().setDefaultSectionSize(row_height(self.font()))
        header = self.horizontalHeader()
        letter = self.font().pointSizeF() * 96 / 72
        for position, column in enumerate(self.rows_model.columns):
            if column.width:
                header.setSectionResizeMode(position, QHeaderView.ResizeMode.Fixed)
                wide = max(column.width * letter, column.share * self.viewport().width())
                header.resizeSection(position, round(wide))
            else:
                header.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow the width."""
        super().resizeEvent(event)
        if self.model() is not None and event.size().width() != event.oldSize().width():
            self.fit()

    def current(self) -> Any:
        """The row under the cursor, or None."""
        return self.rows_model.row_at(self.currentIndex())

    def choose_first(self) -> None:
        """Put the cursor on the first row if it is on none."""
        if not self.currentIndex().isValid() and self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            event.accept()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F9):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        row = self.rows_model.row_at(index)
        if row is not None:
            self.opened.emit(row)
