"""The bus: what happened, told to whoever asked, in the thread it happened in.

Acts return which kinds of things changed; screens and the exchange listen to that and to
nothing finer. A listener that lives in another thread bridges for itself.
"""

from __future__ import annotations

import enum
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

log = logging.getLogger(__name__)


class Kind(enum.Enum):
    """A kind of thing that can change."""

    DRAFTS = "drafts"
    CASES = "cases"
    OUTBOX = "outbox"
    INBOX = "inbox"
    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    PRINTS = "prints"
    SETTINGS = "settings"
    EXCHANGE = "exchange"
    """The state of the line or of a waiting item."""


@dataclass(frozen=True, slots=True)
class Changed:
    """These kinds of things are no longer what they were."""

    kinds: frozenset[Kind]


News = TypeVar("News")


class Bus:
    """Hands each piece of news to those who subscribed to its class. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[type, list[Callable[..., None]]] = {}

    def subscribe(self, news: type[News], listener: Callable[[News], None]) -> Callable[[], None]:
        """Call ``listener`` for every piece of that class; returns what ends it."""
        with self._lock:
            self._listeners.setdefault(news, []).append(listener)

        def end() -> None:
            with self._lock:
                listeners = self._listeners.get(news, [])
                if listener in listeners:
                    listeners.remove(listener)

        return end

    def publish(self, news: object) -> None:
        """Tell all listeners. One that fails is logged and does not stop the others."""
        with self._lock:
            listeners = list(self._listeners.get(type(news), []))
        for listener in listeners:
            try:
                listener(news)
            except Exception:
                log.exception("a listener failed for %s", type(news).__name__)
