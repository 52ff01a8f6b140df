"""The catalogue (事项库) and the calendar as last received; every version an item ever had stays.

A county publishes ahead of the day: which version counts is chosen by the date at every look-up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from windowdesk.clock import local_date_time
from windowdesk.domain.catalogue import Item, ItemState, Package, in_force
from windowdesk.storage import codec, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.search import plain
from windowdesk.storage.state import State
from windowdesk.storage.work import Work

_INDEX = "catalogue_index"
_CALENDAR = "calendar_pack"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What a list shows of an item."""

    code: str
    version: int
    name: str
    theme: str
    group: str
    state: ItemState
    effective: date | None
    initials: str


_I = tables.items.c
_P = tables.packages.c
_ITEM_COLUMNS = ("code", "version", "current", "effective", "name", "theme", "grouping", "state", "initials", "body")
_PACKAGE_COLUMNS = ("code", "version", "current", "body")


def _keep(table: Any, columns: tuple[str, ...]) -> Prepared:
    fresh = insert(table).values({name: bindparam(name) for name in columns})
    return Prepared(
        fresh.on_conflict_do_update(
            index_elements=["code", "version"], set_={name: fresh.excluded[name] for name in columns[2:]}
        )
    )


_KEEP_ITEM = _keep(tables.items, _ITEM_COLUMNS)
_KEEP_PACKAGE = _keep(tables.packages, _PACKAGE_COLUMNS)
_LISTED = (_I.code, _I.version, _I.effective, _I.name, _I.theme, _I.grouping, _I.state, _I.initials)
_ITEMS = Prepared(select(*_LISTED).where(_I.current == 1).order_by(_I.code))
_VERSIONS = Prepared(select(*_LISTED).where(_I.code == bindparam("which"), _I.current == 1))
_NEWEST = Prepared(select(func.max(_I.version)).where(_I.code == bindparam("which"), _I.current == 1))
_VERSION = Prepared(select(_I.body).where(_I.code == bindparam("which"), _I.version == bindparam("of_version")))
_PACKAGES = Prepared(select(_P.body).where(_P.current == 1).order_by(_P.code))
_STAYS_IN_USE = (
    "UPDATE {table} SET current = 1 WHERE EXISTS (SELECT 1 FROM {table} AS offered"
    " WHERE offered.code = {table}.code AND offered.current = 1 AND offered.version > {table}.version)"
)
"""A version published ahead does not drive out the one that counts until its day."""


