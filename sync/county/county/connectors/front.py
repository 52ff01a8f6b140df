"""What every way out can do, and how rows and answers look to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import DateTime, Table

from county.connectors.codes import CodeList
from county.connectors.satisfaction import SCALES, Level, ScoreColumn
from county.connectors.times import stamp


class NotReachable(Exception):
    """The other side cannot be read or written now; nothing is lost, try again (Chinese, for the office)."""


@dataclass(frozen=True, slots=True)
class Handed:
    """One row of the platform's memory: a version of a row over there. ``content`` is meaning, not code."""

    id: int
    table: str
    guid: str
    version: int
    operation: str
    case: str
    batch: str
    cd_time: str
    content: dict[str, Any]
    fetched: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the county's own system. ``values`` as they were read; nothing in it is trusted yet."""

    table: str
    guid: str
    operation: str
    cd_time: str
    values: dict[str, Any]
    digest: str
    taken: bool
    """Our mark that it was taken stands over there."""


@dataclass(frozen=True, slots=True)
class Put:
    """What became of rows: written now or before; waiting, because what they change was not fetched yet."""

    written: list[int]
    waiting: list[int]


@dataclass(frozen=True, slots=True)
class Seen:
    """One row as it stands over there, every value as text in one form."""

    table: str
    guid: str
    values: dict[str, str]


class Front(Protocol):
    """A front database or a pair of folders."""

    troubles: list[str]
    """What lies over there and cannot be read, one sentence each."""

    def put(self, rows: Sequence[Handed]) -> Put:
        """Write the rows of one batch, in their order; a row that is there already is not written again.

        Raises:
            NotReachable: nothing of the batch counts as written.
        """

    def bring_late(self) -> int:
        """Hand on files that an earlier batch had to leave out and that are here now; how many.

        Raises:
            NotReachable: they cannot be written; they stay owed.
        """

    def fetched(self, rows: Sequence[Handed]) -> list[int]:
        """Those of ``rows`` that the other side says it has."""

    def answers(self, *, all_again: bool) -> list[Answer]:
        """What came back and is not marked as taken, oldest first; ``all_again``: marked or not."""

    def mark(self, answers: Iterable[Answer]) -> None:
        """Mark answers as taken."""

    def look(self, day: str, rows: Sequence[Handed]) -> list[Seen]:
        """What stands there of ``rows``, and whatever else bears our mark and that day; for the reconciliation.

        Raises:
            NotReachable: it cannot be read.
        """

    def close(self) -> None:
        """Let go of it."""


def columns_of(table: Table, row: Handed, scale: str, data_source: str) -> dict[str, Any]:
    """The row as the table takes it: times as times, 满意度 as a score of the scale over there."""
    values: dict[str, Any] = {
        "row_guid": row.guid,
        "cd_operation": row.operation,
        "cd_time": datetime.fromisoformat(row.cd_time),
        "cd_batch": row.batch,
        "data_source": data_source,
        "is_sync": "0",
    }
    for column in table.columns:
        if column.name in values:
            continue
        value = row.content.get(column.name)
        if value is not None and isinstance(column.type, DateTime):
            value = datetime.fromisoformat(value)
        if value is not None and isinstance(column.type, ScoreColumn):
            value = SCALES[scale](Level(value))
        values[column.name] = value
    return values


def texts_of(table: Table, row: Handed, scale: str, data_source: str) -> dict[str, Any]:
    """The row as a file takes it: codes and ``yyyy-MM-dd HH:mm:ss``."""
    found = columns_of(table, row, scale, data_source)
    for name, value in found.items():
        if isinstance(value, datetime):
            found[name] = stamp(value) if name != "cd_time" else value.isoformat(" ", "milliseconds")
        elif isinstance(value, SCALES[scale]):
            found[name] = value.code
    return found


def answer_of(table: str, values: Mapping[str, Any], *, taken: bool) -> Answer:
    """One row of the county's own system; the same content has the same digest, marked or not.

    Raises:
        KeyError: it has no identity, operation or time.
    """
    said = {key: value for key, value in values.items() if key != "is_sync"}
    text = repr(sorted((key, str(value)) for key, value in said.items()))
    digest = hashlib.sha256(text.encode()).hexdigest()
    needed = ("row_guid", "cd_operation", "cd_time")
    if any(values.get(name) in (None, "") for name in needed):
        raise KeyError("、".join(needed))
    guid, operation, at = (str(values[name]) for name in needed)
    return Answer(table, guid, operation, at, said, digest, taken)


def code_rows(lists: Mapping[str, CodeList], scale: str) -> Iterator[dict[str, str]]:
    """What the codes mean, for the other side to read; of the two scales only the one that was chosen."""
    for name, one in lists.items():
        if one.direction and name != f"satisfaction-{scale}":
            continue
        ends = {code: end for end, code in one.direction.items()}
        for code in one.codes:
            yield {
                "list_name": name,
                "ours": code.ours,
                "theirs": code.theirs,
                "words": code.words,
                "end_of_scale": ends.get(code.theirs, ""),
            }


def plain(table: Table, values: Mapping[str, Any]) -> dict[str, str]:
    """Every value as text in one form, whichever database or file it came from; the mark of fetching left out."""
    return {
        column.name: _plain(column.type, values.get(column.name))
        for column in table.columns
        if column.name != "is_sync"
    }


def _plain(kind: Any, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(kind, DateTime):
        try:
            value = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            return str(value)
        return str(value.isoformat(" ", "milliseconds"))
    return str(getattr(value, "code", value)).strip()
