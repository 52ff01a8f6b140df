"""The county's time, kept as an offset to the device clock (PC batteries die).

The offset is learnt from the county's own word and kept in the store, so that events taken in
without a line carry it too.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from windowdesk.clock import Clock

TOLERANCE_SECONDS = 30
"""A difference below this is the line's delay and the header's whole seconds, not the clock."""


class TrustedTime:
    """The device clock put right by the offset last learnt.

    Args:
        clock: the device clock.
        offset: seconds to add, as kept from earlier; None: never learnt.
    """

    def __init__(self, clock: Clock, offset: int | None) -> None:
        self._clock = clock
        self.offset = offset

    def now(self) -> datetime:
        """The best known time in UTC."""
        return self._clock.now() + timedelta(seconds=self.offset or 0)

    def learn(self, county: datetime, *, exact: bool = False) -> bool:
        """Take the county's time; True when the offset changed.

        ``exact``: the county was asked for the time; otherwise it is the ``Date`` header of some
        answer, which only counts when the clock is clearly off.
        """
        offset = round((county.astimezone(UTC) - self._clock.now()).total_seconds())
        known = self.offset
        near = known is not None and abs(offset - known) <= (2 if exact else TOLERANCE_SECONDS)
        if near or (known is None and not exact):
            return False
        self.offset = offset
        return True
