"""Withdraw (撤回): the applicant takes the application back."""

from __future__ import annotations

from dataclasses import replace

from windowdesk.casework import records
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Case, CaseState
from windowdesk.domain.case_events import CaseWithdrawn
from windowdesk.errors import REASON_MISSING, InputRefused
from windowdesk.events import Kind


def withdraw(desk: Desk, case_id: str, reason: str, returned: tuple[str, ...] = ()) -> Done[Case]:
    """Record it; ``returned`` names the originals handed back (材料退还清单).

    Raises:
        InputRefused: MOVE_REFUSED, REASON_MISSING.
    """
    if not reason.strip():
        raise InputRefused(REASON_MISSING)
    with desk.store.unit(desk.actor) as unit:
        case = records.case_of(unit, case_id)
        case = replace(records.move(records.before_county(case), CaseState.WITHDRAWN), deadlines=())
        event = CaseWithdrawn(reason.strip(), desk.clock.now(), returned)
        records.write(desk, unit, case, event, "withdraw")
        records.put_away(unit, case_id)
    return desk.done(case, Kind.CASES, Kind.OUTBOX, Kind.INBOX)
