"""The disk under a station and under the county: ends the program at a step, tears what was not synced, fills up.

A step is a call by which the product changes the disk: a write, a sync, a rename, a removal, a
commit of a database. At the step where a kill is armed the folder of the station is copied as
it lies; whatever the dying program still does goes to the old folder, which nobody opens again.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as cipher
from sqlalchemy.engine.default import DefaultDialect

from hostile_world.broken import CountyDied, Killed
from hostile_world.stick import Stick

NEEDS_ROOM = frozenset({"write", "sync", "commit"})
DATABASE = ("desk.db", "desk.db-wal", "desk.db-shm", "desk.lock")


class Disk:
    """One disk for the whole world. ``desks`` is the folder in which all stations live."""

    def __init__(self, desks: Path) -> None:
        self.desks = str(desks)
        self.steps = 0
        self.kills = 0
        self.home: Path | None = None
        """The station whose program runs now."""
        self.left: Path | None = None
        """After a kill: the folder as the dead program left it."""
        self._kill_in = 0
        self._manner = "before"
        self._power = False
        self._seed = 0
        self._full_in = 0
        self._full_for = 0
        self._county_dies_in = 0
        self._county_manner = "before"
        self._synced: dict[int, int] = {}
        self._log_synced: dict[Path, int] = {}
        self.county_serves = False
        self.is_off = False
        """The PC is off: what changes the disk now is the world, not the program."""
        self._rollback: Callable[[], None] = lambda: None
        self.stick: Stick | None = None
        self.stick_is_used = False
        """The station reads or writes the stick now."""

    # what a story does to it

    def arm(self, steps: int, manner: str, seed: int, *, power: bool) -> None:
        """End the station's program so many steps from now; with ``power`` the PC goes too."""
        self._kill_in, self._manner, self._seed, self._power = steps, manner, seed, power

    def disarm(self) -> None:
        """Nothing ends any more, and there is room."""
        self._kill_in = self._county_dies_in = self._full_for = self._full_in = 0

    def fill(self, steps: int, times: int) -> None:
        """No room for ``times`` writes, beginning so many steps from now."""
        self._full_in, self._full_for = steps, times

    def county_dies(self, commits: int, manner: str) -> None:
        """The county's process ends at a commit from now."""
        self._county_dies_in, self._county_manner = commits, manner

    @property
    def is_dead(self) -> bool:
        """The program has ended and was not started again."""
        return self.left is not None

    def start(self, home: Path) -> None:
        """The program of this home runs from now on."""
        self.home, self.left = home, None

    def pull_plug(self, home: Path, seed: int, *, power: bool) -> Path:
        """The folder as a sudden end leaves it now; returns the copy to go on with."""
        fresh = home.with_name(f"{home.name}x")
        torn = self._unsynced(home) if power else {}
        shutil.copytree(home, fresh)
        dice = random.Random(seed)
        for file, safe in torn.items():
            _tear(fresh / file.relative_to(home), safe, dice)
        (fresh / "desk.lock").write_bytes(b"o")
        self.trust(fresh)
        self.kills += 1
        return fresh

    def trust(self, folder: Path) -> None:
        """Everything in ``folder`` is on the disk for good."""
        for file in folder.rglob("*"):
            facts = file.stat()
            self._synced[facts.st_ino] = facts.st_size

    # the steps

    def step(self, kind: str, path: Path | str, act: Callable[[], Any], half: Callable[[], Any] | None = None) -> Any:
        """Do ``act`` unless the world is in the way; ``half`` does a part of it."""
        if self.stick is not None and str(path).startswith(str(self.stick.folder)):
            return self._stick_step(act)
        if self.is_off or not str(path).startswith(self.desks):
            return act()
        if self.is_dead:
            raise Killed
        self.steps += 1
        if self.stick is not None and self.stick_is_used:
            self.stick.step(None, writes=False)
        self._run_out_of_room(kind, half)
        if not self._kill_in:
            return act()
        self._kill_in -= 1
        if self._kill_in:
            return act()
        if self._manner == "half" and half is not None:
            half()
        elif self._manner != "before":
            act()
        raise self.die()

    def _stick_step(self, act: Callable[[], Any]) -> Any:
        """The stick is no disk of ours: nothing is torn there but by pulling it; who is dead writes nothing to it."""
        assert self.stick is not None
        if not self.stick_is_used:
            return act()
        if self.is_dead:
            raise Killed
        return self.stick.step(act, writes=True)

    def die(self) -> Killed:
        """Keep the folder as it is and give what is to be raised."""
        assert self.home is not None
        self.left = self.pull_plug(self.home, self._seed, power=self._power)
        self._kill_in = 0
        return Killed()

    def synced(self, handle: int) -> None:
        """What stands in the open file is on the disk for good."""
        facts = os.fstat(handle)
        self._synced[facts.st_ino] = facts.st_size

    def gone(self, file: Path) -> None:
        """The file is about to go: its number may be given to another one."""
        if file.exists():
            self._synced.pop(file.stat().st_ino, None)

    def commit(self, connection: Any, act: Callable[[], Any], *, reads: bool) -> Any:
        """A commit, of the station's store or of the county's database; one that only ``reads`` is no step."""
        if isinstance(connection, sqlite3.Connection):
            return self._county_commit(act)
        if reads or self.home is None or not isinstance(connection, cipher.Connection):
            return act()
        log = self.home / "desk.db-wal"
        before = log.stat().st_size if log.exists() else 0
        self._rollback = connection.rollback  # what SQLite itself does when a commit fails
        found = self.step("commit", log, act, half=lambda: self._tear_commit(act, log, before))
        if log.exists():
            self._log_synced[log] = log.stat().st_size
        return found

    def _tear_commit(self, act: Callable[[], Any], log: Path, before: int) -> None:
        act()
        self._log_synced[log] = before
        self._power = True  # only power can leave half a commit behind

    def _county_commit(self, act: Callable[[], Any]) -> Any:
        if not self._county_dies_in or not self.county_serves:
            return act()
        self._county_dies_in -= 1
        if self._county_dies_in:
            return act()
        if self._county_manner != "before":
            act()
        raise CountyDied

    def _run_out_of_room(self, kind: str, half: Callable[[], Any] | None) -> None:
        if not self._full_for or kind not in NEEDS_ROOM:
            return
        if self._full_in:
            self._full_in -= 1
            return
        self._full_for -= 1
        if kind == "commit":
            self._rollback()
            full = cipher.OperationalError("database or disk is full")
            full.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise full
        if half is not None:
            half()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _unsynced(self, home: Path) -> dict[Path, int]:
        """Files with bytes that never reached the disk, and how many of their bytes did."""
        found = {}
        for file in sorted(home.rglob("*")):
            if not file.is_file() or file.name in DATABASE or file.name.startswith("desk."):
                continue
            facts = file.stat()
            safe = self._synced.get(facts.st_ino, 0)
            if safe < facts.st_size:
                found[file] = safe
        log = home / "desk.db-wal"
        if log.exists() and self._log_synced.get(log, log.stat().st_size) < log.stat().st_size:
            found[log] = self._log_synced[log]
        return found


