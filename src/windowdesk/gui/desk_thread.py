"""The one thread that owns the desk: the window asks acts of it and is told the answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from windowdesk.gui.code_ahead import read_acts
from windowdesk.gui.opening import OpenDesk, Opener
from windowdesk.gui.work_thread import Failed, Then, WorkThread

SHOWN_FIRST = (
    "windowdesk.casework.desk_lights",
    "windowdesk.casework.home",
    "windowdesk.casework.letters",
    "windowdesk.gui.office_printing",
    "windowdesk.gui.pages.home",
)
"""What the window makes as soon as the desk is open: the acts that come with it are read here."""


class DeskThread(WorkThread):
    """Opens the desk on its own thread, then runs acts on it in the order asked."""

    opened = Signal(object)
    """The `OpenDesk`."""
    not_opened = Signal(object)
    """The exception; `open` may be called again."""

    def __init__(self, opener: Opener, parent: QObject | None = None) -> None:
        super().__init__("desk", parent)
        self._opener = opener
        self._open: OpenDesk | None = None

    @property
    def desk_is_open(self) -> bool:
        """Acts may be asked."""
        return self._open is not None

    @property
    def open_desk(self) -> OpenDesk:
        """The opened desk; its ``desk`` belongs to this thread alone."""
        if self._open is None:
            raise RuntimeError("the desk is not open")
        return self._open

    def open(self, passphrase: str | None = None) -> None:
        """Open the desk, on the thread."""

        def opening() -> OpenDesk:
            self._open = self._opener(passphrase)
            read_acts(SHOWN_FIRST)
            return self._open

        self.put(opening, then=self.opened.emit, failed=self.not_opened.emit)

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
        """Run ``act(desk, *args, **named)`` on the storage thread; see `WorkThread.put`."""
        self.put(lambda: act(self.open_desk.desk, *args, **named), then=then, failed=failed, topic=topic, keeps=keeps)

    def finish(self) -> None:
        """Close the desk where it was opened."""
        if self._open is not None:
            self._open.close()
