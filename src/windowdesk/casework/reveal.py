"""Look at a full identity number: a deliberate act that leaves a trace (rules G04, G09)."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework.desk import Desk, Done

SECONDS_SHOWN = 30
"""How long the window shows it."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """The full number and phone of one person; the window hides them again after `SECONDS_SHOWN`."""

    name: str
    id_number: str
    mobile: str


def reveal(desk: Desk, case_id: str, who: str = "applicant") -> Done[Revealed]:
    """The full data of the ``applicant`` or ``agent``; the look itself is audited before it is shown."""
    raise NotImplementedError
