"""A card was read: merge it into the draft and show the person's earlier cases."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework.desk import Desk, Done
from windowdesk.casework.filling import Who
from windowdesk.casework.rows import CaseRow
from windowdesk.domain.intake import Conflict, Draft
from windowdesk.domain.people import IdentityCard


@dataclass(frozen=True, slots=True)
class CardTaken:
    """The draft with the card in it, what differs from what was typed, and earlier cases."""

    draft: Draft
    conflicts: tuple[Conflict, ...]
    earlier: tuple[CaseRow, ...]


def take_card(desk: Desk, draft: Draft, card: IdentityCard, who: Who = "applicant") -> Done[CardTaken]:
    """Merge the card. What was typed stays; differences come back as conflicts.

    Raises:
        InputRefused: CARD_OTHER_PERSON when the draft already holds another card's number.
    """
    raise NotImplementedError


def resolve(desk: Desk, draft: Draft, conflict: Conflict, *, use_card: bool, who: Who = "applicant") -> Done[Draft]:
    """A person decided between the card and what was typed."""
    raise NotImplementedError
