"""The uplink log: events are taken in without a gap and judged, in one transaction for a batch.

``received_to`` moves only over events that are signed, chained and stored. ``safe_to`` follows at
once where the commit itself is the safe copy (SQLite with ``synchronous=FULL``, PostgreSQL with a
synchronous standby), or after ``Limits.safe_lag`` seconds where a standby follows behind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from county.blobs import expect
from county.canonical import canonical_forms, digest
from county.database import insert_all_once, reading, writing
from county.epoch import current_epoch
from county.judge import TOMBSTONE, Verdict, judge, payload_fault, settle
from county.keys import is_signature
from county.place import County
from county.problems import Problem
from county.sheet import judged_afresh, read_sheet
from county.tables import awaited, event_blobs, events, stations, told_heads


@dataclass(frozen=True, slots=True)
class Incoming:
    """An event as sent, with what is computed before the transaction begins."""

    event: Mapping[str, Any]
    text: str
    digest: str

    @property
    def seq(self) -> int:
        """Number in the log."""
        return int(self.event["seq"])

    @property
    def chain_digest(self) -> str:
        """What the next event's ``prev`` must be."""
        if self.event["type"] == TOMBSTONE:
            return str(self.event["payload"]["digest"])
        return self.digest


def marks(county: County, station: str, head: int | None = None) -> dict[str, Any]:
    """``marks.json`` of a station; ``head``: how far it says that its own log goes."""
    settle(county, station)
    with writing(county.engine) as connection:
        row = _locked(connection, station)
        if head is not None:
            _note_head(connection, station, county.today(), head)
        safe = _safe_to(connection, county, row)
        return {
            "epoch": current_epoch(connection),
            "received_to": row["received_to"],
            "safe_to": safe,
            "head_digest": row["head_digest"],
        }


