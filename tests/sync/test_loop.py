"""The exchange beside the window: wakes by news, ends cleanly, never spins."""

import threading

from windowdesk.domain.exchange_news import ExchangeState
from windowdesk.events import Changed, Kind
from windowdesk.sync.loop import Loop

WAIT = 20


def when(station, holds):
    """An event that is set once the exchange tells a state for which ``holds``."""
    seen = threading.Event()
    station.bus.subscribe(ExchangeState, lambda state: seen.set() if holds(state) else None)
    return seen


def settled(state):
    return not state.working and state.waiting.settled and state.last_proof is not None


def test_news_of_the_outbox_starts_a_run(station, county):
    first_run = when(station, lambda state: not state.working and state.last_contact is not None)
    loop = station.loop()
    loop.start()
    assert first_run.wait(WAIT)
    done = when(station, settled)
    case = station.file(b"page")
    station.bus.publish(Changed(frozenset({Kind.OUTBOX})))
    assert done.wait(WAIT)
    assert loop.stop(WAIT)
    assert station.verdicts(case.id)[0].kind == "accepted"


def test_a_loop_that_fails_for_an_unknown_reason_goes_on(station):
    runs = threading.Semaphore(0)

    class Broken:
        def run_once(self, *, force=False):
            runs.release()
            raise ZeroDivisionError

        def end(self):
            pass

    loop = Loop(Broken, lambda engine: None, bus=station.bus, clock=station.clock, ask_every=3600.0)
    loop.start()
    assert runs.acquire(timeout=WAIT)
    loop.run_now()
    assert runs.acquire(timeout=WAIT)
    assert loop.stop(WAIT)


def test_stop_before_start_and_twice(station):
    loop = station.loop()
    assert loop.stop(WAIT)
    loop = station.loop()
    loop.start()
    assert loop.stop(WAIT)
    assert loop.stop(WAIT)


def test_stop_breaks_off_a_long_upload_and_leaves_no_false_reason(station, line):
    station.file(b"x" * 3_000_000)
    loop = station.loop()
    uploading = threading.Event()
    begun = line.count.up

    def watch(state):
        if state.working:
            uploading.set()

    station.bus.subscribe(ExchangeState, watch)
    line.delay(3600)
    loop.start()
    assert uploading.wait(WAIT)
    assert loop.stop(WAIT)
    assert line.count.up >= begun
    assert station.look(lambda view: view.outbox.retries()) == {}
