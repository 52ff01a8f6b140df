"""Phase *verdicts*: what the county made of each event it took in.

Receiving and judging are apart: an event may be held until its files or an earlier event of
the case are there. Open ones are asked for again in every run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from windowdesk import errors
from windowdesk.domain.case import Case, CaseState
from windowdesk.domain.case_events import CaseDelivered, CaseEvaluated, CaseFilesLost, CaseReceived, CaseWithdrawn
from windowdesk.domain.case_states import COUNTY_SAYS, FINISHED, Exchange, shown_state
from windowdesk.events import Kind
from windowdesk.storage.outbox import ACCEPTED, HELD, REJECTED, OutboxEvent, Verdict
from windowdesk.storage.unit import Unit
from windowdesk.sync.fold import state_of
from windowdesk.sync.run import ACTOR, Run

PAGE = 200
OPEN_AT_ONCE = 5000

_LAST_ACTS = {
    CaseDelivered.TYPE: CaseState.DELIVERED,
    CaseEvaluated.TYPE: CaseState.EVALUATED,
    CaseWithdrawn.TYPE: CaseState.WITHDRAWN,
}
"""Acts after which the county need not speak again: once it accepts one, the case stands there."""

_EXCHANGE = {ACCEPTED: Exchange.SETTLED, HELD: Exchange.TAKEN, REJECTED: Exchange.REJECTED}


def ask(run: Run) -> None:
    """Ask for the verdicts of all events that were taken in and are not settled."""
    if run.received_to is None:
        return
    with run.store.reading() as view:
        open_ones = {row.seq for row in view.outbox.waiting(OPEN_AT_ONCE) if row.seq <= run.received_to}
    while open_ones:
        first = min(open_ones)
        answer = run.county.verdicts(first, PAGE)
        told = [one for one in answer["verdicts"] if one["seq"] >= first]
        if answer["epoch"] != run.epoch or not told:
            return
        _record_page(run, [one for one in told if one["seq"] in open_ones])
        furthest = max(one["seq"] for one in told)
        open_ones = {seq for seq in open_ones if seq > furthest}


def record(run: Run, unit: Unit, told: Iterable[Mapping[str, Any]], events: Mapping[int, OutboxEvent]) -> None:
    """Store the verdicts on ``events`` in the unit that is open, with what they do to the cases.

    Raises:
        CountyTrouble: ``COUNTY_SCHEMA``: a verdict on another event than the one at that number.
    """
    for one in told:
        event = events.get(one["seq"])
        if event is None:
            continue
        if one["id"] != event.id:
            raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
        verdict = _verdict(one)
        unit.outbox.verdict(event.seq, verdict)
        _count(run, verdict)
        if verdict.kind == HELD:
            unit.blobs.lost(verdict.waiting_for)
        _move_case(unit, event, verdict)


def exchange_of(verdict: Verdict | None) -> Exchange:
    """Where an event with this verdict is."""
    return Exchange.WAITING if verdict is None else _EXCHANGE[verdict.kind]


def _record_page(run: Run, told: list[Mapping[str, Any]]) -> None:
    if not told:
        return
    with run.store.unit(ACTOR) as unit:
        record(run, unit, told, {one["seq"]: _event(unit, one["seq"]) for one in told})
    run.changed |= {Kind.EXCHANGE, Kind.CASES}


def _event(unit: Unit, seq: int) -> OutboxEvent:
    (event,) = unit.outbox.after(seq - 1, limit=1)
    return event


def _verdict(one: Mapping[str, Any]) -> Verdict:
    problem = one.get("problem") or {}
    waiting = one.get("waiting_for") or {}
    return Verdict(
        kind=one["verdict"],
        title=problem.get("title", ""),
        detail=problem.get("detail", ""),
        code=problem.get("code", ""),
        proof=one.get("proof", ""),
        waiting_for=tuple(waiting.get("blobs", ())),
    )


def _count(run: Run, verdict: Verdict) -> None:
    report = run.report
    if verdict.kind == ACCEPTED:
        report.accepted += 1
        report.proof = verdict.proof
    elif verdict.kind == HELD:
        report.held += 1
    else:
        report.rejected += 1
        run.changed.add(Kind.INBOX)


def _move_case(unit: Unit, event: OutboxEvent, verdict: Verdict) -> None:
    """Taken in: 已上传; rejected: 被退回. What the county said of the case since stands."""
    case = unit.cases.find(event.case)
    if case is None or (verdict.kind != REJECTED and _is_bounced(unit, event)):
        return
    newest = event.seq == _newest_act(unit, event.case)
    said = _said_since(unit, case, event) if newest else None
    before = _before(case, event, ends=newest and verdict.kind == ACCEPTED)
    state = shown_state(before, exchange_of(verdict), said)
    if state is not case.state:
        unit.cases.put(replace(case, state=state))
    if newest and verdict.kind == ACCEPTED and state in FINISHED:
        unit.supplements.let_go(case, state)


def _said_since(unit: Unit, case: Case, event: OutboxEvent) -> CaseState | None:
    """What the county said after the desk's newest act, heard before the verdict on that act."""
    if event.text is None:
        return None
    try:
        basis = json.loads(event.text)["basis"]
    except (ValueError, KeyError):
        # A damaged event goes up as a tombstone and says nothing of what had been heard before it.
        return None
    words = [state_of(one.news) for one in unit.mirror.news_of(event.case) if one.seq > basis]
    heard = case.state if case.status_seq > basis else None  # of a rebuilt store the words themselves are gone
    return next((state for state in (*reversed(words), heard) if state in COUNTY_SAYS), None)


def _is_bounced(unit: Unit, event: OutboxEvent) -> bool:
    """Another event of the case stands rejected."""
    others = unit.outbox.of_case(event.case)
    return any(verdict is not None and verdict.kind == REJECTED for other, verdict in others if other.seq != event.seq)


def _newest_act(unit: Unit, case: str) -> int:
    """Seq of the newest event that says more of the case than which files are lost; 0: there is none."""
    return max((one.seq for one, _ in unit.outbox.of_case(case) if one.type != CaseFilesLost.TYPE), default=0)


def _before(case: Case, event: OutboxEvent, *, ends: bool) -> CaseState:
    """Where the desk's own acts left the case.

    ``ends``: this is the newest of them and was accepted. A restored county may accept what it had refused: then
    a case that was bounced for this very event starts again, and a last act holds after all.
    """
    if ends and event.type in _LAST_ACTS:
        return _LAST_ACTS[event.type]
    taken_back = case.state is CaseState.BOUNCED and event.type == CaseReceived.TYPE
    return CaseState.RECEIVED if taken_back else case.state
