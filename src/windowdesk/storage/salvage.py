"""Reading what is still readable of a damaged database, row by row where it must be."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from windowdesk.storage import tables
from windowdesk.storage.engine import DatabaseError, run
from windowdesk.storage.reconcile import put_back
from windowdesk.storage.work import Row, Work

log = logging.getLogger(__name__)

_STEP = 256
_EMPTY_STEPS = 32
"""So many steps in a row without a readable row end the search when the last row number is unknown."""
_KEPT_AS_THEY_ARE = ("blobs", "items", "packages", "retries", "state")
_LOST_MARKS = ("feed_cursor", "marks")
"""Said by the county and asked again: after a restore nothing is believed to be sent."""


def salvage(work: Work, damaged: Connection) -> int:
    """Carry over what the second copy does not have; returns how many rows could be read.

    Confirmed rows replace those of the second copy only where they are newer. Feed items keep
    whether a person has dealt with them, and are folded anew.
    """
    count = 0
    for name in tables.CONFIRMED:
        for values in _rows(damaged, name):
            count += 1
            put_back(work, Row(name, _known(name, values)))
            if name == "outbox" and values["verdict"]:
                _carry_verdict(work, values)
    for name in (*_KEPT_AS_THEY_ARE, "feed"):
        for values in _rows(damaged, name):
            count += 1
            _carry(work, name, _known(name, values))
    for mark in _LOST_MARKS:
        work.sql("DELETE FROM state WHERE name = ?", (mark,))
    work.sql("UPDATE feed SET folded = 0")
    return count


def _known(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is made anew: the search index, and the row id SQLite numbered by itself."""
    names = {column.name for column in tables.metadata.tables[table].columns} - {"indexed"}
    return {name: value for name, value in values.items() if name in names}


def _carry(work: Work, table: str, values: Mapping[str, Any]) -> None:
    names = list(values)
    places = ", ".join(f":{name}" for name in names)
    action = "REPLACE" if table == "blobs" else "IGNORE"
    work.sql(f"INSERT OR {action} INTO {table} ({', '.join(names)}) VALUES ({places})", values)  # noqa: S608


def _carry_verdict(work: Work, values: Mapping[str, Any]) -> None:
    work.sql(
        "UPDATE outbox SET verdict = ?, answer = ?, done = ? WHERE seq = ? AND digest = ?",
        (values["verdict"], values["answer"], values["done"], values["seq"], values["digest"]),
    )


def _rows(damaged: Connection, table: str) -> Iterator[Mapping[str, Any]]:
    last = _last_row(damaged, table)
    start, empty = 0, 0
    while (last is not None and start <= last) or (last is None and empty < _EMPTY_STEPS):
        found = list(_between(damaged, table, start + 1, start + _STEP))
        yield from found
        empty = 0 if found else empty + 1
        start += _STEP


def _last_row(damaged: Connection, table: str) -> int | None:
    try:
        return int(run(damaged, f"SELECT coalesce(max(rowid), 0) FROM {table}").scalar_one())  # noqa: S608
    except DatabaseError:
        log.info("the end of table %s cannot be read", table)
        return None


def _between(damaged: Connection, table: str, first: int, last: int) -> Iterator[Mapping[str, Any]]:
    """Rows ``first`` to ``last``; a range that cannot be read is halved until it can."""
    try:
        found = run(damaged, f"SELECT * FROM {table} WHERE rowid BETWEEN ? AND ?", (first, last))  # noqa: S608
        rows = [dict(row) for row in found.mappings()]
    except DatabaseError:
        if first == last:
            return
        middle = (first + last) // 2
        yield from _between(damaged, table, first, middle)
        yield from _between(damaged, table, middle + 1, last)
        return
    yield from rows
