"""The worklist (办件列表): filters, marks, pages."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from windowdesk.casework.desk import Desk
from windowdesk.casework.rows import CaseRow, Proof, proof_of, row_of
from windowdesk.clock import CHINA
from windowdesk.domain.case import CaseState
from windowdesk.domain.case_states import FINISHED

if TYPE_CHECKING:
    from windowdesk.storage import cases as stored
    from windowdesk.storage.unit import Unit


class Filter(enum.Enum):
    """What to list."""

    ALL = "all"
    TODAY = "today"
    """Received today."""
    DUE = "due"
    """Due today, overdue or within one working day."""
    WAITING = "waiting"
    """Not yet proved by the county."""
    CORRECTIONS = "corrections"
    READY = "ready"
    """The result can be handed out."""

    @property
    def words(self) -> str:
        """What stands on the screen."""
        return {
            "all": "全部",
            "today": "今天收的",
            "due": "快到期",
            "waiting": "未上报",
            "corrections": "待补正",
            "ready": "待领取",
        }[self.value]


CORRECTION_STATES = frozenset({CaseState.CORRECTION_ASKED, CaseState.BOUNCED})
READY_STATES = frozenset({CaseState.GRANTED, CaseState.NOT_GRANTED, CaseState.READY})
OPEN_STATES = frozenset(CaseState) - FINISHED - {CaseState.DRAFT, CaseState.RETURNED}
MOST_WAITING = 2000
"""More than so many waiting events are not looked through for a list."""


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A page of rows; ``more`` is handed back as ``after`` for the next one, empty: no more."""

    rows: tuple[CaseRow, ...]
    more: str


def page(desk: Desk, what: Filter = Filter.ALL, after: str = "", limit: int = 100) -> WorkPage:
    """One page: newest first, or most urgent first for what is due."""
    with desk.store.reading() as view:
        if what is Filter.WAITING:
            return _waiting_page(desk, view, after, limit)
        found = view.cases.page(_which(desk, what), _key(after), limit)
        shown = [row for row in found if what is not Filter.DUE or _is_pressing(desk, view, row)]
        more = _after(found[-1]) if len(found) == limit and len(shown) == limit else ""
        return WorkPage(tuple(full_rows(desk, view, shown)), more)


def counts(desk: Desk) -> dict[Filter, int]:
    """How many cases each filter holds."""
    with desk.store.reading() as view:
        by_state = view.cases.counts()

        def total(states: frozenset[CaseState]) -> int:
            return sum(by_state.get(state, 0) for state in states)

        return {
            Filter.ALL: sum(by_state.values()),
            Filter.TODAY: view.cases.count_of(_which(desk, Filter.TODAY)),
            Filter.DUE: view.cases.count_of(_which(desk, Filter.DUE), due_by=_pressing_until(desk, view)),
            Filter.WAITING: view.outbox.cases_waiting(),
            Filter.CORRECTIONS: total(CORRECTION_STATES),
            Filter.READY: total(READY_STATES),
        }


def full_rows(desk: Desk, view: Unit, found: list[stored.CaseRow]) -> list[CaseRow]:
    """The rows as shown, from what the store lists."""
    return [row_of(desk, view, view.cases.get(one.id), Proof(one.waiting, one.rejected)) for one in found]


def _which(desk: Desk, what: Filter) -> stored.CaseFilter:
    from windowdesk.storage.cases import CaseFilter

    if what is Filter.TODAY:
        start = datetime.combine(desk.today(), time(), CHINA)
        return CaseFilter(received_from=start, received_to=start + timedelta(days=1))
    if what is Filter.DUE:
        return CaseFilter(states=OPEN_STATES, order="due")
    if what is Filter.CORRECTIONS:
        return CaseFilter(states=CORRECTION_STATES, order="due")
    if what is Filter.READY:
        return CaseFilter(states=READY_STATES)
    return CaseFilter()


def _is_pressing(desk: Desk, view: Unit, row: stored.CaseRow) -> bool:
    if row.due is None:
        return False
    return row.due <= _pressing_until(desk, view)


def _pressing_until(desk: Desk, view: Unit) -> date:
    return desk.calendar(view).add_working_days(desk.today(), 1).date


def _waiting_ids(view: Unit) -> list[str]:
    """Cases with an event the county has not settled, oldest first; rejected ones too."""
    open_ones = [*view.outbox.rejected(), *view.outbox.waiting(MOST_WAITING)]
    return list(dict.fromkeys(row.case for row in open_ones if row.case))


def _waiting_page(desk: Desk, view: Unit, after: str, limit: int) -> WorkPage:
    start = int(after) if after.isdigit() else 0
    ids = _waiting_ids(view)
    cases = [case for one in ids[start : start + limit] if (case := view.cases.find(one)) is not None]
    rows = tuple(row_of(desk, view, case, proof_of(view, case.id)) for case in cases)
    return WorkPage(rows, str(start + limit) if len(ids) > start + limit else "")


def _key(after: str) -> stored.PageKey | None:
    from windowdesk.storage.cases import PageKey

    sort, bar, row = after.rpartition("|")
    return PageKey(sort, int(row)) if bar and row.isdigit() else None


def _after(row: stored.CaseRow) -> str:
    return f"{row.key.sort}|{row.key.row}"
