"""Packs: catalogue, calendar, settings and keys, published as a signed index whose parts are blobs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from county import contract
from county.blobs import mark_complete
from county.canonical import canonical, digest, read_json
from county.database import reading, writing
from county.feed import active_stations, tell
from county.files import keep_bytes
from county.place import County
from county.problems import Problem
from county.tables import meta, packs, stations

MEDIA_TYPE = "application/json"


class PackRefused(Exception):
    """What was to be published is not fit; the sentence says which file and why (Chinese, for the office)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a pack."""

    code: str
    kind: str
    name: str
    content: bytes


def publish_catalogue(county: County, folder: Path) -> dict[str, Any]:
    """Publish the catalogue in ``folder`` (``index.json`` and the files it names); gives the signed index.

    Publishing the same again changes nothing.

    Raises:
        PackRefused: a file is missing, damaged or breaks its schema, or the version does not rise.
    """
    index = _json(folder / "index.json")
    parts = [_part(folder, one, "item") for one in index.get("items", ())]
    parts += [_part(folder, one, "earlier") for one in index.get("earlier", ())]
    parts += [_part(folder, one, "package") for one in index.get("packages", ())]
    if not parts:
        raise PackRefused("事项库目录 index.json 里没有事项。")
    if not isinstance(index.get("version"), int) or index["version"] < 1:
        raise PackRefused("事项库目录 index.json 里没有版本号。")
    return publish(county, "catalogue", parts, index["version"])


def publish_calendar(county: County, files: Sequence[Path]) -> dict[str, Any]:
    """Publish working-day calendars, one part for each file; the version rises by itself.

    Raises:
        PackRefused: a file is not JSON or breaks its schema.
    """
    parts = []
    for file in files:
        _check(file, "catalogue-calendar.json")
        parts.append(Part(file.stem, "calendar", file.name, file.read_bytes()))
    return publish(county, "calendar", parts, None)


def publish_settings(county: County, file: Path) -> dict[str, Any]:
    """Publish what the county sets at its stations: ``{"all": {…}, "stations": {"990101-0001": {…}}}``.

    Members as in ``pack.settings.json``; those of a station go over those of all.

    Raises:
        PackRefused: the file is not JSON, has unknown members or wrong values, or names no station of this county.
    """
    values = _json(file)
    if not isinstance(values, dict) or not values or set(values) - {"all", "stations"}:
        raise PackRefused(f"文件 {file.name} 里只能有“all”和“stations”两部分。")
    own = values.get("stations", {})
    if not isinstance(own, dict):
        raise PackRefused(f"文件 {file.name} 里的“stations”要按站点编号分开写。")
    with reading(county.engine) as connection:
        unknown = sorted(set(own) - set(active_stations(connection)))
    if unknown:
        raise PackRefused(f"没有站点 {'、'.join(unknown)}。")
    groups = ({"all": values["all"]} if "all" in values else {}) | own
    for code, one in groups.items():
        _check_members(f"文件 {file.name} 里 {code} ", one)
        _check_value(f"文件 {file.name} 里 {code} ", one, "pack.settings.json")
    parts = [Part(code, "settings", f"{code}.json", canonical(one)) for code, one in groups.items()]
    return publish(county, "settings", parts, None)


PLATFORMS = ("linux-x86_64", "linux-aarch64", "windows-amd64")


def publish_program(county: County, version: int, files: Mapping[str, Path]) -> dict[str, Any]:
    """Publish the program itself, one file for each platform (`PLATFORMS`); the version must rise.

    Raises:
        PackRefused: an unknown platform, no such file, or the version does not rise.
    """
    unknown = sorted(set(files) - set(PLATFORMS))
    if unknown or not files:
        raise PackRefused(f"平台只能是 {'、'.join(PLATFORMS)}。")
    parts = []
    for platform, file in files.items():
        if not file.is_file() or not file.stat().st_size:
            raise PackRefused(f"缺少文件 {file}。")
        parts.append(Part(platform, "program", file.name, file.read_bytes()))
    return publish(county, "program", parts, version)


def publish_keys(county: County) -> dict[str, Any]:
    """Publish the county's own public keys, and those of its stations."""
    with writing(county.engine) as connection:
        return _put(connection, county, "keys", _keys(connection, county), None)


def renew_keys(connection: Connection, county: County) -> bool:
    """A station came or went: the same again, where keys were published before; True where they were.

    Every station is told, so an enrolment costs one signature for each station of the county.
    """
    if _newest(connection, "keys") is None:
        return False
    _put(connection, county, "keys", _keys(connection, county), None)
    return True


