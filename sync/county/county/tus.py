"""Uploads by tus 1.0.0 with creation, checksum (sha256) and termination: the bytes' side of it.

The offset in the database counts only bytes that were synced before; a file that is longer holds
the remains of a cut. One station has one upload for a digest.
"""

from __future__ import annotations

import base64
import binascii
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import RowMapping, delete, select, update

from county.blobs import allow_reader, mark_complete, missing
from county.database import insert_once, reading, writing
from county.files import blob_path, file_digest, part_path, settle_file, sync_file
from county.place import County
from county.problems import Problem
from county.tables import blobs, uploads

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,termination"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z]{1,19}/[a-z0-9.+-]{1,80}")
_UPLOAD = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload as it stands."""

    id: str
    station: str
    digest: str
    length: int
    offset: int


def read_metadata(header: str) -> tuple[str, str]:
    """Digest and media type of an Upload-Metadata header.

    Raises:
        Problem: ``request_invalid``.
    """
    found: dict[str, str] = {}
    try:
        for pair in header.split(","):
            name, _, value = pair.strip().partition(" ")
            found[name] = base64.b64decode(value.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Problem("request_invalid", detail="Upload-Metadata") from error
    media_type = found.get("media_type", "application/octet-stream")
    if not _DIGEST.fullmatch(found.get("digest", "")) or not _MEDIA_TYPE.fullmatch(media_type):
        raise Problem("request_invalid", detail="Upload-Metadata")
    return found["digest"], media_type


def create(county: County, station: str, digest: str, media_type: str, length: int) -> Upload:
    """Begin the upload of a file, or find the one begun before; whole files stand at their end.

    Raises:
        Problem: ``too_large`` or ``request_invalid`` (another length was declared for this digest).
    """
    if length > county.limits.upload:
        raise Problem("too_large", limit=county.limits.upload)
    with writing(county.engine) as connection:
        row = {"station": station, "digest": digest, "length": length, "created_at": county.moment()}
        insert_once(connection, uploads, {"id": str(uuid.uuid4()), "offset": 0, **row})
        insert_once(connection, blobs, {"digest": digest, "complete": False, "published": False})
        connection.execute(
            update(blobs).where(blobs.c.digest == digest, ~blobs.c.complete).values(media_type=media_type)
        )
        own = select(uploads).where(uploads.c.station == station, uploads.c.digest == digest)
        found = _upload(connection.execute(own).mappings().one())
    if found.length != length:
        raise Problem("request_invalid", detail="Upload-Length")
    return standing(county, station, found.id)


def standing(county: County, station: str, upload: str) -> Upload:
    """How far an upload has really got: what the database counts and the disk has.

    Raises:
        Problem: ``not_found``.
    """
    found = _find(county, station, upload)
    final = blob_path(county.data, found.digest)
    if final.is_file() and final.stat().st_size == found.length:
        if _is_missing(county, found.digest):
            return _adopt(county, found)
        return _at(county, found, found.length)
    part = part_path(county.data, found.id)
    size = part.stat().st_size if part.is_file() else 0
    return _at(county, found, min(found.offset, size))


def keep(county: County, found: Upload, offset: int) -> Upload:
    """Count the bytes up to ``offset``: sync them, note them, and settle the file when it is whole.

    Raises:
        Problem: ``digest`` when the whole is not the declared file, the upload is gone then; ``offset`` when
            another process wrote at the same time.
    """
    part = part_path(county.data, found.id)
    sync_file(part)
    if offset < found.length:
        return _step(county, found, offset)
    if file_digest(part) != found.digest:
        drop(county, found)
        raise Problem("digest")
    settle_file(part, blob_path(county.data, found.digest))
    with writing(county.engine) as connection:
        mark_complete(connection, county, found.digest, found.length, "")
        allow_reader(connection, found.station, found.digest)
        connection.execute(update(uploads).where(uploads.c.id == found.id).values(offset=found.length))
    return Upload(found.id, found.station, found.digest, found.length, found.length)


def drop(county: County, found: Upload) -> None:
    """Give an upload up; a file that is already whole stays."""
    with writing(county.engine) as connection:
        connection.execute(delete(uploads).where(uploads.c.id == found.id))
    part_path(county.data, found.id).unlink(missing_ok=True)


class UploadLocks:
    """One PATCH at a time for each upload of this process."""

    def __init__(self) -> None:
        self._busy: set[str] = set()

    @contextmanager
    def holding(self, upload: str) -> Iterator[None]:
        """Keep others out while the body runs. Used from the event loop only.

        Raises:
            Problem: ``upload_locked``.
        """
        if upload in self._busy:
            raise Problem("upload_locked")
        self._busy.add(upload)
        try:
            yield
        finally:
            self._busy.discard(upload)


def _upload(row: RowMapping) -> Upload:
    return Upload(row["id"], row["station"], row["digest"], row["length"], row["offset"])


def _find(county: County, station: str, upload: str) -> Upload:
    if not _UPLOAD.fullmatch(upload):
        raise Problem("not_found")
    with reading(county.engine) as connection:
        own = select(uploads).where(uploads.c.id == upload, uploads.c.station == station)
        row = connection.execute(own).mappings().first()
    if row is None:
        raise Problem("not_found")
    return _upload(row)


def _is_missing(county: County, digest: str) -> bool:
    with reading(county.engine) as connection:
        return bool(missing(connection, [digest]))


def _at(county: County, found: Upload, offset: int) -> Upload:
    if offset != found.offset:
        with writing(county.engine) as connection:
            connection.execute(update(uploads).where(uploads.c.id == found.id).values(offset=offset))
    return Upload(found.id, found.station, found.digest, found.length, offset)


def _step(county: County, found: Upload, offset: int) -> Upload:
    own = uploads.c.id == found.id
    with writing(county.engine) as connection:
        moved = connection.execute(update(uploads).where(own, uploads.c.offset == found.offset).values(offset=offset))
    if moved.rowcount != 1:
        raise Problem("offset")
    return Upload(found.id, found.station, found.digest, found.length, offset)


def _adopt(county: County, found: Upload) -> Upload:
    """The file is here though the database, restored from a backup, does not know it: look at it, then say so."""
    final = blob_path(county.data, found.digest)
    if file_digest(final) != found.digest:
        final.unlink()
        return _at(county, found, 0)
    with writing(county.engine) as connection:
        mark_complete(connection, county, found.digest, found.length, "")
    return _at(county, found, found.length)
