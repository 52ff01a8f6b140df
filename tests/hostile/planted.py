"""Bugs of the kind that others had, put into the running product one at a time: the simulation must find each.

Nothing of this is in the product; each is a patch that lasts as long as its ``with`` block. The
thread named at each is where somebody met it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from windowdesk import errors
from windowdesk.casework import lost_files
from windowdesk.clock import new_id
from windowdesk.domain.case import Case, CaseState
from windowdesk.storage.outbox import Marks, OutboxEvent, Retry, Verdict
from windowdesk.storage.second_copy import SecondCopy
from windowdesk.storage.state import State
from windowdesk.storage.unit import Unit
from windowdesk.sync import back_off, blobs_up, county, engine, feed_down, fold, marks, uplink
from windowdesk.sync.county import TUS, County, Upload
from windowdesk.sync.run import Outcome, Run, RunReport
from windowdesk.sync.transport import Answer, Request
from windowdesk.wire.envelope import Header, seal

Bug = Callable[[], Any]


@contextmanager
def patched(owner: Any, name: str, make: Callable[[Any], Any]) -> Iterator[None]:
    """``owner.name`` replaced by what ``make`` makes of it."""
    real = getattr(owner, name)
    setattr(owner, name, make(real))
    try:
        yield
    finally:
        setattr(owner, name, real)


def sent_before_the_answer() -> Any:
    """cht-core#8303, fhircore#2575: shown as done when it was handed to the line."""

    def make(real: Any) -> Any:
        def hand_over(run: Run, events: list[OutboxEvent]) -> None:
            with run.store.unit() as unit:
                for event in events:
                    unit.outbox.verdict(event.seq, Verdict("accepted"))
            real(run, events)

        return hand_over

    return patched(uplink, "_hand_over", make)


def a_new_key_for_every_try() -> Any:
    """odoo#40567: the answer was lost, so the same thing is filed again under a new identifier."""

    def make(real: Any) -> Any:
        def hand_over(run: Run, events: list[OutboxEvent]) -> None:
            try:
                real(run, events)
            except errors.CountyTrouble:
                with run.store.unit() as unit:
                    for event in events:
                        _again(unit, run, event)
                raise

        return hand_over

    return patched(uplink, "_hand_over", make)


def _again(unit: Unit, run: Run, event: OutboxEvent) -> None:
    seq, prev = unit.outbox.head()
    now = run.clock.now()
    case_seq = unit.outbox.next_case_seq(event.case)
    header = Header(seq + 1, new_id(now), event.case, case_seq, 0, now, None, "001", prev)
    sealed = seal(event.type, json.loads(event.text or "{}")["payload"], header, run.station.number, run.station.key)
    unit.outbox.append(sealed)


def no_second_copy() -> Any:
    """couchbase-lite-ios#1482: one file holds everything."""

    def make(_: Any) -> Any:
        return lambda copy, unit, rows: copy.end

    return patched(SecondCopy, "append", make)


def any_200_is_a_success() -> Any:
    """A captive portal says 200; the end of an upload is taken for granted."""

    def make(real: Any) -> Any:
        def offset(answer: Answer) -> int:
            return int(real(answer)) if "upload-offset" in answer.headers else 1 << 40

        return offset

    return patched(county, "_offset", make)


def stops_at_the_first_rejected() -> Any:
    """opencrvs#2576: one bad item keeps every later one back."""

    def make(real: Any) -> Any:
        def following(run: Run, batch: Any) -> list[OutboxEvent]:
            with run.store.reading() as view:
                if view.outbox.rejected():
                    return []
            found: list[OutboxEvent] = real(run, batch)
            return found

        return following

    return patched(uplink, "_next", make)


def begins_files_anew() -> Any:
    """avni-client#2067: a failure at 99 % equals none."""

    def make(real: Any) -> Any:
        def begin(self: County, digest: str, size: int, media_type: str) -> Upload:
            found: Upload = real(self, digest, size, media_type)
            if not 0 < found.offset < size:
                return found
            self._call(Request("DELETE", found.path, TUS))
            again: Upload = real(self, digest, size, media_type)
            return again

        return begin

    return patched(County, "begin_upload", make)


def ignores_the_epoch() -> Any:
    """cht-core#8093: after a restore of the server clients believe all was sent."""

    def make(_: Any) -> Any:
        def take(run: Run, unit: Unit, said: Marks) -> None:
            unit.outbox.set_marks(said.received_to, said.safe_to, said.epoch)

        return take

    return patched(marks, "take", make)


def older_words_overwrite() -> Any:
    """odoo PR#288974: the server's older word overwrites what was done here since."""

    def make(_: Any) -> Any:
        def follow(case: Case, state: CaseState, seq: int, *, note: str = "", **_: Any) -> Case:
            return replace(case, state=state, status_seq=seq, status_note=note)

        return follow

    return patched(fold, "follow_county", make)


@contextmanager
def waits_for_ever() -> Iterator[None]:
    """opencrvs#12292: what failed once is never tried again by itself."""

    def make(_: Any) -> Any:
        def is_due(retry: Retry | None, _now: Any) -> bool:
            return retry is None

        return is_due

    with patched(back_off, "is_due", make), patched(blobs_up, "is_due", make):
        yield


def files_go_before_proof() -> Any:
    """getodk#1017: deleted after sending though the sending had failed."""

    def make(real: Any) -> Any:
        def hand_over(run: Run, events: list[OutboxEvent]) -> None:
            real(run, events)
            for digest in {digest for event in events for digest in event.blobs}:
                for file in run.blobs._places(digest):
                    file.unlink(missing_ok=True)

        return hand_over

    return patched(uplink, "_hand_over", make)


def the_cursor_runs_ahead() -> Any:
    """odoo PR#261096: the place is noted before the work is done."""

    def make(real: Any) -> Any:
        def apply(run: Run, items: Sequence[Any]) -> None:
            with run.store.unit() as unit:
                State(unit._work).set("feed_cursor", items[-1].seq)
            real(run, items)

        return apply

    return patched(feed_down, "_apply", make)


def a_run_that_never_ends() -> Any:
    """getodk/collect#4513: claims that a run is going on, even after a restart."""

    def make(real: Any) -> Any:
        def run(self: Any, force: bool) -> RunReport:
            with self._store.unit() as unit:
                if unit.state.get("running"):
                    return RunReport(Outcome.WAITING, errors.SYNC_RUNNING)
                unit.state.set("running", value=True)
            report: RunReport = real(self, force)
            with self._store.unit() as unit:
                unit.state.set("running", value=False)
            return report

        return run

    return patched(engine.Engine, "_run", make)


def says_lost_without_reading() -> Any:
    """Whatever was not sent yet is given up with the damaged one, though it could be read."""

    def make(_: Any) -> Any:
        return lambda _desk, digests: tuple(digests)

    return patched(lost_files, "_unreadable", make)


BUGS: dict[str, Bug] = {
    bug.__name__: bug
    for bug in (
        sent_before_the_answer,
        a_new_key_for_every_try,
        no_second_copy,
        any_200_is_a_success,
        stops_at_the_first_rejected,
        begins_files_anew,
        ignores_the_epoch,
        older_words_overwrite,
        waits_for_ever,
        files_go_before_proof,
        the_cursor_runs_ahead,
        a_run_that_never_ends,
        says_lost_without_reading,
    )
}
