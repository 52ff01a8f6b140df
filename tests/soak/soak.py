"""Eight hours at the counter in some minutes: cards, scans and receipts with everything that goes wrong with them.

The true window on a true encrypted store; reader, scanner and printer are the simulations that ship, in processes of
their own, driven by the true drivers. Every seed is another day. The last line of output is JSON; exit code 1 and the
seed and step where a promise was broken.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "journeys"))
sys.path.insert(0, str(Path(__file__).parent))

import gauges
import heartbeat
import planted
from clerk import Clerk, Wanted
from counter import Counter as Devices
from counter import DayClock, hurry, opener
from gauges import Gauge
from hand import Hand
from heartbeat import Figures, Heart
from ledger import Complaint, check
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from room import Room

from windowdesk import settings as settings_file
from windowdesk.gui import application, start
from windowdesk.gui.style import TextSize

LEAK, BLOCKED, BUG, STUCK = "leak", "window blocked", "bug", "stuck"
RARE_PAGES = ("settings", "help", "home")
"""Opened first: the program builds the first two only when they are wanted."""
LOOKS = 60
"""How often memory, threads and handles are read in a day."""
FEWEST_LOOKS = 5
MOST_GROWTH = {"uss_mb": 15.0, "widgets": 150.0}
"""What may come on top once a day has settled: caches, and what is built when it is first needed."""


@dataclass
class Day:
    """What came of it."""

    seed: int
    seconds: float = 0.0
    villagers: int = 0
    tally: dict[str, int] = field(default_factory=dict)
    first_openings: dict[str, int] = field(default_factory=dict)
    """Milliseconds until the pages that are not built ahead of time stood whole; the beat goes on meanwhile."""
    gauges: list[Gauge] = field(default_factory=list)
    heart: Figures = field(default_factory=Figures)
    bare: Figures = field(default_factory=Figures)
    complaints: list[Complaint] = field(default_factory=list)


class Ears(logging.Handler):
    """Hears every error in the log, and every warning of Qt: each is a bug."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """An error of the program."""
        self.heard.append(self.format(record))

    def of_qt(self, kind: QtMsgType, _: Any, text: str) -> None:
        """A message of Qt."""
        if kind is not QtMsgType.QtDebugMsg and not text.startswith("This plugin does not support"):
            self.heard.append(f"Qt: {text}")


class BareLoop:
    """An event loop that does nothing, in a process of its own, measured in the same minutes."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("heartbeat.py"))]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def end(self) -> Figures:
        """Its figures."""
        said, _ = self._process.communicate(timeout=30)
        return heartbeat.from_json(json.loads(said))


def play(root: Path, seed: int, wanted: Wanted, printer_faults: float, flaws: Sequence[str]) -> Day:
    """One day; everything below ``root``."""
    day, ears, clock = Day(seed), Ears(), DayClock()
    logging.getLogger().addHandler(ears)
    qInstallMessageHandler(ears.of_qt)
    hurry()
    with ExitStack() as held:
        devices = Devices(root)
        held.callback(devices.close)
        app = application.make(["windowdesk"], TextSize.STANDARD)
        window = start.make_window(opener(devices.home, clock), settings_file.load(devices.home))
        start.catch_bugs(window)
        for name in flaws:
            held.enter_context(planted.FLAWS[name]())
        room = Room(Hand(window), devices, random.Random(seed), printer_faults)
        heart, bare = Heart(lambda: room.step), BareLoop()
        work = threading.Thread(target=lambda: _work(room, wanted, day, clock, heart, app.quit), name="clerk")
        window.resize(1366, 728)
        window.show()
        began = time.monotonic()
        work.start()
        app.exec()
        work.join()
        day.seconds, day.bare = time.monotonic() - began, bare.end()
        window.close()
        window.deleteLater()
        app.processEvents()
    qInstallMessageHandler(None)
    logging.getLogger().removeHandler(ears)
    day.complaints += [*room.complaints, *(Complaint(BUG, one) for one in ears.heard)]
    day.complaints += [*leaks(day.gauges), *blocked(day)]
    day.tally = dict(sorted(room.tally.items()))
    return day


def _work(room: Room, wanted: Wanted, day: Day, clock: DayClock, heart: Heart, leave: Any) -> None:
    """The clerk's thread."""

    def rested(served: int) -> None:
        day.villagers = served
        part = min(1.0, room.tally["receipts"] / wanted.receipts)
        clock.be(part)
        if part * LOOKS >= len(day.gauges):
            room.hand.quiet()
            day.gauges.append(gauges.read(served, room.hand.do(gauges.count_widgets)))

    try:
        window = room.window
        room.hand.until(lambda: window.front == "home", "the desk never opened")
        room.hand.until(lambda: not window._idle_timer.isActive(), "the pages were never built")
        room.sit_down(window.place.thread.open_desk.desk.bus)
        heart.start()
        day.first_openings = {name: _open(room, name) for name in RARE_PAGES}
        clerk = Clerk(room, wanted, rested)
        clerk.day()
        day.heart = heart.stop()
        room.at("evening")
        slips = clerk.printing.papers.look(room.devices.printer.heard_all())
        day.complaints += room.hand.on_desk(check, room.ledger, slips)
    except Exception as trouble:  # told with seed and step
        day.complaints.append(Complaint(STUCK, f"{type(trouble).__name__}: {trouble} (at: {room.step})"))
        logging.getLogger("soak").info("stuck", exc_info=trouble)
        day.heart = heart.stop()
    finally:
        room.hand.do(leave)


