"""Void (作废): a supervisor takes back a case of which nothing has left this machine."""

from __future__ import annotations

from dataclasses import replace

from windowdesk.casework import records
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Case, CaseState
from windowdesk.domain.case_events import CaseVoided
from windowdesk.domain.case_states import Role
from windowdesk.errors import FIELD_MISSING, REASON_MISSING, InputRefused
from windowdesk.events import Kind


def void(desk: Desk, case_id: str, supervisor: str, reason: str) -> Done[Case]:
    """Void the case; its number is never used again.

    Raises:
        InputRefused: REASON_MISSING, FIELD_MISSING (supervisor), MOVE_REFUSED once the county has
            any of it or the line may have carried it.
    """
    if not supervisor.strip():
        raise InputRefused(FIELD_MISSING, field="值班长")
    if not reason.strip():
        raise InputRefused(REASON_MISSING)
    with desk.store.unit(desk.actor) as unit:
        before = records.case_of(unit, case_id)
        left = records.left_machine(unit, before)
        case = records.move(before, CaseState.VOID, left_machine=left, role=Role.SUPERVISOR)
        case = replace(case, deadlines=())
        event = CaseVoided(reason.strip(), desk.clock.now(), supervisor.strip())
        records.write(desk, unit, case, event, "void")
        unit.supplements.discard(case_id)  # the county never had the case: nothing can bring it back
    return desk.done(case, Kind.CASES, Kind.OUTBOX)
