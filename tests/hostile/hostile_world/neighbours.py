"""Other stations of the same county: they come back at the same moment, between any two calls of the first one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hostile_world.broken import Broken
from hostile_world.county import CountySide
from hostile_world.desk import Station, digest_of, scan
from hostile_world.disk import Disk
from hostile_world.line import SimulatedLine
from hostile_world.template import NAMES, Template
from hostile_world.time import Time
from windowdesk.sync.run import Outcome

RUNS_TO_REST = 60


class Neighbours:
    """Stations with good disks and good lines; the county is what they share with the station of the story."""

    def __init__(
        self, folder: Path, template: Template, county: CountySide, disk: Disk, time: Time, look: Callable[[], None]
    ) -> None:
        self.stations: list[Station] = []
        self._folder, self._template, self._county = folder, template, county
        self._disk, self._time, self._look = disk, time, look
        self._next = 0
        self._runs_left = 0
        self._at_it = False

    def come(self, cases: int, runs: int, number: int, files: dict[str, bytes]) -> None:
        """All of them have taken in so many cases meanwhile, and come back while the first one talks to the county."""
        if not self.stations:
            with self._aside():
                self.stations = [self._new(name) for name in NAMES[1:]]
        for place, station in enumerate(self.stations):
            for one in range(cases):
                # the same paper may have been handed in at the first station too
                page = scan(number % (1 << 10) + one, 1 + (number + place * one) % 3000)
                files[digest_of(page)] = page
                with self._aside():
                    station.file([page])
        self._runs_left = runs

    def between_calls(self) -> None:
        """The first station is about to call: one of the others does its whole run before."""
        if self._at_it or self._runs_left <= 0 or not self.stations:
            return
        self._runs_left -= 1
        self._next += 1
        with self._aside():
            self.stations[self._next % len(self.stations)].run(force=True)

    def come_to_rest(self) -> None:
        """Run each until nothing of it waits.

        Raises:
            Broken: it takes too long.
        """
        self._runs_left = 0
        for station in self.stations:
            station.clock.leap(self._time.now)
            for _ in range(RUNS_TO_REST):
                with self._aside():
                    report = station.run(force=False)
                if report.outcome is Outcome.IDLE:
                    break
                self._time.pass_by(60.0)
            else:
                raise Broken("never comes to rest", f"{station.name}: {report.outcome}, {report.reason}")

    def close(self) -> None:
        """Give everything back."""
        with self._aside():
            for station in self.stations:
                station.bury()

    def _new(self, name: str) -> Station:
        home = self._folder / "desks" / name
        known = self._template.copy_home(name, home)
        station = Station(name, home, known, self._template.item, self._time.clock(), self._disk)
        station.line = SimulatedLine(self._county, self._disk, self._time, lambda: None, self._look)
        station.start(0)
        return station

    def _aside(self) -> _Aside:
        return _Aside(self, self._disk)


class _Aside:
    """What the others do costs the first station no step, and nobody comes between."""

    def __init__(self, owner: Neighbours, disk: Disk) -> None:
        self._owner, self._disk = owner, disk

    def __enter__(self) -> None:
        self._before = (self._disk.is_off, self._disk.home, self._disk.left, self._owner._at_it)
        self._disk.is_off, self._owner._at_it = True, True

    def __exit__(self, *_: object) -> None:
        self._disk.is_off, self._disk.home, self._disk.left, self._owner._at_it = self._before
