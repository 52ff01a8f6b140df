"""One unit of work (一次保存): a transaction with its repositories, and what of it is confirmed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, CursorResult, RowMapping, bindparam, select, update

from windowdesk.clock import Clock
from windowdesk.storage import engine, tables
from windowdesk.storage.engine import Prepared

Initials = Callable[[str], tuple[str, ...]]
"""All strings of pinyin initials a text can be typed by, for example 单 -> (``s``, ``d``)."""


def no_initials(text: str) -> tuple[str, ...]:
    """For stores opened without a table of pinyin: nothing is found by initials."""
    return ()


@dataclass(frozen=True)
class Surroundings:
    """What every unit of one store shares."""

    clock: Clock
    person_key: bytes
    initials: Initials = no_initials


@dataclass(frozen=True, slots=True)
class Row:
    """One confirmed row as it goes into the second copy."""

    table: str
    values: Mapping[str, Any]


_HEADS = Prepared(select(tables.heads).where(tables.heads.c.id == 1))
_ENDS = ("unit", "copy_offset", "outbox_seq", "outbox_digest", "audit_seq", "audit_digest")
_KEEP_HEADS = Prepared(
    update(tables.heads).where(tables.heads.c.id == 1).values({name: bindparam(name) for name in _ENDS})
)


@dataclass
class Heads:
    """The ends of the three logs: units, outbox, audit."""

    unit: int
    copy_offset: int
    outbox_seq: int
    outbox_digest: str
    audit_seq: int
    audit_digest: str


@dataclass
class Work:
    """An open transaction, shared by the repositories of one unit or one reading."""

    connection: Connection
    surroundings: Surroundings
    actor: str = ""
    writing: bool = False
    confirmed: list[Row] = field(default_factory=list)
    known_heads: Heads | None = None
    """The ends of the logs as the unit before left them, to save a look."""

    def run(self, statement: Prepared, **values: Any) -> CursorResult[Any]:
        """Execute a prepared statement."""
        return statement.run(self.connection, **values)

    def value(self, statement: Prepared, **values: Any) -> Any:
        """First column of the first row, or None; for the statements of every save."""
        return statement.value(self.connection, **values)

    def sql(self, text: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> CursorResult[Any]:
        """Execute SQL text."""
        return engine.run(self.connection, text, values)

    def one(self, statement: Prepared, **values: Any) -> RowMapping | None:
        """The first row, or None."""
        return self.run(statement, **values).mappings().first()

    def now(self) -> str:
        """The device time as it is stored: UTC, ISO 8601, microseconds, sorts as text."""
        return stamp(self.surroundings.clock.now())

    def person(self, id_number: str) -> str:
        """The keyed hash by which a person is found again."""
        text = id_number.strip().upper().encode("utf-8", "replace")
        return hmac.new(self.surroundings.person_key, text, hashlib.sha256).hexdigest()[:32]

    @cached_property
    def heads(self) -> Heads:
        """The ends of the logs, with everything this unit has added so far."""
        if self.known_heads is not None:
            return replace(self.known_heads)
        row = self.one(_HEADS)
        assert row is not None
        return Heads(**{name: row[name] for name in _ENDS})

    @property
    def unit(self) -> int:
        """The number this unit will have once it confirms something."""
        return self.heads.unit + 1

    def confirm(self, table: str, values: Mapping[str, Any]) -> None:
        """Note a row that must stand in both copies before this unit returns."""
        self.confirmed.append(Row(table, values))

    def keep_heads(self, unit: int, copy_offset: int) -> None:
        """Store the ends of the logs; ``copy_offset`` is where ``unit`` stands in the second copy."""
        heads = self.heads
        self.value(
            _KEEP_HEADS,
            unit=unit,
            copy_offset=copy_offset,
            outbox_seq=heads.outbox_seq,
            outbox_digest=heads.outbox_digest,
            audit_seq=heads.audit_seq,
            audit_digest=heads.audit_digest,
        )


def stamp(moment: datetime) -> str:
    """An aware datetime as sortable text in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
