"""Bytes over the line, day by day (流量): kept for two months, not part of the second copy."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from windowdesk.domain.data_budget import Used
from windowdesk.storage import tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.work import Work

KEPT_DAYS = 62
_T = tables.traffic.c
_KINDS = ("up", "down", "night_up", "night_down")


def _add_statement() -> Prepared:
    fresh = insert(tables.traffic).values({name: bindparam(name) for name in ("day", *_KINDS)})
    more = {name: tables.traffic.c[name] + fresh.excluded[name] for name in _KINDS}
    return Prepared(fresh.on_conflict_do_update(index_elements=["day"], set_=more))


_ADD = _add_statement()
_GET = Prepared(select(tables.traffic).where(_T.day == bindparam("which")))
_TRIM = Prepared(delete(tables.traffic).where(_T.day < bindparam("before")))


class Traffic:
    """The days in one unit or reading."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, day: date, up: int, down: int, *, night: bool) -> None:
        """Count bytes of ``day``, the local date; ``night``: they do not use up the day's allowance."""
        counts = (0, 0, up, down) if night else (up, down, 0, 0)
        self._work.run(_ADD, day=day.isoformat(), **dict(zip(_KINDS, counts, strict=True)))
        self._work.run(_TRIM, before=(day - timedelta(days=KEPT_DAYS)).isoformat())

    def of(self, day: date) -> Used:
        """What went over the line on ``day``."""
        row = self._work.one(_GET, which=day.isoformat())
        return Used() if row is None else Used(**{name: row[name] for name in _KINDS})
