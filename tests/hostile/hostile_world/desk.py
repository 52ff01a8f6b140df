"""A station at work: a real encrypted store in a folder, the real engine, and what its clerk was told is saved."""

from __future__ import annotations

import hashlib
import logging
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from hostile_world.broken import Broken, Killed
from hostile_world.disk import Disk
from hostile_world.line import SimulatedLine
from hostile_world.template import Enrolled
from hostile_world.time import DeskClock
from windowdesk import errors
from windowdesk.casework import deliver, evaluate, lost_files, queue_view, records, supplement, void, withdraw
from windowdesk.casework.desk import Desk
from windowdesk.clock import is_credible, new_id
from windowdesk.domain.case import BlobRef, Case, CaseMaterial, CaseState, Mode
from windowdesk.domain.case_events import CaseEvaluated, CaseReceived
from windowdesk.domain.numbers import provisional_number
from windowdesk.domain.people import Assurance, Person
from windowdesk.events import Bus
from windowdesk.settings import Settings, Site
from windowdesk.storage import engine as database
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.store import Store
from windowdesk.sync.engine import Engine
from windowdesk.sync.relay import Relay
from windowdesk.sync.run import Outcome, RunReport

REGION = "990101001001"
CHUNK = 1024
"""Bytes of a file that go up at once; files of a story are a few of these."""


@dataclass(frozen=True)
class Confirmed:
    """An event whose saving the clerk was told of."""

    seq: int
    id: str
    digest: str
    case: str
    type: str
    files: tuple[str, ...]


