"""A card was read: merge it into the draft and show the person's earlier cases."""

from __future__ import annotations

from dataclasses import dataclass, replace

from windowdesk.casework import drafts, earlier
from windowdesk.casework.desk import Desk, Done
from windowdesk.casework.filling import Who
from windowdesk.casework.rows import CaseRow
from windowdesk.domain import intake
from windowdesk.domain.intake import Conflict, Draft
from windowdesk.domain.people import Card
from windowdesk.events import Kind


@dataclass(frozen=True, slots=True)
class CardTaken:
    """The draft with the card in it, what differs from what was typed, and earlier cases."""

    card: Card
    draft: Draft
    conflicts: tuple[Conflict, ...]
    earlier: tuple[CaseRow, ...]


def take_card(desk: Desk, draft: Draft, card: Card, who: Who = "applicant") -> Done[CardTaken]:
    """Merge the card and save the draft. What was typed stays; differences come back as conflicts.

    Raises:
        InputRefused: CARD_OTHER_PERSON when the draft already holds another card's number.
    """
    with desk.store.reading() as view:
        item = view.catalogue.item(draft.item_code, draft.item_version) if draft.item_code else None
    merged, conflicts = intake.merge_card(draft, card, who, item)
    kept = drafts.keep(desk, merged)
    found = earlier.cases(desk, card.number)
    return Done(CardTaken(card, kept.value, conflicts, found), kept.changed)


def resolve(
    desk: Desk, draft: Draft, card: Card, conflicts: tuple[Conflict, ...], who: Who = "applicant"
) -> Done[Draft]:
    """A person decided that the card is right about these fields; the others stay as typed."""
    fields = {conflict.field for conflict in conflicts}
    kept = drafts.keep(desk, intake.take_from_card(draft, card, fields, who))
    return replace(kept, changed=frozenset({Kind.DRAFTS}))
