"""What the phases of one run share, and what they report."""

from __future__ import annotations

import enum
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from windowdesk import errors
from windowdesk.clock import Clock
from windowdesk.domain.data_budget import URGENT_NAME, Allowance
from windowdesk.errors import Message
from windowdesk.events import Kind
from windowdesk.storage.blob_rows import BlobRow
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.store import Store
from windowdesk.storage.unit import Unit
from windowdesk.sync.back_off import BackOff
from windowdesk.sync.carrier import Carrier
from windowdesk.sync.enrolment import Enrolment
from windowdesk.sync.station import Station

ACTOR = "程序"
"""Who acts when the exchange writes, in audit rows and tombstones."""


class Outcome(enum.Enum):
    """How a run ended."""

    IDLE = "idle"
    """Nothing waits."""
    WAITING = "waiting"
    """Something waits, with a reason and a time for the next try."""
    NEEDS_PERSON = "needs_person"
    """Something waits that trying again will not cure."""
    BUSY = "busy"
    """Another run is going on; nothing was done."""


@dataclass
class RunReport:
    """What one run did. Numbers are of this run alone."""

    outcome: Outcome = Outcome.IDLE
    reason: Message | None = None
    events_sent: int = 0
    accepted: int = 0
    held: int = 0
    rejected: int = 0
    blobs_sent: int = 0
    bytes_sent: int = 0
    """Bytes of files that went up in this run."""
    news: int = 0
    packs: list[str] = field(default_factory=list)
    """Packs put into use, as ``catalogue 7``."""
    refused: list[Message] = field(default_factory=list)
    """Parts of packs and feed items that were not taken, with the reason."""
    proof: str = ""
    """The county's proof number of the newest event it accepted."""
    held_for_data: int = 0
    """Files that wait because the day's data is used up, or for the night."""
    chance_at: datetime | None = None
    """When those may go."""
    offered_again: bool = False
    """The county came back from a backup and is offered the difference."""
    troubles: dict[str, Message] = field(default_factory=dict)
    """What went wrong, by phase."""
    rounds: int = 0
    next_try: datetime | None = None


@dataclass
class Run:
    """One run of the engine: its tools and its findings."""

    store: Store
    blobs: Blobs
    county: Carrier
    """The county over the line, or what it wrote into a reply that came by stick."""
    station: Station
    enrolment: Enrolment
    home: Path
    clock: Clock
    draw: random.Random
    chunk: int
    ending: threading.Event
    """Set: the program ends; what is broken off now says nothing about the line."""
    force: bool = False
    report: RunReport = field(default_factory=RunReport)
    changed: set[Kind] = field(default_factory=set)
    epoch: str = ""
    """The epoch the county named in this run."""
    received_to: int | None = None
    """How far the county has got; None: not agreed in this run."""
    allowance: Callable[[], Allowance] | None = None
    """What the day still carries; None: nothing is held."""

    def may_carry(self, row: BlobRow, urgent: frozenset[str], missing: int | None = None) -> bool:
        """May this file go now? ``missing``: bytes of it that the county lacks; None: all."""
        if self.allowance is None or row.ref.digest in urgent:
            return True
        return self.allowance().carries(row.ref.size, missing)

    def urgent_files(self) -> frozenset[str]:
        """Files of the case that was marked urgent (加急): they go first and beyond the allowance."""
        with self.store.reading() as view:
            case = view.state.get(URGENT_NAME, "")
            return (
                frozenset(one for event, _ in view.outbox.of_case(case) for one in event.blobs) if case else frozenset()
            )

    def back_off(self, unit: Unit) -> BackOff:
        """The back-off records of ``unit``."""
        return BackOff(unit.outbox, self.clock.now(), self.draw)

    def failed(self, key: str, trouble: errors.Known, *, afresh: bool = False) -> None:
        """Keep on disk that ``key`` did not work; ``afresh``: it had got on, so it counts as the first time."""
        if self.ending.is_set():
            return
        with self.store.unit(ACTOR) as unit:
            records = self.back_off(unit)
            if afresh:
                records.worked(key)
            records.failed(key, trouble)
        self.changed.add(Kind.EXCHANGE)

    def state(self, name: str, default: Any = None) -> Any:
        """A small value of the store."""
        with self.store.reading() as view:
            return view.state.get(name, default)

    def number(self, name: str, default: int) -> int:
        """A small whole number of the store."""
        return int(cast("int", self.state(name, default)))
