"""Cases (办件) as this desk knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, bindparam, exists, func, select, tuple_, union_all
from sqlalchemy import case as sql_case
from sqlalchemy.dialects.sqlite import insert

from windowdesk.domain.case import Case
from windowdesk.domain.case_states import FINISHED, CaseState
from windowdesk.storage import codec, search, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.work import Work, stamp

NO_DUE = "9999-12-31"
_OUT_OF_THE_WAY = FINISHED | {CaseState.RETURNED}
"""A case in one of these does not stand in the way of filing the same item again."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a page of the worklist ended."""

    sort: str
    row: int


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What a list shows of a case. Name, number and phone are in full: the shower masks them (rule G04)."""

    id: str
    provisional_number: str
    official_number: str
    item_code: str
    item_name: str
    name: str
    id_number: str
    mobile: str
    state: CaseState
    received_at: datetime
    due: date | None
    """The earliest due date of the case."""
    waiting: bool
    """Something of it has not been accepted by the county yet."""
    rejected: bool
    """The county rejected something of it and nobody has dealt with that yet."""
    key: PageKey

    @property
    def number(self) -> str:
        """The official number once there is one, the provisional one until then."""
        return self.official_number or self.provisional_number


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases a worklist shows, and in which order.

    ``order`` is ``received`` (newest first) or ``due`` (most urgent first). No states: all.
    """

    states: frozenset[CaseState] = frozenset()
    received_from: datetime | None = None
    received_to: datetime | None = None
    order: str = "received"


_C = tables.cases.c
_STORED = (
    "unit",
    "official",
    "person",
    "name",
    "id_number",
    "mobile",
    "item_code",
    "item_name",
    "state",
    "due",
    "body",
)
_SEARCHED = ("official", "name", "id_number", "mobile", "item_code", "item_name")


def _put_statement() -> Prepared:
    fresh = insert(tables.cases).values({name: bindparam(name) for name in ("id", "provisional", "received", *_STORED)})
    same = tuple_(*(_C[name] for name in _SEARCHED)) == tuple_(*(fresh.excluded[name] for name in _SEARCHED))
    changed: dict[str, ColumnElement[Any]] = {name: fresh.excluded[name] for name in _STORED}
    changed["indexed"] = sql_case((same, _C.indexed), else_=0)
    return Prepared(fresh.on_conflict_do_update(index_elements=["id"], set_=changed).returning(_C.row))


_PUT = _put_statement()
_GET = Prepared(select(_C.body).where(_C.id == bindparam("id")))
_BY_PROVISIONAL = Prepared(select(_C.body).where(_C.provisional == bindparam("number")))
_BY_OFFICIAL = Prepared(select(_C.body).where(_C.official == bindparam("number"), tables.HAS_OFFICIAL))
_BODIES_OF_PERSON = Prepared(select(_C.body).where(_C.person == bindparam("person")).order_by(_C.row.desc()))

_OPEN_EVENT = exists().where(tables.outbox.c.case_id == _C.id, tables.UNSETTLED)
_REJECTED_EVENT = exists().where(tables.outbox.c.case_id == _C.id, tables.REJECTED, tables.outbox.c.done == 0)
_SHOWN = (
    _C.row,
    _C.id,
    _C.provisional,
    _C.official,
    _C.item_code,
    _C.item_name,
    _C.name,
    _C.id_number,
    _C.mobile,
    _C.state,
    _C.received,
    _C.due,
    _OPEN_EVENT.label("waiting"),
    _REJECTED_EVENT.label("rejected"),
)
_ROWS_OF_PERSON = Prepared(select(*_SHOWN).where(_C.person == bindparam("person")).order_by(_C.row.desc()))


