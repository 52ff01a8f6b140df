"""What the exchange says of itself: the network light, and what is still waiting.

Two lights, never one: the line can be up while cases wait, and down while nothing waits. The
exchange publishes each new state on the bus and leaves it in the store under `STATE_NAME`, so
that a command started later tells the same.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from windowdesk.errors import Message

STATE_NAME = "exchange.state"
"""Where the last `ExchangeState` is kept in the store, as `to_record` writes it."""
OFFSET_NAME = "exchange.offset_seconds"
"""Where the trusted clock offset is kept: whole seconds to add to the device clock; absent: never learnt."""
COUNTY_NAME = "exchange.county"
"""What enrolment brought: station, device, site, county_keys (kid to public key), epoch."""
SENT_NAME = "exchange.sent_to"
"""Highest number of an event that may have left this PC, kept before it is sent: a lost answer may
hide that the county has it, and what may be there can no longer be voided."""
CARRIED_NAME = "exchange.carried"
"""What the newest bundle by stick held: ``[number of the bundle, number of the last event in it]``."""
BLOB_KEY = "blob:"
"""Begin of the key under which the failures of a file are kept; its digest follows."""
WANTED_NAME = "exchange.wanted"
"""Packs the county announced and this station has not put into use yet."""
IN_USE_NAME = "exchange.packs"
"""Pack to ``{"version": n, "parts": {code: digest}}`` as put into use."""
LOOKED_NAME = "exchange.packs_looked"
"""When the indexes were last looked at without an announcement."""
PROGRAM_NAME = "exchange.program"
"""The newest program that came from the county: ``{"version": n, "file": place}``."""
REFUSED_NAME = "exchange.catalogue_refused"
"""Items of the newest catalogue that were not taken: code to ``[message code, happened, to do]``."""
SETTINGS_NAME = "exchange.settings"
"""What the county set for all stations and for this one, as `settings.with_county` takes it."""
STATION_KEYS_NAME = "station_keys"
"""Every station of the county: number to ``{"public_key": base64url, "revoked": bool}``."""


class Line(enum.Enum):
    """The network light (网络灯)."""

    UNKNOWN = "unknown"
    """Nothing was tried since the program started."""
    UP = "up"
    DOWN = "down"

    @property
    def words(self) -> str:
        """What stands beside the light."""
        return {"unknown": "还没有连接", "up": "已连通", "down": "未连通"}[self.value]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much is not settled yet (等待灯). Counted from the queue each time, never by hand."""

    events: int = 0
    """Not yet taken in by the county."""
    held: int = 0
    """Taken in, waiting there for files or an earlier step."""
    refused: int = 0
    """Rejected with a reason: a person must act."""
    blobs: int = 0
    """Files not yet whole at the county."""
    bytes: int = 0
    """Bytes of those files."""

    @property
    def settled(self) -> bool:
        """True when nothing waits for the line."""
        return not (self.events or self.held or self.blobs)


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """The exchange as it stands now."""

    line: Line = Line.UNKNOWN
    last_contact: datetime | None = None
    """When the county last gave a true answer (device clock)."""
    last_proof: datetime | None = None
    """When the county last settled an event (device clock)."""
    reason: Message | None = None
    """Why things wait, its sentences filled; None: nothing stands in the way."""
    waiting: Waiting = field(default_factory=Waiting)
    working: bool = False
    """A run is going on."""
    next_try: datetime | None = None
    """When the exchange tries again by itself; None: when there is something to do."""


def to_record(state: ExchangeState) -> dict[str, Any]:
    """``state`` as plain values to be kept."""
    return {
        "line": state.line.value,
        "last_contact": _text(state.last_contact),
        "last_proof": _text(state.last_proof),
        "reason": [state.reason.code, state.reason.happened, state.reason.to_do] if state.reason else None,
        "waiting": {name: getattr(state.waiting, name) for name in ("events", "held", "refused", "blobs", "bytes")},
        "next_try": _text(state.next_try),
    }


def from_record(record: Mapping[str, Any] | None) -> ExchangeState:
    """The state kept in ``record``; the line is unknown until it is tried again."""
    if not record:
        return ExchangeState()
    reason = record.get("reason")
    return ExchangeState(
        line=Line.UNKNOWN,
        last_contact=_moment(record.get("last_contact")),
        last_proof=_moment(record.get("last_proof")),
        reason=Message(*reason) if reason else None,
        waiting=Waiting(**record.get("waiting", {})),
        next_try=_moment(record.get("next_try")),
    )


def _text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
