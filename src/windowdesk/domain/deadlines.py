"""Legal clocks of a case (办理期限): when they start, stand still and end, and their lights.

Sources: Administrative Licensing Law 行政许可法 art. 32 (notice within 5 working days), 42
(decision, extension), 44 (delivery within 10), 45 (special procedures not counted), 82 (working
days); promised limits (承诺时限) from the catalogue. Counting convention: `calendar`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from windowdesk.domain.calendar import Calendar, Due
from windowdesk.domain.case import Case, CaseMaterial, CaseState, Deadline
from windowdesk.domain.catalogue import Item, Limit, LimitUnit, Material

NOTICE_WORKING_DAYS = 5
PRE_REVIEW_WORKING_DAYS = 2
DELIVERY_WORKING_DAYS = 10
BAD_REVIEW_WORKING_DAYS = 3
EXTENSION_SINGLE, EXTENSION_JOINT = 10, 15
"""Working days added by an extension (延期), single and joint handling (art. 42)."""

QUEUE_YELLOW_AFTER, QUEUE_RED_AFTER = 1, 3
"""Working days a received case may wait for upload before its light changes (rule B.2.3)."""

YELLOW_SHARE = 0.30
ESTIMATE_NOTE = "按收件当日受理估算，受理后重算"
COUNTY_NOTE = "县里确定"
EXTENDED_NOTE = "已延期"

UNIT_WORDS = {
    LimitUnit.WORKING_DAYS: "个工作日",
    LimitUnit.CALENDAR_DAYS: "日（自然日）",
    LimitUnit.MONTHS: "个月",
}


class Mark(enum.Enum):
    """The light of a due date (B.4)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLACK = "black"
    """超期; cannot be cleared at the client."""
    GREY = "grey"
    """The date is provisional."""

    @property
    def words(self) -> str:
        """What stands beside the light: colour never speaks alone."""
        return {"green": "正常", "yellow": "快到期", "red": "今天到期", "black": "已超期", "grey": "日期待定"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the completion clock stands still (特别程序, 补正).

    The clock ran on the day the pause began, so that day is used up; the day the pause ended
    still belongs to it; the clock goes on with the first working day after. ``last`` None: not
    over yet. ``longest`` is the special procedure's own maximum in working days.
    """

    kind: str
    first: date
    last: date | None = None
    longest: int | None = None

    def holds(self, day: date) -> bool:
        """Does the clock stand still on ``day``?"""
        return self.first < day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class ClockReading:
    """A clock with pauses: its due date, or while it stands still the whole days left."""

    due: Due | None
    left: int | None
    """Days of the limit's unit still frozen; None when the clock runs or counts no days."""
    pause: Pause | None = None


def limit_words(limit: Limit) -> str:
    """The limit as it stands on screen and paper, for example ``15 个工作日``."""
    if limit.unit is LimitUnit.AT_ONCE:
        words = "当场办结"
    elif limit.unit is LimitUnit.BATCH:
        words = "集中批次办理"
    else:
        words = f"{limit.value} {UNIT_WORDS[limit.unit]}"
    return f"{words}（{limit.note}）" if limit.note else words


def count(limit: Limit, start: date, calendar: Calendar) -> Due | None:
    """When ``limit`` ends that started on ``start``; None for batches, which count no days."""
    match limit.unit:
        case LimitUnit.WORKING_DAYS:
            return calendar.add_working_days(start, limit.value)
        case LimitUnit.CALENDAR_DAYS:
            return calendar.add_calendar_days(start, limit.value)
        case LimitUnit.MONTHS:
            return calendar.add_months(start, limit.value)
        case LimitUnit.AT_ONCE:
            return calendar.add_working_days(start, 0)
        case LimitUnit.BATCH:
            return None


def due(limit: Limit, start: date, calendar: Calendar, kind: str = "completion", note: str = "") -> Deadline:
    """The deadline of ``kind`` for a limit that starts on ``start``."""
    counted = count(limit, start, calendar)
    if counted is None:
        return Deadline(kind, None, note=note or limit.note or limit_words(limit), start=start)
    return Deadline(kind, counted.date, counted.provisional, note, start)


def read_clock(limit: Limit, start: date, pauses: Sequence[Pause], calendar: Calendar) -> ClockReading:
    """The due date of a limit interrupted by ``pauses``.

    A working day on which the clock ran at any moment is used up; whole days left are frozen
    during a pause. A limit in months is moved by the calendar days it stood still.
    """
    if limit.unit is LimitUnit.BATCH:
        return ClockReading(None, None)
    if limit.unit is LimitUnit.MONTHS:
        return _read_months(limit, start, pauses, calendar)
    left = limit.value if limit.unit is not LimitUnit.AT_ONCE else 0
    day = start
    while left or (day != start and not calendar.is_working_day(day)):
        day += timedelta(days=1)
        stopped = next((pause for pause in pauses if pause.holds(day)), None)
        if stopped is not None and stopped.last is None:
            return ClockReading(None, left, stopped)
        counts = limit.unit is LimitUnit.CALENDAR_DAYS or calendar.is_working_day(day)
        if left and counts and stopped is None:
            left -= 1
    ends = calendar.add_working_days(day, 0).date
    return ClockReading(Due(ends, _rests_on_doubt(start, ends, calendar)), None)


def procedure_due(pause: Pause, calendar: Calendar) -> Deadline | None:
    """The special procedure's own last day, with its own mark; None when it has no maximum."""
    if pause.longest is None:
        return None
    counted = calendar.add_working_days(pause.first, pause.longest)
    return Deadline("special_procedure", counted.date, counted.provisional, pause.kind, pause.first)


def extended(deadline: Deadline, calendar: Calendar, *, joint: bool = False) -> Deadline:
    """``deadline`` after an extension told with its reason (延期, art. 42)."""
    if deadline.due is None:
        return deadline
    counted = calendar.add_working_days(deadline.due, EXTENSION_JOINT if joint else EXTENSION_SINGLE)
    return replace(
        deadline, due=counted.date, provisional=deadline.provisional or counted.provisional, note=EXTENDED_NOTE
    )


def latest_supply(item: Item, material: Material, today: date, calendar: Calendar) -> date:
    """The last day a deferred material (容缺后补) may be promised for.

    Not later than the promised limit of the item. Items done at once or in batches have no
    promised day: there the catalogue's ``deferral_days`` of the material decides, else today.
    """
    promised = count(item.promised, today, calendar) if item.promised.unit is not LimitUnit.AT_ONCE else None
    own = calendar.add_working_days(today, material.deferral_days) if material.deferral_days else None
    dates = [one.date for one in (promised, own) if one is not None]
    return min(dates) if dates else today


def deadlines_at_receipt(
    item: Item,
    materials: Iterable[CaseMaterial],
    received: date,
    receives_for: str,
    calendar: Calendar,
) -> tuple[Deadline, ...]:
    """The clocks of a case on the day it is taken in.

    Only a site that receives for the agency starts the five days of art. 32(4). The completion
    date is an estimate until acceptance and says so.
    """
    found: list[Deadline] = []
    if receives_for == "agency":
        found.append(due(working_days(NOTICE_WORKING_DAYS), received, calendar, "notice", "未告知即视为受理"))
    batch = item.promised.unit is LimitUnit.BATCH
    found.append(due(item.promised, received, calendar, "completion", "" if batch else ESTIMATE_NOTE))
    for material in materials:
        if material.how == "deferred" and material.deferred_until is not None:
            found.append(Deadline("deferral", material.deferred_until, note=material.name, start=received))
    return tuple(found)


def deadlines_after(case: Case, item: Item, state: CaseState, on: date, calendar: Calendar) -> tuple[Deadline, ...]:
    """The clocks of ``case`` once the county put it into ``state`` on day ``on``.

    A date the county itself names comes in as `with_county_due`.
    """
    kept = {deadline.kind: deadline for deadline in case.deadlines if deadline.kind != "deferral"}
    deferrals = tuple(deadline for deadline in case.deadlines if deadline.kind == "deferral")
    if state in {CaseState.ACCEPTED, CaseState.ACCEPTED_WITH_GAPS, CaseState.IN_REVIEW}:
        kept.pop("notice", None)
        kept.pop("correction", None)
        kept.pop("pre_review", None)
        if state is not CaseState.IN_REVIEW or _is_estimate(kept.get("completion")):
            kept["completion"] = due(item.promised, on, calendar)
    elif state is CaseState.PRE_REVIEW:
        kept["pre_review"] = due(working_days(PRE_REVIEW_WORKING_DAYS), on, calendar, "pre_review")
    elif state is CaseState.CORRECTION_ASKED:
        kept.pop("notice", None)
    elif state is CaseState.EXTENDED and "completion" in kept:
        kept["completion"] = extended(kept["completion"], calendar)
    elif state in {CaseState.GRANTED, CaseState.NOT_GRANTED, CaseState.READY}:
        running = kept.get("delivery")
        return (running or due(working_days(DELIVERY_WORKING_DAYS), on, calendar, "delivery"),)
    elif state in CLOCKS_OVER:
        return ()
    return (*kept.values(), *deferrals)


CLOCKS_OVER = frozenset(
    {
        CaseState.REFUSED,
        CaseState.DELIVERED,
        CaseState.EVALUATED,
        CaseState.WITHDRAWN,
        CaseState.ENDED,
        CaseState.VOID,
        CaseState.ARCHIVED,
    }
)
"""States in which nothing is due any more."""


def with_county_due(
    deadlines: Sequence[Deadline], kind: str, day: date, start: date | None = None
) -> tuple[Deadline, ...]:
    """``deadlines`` with the date of ``kind`` that the county named: it is the one that holds."""
    named = Deadline(kind, day, note=COUNTY_NOTE, start=start)
    return (*(one for one in deadlines if one.kind != kind), named)


def recalculated(case: Case, item: Item, calendar: Calendar) -> tuple[Deadline, ...]:
    """Open clocks of ``case`` under a new calendar pack (rule F.4.2).

    Dates the county or a person fixed stay; printed papers are never rewritten.
    """
    limits = {
        "notice": working_days(NOTICE_WORKING_DAYS),
        "pre_review": working_days(PRE_REVIEW_WORKING_DAYS),
        "delivery": working_days(DELIVERY_WORKING_DAYS),
        "bad_review": working_days(BAD_REVIEW_WORKING_DAYS),
        "completion": item.promised,
    }
    found: list[Deadline] = []
    for deadline in case.deadlines:
        start, fixed = deadline.start, deadline.note in {COUNTY_NOTE, EXTENDED_NOTE}
        if deadline.kind in limits and start is not None and not fixed:
            deadline = due(limits[deadline.kind], start, calendar, deadline.kind, deadline.note)
        found.append(deadline)
    return tuple(found)


def mark(deadline: Deadline, today: date, calendar: Calendar) -> Mark:
    """The light of ``deadline`` today. Yellow: at most one working day or 30 % of the time left."""
    if deadline.due is None:
        return Mark.GREEN
    if today > deadline.due:
        return Mark.BLACK
    if today == deadline.due:
        return Mark.RED
    if deadline.provisional:
        return Mark.GREY
    left = calendar.working_days_between(today, deadline.due)
    whole = calendar.working_days_between(deadline.start, deadline.due) if deadline.start else 0
    return Mark.YELLOW if left <= 1 or left <= whole * YELLOW_SHARE else Mark.GREEN


def queue_mark(received: date, today: date, calendar: Calendar) -> Mark:
    """The light of a received case that is not yet at the county: the law does not know the network."""
    waited = calendar.working_days_between(received, today)
    if waited > QUEUE_RED_AFTER:
        return Mark.RED
    return Mark.YELLOW if waited > QUEUE_YELLOW_AFTER else Mark.GREEN


def next_deadline(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The one that ends first; None when nothing is due."""
    dated = [deadline for deadline in deadlines if deadline.due is not None]
    return min(dated, key=lambda deadline: deadline.due or date.max, default=None)


def working_days(value: int) -> Limit:
    """A limit of that many working days."""
    return Limit(value, LimitUnit.WORKING_DAYS)


def _is_estimate(deadline: Deadline | None) -> bool:
    return deadline is None or deadline.note == ESTIMATE_NOTE


def _read_months(limit: Limit, start: date, pauses: Sequence[Pause], calendar: Calendar) -> ClockReading:
    open_pause = next((pause for pause in pauses if pause.last is None), None)
    if open_pause is not None:
        return ClockReading(None, None, open_pause)
    stood_still = sum((pause.last - pause.first).days for pause in pauses if pause.last is not None)
    target = calendar.add_months(start, limit.value).date
    ends = calendar.add_calendar_days(target, stood_still).date
    return ClockReading(Due(ends, _rests_on_doubt(start, ends, calendar)), None)


def _rests_on_doubt(start: date, ends: date, calendar: Calendar) -> bool:
    return not all(calendar.is_official(year) for year in range(start.year, ends.year + 1))
