"""Verdicts: each stored event is accepted, held or rejected; accepted and rejected are final.

An event waits only for files that are not here whole, unless its station said that they are lost, and for earlier
held events of its own case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from county import cases, contract
from county.canonical import read_json
from county.database import reading, writing
from county.feed import lock_stations
from county.place import County
from county.problems import Problem
from county.sheet import FILES_LOST, Sheet, judged_afresh, read_sheet
from county.tables import awaited, events

TOMBSTONE = "tombstone"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one event stands; ``answer`` is the ``verdict.json`` that goes out, word for word."""

    kind: str
    answer: str


def judge(sheet: Sheet, event: Mapping[str, Any], digest: str) -> Verdict:
    """Judge an event on a sheet that knows all earlier ones. Applies it to its case when it is accepted."""
    verdict = _judged(sheet, event, digest)
    sheet.note(event, verdict.kind)
    return verdict


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
    return judged_afresh(lambda: _settle(county, station))


def stations_waiting_for(county: County, digest: str) -> list[str]:
    """Stations with a held event that named this file while it was not here."""
    with reading(county.engine) as connection:
        wanted = select(awaited.c.station).where(awaited.c.digest == digest).order_by(awaited.c.station)
        return list(connection.execute(wanted).scalars())


def no_longer_awaited(county: County, digest: str) -> None:
    """The file is here and those who waited were looked at."""
    with writing(county.engine) as connection:
        connection.execute(delete(awaited).where(awaited.c.digest == digest))


def _settle(county: County, station: str) -> int:
    with writing(county.engine) as connection:
        lock_stations(connection, [station])
        held = [(row, read_json(row.text.encode())) for row in _held(connection, station)]
        sheet = read_sheet(connection, station, county.moment(), [event for _, event in held])
        settled = 0
        for row, event in held:
            if _waiting_for(sheet, event) == json.loads(row.answer)["waiting_for"]:
                continue  # nothing came for it: no need to look through all of it again
            verdict = judge(sheet, event, row.digest)
            if verdict.answer != row.answer:
                own = (events.c.station == station) & (events.c.seq == row.seq)
                values = {"verdict": verdict.kind, "answer": verdict.answer}
                connection.execute(update(events).where(own).values(**values))
                settled += verdict.kind != "held"
        sheet.write(connection)
        return settled


def _judged(sheet: Sheet, event: Mapping[str, Any], digest: str) -> Verdict:
    if event["type"] == TOMBSTONE:
        return _accepted(event, digest)
    refusal = payload_fault(event) or _order_fault(sheet, event) or _lost_fault(sheet, event)
    if refusal is not None:
        return _rejected(event, refusal)
    waiting = _waiting_for(sheet, event)
    if waiting is not None:
        return _verdict(event, "held", waiting_for=waiting)
    if event["id"] in sheet.ids:
        return _rejected(event, Problem("id_taken"))
    try:
        cases.apply(sheet, event)
    except Problem as problem:
        return _rejected(event, problem)
    sheet.accept(event)
    return _accepted(event, digest)


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


def _order_fault(sheet: Sheet, event: Mapping[str, Any]) -> Problem | None:
    turn = event["case_seq"]
    if any(past.case_seq >= turn for _, past in sheet.earlier(event)):
        return Problem("case_order")
    known = sheet.history.get(event["case"], {})
    # one that was lost and found again: a later event may have taken its turn
    taken = any(p.case_seq == turn and p.verdict == "accepted" for seq, p in known.items() if seq != event["seq"])
    return Problem("case_order") if taken else None


def _lost_fault(sheet: Sheet, event: Mapping[str, Any]) -> Problem | None:
    """Lost can only be what the case was said to have."""
    if event["type"] != FILES_LOST:
        return None
    named = sheet.named.get(event["case"], {})
    known = all(named.get(one, event["seq"]) < event["seq"] for one in event["payload"]["digests"])
    return None if known else Problem("file_unknown")


def _waiting_for(sheet: Sheet, event: Mapping[str, Any]) -> dict[str, Any] | None:
    lost = sheet.lost.get(event["case"], set())
    absent = [name for name in event["blobs"] if name in sheet.absent and name not in lost]
    held = min((seq for seq, past in sheet.earlier(event) if past.verdict == "held"), default=None)
    return {"blobs": absent, "event": held} if absent or held is not None else None


def _accepted(event: Mapping[str, Any], digest: str) -> Verdict:
    # the same event has the same proof for ever, also after a restore
    return _verdict(event, "accepted", proof=f"{event['station']}.{event['seq']}.{digest[:12]}")


def _rejected(event: Mapping[str, Any], problem: Problem) -> Verdict:
    return _verdict(event, "rejected", problem=problem.body)


def _verdict(event: Mapping[str, Any], kind: str, **more: Any) -> Verdict:
    body = {"seq": event["seq"], "id": event["id"], "verdict": kind, **more}
    return Verdict(kind, json.dumps(body, ensure_ascii=False, sort_keys=True))
