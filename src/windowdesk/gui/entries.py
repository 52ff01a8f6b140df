"""Fields for people who type slowly: numbers are typed twice, dates as eight digits."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QStyledItemDelegate, QWidget

from windowdesk.gui.badge import restyle


def set_state(widget: QWidget, state: str) -> None:
    """``bad`` or empty; the style sheet draws it."""
    if (widget.property("state") or "") != state:
        widget.setProperty("state", state)
        restyle(widget)


class FieldNote(QLabel):
    """The words beside a field: where its value came from, or what is wrong with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "note")
        self.setWordWrap(True)
        self.setMinimumWidth(120)

    def say(self, words: str) -> None:
        """A calm remark."""
        self.setText(words)
        set_state(self, "")

    def wrong(self, words: str) -> None:
        """What is wrong; the sign stands before the words."""
        self.setText(f"✗ {words}" if words else "")
        set_state(self, "bad" if words else "")


class TwiceTyped(QWidget):
    """A number typed by hand counts only when it was typed the same twice (双录)."""

    settled = Signal(str)
    """The value, both times the same; or empty when emptied."""
    differed = Signal()
    """Typed twice, not the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = QLineEdit(self)
        self.second = QLineEdit(self)
        self.second.setPlaceholderText("再输一遍")
        for line in (self.first, self.second):
            line.setMaxLength(30)
            line.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.first, 1)
        row.addWidget(self.second, 1)
        self.setFocusProxy(self.first)
        self.first.textEdited.connect(self._first_typed)
        self.second.textEdited.connect(self._second_typed)
        self.second.editingFinished.connect(self._compare)
        self.second.hide()
        self._value = ""

    def setAccessibleName(self, name: str) -> None:
        """Name both fields for those who hear the screen."""
        self.first.setAccessibleName(name)
        self.second.setAccessibleName(f"再输一遍{name}")

    def value(self) -> str:
        """The settled value."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show a value that is already sure (from a card, a draft): no second typing."""
        self._value = value
        if self.first.text() != value:
            self.first.setText(value)
        self.second.clear()
        self.second.hide()
        set_state(self.second, "")

    def _first_typed(self) -> None:
        self.second.clear()
        self.second.setVisible(bool(self.first.text().strip()))
        set_state(self.second, "")
        if self._value:
            self._value = ""
            self.settled.emit("")

    def _second_typed(self) -> None:
        set_state(self.second, "")
        self._settle()

    def _compare(self) -> None:
        if self.second.isVisibleTo(self) and self.second.text() and not self._settle():
            set_state(self.second, "bad")
            self.differed.emit()

    def _settle(self) -> bool:
        same = _plain(self.first.text()) == _plain(self.second.text()) != ""
        if same and self._value != _plain(self.first.text()):
            self._value = _plain(self.first.text())
            self.settled.emit(self._value)
        elif not same and self._value:
            self._value = ""
            self.settled.emit("")
        return same


class ChoiceBox(QComboBox):
    """A list that opens; its rows are as high as the style sheet says, which Qt's own delegate here would not heed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))


class DateEntry(QLineEdit):
    """A date from the number pad: 19580312 becomes 1958-03-12."""

    settled = Signal(str)
    """ISO date, or empty."""
    refused = Signal(str)
    """Why what was typed is no date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("年月日共 8 位，例如 19580312")
        self.setMaxLength(10)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._value = ""
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._finished)

    def value(self) -> str:
        """ISO date, or empty."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show an ISO date."""
        self._value = value
        if self.text() != value:
            self.setText(value)
        set_state(self, "")

    def _typed(self, text: str) -> None:
        set_state(self, "")
        found = read_date(text)
        value = found.isoformat() if found else ""
        if value != self._value:
            self._value = value
            self.settled.emit(value)

    def _finished(self) -> None:
        text = self.text().strip()
        if self._value:
            self.setText(self._value)
        elif text:
            set_state(self, "bad")
            self.refused.emit("没有这一天，请按年月日输入 8 位数字，例如 19580312")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces what stands there."""
        super().focusInEvent(event)
        self.selectAll()


def read_date(text: str) -> date | None:
    """A date written as 19580312, 1958-03-12, 1958.3.12 or 1958年3月12日."""
    digits = re.findall(r"\d+", text)
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    if len(digits) != 3 or len(digits[0]) != 4:
        return None
    try:
        return date(int(digits[0]), int(digits[1]), int(digits[2]))
    except ValueError:
        return None


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).upper()
