"""What the office sees: cases, stations and files as plain rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from county.blobs import missing
from county.cases import WORDS
from county.database import reading
from county.place import County
from county.sheet import FILES_LOST
from county.tables import blobs, cases, events, stations


def case_rows(county: County) -> list[dict[str, Any]]:
    """Every case with the events of its log and how they were judged, and the files its station lost."""
    with reading(county.engine) as connection:
        rows = (
            connection.execute(select(cases).order_by(cases.c.received_at, cases.c.provisional_number)).mappings().all()
        )
        wanted = select(events.c.case_id, events.c.seq, events.c.id, events.c.type, events.c.verdict)
        found: dict[str, list[dict[str, Any]]] = {}
        for event in connection.execute(wanted.order_by(events.c.station, events.c.seq)).mappings():
            told = {name: event[name] for name in ("seq", "id", "type", "verdict")}
            found.setdefault(event["case_id"], []).append(told)
        lost = _lost_files(connection)
    return [
        {
            "id": row["id"],
            "provisional_number": row["provisional_number"],
            "official_number": row["official_number"] or "",
            "station": row["station"],
            "item_code": row["item_code"],
            "item_name": row["item_name"],
            "state": row["state"],
            "state_words": WORDS[row["state"]],
            "received_at": row["received_at"],
            "correction_round": row["correction_round"],
            "lost_files": lost.get(row["id"], []),
            "events": found.get(row["id"], []),
        }
        for row in rows
    ]


def _lost_files(connection: Connection) -> dict[str, list[str]]:
    """By case: what its station can give no more and did not come all the same."""
    told = select(events.c.case_id, events.c.text).where(events.c.type == FILES_LOST, events.c.verdict == "accepted")
    found: dict[str, list[str]] = {}
    for row in connection.execute(told.order_by(events.c.station, events.c.seq)):
        found.setdefault(row.case_id, []).extend(json.loads(row.text)["payload"]["digests"])
    gone = set(missing(connection, sorted({one for named in found.values() for one in named})))
    return {case: sorted(gone.intersection(named)) for case, named in found.items()}


def case_detail(county: County, number: str) -> dict[str, Any]:
    """One case with the whole of what its newest accepted ``case.received`` said, and its pages.

    A case whose receiving still waits for files is not in the register yet; it is shown all the same.

    Raises:
        KeyError: no such case.
    """
    row = next(
        (one for one in case_rows(county) if number in (one["provisional_number"], one["official_number"], one["id"])),
        None,
    )
    with reading(county.engine) as connection:
        if row is None:
            return _on_its_way(connection, number)
        received = (events.c.case_id == row["id"]) & (events.c.type == "case.received")
        accepted = received & (events.c.verdict == "accepted")
        newest = select(events.c.text).where(accepted).order_by(events.c.seq.desc()).limit(1)
        payload = json.loads(connection.execute(newest).scalar_one())["payload"]
        return {**row, "received": payload["case"], "pages": _pages(connection, row["station"], row["id"])}


def _on_its_way(connection: Connection, number: str) -> dict[str, Any]:
    held = select(events.c.station, events.c.seq, events.c.id, events.c.text)
    for event in connection.execute(held.where(events.c.type == "case.received", events.c.verdict == "held")):
        case = json.loads(event.text)["payload"]["case"]
        if number in (case["provisional_number"], case["id"]):
            return {
                **{name: case[name] for name in ("id", "provisional_number", "item_code", "item_name", "received_at")},
                "official_number": "",
                "station": event.station,
                "state": "",
                "state_words": "文字已到，还在等扫描件",
                "correction_round": 0,
                "lost_files": [],
                "events": [{"seq": event.seq, "id": event.id, "type": "case.received", "verdict": "held"}],
                "received": case,
                "pages": _pages(connection, event.station, case["id"]),
            }
    raise KeyError(number)


def _pages(connection: Connection, station: str, case: str) -> list[dict[str, Any]]:
    """Every page the case names, in its order; ``here``: whole; ``preview_here``: its preview can be looked at until then."""
    own = (events.c.station == station) & (events.c.case_id == case) & (events.c.verdict != "rejected")
    texts = connection.execute(select(events.c.text).where(own).order_by(events.c.seq)).scalars()
    named = [one for text in texts for one in _named_pages(json.loads(text)["payload"])]
    previews = [page["preview"]["digest"] for _, page in named if "preview" in page]
    gone = set(missing(connection, sorted({*previews, *(page["digest"] for _, page in named)})))
    return [
        {
            "name": name,
            **page,
            "here": page["digest"] not in gone,
            "preview_here": "preview" in page and page["preview"]["digest"] not in gone,
        }
        for name, page in named
    ]


def _named_pages(payload: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of one event with the name of what they belong to."""
    case = payload.get("case", {})
    authority = {"name": "代办委托书", "pages": (case.get("authority") or {}).get("pages", [])}
    delivery = {"name": "送达凭证", "pages": payload.get("pages", [])}
    for one in (*case.get("materials", ()), authority, *payload.get("materials", ()), delivery):
        yield from ((one["name"], page) for page in one.get("pages", ()))


def station_rows(county: County) -> list[dict[str, Any]]:
    """Every station with its marks."""
    shown = ("number", "region", "device", "device_name", "software", "status", "enrolled_at", "last_seen")
    with reading(county.engine) as connection:
        rows = connection.execute(select(stations).order_by(stations.c.number)).mappings().all()
    return [
        {
            **{name: row[name] for name in shown},
            "name": json.loads(row["site"])["name"],
            "received_to": row["received_to"],
            "safe_to": row["safe_to"],
            "feed_last": row["feed_last"],
        }
        for row in rows
    ]


def blob_rows(county: County) -> list[dict[str, Any]]:
    """Every file an event named or somebody sent."""
    with reading(county.engine) as connection:
        rows = connection.execute(select(blobs).order_by(blobs.c.digest)).mappings().all()
    return [
        {"digest": r["digest"], "size": r["size"], "complete": r["complete"], "published": r["published"]} for r in rows
    ]
