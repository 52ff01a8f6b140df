"""What is to be handed over: the accepted events of a case and what the county told about it, in order.

An event waits for its files and may be accepted long after later ones; so nothing here counts upwards:
a fact is new as long as the memory does not know it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from county.canonical import read_json
from county.connectors.tables import handed_facts
from county.tables import case_events, events, feed


@dataclass(frozen=True, slots=True)
class Fact:
    """One accepted event (``event``) or one feed item about a case (``feed``). ``at``: when the county had it."""

    source: str
    station: str
    seq: int
    case: str
    type: str
    at: str
    told: dict[str, Any]
    """The event, or the feed item, as it was signed."""
    known: bool
    """The memory has it already."""
    whose: str = "ours"

    @property
    def body(self) -> dict[str, Any]:
        """Payload of the event, body of the feed item."""
        found: dict[str, Any] = self.told["payload" if self.source == "event" else "body"]
        return found

    @property
    def key(self) -> str:
        """A name that no other fact has."""
        return str(self.told["id"]) if self.source == "event" else f"feed/{self.station}/{self.seq}"


def cases_with_news(connection: Connection, connector: str) -> list[tuple[str, str]]:
    """Station and case wherever there is a fact that the memory does not know, in a fixed order."""
    new = (_left_out(connector, source) for source in ("event", "feed"))
    return sorted({(row.station, row.case_id) for wanted in new for row in connection.execute(wanted)})


def facts_of(connection: Connection, connector: str, station: str, case: str) -> list[Fact]:
    """All facts of one case, known ones too, in the order in which they are handed over."""
    wanted = _with_memory(
        select(events.c.station, events.c.seq, events.c.type, events.c.stored_at, events.c.text), connector, "event"
    ).where(events.c.station == station, events.c.case_id == case)
    found = [
        Fact("event", r.station, r.seq, case, r.type, r.stored_at, read_json(r.text.encode()), *_memory(r.whose))
        for r in connection.execute(wanted)
    ]
    told = _with_memory(select(feed.c.station, feed.c.seq, feed.c.type, feed.c.text), connector, "feed")
    for row in connection.execute(told.where(feed.c.station == station, feed.c.case_id == case)):
        item = read_json(row.text.encode())
        found.append(Fact("feed", row.station, row.seq, case, row.type, item["at"], item, *_memory(row.whose)))
    return _in_order(found)


def _memory(whose: str | None) -> tuple[bool, str]:
    return whose is not None, whose or "ours"


def _in_order(found: Sequence[Fact]) -> list[Fact]:
    """Events by their number in the case, feed items by theirs, both by time; the receiving is always first."""
    told = sorted((one for one in found if one.source == "feed"), key=lambda one: one.seq)
    sent = sorted((one for one in found if one.source == "event"), key=lambda one: int(one.told["case_seq"]))
    order: list[Fact] = []
    while sent or told:
        from_station = bool(sent) and (not told or not order or sent[0].at <= told[0].at)
        order.append(sent.pop(0) if from_station else told.pop(0))
    return order


def _same(source: str) -> ColumnElement[bool]:
    table = events if source == "event" else feed
    return and_(
        handed_facts.c.source == source, handed_facts.c.station == table.c.station, handed_facts.c.seq == table.c.seq
    )


def _with_memory(wanted: Select[Any], connector: str, source: str) -> Select[Any]:
    memory = and_(handed_facts.c.connector == connector, _same(source))
    if source == "feed":
        return wanted.add_columns(handed_facts.c.whose).outerjoin(handed_facts, memory)
    accepted = and_(case_events.c.station == events.c.station, case_events.c.seq == events.c.seq)
    joined = events.join(case_events, accepted).outerjoin(handed_facts, memory)
    return wanted.add_columns(handed_facts.c.whose).select_from(joined)


def _left_out(connector: str, source: str) -> Select[Any]:
    table = events if source == "event" else feed
    found = _with_memory(select(table.c.station, table.c.case_id), connector, source)
    found = found.where(handed_facts.c.whose.is_(None), table.c.case_id.is_not(None))
    return found.with_only_columns(table.c.station, table.c.case_id).distinct()
