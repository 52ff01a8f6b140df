"""The lasting log of exchanges (上报记录): when, which way, how much, and how it ended. No personal data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

LINE, STICK_UP, STICK_DOWN = "line", "stick_up", "stick_down"
"""Ways: over the line; written to a stick; read from one."""
WAY_WORDS = {LINE: "网络", STICK_UP: "写优盘", STICK_DOWN: "读优盘"}


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One run of the exchange, or several that failed in the same way one after the other."""

    way: str
    began: datetime
    ended: datetime | None = None
    """None: under way, or broken off with the program."""
    outcome: str = ""
    """``idle``, ``waiting``, ``needs_person``; empty: it did not come to an end."""
    code: str = ""
    """Stable code of why something still waits; empty: nothing does."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What fills the sentence of ``code``, as far as it is kept (`windowdesk.domain.kept_facts`)."""
    times: int = 1
    """How many runs this row stands for."""
    events: int = 0
    accepted: int = 0
    held: int = 0
    rejected: int = 0
    files: int = 0
    news: int = 0
    packs: tuple[str, ...] = ()
    up: int = 0
    """Bytes that left this PC; by stick the size of the bundle."""
    down: int = 0
    received_to: int = 0
    """How far the county had got with this station's log at the end."""
    proof: str = ""
    """The county's proof number of the newest event it accepted in this run."""

    @property
    def moved(self) -> bool:
        """True when it brought anything up or down."""
        return bool(self.events or self.accepted or self.rejected or self.files or self.news or self.packs)
