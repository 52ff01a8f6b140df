"""What goes over the line, counted into the day on the wall, and what that day still carries."""

from __future__ import annotations

from datetime import datetime, timedelta

from windowdesk.clock import local_date_time
from windowdesk.domain.data_budget import ALLOWED_NAME, Allowance, Used, is_night
from windowdesk.settings import Budget
from windowdesk.storage.store import Store
from windowdesk.sync.run import ACTOR
from windowdesk.sync.transport import Traffic
from windowdesk.sync.trusted_time import TrustedTime

WORTH_A_WRITE = 64 * 1024
"""Bytes; a kill loses the count of fewer than these."""
KEPT_FOR = timedelta(minutes=10)
"""How long smaller amounts may stay in memory alone."""


class Meter:
    """Between the line, which only counts, and the store, which keeps days.

    Args:
        store: where the days are kept.
        traffic: the line's own count, which only grows.
        time: the trusted time: a dead battery must not give a new day.
    """

    def __init__(self, store: Store, traffic: Traffic, time: TrustedTime) -> None:
        self._store = store
        self._traffic = traffic
        self._time = time
        self._kept = Traffic(traffic.up, traffic.down)
        self._since = time.now()
        self._began = Traffic(traffic.up, traffic.down)
        self._budget = Budget()

    def begin(self, budget: Budget) -> None:
        """A run begins, under this budget."""
        self._budget = budget
        self._began = Traffic(self._traffic.up, self._traffic.down)

    def of_run(self) -> Traffic:
        """What went over the line since `begin`."""
        return Traffic(self._traffic.up - self._began.up, self._traffic.down - self._began.down)

    def keep(self, *, everything: bool = False) -> None:
        """Write down what has come together; small amounts wait for more, or a while."""
        up, down = self._pending()
        now = self._time.now()
        is_due = up + down >= WORTH_A_WRITE or now - self._since >= KEPT_FOR or everything
        if not (up or down) or not is_due:
            return
        with self._store.unit(ACTOR) as unit:
            unit.traffic.add(local_date_time(now).date(), up, down, night=self._is_night(now))
        self._kept = Traffic(self._kept.up + up, self._kept.down + down)
        self._since = now

    def allowance(self) -> Allowance:
        """What may go at this moment."""
        now = self._time.now()
        if not self._budget.daily_mb:
            return Allowance(self._budget, Used(), now)
        day = local_date_time(now).date()
        with self._store.reading() as view:
            used = view.traffic.of(day)
            lifted = view.state.get(ALLOWED_NAME) == day.isoformat()
        up, down = self._pending()
        if not self._is_night(now):
            used = Used(used.up + up, used.down + down, used.night_up, used.night_down)
        return Allowance(self._budget, used, now, lifted)

    def _pending(self) -> tuple[int, int]:
        return self._traffic.up - self._kept.up, self._traffic.down - self._kept.down

    def _is_night(self, now: datetime) -> bool:
        return is_night(self._budget, now)
