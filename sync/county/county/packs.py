"""Packs: catalogue, calendar and keys, published as a signed index whose parts are blobs."""

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
from county.tables import packs

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


def publish_keys(county: County) -> dict[str, Any]:
    """Publish the county's own public keys."""
    key = county.keys.public
    return publish(county, "keys", [Part(key["kid"], "key", f"{key['kid']}.json", canonical(key))], None)


def publish(county: County, what: str, parts: Sequence[Part], version: int | None) -> dict[str, Any]:
    """Store the parts, sign the index, tell every station. ``version`` None: one more than the last.

    Raises:
        PackRefused: the version does not rise though the content changed; two parts have one code.
    """
    if len({part.code for part in parts}) != len(parts):
        raise PackRefused("有两个文件用了同一个编码。")
    names = {part.code: keep_bytes(county.data, part.content) for part in parts}
    items: list[dict[str, Any]] = [
        {"code": p.code, "kind": p.kind, "name": p.name, "digest": names[p.code], "size": len(p.content)} for p in parts
    ]
    with writing(county.engine) as connection:
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
    found = contract.fault(schema, _json(file))
    if found is not None:
        raise PackRefused(f"文件 {file.name} 的“{found.title}”（{found.field}){found.reason}。")


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise PackRefused(f"读不了文件 {file.name}:{error}") from error
