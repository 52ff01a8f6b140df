"""A new catalogue put into use: item by item, what cannot stand stays as it was.

Earlier versions of items are fetched too: cases stand on them, also at a station that was
rebuilt, and one of them counts while the newest is published ahead of its day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from windowdesk import errors
from windowdesk.domain.catalogue import Item, Package
from windowdesk.domain.catalogue_import import read_item, read_package
from windowdesk.domain.exchange_news import REFUSED_NAME
from windowdesk.storage.unit import Unit
from windowdesk.sync.reasons import filled
from windowdesk.sync.run import ACTOR, Run
from windowdesk.wire.packs import PackIndex, PackPart

PACKAGE, EARLIER = "package", "earlier"
"""Kinds of parts; everything else is an item. An earlier version has the code ``<item code>@<version>``."""


def put_catalogue(run: Run, index: PackIndex, parts: Mapping[PackPart, bytes | None]) -> dict[str, str]:
    """Put the parts into use in one transaction; the digests of those that were taken.

    A part without content is the one in use. A refused item keeps its version in use, if there is one.
    """
    refused: dict[str, list[str]] = {}
    taken: dict[str, str] = {}
    items: list[Item] = []
    earlier: list[Item] = []
    packages: list[Package] = []
    with run.store.unit(ACTOR) as unit:
        for part, content in parts.items():
            found = _in_use(unit, part) if content is None else _offered(run, unit, part, content, refused)
            if isinstance(found, Item):
                (earlier if part.kind == EARLIER else items).append(found)
            elif found is not None:
                packages.append(found)
            if part.code not in refused:
                taken[part.code] = part.digest
        unit.catalogue.replace(json.loads(index.text), items, packages, earlier)
        unit.state.set(REFUSED_NAME, refused)
    return taken


def _in_use(unit: Unit, part: PackPart) -> Item | Package | None:
    if part.kind == PACKAGE:
        return unit.catalogue.newest_package(part.code)
    if part.kind == EARLIER:
        code, _, version = part.code.rpartition("@")
        return unit.catalogue.item(code, int(version)) if version.isdigit() else None
    return unit.catalogue.newest(part.code)


def _offered(
    run: Run, unit: Unit, part: PackPart, content: bytes, refused: dict[str, list[str]]
) -> Item | Package | None:
    try:
        return _read(part, content)
    except errors.InputRefused as trouble:
        message = filled(trouble)
        run.report.refused.append(message)
        refused[part.code] = [message.code, message.happened, message.to_do]
        return _in_use(unit, part)


def _read(part: PackPart, content: bytes) -> Item | Package:
    try:
        values: Any = json.loads(content)
    except ValueError as wrong:
        raise errors.InputRefused(errors.CATALOGUE_UNREADABLE, detail=f"{part.code} 不是约定的格式") from wrong
    if not isinstance(values, dict):
        raise errors.InputRefused(errors.CATALOGUE_UNREADABLE, detail=f"{part.code} 不是约定的格式")
    found: Item | Package = read_package(values) if part.kind == PACKAGE else read_item(values)
    code = f"{found.code}@{found.version}" if part.kind == EARLIER else found.code
    if code != part.code:
        raise errors.InputRefused(errors.CATALOGUE_UNREADABLE, detail=f"{part.code} 的编码和目录不一致")
    return found
