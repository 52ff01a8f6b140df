"""The checklist of materials: each line says what it is, what is there, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from windowdesk.gui.badge import Badge, restyle
from windowdesk.gui.entries import DateEntry
from windowdesk.gui.laid_out import NEXT_TURN_MS, SHOWN_AT_ONCE, laid_out_once
from windowdesk.gui.page_stack import polish
from windowdesk.gui.paragraph import Paragraph

SCAN, STOP = "扫描 F3", "停止扫描"
UNTIL = "哪天补来，8 位数字"
USUAL_ROWS = 8
"""Lines of all but the longest checklists of the sample catalogue."""
STATES = {"missing": "note", "done": "good", "deferred": "info", "exempt": "plain", "optional": "plain"}


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One line as the list shows it."""

    id: str
    name: str
    necessity: str
    standard: str
    state: str
    """``missing``, ``done``, ``deferred``, ``exempt``, ``optional``."""
    state_words: str
    pages: int = 0
    paper: bool = False
    deferrable: bool = False
    deferred_until: date | None = None
    latest: date | None = None
    """The last day a deferral may be promised for."""
    undertaking: bool = False
    earlier: str = ""
    """Words of a still valid earlier scan; empty: there is none."""
    fault: str = ""
    """Which pages are blank or too dark; empty: none."""


class MaterialList(QWidget):
    """All lines. One of them is the one that F3 scans into.

    Rows are kept for the next villager: ten widgets each, their making is felt.
    """

    scan = Signal(str)
    stack = Signal(str)
    stop = Signal()
    look = Signal(str)
    add_file = Signal(str)
    paper = Signal(str, bool)
    defer = Signal(str, object, bool)
    """Material, date or None, undertaking signed."""
    earlier = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._turn = QTimer(self, interval=NEXT_TURN_MS, singleShot=True)
        self._turn.timeout.connect(self._show_some)
        self._rows: dict[str, MaterialRow] = {}
        self._spare: list[MaterialRow] = []

    def build_ahead(self) -> Iterator[None]:
        """Make the rows of a usual checklist while nobody waits, one at each step."""
        while len(self._rows) + len(self._spare) < USUAL_ROWS:
            row = MaterialRow(self)
            self._spare.append(row)
            yield
            yield from polish(row)  # it may serve somebody by now

    def show_lines(self, lines: Sequence[MaterialLine]) -> None:
        """Show these lines; rows that stay keep their focus."""
        wanted = [line.id for line in lines]
        gone = [self._rows.pop(key) for key in list(self._rows) if key not in wanted]
        for row in gone:
            self._column.removeWidget(row)
            row.empty()
        self._spare[:0] = gone  # the upper row was made first, and the Tab key goes in that order
        for position, line in enumerate(lines):
            if line.id not in self._rows:
                self._rows[line.id] = self._spare.pop(0) if self._spare else MaterialRow(self)
            if self._column.indexOf(self._rows[line.id]) != position:
                self._column.insertWidget(position, self._rows[line.id])
            self._rows[line.id].show_line(line)
        self._show_some()
        self.mark_here()

    def _show_some(self) -> None:
        """Rows that came are shown once they are filled, a few in each turn."""
        waiting = [row for row in self._rows.values() if row.isHidden()]
        if waiting:
            with laid_out_once(self):
                for row in waiting[:SHOWN_AT_ONCE]:
                    row.show()
        if waiting[SHOWN_AT_ONCE:]:
            self._turn.start()

    def row(self, material: str) -> MaterialRow:
        """The row of a material, shown by now if its turn had not come."""
        self._rows[material].show()
        return self._rows[material]

    def here(self) -> str:
        """The material F3 scans into: the row with the cursor if it is missing, else the first missing one."""
        missing = [key for key, row in self._rows.items() if row.line and row.line.state == "missing"]
        focused = self.focused()
        return focused if focused in missing or not missing else missing[0]

    def focused(self) -> str:
        """The material whose row has the cursor; empty: none."""
        here = self.window().focusWidget()
        return next((key for key, row in self._rows.items() if here is not None and row.isAncestorOf(here)), "")

    def show_scanning(self, material: str) -> None:
        """Pages of that material are coming; empty: of none."""
        for key, row in self._rows.items():
            row.show_scanning(key == material)

    def mark_here(self) -> None:
        """Frame the row that F3 scans into."""
        here = self.here()
        for key, row in self._rows.items():
            state = "true" if key == here else "false"
            if row.property("here") != state:
                row.setProperty("here", state)
                restyle(row)


