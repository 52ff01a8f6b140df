"""The barcode gun at the program: a receipt that is scanned opens its case, whatever window has the keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit
from shiboken6 import isValid

from windowdesk.domain.barcode_gun import GAP_SECONDS, BarcodeGun, Heard

_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class GunFilter(QObject):
    """Looks at the keys before any field or button does, in the window or dialog that has them now."""

    scanned = Signal(str)
    """The text of a code."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._window: QWindow | None = None
        self._gun = BarcodeGun()
        self._held: list[QKeyEvent] = []
        self._passing = False
        self._patience = QTimer(self, interval=round(GAP_SECONDS * 1000), singleShot=True)
        self._patience.timeout.connect(self._one_turn_more)
        self._last_turn = QTimer(self, interval=0, singleShot=True)
        self._last_turn.timeout.connect(self._let_go)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._turn_to)
        self._turn_to(app.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True: the key is held back or belongs to a code."""
        if self._passing or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return self._gun.holds
        return event.type() is QEvent.Type.KeyPress and self._pressed(event)

    def _turn_to(self, window: QWindow | None) -> None:
        """All keys go to ``window`` from now on. What is held belongs to the one before."""
        self._let_go()
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def _pressed(self, event: QKeyEvent) -> bool:
        now = event.timestamp() / 1000  # when it was struck: a busy window must not make a gun of a person
        plain = not event.modifiers() & ~_PLAIN and not event.isAutoRepeat()
        if event.key() in _ENDS and plain:
            heard = self._gun.enter(now, in_field=_cursor_in_field())
        elif len(event.text()) == 1 and event.text().isprintable() and plain:
            heard = self._gun.key(event.text(), now, in_field=_cursor_in_field())
        elif event.key() == Qt.Key.Key_Shift:
            return False
        else:
            heard = self._gun.let_go()
        self._follow(heard)
        if heard.held:
            self._held.append(QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
            self._patience.start()
        return heard.held or heard.swallowed or bool(heard.code)

    def _one_turn_more(self) -> None:
        """Where the window was busy the timer may come before keys that were struck long ago: they go first."""
        self._last_turn.start()

    def _let_go(self) -> None:
        self._follow(self._gun.let_go())

    def _follow(self, heard: Heard) -> None:
        self._patience.stop()
        self._last_turn.stop()
        if heard.code:
            self._held.clear()
            self.scanned.emit(heard.code)
            return
        held, self._held = self._held[: heard.passed], self._held[heard.passed :]
        self._passing = True
        try:
            for key in held:
                if self._window is not None and isValid(self._window):
                    QCoreApplication.sendEvent(self._window, key)
        finally:
            self._passing = False


def _cursor_in_field() -> bool:
    """The keys write text where they go now."""
    here = QApplication.focusWidget()
    if isinstance(here, QComboBox):
        return here.isEditable()
    return isinstance(here, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox) and not here.isReadOnly()
