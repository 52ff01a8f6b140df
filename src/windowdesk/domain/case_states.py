"""The state table of a case (办件状态): who may move it where, with which paper, on which clock.

Codes S00 to S99 are stable and travel in the contract. The client moves a case by `may_move`;
what the county says is taken as said, and only an older word never overwrites a newer one.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from windowdesk.errors import MOVE_REFUSED, InputRefused


class CaseState(enum.Enum):
    """States of a case; codes are stable and travel in the contract."""

    DRAFT = "S00"
    RECEIVED = "S10"
    RETURNED = "S15"
    QUEUED = "S20"
    UPLOADED = "S25"
    BOUNCED = "S28"
    REGISTERED = "S30"
    PRE_REVIEW = "S35"
    CORRECTION_ASKED = "S40"
    CORRECTED = "S41"
    ACCEPTED_WITH_GAPS = "S45"
    ACCEPTED = "S50"
    REFUSED = "S55"
    IN_REVIEW = "S60"
    SPECIAL_PROCEDURE = "S70"
    EXTENDED = "S75"
    GRANTED = "S80"
    NOT_GRANTED = "S81"
    READY = "S85"
    DELIVERED = "S86"
    EVALUATED = "S88"
    WITHDRAWN = "S90"
    ENDED = "S92"
    VOID = "S95"
    ARCHIVED = "S99"


class Role(enum.Enum):
    """Who moves a case."""

    CLERK = "clerk"
    """代办员、窗口人员、上门人员."""
    SUPERVISOR = "supervisor"
    """值班长、中心负责人."""
    ACCEPTING_WINDOW = "accepting_window"
    """A window to which the item's acceptance is delegated (委托受理)."""
    COUNTY = "county"
    """The county platform."""


class Stage(enum.Enum):
    """The five stages every applicant knows (seed 000, 1.3)."""

    APPLICATION = "申请"
    ACCEPTANCE = "受理"
    REVIEW = "审查"
    DECISION = "决定"
    DELIVERY = "送达"


class CaseClock(enum.Enum):
    """What the legal clock does in a state."""

    NONE = "none"
    NOTICE = "notice"
    """The five-working-day notice window runs if the site receives for the agency."""
    PRE_REVIEW = "pre_review"
    COMPLETION = "completion"
    STANDS_STILL = "stands_still"
    DELIVERY = "delivery"
    OVER = "over"


