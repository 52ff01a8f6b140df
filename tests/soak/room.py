"""What every part of the day has at hand, and how it says where it is."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from counter import Counter as Devices
from hand import Hand
from ledger import Complaint, Ledger

from windowdesk.domain.device_news import CardRead, ReaderState
from windowdesk.events import Bus


@dataclass
class Room:
    """One day at one desk, once its pages are built. Used from the clerk's thread."""

    hand: Hand
    devices: Devices
    chance: random.Random
    printer_faults: float
    """Part of the receipts for which the printer fails."""
    ledger: Ledger = field(default_factory=Ledger)
    tally: Counter[str] = field(default_factory=Counter)
    """How often what happened, by name."""
    complaints: list[Complaint] = field(default_factory=list)
    """What was seen to be wrong on the way."""
    step: str = "opening"
    read: list[str] = field(default_factory=list)
    """Numbers of all cards the program has read."""
    states: list[ReaderState] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """All that the banner has said, and which receipts failed before the clerk's eyes."""
    flow: Any = None
    """The intake page."""

    @property
    def window(self) -> Any:
        """The main window."""
        return self.hand.window

    @property
    def draft(self) -> Any:
        """The draft in hand."""
        return self.flow.draft

    def sit_down(self, bus: Bus) -> None:
        """Look at the window, and hear what the reader says."""
        self.flow = self.hand.do(lambda: self.window.page("intake"))
        self.hand.do(self._look_on)
        bus.subscribe(CardRead, lambda news: self.read.append(news.card.number))
        bus.subscribe(ReaderState, self.states.append)

    def _look_on(self) -> None:
        banner, flow = self.window.place.banner, self.flow
        note, show_receipt = banner.note, flow.show_receipt

        def noted(happened: str, to_do: str = "", code: str = "") -> None:
            self.told.append(happened)
            note(happened, to_do, code)

        def shown() -> None:
            if flow.saving.trouble is not None and flow.isVisible():
                self.told.append(flow.saving.received.case.number)
            show_receipt()

        banner.note, flow.show_receipt = noted, shown

    def at(self, step: str, count: str = "") -> None:
        """Say what is being done, for whoever reads of a failure."""
        self.step = step
        if count:
            self.tally[count] += 1

    def happens(self, part: float) -> bool:
        """True in that part of all cases."""
        return self.chance.random() < part

    def wrong(self, promise: str, what: str) -> None:
        """Something is not as it must be; the day goes on."""
        self.complaints.append(Complaint(promise, f"{what} (at: {self.step})"))
