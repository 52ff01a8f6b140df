"""Uploads by tus 1.0.0 with creation, checksum (sha256) and termination: the bytes' side of it.

What comes in one PATCH becomes one piece, stored whole under a name of its own and counted after that, by one
update that only succeeds from the offset it began at. So two PATCHes at once, at whichever workers, need no
lock: one of them counts, the other is told the offset. One station has one upload for a digest.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import secrets
import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import IO, Any

from sqlalchemy import ColumnElement, Row, RowMapping, delete, insert, select, update

from county.blobs import allow_reader, mark_complete, missing
from county.database import insert_once, reading, writing
from county.files import blob_name, stored_digest
from county.place import MEBIBYTE, County
from county.problems import Problem
from county.tables import blobs, pieces, uploads

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,termination"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z]{1,19}/[a-z0-9.+-]{1,80}")
_UPLOAD = re.compile(r"[0-9a-f-]{36}")


IN_MEMORY = MEBIBYTE
"""Bytes of a PATCH or of a whole file that are held in memory; what is more waits in a temporary file."""


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


def find(county: County, station: str, upload: str) -> Upload:
    """An upload as the database counts it.

    Raises:
        Problem: ``not_found``.
    """
    if not _UPLOAD.fullmatch(upload):
        raise Problem("not_found")
    with reading(county.engine) as connection:
        own = select(uploads).where(uploads.c.station == station, uploads.c.id == upload)
        row = connection.execute(own).mappings().first()
    if row is None:
        raise Problem("not_found")
    return _upload(row)


def standing(county: County, station: str, upload: str) -> Upload:
    """How far an upload has really got: what the database counts and the files have.

    Raises:
        Problem: ``not_found``; ``digest`` when all was here and is not the declared file.
    """
    found = find(county, station, upload)
    if county.files.size(blob_name(found.digest)) == found.length:
        return _whole(county, found)
    counted = _pieces(county, found)
    here = county.files.names(_folder(found))
    offset = 0
    for piece in counted:
        if piece.start != offset or here.get(piece.name) != piece.size:
            break
        offset += piece.size
    found = _set_back(county, found, offset)
    return _finish(county, found) if offset == found.length else found


def keep(county: County, found: Upload, content: IO[bytes], size: int) -> Upload:
    """Store the ``size`` bytes that follow and count them; the file is whole when they were the last.

    Raises:
        Problem: ``digest`` when the whole is not the declared file, the upload is gone then; ``offset`` when
            another PATCH was faster.
    """
    name = f"{_folder(found)}/{found.offset:015d}-{secrets.token_hex(4)}"
    county.files.put(name, content)
    with writing(county.engine) as connection:
        step = update(uploads).where(_own(found), uploads.c.offset == found.offset)
        counts = connection.execute(step.values(offset=found.offset + size)).rowcount == 1
        if counts:
            piece = {"station": found.station, "upload": found.id, "start": found.offset, "size": size, "name": name}
            connection.execute(insert(pieces).values(**piece))
    if not counts:
        county.files.remove([name])
        raise Problem("offset")
    found = replace(found, offset=found.offset + size)
    return _finish(county, found) if found.offset == found.length else found


def drop(county: County, found: Upload) -> None:
    """Give an upload up; a file that is already whole stays."""
    with writing(county.engine) as connection:
        connection.execute(delete(uploads).where(_own(found)))
        _forget_pieces(
            county, found, connection.execute(delete(pieces).where(_own_pieces(found)).returning(pieces)).all()
        )


def _finish(county: County, found: Upload) -> Upload:
    """All bytes are here: make them the file."""
    final = blob_name(found.digest)
    counted = _pieces(county, found)
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as whole:
        seen = hashlib.sha256()
        try:
            for piece in counted:
                for part in county.files.read(piece.name, 0, piece.size - 1):
                    seen.update(part)
                    whole.write(part)
        except FileNotFoundError:
            if county.files.size(final) == found.length:
                return found  # another worker finished it meanwhile
            raise Problem("offset") from None  # the station asks where it stands
        if not _is_declared(seen.hexdigest(), found):
            drop(county, found)
            raise Problem("digest")
        county.files.put(final, whole)
    return _whole_now(county, found)


def _whole(county: County, found: Upload) -> Upload:
    """The file is here. Where the database, restored from a backup, does not know it, it is looked at first."""
    with reading(county.engine) as connection:
        known = not missing(connection, [found.digest])
    if known:
        return _set_to(county, found, found.length)
    name = blob_name(found.digest)
    if not _is_declared(stored_digest(county.files, name, found.length), found):
        county.files.remove([name])
        return _set_back(county, found, 0)
    with writing(county.engine) as connection:
        mark_complete(connection, county, found.digest, found.length, "")
    return _set_to(county, found, found.length)


def _whole_now(county: County, found: Upload) -> Upload:
    with writing(county.engine) as connection:
        mark_complete(connection, county, found.digest, found.length, "")
        allow_reader(connection, found.station, found.digest)
        connection.execute(update(uploads).where(_own(found)).values(offset=found.length))
        gone = connection.execute(delete(pieces).where(_own_pieces(found)).returning(pieces)).all()
    _forget_pieces(county, found, gone)
    return found


def _forget_pieces(county: County, found: Upload, counted: Sequence[Row[Any]]) -> None:
    """Remove the pieces, also those that came twice and never counted."""
    county.files.remove(sorted({*(one.name for one in counted), *county.files.names(_folder(found))}))


def _is_declared(digest: str, found: Upload) -> bool:
    return digest == found.digest


def _upload(row: RowMapping) -> Upload:
    return Upload(row["id"], row["station"], row["digest"], row["length"], row["offset"])


def _folder(found: Upload) -> str:
    return f"uploads/{found.id}"


def _own(found: Upload) -> ColumnElement[bool]:
    return (uploads.c.station == found.station) & (uploads.c.id == found.id)


def _own_pieces(found: Upload) -> ColumnElement[bool]:
    return (pieces.c.station == found.station) & (pieces.c.upload == found.id)


def _pieces(county: County, found: Upload) -> Sequence[Row[Any]]:
    with reading(county.engine) as connection:
        return connection.execute(select(pieces).where(_own_pieces(found)).order_by(pieces.c.start)).all()


def _set_to(county: County, found: Upload, offset: int) -> Upload:
    if offset != found.offset:
        with writing(county.engine) as connection:
            connection.execute(update(uploads).where(_own(found)).values(offset=offset))
    return replace(found, offset=offset)


def _set_back(county: County, found: Upload, offset: int) -> Upload:
    """The files have less than the database counts: go on from there, unless another PATCH counted meanwhile."""
    if offset == found.offset:
        return found
    with writing(county.engine) as connection:
        back = update(uploads).where(_own(found), uploads.c.offset == found.offset).values(offset=offset)
        if connection.execute(back).rowcount == 1:
            connection.execute(delete(pieces).where(_own_pieces(found), pieces.c.start >= offset))
    return replace(found, offset=offset)
