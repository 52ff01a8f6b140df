"""The exchange: one run after another, each a list of phases that stand on their own.

What is waiting is always computed from the store, never counted by hand, so a run may be cut
off at any step. A run ends idle, or waiting with a reason and a time; it never spins.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from windowdesk import errors, settings
from windowdesk.clock import Clock
from windowdesk.domain.exchange_news import OFFSET_NAME, WANTED_NAME
from windowdesk.domain.waiting_reasons import NEEDS_PERSON
from windowdesk.events import Bus, Changed
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.outbox import Retry
from windowdesk.storage.store import Store
from windowdesk.sync import (
    back_off,
    blobs_down,
    blobs_up,
    enrolment,
    feed_down,
    marks,
    originals,
    packs_down,
    uplink,
    verdicts,
)
from windowdesk.sync.answers import NO_USE
from windowdesk.sync.county import County
from windowdesk.sync.journal import Journal
from windowdesk.sync.lights import Lights
from windowdesk.sync.meter import Meter
from windowdesk.sync.reasons import filled, of_key
from windowdesk.sync.run import ACTOR, Outcome, Run, RunReport
from windowdesk.sync.sign_in import SignIn
from windowdesk.sync.station import Station
from windowdesk.sync.transport import Line
from windowdesk.sync.trusted_time import TrustedTime

log = logging.getLogger(__name__)

ROUNDS_AT_MOST = 20
"""Times one run looks into the queue again because something was added meanwhile."""
LINE = "line"
"""Under this key the failures of the line as a whole are kept."""

Phase = Callable[[Run], None]


def _large_files(run: Run) -> None:
    blobs_up.send_large(run, lambda: uplink.waits(run))


def _after_files(phase: Phase) -> Phase:
    """Once more, where files went up: the county may have settled what it held for them."""
    return lambda run: phase(run) if run.report.blobs_sent else None


PHASES: tuple[tuple[str, Phase], ...] = (
    ("sign in", lambda run: run.county.sign_in()),
    ("marks", marks.agree),
    ("uplink", uplink.send),
    ("small files", blobs_up.send_small),
    ("verdicts", verdicts.ask),
    ("feed", feed_down.fetch),
    ("packs", packs_down.fetch),
    ("papers", blobs_down.fetch),
    ("large files", _large_files),
    ("verdicts after files", _after_files(verdicts.ask)),
    ("feed after files", _after_files(feed_down.fetch)),
    ("originals", originals.forget),
)


class Engine:
    """The client's side of the exchange for one station.

    Everything from outside is handed in: store, line, clock and dice, so that a simulation can
    stand in for the world. Belongs to the thread that owns ``store``.
    """

    def __init__(
        self,
        store: Store,
        blobs: Blobs,
        line: Line,
        *,
        key: Ed25519PrivateKey,
        home: Path,
        clock: Clock,
        bus: Bus,
        draw: random.Random | None = None,
        chunk: int = blobs_up.CHUNK,
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._line = line
        self._key = key
        self._home = home
        self._clock = clock
        self._draw = draw or random.SystemRandom()
        self._bus = bus
        self._chunk = chunk
        self._one_at_a_time = threading.Lock()
        self._ending = threading.Event()
        self._lights = Lights(store, clock, bus)
        self._sign_in: SignIn | None = None
        self._time: TrustedTime | None = None
        self._meter: Meter | None = None
        self._journal: Journal | None = None

    def run_once(self, *, force: bool = False) -> RunReport:
        """One run through all phases; ``force``: now, whatever the back-off says (a person pressed).

        A wish of the county to come back later is kept even then. Troubles of the line and the
        county never leave this method as exceptions: they are the report's reason.

        Raises:
            StoreTrouble: the local store itself does not work.
        """
        if not self._one_at_a_time.acquire(blocking=False):
            return RunReport(Outcome.BUSY, errors.SYNC_RUNNING)
        try:
            return self._run(force)
        finally:
            self._one_at_a_time.release()

    def listen(self, line: Line, seconds: int) -> bool:
        """Between two runs, over another ``line``: does the feed go on? The county may wait that long with its answer.

        Raises:
            CountyTrouble: as of any call.
        """
        if self._sign_in is None or self._time is None:
            return False
        with self._store.reading() as view:
            cursor = view.mirror.cursor()
        return bool(County(line, self._sign_in, self._time, self._lights.heard).feed(cursor, 1, seconds)["items"])

    def end(self) -> None:
        """Break off the run under way, at once and without a trace. May be called from any thread."""
        self._ending.set()
        self._line.end()

    def close(self) -> None:
        """Let go of the line, and keep what was counted on it. The store is its owner's."""
        self._line.close()
        if self._meter is not None:
            self._meter.keep(everything=True)

    def _run(self, force: bool) -> RunReport:
        known = enrolment.load(self._store, self._home)
        if known is None:
            return RunReport(Outcome.NEEDS_PERSON, errors.NOT_ENROLLED)
        line = self._retries().get(LINE)
        if line is not None and not self._may_try(line, force):
            return _waits(line, self._clock.now())
        run = self._begin(known, force)
        self._lights.working(True)
        try:
            self._rounds(run)
        finally:
            self._line_is_idle(run)
        return run.report

    def _begin(self, known: enrolment.Enrolment, force: bool) -> Run:
        if self._time is None or self._sign_in is None or self._sign_in.station != known.station:
            with self._store.reading() as view:
                self._time = TrustedTime(self._clock, view.state.get(OFFSET_NAME))
            self._sign_in = SignIn(known.station, self._key, self._clock, self._time)
            self._meter = Meter(self._store, self._line.traffic, self._time)
        assert self._meter is not None
        self._meter.begin(settings.load(self._home).budget)
        self._journal = Journal(self._store, self._clock)
        county = County(self._line, self._sign_in, self._time, self._lights.heard)
        return Run(
            store=self._store,
            blobs=self._blobs,
            county=county,
            station=Station(known.station, self._key),
            enrolment=known,
            home=self._home,
            clock=self._clock,
            draw=self._draw,
            chunk=self._chunk,
            ending=self._ending,
            force=force,
            allowance=self._meter.allowance,
        )

    def _rounds(self, run: Run) -> None:
        """Through the phases, and again while there is something new and all goes well."""
        for _ in range(ROUNDS_AT_MOST):
            run.report.rounds += 1
            before = self._progress(run)
            line_is_up = self._phases(run)
            run.force = False  # a person pressed once: what failed in this round waits its time
            if not line_is_up or self._progress(run) == before or not self._more(run):
                return

    def _phases(self, run: Run) -> bool:
        """Each phase on its own; False: nobody is there, the rest of the run is of no use."""
        retries = self._retries()
        for name, phase in PHASES:
            if self._ending.is_set():
                return False
            key = name.removesuffix(" after files")
            if not self._may_try(retries.get(key), run.force):
                continue
            try:
                phase(run)
            except errors.StoreTrouble:
                raise
            except errors.Known as trouble:
                log.info("%s: %s", name, trouble.code)
                if not self._note(run, key, trouble):
                    return False
                retries = self._retries()
            except Exception:
                log.exception("phase %s", name)  # a bug of ours in one phase must not stop the others
                self._note(run, key, errors.Known(errors.BUG))
                retries = self._retries()
            else:
                self._worked(run, key, retries)
            finally:
                self._tell(run)
        self._worked(run, LINE, retries)
        return True

    def _note(self, run: Run, key: str, trouble: errors.Known) -> bool:
        """Keep why a phase failed; False when it is the line or the county as a whole."""
        whole = trouble.code in NO_USE
        run.report.troubles[key] = filled(trouble)
        run.failed(LINE if whole else key, trouble)
        return not whole

    def _worked(self, run: Run, key: str, retries: dict[str, Retry]) -> None:
        """``key`` went well: what is known of its failures goes, from ``retries`` too."""
        if retries.pop(key, None) is not None:
            with self._store.unit(ACTOR) as unit:
                run.back_off(unit).worked(key)

    def _retries(self) -> dict[str, Retry]:
        """What waits for a later try, read once for all phases: a reading costs more than most of them do."""
        with self._store.reading() as view:
            return view.outbox.retries()

    def _may_try(self, retry: Retry | None, force: bool) -> bool:
        """Is it its time, or did a person press."""
        return back_off.is_due(retry, self._clock.now()) or (force and not back_off.is_wish_of_county(retry))

    def _progress(self, run: Run) -> tuple[int, ...]:
        report = run.report
        return (report.events_sent, report.accepted, report.rejected, report.blobs_sent, report.news, len(report.packs))

    def _more(self, run: Run) -> bool:
        """Something that could go now: written, scanned or announced since its phase."""
        troubles = run.report.troubles
        if uplink.waits(run) and not troubles.keys() & {"marks", "uplink"}:
            return True
        with self._store.reading() as view:
            retries = view.outbox.retries()
            files = view.blobs.to_send(blobs_up.WAITING_AT_MOST)
            wanted = view.state.get(WANTED_NAME, [])
        if wanted and "packs" not in troubles:
            return True
        urgent = run.urgent_files()
        return any(blobs_up.key_of(row.ref.digest) not in retries and run.may_carry(row, urgent) for row in files)

    def _line_is_idle(self, run: Run) -> None:
        """End the run: keep what was learnt, say how things stand."""
        assert self._time is not None
        assert self._journal is not None
        assert self._meter is not None
        kept = run.state(OFFSET_NAME)
        if self._time.offset != kept:
            with self._store.unit(ACTOR) as unit:
                unit.state.set(OFFSET_NAME, self._time.offset)
        self._lights.end(run.report)
        self._meter.keep()
        self._journal.end(run, self._meter.of_run())
        self._tell(run)

    def _tell(self, run: Run) -> None:
        """What changed so far, so that the screen does not wait for the end of a long run."""
        if run.changed:
            assert self._journal is not None
            assert self._meter is not None
            self._meter.keep()
            self._journal.note(run, self._meter.of_run())
            self._bus.publish(Changed(frozenset(run.changed)))
            run.changed.clear()


def _waits(retry: Retry, now: datetime) -> RunReport:
    """The report of a run that was not begun."""
    reason = of_key(LINE, retry, now)
    outcome = Outcome.NEEDS_PERSON if reason.code in NEEDS_PERSON else Outcome.WAITING
    return RunReport(outcome, reason, next_try=retry.next_at)
