"""Receive (收件): a checked draft becomes one case, or the cases of a package, durably."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Case
from windowdesk.domain.intake import Draft
from windowdesk.domain.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Received:
    """What was saved: the cases, and the one receipt for all of them. Print it now, not before."""

    cases: tuple[Case, ...]
    receipt: Receipt

    @property
    def case(self) -> Case:
        """The case, or the first one of a package."""
        return self.cases[0]


def receive(desk: Desk, draft: Draft) -> Done[Received]:
    """Save the draft as case(s): case, sealed event, audit and both copies, in one transaction.

    When it returns, the record stands in the store and in the second copy; only then may the
    receipt be printed.

    Raises:
        InputRefused: every rule of intake (N7xx), K406 unknown or K407 paused item,
            DRAFT_SAVED_ELSEWHERE when it was saved before.
        StoreTrouble: NOT_ENROLLED, CLOCK_WRONG, DISK_FULL, SECOND_COPY_FAILED; nothing was saved.
    """
    raise NotImplementedError