def take_in(county: County, station: RowMapping, batch: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Store and judge a batch; gives ``uplink.answer.json``.

    Raises:
        Problem: ``signature``, ``gap``, ``chain``, ``forked`` or ``request_invalid`` (a tombstone that names no
            digest); nothing was stored then.
    """
    incoming = [_checked(event, station) for event in batch]
    answer = judged_afresh(lambda: _take_in(county, station["number"], incoming))
    if any(one["verdict"] == "held" for one in answer["verdicts"]):
        settle(county, station["number"])
    return answer


def _take_in(county: County, station: str, incoming: Sequence[Incoming]) -> dict[str, Any]:
    with writing(county.engine) as connection:
        row = _locked(connection, station)
        received, head = row["received_to"], row["head_digest"]
        stored = _stored(connection, station, [one.seq for one in incoming if one.seq <= received])
        fresh: dict[int, Incoming] = {}
        told: list[dict[str, Any] | None] = []
        for one in incoming:
            repeat = None
            if one.seq in fresh:
                if one.digest != fresh[one.seq].digest:
                    raise Problem("forked")
            elif one.seq <= received:
                repeat = _repeat(connection, stored[one.seq], one)
            elif one.seq != received + 1:
                raise Problem("gap", expected=row["received_to"] + 1)
            elif one.event["prev"] != head:
                raise Problem("chain")
            else:
                received, head = one.seq, one.chain_digest
            if repeat is None:
                fresh[one.seq] = one
            told.append(repeat)
        judged = _store(connection, county, station, list(fresh.values()))
        changed = {"received_to": received, "head_digest": head, "last_seen": county.moment()}
        own = stations.c.number == station
        row = connection.execute(update(stations).where(own).values(**changed).returning(stations)).mappings().one()
        return {
            "epoch": current_epoch(connection),
            "received_to": received,
            "safe_to": _safe_to(connection, county, row),
            "verdicts": [repeat or judged[one.seq] for repeat, one in zip(told, incoming, strict=True)],
        }


def verdicts_from(county: County, station: str, first: int, limit: int) -> dict[str, Any]:
    """``verdicts.answer.json``: the verdicts as they stand now, from seq ``first`` on."""
    settle(county, station)
    with reading(county.engine) as connection:
        own = (events.c.station == station) & (events.c.seq >= first)
        found = connection.execute(select(events.c.answer).where(own).order_by(events.c.seq).limit(limit)).scalars()
        answers = [json.loads(text) for text in found]
        last = connection.execute(select(stations.c.received_to).where(stations.c.number == station)).scalar_one()
        return {"epoch": current_epoch(connection), "verdicts": answers, "last": last}


def _checked(event: Mapping[str, Any], station: RowMapping) -> Incoming:
    text, signed = canonical_forms(event)
    if event["station"] != station["number"] or not is_signature(event["sig"], signed, station["public_key"]):
        raise Problem("signature")
    if event["type"] == TOMBSTONE and (fault := payload_fault(event)):
        raise Problem("request_invalid", detail=fault.body["title"])  # the chain goes on from its payload
    return Incoming(event, text.decode(), digest(text))


def _locked(connection: Connection, number: str) -> RowMapping:
    wanted = select(stations).where(stations.c.number == number).with_for_update()
    return connection.execute(wanted).mappings().one()


def _note_head(connection: Connection, station: str, day: str, head: int) -> None:
    """Under the lock of the station's row; a station asks every half minute, so what is known is not written again."""
    own = (told_heads.c.station == station) & (told_heads.c.day == day)
    known = connection.execute(select(told_heads.c.head).where(own)).scalar()
    if known is None:
        connection.execute(insert(told_heads).values(station=station, day=day, head=head))
    elif known != head:
        connection.execute(update(told_heads).where(own).values(head=head))


def _stored(connection: Connection, station: str, wanted: Sequence[int]) -> dict[int, RowMapping]:
    """Those events of the log, by number."""
    if not wanted:
        return {}
    within = (events.c.station == station) & events.c.seq.between(min(wanted), max(wanted))
    return {row["seq"]: row for row in connection.execute(select(events).where(within)).mappings()}


def _repeat(connection: Connection, stored: RowMapping, one: Incoming) -> dict[str, Any] | None:
    """The stored verdict of an event that is here already, word for word; None: it is to be judged anew."""
    if stored["digest"] == one.digest:
        return _read(stored["answer"])
    if one.event["type"] == TOMBSTONE and one.chain_digest == stored["digest"]:
        return {**_read(stored["answer"]), "id": one.event["id"]}  # lost there, whole here
    if stored["type"] == TOMBSTONE and json.loads(stored["text"])["payload"]["digest"] == one.digest:
        for table in (event_blobs, events):  # found again: it takes the place of its tombstone
            here = (table.c.station == stored["station"]) & (table.c.seq == one.seq)
            connection.execute(delete(table).where(here))
        return None
    raise Problem("forked")


def _store(
    connection: Connection, county: County, station: str, fresh: Sequence[Incoming]
) -> dict[int, dict[str, Any]]:
    """Judge and keep events that are new here; gives their verdicts by number."""
    if not fresh:
        return {}
    at = county.moment()
    expect(connection, [name for one in fresh for name in one.event["blobs"]])
    sheet = read_sheet(connection, station, at, [one.event for one in fresh])
    verdicts = {one.seq: judge(sheet, one.event, one.digest) for one in fresh}
    sheet.write(connection)
    connection.execute(insert(events), [_row(one, verdicts[one.seq], at) for one in fresh])
    named = [{"station": station, "seq": one.seq, "digest": name} for one in fresh for name in one.event["blobs"]]
    if named:
        connection.execute(insert(event_blobs), named)
    waits = {name for one in fresh for name in one.event["blobs"]} & sheet.absent
    insert_all_once(connection, awaited, [{"digest": name, "station": station} for name in sorted(waits)])
    return {seq: _read(verdict.answer) for seq, verdict in verdicts.items()}


def _row(one: Incoming, verdict: Verdict, at: str) -> dict[str, Any]:
    event = one.event
    return {
        "station": event["station"],
        "seq": one.seq,
        "id": event["id"],
        "type": event["type"],
        "case_id": event["case"],
        "case_seq": event["case_seq"],
        "digest": one.digest,
        "text": one.text,
        "stored_at": at,
        "verdict": verdict.kind,
        "answer": verdict.answer,
    }


def _read(answer: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer)
    return found


def _safe_to(connection: Connection, county: County, row: RowMapping) -> int:
    """The mark up to which the log is copied beyond one machine; it never moves back."""
    safe = int(row["received_to"])
    if county.limits.safe_lag:
        before = county.now().astimezone(UTC) - timedelta(seconds=county.limits.safe_lag)
        own = (events.c.station == row["number"]) & (events.c.stored_at <= before.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        safe = int(connection.execute(select(func.max(events.c.seq)).where(own)).scalar() or 0)
    safe = max(safe, int(row["safe_to"]))
    if safe != row["safe_to"]:
        connection.execute(update(stations).where(stations.c.number == row["number"]).values(safe_to=safe))
    return safe
