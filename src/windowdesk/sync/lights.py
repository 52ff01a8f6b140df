"""The network light and the waiting light: computed from the store, told on the bus, kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from windowdesk import errors
from windowdesk.clock import Clock
from windowdesk.domain.exchange_news import STATE_NAME, ExchangeState, Line, Waiting, from_record, to_record
from windowdesk.domain.waiting_reasons import NEEDS_PERSON, of_data
from windowdesk.errors import Message
from windowdesk.events import Bus
from windowdesk.storage.outbox import Retry
from windowdesk.storage.store import Store
from windowdesk.storage.unit import Unit
from windowdesk.sync.answers import LINE_DOWN
from windowdesk.sync.reasons import of_key
from windowdesk.sync.run import ACTOR, Outcome, RunReport

CONTACT_KEPT = timedelta(minutes=10)
"""How old the kept moment of the last contact may get."""


class Lights:
    """What the exchange says of itself."""

    def __init__(self, store: Store, clock: Clock, bus: Bus) -> None:
        self._store = store
        self._clock = clock
        self._bus = bus
        self._state: ExchangeState | None = None
        self._kept: ExchangeState | None = None
        self._heard: datetime | None = None

    def heard(self) -> None:
        """The county gave a true answer."""
        self._heard = self._clock.now()
        state = self._now()
        if state.line is not Line.UP:
            self._tell(replace(state, line=Line.UP, last_contact=self._heard))

    def working(self, is_working: bool) -> None:
        """A run begins or ends."""
        self._tell(replace(self._now(), working=is_working))

    def end(self, report: RunReport) -> None:
        """A run is over: fill in how it ended, tell and keep how things stand."""
        with self._store.reading() as view:
            waiting = waiting_in(view)
            retries = view.outbox.retries()
        now = self._clock.now()
        # what is due was just tried: an older moment belongs to something that no longer waits
        _conclude(report, waiting, {key: retry for key, retry in retries.items() if retry.next_at > now}, now)
        state = self._now()
        down = any(trouble.code in LINE_DOWN for trouble in report.troubles.values())
        proved = report.accepted + report.rejected
        state = replace(
            state,
            line=Line.DOWN if down else state.line,
            last_contact=self._heard or state.last_contact,
            last_proof=self._clock.now() if proved else state.last_proof,
            reason=report.reason,
            waiting=waiting,
            working=False,
            next_try=report.next_try,
        )
        self._keep(state)
        self._tell(state)

    def _keep(self, state: ExchangeState) -> None:
        """On disk; a contact alone is not worth a write to a slow disk every half minute."""
        kept = self._kept
        fresh = replace(state, last_contact=kept.last_contact) if kept is not None else state
        contact, before = state.last_contact, kept.last_contact if kept is not None else None
        is_old = contact is not None and (before is None or not timedelta() <= contact - before < CONTACT_KEPT)
        if kept is not None and fresh == kept and not is_old:
            return
        with self._store.unit(ACTOR) as unit:
            unit.state.set(STATE_NAME, to_record(state))
        self._kept = state

    def _now(self) -> ExchangeState:
        if self._state is None:
            with self._store.reading() as view:
                self._state = from_record(view.state.get(STATE_NAME))
        return self._state

    def _tell(self, state: ExchangeState) -> None:
        self._state = state
        self._bus.publish(state)


def waiting_in(view: Unit) -> Waiting:
    """What is not settled, counted from the queue."""
    counts = view.outbox.counts()
    files, size = view.blobs.counts()
    return Waiting(counts.waiting, counts.held, counts.rejected, files, size)


def _conclude(report: RunReport, waiting: Waiting, retries: dict[str, Retry], now: datetime) -> None:
    """How the run ended: idle, waiting, or in need of a person; always with a reason unless idle."""
    report.next_try = min((retry.next_at for retry in retries.values()), default=None)
    reasons = [*report.troubles.values(), *(of_key(key, retry, now) for key, retry in retries.items())]
    person = next((reason for reason in reasons if reason.code in NEEDS_PERSON), None)
    if person is not None:
        report.outcome, report.reason = Outcome.NEEDS_PERSON, person
    elif reasons:
        report.outcome, report.reason = Outcome.WAITING, reasons[0]
    elif not waiting.settled:
        report.outcome = Outcome.WAITING
        report.reason = errors.EPOCH_CHANGED if report.offered_again else _why(waiting, report)
        if report.held_for_data:
            report.next_try = report.chance_at
    else:
        report.outcome, report.reason = Outcome.IDLE, None


def _why(waiting: Waiting, report: RunReport) -> Message:
    if waiting.events:
        return errors.ITS_TURN
    if report.held_for_data and report.chance_at is not None:
        return of_data(report.chance_at)
    return errors.BLOB_WAITS if waiting.blobs else errors.HELD
