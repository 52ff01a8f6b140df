"""The barcode gun at the window: a receipt that is scanned opens its case, on whatever page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

from windowdesk.domain.barcode_gun import GAP_SECONDS, BarcodeGun, Heard

_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class GunFilter(QObject):
    """Looks at the keys of one window of the system before any field does."""

    scanned = Signal(str)
    """The text of a code."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._window = window
        self._gun = BarcodeGun()
        self._held: list[QKeyEvent] = []
        self._passing = False
        self._patience = QTimer(self, interval=round(GAP_SECONDS * 1000), singleShot=True)
        self._patience.timeout.connect(lambda: self._follow(self._gun.let_go()))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True: the key is held back or belongs to a code."""
        if self._passing or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return self._gun.holds
        return event.type() is QEvent.Type.KeyPress and self._pressed(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        now = event.timestamp() / 1000  # when it was struck: a busy window must not make a gun of a person
        plain = not event.modifiers() & ~_PLAIN
        if event.key() in _ENDS and plain:
            heard = self._gun.enter(now)
        elif len(event.text()) == 1 and event.text().isprintable() and plain:
            heard = self._gun.key(event.text(), now)
        elif event.key() == Qt.Key.Key_Shift:
            return False
        else:
            heard = self._gun.let_go()
        self._follow(heard)
        if heard.held:
            self._held.append(QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
            self._patience.start()
        return heard.held or bool(heard.code)

    def _follow(self, heard: Heard) -> None:
        self._patience.stop()
        if heard.code:
            self._held.clear()
            self.scanned.emit(heard.code)
            return
        held, self._held = self._held[: heard.passed], self._held[heard.passed :]
        self._passing = True
        try:
            for key in held:
                QCoreApplication.sendEvent(self._window, key)
        finally:
            self._passing = False