class MaterialRow(QFrame):
    """One line with its buttons."""

    def __init__(self, owner: MaterialList) -> None:
        super().__init__(owner)
        self.hide()
        self.setProperty("role", "row")
        self.setProperty("here", "false")
        self.line: MaterialLine | None = None
        self._owner = owner
        self.name = Paragraph(self)
        self.name.setProperty("role", "value")
        self.state = Badge(self)
        self.standard = Paragraph(self)
        self.standard.setProperty("role", "muted")
        self.scan = self._button(SCAN)
        self.stack = self._button("扫一叠")
        self.add_file = self._button("选文件")
        self.look = self._button("看和改")
        self.earlier = self._button("用以前的")
        self.paper = QCheckBox("纸质原件已看", self)
        self.later = self._button("以后补")
        self.until = DateEntry(self)
        self.until.setPlaceholderText(UNTIL)
        self.undertaking = QCheckBox("申请人已在承诺书上签字", self)
        self._lay_out()
        self._connect()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("role", "small")
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.state)
        column.addLayout(head)
        column.addWidget(self.standard)
        acts = QHBoxLayout()
        acts.setSpacing(10)
        for one in (self.scan, self.stack, self.add_file, self.look, self.earlier, self.paper, self.later):
            acts.addWidget(one)
        acts.addStretch(1)
        column.addLayout(acts)
        self._deferral = QWidget(self)
        grid = QGridLayout(self._deferral)
        grid.setContentsMargins(0, 0, 0, 0)
        words = Paragraph(self._deferral)
        words.setText("后补日期")
        grid.addWidget(words, 0, 0)
        grid.addWidget(self.until, 0, 1)
        grid.addWidget(self.undertaking, 0, 2)
        grid.setColumnStretch(1, 1)
        column.addWidget(self._deferral)
        self._deferral.hide()

    def _connect(self) -> None:
        owner = self._owner
        self.scan.clicked.connect(self._scan_or_stop)
        self.stack.clicked.connect(lambda: owner.stack.emit(self._id))
        self.add_file.clicked.connect(lambda: owner.add_file.emit(self._id))
        self.look.clicked.connect(lambda: owner.look.emit(self._id))
        self.earlier.clicked.connect(lambda: owner.earlier.emit(self._id))
        self.paper.clicked.connect(lambda on: owner.paper.emit(self._id, on))
        self.later.clicked.connect(self._open_deferral)
        self.until.settled.connect(lambda _: self._deferred())
        self.undertaking.clicked.connect(lambda _: self._deferred())

    @property
    def _id(self) -> str:
        return self.line.id if self.line is not None else ""

    def empty(self) -> None:
        """Nothing of this villager stays in it (rule G24)."""
        self.hide()
        self.line = None
        self._deferral.hide()
        self.until.set_value("")
        self.until.setPlaceholderText(UNTIL)
        self.show_scanning(False)

    def show_line(self, line: MaterialLine) -> None:
        """Show the line as it is now."""
        if line == self.line:
            return
        self.line = line
        self.name.setText(f"{line.name}（{line.necessity}）")
        self.state.say("note" if line.fault else STATES[line.state], "请看一眼" if line.fault else line.state_words)
        self.standard.setText(f"{line.fault}{line.standard}")
        self.standard.setVisible(bool(line.fault or line.standard))
        asked = line.state != "exempt"
        for one in (self.scan, self.stack, self.add_file, self.paper):
            one.setVisible(asked)
        self.look.setVisible(line.pages > 0)
        self.earlier.setVisible(bool(line.earlier) and line.pages == 0)
        self.earlier.setToolTip(line.earlier)
        self.paper.setChecked(line.paper)
        deferring = line.deferred_until is not None or self._deferral.isVisibleTo(self)
        self.later.setVisible(asked and line.deferrable and line.state == "missing" and not deferring)
        self._deferral.setVisible(line.deferrable and deferring and line.state != "done")
        if line.deferred_until is not None and self.until.value() != line.deferred_until.isoformat():
            self.until.set_value(line.deferred_until.isoformat())
        if line.latest is not None:
            self.until.setPlaceholderText(f"8 位数字，最迟 {line.latest:%Y%m%d}")
        self.undertaking.setChecked(line.undertaking)

    def show_scanning(self, on: bool) -> None:
        """Pages of this material are coming: the button that began it stops it."""
        self.scan.setText(STOP if on else SCAN)

    def _scan_or_stop(self) -> None:
        if self.scan.text() == STOP:
            self._owner.stop.emit()
        else:
            self._owner.scan.emit(self._id)

    def _open_deferral(self) -> None:
        self._deferral.show()
        self.later.hide()
        self.until.setFocus()

    def _deferred(self) -> None:
        until = date.fromisoformat(self.until.value()) if self.until.value() else None
        self._owner.defer.emit(self._id, until, self.undertaking.isChecked())