class Catalogue:
    """The catalogue in one unit or reading."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def version(self) -> int:
        """Version of the catalogue in use; 0 before the first."""
        return int(self.index().get("version", 0))

    def index(self) -> Mapping[str, Any]:
        """The index as received: what is in use, with the digest of each part."""
        found: Mapping[str, Any] = State(self._work).get(_INDEX, {})
        return found

    def items(self) -> list[ItemRow]:
        """All items in use, each in the version that counts today, by group and name."""
        rows = (_listed(row) for row in self._work.run(_ITEMS).mappings())
        today = self._today()
        chosen = (in_force(versions, today) for _, versions in groupby(rows, lambda row: row.code))
        return sorted((one for one in chosen if one is not None), key=lambda row: (row.group, row.name))

    def item(self, code: str, version: int | None = None) -> Item | None:
        """An item in use in the version that counts today, or in the given one; None where there is none."""
        if version is None:
            rows = [_listed(row) for row in self._work.run(_VERSIONS, which=code).mappings()]
            chosen = in_force(rows, self._today())
            return None if chosen is None else self.item(code, chosen.version)
        body = self._work.run(_VERSION, which=code, of_version=version).scalar()
        return None if body is None else codec.loads(Item, body)

    def newest(self, code: str) -> Item | None:
        """The newest version of an item in use, be its day still to come; None where there is none."""
        version = self._work.run(_NEWEST, which=code).scalar()
        return None if version is None else self.item(code, version)

    def packages(self) -> list[Package]:
        """All packages (一件事) in use, each in the version that counts today."""
        all_ = (codec.loads(Package, body) for body in self._work.run(_PACKAGES).scalars())
        today = self._today()
        chosen = (in_force(versions, today) for _, versions in groupby(all_, lambda one: one.code))
        return [one for one in chosen if one is not None]

    def newest_package(self, code: str) -> Package | None:
        """The newest version of a package in use, be its day still to come; None where there is none."""
        all_ = (codec.loads(Package, body) for body in self._work.run(_PACKAGES).scalars())
        return max((one for one in all_ if one.code == code), key=lambda one: one.version, default=None)

    def package(self, code: str) -> Package | None:
        """A package in use, or None."""
        return next((one for one in self.packages() if one.code == code), None)

    def search(self, text: str) -> list[ItemRow]:
        """Items whose name, code, theme, group or initials hold every word of ``text``.

        Those whose name begins with the text come first. Some hundred rows: no index needed.
        """
        words = plain(text).split()
        if not words:
            return self.items()
        found = []
        for row in self.items():
            name = plain(row.name)
            places = [name, plain(row.code), plain(row.theme), plain(row.group), *row.initials.split()]
            if all(any(word in place for place in places) for word in words):
                starts = name.startswith(words[0]) or any(one.startswith(words[0]) for one in places[4:])
                found.append((not starts, row.name, row))
        return [one for _, _, one in sorted(found, key=lambda entry: entry[:2])]

    def replace(
        self,
        index: Mapping[str, Any],
        items: Iterable[Item],
        packages: Iterable[Package],
        earlier: Iterable[Item] = (),
    ) -> None:
        """Put a whole catalogue into use: the newest version of each item and package, and ``earlier`` ones.

        Versions before the newest stay readable for their cases and count until the newest takes effect.
        """
        self._work.sql("UPDATE items SET current = 0 WHERE current = 1")
        self._work.sql("UPDATE packages SET current = 0 WHERE current = 1")
        for item in earlier:
            self._keep_item(item, current=0)
        for item in items:
            self._keep_item(item, current=1)
        for package in packages:
            values = {"code": package.code, "version": package.version, "current": 1, "body": codec.dumps(package)}
            self._work.run(_KEEP_PACKAGE, **values)
        for table in ("items", "packages"):
            self._work.sql(_STAYS_IN_USE.format(table=table))
        State(self._work).set(_INDEX, dict(index))

    def _today(self) -> date:
        return local_date_time(self._work.surroundings.clock.now()).date()

    def _keep_item(self, item: Item, *, current: int) -> None:
        self._work.run(
            _KEEP_ITEM,
            code=item.code,
            version=item.version,
            current=current,
            effective=item.effective.isoformat() if item.effective else "",
            name=item.name,
            theme=item.theme,
            grouping=item.group,
            state=item.state.value,
            initials=" ".join(plain(one) for one in self._work.surroundings.initials(item.name)),
            body=codec.dumps(item),
        )


class CalendarPack:
    """The calendar pack (工作日历) in use, as the plain object it came as."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self) -> dict[str, Any] | None:
        """The pack, for ``domain.calendar.read_calendar_pack``; None before the first."""
        found = State(self._work).get(_CALENDAR)
        return None if found is None else dict(found)

    def replace(self, pack: Mapping[str, Any]) -> None:
        """Put a checked pack into use."""
        State(self._work).set(_CALENDAR, json.loads(json.dumps(pack)))


def _listed(row: RowMapping) -> ItemRow:
    return ItemRow(
        code=row["code"],
        version=row["version"],
        name=row["name"],
        theme=row["theme"],
        group=row["grouping"],
        state=ItemState(row["state"]),
        effective=date.fromisoformat(row["effective"]) if row["effective"] else None,
        initials=row["initials"],
    )
