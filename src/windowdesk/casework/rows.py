"""One case in a list: masked (rule G04), with its mark and its light, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from windowdesk import errors
from windowdesk.casework.desk import Desk
from windowdesk.domain import deadlines
from windowdesk.domain.calendar import PROVISIONAL_WORDS, Calendar
from windowdesk.domain.case import Case, CaseState, Deadline
from windowdesk.domain.case_states import Exchange, shown_state, words_of
from windowdesk.domain.masking import mask_id, mask_name

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit

DEADLINE_WORDS = {
    "notice": "告知受理结果",
    "completion": "办结",
    "correction": "补正",
    "deferral": "补交材料",
    "delivery": "送达",
    "pre_review": "预审",
    "bad_review": "差评整改",
    "special_procedure": "特别程序",
}
"""Kinds of deadlines in words."""

_NEXT = {
    CaseState.CORRECTION_ASKED: "打印补正通知，收齐后补正",
    CaseState.BOUNCED: "按县里说明改正",
    CaseState.GRANTED: "通知领取",
    CaseState.NOT_GRANTED: "通知领取",
    CaseState.READY: "核对证件，交给本人",
    CaseState.DELIVERED: "请群众评价（自愿）",
    CaseState.ACCEPTED_WITH_GAPS: "按期收齐后补材料",
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row of the worklist, of a search or of a person's earlier cases."""

    id: str
    number: str
    provisional: bool
    """The number is a 临时收件号: the county has not given its own yet."""
    name_masked: str
    id_masked: str
    item_name: str
    state: CaseState
    state_words: str
    received_at: datetime
    due: date | None
    due_words: str
    """For example 3月5日前办结，还剩 2 个工作日."""
    mark: str
    """``green``, ``yellow``, ``red``, ``black``, ``grey`` or empty: none (B.4)."""
    mark_words: str
    waiting: str
    """Why it still waits for the county, one plain sentence; empty: nothing waits."""
    next_step: str
    """What the clerk does next, a few words; empty: nothing."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How far the county has proved what this desk did with a case."""

    waiting: bool
    rejected: bool

    @property
    def exchange(self) -> Exchange:
        """The same in the words of the state table."""
        if self.rejected:
            return Exchange.REJECTED
        return Exchange.WAITING if self.waiting else Exchange.SETTLED


def row_of(desk: Desk, view: Unit, case: Case, proof: Proof) -> CaseRow:
    """The row of one case today."""
    calendar, today = desk.calendar(view), desk.today()
    state = state_of(case, proof)
    deadline = deadlines.next_deadline(case.deadlines)
    mark = deadlines.mark(deadline, today, calendar) if deadline else None
    return CaseRow(
        id=case.id,
        number=case.number,
        provisional=not case.official_number,
        name_masked=mask_name(case.applicant.name),
        id_masked=mask_id(case.applicant.id_number),
        item_name=case.item_name,
        state=state,
        state_words=words_of(state),
        received_at=case.received_at,
        due=deadline.due if deadline else None,
        due_words=due_words(deadline, today, calendar) if deadline else "",
        mark=mark.value if mark else "",
        mark_words=mark.words if mark else "",
        waiting=_waiting_words(proof, training=desk.training),
        next_step=_NEXT.get(state, ""),
    )


def state_of(case: Case, proof: Proof) -> CaseState:
    """The one state that is shown: 待上传 until the county has it, 平台退回 when it refused."""
    return shown_state(case.state, proof.exchange, None)


def due_words(deadline: Deadline, today: date, calendar: Calendar) -> str:
    """The date, what is due, and how long it still is."""
    if deadline.due is None:
        return deadline.note
    what = DEADLINE_WORDS.get(deadline.kind, deadline.kind)
    left = calendar.working_days_between(today, deadline.due)
    if today > deadline.due:
        rest = f"已过 {abs(left)} 个工作日"
    else:
        rest = "今天到期" if today == deadline.due else f"还剩 {left} 个工作日"
    doubt = f"，{PROVISIONAL_WORDS}" if deadline.provisional else ""
    return f"{deadline.due.year}年{deadline.due.month}月{deadline.due.day}日前{what}，{rest}{doubt}"


def _waiting_words(proof: Proof, *, training: bool) -> str:
    if training:
        return errors.TRAINING_STAYS.happened
    if proof.rejected:
        return "县平台退回，请按说明改正。"
    return "还没有上报，联网后自动上报。" if proof.waiting else ""


def proof_of(view: Unit, case_id: str) -> Proof:
    """The proof of one case, from its own events."""
    events = view.outbox.of_case(case_id)
    open_ones = {row.seq for row in view.outbox.rejected() if row.case == case_id}
    waiting = any(verdict is None or verdict.kind == "held" for _, verdict in events)
    return Proof(waiting=waiting, rejected=bool(open_ones))
