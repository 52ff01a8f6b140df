"""What time it is, how far that can be trusted, and identifiers that sort by time."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "CST")
"""China standard time: one zone, no daylight saving."""

EARLIEST_CREDIBLE = datetime(2020, 1, 1, tzinfo=UTC)
"""A device clock before this means a dead battery, not a date."""


class Clock(Protocol):
    """A source of time. ``now`` is aware, in UTC; ``monotonic`` is in seconds."""

    def now(self) -> datetime:
        """The time in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some start."""
        ...


class SystemClock:
    """The clock of this PC."""

    def now(self) -> datetime:
        """The device time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only ever grow while the PC runs."""
        return time.monotonic()


class HeldClock:
    """A clock that moves only when told: simulations, training and tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._seconds = 0.0

    def now(self) -> datetime:
        """The time last set."""
        return self._now

    def monotonic(self) -> float:
        """Seconds moved so far."""
        return self._seconds

    def move(self, step: timedelta) -> None:
        """Let ``step`` pass."""
        self._now += step
        self._seconds += step.total_seconds()


def local_date_time(moment: datetime) -> datetime:
    """``moment`` as the clock on the wall of the office shows it."""
    return moment.astimezone(CHINA)


def is_credible(moment: datetime) -> bool:
    """False when the PC clock cannot be right (year before 2020: dead battery)."""
    return moment >= EARLIEST_CREDIBLE


def new_id(moment: datetime) -> str:
    """A UUID version 7 (RFC 9562 section 5.7): sorts by time, unique without a network."""
    milliseconds = int(moment.timestamp() * 1000) & ((1 << 48) - 1)
    chance = int.from_bytes(os.urandom(10), "big") & ~(0xF << 76 | 0b11 << 62)
    digits = f"{milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | chance:032x}"
    # Written out here: the modules uuid and secrets bring OpenSSL into every start of the window.
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
