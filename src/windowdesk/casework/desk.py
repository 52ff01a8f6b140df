"""The desk: everything an act needs, handed over in one value, and what an act gives back.

Acts are plain functions of a `Desk`. They run on the thread that owns the store; a window
calls them there and gets the answer back in its own thread.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from windowdesk.clock import Clock
from windowdesk.events import Bus, Changed, Kind
from windowdesk.settings import Settings

if TYPE_CHECKING:
    from windowdesk.storage.blobs import Blobs
    from windowdesk.storage.store import Store

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Done(Generic[Value]):
    """What an act returns: its value, and which kinds of things are no longer what they were."""

    value: Value
    changed: frozenset[Kind]


class Unsaved:
    """Drafts with something typed that is not on disk yet. Thread-safe; feeds the safe lamp."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drafts: set[str] = set()

    def typed(self, draft_id: str) -> None:
        """Something was typed into the draft; called by the window at the keystroke."""
        with self._lock:
            self._drafts.add(draft_id)

    def kept(self, draft_id: str) -> None:
        """The draft is on disk as it stands on the screen."""
        with self._lock:
            self._drafts.discard(draft_id)

    def __bool__(self) -> bool:
        with self._lock:
            return bool(self._drafts)


@dataclass(slots=True)
class Desk:
    """One station at work: store, scans, clock, settings and the bus.

    ``settings`` may be replaced while the program runs; everything else stays.
    """

    store: Store
    blobs: Blobs
    clock: Clock
    settings: Settings
    bus: Bus
    home: Path
    training: bool = False
    """训练模式: every paper carries the watermark 演示."""
    unsaved: Unsaved = field(default_factory=Unsaved)

    def done(self, value: Value, *kinds: Kind) -> Done[Value]:
        """Tell the bus what changed and wrap the value. Call it only after the commit."""
        changed = frozenset(kinds)
        self.bus.publish(Changed(changed))
        return Done(value, changed)
