"""The program at work on a disk that may go dark: opens the real store, files cases, tells what it confirmed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hostile_world.child import Say, WallClock, plain
from hostile_world.desk import Confirmed, Station, scan
from hostile_world.disk import Disk
from hostile_world.template import Template

LARGEST_SCAN = 6000


@dataclass(frozen=True)
class Clerk:
    """The work of one start of the program, for `hostile_world.child.Child`."""

    template: Template
    home: Path
    second: Path | None
    before: dict[int, Confirmed]
    """What was confirmed until now: it must be there."""
    seed: int
    cases: int

    def __call__(self, say: Say) -> None:
        """Open, look for everything, go on filing."""
        dice = random.Random(self.seed)
        clock: Any = WallClock()
        nobody: Any = None
        known, item = self.template.stations["first"], self.template.item
        station = Station("first", self.home, known, item, clock, Disk(self.home), second_copy=self.second)
        station.line, station.confirmed = nobody, dict(self.before)
        station.perhaps = {"the save in which the power went"}
        station.start(0)
        say(opened=True, events=plain(event for seq, event in station.confirmed.items() if seq not in self.before))
        for _ in range(self.cases):
            head = station.head()
            pages = dice.randint(0, 2)
            station.file([scan(dice.randrange(1 << 30), dice.randint(1, LARGEST_SCAN)) for _ in range(pages)])
            say(events=plain(event for seq, event in station.confirmed.items() if seq > head))
