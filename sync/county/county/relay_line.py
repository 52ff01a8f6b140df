"""A township's station hands on, over its own line, what it carried for others: taken in as if it had come by stick."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from county.blobs import allow_reader, forget, forget_older, mark_complete, readable
from county.bundle import NotABundle
from county.database import reading, writing
from county.enrol_by_stick import answer_request, first_manifest, write_answer
from county.epoch import current_epoch
from county.files import blob_name
from county.place import County
from county.problems import Problem
from county.relay import Taken, take_bundle
from county.relay_reply import write_reply

REPLY_TYPE = "application/vnd.windowdesk.reply"
KEPT = timedelta(days=30)
"""How long a reply waits to be fetched; a new one is written whenever the bundle comes again."""


def hand_on(county: County, carrier: str, digest: str) -> dict[str, Any]:
    """Take in the file that ``carrier`` uploaded; gives a ``relay.answer.json``.

    Raises:
        Problem: ``not_found``: no such file of that station; ``bundle``: nothing of it was taken.
    """
    size, _ = readable(county, carrier, digest)
    with tempfile.TemporaryDirectory(prefix="windowdesk-relay-") as name:
        folder = Path(name)
        file = folder / "carried"
        with file.open("wb") as stream:
            stream.writelines(county.files.read(blob_name(digest), 0, size - 1))
        try:
            station, number, replies = _take(county, file, folder)
        except NotABundle as refused:
            raise Problem("bundle", detail=f"文件{refused}。") from refused
        files = [_offer(county, carrier, one) for one in replies]
    forget(county, digest)
    forget_older(county, REPLY_TYPE, (county.now() - KEPT).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    with reading(county.engine) as connection:
        epoch = current_epoch(connection)
    return {"epoch": epoch, "station": station, "number": number, "files": files}


def _take(county: County, file: Path, folder: Path) -> tuple[str, int, list[Path]]:
    """Whose it was, its number, and what goes back."""
    with file.open("rb") as stream:
        is_request = stream.read(1) == b"{"
    if not is_request:
        taken = take_bundle(county, file)
        return taken.station, taken.number, [write_reply(county, taken, folder)]
    enrolled = answer_request(county, file)
    first = Taken(file.name, enrolled.station, 0, first_manifest(enrolled))
    return enrolled.station, 0, [write_answer(enrolled, folder), write_reply(county, first, folder)]


def _offer(county: County, carrier: str, reply: Path) -> dict[str, Any]:
    """Make a reply a file that the carrier may fetch."""
    with reply.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = stream.tell()
        county.files.put(blob_name(digest), stream)
    with writing(county.engine) as connection:
        mark_complete(connection, county, digest, size, REPLY_TYPE)
        allow_reader(connection, carrier, digest)
    return {"name": reply.name, "digest": digest, "size": size}
