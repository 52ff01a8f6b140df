"""News of the bus, told in whatever thread it happened, brought to the thread of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from windowdesk.domain.device_news import CardRead, ReaderState
from windowdesk.events import Bus, Changed


class Bridge(QObject):
    """One signal for each kind of news; slots run in the window's thread."""

    changed = Signal(object)
    """`Changed`."""
    card_read = Signal(object)
    """`CardRead`."""
    reader_state = Signal(object)
    """`ReaderState`."""
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ends: list[Callable[[], None]] = []
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def listen(self, bus: Bus) -> None:
        """Subscribe; ends at `close`."""
        for news in (Changed, CardRead, ReaderState):
            self._ends.append(bus.subscribe(news, self._arrived.emit))

    def close(self) -> None:
        """Hear nothing more."""
        for end in self._ends:
            end()
        self._ends.clear()

    def _take(self, news: object) -> None:
        if not self._ends:
            return
        if isinstance(news, Changed):
            self.changed.emit(news)
        elif isinstance(news, CardRead):
            self.card_read.emit(news)
        elif isinstance(news, ReaderState):
            self.reader_state.emit(news)
