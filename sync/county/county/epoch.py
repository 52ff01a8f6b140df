"""The epoch: a new one tells every station that the county was restored and wants the difference again."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, select, update

from county.database import insert_once
from county.tables import meta, stations

FEED_LEAP = 1_000_000
"""After a restore feed numbers go on this much higher: above any number given after the backup was made."""


def current_epoch(connection: Connection) -> str:
    """The epoch of this county."""
    return str(connection.execute(select(meta.c.value).where(meta.c.name == "epoch")).scalar_one())


def new_epoch(connection: Connection) -> str:
    """Begin a new epoch: ``<count>-<12 hex>``, opaque to stations."""
    counted = connection.execute(select(meta.c.value).where(meta.c.name == "epochs")).scalar()
    count = int(counted or 0) + 1
    epoch = f"{count}-{secrets.token_hex(6)}"
    _set(connection, "epochs", str(count))
    _set(connection, "epoch", epoch)
    return epoch


def restored(connection: Connection) -> str:
    """After a restore from backup: a new epoch, and feed numbers that no station can have seen."""
    connection.execute(update(stations).values(feed_last=stations.c.feed_last + FEED_LEAP))
    return new_epoch(connection)


def _set(connection: Connection, name: str, value: str) -> None:
    if not insert_once(connection, meta, {"name": name, "value": value}):
        connection.execute(update(meta).where(meta.c.name == name).values(value=value))
