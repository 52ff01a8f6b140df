"""The working-day calendar (工作日历): official arrangements, and honest doubt beyond them.

Counting convention: the first day is not counted; a period in calendar days that would end on
a day off ends on the next working day. A result that needs a year without an official
arrangement is *provisional* and says so (print “以正式日历为准”).
"""

from __future__ import annotations

import calendar as _month_lengths
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from windowdesk.errors import CALENDAR_REFUSED, InputRefused

_ONE_DAY = timedelta(days=1)
_FIXED_FESTIVALS = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""Legal festival days with a fixed date (law since 2025), for years the pack does not know."""

PROVISIONAL_WORDS = "以正式日历为准"


@dataclass(frozen=True, slots=True)
class Due:
    """A date that was counted, and whether it rests on a year not yet arranged."""

    date: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the calendar. ``off`` holds days off, ``work`` weekend days worked (调休上班)."""

    official: bool
    off: frozenset[date]
    work: frozenset[date]
    source: str = ""
    """Document that arranged it, for example 国办发明电〔2025〕7号."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Days off outside the yearly arrangement: flood, epidemic, local festival."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of one region as one signed pack says."""

    region: str
    seq: int
    years: Mapping[int, Year]
    closures: tuple[Closure, ...] = ()
    names: Mapping[date, str] = field(default_factory=dict)
    """Name of the festival on a day off."""

    def is_working_day(self, day: date) -> bool:
        """Is ``day`` a working day, as far as this calendar knows?"""
        if any(closure.first <= day <= closure.last for closure in self.closures):
            return False
        year = self.years.get(day.year)
        if year is not None:
            if day in year.off:
                return False
            if day in year.work:
                return True
        elif (day.month, day.day) in _FIXED_FESTIVALS:
            return False
        return day.weekday() < 5

    def is_official(self, year: int) -> bool:
        """Has the arrangement of ``year`` been announced?"""
        known = self.years.get(year)
        return known is not None and known.official

    def add_working_days(self, start: date, days: int) -> Due:
        """The ``days``-th working day after ``start``; for 0 the first working day from ``start`` on.

        Raises:
            ValueError: ``days`` is negative.
        """
        if days < 0:
            raise ValueError("days must not be negative")
        if days == 0:
            return self._due(start, self.next_working_day(start))
        day, left = start, days
        while left:
            day += _ONE_DAY
            left -= self.is_working_day(day)
        return self._due(start, day)

    def add_calendar_days(self, start: date, days: int) -> Due:
        """``days`` calendar days after ``start``; if that is a day off, the next working day."""
        return self._due(start, self.next_working_day(start + days * _ONE_DAY))

    def add_months(self, start: date, months: int) -> Due:
        """The same day ``months`` later (or the month's last); if that is a day off, the next working day."""
        count = start.year * 12 + start.month - 1 + months
        year, month = divmod(count, 12)
        last = _month_lengths.monthrange(year, month + 1)[1]
        return self._due(start, self.next_working_day(date(year, month + 1, min(start.day, last))))

    def next_working_day(self, day: date) -> date:
        """``day`` itself if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and with ``last``; negative when ``last`` is earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        days = (first + n * _ONE_DAY for n in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def last_official_year(self) -> int | None:
        """The last year whose arrangement is announced; None when there is none."""
        return max((year for year in self.years if self.is_official(year)), default=None)

    def lacks_next_year(self, today: date) -> bool:
        """From 1 November on: is the arrangement of next year still missing here?"""
        return today.month >= 11 and not self.is_official(today.year + 1)

    def _due(self, start: date, day: date) -> Due:
        return Due(day, not all(self.is_official(year) for year in range(start.year, day.year + 1)))


def read_calendar_pack(pack: Mapping[str, Any]) -> Calendar:
    """The calendar in a pack whose signature was already checked.

    Raises:
        InputRefused: K408, an impossible date, a day both off and worked, a day outside its year,
            an official year without its document, or a field of the wrong form.
    """
    try:
        region, seq = str(pack["region"]), int(pack["seq"])
        names: dict[date, str] = {}
        years = {int(one["year"]): _year(one, names) for one in pack["years"]}
        closures = tuple(
            Closure(_date(one["from"]), _date(one["to"]), str(one["reason"])) for one in pack.get("closures", ())
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputRefused(CALENDAR_REFUSED, reason=f"缺少内容或格式不对（{error}）") from error
    if any(closure.last < closure.first for closure in closures):
        raise InputRefused(CALENDAR_REFUSED, reason="停办期间的结束早于开始")
    return Calendar(region, seq, years, closures, names)


def check_replacement(current: Calendar | None, offered: Calendar) -> None:
    """May ``offered`` take the place of ``current``? The same pack again is fine.

    Raises:
        InputRefused: K408, another region or a lower sequence number.
    """
    if current is None:
        return
    if offered.region != current.region:
        raise InputRefused(CALENDAR_REFUSED, reason=f"是别的地区（{offered.region}）的日历")
    if offered.seq < current.seq:
        raise InputRefused(CALENDAR_REFUSED, reason=f"序号 {offered.seq} 比现用的 {current.seq} 旧")


def _year(one: Mapping[str, Any], names: dict[date, str]) -> Year:
    number, official = int(one["year"]), one["state"] == "official"
    if one["state"] not in {"official", "provisional"}:
        raise InputRefused(CALENDAR_REFUSED, reason=f"{number} 年的状态不认识")
    off: set[date] = set()
    for period in one["off"]:
        for day in _days(_date(period["from"]), _date(period.get("to", period["from"]))):
            off.add(day)
            names[day] = str(period.get("name", ""))
    work = {_date(text) for text in one["work"]}
    if off & work:
        raise InputRefused(CALENDAR_REFUSED, reason=f"{min(off & work)} 既是休息日又是上班日")
    outside = sorted(day for day in off | work if day.year != number)
    if outside:
        raise InputRefused(CALENDAR_REFUSED, reason=f"{outside[0]} 不在 {number} 年")
    source = one.get("source", {})
    if official and not source.get("document"):
        raise InputRefused(CALENDAR_REFUSED, reason=f"{number} 年没有写明依据的文件")
    return Year(official, frozenset(off), frozenset(work), str(source.get("document", "")))


def _days(first: date, last: date) -> list[date]:
    if last < first:
        raise InputRefused(CALENDAR_REFUSED, reason=f"{last} 早于 {first}")
    return [first + n * _ONE_DAY for n in range((last - first).days + 1)]


def _date(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise InputRefused(CALENDAR_REFUSED, reason=f"有不存在的日期 {text}") from error
