"""The queue in plain words: what waits, why, and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from windowdesk.casework import desk_lights, lost_files, reasons, timeline, todays_data
from windowdesk.casework.desk import Desk
from windowdesk.casework.desk_lights import DeskLights
from windowdesk.casework.reasons import Around
from windowdesk.clock import local_date_time
from windowdesk.domain.case_events import CaseReceived
from windowdesk.domain.deadlines import Mark, queue_mark
from windowdesk.domain.masking import mask_name
from windowdesk.domain.waiting_reasons import NEEDS_PERSON

if TYPE_CHECKING:
    from windowdesk.storage.outbox import Waiting
    from windowdesk.storage.unit import Unit

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case that waits, with the first of its events that does."""

    case_id: str
    number: str
    name_masked: str
    item_name: str
    what: str
    """What waits: 收件, 补正 …"""
    reason: str
    """One plain sentence."""
    to_do: str
    code: str
    """Stable code of the reason; that of ITS_TURN: simply its turn has not come."""
    next_at: datetime | None
    since: datetime
    seq: int
    """Number of the event in this station's log."""
    urgent: bool
    """Its files go first and beyond the day's data (加急)."""
    may_put_aside: bool
    """A rejected step that may be put aside with a reason (不再处理)."""
    may_report_lost: bool
    """It waits for a scan that neither copy gives any more, and the county was not told (扫描件找不回来了)."""
    mark: str
    """Age: ``yellow`` over 1 working day, ``red`` over 3 (B.2 rule 3); empty: fresh."""
    needs_person: bool


@dataclass(frozen=True, slots=True)
class QueueView(DeskLights):
    """The queue page: how things stand, and row by row why."""

    data_words: str
    """What today's data still carries and what waits for the night; empty: there is no limit."""
    may_lift: bool
    """The limit holds something back now, and a person may lift it for today."""
    aside: int
    """How many rejected steps are put aside (不再处理); `windowdesk.casework.aside` lists them."""
    rows: tuple[QueueRow, ...]
    """The oldest, at most `MOST_ROWS` beside those that were rejected."""


def view(desk: Desk) -> QueueView:
    """Read the queue."""
    with desk.store.reading() as reading:
        here = reasons.around(desk, reading)
        waiting = [*reading.outbox.waiting(MOST_ROWS), *lost_files.taken_in_without(reading, here)]
        open_ones = [*reading.outbox.rejected(), *waiting]
        rows = _rows(desk, reading, open_ones, here)
        lights = desk_lights.of(desk, reading)
        aside = len(reading.asides.all())
    return QueueView(
        **asdict(lights),
        data_words=todays_data.words(here),
        may_lift=todays_data.may_lift(here),
        aside=aside,
        rows=rows,
    )


def _rows(desk: Desk, reading: Unit, open_ones: list[Waiting], here: Around) -> tuple[QueueRow, ...]:
    by_case: dict[str, list[Waiting]] = {}
    for one in open_ones:
        by_case.setdefault(one.case, []).append(one)
    return tuple(_row(desk, reading, own, here) for own in by_case.values())


def _row(desk: Desk, reading: Unit, own: list[Waiting], here: Around) -> QueueRow:
    one = own[0]
    case = reading.cases.find(one.case)
    reason = reasons.of(one, here)
    waited = queue_mark(local_date_time(one.written_at).date(), desk.today(), desk.calendar(reading))
    return QueueRow(
        case_id=one.case,
        number=case.number if case else "",
        name_masked=mask_name(case.applicant.name) if case else "",
        item_name=case.item_name if case else "",
        what=timeline.EVENT_WORDS.get(one.type, one.type),
        reason=reason.happened,
        to_do=reason.to_do,
        code=reason.code,
        next_at=one.retry.next_at if one.retry else None,
        since=one.written_at,
        mark="" if waited is Mark.GREEN or one.type != CaseReceived.TYPE else waited.value,
        needs_person=one.state == "rejected" or reason.code in NEEDS_PERSON,
        seq=one.seq,
        urgent=one.case == here.urgent,
        may_put_aside=one.state == "rejected" and one.type != CaseReceived.TYPE,
        may_report_lost=any(lost_files.may_report(reading, each, here) for each in own),
    )
