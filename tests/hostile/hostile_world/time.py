"""Time that moves only when told: the true one of the county, and that of a PC, which may be wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from windowdesk.clock import HeldClock

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""A Monday, nine o'clock on the wall."""
DEAD_BATTERY = datetime(2000, 1, 1, tzinfo=UTC)


class DeskClock(HeldClock):
    """The clock of a PC: seconds since its start always grow, its date may leap."""

    def leap(self, to: datetime) -> None:
        """The date is another one from now on."""
        self._now = to


class Time:
    """True time, with the clocks that tick along."""

    def __init__(self) -> None:
        self.now = START
        self._clocks: list[DeskClock] = []

    def clock(self) -> DeskClock:
        """A clock that is right so far."""
        made = DeskClock(self.now)
        self._clocks.append(made)
        return made

    def pass_by(self, seconds: float) -> None:
        """Let so much time pass for everybody."""
        step = timedelta(seconds=seconds)
        self.now += step
        for clock in self._clocks:
            clock.move(step)

    def set_right(self) -> None:
        """Every PC shows the true date."""
        for clock in self._clocks:
            clock.leap(self.now)
