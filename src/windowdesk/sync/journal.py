"""Writes the lasting log of exchanges: a row as soon as a run moves something, closed at its end.

A run in which nothing moved leaves no row, unless it failed: then one row stands for all that
failed in the same way, one after the other; and one for the first that went well after them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from windowdesk.clock import Clock
from windowdesk.domain.exchange_log import LINE, Exchanged
from windowdesk.domain.kept_facts import kept
from windowdesk.storage.store import Store
from windowdesk.storage.unit import Unit
from windowdesk.sync.run import ACTOR, Run
from windowdesk.sync.transport import Traffic


class Journal:
    """The log as one run of the exchange writes it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._began = clock.now()
        self._row: int | None = None
        self._written: Exchanged | None = None

    def note(self, run: Run, traffic: Traffic) -> None:
        """What moved so far, so that a program that is killed leaves a trace of it."""
        now = self._entry(run, traffic)
        if now.moved and (self._written is None or replace(now, down=0, up=0) != replace(self._written, down=0, up=0)):
            self._put(now)

    def end(self, run: Run, traffic: Traffic) -> None:
        """The run is over and its report says how."""
        report = run.report
        final = replace(
            self._entry(run, traffic),
            ended=self._clock.now(),
            outcome=report.outcome.value,
            code=report.reason.code if report.reason else "",
            facts=kept(report.reason) if report.reason else {},
        )
        if final.moved or self._row is not None:
            self._put(final)
        elif report.troubles:
            self._fold(final)
        elif self._failed_before():
            self._put(final)

    def _put(self, entry: Exchanged) -> None:
        with self._store.unit(ACTOR) as unit:
            self._row = unit.exchanges.put(entry, self._row)
        self._written = entry

    def _fold(self, final: Exchanged) -> None:
        with self._store.unit(ACTOR) as unit:
            last = unit.exchanges.last()
            if last is not None and _same_failure(last[1], final):
                number, before = last
                up, down = before.up + final.up, before.down + final.down
                both = replace(final, began=before.began, times=before.times + 1, up=up, down=down)
                unit.exchanges.put(both, number)
            else:
                unit.exchanges.put(final)

    def _failed_before(self) -> bool:
        with self._store.reading() as view:
            last = view.exchanges.last()
        return last is not None and bool(last[1].code) and not last[1].moved

    def _entry(self, run: Run, traffic: Traffic) -> Exchanged:
        report = run.report
        return Exchanged(
            way=LINE,
            began=self._began,
            events=report.events_sent,
            accepted=report.accepted,
            held=report.held,
            rejected=report.rejected,
            files=report.blobs_sent,
            news=report.news,
            packs=tuple(report.packs),
            up=traffic.up,
            down=traffic.down,
            received_to=run.received_to or 0,
            proof=report.proof,
        )


def by_stick(unit: Unit, way: str, began: datetime, ended: datetime, **numbers: Any) -> None:
    """One row for a bundle written or a reply taken."""
    received_to = unit.outbox.marks().received_to
    unit.exchanges.put(Exchanged(way, began, ended, "idle", received_to=received_to, **numbers))


def _same_failure(before: Exchanged, now: Exchanged) -> bool:
    return before.way == now.way and not before.moved and before.ended is not None and before.code == now.code
