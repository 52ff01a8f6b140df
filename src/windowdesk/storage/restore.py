"""Building a new database from the second copy when the main file is damaged."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from windowdesk import errors
from windowdesk.clock import local_date_time
from windowdesk.storage import reconcile, schema
from windowdesk.storage.audit import Audit
from windowdesk.storage.disk import sync_folder
from windowdesk.storage.engine import DamageFound, DatabaseError, go_durable, make_engine
from windowdesk.storage.salvage import Wreck, salvage
from windowdesk.storage.second_copy import SecondCopy
from windowdesk.storage.vault import Vault
from windowdesk.storage.work import Surroundings, Work

log = logging.getLogger(__name__)

TAILS = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: rows from the second copy, rows still readable, where the old file lies."""

    from_copy: int
    salvaged: int
    kept_as: str


def thorough_check(connection: Connection, *, structure: bool) -> None:
    """Look at every page of the main file; with ``structure`` also at how they hang together.

    The write-ahead log is folded in first: after a cut during that the main file alone raises a
    false alarm (on a full disk only the structure is looked at, through the log). Zeroed pages
    pass as unused space and are found by ``structure`` only.

    Raises:
        DamageFound: with what SQLite said.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    faults: list[str] = []
    if fold_log(connection):
        faults = [str(row[0]) for row in driver.execute("PRAGMA cipher_integrity_check").fetchall()]
    else:
        structure = True
    if not faults and structure:
        faults = [row[0] for row in driver.execute("PRAGMA quick_check(3)").fetchall() if row[0] != "ok"]
    if faults:
        raise DamageFound("; ".join(faults[:3]))


def fold_log(connection: Connection) -> bool:
    """The write-ahead log into the main file; False: no room, it stays and serves as it is.

    Raises:
        DatabaseError: for any other reason.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    try:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except DatabaseError as trouble:
        if getattr(trouble, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_FULL:
            raise
        log.warning("the disk is full: the log could not be folded into the database")
        return False
    return True


def rebuild(file: Path, vault: Vault, copy: SecondCopy, surroundings: Surroundings) -> Restored:
    """Put a new database in the place of the damaged ``file``, which is kept under a dated name.

    Everything confirmed comes from the second copy; drafts, county news, the catalogue and
    upload states come from what is still readable. A power cut at any point leaves either the
    damaged file or the finished new one.

    Raises:
        StoreTrouble: STORE_BEYOND_REPAIR (neither can be read), DISK_FULL.
    """
    building, ready = file.with_suffix(".building"), file.with_suffix(".ready")
    _remove(building)
    _remove(ready)
    with _opened(building, vault) as fresh:
        counts = _fill(fresh, file, vault, copy, surroundings)
    building.replace(ready)
    day = local_date_time(surroundings.clock.now()).strftime("%Y%m%d-%H%M%S")
    kept = file.with_name(f"{file.stem}.damaged-{day}{file.suffix}")
    for tail in TAILS:
        part = Path(f"{file}{tail}")
        if part.exists():
            part.replace(Path(f"{kept}{tail}"))
    ready.replace(file)
    sync_folder(file.parent)
    log.warning("database rebuilt: %d rows from the second copy, %d still readable", *counts)
    return Restored(*counts, kept_as=kept.name)


def adopt_finished(file: Path) -> None:
    """A power cut between the last two renames of a rebuild: finish it."""
    ready = file.with_suffix(".ready")
    if ready.exists() and not file.exists():
        ready.replace(file)
        sync_folder(file.parent)


def _fill(fresh: Connection, file: Path, vault: Vault, copy: SecondCopy, surroundings: Surroundings) -> tuple[int, int]:
    with fresh.begin():
        schema.create(fresh)
        work = Work(fresh, surroundings, actor="程序", writing=True)
        survey = copy.survey()
        from_copy = reconcile.replay(work, copy.frames())
        salvaged = _salvage_file(work, file, vault)
        if not from_copy and not salvaged:
            raise errors.StoreTrouble(errors.STORE_BEYOND_REPAIR)
        reconcile.settle_heads(work, max(survey.last_unit, _newest_unit(work)), survey.last_offset)
        detail = {"from_copy": from_copy, "salvaged": salvaged}
        Audit(work).write("store.restored", "", detail)
        reconcile.skip_serials(work, local_date_time(surroundings.clock.now()).date())
        work.keep_heads(work.unit, 0)
    go_durable(fresh)
    return from_copy, salvaged


def _newest_unit(work: Work) -> int:
    return max(
        int(work.sql(f"SELECT coalesce(max(unit), 0) FROM {name}").scalar_one())  # noqa: S608
        for name in ("cases", "outbox", "drafts", "prints", "serials", "audit")
    )


def _salvage_file(work: Work, file: Path, vault: Vault) -> int:
    if not file.exists() or not file.stat().st_size:
        return 0
    with closing(Wreck(file, vault)) as wreck:
        return salvage(work, wreck)


@contextmanager
def _opened(file: Path, vault: Vault) -> Iterator[Connection]:
    engine = make_engine(file, vault)
    with closing(engine.connect()) as connection:
        yield connection
    engine.dispose()


def _remove(file: Path) -> None:
    for tail in TAILS:
        Path(f"{file}{tail}").unlink(missing_ok=True)
