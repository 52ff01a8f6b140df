"""Client = platform: what each station says of itself in its signed log, held against the platform's registers.

A station's log is numbered without a gap, chained and signed by the station, so that it is the station's own
statement of how much it reported and in what order; nobody at the county can leave anything out of it unseen.
What it still holds it says whenever it asks for its marks; of a station that was silent all day nothing is known.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from county.canonical import digest, read_json
from county.judge import TOMBSTONE
from county.keys import signature_holds
from county.place import CHINA
from county.tables import case_events, cases, events, stations, told_heads


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not agree; ``sentence`` in plain Chinese."""

    where: str
    kind: str
    case: str
    sentence: str


@dataclass
class Log:
    """The slice of all logs that arrived on one day."""

    stations: list[dict[str, Any]] = field(default_factory=list)
    verdicts: Counter[str] = field(default_factory=Counter)
    accepted: dict[tuple[str, int], str] = field(default_factory=dict)
    """(station, number) of each accepted event to its case; tombstones left out."""
    silent: list[str] = field(default_factory=list)
    """Stations at work that were not heard of on the day: nobody here knows what they hold."""
    differences: list[Difference] = field(default_factory=list)

    def differ(self, kind: str, case: str, sentence: str) -> None:
        """Note a difference between client and platform."""
        self.differences.append(Difference("client-platform", kind, case, sentence))


def bounds(day: str) -> tuple[str, str]:
    """First and last moment of a day on the county's wall, as the tables of the platform write times."""
    first = datetime.fromisoformat(day).replace(tzinfo=CHINA)
    return _utc(first), _utc(first + timedelta(days=1))


def _utc(value: datetime) -> str:
    return (value - timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def check_logs(connection: Connection, day: str) -> Log:
    """Read what arrived on that day and hold it against the registers."""
    log = Log()
    first, last = bounds(day)
    for station in connection.execute(select(stations).order_by(stations.c.number)).mappings().all():
        own = (events.c.station == station["number"]) & (events.c.stored_at >= first) & (events.c.stored_at < last)
        rows = connection.execute(select(events).where(own).order_by(events.c.seq)).mappings().all()
        if rows:
            _check_station(connection, log, station, rows)
        _check_held_back(connection, log, station, day, last)
    _check_register(connection, log, first, last)
    return log


def _check_station(connection: Connection, log: Log, station: RowMapping, rows: list[RowMapping] | Any) -> None:
    name = station["number"]
    before = (
        connection.execute(select(events).where(events.c.station == name, events.c.seq == rows[0]["seq"] - 1))
        .mappings()
        .first()
    )
    expected, head = rows[0]["seq"], _chain_digest(before) if before is not None else ""
    for row in rows:
        event = read_json(row["text"].encode())
        broken = (
            row["seq"] != expected or (head and event["prev"] != head) or row["digest"] != digest(row["text"].encode())
        )
        if broken or not signature_holds(event, station["public_key"]):
            log.differ("log", row["case_id"], f"站点 {name} 的第 {row['seq']} 条上报接不上，或者和站点签过的不一样。")
        expected, head = row["seq"] + 1, _chain_digest(row)
        log.verdicts[TOMBSTONE if row["type"] == TOMBSTONE else row["verdict"]] += 1
        if row["verdict"] == "accepted" and row["type"] != TOMBSTONE:
            log.accepted[(name, row["seq"])] = row["case_id"]
    newest = connection.execute(
        select(events.c.seq).where(events.c.station == name).order_by(events.c.seq.desc()).limit(1)
    ).scalar_one()
    if newest != station["received_to"] or (newest == rows[-1]["seq"] and head != station["head_digest"]):
        log.differ("marks", "", f"站点 {name} 的进度是 {station['received_to']}，保存到了 {newest}。")
    said = {
        "station": name,
        "from": rows[0]["seq"],
        "to": rows[-1]["seq"],
        "events": rows[-1]["seq"] - rows[0]["seq"] + 1,
    }
    said["cases"] = sum(row["type"] == "case.received" for row in rows)
    log.stations.append({**said, "stored": len(rows), "received_to": station["received_to"]})


def _check_held_back(connection: Connection, log: Log, station: RowMapping, day: str, last: str) -> None:
    """What the station itself said on that day, held against what is here now."""
    name = station["number"]
    told = select(told_heads.c.head).where(told_heads.c.station == name, told_heads.c.day == day)
    head = connection.execute(told).scalar()
    if head is None:
        if station["status"] == "active" and station["enrolled_at"] < last and not _heard(log, name):
            log.silent.append(name)
    elif head > station["received_to"]:
        waits = head - station["received_to"]
        log.differ(
            "held-back",
            "",
            f"站点 {name} 那天说自己有 {head} 条，平台只有 {head - waits} 条，还有 {waits} 条没有报上来。",
        )


def _heard(log: Log, station: str) -> bool:
    return any(one["station"] == station for one in log.stations)


def _chain_digest(row: RowMapping) -> str:
    lost = row["type"] == TOMBSTONE
    return str(json.loads(row["text"])["payload"]["digest"]) if lost else digest(row["text"].encode())


def _check_register(connection: Connection, log: Log, first: str, last: str) -> None:
    """Each accepted event once in the case's history; each received case in the register as it was reported."""
    joined = (case_events.c.station == events.c.station) & (case_events.c.seq == events.c.seq)
    of_day = (events.c.stored_at >= first) & (events.c.stored_at < last)
    wanted = select(events, case_events.c.event_id).outerjoin(case_events, joined).where(of_day)
    newest: dict[str, dict[str, Any]] = {}
    for row in connection.execute(wanted.order_by(events.c.station, events.c.seq)).mappings():
        counts = (row["station"], row["seq"]) in log.accepted
        if counts and row["event_id"] != row["id"]:
            log.differ("missing", row["case_id"], f"站点 {row['station']} 第 {row['seq']} 条上报已接收，办件里没有。")
        if not counts and row["event_id"] is not None:
            log.differ("extra", row["case_id"], f"站点 {row['station']} 第 {row['seq']} 条上报没有接收，办件里却有。")
        if counts and row["type"] == "case.received":
            newest[row["case_id"]] = read_json(row["text"].encode())
    for case, event in newest.items():
        row_found = connection.execute(select(cases).where(cases.c.id == case)).mappings().first()
        if row_found is None:
            log.differ("missing", case, f"办件 {event['payload']['case']['provisional_number']} 已接收，登记簿里没有。")
        elif row_found["received_event"] == event["id"]:
            for name in _changed(row_found, event["payload"]["case"]):
                log.differ("changed", case, f"办件 {row_found['provisional_number']} 的“{name}”和站点上报的不一样。")
    for row in _without_event(connection, first, last):
        log.differ("unknown-case", row["id"], f"登记簿里的办件 {row['provisional_number']} 没有站点的上报。")


def _changed(row: RowMapping, said: dict[str, Any]) -> Iterator[str]:
    for name in ("provisional_number", "item_code", "item_version", "item_name", "mode", "received_at"):
        if row[name] != said[name]:
            yield name
    if json.loads(row["applicant"]) != said["applicant"]:
        yield "applicant"


def _without_event(connection: Connection, first: str, last: str) -> list[Any]:
    """Cases that changed that day and that no station reported."""
    known = select(case_events.c.event_id).where(case_events.c.event_id == cases.c.received_event)
    of_day = (cases.c.updated_at >= first) & (cases.c.updated_at < last)
    return list(connection.execute(select(cases).where(of_day, ~known.exists())).mappings())
