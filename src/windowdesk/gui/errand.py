"""One piece of work in a thread nobody waits for: a look at devices may take a minute, closing the window must not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from windowdesk.gui.work_thread import Failed, Then

Work = Callable[[], Any]

_UNDER_WAY: set[Errand] = set()
"""Kept until their answers have arrived: nobody else holds them. Touched by the window's thread only."""


class Errand(QObject):
    """Runs ``work`` once; the answer comes to the thread of the window, where the asker still stands."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def run(self, then: Then, failed: Failed) -> None:
        """Begin. ``then`` and ``failed`` must be methods of a `QObject`, so that they end with it."""
        self.done.connect(then, Qt.ConnectionType.QueuedConnection)
        self.failed.connect(failed, Qt.ConnectionType.QueuedConnection)
        self.done.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.failed.connect(self._end, Qt.ConnectionType.QueuedConnection)
        _UNDER_WAY.add(self)
        threading.Thread(target=self._run, name="errand", daemon=True).start()

    def _run(self) -> None:
        try:
            answer = self._work()
        except Exception as trouble:
            self.failed.emit(trouble)
        else:
            self.done.emit(answer)

    def _end(self, _: object) -> None:
        _UNDER_WAY.discard(self)
