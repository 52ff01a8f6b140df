"""The lasting log of exchanges: newest last, bounded by age and by size, not part of the second copy.

Half a year, because that is how far back a dispute about *when was it reported* reaches: the longest period for
a review of an administrative act is sixty days, for a suit six months. A row is about 300 bytes and stands for
a run that moved something or for a whole series that failed alike, so the most that is kept is 1.5 MB. The age
is only asked of what lies beyond the newest few hundred rows: a clock set years ahead must not empty the log.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from windowdesk.domain.exchange_log import Exchanged
from windowdesk.storage import codec, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.work import Work, stamp

KEPT_DAYS = 180
LEAST, MOST = 500, 5000
"""Rows: so many stay whatever their age; no more than so many stay, at 27 exchanges a day for half a year."""

_E = tables.exchanges.c
_NUMBERS = ("times", "events", "accepted", "held", "rejected", "files", "news", "up", "down", "received_to")
_COLUMNS = ("row", "way", "began", "ended", "outcome", "code", "facts", "packs", "proof", *_NUMBERS)


def _put_statement() -> Prepared:
    fresh = insert(tables.exchanges).values({name: bindparam(name) for name in _COLUMNS})
    return Prepared(
        fresh.on_conflict_do_update(
            index_elements=["row"], set_={name: fresh.excluded[name] for name in _COLUMNS if name != "row"}
        )
    )


_PUT = _put_statement()
_LAST = Prepared(select(func.coalesce(func.max(_E.row), 0)))
_TRIM = Prepared(delete(tables.exchanges).where(_E.row <= bindparam("through")))
_FIRST_SINCE = Prepared(select(_E.row).where(_E.began >= bindparam("since")).order_by(_E.row).limit(1))
_NEWEST = Prepared(select(tables.exchanges).order_by(_E.row.desc()).limit(bindparam("limit")))


class Exchanges:
    """The log in one unit or reading."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, one: Exchanged, row: int | None = None) -> int:
        """Write a new row, or over ``row``; its number. The oldest rows go where they are too old or too many."""
        number = self._work.run(_LAST).scalar_one() + 1 if row is None else row
        self._work.run(
            _PUT,
            row=number,
            way=one.way,
            began=stamp(one.began),
            ended=stamp(one.ended) if one.ended else "",
            outcome=one.outcome,
            code=one.code,
            facts=codec.dumps(dict(one.facts)),
            packs=codec.dumps(list(one.packs)),
            proof=one.proof,
            **{name: getattr(one, name) for name in _NUMBERS},
        )
        if row is None:
            self._trim(number, one.began - timedelta(days=KEPT_DAYS))
        return int(number)

    def _trim(self, newest: int, since: datetime) -> None:
        first = self._work.run(_FIRST_SINCE, since=stamp(since)).scalar() or 0
        self._work.run(_TRIM, through=max(newest - MOST, min(newest - LEAST, first - 1)))

    def newest(self, limit: int = 100) -> list[Exchanged]:
        """Newest first."""
        return [_exchanged(row) for row in self._work.run(_NEWEST, limit=limit).mappings()]

    def last(self) -> tuple[int, Exchanged] | None:
        """Number and value of the newest row."""
        row = self._work.one(_NEWEST, limit=1)
        return None if row is None else (int(row["row"]), _exchanged(row))


def _exchanged(row: RowMapping) -> Exchanged:
    return Exchanged(
        way=row["way"],
        began=datetime.fromisoformat(row["began"]),
        ended=datetime.fromisoformat(row["ended"]) if row["ended"] else None,
        outcome=row["outcome"],
        code=row["code"],
        facts=json.loads(row["facts"]),
        packs=tuple(json.loads(row["packs"])),
        proof=row["proof"],
        **{name: row[name] for name in _NUMBERS},
    )
