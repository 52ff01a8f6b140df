"""Cuts the power again and again and holds what is left against what was confirmed."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostile_world.child import Child
from hostile_world.county import one_thread
from hostile_world.desk import Confirmed
from hostile_world.template import Template, fast_folder

from power.clerk import Clerk
from power.disks import Ext4Disk, LossyDisk, PowerDisk, why_no_ext4, why_no_fuse
from power.platter import HONEST, LIAR
from windowdesk.storage.disk import sync_folder

CUTS_PER_HOME = 20
LIES = 0.02
"""Share of syncs that the lying disk answers with yes and does not do."""
LONGEST_STEPS = 1500
"""The power goes at the latest after so many changes of the disk; opening a store takes some twenty."""
LONGEST_SECONDS = 0.8
"""The same for a disk that counts no steps."""
CASES = 200


@dataclass
class Result:
    """What a campaign came to."""

    disk: str
    cuts: int = 0
    confirmed: int = 0
    while_opening: int = 0
    """Cuts that hit before the program had looked through what is there."""
    lied: int = 0
    failures: list[str] = field(default_factory=list)
    skipped: str = ""
    seconds: float = 0.0


def on_lossy_disk(cuts: int, seed: int = 1, tell: Callable[[str], None] = print) -> Result:
    """A disk that drops or tears everything not synced."""
    return _campaign(Result("drops what is not synced"), why_no_fuse(), LossyDisk, cuts, seed, tell)


def on_ext4(cuts: int, seed: int = 1, tell: Callable[[str], None] = print) -> Result:
    """A real ext4, stopped by the kernel."""
    return _campaign(Result("ext4 stopped by the kernel"), why_no_ext4(), Ext4Disk, cuts, seed, tell)


def on_lying_disk(
    cuts: int, seed: int = 1, tell: Callable[[str], None] = print, *, lies: float = LIES, apart: bool = True
) -> Result:
    """The database on a disk that lies, the second copy on an honest one; the power goes for both at once.

    Not ``apart``: both copies on the liar, where nothing can help.
    """
    result = Result("lies about 2 % of its syncs, second copy on another")
    return _campaign(result, why_no_fuse(), LossyDisk, cuts, seed, tell, lies=lies, apart=apart)


def _campaign(
    result: Result,
    why_not: str,
    disk: Callable[[Path], PowerDisk],
    cuts: int,
    seed: int,
    tell: Callable[[str], None],
    *,
    lies: float = 0.0,
    apart: bool = True,
) -> Result:
    if why_not:
        result.skipped = why_not
        return result
    began = time.monotonic()
    with _template() as template, _made(disk, result) as made:
        if made is None:
            return result
        campaign = _Campaign(template, made, result, random.Random(seed), lies, apart, tell)
        while result.cuts < cuts and not result.failures:
            campaign.one_home(min(CUTS_PER_HOME, cuts - result.cuts))
        if isinstance(made, LossyDisk):
            result.lied = made.state()["lied"]
    result.seconds = round(time.monotonic() - began, 1)
    return result


@dataclass
class _Campaign:
    template: Template
    disk: PowerDisk
    result: Result
    dice: random.Random
    lies: float
    apart: bool
    tell: Callable[[str], None]
    homes: int = 0

    def one_home(self, cuts: int) -> None:
        """So many cuts of one station; at last a start in peace that finds everything."""
        self.homes += 1
        first, second = (LIAR, HONEST if self.apart else LIAR) if self.lies else ("", "")
        home = self.disk.root / first / f"home-{self.homes}"
        copy = self.disk.root / second / f"copy-{self.homes}" if self.lies else None
        for folder in {home.parent, *([copy.parent] if copy else [])}:
            folder.mkdir(exist_ok=True)
        _sync_folders(self.disk.root)
        confirmed: dict[int, Confirmed] = {}
        for _ in range(cuts):
            told = self._one_cut(home, copy, confirmed)
            confirmed |= told.confirmed
            self.result.cuts += 1
            self.result.while_opening += not told.opened
            if self.result.failures:
                return
        told = Child(Clerk(self.template, home, copy, confirmed, seed=0, cases=1)).wait()
        confirmed |= told.confirmed
        self.result.confirmed += len(confirmed)
        if told.fell or not told.confirmed:
            self._failed(f"after the last cut: {told.fell or 'nothing could be saved'}")

    def _one_cut(self, home: Path, copy: Path | None, confirmed: dict[int, Confirmed]) -> Child:
        seed = self.dice.randrange(1 << 30)
        self.disk.arm(self.dice.randint(1, self.dice.choice([60, 400, LONGEST_STEPS])), seed, self.lies)
        told = Child(Clerk(self.template, home, copy, confirmed, seed=seed, cases=CASES))
        dark_from = 0.0
        if isinstance(self.disk, Ext4Disk):
            told.listen(self.dice.uniform(0.0, LONGEST_SECONDS))
            dark_from = time.monotonic()
            self.disk.cut()
        told.wait()
        if told.fell and (not self.disk.is_off or told.fell_at < dark_from):
            self._failed(told.fell)
        self.disk.cut()
        self.disk.on()
        return told

    def _failed(self, how: str) -> None:
        self.result.failures.append(f"cut {self.result.cuts + 1}, home {self.homes}: {how}")
        self.tell(self.result.failures[-1])


def _sync_folders(root: Path) -> None:
    """The bare folders are there for good before anything is tried."""
    for folder in (root, *(one for one in root.iterdir() if one.is_dir())):
        sync_folder(folder)


@contextmanager
def _template() -> Iterator[Template]:
    with one_thread() as loop:
        template = Template(loop)
        try:
            assert template.stations
            yield template
        finally:
            template.remove()


@contextmanager
def _made(disk: Callable[[Path], Any], result: Result) -> Iterator[Any]:
    """The disk; None, with the reason in ``result``, where this machine does not let us have it."""
    folder = fast_folder() if disk is LossyDisk else Path(tempfile.mkdtemp(prefix="hostile-"))
    made = None
    try:
        made = disk(folder)
    except (OSError, subprocess.CalledProcessError) as trouble:
        result.skipped = str(trouble)
    try:
        yield made
    finally:
        if made is not None:
            made.close()
        shutil.rmtree(folder)
