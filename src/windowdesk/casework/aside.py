"""Rejected steps put aside (不再处理): with a reason, listed with who and when, and put back (放回).

The county's word on such a step is final (clause V7), so putting it back asks nothing of the county: it stands
in queue and inbox again, to be put right and handed in anew, and the files of its case are tried at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from windowdesk.casework import queue_acts, records, timeline
from windowdesk.casework.desk import Desk, Done
from windowdesk.clock import local_date_time
from windowdesk.domain.case_events import CaseReceived
from windowdesk.domain.masking import mask_name
from windowdesk.domain.waiting_reasons import of_rejection
from windowdesk.errors import NOT_ASIDE, NOT_PUT_ASIDE, REASON_MISSING, InputRefused
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.storage.asides import Aside
    from windowdesk.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One step that was put aside."""

    case_id: str
    number: str
    name_masked: str
    item_name: str
    what: str
    """Which step: 补正, 送达 …"""
    county: str
    """What the county said, one sentence."""
    reason: str
    """Why it was put aside, in the words of who did."""
    who: str
    at: datetime
    seq: int

    @property
    def story(self) -> str:
        """Who put it aside, when and why, as one sentence."""
        return f"{self.who}于 {local_date_time(self.at):%m月%d日 %H:%M} 记为不再处理：{self.reason.rstrip('。')}。"


def rows(desk: Desk) -> tuple[AsideRow, ...]:
    """Everything that is put aside, newest first."""
    with desk.store.reading() as view:
        found = [_row(view, one) for one in view.asides.all()]
    return tuple(sorted(found, key=lambda row: row.at, reverse=True))


def put_aside(desk: Desk, case_id: str, reason: str) -> Done[int]:
    """Put the rejected steps of a case aside; gives how many. `put_back` undoes it.

    They stay in the log, with the county's words and this reason. The receiving of a case is never
    put aside: the villager holds its receipt; it is put right and handed in again, or withdrawn.

    Raises:
        InputRefused: REASON_MISSING; CASE_UNKNOWN; NOT_PUT_ASIDE: no such step stands rejected.
    """
    if not reason.strip():
        raise InputRefused(REASON_MISSING)
    with desk.store.unit(desk.actor) as unit:
        case = records.case_of(unit, case_id)
        steps = [row for row in unit.outbox.rejected() if row.case == case_id and row.type != CaseReceived.TYPE]
        if not steps:
            raise InputRefused(NOT_PUT_ASIDE, number=case.number)
        for row in steps:
            unit.asides.put(row.seq, reason.strip())
            code = row.verdict.code if row.verdict else ""
            unit.audit.write("queue.aside", case_id, {"seq": row.seq, "code": code, "reason": reason.strip()})
    return desk.done(len(steps), Kind.CASES, Kind.OUTBOX, Kind.INBOX)


def put_back(desk: Desk, case_id: str) -> Done[int]:
    """Take what was put aside of a case back into the ordinary flow; gives how many steps.

    Raises:
        InputRefused: CASE_UNKNOWN; NOT_ASIDE: nothing of it is put aside.
    """
    with desk.store.unit(desk.actor) as unit:
        case = records.case_of(unit, case_id)
        count = unit.asides.take_back(case_id)
        if not count:
            raise InputRefused(NOT_ASIDE, number=case.number)
        queue_acts.forget_failures(unit, case_id)
        unit.audit.write("queue.back", case_id, {"steps": count})
    return desk.done(count, Kind.CASES, Kind.OUTBOX, Kind.INBOX, Kind.EXCHANGE)


def _row(view: Unit, one: Aside) -> AsideRow:
    case = view.cases.find(one.case)
    return AsideRow(
        case_id=one.case,
        number=case.number if case else "",
        name_masked=mask_name(case.applicant.name) if case else "",
        item_name=case.item_name if case else "",
        what=timeline.EVENT_WORDS.get(one.type, one.type),
        county=of_rejection(one.verdict.title, one.verdict.detail).happened,
        reason=one.reason,
        who=one.actor,
        at=one.at,
        seq=one.seq,
    )