class Exchange(enum.Enum):
    """Where the newest event of a case is on its way to the county."""

    LOCAL = "local"
    """It never travels (training)."""
    WAITING = "waiting"
    """In the outbox, not yet taken by the county."""
    TAKEN = "taken"
    """The county has it, its verdict is open."""
    SETTLED = "settled"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed step of the table."""

    by: frozenset[Role]
    offline: bool
    """Decided at this desk, works with the cable out."""
    before_upload: bool = False
    """Only while nothing of the case has left the machine."""


@dataclass(frozen=True, slots=True)
class StateFacts:
    """What goes with a state."""

    words: str
    stage: Stage | None
    clock: CaseClock
    documents: tuple[str, ...] = ()
    """Papers of the state; titles are template data of the county, these are the common names."""


S = CaseState
_A, _B, _C, _D, _E = Stage.APPLICATION, Stage.ACCEPTANCE, Stage.REVIEW, Stage.DECISION, Stage.DELIVERY

FACTS: Mapping[CaseState, StateFacts] = {
    S.DRAFT: StateFacts("草稿", _A, CaseClock.NONE, ("申请表",)),
    S.RECEIVED: StateFacts("已收件", _A, CaseClock.NOTICE, ("收件凭证", "代办委托书", "一次性告知单")),
    S.RETURNED: StateFacts("当场退回", _A, CaseClock.NONE, ("一次性告知单",)),
    S.QUEUED: StateFacts("待上传", _A, CaseClock.NOTICE, ("收件凭证",)),
    S.UPLOADED: StateFacts("已上传", _A, CaseClock.NOTICE, ("收件凭证",)),
    S.BOUNCED: StateFacts("平台退回", _A, CaseClock.NOTICE, ("收件凭证",)),
    S.REGISTERED: StateFacts("平台已登记", _A, CaseClock.NOTICE, ("收件凭证",)),
    S.PRE_REVIEW: StateFacts("预审中", _B, CaseClock.PRE_REVIEW, ("预审意见",)),
    S.CORRECTION_ASKED: StateFacts("待补正", _B, CaseClock.STANDS_STILL, ("补齐补正通知单",)),
    S.CORRECTED: StateFacts("已补正", _B, CaseClock.NOTICE, ("补正材料收件凭证",)),
    S.ACCEPTED_WITH_GAPS: StateFacts("容缺受理", _B, CaseClock.COMPLETION, ("容缺受理承诺书", "容缺受理通知书")),
    S.ACCEPTED: StateFacts("已受理", _B, CaseClock.COMPLETION, ("受理通知书",)),
    S.REFUSED: StateFacts("不予受理", _B, CaseClock.OVER, ("不予受理通知书",)),
    S.IN_REVIEW: StateFacts("审查中", _C, CaseClock.COMPLETION),
    S.SPECIAL_PROCEDURE: StateFacts("特别程序", _C, CaseClock.STANDS_STILL, ("特别程序告知书",)),
    S.EXTENDED: StateFacts("已延期", _C, CaseClock.COMPLETION, ("延期告知书",)),
    S.GRANTED: StateFacts("准予（办结）", _D, CaseClock.DELIVERY, ("决定书",)),
    S.NOT_GRANTED: StateFacts("不予通过", _D, CaseClock.DELIVERY, ("决定书",)),
    S.READY: StateFacts("待领取", _E, CaseClock.DELIVERY, ("领取凭证", "送达回证")),
    S.DELIVERED: StateFacts("已送达", _E, CaseClock.OVER, ("送达回证",)),
    S.EVALUATED: StateFacts("已评价", _E, CaseClock.OVER),
    S.WITHDRAWN: StateFacts("已撤回", None, CaseClock.OVER, ("撤回申请书", "材料退还清单")),
    S.ENDED: StateFacts("已终止", None, CaseClock.OVER, ("终止告知书",)),
    S.VOID: StateFacts("已作废", None, CaseClock.OVER),
    S.ARCHIVED: StateFacts("已归档", _E, CaseClock.OVER),
}

_CLERK = Move(frozenset({Role.CLERK, Role.SUPERVISOR, Role.ACCEPTING_WINDOW}), offline=True)
_SUPERVISOR = Move(frozenset({Role.SUPERVISOR}), offline=True, before_upload=True)
_COUNTY = Move(frozenset({Role.COUNTY}), offline=False)
_ACCEPTING = Move(frozenset({Role.COUNTY, Role.ACCEPTING_WINDOW}), offline=False)
_EITHER = Move(_CLERK.by | _COUNTY.by, offline=True)

MOVES: Mapping[tuple[CaseState, CaseState], Move] = {
    (S.DRAFT, S.RECEIVED): _CLERK,
    (S.DRAFT, S.VOID): _CLERK,
    (S.RECEIVED, S.RETURNED): _CLERK,
    (S.RECEIVED, S.QUEUED): _CLERK,
    (S.RECEIVED, S.WITHDRAWN): _CLERK,
    (S.RECEIVED, S.VOID): _SUPERVISOR,
    (S.RETURNED, S.DRAFT): _CLERK,
    (S.RETURNED, S.VOID): _SUPERVISOR,
    (S.QUEUED, S.UPLOADED): _COUNTY,
    (S.QUEUED, S.BOUNCED): _COUNTY,
    (S.QUEUED, S.WITHDRAWN): _CLERK,
    (S.QUEUED, S.VOID): _SUPERVISOR,
    (S.UPLOADED, S.REGISTERED): _COUNTY,
    (S.UPLOADED, S.BOUNCED): _COUNTY,
    (S.BOUNCED, S.RECEIVED): _CLERK,
    (S.BOUNCED, S.WITHDRAWN): _CLERK,
    (S.REGISTERED, S.PRE_REVIEW): _COUNTY,
    (S.REGISTERED, S.CORRECTION_ASKED): _ACCEPTING,
    (S.REGISTERED, S.ACCEPTED_WITH_GAPS): _ACCEPTING,
    (S.REGISTERED, S.ACCEPTED): _ACCEPTING,
    (S.REGISTERED, S.REFUSED): _ACCEPTING,
    (S.REGISTERED, S.WITHDRAWN): _EITHER,
    (S.PRE_REVIEW, S.CORRECTION_ASKED): _ACCEPTING,
    (S.PRE_REVIEW, S.ACCEPTED_WITH_GAPS): _ACCEPTING,
    (S.PRE_REVIEW, S.ACCEPTED): _ACCEPTING,
    (S.PRE_REVIEW, S.REFUSED): _ACCEPTING,
    (S.CORRECTION_ASKED, S.CORRECTED): _CLERK,
    (S.CORRECTION_ASKED, S.WITHDRAWN): _EITHER,
    (S.CORRECTION_ASKED, S.ENDED): _COUNTY,
    (S.CORRECTED, S.QUEUED): _CLERK,
    (S.CORRECTED, S.CORRECTION_ASKED): _COUNTY,
    (S.CORRECTED, S.ACCEPTED): _ACCEPTING,
    (S.ACCEPTED_WITH_GAPS, S.IN_REVIEW): _COUNTY,
    (S.ACCEPTED_WITH_GAPS, S.ENDED): _COUNTY,
    (S.ACCEPTED, S.IN_REVIEW): _COUNTY,
    (S.ACCEPTED, S.SPECIAL_PROCEDURE): _COUNTY,
    (S.ACCEPTED, S.GRANTED): _COUNTY,
    (S.ACCEPTED, S.NOT_GRANTED): _COUNTY,
    (S.ACCEPTED, S.WITHDRAWN): _EITHER,
    (S.IN_REVIEW, S.SPECIAL_PROCEDURE): _COUNTY,
    (S.IN_REVIEW, S.EXTENDED): _COUNTY,
    (S.IN_REVIEW, S.GRANTED): _COUNTY,
    (S.IN_REVIEW, S.NOT_GRANTED): _COUNTY,
    (S.SPECIAL_PROCEDURE, S.IN_REVIEW): _COUNTY,
    (S.EXTENDED, S.GRANTED): _COUNTY,
    (S.EXTENDED, S.NOT_GRANTED): _COUNTY,
    (S.GRANTED, S.READY): _EITHER,
    (S.NOT_GRANTED, S.READY): _EITHER,
    (S.READY, S.DELIVERED): _CLERK,
    (S.DELIVERED, S.EVALUATED): _EITHER,
    (S.DELIVERED, S.ARCHIVED): _COUNTY,
    (S.EVALUATED, S.ARCHIVED): _COUNTY,
}

COUNTY_SAYS = frozenset(
    {S.BOUNCED, S.REGISTERED, S.PRE_REVIEW, S.CORRECTION_ASKED, S.CORRECTED, S.ACCEPTED_WITH_GAPS, S.ACCEPTED}
    | {S.REFUSED, S.IN_REVIEW, S.SPECIAL_PROCEDURE, S.EXTENDED, S.GRANTED, S.NOT_GRANTED, S.READY}
    | {S.DELIVERED, S.EVALUATED, S.WITHDRAWN, S.ENDED, S.ARCHIVED}
)
"""States the county may report. Draft, queue and void belong to the desk alone."""

FINISHED = frozenset({S.REFUSED, S.DELIVERED, S.EVALUATED, S.WITHDRAWN, S.ENDED, S.VOID, S.ARCHIVED})
"""States in which the case is no longer open (在办)."""

DECIDED = FINISHED | {S.GRANTED, S.NOT_GRANTED, S.READY}
"""States after which the county asks for no correction (补正) any more."""

_ACTS: Mapping[CaseState, str] = {
    S.RECEIVED: "重新收件",
    S.RETURNED: "当场退回",
    S.QUEUED: "提交上传",
    S.CORRECTION_ASKED: "通知补正",
    S.CORRECTED: "补正",
    S.ACCEPTED_WITH_GAPS: "容缺受理",
    S.ACCEPTED: "受理",
    S.REFUSED: "不予受理",
    S.READY: "登记待领取",
    S.DELIVERED: "送达",
    S.EVALUATED: "评价",
    S.WITHDRAWN: "撤回",
    S.VOID: "作废",
}


def words_of(state: CaseState) -> str:
    """The state as it stands on screen and paper."""
    return FACTS[state].words


def stage_of(state: CaseState) -> Stage | None:
    """Which of the five stages a state belongs to; None once withdrawn, ended or void."""
    return FACTS[state].stage


def clock_of(state: CaseState) -> CaseClock:
    """What the legal clock does in a state."""
    return FACTS[state].clock


def documents_of(state: CaseState) -> tuple[str, ...]:
    """The papers that belong to a state."""
    return FACTS[state].documents


def document_of(state: CaseState) -> str:
    """The first paper of a state; empty where there is none."""
    return next(iter(FACTS[state].documents), "")


def may_move(
    start: CaseState, to: CaseState, *, offline: bool = True, role: Role = Role.CLERK, left_machine: bool = False
) -> bool:
    """May ``role`` move a case from ``start`` to ``to``?

    ``left_machine``: something of the case has left this PC; then it can never be voided.
    """
    move = MOVES.get((start, to))
    if move is None or role not in move.by:
        return False
    if move.before_upload and left_machine:
        return False
    return move.offline or not offline


def check_move(
    start: CaseState, to: CaseState, *, offline: bool = True, role: Role = Role.CLERK, left_machine: bool = False
) -> None:
    """`may_move`, loudly.

    Raises:
        InputRefused: N712, with the state and the act in words.
    """
    if not may_move(start, to, offline=offline, role=role, left_machine=left_machine):
        raise InputRefused(MOVE_REFUSED, state=words_of(start), act=_ACTS.get(to, f"改为“{words_of(to)}”"))


def shown_state(
    base: CaseState, exchange: Exchange, mirror: CaseState | None, *, answered: bool | None = None
) -> CaseState:
    """The one state a clerk sees: what the county said, with the desk's own unfinished acts on top.

    Args:
        base: state after the desk's newest act.
        exchange: where the event of that act is.
        mirror: newest state the county reported; None: none yet.
        answered: did the county speak after it settled that act? None where the caller cannot
            tell: then a county state that lies before the act counts as spoken before it.
    """
    if base in {S.VOID, S.DRAFT, S.RETURNED} or exchange is Exchange.LOCAL:
        return base
    if exchange is Exchange.REJECTED:
        return S.BOUNCED
    if base in {S.RECEIVED, S.QUEUED, S.UPLOADED}:  # whatever the county says of it, it has it
        if mirror is not None:
            return mirror
        return S.QUEUED if exchange is Exchange.WAITING else S.UPLOADED
    if mirror is None:
        return base
    if base not in _LAGS:  # the county's own word stands there: its newer one takes the place, whatever is under way
        return mirror
    if exchange in {Exchange.WAITING, Exchange.TAKEN}:
        return base
    if answered is None:
        answered = mirror not in _LAGS[base]
    return mirror if answered else base


_LAGS: Mapping[CaseState, frozenset[CaseState]] = {
    S.CORRECTED: frozenset({S.REGISTERED}),
    S.DELIVERED: frozenset(CaseState) - {S.DELIVERED, S.EVALUATED, S.ARCHIVED},
    S.EVALUATED: frozenset(CaseState) - {S.EVALUATED, S.ARCHIVED},
    S.WITHDRAWN: frozenset(CaseState) - {S.WITHDRAWN, S.ENDED, S.ARCHIVED},
}
"""County states that lie before an act of the desk."""
