"""What all pages share: the keys of the keyboard, the banner, and the way to ask the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QTextEdit,
    QWidget,
)

from windowdesk.domain.device_news import CardRead
from windowdesk.events import Kind
from windowdesk.gui import style
from windowdesk.gui.work_thread import Failed, Then

if TYPE_CHECKING:
    from windowdesk.gui.place import Place

BACK = "back"
"""Where the help wants to go: wherever the clerk came from."""

FIELDS: tuple[type[QWidget], ...] = (QLineEdit, QComboBox, QCheckBox, QRadioButton, QTextEdit, QTableView)
SAME_ROW = 8
"""Pixels by which the middles of two fields of one row may differ."""


class Page(QWidget):
    """One page. Subclasses set up their form in the constructor and read the desk in `come`.

    Enter goes to the next field and from the last one to the primary button; F2, F3 and F9 press
    the buttons that carry these names; Esc goes back. Nothing is lost by leaving: every change is
    kept as it is typed.
    """

    go = Signal(str, object)
    """Another page is wanted: its name, and what it should show."""

    listens: frozenset[Kind] = frozenset()
    """Kinds of things whose change makes the page read again."""

    read_ahead: tuple[str, ...] = ()
    """Modules that are read before `rest` begins, as `code_ahead` does it."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.pages)  # moved there later, each of its parts were dressed anew
        self.place = place
        style.dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    # what the window calls

    @property
    def is_whole(self) -> bool:
        """Nothing of what the page shows is still left for a later turn."""
        return True

    def build_ahead(self) -> Iterator[None]:
        """Build parts of the page while nobody waits, one small step each time it is asked for the next."""
        yield from ()

    def rest(self) -> Iterator[None]:
        """Build the rest of a page that is rarely wanted, once it is in front: one small step in each turn."""
        yield from ()

    def come(self, about: object = None) -> None:
        """The page comes to the front, about something (a case id, a draft …)."""

    def leave(self) -> None:
        """Another page comes to the front."""

    def refresh(self) -> None:
        """Something the page listens to has changed."""

    def resized(self) -> None:
        """The text size has changed."""

    def card_read(self, news: CardRead) -> bool:
        """A card was read; returns whether the page took it."""
        return False

    # keys: each returns whether the page took it

    def primary(self) -> QPushButton | None:
        """The one button that leads on."""
        return None

    def key_back(self) -> bool:
        """Esc."""
        return False

    def key_card(self) -> bool:
        """F2."""
        return False

    def key_scan(self) -> bool:
        """F3."""
        return False

    def key_scan_stack(self) -> bool:
        """Shift+F3."""
        return False

    def key_save(self) -> bool:
        """F9."""
        return False

    # asking

    def ask(
        self,
        act: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        topic: str = "",
        keeps: bool = False,
        **named: Any,
    ) -> None:
        """Ask the desk; troubles nobody takes stand in the banner."""
        named_topic = f"{type(self).__name__}.{topic}" if topic else ""
        self.place.thread.ask(
            act, *args, then=then, failed=failed or self.trouble, topic=named_topic, keeps=keeps, **named
        )

    def trouble(self, trouble: BaseException) -> None:
        """Say what went wrong and what to do."""
        self.place.banner.trouble(trouble)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc and the F-keys."""
        taken = {
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
            Qt.Key.Key_Escape: self.key_back,
            Qt.Key.Key_F2: self.key_card,
            Qt.Key.Key_F3: self.key_scan,
            Qt.Key.Key_F9: self.key_save,
        }.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_F3 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.key_scan_stack()
            return
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or taken is None or not taken():
            super().keyPressEvent(event)

    def fields(self) -> list[QWidget]:
        """What can be filled, row by row as it is read, which is the order of the Tab key.

        Looked for by kind: a walk along the window's focus chain would leave a dead Python object behind for
        each of Qt's inner widgets that it passes.
        """
        found: set[QWidget] = set().union(*(self.findChildren(kind) for kind in FIELDS))
        line = self.fontMetrics().height()  # of a table the first line counts: its middle may be far below
        middles = {
            one: one.mapTo(self, QPoint(0, min(one.height() // 2, line))) for one in found if self._takes_focus(one)
        }
        rows: list[list[QWidget]] = []
        for one in sorted(middles, key=lambda one: middles[one].y()):
            if not rows or middles[one].y() - middles[rows[-1][0]].y() > SAME_ROW:
                rows.append([])
            rows[-1].append(one)
        return [one for row in rows for one in sorted(row, key=lambda one: middles[one].x())]

    def focus_first(self) -> None:
        """Put the cursor into the first empty field, or the first one."""
        fields = self.fields()
        empty = [one for one in fields if isinstance(one, QLineEdit) and not one.text()]
        if fields:
            self.focus(empty[0] if empty else fields[0])
        elif (button := self.primary()) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus(self, field: QWidget) -> None:
        """Go to a field and bring it into view, with the row it stands in: its title says what it is of."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        parent, row = field.parentWidget(), field
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(row, 0, 0)
                parent.ensureWidgetVisible(field, 0, 60)
                return
            if parent.property("role") == "row":
                row = parent
            parent = parent.parentWidget()

    def later(self, action: Callable[[], None]) -> None:
        """Do it once the events at hand are through."""
        QTimer.singleShot(0, self, action)

    def _takes_focus(self, one: QWidget) -> bool:
        tabbed = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return tabbed and one.isVisibleTo(self) and one.isEnabledTo(self)

    def _enter(self) -> bool:
        here = self.focusWidget()
        if isinstance(here, QPushButton) and here.hasFocus():
            here.click()
            return True
        if isinstance(here, QAbstractItemView) and here.hasFocus():
            return True  # the table itself says which row was opened
        if isinstance(here, QRadioButton) and here.hasFocus() and not here.isChecked():
            here.setChecked(True)
        self._next_field(here)
        return True

    def _next_field(self, here: QWidget | None) -> None:
        fields = self.fields()
        onward = fields[fields.index(here) + 1 :] if here in fields else fields[:0]
        if isinstance(here, QRadioButton):
            onward = [one for one in onward if not _same_choice(here, one)]
        button = self.primary()
        if onward:
            self.focus(onward[0])
        elif button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)


def _same_choice(one: QAbstractButton, other: QWidget) -> bool:
    return isinstance(other, QRadioButton) and other.parentWidget() is one.parentWidget()
