"""One round of the hand-over: take what came back, plan what is new, write it, note what was fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, select, update

from county.connectors.answers import take_answers
from county.connectors.file_drop import FileDrop
from county.connectors.front import Front, Handed
from county.connectors.front_database import FrontDatabase
from county.connectors.planning import plan
from county.connectors.settings import FRONT_DATABASE, Settings
from county.connectors.tables import handed_rows
from county.database import reading, writing
from county.place import County

_SLICE = 500
"""Rows noted in one statement."""

_PAGE = 2_000
"""Rows looked for over there at a time."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did, in rows; ``waiting`` counts cases."""

    connector: str
    answers: int
    refused: int
    planned: int
    waiting: int
    written: int
    behind: int
    """Rows that wait until what they change was fetched."""
    fetched: int
    late_files: int
    """Files that an earlier batch had to leave out."""
    troubles: list[str] = field(default_factory=list)
    """What lies over there and cannot be read, one sentence each."""

    def facts(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


@contextmanager
def opened(county: County, settings: Settings) -> Iterator[Front]:
    """The other side, proved to be what was connected."""
    if settings.kind == FRONT_DATABASE:
        front: FrontDatabase | FileDrop = FrontDatabase(settings)
    else:
        front = FileDrop(settings, county)
    try:
        front.check(settings.lists())
        yield front
    finally:
        front.close()


def hand_over(county: County, settings: Settings, leave_out: str = "") -> Round:
    """One round for one connector. To be repeated for ever; a kill anywhere is made good by the next round.

    Raises:
        NotReachable: the other side is away; what was planned stays planned.
        NotConnected: the other side is not what was connected.
        BadCodeList: a list of the county's own is not fit.
    """
    with opened(county, settings) as front:
        taken = take_answers(county, settings, front)
        planned = plan(county, settings, leave_out)
        fetched = _note_fetched(county, settings, front)
        written, behind = _write(county, settings, front)
        return Round(
            connector=settings.name,
            answers=taken.done,
            refused=taken.refused,
            planned=planned.rows,
            waiting=planned.waiting,
            written=written,
            behind=behind,
            fetched=fetched,
            late_files=front.bring_late(),
            troubles=front.troubles,
        )


def handed(row: RowMapping) -> Handed:
    """A row of the memory."""
    return Handed(
        id=row["id"],
        table=row["table_name"],
        guid=row["row_guid"],
        version=row["version"],
        operation=row["operation"],
        case=row["case_id"],
        batch=row["batch"],
        cd_time=row["cd_time"],
        content=json.loads(row["content"]),
        fetched=row["fetched_at"] is not None,
    )


def _write(county: County, settings: Settings, front: Front) -> tuple[int, int]:
    """Batch after batch, oldest first; a case of which a row waits gets nothing later either."""
    stuck: set[str] = set()
    written = behind = 0
    open_rows = (handed_rows.c.connector == settings.name) & handed_rows.c.written_at.is_(None)
    with reading(county.engine) as connection:
        first = func.min(handed_rows.c.id)
        wanted = select(handed_rows.c.batch).where(open_rows).group_by(handed_rows.c.batch).order_by(first)
        batches = connection.execute(wanted).scalars().all()
    for batch in batches:
        rows = [one for one in _rows(county, open_rows & (handed_rows.c.batch == batch)) if one.case not in stuck]
        done = front.put(rows)
        stuck.update(one.case for one in rows if one.id in set(done.waiting))
        _note(county, done.written, "written_at")
        written, behind = written + len(done.written), behind + len(done.waiting)
    return written, behind


def _note_fetched(county: County, settings: Settings, front: Front) -> int:
    own = (handed_rows.c.connector == settings.name) & handed_rows.c.written_at.is_not(None)
    own &= handed_rows.c.fetched_at.is_(None)
    after = noted = 0
    while rows := _rows(county, own & (handed_rows.c.id > after), _PAGE):
        found = front.fetched(rows)
        _note(county, found, "fetched_at")
        after, noted = rows[-1].id, noted + len(found)
    return noted


def _rows(county: County, wanted: ColumnElement[bool], limit: int | None = None) -> list[Handed]:
    with reading(county.engine) as connection:
        rows = connection.execute(select(handed_rows).where(wanted).order_by(handed_rows.c.id).limit(limit)).mappings()
        return [handed(row) for row in rows]


def _note(county: County, ids: Sequence[int], column: str) -> None:
    with writing(county.engine) as connection:
        for start in range(0, len(ids), _SLICE):
            own = handed_rows.c.id.in_(ids[start : start + _SLICE])
            connection.execute(update(handed_rows).where(own).values({column: county.moment()}))
