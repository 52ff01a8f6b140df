"""Plays a story: makes the world, does the steps, heals everything, waits for rest, checks."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hostile_world import checks
from hostile_world.broken import Broken
from hostile_world.checks import Proof
from hostile_world.county import CountySide, one_thread
from hostile_world.desk import Station, copied, digest_of, scan
from hostile_world.disk import Disk, hooked
from hostile_world.line import SimulatedLine, Trouble
from hostile_world.neighbours import Neighbours
from hostile_world.stick import Stick
from hostile_world.story import Step
from hostile_world.template import Template, fast_folder
from hostile_world.time import DEAD_BATTERY, Time
from windowdesk import clock as clocks
from windowdesk import errors
from windowdesk.storage.second_copy import FILE_NAME
from windowdesk.sync import blobs_up
from windowdesk.sync.run import Outcome, RunReport

RUNS_TO_REST = 60
"""So many runs the engine may take until it comes to rest in a healed world."""
QUIET_REQUESTS = 8
"""What a run may ask when nothing is to be done."""


class Theatre:
    """What all stories of one process share."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.template = Template(loop)
        self.count: Counter[str] = Counter()

    def play(self, seed: int, steps: Sequence[Step]) -> None:
        """Play one story to its end.

        Raises:
            Broken: a promise was.
        """
        folder = fast_folder()
        try:
            with _dice(seed):
                self.template.copy_county(folder / "county")
                disk = Disk(folder / "desks")
                with hooked(disk):
                    stage = Stage(folder, self, disk, seed)
                    try:
                        stage.play(steps)
                    finally:
                        stage.close()
                        self.count.update(stage.counted())
        finally:
            shutil.rmtree(folder)


SMALL_FILE = 2000
"""Bytes from which on a file of a story goes in the lane of the large ones, and may have a preview."""


@contextmanager
def theatre() -> Iterator[Theatre]:
    """The process made ready: one thread, small files, everything given back at the end."""
    kept = blobs_up.SMALL_FILE, blobs_up.SMALLEST_CHUNK
    with one_thread() as loop:
        blobs_up.SMALL_FILE, blobs_up.SMALLEST_CHUNK = SMALL_FILE, 128
        made = Theatre(loop)
        try:
            yield made
        finally:
            blobs_up.SMALL_FILE, blobs_up.SMALLEST_CHUNK = kept
            made.template.remove()


