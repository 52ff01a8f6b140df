"""The epoch: a new one tells every station that the county was restored and wants the difference again."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, case, select, update

from county.database import insert_once
from county.tables import meta, stations

FEED_PER_SECOND = 1_000
"""After a restore feed numbers go on above this many for each second since 1970: above any number
given after the backup was made, also when the same backup is restored a second time."""


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


def restored(connection: Connection, now: datetime | None = None) -> str:
    """After a restore from backup: a new epoch, and feed numbers that no station can have seen.

    ``now``: the county's time; None: of the system.
    """
    unseen = int((now or datetime.now(UTC)).timestamp() * FEED_PER_SECOND)
    behind = stations.c.feed_last < unseen
    connection.execute(update(stations).values(feed_last=case((behind, unseen), else_=stations.c.feed_last + 1)))
    return new_epoch(connection)


def _set(connection: Connection, name: str, value: str) -> None:
    if not insert_once(connection, meta, {"name": name, "value": value}):
        connection.execute(update(meta).where(meta.c.name == name).values(value=value))
