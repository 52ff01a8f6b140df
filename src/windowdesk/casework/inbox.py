"""The inbox (收到的消息): what came back from the county, what to do about it and by when.

One row for each case and kind of thing: a correction that was announced and spelt out is one row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from windowdesk.casework import papers, reasons, timeline
from windowdesk.casework.desk import Desk, Done
from windowdesk.casework.print_job import job_of
from windowdesk.casework.receipts import RECEIPT
from windowdesk.domain import deadlines, news
from windowdesk.domain.case import Case, CaseState, Deadline
from windowdesk.domain.masking import mask_name
from windowdesk.domain.news import CorrectionLine
from windowdesk.errors import MOVE_REFUSED, InputRefused, all_messages
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.storage.mirror import Arrived
    from windowdesk.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One thing to look at or to do."""

    id: str
    kind: str
    """``rejected``, ``correction``, ``result``, ``pre_review``, ``status``, ``notice``, ``deferral``, ``print``, ``stop``."""
    case_id: str
    number: str
    name_masked: str
    item_name: str
    title: str
    text: str
    to_do: str
    due: date | None
    mark: str
    mark_words: str
    lines: tuple[CorrectionLine, ...]
    at: datetime
    needs_act: bool
    """False: reading it is enough, then it may be put away."""


_ORDER = {"rejected": 0, "correction": 1, "print": 2, "stop": 2, "result": 3, "deferral": 4, "notice": 5}
_TO_DO = {
    news.CorrectionAsked.TYPE: "请打印补正通知，一次收齐后点“补正”。",
    news.ResultIssued.TYPE: "请通知领取；来人时核对证件，点“送达”。",
    news.PreReviewed.TYPE: "请告诉申请人；看过后收起。",
    news.Noticed.TYPE: "看过后收起。",
    news.PackAvailable.TYPE: "不用自己安装，照常办件；请等县里技术人员来升级。看过后收起。",
    news.Stopped.TYPE: "请联系县里；已收的件都保存着。",
}
_STATUS_TO_DO = {
    CaseState.CORRECTION_ASKED: "请打印补正通知，一次收齐后点“补正”。",
    CaseState.BOUNCED: "请按县里说明改正，点“补正”重新上报。",
    CaseState.READY: "请通知领取；来人时核对证件，点“送达”。",
    CaseState.GRANTED: "请通知领取；来人时核对证件，点“送达”。",
    CaseState.NOT_GRANTED: "请通知领取；来人时核对证件，点“送达”。",
}
_ACTED_ON = {CaseState.CORRECTION_ASKED: "correction", CaseState.BOUNCED: "rejected"}
_RESULT_STATES = frozenset({CaseState.GRANTED, CaseState.NOT_GRANTED, CaseState.READY})


def rows(desk: Desk) -> tuple[InboxRow, ...]:
    """Open rows, most pressing first."""
    with desk.store.reading() as view:
        found: dict[tuple[str, str], InboxRow] = {}
        for row in (*_rejected(desk, view), *_news(desk, view), *_deferrals(desk, view), *_prints(desk, view)):
            key = (row.case_id, row.kind) if row.case_id and row.kind != "status" else (row.id, row.kind)
            known = found.get(key)
            if known is None or (row.lines and not known.lines) or row.kind == "result":
                found[key] = row
    return tuple(sorted(found.values(), key=_pressing))


def put_away(desk: Desk, row_id: str) -> Done[None]:
    """Read and done; only for rows that need no act.

    Raises:
        InputRefused: MOVE_REFUSED when something has to be done about it first.
    """
    row = next((one for one in rows(desk) if one.id == row_id), None)
    if row is None or row.needs_act or not row_id.startswith("news:"):
        raise InputRefused(MOVE_REFUSED, state=row.title if row else "已处理", act="收起")
    with desk.store.unit(desk.actor) as unit:
        unit.mirror.done(int(row_id.partition(":")[2]))
    return desk.done(None, Kind.INBOX)


def _pressing(row: InboxRow) -> tuple[int, date, datetime]:
    return (_ORDER.get(row.kind, 6), row.due or date.max, row.at)


def _rejected(desk: Desk, view: Unit) -> Iterator[InboxRow]:
    for row in view.outbox.rejected():
        case = view.cases.find(row.case)
        if case is None:
            continue
        reason = reasons.of(row, reasons.Around())
        yield _row(
            desk,
            view,
            id_=f"rejected:{row.seq}",
            kind="rejected",
            case=case,
            title=f"{timeline.EVENT_WORDS.get(row.type, row.type)}被县平台退回",
            text=reason.happened,
            to_do=reason.to_do,
            due=None,
            at=row.written_at,
            needs_act=True,
        )


