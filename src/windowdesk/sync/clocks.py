"""Open clocks reckoned anew when the county sends another calendar (rule F.4.2)."""

from __future__ import annotations

from dataclasses import replace

from windowdesk.domain.calendar import Calendar
from windowdesk.domain.case import CaseState
from windowdesk.domain.case_states import FINISHED
from windowdesk.domain.deadlines import recalculated
from windowdesk.events import Kind
from windowdesk.storage.cases import CaseFilter, PageKey
from windowdesk.storage.unit import Unit
from windowdesk.sync.run import ACTOR, Run

PAGE = 100
"""Cases in one transaction: the clerk's own saves come in between."""


def recalculate(run: Run, calendar: Calendar) -> None:
    """Put the dates of all open cases right; those a person or the county fixed stay."""
    which = CaseFilter(states=frozenset(CaseState) - FINISHED)
    after: PageKey | None = None
    while True:
        with run.store.unit(ACTOR) as unit:
            rows = unit.cases.page(which, after, PAGE)
            changed = [_one(unit, row.id, calendar) for row in rows]
        if any(changed):
            run.changed.add(Kind.CASES)
        if len(rows) < PAGE:
            return
        after = rows[-1].key


def _one(unit: Unit, case_id: str, calendar: Calendar) -> bool:
    case = unit.cases.get(case_id)
    item = unit.catalogue.item(case.item_code, case.item_version)
    if item is None:
        return False
    deadlines = recalculated(case, item, calendar)
    if deadlines == case.deadlines:
        return False
    unit.cases.put(replace(case, deadlines=deadlines))
    return True
