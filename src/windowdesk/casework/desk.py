"""The desk: everything an act needs, handed over in one value, and what an act gives back.

Acts are plain functions of a `Desk`. They run on the thread that owns the store; a window
calls them there and gets the answer back in its own thread.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from windowdesk import assets
from windowdesk.clock import Clock, local_date_time
from windowdesk.domain.exchange_news import ExchangeState
from windowdesk.events import Bus, Changed, Kind
from windowdesk.settings import Settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from windowdesk.domain.calendar import Calendar
    from windowdesk.domain.relay import HandOver
    from windowdesk.storage.blobs import Blobs
    from windowdesk.storage.store import Store
    from windowdesk.storage.unit import Unit

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
    station_key: Ed25519PrivateKey | None = None
    """Signs events and receipts; None only where the vault has none (a store moved without its key)."""
    training: bool = False
    """训练模式: every paper carries the watermark 演示."""
    printing: set[str] = field(default_factory=set)
    """Jobs of the print journal that are on their way to a printer now: nobody need be asked about these yet."""
    unsaved: Unsaved = field(default_factory=Unsaved)
    slips_owed: list[HandOver] = field(default_factory=list)
    """Hand-over slips of sticks that the receipt printer did not print: to be offered on A4 (any thread)."""
    exchange: ExchangeState | None = None
    """What the exchange last said of itself while the program runs; None: it has not run."""
    _calendar: Calendar | None = None

    def __post_init__(self) -> None:
        self.bus.subscribe(Changed, self._forget)
        self.bus.subscribe(ExchangeState, self._heard)

    @property
    def actor(self) -> str:
        """Who acts, as it stands in events and in the audit log: badge and name of the clerk."""
        return f"{self.settings.badge} {self.settings.clerk}".strip()

    def today(self) -> date:
        """The date on the wall of the office."""
        return local_date_time(self.clock.now()).date()

    def calendar(self, view: Unit) -> Calendar:
        """The working-day calendar in use, read once; before the county's first pack the one that ships."""
        if self._calendar is None:
            from windowdesk.domain.calendar import read_calendar_pack

            self._calendar = read_calendar_pack(view.calendar.get() or _shipped_calendar())
        return self._calendar

    def done(self, value: Value, *kinds: Kind) -> Done[Value]:
        """Tell the bus what changed and wrap the value. Call it only after the commit."""
        changed = frozenset(kinds)
        self.bus.publish(Changed(changed))
        return Done(value, changed)

    def _heard(self, news: ExchangeState) -> None:
        self.exchange = news

    def _forget(self, news: Changed) -> None:
        if Kind.CALENDAR in news.kinds:
            self._calendar = None


def _shipped_calendar() -> dict[str, Any]:
    """The calendar that came with the program. It never stands in the way of the county's own."""
    packs = sorted(assets.resource("calendar").glob("*.json"))
    found: dict[str, Any] = json.loads(packs[-1].read_text("utf-8"))
    return found
