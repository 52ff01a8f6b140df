"""Reading what is still readable of a damaged database, row by row where it must be."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2

from windowdesk.domain.exchange_news import IN_USE_NAME, LOOKED_NAME
from windowdesk.storage import tables
from windowdesk.storage.engine import DatabaseError, connect, is_sound
from windowdesk.storage.reconcile import put_back
from windowdesk.storage.state import State
from windowdesk.storage.vault import Vault
from windowdesk.storage.work import Row, Work

log = logging.getLogger(__name__)

_STEP = 256
_COARSE = 32
_EMPTY_STEPS = 8
"""So many steps in a row without a readable row end the search when the last row number is unknown."""
_DENSE = 1_000_000
"""A table whose last row has a higher number is read from both ends: feed numbers leap after a restore."""
_KEPT_AS_THEY_ARE = ("blobs", "items", "packages", "retries", "state", "supplements")
_FILE_AGAIN = (
    " ON CONFLICT(digest) DO UPDATE SET media_type = excluded.media_type, size = excluded.size, state = excluded.state,"
    " upload = excluded.upload, sent = excluded.sent, added = excluded.added, wanted = coalesce(wanted, excluded.wanted)"
)
"""The damaged file may not know yet that an event names the file: that unit stood in the second copy alone."""
_LOST_MARKS = ("feed_cursor", "marks")
"""Said by the county and asked again: after a restore nothing is believed to be sent."""


def salvage(work: Work, damaged: Wreck) -> int:
    """Carry over what the second copy does not have; returns how many rows could be read.

    Confirmed rows replace those of the second copy only where they are newer. Feed items keep
    whether a person has dealt with them, and are folded anew.
    """
    count = 0
    for name in tables.CONFIRMED:
        for values in damaged.rows(name):
            count += 1
            put_back(work, Row(name, _known(name, values)))
            if name == "outbox" and values["verdict"]:
                _carry_verdict(work, values)
    for name in (*_KEPT_AS_THEY_ARE, "feed"):
        for values in damaged.rows(name):
            count += 1
            _carry(work, name, _known(name, values))
    for mark in _LOST_MARKS:
        work.sql("DELETE FROM state WHERE name = ?", (mark,))
    work.sql("UPDATE feed SET folded = 0")
    _ask_for_packs(work)
    return count


def _ask_for_packs(work: Work) -> None:
    """An item of the catalogue may be lost: the packs in use are fetched once more, and an older one is refused as ever."""
    state = State(work)
    used = state.get(IN_USE_NAME, {})
    state.set(IN_USE_NAME, {what: {"version": max(one["version"] - 1, 0), "parts": {}} for what, one in used.items()})
    state.drop(LOOKED_NAME)


def _known(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is made anew: the search index, and the row id SQLite numbered by itself."""
    names = {column.name for column in tables.metadata.tables[table].columns} - {"indexed"}
    return {name: value for name, value in values.items() if name in names}


def _carry(work: Work, table: str, values: Mapping[str, Any]) -> None:
    names = list(values)
    places = ", ".join(f":{name}" for name in names)
    known = _FILE_AGAIN if table == "blobs" else ""
    work.sql(f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({places}){known}", values)  # noqa: S608


def _carry_verdict(work: Work, values: Mapping[str, Any]) -> None:
    work.sql(
        "UPDATE outbox SET verdict = ?, answer = ?, done = ? WHERE seq = ? AND digest = ?",
        (values["verdict"], values["answer"], values["done"], values["seq"], values["digest"]),
    )


class Wreck:
    """A damaged file, read as far as it can be.

    After one page that cannot be opened SQLCipher refuses every further page on that
    connection, so each failure costs a new connection. The statement that met the page may still
    end well, with zeroes in its rows: only the state of the cipher tells.
    """

    def __init__(self, file: Path, vault: Vault) -> None:
        self._file = file
        self._key = vault.derive("database", 48).hex()
        self._connection: Any = None

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """Every row of ``table`` that can be read."""
        last = self._last(table)
        if last is not None and last > _DENSE:
            yield from self._from_both_ends(table, last)
            return
        start, empty = 0, 0
        while start <= last if last is not None else empty < _EMPTY_STEPS:
            first, end = start + 1, start + _STEP
            lost = last is None and not any(True for _ in self._between(table, first, end, _COARSE))
            found = [] if lost else list(self._between(table, first, end, 1))
            yield from found
            empty = 0 if found else empty + 1
            start += _STEP

    def _from_both_ends(self, table: str, last: int) -> Iterator[Mapping[str, Any]]:
        """The rows before the first damage and behind the last."""
        reached = 0
        for place, row in self._walk(table, "> ? ORDER BY rowid", 0):
            reached = place
            yield row
        for place, row in self._walk(table, "< ? ORDER BY rowid DESC", last + 1):
            if place <= reached:
                return
            yield row

    def _walk(self, table: str, way: str, start: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Rows with their numbers, as far as they can be read in that direction."""
        step = _STEP
        while step:
            try:
                rows = self._ask(f"SELECT rowid AS place, * FROM {table} WHERE rowid {way} LIMIT ?", (start, step))  # noqa: S608
            except DatabaseError:
                step //= 2
                continue
            if not rows:
                return
            for row in rows:
                start = int(row.pop("place"))
                yield start, row

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _last(self, table: str) -> int | None:
        try:
            return int(self._ask(f"SELECT coalesce(max(rowid), 0) AS last FROM {table}", ())[0]["last"])  # noqa: S608
        except DatabaseError:
            log.info("the end of table %s cannot be read", table)
            return None

    def _between(self, table: str, first: int, last: int, finest: int) -> Iterator[Mapping[str, Any]]:
        """Rows ``first`` to ``last``; a range that cannot be read is halved, down to ``finest`` rows."""
        try:
            rows = self._ask(f"SELECT * FROM {table} WHERE rowid BETWEEN ? AND ?", (first, last))  # noqa: S608
        except DatabaseError:
            if last - first >= finest:
                middle = (first + last) // 2
                yield from self._between(table, first, middle, finest)
                yield from self._between(table, middle + 1, last, finest)
            return
        yield from rows

    def _ask(self, sql: str, values: tuple[int, ...]) -> list[dict[str, Any]]:
        try:
            if self._connection is None:
                self._connection = connect(self._file, self._key)
            cursor = self._connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor]
            if not is_sound(self._connection):
                raise sqlcipher3.dbapi2.DatabaseError("zeroes in the place of a page")
            return rows
        except DatabaseError:
            self.close()
            raise
