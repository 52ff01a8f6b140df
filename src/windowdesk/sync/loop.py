"""The exchange beside the window: its own thread, its own store handle, woken by news or time."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable

from windowdesk import errors
from windowdesk.clock import Clock
from windowdesk.events import Bus, Changed, Kind
from windowdesk.sync.ear import Ear
from windowdesk.sync.engine import Engine
from windowdesk.sync.run import Outcome, RunReport

log = logging.getLogger(__name__)

ASK_SECONDS = 30.0
"""Something waits, or no ear is open: the county is asked this often."""
SHORTEST_SECONDS = 1.0


class Loop:
    """Runs an engine until told to stop.

    Args:
        make: builds the engine, called in the loop's own thread (it takes its own store handle).
        end: closes what ``make`` opened, called in the same thread.
        bus: news of a grown outbox wakes the loop.
        clock: what the times of the next try are read against.
        ask_every: seconds between two runs when nothing failed.
        ear: hears news of the county while nothing waits here; None: the county is asked at the plain interval.
    """

    def __init__(
        self,
        make: Callable[[], Engine],
        end: Callable[[Engine], None],
        *,
        bus: Bus,
        clock: Clock,
        ask_every: float = ASK_SECONDS,
        draw: random.Random | None = None,
        ear: Ear | None = None,
    ) -> None:
        self._make = make
        self._end = end
        self._clock = clock
        self._ask_every = ask_every
        self._draw = draw or random.SystemRandom()
        self._ear = ear
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._force = False
        self._engine: Engine | None = None
        self._thread = threading.Thread(target=self._work, name="exchange", daemon=True)
        self._forget = bus.subscribe(Changed, self._heard)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def run_now(self) -> None:
        """A person asks for a run. Any thread; returns at once."""
        self._force = True
        self._rouse()

    def stop(self, timeout: float | None = None) -> bool:
        """Break off and end; True when the thread has ended within ``timeout`` seconds."""
        self._forget()
        self._stopping.set()
        self._rouse()
        if self._engine is not None:
            self._engine.end()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _heard(self, news: Changed) -> None:
        if Kind.OUTBOX in news.kinds:
            self._rouse()

    def _rouse(self) -> None:
        self._wake.set()
        if self._ear is not None:
            self._ear.cut()

    def _work(self) -> None:
        engine = self._engine = self._make()
        heard = False
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                if self._stopping.is_set():
                    return
                force, self._force = self._force, False
                report = self._one_run(engine, force)
                heard = self._rest(engine, report, in_vain=heard and not report.news)
        finally:
            if self._ear is not None:
                self._ear.close()
            self._end(engine)

    def _rest(self, engine: Engine, report: RunReport, *, in_vain: bool) -> bool:
        """Until it is time for the next run. True: the county said that it has news."""
        if self._ear is not None and report.outcome is Outcome.IDLE:
            if in_vain:  # it says so, and brings nothing that can be taken: do not ask in a circle
                self._ear.deafen()
            if self._ear.listen(engine.listen, self._wake):
                return not self._wake.is_set()
        self._wake.wait(self._pause(report))
        return False

    def _one_run(self, engine: Engine, force: bool) -> RunReport:
        try:
            return engine.run_once(force=force)
        except errors.Known as trouble:
            log.warning("the exchange stopped for now: %s", trouble.code)
        except Exception:
            log.exception("a run of the exchange failed")
        return RunReport(Outcome.WAITING)

    def _pause(self, report: RunReport) -> float:
        """Seconds until the next run when nothing wakes the loop."""
        pause = self._ask_every * self._draw.uniform(0.8, 1.2)
        if report.next_try is not None:
            pause = min(pause, (report.next_try - self._clock.now()).total_seconds())
        return max(SHORTEST_SECONDS, pause)
