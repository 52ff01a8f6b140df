"""Bundles that come by stick (优盘): taken in exactly as the line takes events and files.

Everything is numbered and named by content, so the same bundle twice, an old one, or one that the
line was faster than, changes nothing.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, select

from county import contract
from county.blobs import allow_reader, have, mark_complete
from county.bundle import Bundle, NotABundle, Unsealed
from county.database import reading, writing
from county.files import CHUNK, blob_name
from county.judge import no_longer_awaited, settle, stations_waiting_for
from county.place import County
from county.problems import Problem
from county.tables import events, stations
from county.uplink import take_in

SUFFIX = ".wdb"
BATCH = 100
"""Events in one transaction."""


@dataclass
class Taken:
    """What became of one bundle."""

    file: str
    station: str
    number: int
    manifest: Mapping[str, Any]
    verdicts: dict[int, str] = field(default_factory=dict)
    """Number of each event of the bundle that is here, and how it is judged now that its files are here too."""
    files: int = 0
    """Files that were not here before."""
    digest: str = ""
    """SHA-256 that stands in the end of the bundle."""
    problem: Problem | None = None
    """Why the events, or a file, were not taken."""


def take_bundle(county: County, file: Path) -> Taken:
    """Take in the bundle in ``file``.

    Raises:
        NotABundle: nothing of it was taken: ``torn``, ``foreign``, ``newer``, ``reply`` (one of our own), ``look``
            (it is only to be looked at, see `county.relay_look`), ``unknown_station``, ``revoked``, ``signature``, ``unknown_key``, or it cannot be read (``unreadable``).
    """
    try:
        bundle = Bundle(file)
        if bundle.label["what"] == "look":
            raise NotABundle("look", "是单独导出的一件，只供查看：没有收下，请用 relay read 打开")
        station = sender(county, bundle)
        if bundle.label["kid"] != county.keys.kid:
            raise NotABundle("unknown_key", "是用另一把县密钥密封的，请让站点重新导出")
        with bundle.unseal(county.keys.sealing, "bundle.up.json") as inside:
            if inside.manifest["station"] != station["number"]:
                raise NotABundle("signature", "里外的站点编号不一致")
            taken = Taken(file.name, station["number"], inside.manifest["number"], inside.manifest)
            taken.digest = bundle.digest
            _take_events(county, station, inside, taken)
            _take_files(county, station, inside, taken)
            taken.verdicts = _as_they_stand(county, taken)
            return taken
    except OSError as error:
        raise NotABundle("unreadable", f"读不出来（{error.strerror}），请重新插好优盘") from error


def sender(county: County, bundle: Bundle) -> RowMapping:
    """The station that signed the bundle; raises `NotABundle` when it is none of ours."""
    if bundle.label["what"] == "down":
        raise NotABundle("reply", "是县里给站点的回执，不用导入")
    with reading(county.engine) as connection:
        wanted = select(stations).where(stations.c.number == bundle.label["station"])
        station = connection.execute(wanted).mappings().first()
    if station is None:
        raise NotABundle("unknown_station", f"站点 {bundle.label['station']} 没有在本县登记")
    if not bundle.is_signed(station["public_key"]):
        raise NotABundle("signature", "站点签名不对")
    if station["status"] == "revoked":
        raise NotABundle("revoked", f"站点 {station['number']} 已注销")
    return station


def _take_events(county: County, station: RowMapping, inside: Unsealed, taken: Taken) -> None:
    try:
        if station["status"] != "active":
            raise Problem("station_stopped")
        texts = inside.texts()
        while batch := list(islice(texts, BATCH)):
            if contract.fault("uplink.request.json", {"events": batch}) is not None:
                raise Problem("request_invalid")
            answer = take_in(county, station, batch)
            taken.verdicts |= {one["seq"]: one["verdict"] for one in answer["verdicts"]}
    except Problem as problem:
        taken.problem = problem


def _take_files(county: County, station: RowMapping, inside: Unsealed, taken: Taken) -> None:
    """The files, each whole or not at all; one that is not what it says does not keep back the next."""
    if station["status"] != "active":
        return
    settled: set[str] = {station["number"]}
    arrived: list[str] = []
    for one, at in inside.files():
        try:
            if _take_file(county, station["number"], inside, one, at):
                taken.files += 1
                arrived.append(one["digest"])
                settled.update(stations_waiting_for(county, one["digest"]))
        except Problem as problem:
            taken.problem = taken.problem or problem
    for number in sorted(settled):
        settle(county, number)
    for name in arrived:
        no_longer_awaited(county, name)


def _take_file(county: County, station: str, inside: Unsealed, one: Mapping[str, Any], at: int) -> bool:
    """One file, written beside any upload of the line, which may be at the same file this moment; False: it was here."""
    name, size = one["digest"], one["size"]
    if size > county.limits.upload:
        raise Problem("too_large", limit=county.limits.upload)
    if have(county, [name]):
        return False
    seen = hashlib.sha256()
    with tempfile.TemporaryFile() as part:
        for offset in range(0, size, CHUNK):
            piece = inside.read(at + offset, min(CHUNK, size - offset))
            seen.update(piece)
            part.write(piece)
        if seen.hexdigest() != name:
            raise Problem("digest")
        county.files.put(blob_name(name), part)
    with writing(county.engine) as connection:
        mark_complete(connection, county, name, size, one["media_type"])
        allow_reader(connection, station, name)
    return True


def _as_they_stand(county: County, taken: Taken) -> dict[int, str]:
    if not taken.verdicts:
        return {}
    within = events.c.seq.between(min(taken.verdicts), max(taken.verdicts))
    wanted = select(events.c.seq, events.c.verdict).where(events.c.station == taken.station, within)
    with reading(county.engine) as connection:
        return {row.seq: row.verdict for row in connection.execute(wanted)}
