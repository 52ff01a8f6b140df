"""The local store: opened once, used by one thread, one unit of work at a time.

Order of a confirmed save: rows into the open transaction, the frame of the unit into the second
copy and to its disk, then COMMIT, which is synced too. Only then does ``unit`` return. A failure
at any step leaves neither copy changed, so *press save again* is always true; after a kill
between the two the next start puts the frame into the database.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from windowdesk import errors
from windowdesk.clock import Clock
from windowdesk.storage import opening, reconcile, search
from windowdesk.storage.audit import AuditProof
from windowdesk.storage.disk import InstanceLock, make_folder
from windowdesk.storage.engine import DamageFound, DatabaseError, explained, go_durable, is_sound, make_engine
from windowdesk.storage.restore import Restored, fold_log
from windowdesk.storage.second_copy import SecondCopy
from windowdesk.storage.unit import Unit
from windowdesk.storage.vault import Vault
from windowdesk.storage.work import Heads, Initials, Surroundings, Work, no_initials

log = logging.getLogger(__name__)


@dataclass
class _Shared:
    """What a store and its siblings have in common."""

    file: Path
    engine: Engine
    lock: InstanceLock
    copy: SecondCopy
    surroundings: Surroundings
    restored: Restored | None
    writing: threading.Lock = field(default_factory=threading.Lock)
    waiting_words: int = 0
    damaged: bool = False
    doubtful: bool = False
    heads: Heads | None = None
    """The ends of the logs as the newest unit left them; None: look."""


class Store:
    """A connection to the local store and the only way to its contents.

    Belongs to the thread that uses it first; any other thread is refused.
    """

    def __init__(self, shared: _Shared) -> None:
        """Not for callers: see `open` and `sibling`."""
        self._shared = shared
        self._connection: Connection | None = None
        self._owner: int | None = None
        self._busy = False
        self._leader = False

    @classmethod
    def open(
        cls,
        home: Path,
        vault: Vault,
        *,
        clock: Clock,
        second_copy: Path | None = None,
        initials: Initials = no_initials,
    ) -> Store:
        """Open the store of ``home``, making it on first use; repairs what the last stop left.

        Args:
            home: folder of the station.
            vault: its opened keys.
            clock: time of the rows.
            second_copy: folder of the second copy, best on another disk; None: inside ``home``.
            initials: pinyin initials of a text, for the search.

        Raises:
            StoreTrouble: STORE_LOCKED, STORE_NEWER, FOREIGN_FILE, KEY_WRONG, DISK_FULL,
                STORE_BEYOND_REPAIR.
        """
        with explained(writing=True):
            make_folder(home)
            lock = InstanceLock(home / "desk.lock")
            try:
                surroundings = Surroundings(clock, vault.derive("person"), initials)
                copy = SecondCopy(second_copy or home / "second-copy", vault.derive("second-copy"))
                file = home / "desk.db"
                restored = opening.prepare(file, vault, copy, surroundings, closed_well=lock.closed_well)
                shared = _Shared(file, make_engine(file, vault), lock, copy, surroundings, restored)
            except BaseException:
                lock.abandon()
                raise
            store = cls(shared)
            store._leader = True
            try:
                store._start()
            except BaseException:
                shared.damaged = True
                store.close()
                raise
        return store

    @property
    def restored(self) -> Restored | None:
        """Set when this start found the database damaged and rebuilt it (message STORE_DAMAGED)."""
        return self._shared.restored

    @contextmanager
    def unit(self, actor: str = "") -> Iterator[Unit]:
        """One unit of work: everything in it is stored, in both copies, or nothing is.

        Args:
            actor: who acts, for the audit rows.

        Raises:
            StoreTrouble: DISK_FULL, SECOND_COPY_FAILED: nothing was saved.
                STORE_NEEDS_RESTART: the file was found damaged.
        """
        with self._turn(), self._shared.writing, self._troubles(writing=True):
            connection = self._connected()
            connection.info["begin"] = "BEGIN IMMEDIATE"
            if not self._shared.copy.is_open:
                self._join_copy(connection)
            transaction = connection.begin()
            try:
                work = Work(connection, self._shared.surroundings, actor, writing=True, known_heads=self._shared.heads)
                yield Unit(work)
                self._commit(work)
            except BaseException:
                transaction.rollback()
                raise
            finally:
                transaction.close()
            if self._shared.waiting_words >= search.BATCH:
                self._enter_words(connection)

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """A picture of the store that does not change while it is looked at; writing is refused."""
        with self._turn(), self._troubles():
            connection = self._connected()
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA query_only = ON")
            connection.info["begin"] = "BEGIN"
            try:
                with connection.begin():
                    yield Unit(Work(connection, self._shared.surroundings))
            finally:
                driver.execute("PRAGMA query_only = OFF")

    def sibling(self) -> Store:
        """A second handle on the same store, for another thread. Close it there."""
        return Store(self._shared)

    def hand_over(self) -> None:
        """Let another thread use this handle from now on."""
        self._mine()
        self._owner = None

    def busy(self) -> bool:
        """True while a unit is being written. Callable from any thread."""
        return self._shared.writing.locked()

    def copies_agree(self) -> bool:
        """True when both copies hold the same confirmed rows. Callable from any thread.

        Every unit leaves them so or fails; false only while the disk of the second copy is away.
        """
        return self._shared.copy.is_open and not self._shared.damaged

    def is_safe(self) -> bool:
        """The lamp *safe to switch off*: no unit is open and both copies agree. From any thread."""
        return not self.busy() and self.copies_agree()

    @property
    def second_copy(self) -> Path:
        """Folder of the second copy, for the doctor."""
        return self._shared.copy.folder

    def check(self) -> None:
        """Read the whole database while work goes on, and mend the second copy; for a quiet hour.

        Best on a sibling in a thread of its own.

        Raises:
            StoreTrouble: STORE_NEEDS_RESTART.
        """
        with self.reading() as view:
            faults = view.structure_faults()
            if faults:
                raise DamageFound(faults[0])
        with self._turn(), self._shared.writing, self._troubles():
            connection = self._connected()
            connection.info["begin"] = "BEGIN IMMEDIATE"
            with connection.begin():
                work = Work(connection, self._shared.surroundings, writing=True)
                self._shared.heads = None
                reconcile.reconcile(work, self._shared.copy, thorough=True)

    def verify_audit(self) -> AuditProof:
        """Check the audit chain, and its end against the second copy."""
        with self.reading() as view:
            proof = view.audit.verify()
            head = view.audit.latest(1)
        last = max(
            (row.values["seq"] for frame in self._shared.copy.frames() for row in frame.rows if row.table == "audit"),
            default=0,
        )
        if last > (head[0].seq if head else 0):
            proof = AuditProof(proof.rows, (*proof.faults, f"the second copy has rows up to {last}"))
        return proof

    def prune(self, before: datetime) -> int:
        """Drop the text of events that are safe at the county and older than ``before``.

        From both copies; the second one is written anew. Returns how many events.
        """
        with self.unit("程序") as unit:
            dropped = unit.outbox.forget(before)
            if dropped:
                unit.audit.write("outbox.forgotten", "", {"events": dropped, "before": before.isoformat()})
        if dropped:
            self._write_copy_anew()
        return dropped

    def close(self) -> None:
        """Give everything back. The first handle closes last."""
        if self._connection is not None:
            self._mine()
            if self._leader and not self._shared.damaged:
                self._fold_log_quietly(self._connection)
            self._connection.close()
            self._connection = None
        if self._leader:
            self._shared.copy.close()
            self._shared.engine.dispose()
            if self._shared.damaged or self._shared.doubtful:
                self._shared.lock.abandon()
            else:
                self._shared.lock.release()

    def _fold_log_quietly(self, connection: Connection) -> None:
        try:
            fold_log(connection)
        except DatabaseError as trouble:
            # The log stays and serves as it is; the next start looks closely.
            log.warning("the log could not be folded into the database: %s", trouble)
            self._shared.doubtful = True

    def _start(self) -> None:
        with self._turn():
            connection = self._connected()
            try:
                self._join_copy(connection)
            except errors.StoreTrouble as trouble:
                if trouble.message not in (errors.DISK_FULL, errors.SECOND_COPY_FAILED):
                    raise
                # Everything can still be read; a save tries again and tells the clerk.
                log.warning("second copy could not be brought up: %s", trouble.code)
            self._enter_words(connection)

    def _join_copy(self, connection: Connection) -> None:
        """Open the second copy and make both say the same; its disk may come and go."""
        copy = self._shared.copy
        try:
            copy.open()
        except OSError as trouble:
            log.warning("second copy cannot be opened: %s", trouble.strerror)
            return
        try:
            with connection.begin():
                work = Work(connection, self._shared.surroundings, writing=True)
                self._shared.heads = None
                reconcile.reconcile(work, copy, thorough=not self._shared.lock.closed_well)
        except BaseException:
            copy.close()
            raise

    def _commit(self, work: Work) -> None:
        """Second copy first, then COMMIT; both or neither."""
        copy = self._shared.copy
        self._refuse_zeroes()
        if not work.confirmed:
            work.connection.commit()
            return
        work.keep_heads(work.unit, copy.end)
        offset = copy.append(work.unit, work.confirmed)
        try:
            work.connection.commit()
        except BaseException:
            copy.take_back(offset)
            raise
        self._shared.heads = replace(work.heads, unit=work.unit, copy_offset=offset)
        self._shared.waiting_words += sum(row.table == "cases" for row in work.confirmed)

    def _enter_words(self, connection: Connection) -> None:
        try:
            with connection.begin():
                search.enter_waiting(Work(connection, self._shared.surroundings, writing=True))
        except DatabaseError as trouble:
            # What was saved stays saved; words not entered are found all the same.
            log.warning("words of new cases could not be entered now: %s", trouble)
        self._shared.waiting_words = 0

    def _write_copy_anew(self) -> None:
        with self._turn(), self._shared.writing, self._troubles():
            connection = self._connected()
            connection.info["begin"] = "BEGIN IMMEDIATE"
            with connection.begin():
                work = Work(connection, self._shared.surroundings, writing=True)
                self._shared.heads = None
                offset = self._shared.copy.rewrite(work.heads.unit, reconcile.everything(work))
                work.keep_heads(work.heads.unit, offset)

    def _connected(self) -> Connection:
        if self._connection is None:
            connection = self._shared.engine.connect()
            go_durable(connection)
            self._connection = connection
        return self._connection

    def _refuse_zeroes(self) -> None:
        """What was read may hold zeroes in the place of a damaged page: then it counts for nothing.

        Raises:
            DamageFound: it does.
        """
        if self._connection is None or self._connection.closed or self._connection.invalidated:
            return
        driver = self._connection.connection.driver_connection
        if not is_sound(driver):
            raise DamageFound("zeroes in the place of a page")

    def _mine(self) -> None:
        here = threading.get_ident()
        if self._owner is None:
            self._owner = here
        if self._owner != here:
            raise RuntimeError("this store belongs to another thread: ask it, or take a sibling")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        self._mine()
        if self._busy:
            raise RuntimeError("units and readings of one store do not nest")
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    @contextmanager
    def _troubles(self, *, writing: bool = False) -> Iterator[None]:
        try:
            with explained(writing=writing):
                try:
                    yield
                finally:
                    self._refuse_zeroes()
        except errors.StoreTrouble as trouble:
            # A disk that fails once is looked at closely at the next start.
            self._shared.doubtful |= trouble.message is errors.HOME_UNUSABLE
            raise
        except DamageFound as trouble:
            self._shared.damaged = True
            log.exception("the database is damaged")
            raise errors.StoreTrouble(errors.STORE_NEEDS_RESTART) from trouble
