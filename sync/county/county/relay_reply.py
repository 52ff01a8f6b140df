"""The reply to a bundle: marks, verdicts, feed, packs and the files a station lacks, sealed to it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from sqlalchemy import Connection, select

from county import bundle
from county.blobs import have, readable
from county.canonical import canonical, from_base64url, read_json
from county.database import reading, writing
from county.feed import items_after
from county.files import blob_name, sync_folder
from county.numbering import next_serial
from county.packs import MEDIA_TYPE, newest_index
from county.place import County
from county.problems import Problem
from county.relay import SUFFIX, Taken
from county.tables import events, stations
from county.uplink import marks

_PACKS = ("keys", "calendar", "catalogue", "settings", "program")
_PAGE = 500
_SLICE = 400


def write_reply(county: County, answered: Taken, folder: Path) -> Path:
    """Write the reply to the newest bundle of a station into ``folder``; a later one may be read in its place.

    Raises:
        OSError: the stick.
    """
    station, asked = answered.station, answered.manifest
    said = marks(county, station)
    items = _feed(county, station, asked["cursor"])
    indexes = _indexes(county, asked["packs"])
    verdicts = _verdicts(county, station, sorted({*asked["open"], *answered.verdicts}))
    files = {
        one["digest"]: one
        for one in [*_parts(indexes, asked, _software(county, station)), *_papers(county, station, items, asked)]
    }
    with writing(county.engine) as connection:
        number = next_serial(connection, f"reply {station}")
    manifest = {
        "station": station,
        "number": number,
        "answers": answered.number,
        "at": county.moment(),
        "marks": said,
        "have": have(county, asked["asks"]),
        "after": asked["cursor"],
        "texts": [
            {"name": "verdicts", "count": len(verdicts)},
            {"name": "feed", "count": len(items)},
            {"name": "packs", "count": len(indexes)},
        ],
        "blobs": list(files.values()),
    }
    if answered.problem is not None:
        manifest["problem"] = answered.problem.body
    texts = [*verdicts, *(canonical(one) for one in [*items, *indexes])]
    label = {
        "what": "down",
        "station": station,
        "number": number,
        "first": asked["cursor"],
        "last": items[-1]["seq"] if items else asked["cursor"],
        "texts": len(texts),
        "files": len(files),
        "created": county.moment(),
        "kid": county.keys.kid,
    }
    file = folder / f"windowdesk-reply-{station}-{number}{SUFFIX}"
    plain = _plain(county, manifest, texts)
    _write(file, label, plain, X25519PublicKey.from_public_bytes(from_base64url(asked["reply_key"])), county)
    return file


def _write(file: Path, label: Mapping[str, Any], plain: Iterable[bytes], to: X25519PublicKey, county: County) -> None:
    fresh = file.with_name(f"{file.name}.part")
    try:
        with fresh.open("wb") as stream:
            bundle.write(stream, label, plain, to, county.keys.private)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
        sync_folder(file.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _plain(county: County, manifest: Mapping[str, Any], texts: Iterable[bytes]) -> Iterator[bytes]:
    yield bundle.counted(canonical(manifest))
    for text in texts:
        yield bundle.counted(text)
    for one in manifest["blobs"]:
        yield from county.files.read(blob_name(one["digest"]), 0, one["size"] - 1)


def _feed(county: County, station: str, after: int) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    with reading(county.engine) as connection:
        while page := items_after(connection, station, items[-1]["seq"] if items else after, _PAGE):
            items += page
    return items


def _verdicts(county: County, station: str, wanted: list[int]) -> list[bytes]:
    with reading(county.engine) as connection:
        parts = (wanted[start : start + _SLICE] for start in range(0, len(wanted), _SLICE))
        return [canonical(read_json(text.encode())) for part in parts for text in _answers(connection, station, part)]


def _answers(connection: Connection, station: str, wanted: list[int]) -> list[str]:
    own = (events.c.station == station) & events.c.seq.in_(wanted)
    return list(connection.execute(select(events.c.answer).where(own).order_by(events.c.seq)).scalars())


def _indexes(county: County, in_use: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The newest index of each pack that is newer than the one in use at the station."""
    found = []
    for what in _PACKS:
        try:
            index = newest_index(county, what)
        except Problem:
            continue  # nothing was published
        if index["version"] > in_use.get(what, {}).get("version", 0):
            found.append(index)
    return found


def _parts(
    indexes: Iterable[Mapping[str, Any]], asked: Mapping[str, Any], software: str
) -> Iterator[dict[str, Any]]:  # fmt: skip
    for index in indexes:
        held = set(asked["packs"].get(index["what"], {}).get("parts", ()))
        wanted = _for_platform(index["items"], software) if index["what"] == "program" else index["items"]
        for one in wanted:
            if one["digest"] not in held:
                yield {"digest": one["digest"], "media_type": MEDIA_TYPE, "size": one["size"]}


def _for_platform(items: list[dict[str, Any]], software: str) -> list[dict[str, Any]]:
    """The program for the station's platform; where the station names none, all."""
    return [one for one in items if one["code"] in software.split()] or items


def _software(county: County, station: str) -> str:
    with reading(county.engine) as connection:
        wanted = select(stations.c.software).where(stations.c.number == station)
        return str(connection.execute(wanted).scalar_one())


def _papers(
    county: County, station: str, items: Iterable[Mapping[str, Any]], asked: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """The result papers named in the news of this reply, and those asked for by name."""
    named = [page["digest"] for item in items for page in item["body"].get("pages", ())]
    for digest in dict.fromkeys([*asked["wants"], *named]):
        try:
            size, media_type = readable(county, station, digest)
        except Problem:
            continue  # not here, or not theirs
        yield {"digest": digest, "media_type": media_type, "size": size}
