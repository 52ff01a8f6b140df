"""The database: SQLite in the data folder by default, PostgreSQL by URL.

SQLite runs in WAL mode with ``synchronous=FULL``: a transaction that has committed survives a
power cut. Writers begin with ``BEGIN IMMEDIATE``, so a transaction never fails half-way because
another process (the office's command line) wrote in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite

BUSY_SECONDS = 30
"""How long a writer waits for another."""


def open_database(url: str) -> Engine:
    """The engine for ``url`` with durable settings."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=20, max_overflow=20, pool_pre_ping=True)
    engine = create_engine(url, pool_size=20, max_overflow=20, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may write; committed at the end, rolled back on any error."""
    with engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view that writes nothing and blocks no writer."""
    with engine.connect() as connection:
        connection = connection.execution_options(reading=True)
        with connection.begin():
            yield connection


def insert_once(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert, or do nothing where a constraint says the row is there; True when it was inserted."""
    flavour = sqlite if connection.dialect.name == "sqlite" else postgresql
    key = next(iter(table.primary_key.columns))
    statement = flavour.insert(table).values(values).on_conflict_do_nothing().returning(key)
    return connection.execute(statement).first() is not None  # a row count of an insert is not told by every driver


def insert_all_once(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert those of ``rows`` that are not there yet, in one statement; gives how many those were.

    Sorted by the caller: two that insert the same rows must come to them in the same order.
    """
    if not rows:
        return 0
    flavour = sqlite if connection.dialect.name == "sqlite" else postgresql
    key = next(iter(table.primary_key.columns))
    statement = flavour.insert(table).on_conflict_do_nothing().returning(key)
    return len(connection.execute(statement, rows).all())
