"""What is held for others goes up over this station's own line, and their replies come back the same way."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

from windowdesk import errors
from windowdesk.domain.relay import Carried, Passage, Refused
from windowdesk.sync.answers import Refusal
from windowdesk.sync.carrying import UP, Carrying, seen
from windowdesk.sync.county import County, Upload
from windowdesk.sync.reasons import filled

log = logging.getLogger(__name__)

CHUNK = 256 * 1024
MEDIA_TYPE = "application/octet-stream"


def hand_on(carrying: Carrying, county: County) -> Passage:
    """Hand on everything that is held for the county; the replies are held for their stations.

    An upload that breaks off goes on at the byte next time. What the county refuses for good is let go.

    Raises:
        CountyTrouble: the line or the county; what was handed on before stays so.
        StoreTrouble: ``DISK_FULL``.
    """
    brought: list[Carried] = []
    refused: list[Refused] = []
    for one in carrying.held(UP):
        try:
            brought += _one(carrying, county, one)
        except Refusal as refusal:
            if refusal.word != "bundle":
                raise
            log.info("the county does not take %s", one.name)
            reason = str(refusal.problem.get("detail") or refusal.problem.get("title") or "").rstrip("。")
            refused.append(
                Refused(one.name, filled(errors.InputRefused(errors.CARRIED_REFUSED, file=one.name, reason=reason)))
            )
            carrying.let_go(one)
    return Passage(picked_up=tuple(brought), refused=tuple(refused))


def _one(carrying: Carrying, county: County, one: Carried) -> list[Carried]:
    file = carrying.path(one)
    digest = _digest(file)
    _upload(county, file, digest)
    told = county.hand_on(digest)
    brought = []
    for offered in told["files"]:
        here = carrying.write_here(offered["name"], _bytes_of(county, offered["digest"], offered["size"]))
        found = seen(here, "enrolled" if here.suffix == ".json" else "down")
        carrying.keep(found)
        brought.append(found)
    carrying.let_go(one)
    return brought


def _upload(county: County, file: Path, digest: str) -> None:
    size = file.stat().st_size
    upload = county.begin_upload(digest, size, MEDIA_TYPE)
    with file.open("rb") as stream:
        while upload.offset < size:
            stream.seek(upload.offset)
            upload = Upload(upload.path, county.send_bytes(upload, stream.read(CHUNK)))


def _bytes_of(county: County, digest: str, size: int) -> Iterator[bytes]:
    at = 0
    while at < size:
        piece = county.read_blob(digest, at, min(CHUNK, size - at))
        if not piece:
            raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
        yield piece
        at += len(piece)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
