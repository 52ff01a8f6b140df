"""Look at a full identity number: a deliberate act that leaves a trace (rules G04, G09)."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework import records
from windowdesk.casework.desk import Desk, Done
from windowdesk.errors import FIELD_WRONG, InputRefused

SECONDS_SHOWN = 30
"""How long the window shows it."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """The full number and phone of one person; the window hides them again after `SECONDS_SHOWN`."""

    name: str
    id_number: str
    mobile: str


def reveal(desk: Desk, case_id: str, who: str = "applicant") -> Done[Revealed]:
    """The full data of the ``applicant`` or ``agent``; the look itself is audited before it is shown.

    Raises:
        InputRefused: CASE_UNKNOWN, FIELD_WRONG when the case has no such person.
    """
    with desk.store.unit(desk.actor) as unit:
        case = records.case_of(unit, case_id)
        person = {"applicant": case.applicant, "agent": case.agent}.get(who)
        if person is None:
            raise InputRefused(FIELD_WRONG, field="查看对象", reason="这件没有代办人")
        unit.audit.write("reveal", case.provisional_number, {"who": who})
    return desk.done(Revealed(person.name, person.id_number, person.mobile))
