"""What today's data still carries (流量): text always, small files within the day's allowance, large ones at night.

Village rooms often hang on a card with some megabytes a day. The day and the night are those of
the clock on the wall. What goes at night is counted apart: it does not use up the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from windowdesk.clock import local_date_time
from windowdesk.settings import Budget

MEGABYTE = 1_000_000
SMALL_FILE = 256 * 1024
"""Bytes; below it a file travels in the first lane. A scanned page made small is well below."""
URGENT_NAME = "exchange.urgent"
"""Id of the one case (加急) whose files go first and beyond the allowance."""
ALLOWED_NAME = "exchange.allowed_day"
"""The day (ISO date) for which a person lifted the allowance."""


@dataclass(frozen=True, slots=True)
class Used:
    """Bytes of one day over the line, both ways, headers included."""

    up: int = 0
    down: int = 0
    night_up: int = 0
    night_down: int = 0

    @property
    def day(self) -> int:
        """What counts against the allowance."""
        return self.up + self.down

    @property
    def night(self) -> int:
        """What went in the night hours."""
        return self.night_up + self.night_down


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may go at one moment."""

    budget: Budget
    used: Used
    now: datetime
    lifted: bool = False
    """A person allowed everything for today."""

    @property
    def limited(self) -> bool:
        """Is there anything to be held at all just now?"""
        return self.budget.daily_mb > 0 and not self.lifted and not self.is_night

    @property
    def is_night(self) -> bool:
        """Is it night by the settings?"""
        return is_night(self.budget, self.now)

    @property
    def left(self) -> int:
        """Bytes the day still carries; 0 when it is used up."""
        return max(0, self.budget.daily_mb * MEGABYTE - self.used.day)

    def carries(self, size: int, missing: int | None = None) -> bool:
        """May a file of ``size`` bytes go on now? ``missing``: bytes of it the county lacks; None: all.

        Where there is no night, a large file goes piece by piece as far as the day carries it.
        """
        if not self.limited:
            return True
        if size >= SMALL_FILE:
            return not has_night(self.budget) and self.left >= SMALL_FILE
        return (size if missing is None else missing) <= self.left

    def next_chance(self) -> datetime:
        """When what is held now may go: at nightfall, or with the next day where no night is set."""
        wall = local_date_time(self.now)
        hour = self.budget.night_from if has_night(self.budget) else 0
        found = wall.replace(hour=hour, minute=0, second=0, microsecond=0)
        return found if found > wall else found + timedelta(days=1)


def has_night(budget: Budget) -> bool:
    """Are there hours in which large files may go? Equal hours mean none."""
    return budget.night_from != budget.night_to


def is_night(budget: Budget, moment: datetime) -> bool:
    """Does ``moment`` fall into the night hours, which may lie across midnight?"""
    hour, first, last = local_date_time(moment).hour, budget.night_from, budget.night_to
    if first < last:
        return first <= hour < last
    return has_night(budget) and (hour >= first or hour < last)


def megabytes(size: int) -> str:
    """Bytes as people read them: ``0.4 MB``, ``12 MB``."""
    value = size / MEGABYTE
    return f"{value:.1f} MB" if value < 10 else f"{value:.0f} MB"