def _open(room: Room, name: str) -> int:
    room.at(f"first opening of {name}")
    began = time.monotonic()
    room.hand.do(lambda: room.window.show_page(name))
    room.hand.until(lambda: room.window.is_whole, f"{name} is never whole")
    return round((time.monotonic() - began) * 1000)


def leaks(looks: Sequence[Gauge]) -> list[Complaint]:
    """What did not stay level once everything had been used for the first time."""
    level = gauges.settled(looks)
    if len(level) < FEWEST_LOOKS:
        return []
    found = []
    for name in ("threads", "files", "children"):
        half = len(level) // 2
        early, late = (max(getattr(one, name) for one in part) for part in (level[:half], level[half:]))
        lowest = min(getattr(one, name) for one in level[half:])
        if lowest > early:
            found.append(Complaint(LEAK, f"{name}: {early} at most at first, {lowest} to {late} at last"))
    villagers = level[-1].villagers - level[0].villagers
    for name, most in MOST_GROWTH.items():
        grown = gauges.a_villager(level, name) * villagers
        if grown > most:
            found.append(Complaint(LEAK, f"{name}: {grown:.0f} more after {villagers} villagers"))
    return found


def blocked(day: Day) -> list[Complaint]:
    """Beats that were late by the window's own doing."""
    return [
        Complaint(
            BLOCKED,
            f"{one.waited * 1000:.0f} ms, of them {one.queued * 1000:.0f} without a processor, {one.ran * 1000:.0f} at work: {one.where}",
        )
        for one in day.heart.late
        if one.own > heartbeat.LATE_SECONDS and not _machine_stood(one, day.bare)
    ]


def _machine_stood(late: heartbeat.Late, bare: Figures) -> bool:
    """A bare loop was late in the same moment."""
    return any(one.began < late.began + late.waited and late.began < one.began + one.waited for one in bare.late)


def table(day: Day) -> str:
    """For people."""
    first, last = (gauges.settled(day.gauges)[0], day.gauges[-1]) if day.gauges else (None, None)
    lines = ["| what | at first | at last |", "| --- | --- | --- |"]
    if first is not None and last is not None:
        for name, words in (
            ("villagers", "villagers served"),
            ("pss_mb", "memory (PSS), MB"),
            ("uss_mb", "memory of its own (USS), MB"),
            ("threads", "threads"),
            ("files", "open handles"),
            ("widgets", "widgets"),
        ):
            lines.append(f"| {words} | {getattr(first, name):.0f} | {getattr(last, name):.0f} |")
    lines += ["", "| event loop | beats | p50 | p99 | p99.9 | slowest | over 50 ms | of them its own doing |"]
    lines.append("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for words, one, own in (("window", day.heart, str(len(blocked(day)))), ("bare loop beside it", day.bare, "")):
        times = " | ".join(f"{value} ms" for value in (one.quantile(0.5), one.quantile(0.99), one.quantile(0.999)))
        lines.append(f"| {words} | {one.beats} | {times} | {one.longest()} ms | {len(one.late)} | {own} |")
    return "\n".join(lines)


def result(day: Day) -> dict[str, Any]:
    """The JSON line."""
    level = gauges.settled(day.gauges)
    return {
        "seed": day.seed,
        "seconds": round(day.seconds, 1),
        "villagers": day.villagers,
        **{name: day.tally.get(name, 0) for name in ("cards", "scans", "receipts", "questions")},
        "kib_a_villager": round(gauges.a_villager(level, "uss_mb") * gauges.KIB, 2),
        "first": asdict(level[0]) if level else {},
        "last": asdict(level[-1]) if level else {},
        "beats": day.heart.beats,
        "p999_ms": day.heart.quantile(0.999),
        "slowest_ms": day.heart.longest(),
        "late": len(day.heart.late),
        "late_by_itself": len(blocked(day)),
        "bare_slowest_ms": day.bare.longest(),
        "bare_late": len(day.bare.late),
        "first_openings_ms": day.first_openings,
        "tally": day.tally,
        "broken": sorted({one.promise for one in day.complaints}),
    }


def main() -> int:
    """Play the day, print the table, and the JSON line."""
    parser = argparse.ArgumentParser(prog="./dev soak", description=__doc__)
    parser.add_argument("--cards", type=int, default=2000)
    parser.add_argument("--scans", type=int, default=500)
    parser.add_argument("--receipts", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=60, help="close the counter after so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--printer-faults", type=float, default=0.2, help="part of the receipts that go wrong")
    parser.add_argument("--keep", type=Path, help="keep everything in this folder")
    parser.add_argument("--flaw", choices=sorted(planted.FLAWS), action="append", default=[], help="plant this bug")
    line = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    root = (line.keep or Path(tempfile.mkdtemp(prefix="windowdesk-soak-"))).resolve()
    root.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        filename=root / "soak.log", level=logging.INFO, format="%(asctime)s %(threadName)s %(name)s %(message)s"
    )
    wanted = Wanted(line.cards, line.scans, line.receipts, line.minutes)
    day = play(root, line.seed, wanted, line.printer_faults, line.flaw)
    print(table(day))
    for one in day.complaints:
        print(f"seed {day.seed}: {one}")
    (root / "gauges.json").write_text(json.dumps([asdict(one) for one in day.gauges], indent=2), "ascii")
    print(json.dumps(result(day), ensure_ascii=False), flush=True)
    if line.keep is None:
        shutil.rmtree(root, ignore_errors=True)
    return 1 if day.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
