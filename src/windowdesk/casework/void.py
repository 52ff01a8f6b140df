"""Void (作废): a supervisor takes back a case of which nothing has left this machine."""

from __future__ import annotations

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Case


def void(desk: Desk, case_id: str, supervisor: str, reason: str) -> Done[Case]:
    """Void the case; its number is never used again.

    Raises:
        InputRefused: REASON_MISSING, FIELD_MISSING (supervisor), MOVE_REFUSED once the county has
            any of it or the line may have carried it.
    """
    raise NotImplementedError
