"""What must stay level while the day goes on: memory, threads, open files, widgets, child processes."""

from __future__ import annotations

import itertools
import statistics
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

KIB = 1024


@dataclass(frozen=True)
class Gauge:
    """One look, taken at rest between two villagers."""

    villagers: int
    """Served so far."""
    pss_mb: float
    uss_mb: float
    """Memory of this process alone, swapped out or not."""
    threads: int
    files: int
    """Open handles."""
    widgets: int
    children: int


def read(villagers: int, widgets: int) -> Gauge:
    """Look now."""
    rollup = {
        line.split(":")[0]: int(line.split()[1])
        for line in Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()[1:]
    }
    own = rollup["Private_Clean"] + rollup["Private_Dirty"]
    return Gauge(
        villagers=villagers,
        pss_mb=(rollup["Pss"] + rollup["SwapPss"]) / KIB,
        uss_mb=(own + rollup["SwapPss"]) / KIB,
        threads=len(list(Path("/proc/self/task").iterdir())),
        files=len(list(Path("/proc/self/fd").iterdir())),
        widgets=widgets,
        children=len(_children()),
    )


def count_widgets() -> int:
    """In the window's thread: every widget there is, shown or not."""
    return len(QApplication.allWidgets())


def threads() -> list[str]:
    """The names of Python's own."""
    return sorted(thread.name for thread in threading.enumerate())


def _children() -> list[str]:
    return [pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text("ascii").split()]


def a_villager(looks: Sequence[Gauge], name: str) -> float:
    """How fast a gauge grows with each villager: the median of the slopes between all looks (Theil and Sen).

    What is built once, when it is first needed, is a step and moves the median little.
    """
    slopes = [
        (getattr(late, name) - getattr(early, name)) / (late.villagers - early.villagers)
        for early, late in itertools.combinations(looks, 2)
        if late.villagers > early.villagers
    ]
    return statistics.median(slopes) if slopes else 0.0


def settled(gauges: Sequence[Gauge]) -> Sequence[Gauge]:
    """Without the first third: caches fill, pages are built, code is read."""
    return gauges[len(gauges) // 3 :]
