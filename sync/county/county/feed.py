"""The feed: what the county tells a station, numbered, signed, kept word for word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from county import contract
from county.canonical import canonical, read_json
from county.database import insert_once
from county.place import County
from county.tables import blob_readers, feed, stations


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


def newest_row(connection: Connection) -> int:
    """A number that grows whenever any feed grows."""
    return int(connection.execute(select(feed.c.id).order_by(feed.c.id.desc()).limit(1)).scalar() or 0)


def active_stations(connection: Connection) -> Sequence[str]:
    """Numbers of the stations that are told things."""
    return connection.execute(select(stations.c.number).where(stations.c.status != "revoked")).scalars().all()
