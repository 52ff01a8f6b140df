"""Drafts (草稿): start one, keep each change, come back to it, throw it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Mode
from windowdesk.domain.intake import Draft, Step


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft in the list, masked."""

    id: str
    name_masked: str
    item_name: str
    step: Step
    started_at: datetime


def start(desk: Desk, *, mode: Mode = Mode.WINDOW) -> Done[Draft]:
    """A new empty draft, already on disk."""
    raise NotImplementedError


def keep(desk: Desk, draft: Draft) -> Done[Draft]:
    """Save the draft as it stands; called at each change of a field.

    Raises:
        InputRefused: DRAFT_SAVED_ELSEWHERE when it already became a case.
    """
    raise NotImplementedError


def resume(desk: Desk, draft_id: str) -> Draft:
    """The draft as last kept.

    Raises:
        InputRefused: DRAFT_UNKNOWN; DRAFT_SAVED_ELSEWHERE when it became a case.
    """
    raise NotImplementedError


def listing(desk: Desk) -> tuple[DraftRow, ...]:
    """All open drafts, newest first."""
    raise NotImplementedError


def discard(desk: Desk, draft_id: str) -> Done[None]:
    """Throw a draft away; its number was never given out, so nothing else changes."""
    raise NotImplementedError
