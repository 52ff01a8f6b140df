"""One county: its database, files, keys, clock and limits, opened once and handed to everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import Engine, insert, select

from county.database import open_database, writing
from county.epoch import new_epoch
from county.files import Files, open_files
from county.keys import CountyKeys, open_keys
from county.tables import meta, metadata

SCHEMA = 1
"""Version of the tables; a database with a higher one is refused."""

CHINA = timezone(timedelta(hours=8), "CST")
"""The county's wall clock: dates in numbers and documents."""

MEBIBYTE = 1024 * 1024


class NewerDatabase(Exception):
    """The database was written by a newer program."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds."""

    body: int = 8 * MEBIBYTE
    """Largest JSON body, packed or unpacked."""
    upload: int = 512 * MEBIBYTE
    """Largest file."""
    token_life: int = 900
    safe_lag: int = 0
    """How long after its commit an event counts as copied beyond one machine. 0 where the database commits to a
    standby synchronously, and on SQLite, where the durable commit is all there is."""
    public_url: str = ""
    """Address the assertion must be made for; empty: any address that ends in ``/v1/token``."""


@dataclass(frozen=True, slots=True)
class County:
    """Everything one county platform stands on."""

    engine: Engine
    data: Path
    keys: CountyKeys
    files: Files
    limits: Limits = field(default_factory=Limits)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def moment(self) -> str:
        """The time as it travels: RFC 3339, UTC, microseconds (so that texts sort as times)."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def today(self) -> str:
        """The day on the county's wall, ISO 8601."""
        return self.now().astimezone(CHINA).date().isoformat()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_county(data: Path, database: str = "", *, files: str = "", limits: Limits | None = None) -> County:
    """The county in folder ``data``, made there when it is new.

    ``database`` is an SQLAlchemy URL; empty: SQLite in the folder. ``files`` is the address of an object store;
    empty: in the folder.

    Raises:
        NewerDatabase: the tables are of a newer program.
    """
    data.mkdir(parents=True, exist_ok=True)
    engine = open_database(database or f"sqlite:///{(data / 'county.db').resolve()}")
    try:
        _prepare(engine)
    except BaseException:
        engine.dispose()
        raise
    return County(
        engine, data.resolve(), open_keys(data / "keys"), open_files(data.resolve(), files), limits or Limits()
    )


def _prepare(engine: Engine) -> None:
    with writing(engine) as connection:
        metadata.create_all(connection)
        found = connection.execute(select(meta.c.value).where(meta.c.name == "schema")).scalar()
        if found is None:
            connection.execute(insert(meta).values(name="schema", value=str(SCHEMA)))
            new_epoch(connection)
        elif int(found) > SCHEMA:
            raise NewerDatabase(f"tables are version {found}, this program knows {SCHEMA}")
