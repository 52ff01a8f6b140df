"""SIGKILL of a station and its county, as real processes over real sockets, while it files and sends."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostile_world import checks
from hostile_world.broken import Broken
from hostile_world.checks import Proof
from hostile_world.child import Child, Say, WallClock, fork, plain
from hostile_world.county import CountyEye, one_thread
from hostile_world.desk import Confirmed, Station, scan
from hostile_world.disk import Disk
from hostile_world.template import Template, fast_folder

from county.office import register_all
from county.place import open_county
from county.server import Address, Serving, serve
from windowdesk.sync.engine import Engine
from windowdesk.sync.run import Outcome
from windowdesk.sync.transport import HttpLine

LONGEST_SECONDS = 1.2
"""Between two kills."""
BETWEEN_CASES = 0.1
BETWEEN_RUNS = 0.05
LARGEST_SCAN = 6000
PIECE = 4096
"""Bytes of a file in one call: kills hit between two of them, too."""
REST_SECONDS = 240.0
OFFICE_EVERY = 7
"""Kills between two times that the office registers what came in."""


@dataclass
class Result:
    """What the kills came to."""

    station_kills: int = 0
    county_kills: int = 0
    confirmed: int = 0
    accepted: int = 0
    files: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def kills(self) -> int:
        """All of them."""
        return self.station_kills + self.county_kills


class CountyProcess:
    """The county's server in a process of its own, on a port that stays the same."""

    def __init__(self, data: Path) -> None:
        self._data = data
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._start()

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End it without a word; another one starts at once."""
        self.end()
        self._start()

    def end(self) -> None:
        """End it without a word."""
        os.kill(self._number, signal.SIGKILL)
        os.waitpid(self._number, 0)

    def wait_until_up(self) -> None:
        """Until it answers.

        Raises:
            OSError: it does not.
        """
        deadline = time.monotonic() + REST_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1.0).close()
                return
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def _start(self) -> None:
        self._number = fork()
        if not self._number:
            _serve(self._data, self.port)


def _serve(data: Path, port: int) -> None:
    """What ``windowdesk-county serve`` does, without another interpreter to start; never returns."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        serve(Serving(data, address=Address(port=port)))
    finally:
        os._exit(0)


@dataclass(frozen=True)
class Desk:
    """The work of one start of the program: files in one thread, exchanges in another."""

    template: Template
    folder: Path
    base: str
    before: dict[int, Confirmed]
    seed: int

    def __call__(self, say: Say) -> None:
        """Open, find everything, claim nothing without proof; then work until killed."""
        station = self._opened()
        eye = CountyEye(self.folder / "county")
        _hold(station, eye)
        say(opened=True, events=plain(event for seq, event in station.confirmed.items() if seq not in self.before))
        threading.Thread(target=self._exchange, args=(station, say), daemon=True).start()
        dice = random.Random(self.seed)
        while True:
            head = station.head()
            pages = dice.randint(0, 2)
            station.file([scan(dice.randrange(1 << 30), dice.randint(1, LARGEST_SCAN)) for _ in range(pages)])
            say(events=plain(event for seq, event in station.confirmed.items() if seq > head))
            time.sleep(dice.uniform(0.0, 2 * BETWEEN_CASES))

    def settle(self, say: Say) -> None:
        """Open and exchange until nothing waits; then everything is held against the county's database."""
        station = self._opened()
        say(opened=True, events=plain(event for seq, event in station.confirmed.items() if seq not in self.before))
        engine = self._engine(station)
        deadline = time.monotonic() + REST_SECONDS
        while (report := engine.run_once(force=True)).outcome is not Outcome.IDLE:
            if time.monotonic() > deadline:
                raise Broken("never comes to rest", f"{report.outcome}, {report.reason}, {report.troubles}")
            say(waits=str(report.reason))
            time.sleep(BETWEEN_RUNS)
        eye = CountyEye(self.folder / "county")
        _hold(station, eye)
        checks.after_run(station, eye, report)
        checks.at_the_end(station, eye, {}, restored=False)
        accepted = eye.rows("SELECT count(*) AS n FROM events WHERE verdict = 'accepted'")[0]["n"]
        say(accepted=accepted, files=len(eye.whole_files()))

    def _opened(self) -> Station:
        home = self.folder / "home"
        clock: Any = WallClock()
        nobody: Any = None
        station = Station("first", home, self.template.stations["first"], self.template.item, clock, Disk(home))
        station.line, station.confirmed = nobody, dict(self.before)
        station.perhaps = {"the save in which it was killed"}
        station.start(0)
        return station

    def _engine(self, station: Station) -> Engine:
        desk = station.desk
        line = HttpLine(self.base, floor=5.0)
        store = desk.store.sibling()
        key, bus = station.vault.station_key, desk.bus
        return Engine(store, desk.blobs, line, key=key, home=desk.home, clock=desk.clock, bus=bus, chunk=PIECE)

    def _exchange(self, station: Station, say: Say) -> None:
        """Run after run, as if somebody pressed all the time: kills are to hit a busy line."""
        try:
            engine = self._engine(station)
            while True:
                engine.run_once(force=True)
                time.sleep(BETWEEN_RUNS)
        except Exception as trouble:
            say(fell=f"the exchange: {trouble!r}", at=time.monotonic())


