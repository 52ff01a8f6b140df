"""Connections to the encrypted database, and what its troubles mean to a clerk.

SQLCipher with a raw key as the very first statement (a passphrase would cost 0.2 s on every
connection), write-ahead log, ``synchronous=FULL``: every looser setting loses confirmed work at
a power cut. Transactions are begun by us, so that schema changes roll back as well.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import sqlcipher3.dbapi2 as cipher
from sqlalchemy import Connection, CursorResult, Engine, create_engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DatabaseError as WrappedError
from sqlalchemy.pool import NullPool
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from windowdesk import errors
from windowdesk.storage.disk import is_full
from windowdesk.storage.vault import Vault

DatabaseError = (cipher.DatabaseError, WrappedError)
"""What a damaged, full or foreign file raises."""

BUSY_MILLISECONDS = 5_000
CACHE_KILOBYTES = 2_000
"""Of each connection: the system keeps the file's pages too, so that more costs memory and saves little time."""
CHECKPOINT_PAGES = 4_000
"""16 MB of log before it is folded into the main file: a synced save stays one write in most cases."""

_DIALECT = SQLiteDialect_pysqlite(paramstyle="named")


class DamageFound(Exception):
    """The database file gives back something that was never written to it."""


class Prepared:
    """A statement turned into SQL text once; execution then costs little more than the driver's."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement

    @cached_property
    def _compiled(self) -> tuple[str, dict[str, Any]]:
        compiled = cast("SQLCompiler", self._statement.compile(dialect=_DIALECT))
        fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        return str(compiled), fixed

    @property
    def sql(self) -> str:
        """The text, with ``:named`` parameters."""
        return self._compiled[0]

    def run(self, connection: Connection, **values: Any) -> CursorResult[Any]:
        """Execute with ``values``."""
        sql, fixed = self._compiled
        return run(connection, sql, {**fixed, **values})

    def value(self, connection: Connection, **values: Any) -> Any:
        """Execute with ``values`` in a begun transaction, straight on the driver.

        For the few statements of every save: half the cost of a result object. Returns the first
        column of the first row, or None.
        """
        sql, fixed = self._compiled
        driver = connection.connection.driver_connection
        assert driver is not None
        rows = driver.execute(sql, {**fixed, **values}).fetchall()
        return rows[0][0] if rows else None


def run(connection: Connection, sql: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> CursorResult[Any]:
    """Execute SQL text without compiling anything."""
    return connection.exec_driver_sql(sql, cast("Any", values))


def make_engine(file: Path, vault: Vault) -> Engine:
    """An engine for ``file``; nothing is opened yet. Every connection is a new one, owned by its user."""
    key = vault.derive("database", 48).hex()
    engine = create_engine("sqlite://", module=cipher, creator=lambda: connect(file, key), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def connect(file: Path, key: str) -> Any:
    """A connection of the driver itself; ``key`` is key and salt in hex."""
    connection = cipher.connect(str(file), isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, key)
    except BaseException:
        connection.close()
        raise
    return connection


def salt_of(vault: Vault) -> bytes:
    """The first 16 bytes of a database made with this vault."""
    return vault.derive("database", 48)[32:]


def _prepare(connection: Any, key: str) -> None:
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA cipher_memory_security = OFF")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA trusted_schema = OFF")


def is_sound(driver: Any) -> bool:
    """False once the driver's connection has met a page that it could not open.

    SQLCipher hands out zeroes for such a page when it holds the rest of a long row, and says so
    nowhere but here.
    """
    found = driver.execute("PRAGMA cipher_status").fetchone()
    return found is not None and str(found[0]) == "1"


def go_durable(connection: Connection) -> None:
    """Write-ahead log with a sync at every commit. First touch of the file: a wrong key shows here."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("PRAGMA synchronous = FULL")
    driver.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.info.get("begin", "BEGIN IMMEDIATE"))


@contextlib.contextmanager
def explained(*, writing: bool = False) -> Iterator[None]:
    """Turn what the database and the disk raise into what a clerk can act on.

    SQLite says *I/O error* both for a block that cannot be read and for a quota that is used
    up; with ``writing`` it is taken for the second.

    Raises:
        StoreTrouble: DISK_FULL, HOME_UNUSABLE.
        DamageFound: pages that cannot be read or are not what was written.
    """
    try:
        yield
    except WrappedError as trouble:
        _explain(trouble.orig or trouble, trouble, writing=writing)
        raise
    except cipher.DatabaseError as trouble:
        _explain(trouble, trouble, writing=writing)
        raise
    except OSError as trouble:
        if is_full(trouble):
            raise errors.StoreTrouble(errors.DISK_FULL) from trouble
        raise


def _explain(driver: BaseException, trouble: BaseException, *, writing: bool) -> None:
    code = (getattr(driver, "sqlite_errorcode", 0) or 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        raise errors.StoreTrouble(errors.DISK_FULL) from trouble
    if code == sqlite3.SQLITE_IOERR and writing:
        raise errors.StoreTrouble(errors.HOME_UNUSABLE, reason="硬盘读写出错") from trouble
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR):
        raise DamageFound(str(driver)) from trouble