def _tear(file: Path, safe: int, dice: random.Random) -> None:
    """Behind ``safe`` bytes: cut off, zeroes, or as it was written."""
    content = file.read_bytes()
    cut = dice.randint(safe, len(content))
    way = dice.choice(["dropped", "short", "zeroes", "whole"])
    if way == "dropped":
        file.write_bytes(content[:safe])
    elif way == "short":
        file.write_bytes(content[:cut])
    elif way == "zeroes":
        file.write_bytes(content[:cut] + bytes(len(content) - cut))


@contextmanager
def hooked(disk: Disk) -> Iterator[Disk]:
    """Let every step of the product in this process pass by ``disk``."""
    kept = {
        (os, name): getattr(os, name) for name in ("write", "fsync", "fdatasync", "ftruncate") if hasattr(os, name)
    } | {(Path, name): getattr(Path, name) for name in ("replace", "unlink")}
    commit = DefaultDialect.do_commit
    real = {name: act for (_, name), act in kept.items()}

    def write(handle: int, content: Any) -> int:
        part = bytes(content[: len(content) // 2])
        return disk.step(
            "write", _path(handle), lambda: real["write"](handle, content), lambda: real["write"](handle, part)
        )

    def sync(name: str) -> Callable[[int], None]:
        def do(handle: int) -> None:
            disk.step("sync", _path(handle), lambda: real[name](handle))
            disk.synced(handle)

        return do

    def replace(file: Path, target: Path) -> Path:
        disk.gone(Path(target))
        return real["replace"](file, target)

    def unlink(file: Path, missing_ok: bool) -> None:
        disk.gone(file)
        real["unlink"](file, missing_ok=missing_ok)

    def do_commit(dialect: Any, connection: Any) -> None:
        driver = getattr(connection, "driver_connection", connection)
        reads = getattr(connection, "info", {}).get("begin") == "BEGIN"
        disk.commit(driver, lambda: commit(dialect, connection), reads=reads)

    try:
        os.write, os.fsync, os.fdatasync = write, sync("fsync"), sync("fdatasync")
        os.ftruncate = lambda handle, size: disk.step("cut", _path(handle), lambda: real["ftruncate"](handle, size))
        Path.replace = lambda self, target: disk.step("rename", self, lambda: replace(self, target))
        Path.unlink = lambda self, missing_ok=False: disk.step("remove", self, lambda: unlink(self, missing_ok))
        DefaultDialect.do_commit = do_commit
        yield disk
    finally:
        for (owner, name), act in kept.items():
            setattr(owner, name, act)
        DefaultDialect.do_commit = commit


def _path(handle: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{handle}").readlink())
    except OSError:
        return ""
