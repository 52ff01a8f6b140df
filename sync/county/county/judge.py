"""Verdicts: each stored event is accepted, held or rejected; accepted and rejected are final.

An event waits only for files that are not here whole and for earlier held events of its own case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from county import cases, contract
from county.blobs import missing
from county.canonical import read_json
from county.database import reading, writing
from county.place import County
from county.problems import Problem
from county.tables import case_events, event_blobs, events, stations

TOMBSTONE = "tombstone"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one event stands; ``answer`` is the ``verdict.json`` that goes out, word for word."""

    kind: str
    answer: str


def judge(connection: Connection, county: County, event: Mapping[str, Any], digest: str) -> Verdict:
    """Judge an event whose earlier events are all stored. Applies it to its case when it is accepted."""
    if event["type"] == TOMBSTONE:
        return _accepted(event, digest)
    refusal = payload_fault(event) or _order_fault(connection, event)
    if refusal is not None:
        return _rejected(event, refusal)
    waiting = _waiting_for(connection, event)
    if waiting is not None:
        return _verdict(event, "held", waiting_for=waiting)
    try:
        with connection.begin_nested():
            _apply_once(connection, county, event)
    except Problem as problem:
        return _rejected(event, problem)
    return _accepted(event, digest)


def payload_fault(event: Mapping[str, Any]) -> Problem | None:
    """What the payload breaks, whatever the state of the case."""
    if event["type"] != TOMBSTONE and event["type"] not in cases.EVENT_TYPES:
        return Problem("unknown_type")
    found = contract.fault(f"payload.{event['type']}.json", event["payload"])
    if found is not None:
        return Problem("schema", field=found.field, field_title=found.title, reason=found.reason)
    if event["type"] == TOMBSTONE:
        return None
    if list(event["blobs"]) != sorted(set(_named_files(event["payload"]))):
        return Problem("blobs_mismatch")
    if event["case"] == "" or event["case_seq"] < 1:
        return Problem("case_order")
    return None


def settle(county: County, station: str) -> int:
    """Judge again the held events of ``station`` that wait for nothing any more; gives how many settled.

    Runs after the commit that may have ended the wait, in its own transaction: whichever of the two
    commits came last sees the other. Running it when nothing can be settled changes nothing.
    """
    with reading(county.engine) as connection:
        if not _held(connection, station):
            return 0
    with writing(county.engine) as connection:
        connection.execute(select(stations.c.number).where(stations.c.number == station).with_for_update())
        settled = 0
        for row in _held(connection, station):
            event = read_json(row.text.encode())
            if _waiting_for(connection, event) == json.loads(row.answer)["waiting_for"]:
                continue  # nothing came for it: no need to look through all of it again
            verdict = judge(connection, county, event, row.digest)
            if verdict.answer != row.answer:
                own = (events.c.station == station) & (events.c.seq == row.seq)
                values = {"verdict": verdict.kind, "answer": verdict.answer}
                connection.execute(update(events).where(own).values(**values))
                settled += verdict.kind != "held"
        return settled


def stations_waiting_for(county: County, digest: str) -> list[str]:
    """Stations with a held event that names this file."""
    with reading(county.engine) as connection:
        joined = (event_blobs.c.station == events.c.station) & (event_blobs.c.seq == events.c.seq)
        wanted = (
            select(events.c.station)
            .join(event_blobs, joined)
            .where(event_blobs.c.digest == digest, events.c.verdict == "held")
            .distinct()
            .order_by(events.c.station)
        )
        return list(connection.execute(wanted).scalars())


def _held(connection: Connection, station: str) -> list[Any]:
    wanted = select(events).where(events.c.station == station, events.c.verdict == "held").order_by(events.c.seq)
    return list(connection.execute(wanted))


def _named_files(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if {"digest", "media_type", "size"} <= set(node):
            yield node["digest"]
        for part in node.values():
            yield from _named_files(part)
    elif isinstance(node, list):
        for part in node:
            yield from _named_files(part)


def _earlier(event: Mapping[str, Any]) -> Any:
    same_case = (events.c.case_id == event["case"]) & (events.c.station == event["station"])
    return same_case & (events.c.seq < event["seq"])


def _order_fault(connection: Connection, event: Mapping[str, Any]) -> Problem | None:
    last = connection.execute(select(func.max(events.c.case_seq)).where(_earlier(event))).scalar()
    return Problem("case_order") if last is not None and event["case_seq"] <= last else None


def _waiting_for(connection: Connection, event: Mapping[str, Any]) -> dict[str, Any] | None:
    absent = missing(connection, event["blobs"])
    held = select(func.min(events.c.seq)).where(_earlier(event), events.c.verdict == "held")
    earlier = connection.execute(held).scalar()
    return {"blobs": absent, "event": earlier} if absent or earlier is not None else None


def _apply_once(connection: Connection, county: County, event: Mapping[str, Any]) -> None:
    row = {"case_id": event["case"], "case_seq": event["case_seq"], "event_id": event["id"], "type": event["type"]}
    try:
        with connection.begin_nested():
            connection.execute(insert(case_events).values(station=event["station"], seq=event["seq"], **row))
    except IntegrityError as error:
        code = "id_taken" if _id_is_taken(connection, event["id"]) else "case_exists"
        raise Problem(code) from error
    cases.apply(connection, county, event)


def _id_is_taken(connection: Connection, event_id: str) -> bool:
    return connection.execute(select(case_events.c.seq).where(case_events.c.event_id == event_id)).first() is not None


def _accepted(event: Mapping[str, Any], digest: str) -> Verdict:
    # the same event has the same proof for ever, also after a restore
    return _verdict(event, "accepted", proof=f"{event['station']}.{event['seq']}.{digest[:12]}")


def _rejected(event: Mapping[str, Any], problem: Problem) -> Verdict:
    return _verdict(event, "rejected", problem=problem.body)


def _verdict(event: Mapping[str, Any], kind: str, **more: Any) -> Verdict:
    body = {"seq": event["seq"], "id": event["id"], "verdict": kind, **more}
    return Verdict(kind, json.dumps(body, ensure_ascii=False, sort_keys=True))
