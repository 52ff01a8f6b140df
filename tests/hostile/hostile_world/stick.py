"""A stick (优盘) that goes between a station and the county: pulled out half-way, worn out, carried late or twice."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Stick:
    """One stick. It is never emptied: every old bundle and reply on it is met again."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.pulls = 0
        self._kept = folder.with_name("stick-as-it-was-pulled")
        self._pull_in = 0
        self._dice = random.Random(0)

    def arm(self, steps: int, seed: int) -> None:
        """Somebody pulls it out so many steps from now: steps of the stick, and of the disk while it is read."""
        self._pull_in, self._dice = steps, random.Random(seed)

    @property
    def is_out(self) -> bool:
        """It was pulled out and not put in again."""
        return self._kept.exists()

    def put_in(self) -> None:
        """It is in the PC, with what reached it."""
        self._pull_in = 0
        if self.is_out:
            shutil.rmtree(self.folder)
            self._kept.rename(self.folder)

    def spoil(self, seed: int) -> None:
        """One file on it is cut off or has a wrong block: a copy that was torn, a cell that died."""
        dice = random.Random(seed)
        files = sorted(one for one in self.folder.iterdir() if one.stat().st_size)
        if files:
            _damage(dice.choice(files), dice)

    def step(self, act: Callable[[], Any] | None, *, writes: bool) -> Any:
        """One step of the stick (``act``), or of somebody who reads from it.

        Raises:
            OSError: it is not there.
        """
        if self._pull_in:
            self._pull_in -= 1
            if not self._pull_in:
                self._pull(writes=writes)
        if act is None:
            return None
        if self.is_out:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return act()

    def _pull(self, *, writes: bool) -> None:
        """What lies on it stays, the file being written in part; who still reads gets nothing."""
        self.pulls += 1
        shutil.copytree(self.folder, self._kept)
        if writes:
            for file in self._kept.glob("*.part"):
                _cut(file, self._dice)
        for file in self.folder.iterdir():
            os.truncate(file, self._dice.randint(0, file.stat().st_size))


def _damage(file: Path, dice: random.Random) -> None:
    if dice.random() < 0.5:
        _cut(file, dice)
        return
    with file.open("r+b") as stream:
        stream.seek(dice.randrange(file.stat().st_size))
        stream.write(dice.randbytes(16))


def _cut(file: Path, dice: random.Random) -> None:
    os.truncate(file, dice.randint(0, file.stat().st_size))