def _hold(station: Station, eye: CountyEye) -> None:
    proof = Proof(eye)
    proof.look()
    proof.hold_against(station)


def kill(kills: int, seed: int = 1) -> Result:
    """Kill so many times, the station, its county or both; at last let them settle and look at everything."""
    began = time.monotonic()
    result, dice = Result(), random.Random(seed)
    with _world() as (template, folder, county):
        confirmed: dict[int, Confirmed] = {}
        child = None
        while result.kills < kills and not result.failures:
            if child is None:
                child = Child(Desk(template, folder, county.base, confirmed, dice.randrange(1 << 30)))
            child.listen(dice.uniform(0.0, LONGEST_SECONDS))
            victims = dice.choice((("station",), ("station",), ("county",), ("county",), ("station", "county")))
            if "county" in victims:
                county.wait_until_up()
                child.listen(dice.uniform(0.0, LONGEST_SECONDS))
                county.kill()
            if "station" in victims or child.fell:
                child.kill()
            confirmed |= child.confirmed
            if child.fell:
                result.failures.append(f"after {result.kills} kills: {child.fell}")
            child = None if "station" in victims else child
            result.station_kills += "station" in victims
            result.county_kills += "county" in victims
            if result.kills % OFFICE_EVERY == 0:
                _office(folder)
        if child is not None and not result.failures:
            confirmed |= child.kill().confirmed
        county.wait_until_up()
        last = Settling(Desk(template, folder, county.base, confirmed, 0).settle).wait()
        result.failures += [f"at the end: {last.fell}"] if last.fell else []
        result.confirmed = len(confirmed | last.confirmed)
        result.accepted, result.files = last.numbers.get("accepted", 0), last.numbers.get("files", 0)
    result.seconds = round(time.monotonic() - began, 1)
    return result


class Settling(Child):
    """The last start, which also tells two numbers."""

    def __init__(self, work: Any) -> None:
        self.numbers: dict[str, int] = {}
        super().__init__(work)

    def _take(self, line: dict[str, Any]) -> None:
        super()._take(line)
        self.numbers |= {name: line[name] for name in ("accepted", "files") if name in line}


def _office(folder: Path) -> None:
    """Somebody at the county registers what came in, beside the server."""
    place = open_county(folder / "county")
    try:
        register_all(place)
    finally:
        place.close()


@contextmanager
def _world() -> Iterator[tuple[Template, Path, CountyProcess]]:
    folder = fast_folder()
    with one_thread() as loop:
        template = Template(loop)
        template.copy_county(folder / "county")
        template.copy_home("first", folder / "home")
    county = CountyProcess(folder / "county")
    try:
        yield template, folder, county
    finally:
        county.end()
        template.remove()
        shutil.rmtree(folder)