class Station:
    """One PC: its folder, the program when it runs, and the clerk's memory."""

    def __init__(
        self,
        name: str,
        home: Path,
        known: Enrolled,
        item: Any,
        clock: DeskClock,
        disk: Disk,
        *,
        second_copy: Path | None = None,
    ) -> None:
        self.name, self.home, self.known, self.item = name, home, known, item
        self.vault, self.number = known.vault, known.number
        self.clock, self.disk, self.second_copy = clock, disk, second_copy
        self.confirmed: dict[int, Confirmed] = {}
        self.perhaps: set[str] = set()
        """Ids of events whose saving failed or was cut off: they may stand or not."""
        self.cases: list[str] = []
        self.lost: set[str] = set()
        """Files of which the disk spoilt both copies."""
        self.line: SimulatedLine
        self.desk: Desk
        self.engine: Engine
        self.is_open = False
        self.runs = 0
        self.starts = 0

    # the program

    def start(self, seed: int) -> None:
        """Start the program; what was confirmed must be there."""
        self.disk.start(self.home)
        self.starts += 1
        store = Store.open(self.home, self.vault, clock=self.clock, second_copy=self.second_copy)
        self.is_open = True
        bus = Bus()
        settings = Settings(Site("石桥村便民服务室", REGION), station=self.number, clerk="李样例")
        blobs = Blobs(self.home, self.vault, second_copy=self.second_copy)
        self.desk = Desk(store, blobs, self.clock, settings, bus, self.home, self.vault.station_key)
        self.engine = Engine(
            store,
            blobs,
            self.line,
            key=self.vault.station_key,
            home=self.home,
            clock=self.clock,
            bus=bus,
            draw=random.Random(seed * 1000 + self.starts),
            chunk=CHUNK,
        )
        self._eye = database.connect(self.home / "desk.db", self.vault.derive("database", 48).hex())
        self._remember()

    def stop(self) -> None:
        """Close the program in good order."""
        if self.is_open:
            self._eye.close()
            self.is_open = False
            self.desk.store.close()

    def bury(self) -> None:
        """The program was ended: give back what the process held, go on in the folder as it was left."""
        if self.is_open:
            self._eye.close()
            self.is_open = False
            self.desk.store._shared.damaged = True  # a dead program folds nothing and signs nothing
            self.desk.store._busy = False
            with suppress(Exception):  # what it held in memory is in any state
                self.desk.store.close()
        if self.disk.left is not None:
            shutil.rmtree(self.home)
            self.home = self.disk.left
            self.disk.left = None

    def plug(self, seed: int, *, power: bool) -> None:
        """Ended between two acts."""
        self.disk.left = self.disk.pull_plug(self.home, seed, power=power)
        self.bury()

    def run(self, *, force: bool) -> RunReport:
        """One run of the exchange; every phase must end in words, not in a bug.

        Raises:
            StoreTrouble: the disk.
        """
        self.line.in_this_run = 0
        self.runs += 1
        with _bugs() as bugs:
            report = self.engine.run_once(force=force)
        if bugs:
            raise Broken("a bug of ours", bugs[0])
        if report.outcome is not Outcome.IDLE and report.reason is None:
            raise Broken("waits without a reason", str(report))
        return report

    @contextmanager
    def relay(self) -> Iterator[Relay]:
        """The exchange by stick, on a handle of its own as in the program."""
        with Relay(
            self.desk.store.sibling(),
            self.desk.blobs,
            key=self.vault.station_key,
            home=self.home,
            clock=self.clock,
            bus=self.desk.bus,
        ) as made:
            yield made

    # the clerk

    def file(self, scans: list[bytes], previews: Mapping[int, bytes] | None = None) -> None:
        """Take in a case; ``previews``: by the place of their page."""
        if not is_credible(self.clock.now()):
            raise errors.StoreTrouble(errors.CLOCK_WRONG, date="")
        seen = {place: self.desk.blobs.put(one, "image/jpeg") for place, one in (previews or {}).items()}
        kept = (self.desk.blobs.put(one, "image/jpeg") for one in scans)
        pages = tuple(page.with_preview(seen[at]) if at in seen else page for at, page in enumerate(kept))
        self.clock.move(timedelta(milliseconds=7))
        with self.act(), self.desk.store.unit("001") as unit:
            case = self._new_case(unit.serials.next(self.desk.today()), pages)
            for page in pages:
                unit.blobs.add(page)
            records.write(self.desk, unit, case, CaseReceived(case), "receive")
        self.cases.append(case.id)

    def supplement(self, case: str, scan: bytes) -> None:
        """补正, or the whole again when it was sent back."""
        page = self.desk.blobs.put(scan, "image/jpeg")
        with self.desk.store.unit("001") as unit:
            unit.blobs.add(page)
        with self.act():
            supplement.supplement(self.desk, case, supplement.Supplied(pages={"M1": (page,)}, form={"note": "补"}))

    def withdraw(self, case: str) -> None:
        """撤回."""
        with self.act():
            withdraw.withdraw(self.desk, case, "不办了")

    def deliver(self, case: str) -> None:
        """送达."""
        with self.act():
            deliver.deliver(self.desk, case, deliver.Delivery("张样例", id_checked=True))

    def evaluate(self, case: str) -> None:
        """评价."""
        with self.act():
            evaluate.evaluate(self.desk, case, "satisfied")

    def void(self, case: str) -> None:
        """作废."""
        with self.act():
            void.void(self.desk, case, "值班长", "录错了")

    def report_lost(self, case: str) -> None:
        """扫描件找不回来了."""
        with self.act():
            lost_files.report(self.desk, case)

    def report_what_the_queue_offers(self) -> None:
        """What a clerk does whom the queue asks to."""
        for row in queue_view.view(self.desk).rows:
            if row.may_report_lost:
                self.report_lost(row.case_id)

    def poison(self, case: str) -> None:
        """An event the county must reject: the level of an evaluation it does not know."""
        act = CaseEvaluated("satisfied", (), "坏", self.clock.now(), number=0)
        with self.act(), self.desk.store.unit("001") as unit, _unchecked():
            records.write(self.desk, unit, unit.cases.get(case), act, "evaluate")

    @contextmanager
    def act(self) -> Iterator[None]:
        """What ends well is confirmed; what does not may stand or not."""
        before = self.head()
        try:
            yield
            for event in self.events():
                if event.seq > before:
                    self.confirmed[event.seq] = event
        except (errors.StoreTrouble, Killed):
            self.perhaps.add("one")
            raise

    # looking

    def look(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """The answer of the store to somebody beside the program.

        Raises:
            StoreTrouble: STORE_NEEDS_RESTART, blocks went bad under our hands.
        """
        try:
            found: list[tuple[Any, ...]] = self._eye.execute(question, values).fetchall()
        except database.cipher.DatabaseError as trouble:
            raise errors.StoreTrouble(errors.STORE_NEEDS_RESTART) from trouble
        if not database.is_sound(self._eye):
            raise errors.StoreTrouble(errors.STORE_NEEDS_RESTART)
        return found

    def head(self) -> int:
        """Number of the newest event."""
        return int(self.look("SELECT coalesce(max(seq), 0) FROM outbox")[0][0])

    def events(self) -> list[Confirmed]:
        """All events in the store."""
        rows = self.look("SELECT seq, id, digest, case_id, type, blobs FROM outbox ORDER BY seq")
        return [Confirmed(*row[:5], tuple(sorted(_list(row[5])))) for row in rows]

    def _remember(self) -> None:
        """After a start: everything confirmed is there as it was; what else is there counts from now on."""
        here = {event.seq: event for event in self.events()}
        for seq, event in self.confirmed.items():
            if here.get(seq) != event:
                raise Broken("a confirmed event is lost", f"{self.name}: {event}, found {here.get(seq)}")
        extra = here.keys() - self.confirmed.keys()
        if len(extra) > 1 or (extra and not self.perhaps):
            raise Broken("an event nobody wrote", f"{self.name}: {sorted(extra)}")
        self.perhaps.clear()
        self.confirmed = here
        known = {row[0] for row in self.look("SELECT id FROM cases")}
        lost = [event.case for event in here.values() if event.case not in known]
        if lost:
            raise Broken("a confirmed case is lost", f"{self.name}: {lost}")
        self.cases = sorted(known)
        for digest in {digest for event in here.values() for digest in event.files} - self.lost:
            if not self.desk.blobs.verify(digest):
                raise Broken("a confirmed file is lost", f"{self.name}: {digest}")

    def _new_case(self, serial: int, pages: tuple[BlobRef, ...]) -> Case:
        now = self.clock.now()
        return Case(
            id=new_id(now),
            provisional_number=provisional_number(REGION, self.desk.today(), self.known.device, serial),
            item_code=self.item.code,
            item_version=self.item.version,
            item_name=self.item.name,
            state=CaseState.RECEIVED,
            mode=Mode.WINDOW,
            applicant=Person("张样例", "990101196203100025", assurance=Assurance.READ),
            received_at=now,
            clerk="李样例",
            badge="001",
            window="1",
            site="石桥村便民服务室",
            region=REGION,
            receives_for="applicant",
            materials=(CaseMaterial("M1", "身份证", pages),),
        )


def scan(seed: int, size: int) -> bytes:
    """A page that is like no other."""
    return random.Random(seed).randbytes(size)


def digest_of(content: bytes) -> str:
    """Its name."""
    return hashlib.sha256(content).hexdigest()


def copied(station: Station, folder: Path, clock: DeskClock) -> Station:
    """A second PC with a copy of the disk; the first must be closed."""
    shutil.copytree(station.home, folder)
    twin = Station("twin", folder, station.known, station.item, clock, station.disk)
    twin.confirmed, twin.cases, twin.lost = dict(station.confirmed), list(station.cases), set(station.lost)
    return twin


def _list(text: str) -> list[str]:
    return [one for one in text.strip("[]").replace('"', "").replace(" ", "").split(",") if one]


@contextmanager
def _unchecked() -> Iterator[None]:
    from windowdesk.wire import contract

    kept: Callable[..., None] = contract.check
    contract.check = lambda *_: None
    try:
        yield
    finally:
        contract.check = kept


@contextmanager
def _bugs() -> Iterator[list[str]]:
    """What the engine logged as an exception nobody expected."""
    found: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info:
                found.append(logging.Formatter().formatException(record.exc_info)[-1500:])

    ear, log = Ear(logging.ERROR), logging.getLogger("windowdesk.sync.engine")
    log.addHandler(ear)
    try:
        yield found
    finally:
        log.removeHandler(ear)
