"""An item's own form, drawn from its JSON Schema (the part that `domain.form_rules` knows)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from windowdesk.gui.entries import ChoiceBox, DateEntry, FieldNote, TwiceTyped
from windowdesk.gui.laid_out import laid_out_once
from windowdesk.gui.paragraph import Paragraph

TYPED_TWICE = frozenset({"bank_card", "mobile", "id_number"})
"""Checks (``x-check``) of numbers that count only when typed twice."""


class SchemaForm(QWidget):
    """Fields of one schema. Redrawn only when other fields are asked, so typing is never disturbed."""

    filled = Signal(str, object)
    """Name and value; None when emptied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 1)
        self._asked: dict[str, Mapping[str, Any]] = {}
        self._inputs: dict[str, QWidget] = {}
        self._notes: dict[str, FieldNote] = {}
        self._reminders: dict[str, str] = {}
        self._set: dict[str, Callable[[Any], None]] = {}

    def ask(self, fields: Mapping[str, Mapping[str, Any]], values: Mapping[str, Any], required: frozenset[str]) -> None:
        """Show these fields with these values; ``required`` fields carry a star."""
        if fields == self._asked:
            return
        with laid_out_once(self):
            self._draw(fields, required)
            for name, put in self._set.items():
                if name in values:
                    put(values[name])

    def mark(self, faults: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it; fields not named are fine."""
        for name, note in self._notes.items():
            words = next((text for field, text in faults.items() if field.split(".")[0] == name), "")
            note.wrong(words)
            if not words and (calm := self._reminders.get(name) or self._asked[name].get("x-unit")):
                note.say(str(calm))

    def remind(self, words: Mapping[str, str]) -> None:
        """Say something calm beside fields, for as long as nothing is wrong with them."""
        self._reminders = dict(words)
        for name, text in words.items():
            self._notes[name].say(text)

    def input(self, name: str) -> QWidget | None:
        """The widget of a field (``members.0.name`` gives that of ``members``)."""
        return self._inputs.get(name.split(".")[0])

    def _draw(self, fields: Mapping[str, Mapping[str, Any]], required: frozenset[str]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._asked = dict(fields)
        self._inputs, self._notes, self._set, self._reminders = {}, {}, {}, {}
        for row, (name, schema) in enumerate(fields.items()):
            must = name in required or bool(schema.get("x-required"))
            label = QLabel(str(schema.get("title", name)) + (" *" if must else ""), self)
            label.setProperty("role", "field")
            note = FieldNote(self)
            note.say(str(schema.get("x-unit", "")))
            made = self._input(name, schema)
            made.setAccessibleName(label.text())
            if schema.get("description"):
                made.setToolTip(str(schema["description"]))
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(made, row, 1)
            self._grid.addWidget(note, row, 2)
            self._inputs[name], self._notes[name] = made, note

    def _input(self, name: str, schema: Mapping[str, Any]) -> QWidget:
        kind = schema.get("type", "string")
        if kind == "array":
            rows = RowsField(schema, self)
            rows.filled.connect(lambda value: self.filled.emit(name, value))
            self._set[name] = rows.set_rows
            return rows
        made, put = one_input(schema, lambda value: self.filled.emit(name, value), self)
        self._set[name] = put
        return made


def one_input(
    schema: Mapping[str, Any], filled: Callable[[Any], None], parent: QWidget
) -> tuple[QWidget, Callable[[Any], None]]:
    """The widget of one simple field and the call that puts a value into it."""
    kind = schema.get("type", "string")
    if "enum" in schema:
        return _choice(schema, filled, parent)
    if kind == "boolean":
        box = QCheckBox("是", parent)
        box.toggled.connect(filled)
        return box, lambda value: _quietly(box, lambda: box.setChecked(bool(value)))
    if schema.get("format") == "date":
        day = DateEntry(parent)
        day.settled.connect(lambda text: filled(text or None))
        return day, lambda value: day.set_value(str(value or ""))
    if schema.get("x-check") in TYPED_TWICE:
        twice = TwiceTyped(parent)
        twice.settled.connect(lambda text: filled(text or None))
        return twice, lambda value: twice.set_value(str(value or ""))
    line = QLineEdit(parent)
    line.setMaxLength(int(schema.get("maxLength", 200)))
    line.setPlaceholderText(str((schema.get("examples") or [schema.get("description", "")])[0]))
    line.textEdited.connect(lambda text: filled(read_value(kind, text)))
    return line, lambda value: line.setText("" if value is None else str(value))


def read_value(kind: str, text: str) -> Any:
    """What was typed as the type the schema wants; text that is no number stays text, the rules name it."""
    plain = text.strip()
    if not plain:
        return None
    if kind in {"integer", "number"}:
        try:
            number = float(plain)
        except ValueError:
            return plain
        return int(number) if kind == "integer" and number.is_integer() else number
    return plain


def _choice(
    schema: Mapping[str, Any], filled: Callable[[Any], None], parent: QWidget
) -> tuple[QWidget, Callable[[Any], None]]:
    box = ChoiceBox(parent)
    box.addItem("请选择", None)
    for value in schema["enum"]:
        box.addItem(str(value), value)
    box.currentIndexChanged.connect(lambda _: filled(box.currentData()))
    return box, lambda value: _quietly(box, lambda: box.setCurrentIndex(max(0, box.findData(value))))


def _quietly(widget: QWidget, change: Callable[[], None]) -> None:
    before = widget.blockSignals(True)
    change()
    widget.blockSignals(before)


class RowsField(QWidget):
    """A list of rows (for example 家庭成员): each row a small form, added and taken away by a button."""

    filled = Signal(object)
    """All rows."""

    def __init__(self, schema: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schema = schema.get("items", {})
        self._rows: list[dict[str, Any]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column.addLayout(self._lines)
        self.add = QPushButton("加一行", self)
        self.add.setProperty("role", "small")
        self.add.clicked.connect(self._add)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def set_rows(self, rows: Any) -> None:
        """Show these rows."""
        self._rows = [dict(row) for row in rows or ()]
        self._draw()

    def _add(self) -> None:
        self._rows.append({})
        self._draw()

    def _take(self, position: int) -> None:
        del self._rows[position]
        self._draw()
        self.filled.emit([dict(row) for row in self._rows])

    def _draw(self) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        with laid_out_once(self):
            for position, row in enumerate(self._rows):
                self._lines.addWidget(self._line(position, row))

    def _line(self, position: int, row: dict[str, Any]) -> QWidget:
        line = QWidget(self)
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 0, 0, 0)
        number = Paragraph(line)
        number.setText(f"第 {position + 1} 行")
        grid.addWidget(number, 0, 0)
        take = QPushButton("去掉这一行", line)
        take.setProperty("role", "small")
        take.clicked.connect(lambda: self._take(position))
        grid.addWidget(take, 0, 1, Qt.AlignmentFlag.AlignRight)
        for at, (name, schema) in enumerate(self._schema.get("properties", {}).items(), start=1):
            label = QLabel(str(schema.get("title", name)), line)
            made, put = one_input(schema, partial(self._changed, position, name), line)
            made.setAccessibleName(label.text())
            if name in row:
                put(row[name])
            grid.addWidget(label, at, 0)
            grid.addWidget(made, at, 1)
        grid.setColumnStretch(1, 1)
        return line

    def _changed(self, position: int, name: str, value: Any) -> None:
        if value is None:
            self._rows[position].pop(name, None)
        else:
            self._rows[position][name] = value
        self.filled.emit([dict(row) for row in self._rows])
