"""Withdraw (撤回): the applicant takes the application back."""

from __future__ import annotations

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Case


def withdraw(desk: Desk, case_id: str, reason: str, returned: tuple[str, ...] = ()) -> Done[Case]:
    """Record it; ``returned`` names the originals handed back (材料退还清单).

    Raises:
        InputRefused: MOVE_REFUSED, REASON_MISSING.
    """
    raise NotImplementedError