def _keys(connection: Connection, county: County) -> list[Part]:
    """The county's key, and one list of the stations', so that any of them can prove a receipt of another."""
    key = county.keys.public
    parts = [Part(key["kid"], "key", f"{key['kid']}.json", canonical(key))]
    rows = connection.execute(select(stations).order_by(stations.c.number)).mappings()
    known = [
        {
            "station": row["number"],
            "public_key": row["public_key"],
            "status": "revoked" if row["status"] == "revoked" else "active",
        }
        for row in rows
    ]
    if known:
        parts.append(Part("stations", "stations", "stations.json", canonical({"stations": known})))
    return parts


def publish(county: County, what: str, parts: Sequence[Part], version: int | None) -> dict[str, Any]:
    """Store the parts, sign the index, tell every station. ``version`` None: one more than the last.

    Raises:
        PackRefused: the version does not rise though the content changed; two parts have one code.
    """
    if len({part.code for part in parts}) != len(parts):
        raise PackRefused("有两个文件用了同一个编码。")
    with writing(county.engine) as connection:
        return _put(connection, county, what, parts, version)


def _put(
    connection: Connection, county: County, what: str, parts: Sequence[Part], version: int | None
) -> dict[str, Any]:
    connection.execute(select(meta.c.value).where(meta.c.name == "epoch").with_for_update())  # one publisher at a time
    names = {part.code: keep_bytes(county.files, part.content) for part in parts}
    items: list[dict[str, Any]] = [
        {"code": p.code, "kind": p.kind, "name": p.name, "digest": names[p.code], "size": len(p.content)} for p in parts
    ]
    last = _newest(connection, what)
    if last is not None and last["items"] == items and version in (None, last["version"]):
        return last
    wanted = version if version is not None else (last["version"] + 1 if last else 1)
    if last is not None and wanted <= last["version"]:
        raise PackRefused(f"版本号 {wanted} 没有比已发布的 {last['version']} 新，请先改大版本号。")
    for item, part in zip(items, parts, strict=True):
        mark_complete(connection, county, item["digest"], len(part.content), MEDIA_TYPE, published=True)
    index = county.keys.signed({"what": what, "version": wanted, "items": items})
    text = canonical(index)
    row = {"what": what, "version": wanted, "digest": digest(text), "text": text.decode()}
    connection.execute(insert(packs).values(published_at=county.moment(), **row))
    news = {"what": what, "version": wanted, "digest": row["digest"]}
    for station in active_stations(connection):
        tell(connection, county, station, "available", news)
    return index


def newest_index(county: County, what: str) -> dict[str, Any]:
    """The signed index of the newest ``what``.

    Raises:
        Problem: ``not_found``: nothing was published.
    """
    with reading(county.engine) as connection:
        found = _newest(connection, what)
    if found is None:
        raise Problem("not_found")
    return found


def available_packs(connection: Connection) -> list[dict[str, Any]]:
    """Bodies of the ``available`` items a new station needs: the newest of each pack."""
    rows = connection.execute(select(packs).order_by(packs.c.what, packs.c.version)).mappings()
    newest = {row["what"]: row for row in rows}
    return [{"what": r["what"], "version": r["version"], "digest": r["digest"]} for r in newest.values()]


def _newest(connection: Connection, what: str) -> dict[str, Any] | None:
    wanted = select(packs.c.text).where(packs.c.what == what).order_by(packs.c.version.desc()).limit(1)
    text = connection.execute(wanted).scalar()
    found: dict[str, Any] | None = None if text is None else read_json(text.encode())
    return found


def _part(folder: Path, entry: Mapping[str, Any], kind: str) -> Part:
    name = str(entry["file"])
    file = folder / name
    if not file.is_file():
        raise PackRefused(f"缺少文件 {name}。")
    content = file.read_bytes()
    if digest(content) != entry["sha256"]:
        raise PackRefused(f"文件 {name} 和目录里的摘要不一致。")
    _check(file, "catalogue-package.json" if kind == "package" else "catalogue-item.json")
    code = f"{entry['code']}@{entry['version']}" if kind == "earlier" else str(entry["code"])
    return Part(code, kind, name, content)


def _check(file: Path, schema: str) -> None:
    _check_value(f"文件 {file.name} ", _json(file), schema)


def _check_members(where: str, values: Any) -> None:
    """Name what nobody knows: the schema only says that there is something."""
    strange = sorted(set(values) - contract.members("pack.settings.json")) if isinstance(values, dict) else []
    if strange:
        raise PackRefused(f"{where}不能有 {'、'.join(strange)}。")


def _check_value(where: str, value: Any, schema: str) -> None:
    found = contract.fault(schema, value)
    if found is not None:
        raise PackRefused(f"{where}的“{found.title}”（{found.field}）{found.reason}。")


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise PackRefused(f"读不了文件 {file.name}：{error}") from error
