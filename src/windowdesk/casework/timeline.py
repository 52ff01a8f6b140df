"""What happened to a case, in order: this desk's acts, the county's words, the prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from windowdesk.casework import reasons
from windowdesk.casework.print_job import PrintJob
from windowdesk.domain import case_events, news
from windowdesk.domain.case import Case
from windowdesk.domain.case_states import words_of
from windowdesk.domain.news import News

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit

EVENT_WORDS = {
    case_events.CaseReceived.TYPE: "收件",
    case_events.CaseSupplemented.TYPE: "补正、补交材料",
    case_events.CaseWithdrawn.TYPE: "申请人撤回",
    case_events.CaseDelivered.TYPE: "送达",
    case_events.CaseEvaluated.TYPE: "评价",
    case_events.CaseVoided.TYPE: "作废",
    case_events.CaseFilesLost.TYPE: "报告扫描件丢失",
}
"""Types of this desk's own events in words."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened."""

    at: datetime
    source: str
    """``desk`` 本窗口, ``county`` 县里, ``print`` 打印."""
    title: str
    detail: str
    proof: str = ""
    """The county's proof number; empty: not proved (yet)."""
    waiting: str = ""
    """Why it waits, one plain sentence."""


def of_case(view: Unit, case: Case, prints: tuple[PrintJob, ...], here: reasons.Around) -> tuple[TimelineEntry, ...]:
    """Oldest first; ``here`` decides why something waits."""
    entries = [*_own(view, case, here), *_county(view, case), *_printed(prints)]
    return tuple(sorted(entries, key=lambda one: one.at))


def _own(view: Unit, case: Case, here: reasons.Around) -> Iterator[TimelineEntry]:
    open_ones = {row.seq: row for row in [*view.outbox.waiting(), *view.outbox.rejected()] if row.case == case.id}
    asides = {one.seq: one for one in view.asides.all() if one.case == case.id}
    for event, verdict in view.outbox.of_case(case.id):
        told: dict[str, Any] = json.loads(event.text) if event.text else {}
        at = datetime.fromisoformat(told["time"]) if told else case.received_at
        proved = verdict is not None and verdict.kind == "accepted"
        waiting = "" if event.seq not in open_ones else reasons.of(open_ones[event.seq], here).happened
        aside = f"；不再处理：{asides[event.seq].reason}（{asides[event.seq].actor}）" if event.seq in asides else ""
        yield TimelineEntry(
            at=at,
            source="desk",
            title=EVENT_WORDS.get(event.type, event.type),
            detail=f"{told.get('actor', '')}{aside}",
            proof=verdict.proof if proved and verdict else "",
            waiting=waiting,
        )


def _county(view: Unit, case: Case) -> Iterator[TimelineEntry]:
    for arrived in view.mirror.news_of(case.id):
        title, detail = words(arrived.news)
        at = getattr(arrived.news, "at", None) or getattr(arrived.news, "registered_at", None) or arrived.arrived_at
        yield TimelineEntry(at=at, source="county", title=title, detail=detail)


def words(item: News) -> tuple[str, str]:
    """A piece of news as a title and a sentence."""
    match item:
        case news.Registered():
            return "平台已登记", f"受理编号 {item.official_number}"
        case news.StatusChanged():
            return words_of(item.state), item.note
        case news.CorrectionAsked():
            return f"要求补正（第 {item.round} 次）", "；".join(f"{line.name}：{line.defect}" for line in item.lines)
        case news.PreReviewed():
            return "预审通过" if item.passed else "预审不通过", item.opinion
        case news.ResultIssued():
            name = f"{item.result_name} {item.result_number}".strip()
            return ("已办结" if item.granted else "不予通过"), f"{name} {item.note}".strip()
        case news.Noticed():
            return item.title, item.text
        case news.Stopped():
            return ("县里停用本机上报" if item.stopped else "县里恢复本机上报"), item.reason
        case news.PackAvailable() if item.is_notice:
            return "县里有新版本程序", f"第 {item.version} 版。"
        case _:
            return "有新的下发内容", item.what


def _printed(prints: tuple[PrintJob, ...]) -> Iterator[TimelineEntry]:
    for job in prints:
        name = "凭条" if job.kind == "receipt" else "文书"
        mark = f"（补打 {job.copy}）" if job.copy else ""
        waiting = job.state.words if job.waits_for_person else ""
        yield TimelineEntry(job.at, "print", f"打印{name}{mark}", job.state.words, waiting=waiting)