class Cases:
    """The cases of one unit or reading."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, case: Case) -> None:
        """Store a new or changed case; part of the confirmed rows of the unit."""
        values = self._values(case)
        row = self._work.value(_PUT, **values)
        self._work.confirm("cases", {"row": row, **values})

    def get(self, case_id: str) -> Case:
        """The case with this id.

        Raises:
            KeyError: there is none.
        """
        found = self._work.run(_GET, id=case_id).scalar()
        if found is None:
            raise KeyError(case_id)
        return codec.loads(Case, found)

    def find(self, case_id: str) -> Case | None:
        """The case with this id, or None."""
        found = self._work.run(_GET, id=case_id).scalar()
        return None if found is None else codec.loads(Case, found)

    def by_number(self, text: str) -> Case | None:
        """The case with this provisional or official number; both are kept for ever."""
        number = text.strip()
        for statement, wanted in ((_BY_PROVISIONAL, number.upper()), (_BY_OFFICIAL, number)):
            found = self._work.run(statement, number=wanted).scalar()
            if found is not None:
                return codec.loads(Case, found)
        return None

    def page(self, which: CaseFilter, after: PageKey | None = None, limit: int = 100) -> list[CaseRow]:
        """One page of a worklist, beginning behind ``after``.

        One short index walk per state, so the cost does not grow with the number of cases.
        """
        states = which.states or frozenset(CaseState)
        parts = [_page_of_state(state, which, after, limit) for state in sorted(states, key=lambda one: one.value)]
        keys = union_all(*(select(part.subquery()) for part in parts)).subquery()
        statement = select(*_SHOWN).join(keys, keys.c.row == _C.row).order_by(*_order(which)).limit(limit)
        found = self._work.connection.execute(statement).mappings()
        return [_shown(row, which.order) for row in found]

    def count_of(self, which: CaseFilter, *, due_by: date | None = None) -> int:
        """How many cases a worklist holds; ``due_by``: only those with a date up to that day."""
        statement = select(func.count()).where(_C.state.in_([state.value for state in which.states or CaseState]))
        if which.received_from is not None:
            statement = statement.where(_C.received >= stamp(which.received_from))
        if which.received_to is not None:
            statement = statement.where(_C.received < stamp(which.received_to))
        if due_by is not None:
            statement = statement.where(_C.due <= due_by.isoformat())
        return int(self._work.connection.execute(statement).scalar_one())

    def search(self, text: str, limit: int = 50) -> list[CaseRow]:
        """Cases, newest first, that hold every word of ``text``.

        A word is any part of a name or item name, at least three characters of a number (also
        the tail of phone or id), of an item code, or pinyin initials.
        """
        rows = search.rows(self._work, text, limit)
        if not rows:
            return []
        statement = select(*_SHOWN).where(_C.row.in_(rows)).order_by(_C.row.desc())
        return [_shown(row, "received") for row in self._work.connection.execute(statement).mappings()]

    def open_for(self, id_number: str, item_code: str) -> list[CaseRow]:
        """Cases of this person for this item that are not finished (duplicate check 重复申报)."""
        return [
            row for row in self.of_person(id_number) if row.item_code == item_code and row.state not in _OUT_OF_THE_WAY
        ]

    def of_person(self, id_number: str) -> list[CaseRow]:
        """All cases this person applied for, newest first."""
        found = self._work.run(_ROWS_OF_PERSON, person=self._work.person(id_number)).mappings()
        return [_shown(row, "received") for row in found]

    def whole_of_person(self, id_number: str) -> list[Case]:
        """As `of_person`, with everything that was taken in."""
        found = self._work.run(_BODIES_OF_PERSON, person=self._work.person(id_number)).scalars()
        return [codec.loads(Case, body) for body in found]

    def count(self, states: Iterable[CaseState] = ()) -> int:
        """How many cases are in one of ``states``; all without states."""
        counts = self.counts()
        wanted = frozenset(states)
        return sum(number for state, number in counts.items() if not wanted or state in wanted)

    def counts(self) -> Mapping[CaseState, int]:
        """How many cases are in each state."""
        statement = select(_C.state, func.count()).group_by(_C.state)
        return {CaseState(state): number for state, number in self._work.connection.execute(statement)}

    def _values(self, case: Case) -> dict[str, Any]:
        dates = [one.due.isoformat() for one in case.deadlines if one.due is not None]
        person = case.applicant
        return {
            "id": case.id,
            "unit": self._work.unit,
            "provisional": case.provisional_number,
            "official": case.official_number,
            "person": self._work.person(person.id_number),
            "name": codec.encodable(person.name),
            "id_number": person.id_number,
            "mobile": person.mobile,
            "item_code": case.item_code,
            "item_name": case.item_name,
            "state": case.state.value,
            "received": stamp(case.received_at),
            "due": min(dates, default=NO_DUE),
            "body": codec.dumps(case),
        }


def _sort(which: CaseFilter) -> ColumnElement[str]:
    column: ColumnElement[str] = _C.due if which.order == "due" else _C.received
    return column


def _order(which: CaseFilter) -> tuple[ColumnElement[Any], ...]:
    if which.order == "due":
        return (_C.due.asc(), _C.row.asc())
    return (_C.received.desc(), _C.row.desc())


def _page_of_state(state: CaseState, which: CaseFilter, after: PageKey | None, limit: int) -> Select[Any]:
    statement = select(_C.row).where(_C.state == state.value)
    if after is not None:
        here, there = tuple_(_sort(which), _C.row), tuple_(after.sort, after.row)
        statement = statement.where(here > there if which.order == "due" else here < there)
    if which.received_from is not None:
        statement = statement.where(_C.received >= stamp(which.received_from))
    if which.received_to is not None:
        statement = statement.where(_C.received < stamp(which.received_to))
    return statement.order_by(*_order(which)).limit(limit)


def _shown(row: RowMapping, order: str) -> CaseRow:
    due = row["due"]
    return CaseRow(
        id=row["id"],
        provisional_number=row["provisional"],
        official_number=row["official"],
        item_code=row["item_code"],
        item_name=row["item_name"],
        name=row["name"],
        id_number=row["id_number"],
        mobile=row["mobile"],
        state=CaseState(row["state"]),
        received_at=datetime.fromisoformat(row["received"]),
        due=None if due == NO_DUE else date.fromisoformat(due),
        waiting=bool(row["waiting"]),
        rejected=bool(row["rejected"]),
        key=PageKey(due if order == "due" else row["received"], row["row"]),
    )
