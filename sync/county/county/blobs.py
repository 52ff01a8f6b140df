"""Which files are here, whole, and who may read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select, update

from county.database import insert_all_once, insert_once, reading, writing
from county.files import blob_name
from county.place import County
from county.problems import Problem
from county.tables import blob_readers, blobs

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SLICE = 400
"""Digests asked for in one query: below every database's limit of parameters."""


def expect(connection: Connection, digests: Iterable[str]) -> None:
    """Note that an event names these files, so that what has not arrived can be seen."""
    rows = [{"digest": name, "complete": False, "published": False} for name in sorted(set(digests))]
    insert_all_once(connection, blobs, rows)


def missing(connection: Connection, digests: Sequence[str]) -> list[str]:
    """Those of ``digests`` that are not here whole, in the order given."""
    here: set[str] = set()
    for start in range(0, len(digests), _SLICE):
        part = digests[start : start + _SLICE]
        wanted = select(blobs.c.digest).where(blobs.c.digest.in_(part), blobs.c.complete)
        here.update(connection.execute(wanted).scalars())
    return [name for name in digests if name not in here]


def have(county: County, digests: Sequence[str]) -> list[str]:
    """Those of ``digests`` that need not be sent: the row says whole and the file is there."""
    with reading(county.engine) as connection:
        gone = set(missing(connection, digests))
    counted = [name for name in digests if name not in gone]
    here = county.files.present([blob_name(name) for name in counted])
    return [name for name in counted if blob_name(name) in here]


def mark_complete(
    connection: Connection, county: County, name: str, size: int, media_type: str, *, published: bool = False
) -> None:
    """The file is here, whole and synced."""
    insert_once(connection, blobs, {"digest": name, "complete": False, "published": False})
    values: dict[str, object] = {"size": size, "complete": True, "completed_at": county.moment()}
    if media_type:
        values["media_type"] = media_type
    if published:
        values["published"] = True
    connection.execute(update(blobs).where(blobs.c.digest == name).values(**values))


def allow_reader(connection: Connection, station: str, name: str) -> None:
    """``station`` may read the file: it sent it, or was sent it."""
    insert_once(connection, blob_readers, {"station": station, "digest": name})


def readable(county: County, station: str, name: str) -> tuple[int, str]:
    """Size and media type of a file that ``station`` may read.

    Raises:
        Problem: ``not_found``, also for what it may not read.
    """
    if not _DIGEST.fullmatch(name):
        raise Problem("not_found")
    with reading(county.engine) as connection:
        row = connection.execute(select(blobs).where(blobs.c.digest == name, blobs.c.complete)).mappings().first()
        own = select(blob_readers.c.digest).where(blob_readers.c.station == station, blob_readers.c.digest == name)
        allowed = row is not None and (row["published"] or connection.execute(own).first() is not None)
    size = county.files.size(blob_name(name)) if allowed else None
    if row is None or size is None:
        raise Problem("not_found")
    return size, str(row["media_type"])


def forget(county: County, name: str) -> None:
    """An unpublished file is no longer needed: its bytes and what is known of it go."""
    with writing(county.engine) as connection:
        gone = connection.execute(delete(blobs).where(blobs.c.digest == name, ~blobs.c.published))
        if gone.rowcount:
            connection.execute(delete(blob_readers).where(blob_readers.c.digest == name))
    if gone.rowcount:
        county.files.remove([blob_name(name)])


def forget_older(county: County, media_type: str, before: str) -> None:
    """Files of that type that came before that moment (RFC 3339, UTC)."""
    wanted = select(blobs.c.digest).where(blobs.c.media_type == media_type, blobs.c.completed_at < before)
    with reading(county.engine) as connection:
        old = list(connection.execute(wanted).scalars())
    for name in old:
        forget(county, name)
