"""The feed: what the county tells a station, numbered, signed, kept word for word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from county import contract
from county.canonical import canonical, read_json
from county.database import insert_once
from county.place import County
from county.tables import blob_readers, feed, stations

_SLICE = 400
"""Stations asked about in one query: below every database's limit of parameters."""


def tell(connection: Connection, county: County, station: str, kind: str, body: Mapping[str, Any]) -> int:
    """Append an item to the feed of ``station``; gives its number.

    Raises:
        ValueError: the body breaks the contract; a county must not say such a thing.
    """
    found = contract.fault(f"feed.{kind}.json", body)
    if found is not None:
        raise ValueError(f"feed.{kind}: {found.field} {found.title} {found.reason}")
    step = update(stations).where(stations.c.number == station).values(feed_last=stations.c.feed_last + 1)
    seq = int(connection.execute(step.returning(stations.c.feed_last)).scalar_one())
    about = body.get("case")
    item = county.keys.signed(
        {"seq": seq, "type": kind, "case": about, "at": county.moment(), "body": dict(body), "station": station}
    )
    text = canonical(item).decode()
    connection.execute(insert(feed).values(station=station, seq=seq, type=kind, case_id=about, text=text))
    for page in body.get("pages", ()):
        insert_once(connection, blob_readers, {"station": station, "digest": page["digest"]})
    return seq


def items_after(connection: Connection, station: str, after: int, limit: int) -> list[dict[str, Any]]:
    """The next items of the feed of ``station``."""
    wanted = select(feed.c.text).where(feed.c.station == station, feed.c.seq > after).order_by(feed.c.seq).limit(limit)
    return [read_json(text.encode()) for text in connection.execute(wanted).scalars()]


def last_number(connection: Connection, station: str) -> int:
    """The highest number in the feed of ``station``; 0: nothing yet."""
    newest = select(feed.c.seq).where(feed.c.station == station).order_by(feed.c.seq.desc()).limit(1)
    return int(connection.execute(newest).scalar() or 0)


def last_given(connection: Connection, numbers: Sequence[str]) -> dict[str, int]:
    """The last number given out in the feed of each of these stations (after a restore it has leapt)."""
    wanted = select(stations.c.number, stations.c.feed_last).where(
        stations.c.number.in_(bindparam("n", expanding=True))
    )
    found: dict[str, int] = {}
    for start in range(0, len(numbers), _SLICE):
        rows = connection.execute(wanted, {"n": numbers[start : start + _SLICE]})
        found |= {row.number: row.feed_last for row in rows}
    return found


def lock_stations(connection: Connection, numbers: Iterable[str]) -> None:
    """Keep others out of these stations until the transaction ends.

    Whoever locks a station and its cases locks the station first, and of several stations the lower number first:
    so two that want the same never wait for each other in a ring.
    """
    for number in sorted(set(numbers)):
        connection.execute(select(stations.c.number).where(stations.c.number == number).with_for_update())


def active_stations(connection: Connection) -> Sequence[str]:
    """Numbers of the stations that are told things, in the order in which many are told (so that nobody waits in a ring)."""
    active = select(stations.c.number).where(stations.c.status != "revoked").order_by(stations.c.number)
    return connection.execute(active).scalars().all()
