"""A row for the eye: icon, words, state, and the few buttons that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from windowdesk.gui import icons
from windowdesk.gui.badge import Badge
from windowdesk.gui.laid_out import NEXT_TURN_MS, SHOWN_AT_ONCE, laid_out_once
from windowdesk.gui.paragraph import Paragraph

Button = tuple[str, Callable[[], None]]


class RowCard(QFrame):
    """Title, one or two sentences, a badge, buttons at the right, or ``below`` where the card is narrow."""

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        icon: str = "",
        badge: tuple[str, str] = ("", ""),
        buttons: Sequence[Button] = (),
        below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        self.title = Paragraph(self)
        self.title.setProperty("role", "value")
        self.title.setText(title)
        if icon:
            sign = QLabel(self)
            sign.setPixmap(icons.picture(icon, "primary", 28))
            row.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        if text:
            self.text = Paragraph(self)
            self.text.setProperty("role", "muted")
            self.text.setText(text)
            words.addWidget(self.text)
        row.addLayout(words, 1)
        self.badge = Badge(self)
        row.addWidget(self.badge)
        if badge[1]:
            self.badge.say(*badge)
        place: QHBoxLayout = row
        if below and buttons:
            place = QHBoxLayout()
            place.setSpacing(10)
            words.addLayout(place)
        self.buttons: list[QPushButton] = []
        for label, pressed in buttons:
            button = QPushButton(label, self)
            button.setProperty("role", "small")
            button.clicked.connect(lambda _=False, pressed=pressed: pressed())
            place.addWidget(button)
            self.buttons.append(button)
        if place is not row:
            place.addStretch(1)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def fill(layout: QBoxLayout, rows: Sequence[QWidget]) -> None:
    """Put these rows in place of what stood there: the first are shown now, the others a few in each turn."""
    empty(layout)
    for row in rows[SHOWN_AT_ONCE:]:
        row.hide()
    with laid_out_once(layout.parentWidget()):
        for row in rows:
            layout.addWidget(row)
    _show_soon(rows[SHOWN_AT_ONCE:])


def _show_soon(rows: Sequence[QWidget]) -> None:
    """Show a few rows in the next turn, and so on; all that were taken away meanwhile were so together."""

    def show() -> None:
        if rows[0].parentWidget() is None:
            return
        with laid_out_once(rows[0].parentWidget()):
            for row in rows[:SHOWN_AT_ONCE]:
                row.show()
        _show_soon(rows[SHOWN_AT_ONCE:])

    if rows:
        QTimer.singleShot(NEXT_TURN_MS, rows[0], show)
