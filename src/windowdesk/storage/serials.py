"""Serial numbers of provisional receipts, counted per day and never given twice."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam
from sqlalchemy.dialects.sqlite import insert

from windowdesk.storage import tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.work import Work

SKIP_AFTER_RESTORE = 100
"""So far the counter of the newest day jumps when the store was rebuilt."""


def _next_statement() -> Prepared:
    fresh = insert(tables.serials).values(
        {"day": bindparam("day"), "unit": bindparam("unit"), "last": bindparam("first")}
    )
    changed = {"unit": fresh.excluded["unit"], "last": tables.serials.c.last + 1}
    return Prepared(fresh.on_conflict_do_update(index_elements=["day"], set_=changed).returning(tables.serials.c.last))


_NEXT = _next_statement()


class Serials:
    """The counters in one unit."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def next(self, day: date) -> int:
        """The next number of ``day``, from 1; confirmed with the unit, given up with it."""
        last = int(self._work.value(_NEXT, day=day.isoformat(), unit=self._work.unit, first=1))
        self._work.confirm("serials", {"day": day.isoformat(), "unit": self._work.unit, "last": last})
        return last