class Stage:
    """One world while its story is played."""

    def __init__(self, folder: Path, theatre: Theatre, disk: Disk, seed: int) -> None:
        self.seed = seed
        self.time = Time()
        self.folder = folder
        self.disk = disk
        self.county = CountySide(folder / "county", folder / "backups", self.time, disk, theatre.loop)
        self.proof = Proof(self.county)
        template = theatre.template
        self.neighbours = Neighbours(folder, template, self.county, disk, self.time, self.proof.look)
        self.stick = disk.stick = Stick(folder / "stick")
        self.files: dict[str, bytes] = {}
        self.troubles = 0
        self.wrong_clock = False
        self.stations: list[Station] = []
        home = folder / "desks" / "first"
        known = template.copy_home("first", home)
        disk.trust(home)
        self._add(Station("first", home, known, template.item, self.time.clock(), disk))
        self.now = self.stations[0]

    def counted(self) -> dict[str, int]:
        """Kills, cuts and restores of this story."""
        cuts = sum(one.line.cuts for one in self.stations)
        return {
            "kills": self.disk.kills,
            "cuts": cuts,
            "restores": self.county.restores,
            "pulls": self.stick.pulls,
            "neighbours": len(self.neighbours.stations),
        }

    def play(self, steps: Sequence[Step]) -> None:
        """All steps, then the healing and the checks."""
        for step in steps:
            self._one(step)
        self._heal()

    def close(self) -> None:
        """Give everything back, whatever happened."""
        self.disk.disarm()
        for station in self.stations:
            self.disk.start(station.home)
            station.bury()
        self.neighbours.close()
        self.county.close()

    # steps

    def _one(self, step: Step) -> None:
        """One step; a program that ended in it is started again, as often as it takes."""
        act = getattr(self, f"_do_{step.do}")
        try:
            act(step, *step.numbers)
        except Broken:
            raise
        except BaseException as trouble:
            if self.disk.is_dead:  # whatever a dying program still raises
                self.now.bury()
                self._start_again()
            elif isinstance(trouble, errors.StoreTrouble):
                self._store_trouble(trouble)
            elif not isinstance(trouble, errors.Known):  # a known one: the clerk was told why not
                raise
        try:
            self._watch()
        except errors.StoreTrouble as trouble:
            self._store_trouble(trouble)

    def _start_again(self) -> None:
        for _ in range(5):
            try:
                self.now.start(self.seed)
                return
            except Broken:
                raise
            except BaseException as trouble:
                if self.disk.is_dead:
                    self.now.bury()
                    continue
                if not isinstance(trouble, errors.StoreTrouble):
                    raise
                if trouble.message not in (errors.DISK_FULL, errors.HOME_UNUSABLE):
                    raise Broken("the store does not open", repr(trouble)) from trouble
                self.disk.disarm()
        raise Broken("the store does not open", "killed or full five times")

    def _store_trouble(self, trouble: errors.StoreTrouble) -> None:
        if trouble.message is errors.STORE_NEEDS_RESTART:
            self._restart()
        elif trouble.message not in (
            errors.DISK_FULL,
            errors.SECOND_COPY_FAILED,
            errors.HOME_UNUSABLE,
            errors.CLOCK_WRONG,
        ):
            raise Broken("the store gives up", repr(trouble)) from trouble

    def _restart(self) -> None:
        try:
            self.now.stop()
        except BaseException:
            if not self.disk.is_dead:
                raise
            self.now.bury()
        self._start_again()

    def _do_file(self, step: Step, number: int, *sizes: int) -> None:
        scans = [scan(number + place, size) for place, size in enumerate(sizes)]
        large = [place for place, size in enumerate(sizes) if size >= SMALL_FILE and step.word == "previews"]
        previews = {place: scan(number + place + 101, 1 + sizes[place] // 8) for place in large}
        self.files |= {digest_of(one): one for one in (*scans, *previews.values())}
        self.now.file(scans, previews)

    def _do_supplement(self, _: Step, number: int) -> None:
        wanted = "SELECT id FROM cases WHERE state IN ('S40', 'S28') ORDER BY received, id"
        self._on_case(number, lambda case: self.now.supplement(case, self._page(number)), wanted)

    def _do_deliver(self, _: Step, number: int) -> None:
        self._on_case(number, self.now.deliver, "SELECT id FROM cases WHERE state = 'S80' ORDER BY received, id")

    def _do_evaluate(self, _: Step, number: int) -> None:
        self._on_case(number, self.now.evaluate, "SELECT id FROM cases WHERE state = 'S86' ORDER BY received, id")

    def _do_withdraw(self, _: Step, number: int) -> None:
        self._on_case(number, self.now.withdraw)

    def _do_void(self, _: Step, number: int) -> None:
        self._on_case(number, self.now.void)

    def _do_poison(self, _: Step, number: int) -> None:
        self._on_case(number, self.now.poison)

    def _on_case(self, number: int, act: Any, wanted: str = "SELECT id FROM cases ORDER BY received, id") -> None:
        cases = [row[0] for row in self.now.look(wanted)]
        if cases:
            act(cases[number % len(cases)])

    def _page(self, number: int) -> bytes:
        page = scan(number + 7, 1 + number % 3000)
        self.files[digest_of(page)] = page
        return page

    def _do_sync(self, _: Step, force: int) -> None:
        self._run(force=bool(force))

    def _do_alone(self, _: Step, runs: int) -> None:
        """Nobody touches it: the exchange goes on by its own times."""
        for _ in range(runs):
            self._wait(self._run(force=False))

    def _do_trouble(self, step: Step, after: int, times: int, number: int) -> None:
        self.now.line.trouble = Trouble(step.word, after, times, number)
        self.troubles += times

    def _do_good(self, _: Step) -> None:
        self.now.line.heal()

    def _do_office(self, step: Step, number: int) -> None:
        self.county.act(step.word, number)

    def _do_kill(self, step: Step, steps: int, power: int, number: int) -> None:
        self.disk.arm(steps, step.word, number, power=bool(power))

    def _do_plug(self, _: Step, power: int, number: int) -> None:
        self.now.plug(number, power=bool(power))
        self._start_again()

    def _do_restart(self, _: Step) -> None:
        self._restart()

    def _do_full(self, _: Step, after: int, times: int) -> None:
        self.disk.fill(after, times)

    def _do_damage(self, step: Step, number: int, size: int, when: int) -> None:
        """Blocks of one copy go bad, while the program is off or under its hands.

        Never both copies: what no software can mend is another step.
        """
        self._restart()
        self.now.desk.store.check()  # the quiet hour: what went bad before is noticed and mended
        if when == 2:
            _spoil(self.now.home, step.word if step.word == "file" else "database", number, size)
            return
        if when == 1:
            self.now.plug(number, power=False)
        else:
            self.now.stop()
        self.disk.is_off = True
        _spoil(self.now.home, step.word, number, size)
        self.disk.is_off = False
        self._start_again()

    def _do_lose(self, _: Step, number: int) -> None:
        """A scan goes bad in both copies: only a person can help, who tells the county."""
        named = sorted({digest for event in self.now.confirmed.values() for digest in event.files})
        if named:
            digest = named[number % len(named)]
            for file in self.now.desk.blobs._places(digest):
                with file.open("r+b") as stream:
                    stream.write(random.Random(number).randbytes(20))
            self.now.lost.add(digest)

    def _do_report_lost(self, _: Step, number: int) -> None:
        cases = sorted({event.case for event in self.now.confirmed.values() if self.now.lost.intersection(event.files)})
        if cases:
            self.now.report_lost(cases[number % len(cases)])

    def _do_stick(self, step: Step, pull: int, number: int) -> None:
        """One leg of a round: ``up`` onto the stick, ``county`` takes and answers, ``down`` into the store."""
        if step.word == "county":
            self.county.takes_stick(self.stick.folder)
            self.proof.look()
            return
        self.stick.arm(pull, number)
        self.disk.stick_is_used = True
        try:
            with self.now.relay() as relay:
                if step.word == "up":
                    relay.write(self.stick.folder, "001")
                else:
                    relay.take(self.stick.folder)
        finally:
            self.disk.stick_is_used = False
            self.stick.put_in()

    def _do_spoil_stick(self, _: Step, number: int) -> None:
        self.stick.spoil(number)

    def _do_neighbours(self, _: Step, cases: int, runs: int, number: int) -> None:
        self.neighbours.come(cases, runs, number, self.files)

    def _do_back_up(self, _: Step) -> None:
        self.county.back_up()

    def _do_restore(self, _: Step, number: int, keep_files: int) -> None:
        self.county.restore(number, keep_files=bool(keep_files))

    def _do_county_dies(self, step: Step, commits: int) -> None:
        self.disk.county_dies(commits, step.word)

    def _do_time(self, _: Step, seconds: int) -> None:
        self.time.pass_by(seconds)

    def _do_clock_dead(self, _: Step) -> None:
        self.now.clock.leap(DEAD_BATTERY)

    def _do_clock_wrong(self, _: Step, seconds: int) -> None:
        self.now.clock.leap(self.now.clock.now() + timedelta(seconds=seconds))

    def _do_clock_right(self, _: Step) -> None:
        self.now.clock.leap(self.time.now)

    def _do_clone(self, _: Step) -> None:
        """From here on two PCs work with the same disk; the story goes on at the copy."""
        self.now.stop()
        twin = copied(self.now, self.folder / "desks" / "twin", self.time.clock())
        self.disk.trust(twin.home)
        self._start_again()
        self._add(twin)
        self.now = twin

    # the world

    def _add(self, station: Station) -> None:
        station.line = SimulatedLine(self.county, self.disk, self.time, self._look, self.proof.look)
        self.stations.append(station)
        self.disk.start(station.home)
        station.start(self.seed)

    def _run(self, *, force: bool) -> RunReport:
        report = self.now.run(force=force)
        self.proof.look()
        checks.after_run(self.now, self.county, report)
        return report

    def _watch(self) -> None:
        """What the screens show now, held against everything the county ever had."""
        self.proof.look()
        self._look()

    def _look(self) -> None:
        """Before each call, too: a screen claims nothing that a call in between could still undo."""
        self.neighbours.between_calls()
        for station in self.neighbours.stations:
            self.proof.hold_against(station)
        if self.now.is_open:
            self.proof.hold_against(self.now)

    def _wait(self, report: RunReport) -> None:
        seconds = 30.0
        if report.next_try is not None:
            seconds = max(1.0, (report.next_try - self.now.clock.now()).total_seconds())
        self.time.pass_by(seconds)

    def _heal(self) -> None:
        self.disk.disarm()
        self.time.set_right()
        for station in self.stations:
            station.line.heal()
        ends = []
        for station in self.stations:
            self.now = station
            self.disk.start(station.home)
            ends.append(self._to_rest_from_the_start())
        self.neighbours.come_to_rest()
        if len(self.stations) == 1:
            if self.county.restores:
                self._office_catches_up()
            self._at_rest()
        else:
            self._forked(ends)
            self._office_sees_all()
        self._neighbours_hold()

    def _to_rest(self) -> RunReport:
        """Run until nothing waits; anything else takes too long."""
        for _ in range(RUNS_TO_REST):
            try:
                report = self._run(force=False)
            except errors.StoreTrouble as trouble:
                self._store_trouble(trouble)
                continue
            if report.outcome is Outcome.IDLE or checks.forked(self.now, report):
                return report
            if report.outcome is Outcome.NEEDS_PERSON:
                self.now.report_what_the_queue_offers()
            self._wait(report)
        raise Broken("never comes to rest", f"{report.outcome}, {report.reason}, {report.troubles}")

    def _to_rest_from_the_start(self) -> RunReport:
        """The program started afresh: what went bad under its hands shows now."""
        self._restart()
        return self._to_rest()

    def _office_catches_up(self) -> None:
        """The office sees every open case again: after a restore it must, and its word is the newest then.

        What was being looked at before the backup is paused first: its state would be no news otherwise.
        """
        self._office_sees_all()
        self._to_rest()

    def _neighbours_hold(self) -> None:
        restored = bool(self.county.restores)
        for station in self.neighbours.stations:
            checks.at_the_end(station, self.county, self.files, restored=restored)

    def _office_sees_all(self) -> None:
        cases = [row["id"] for row in self.county.rows("SELECT id FROM cases ORDER BY received_at, id")]
        for place in range(len(cases)):
            for act in ("register", "review", "accept", "pause", "look"):
                self.county.act(act, place)
        self.neighbours.come_to_rest()

    def _at_rest(self) -> None:
        station = self.now
        before = station.line.requests
        report = self._run(force=False)
        if report.outcome is not Outcome.IDLE or station.line.requests - before > QUIET_REQUESTS:
            raise Broken(
                "never comes to rest", f"{station.line.requests - before} requests in a run with nothing to do"
            )
        restored = bool(self.county.restores)
        checks.at_the_end(station, self.county, self.files, restored=restored)
        if not restored:
            checks.resent(station, self.files)

    def _forked(self, ends: list[RunReport]) -> None:
        """Two PCs with one log: at most one of them is right, and the other says so."""
        for station, report in zip(self.stations, ends, strict=True):
            self.now = station
            if checks.forked(station, report):
                checks.fork_is_harmless(station, self.county)
            else:
                checks.after_run(station, self.county, report)
            station._remember()


def _spoil(home: Path, what: str, number: int, size: int) -> None:
    dice = random.Random(number)
    if what == "nothing left":
        for file in home.glob("desk.db*"):
            file.unlink()
        return
    found = {
        "database": [home / "desk.db"],
        "log": [home / "desk.db-wal"],
        "copy": [home / "second-copy" / FILE_NAME],
        "file": [
            one for one in sorted((home / dice.choice(["blobs", "second-copy/blobs"])).rglob("*")) if one.is_file()
        ],
    }[what]
    found = [one for one in found if one.exists() and one.stat().st_size]
    if not found:
        return
    file = dice.choice(found)
    length = file.stat().st_size
    start = dice.randrange(length)
    if what == "copy":
        start = max(start, 24)
    with file.open("r+b") as stream:
        stream.seek(start)
        stream.write(dice.randbytes(max(0, min(size, length - start))))


@contextmanager
def _dice(seed: int) -> Iterator[None]:
    """Identifiers come from the seed: a story plays the same each time."""
    kept = clocks.os
    clocks.os = SimpleNamespace(urandom=random.Random(seed).randbytes)
    try:
        yield
    finally:
        clocks.os = kept