def _news(desk: Desk, view: Unit) -> Iterator[InboxRow]:
    for arrived in view.mirror.inbox():
        case_id = getattr(arrived.news, "case", "")
        case = view.cases.find(case_id) if case_id else None
        if not case_id or case is not None:
            yield _news_row(desk, view, arrived, case)


def _news_row(desk: Desk, view: Unit, arrived: Arrived, case: Case | None) -> InboxRow:
    item = arrived.news
    title, text = timeline.words(item)
    kind, to_do = item.TYPE, _TO_DO.get(item.TYPE, "看过后收起。")
    if isinstance(item, news.StatusChanged):
        kind = _ACTED_ON.get(item.state, "result" if item.state in _RESULT_STATES else "status")
        to_do = _STATUS_TO_DO.get(item.state, "请告诉申请人；看过后收起。")
    due = item.due if isinstance(item, news.CorrectionAsked | news.StatusChanged) else None
    return _row(
        desk,
        view,
        id_=f"news:{arrived.seq}",
        kind=kind,
        case=case,
        title=title,
        text=text,
        to_do=to_do,
        due=due or (_delivery_due(case) if kind == "result" else None),
        at=getattr(item, "at", arrived.arrived_at),
        needs_act=kind in {"correction", "rejected", "result"} and _still_open(case, kind),
        lines=item.lines if isinstance(item, news.CorrectionAsked) else (),
    )


def _still_open(case: Case | None, kind: str) -> bool:
    """Does the case still stand where the act is possible? News the case has left behind is only read."""
    if case is None:
        return False
    wanted = {"correction": {CaseState.CORRECTION_ASKED}, "rejected": {CaseState.BOUNCED}}.get(kind, _RESULT_STATES)
    return case.state in wanted


def _delivery_due(case: Case | None) -> date | None:
    if case is None:
        return None
    return next((one.due for one in case.deadlines if one.kind == "delivery"), None)


def _deferrals(desk: Desk, view: Unit) -> Iterator[InboxRow]:
    """Promised materials (容缺) that are due within one working day."""
    from windowdesk.casework.worklist import OPEN_STATES
    from windowdesk.storage.cases import CaseFilter

    soon = desk.calendar(view).add_working_days(desk.today(), 1).date
    for stored in view.cases.page(CaseFilter(states=OPEN_STATES, order="due"), None, 200):
        if stored.due is None or stored.due > soon:
            break
        case = view.cases.get(stored.id)
        late = [one for one in case.materials if one.how == "deferred" and (one.deferred_until or soon) <= soon]
        if late:
            yield _row(
                desk,
                view,
                id_=f"deferral:{case.id}",
                kind="deferral",
                case=case,
                title="后补材料快到期",
                text="、".join(one.name for one in late),
                to_do="请联系申请人补交，收到后点“补正”。",
                due=min(one.deferred_until or soon for one in late),
                at=case.received_at,
                needs_act=True,
            )


def _prints(desk: Desk, view: Unit) -> Iterator[InboxRow]:
    for entry in view.prints.open():
        if entry.id in desk.printing:
            continue
        job = job_of(entry)
        yield InboxRow(
            id=f"print:{job.id}",
            kind="print",
            case_id=job.case_id,
            number=job.number,
            name_masked="",
            item_name="",
            title=f"不知道{_paper_name(job.kind)}打出来没有",
            text=_happened(job.code),
            to_do="请看一眼纸：打出来了点“已打出”，没有就点“没打出”。",
            due=None,
            mark="",
            mark_words="",
            lines=(),
            at=job.at,
            needs_act=True,
        )


def _happened(code: str) -> str:
    """What was written down as unclear; a print cut off by a power cut has no code."""
    message = all_messages().get(code)
    return message.happened if message is not None else "打印的时候程序中断了。"


def _paper_name(kind: str) -> str:
    return "凭条" if kind == RECEIPT else f"《{papers.title_of(kind)}》"


def _row(
    desk: Desk,
    view: Unit,
    *,
    id_: str,
    kind: str,
    case: Case | None,
    title: str,
    text: str,
    to_do: str,
    due: date | None,
    at: datetime,
    needs_act: bool,
    lines: tuple[CorrectionLine, ...] = (),
) -> InboxRow:
    mark = deadlines.mark(Deadline(kind, due, start=at.date()), desk.today(), desk.calendar(view)) if due else None
    return InboxRow(
        id=id_,
        kind=kind,
        case_id=case.id if case else "",
        number=case.number if case else "",
        name_masked=mask_name(case.applicant.name) if case else "",
        item_name=case.item_name if case else "",
        title=title,
        text=text,
        to_do=to_do,
        due=due,
        mark=mark.value if mark else "",
        mark_words=mark.words if mark else "",
        lines=lines,
        at=at,
        needs_act=needs_act,
    )
