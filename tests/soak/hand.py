"""The clerk's hand: a thread that works the window as a person does, one act after another.

Every act is an event in the window's own thread; between them the hand waits for what it sees.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Seen = TypeVar("Seen")
PATIENCE_SECONDS = 40.0
LOOK_SECONDS = 0.006


class Stuck(Exception):
    """What the clerk waited for did not come."""


class Hand(QObject):
    """Made in the window's thread, used from the clerk's."""

    _wanted = Signal(object, object)

    def __init__(self, window: Any) -> None:
        super().__init__()
        self.window = window
        self._wanted.connect(self._act, Qt.ConnectionType.QueuedConnection)

    @staticmethod
    def _act(act: Callable[[], Any], done: Future[Any]) -> None:
        try:
            done.set_result(act())
        except Exception as trouble:  # raised where the act was asked for
            done.set_exception(trouble)

    def do(self, act: Callable[[], Seen]) -> Seen:
        """Act in the window's thread; what it gave."""
        done: Future[Seen] = Future()
        self._wanted.emit(act, done)
        return done.result(PATIENCE_SECONDS)

    def until(self, seen: Callable[[], Seen], what: str, *, seconds: float = PATIENCE_SECONDS) -> Seen:
        """Look until something is there; what it is.

        Raises:
            Stuck: it did not come.
        """
        deadline = time.monotonic() + seconds
        while not (found := self.do(seen)):
            if time.monotonic() > deadline:
                raise Stuck(f"{what}; {self.do(self._banner)}")
            time.sleep(LOOK_SECONDS)
        return found

    def quiet(self) -> None:
        """Wait until the desk has answered everything asked so far, and what that led to."""
        place = self.window.place
        for thread in (place.thread, place.devices, place.thread):
            heard = threading.Event()
            self.do(lambda thread=thread, heard=heard: thread.put(lambda: None, then=lambda _: heard.set()))
            if not heard.wait(PATIENCE_SECONDS):
                raise Stuck("a thread of the window never answered")

    def on_desk(self, act: Callable[..., Seen], *args: Any) -> Seen:
        """Run an act on the desk's thread; its value."""
        done: Future[Seen] = Future()
        thread = self.window.place.thread
        self.do(lambda: thread.ask(act, *args, then=done.set_result, failed=done.set_exception))
        return done.result(PATIENCE_SECONDS)

    def _banner(self) -> str:
        banner = self.window.ui.banner
        shown = f"{banner.happened.text()} {banner.to_do.plain()}" if banner.isVisible() else "nothing"
        return f"page {self.window.front or 'none'}, the banner says: {shown}"
