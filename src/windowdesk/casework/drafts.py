"""Drafts (草稿): start one, keep each change, come back to it, throw it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from windowdesk.casework.desk import Desk, Done
from windowdesk.clock import new_id
from windowdesk.domain.case import Mode
from windowdesk.domain.intake import Draft, Step
from windowdesk.domain.masking import mask_name
from windowdesk.errors import DRAFT_SAVED_ELSEWHERE, DRAFT_UNKNOWN, InputRefused
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit


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
    now = desk.clock.now()
    return keep(desk, Draft(id=new_id(now), started_at=now, mode=mode))


def keep(desk: Desk, draft: Draft) -> Done[Draft]:
    """Save the draft as it stands; called at each change of a field.

    Raises:
        InputRefused: DRAFT_SAVED_ELSEWHERE when it already became a case.
        StoreTrouble: DISK_FULL.
    """
    with desk.store.unit(desk.actor) as unit:
        refuse_saved(unit, draft.id)
        unit.drafts.keep(draft)
    desk.unsaved.kept(draft.id)
    return desk.done(draft, Kind.DRAFTS)


def resume(desk: Desk, draft_id: str) -> Draft:
    """The draft as last kept.

    Raises:
        InputRefused: DRAFT_UNKNOWN; DRAFT_SAVED_ELSEWHERE when it became a case.
    """
    with desk.store.reading() as view:
        refuse_saved(view, draft_id)
        try:
            return view.drafts.get(draft_id)
        except KeyError:
            raise InputRefused(DRAFT_UNKNOWN) from None


def listing(desk: Desk) -> tuple[DraftRow, ...]:
    """All open drafts, the one touched last first."""
    with desk.store.reading() as view:
        return tuple(_row(view, draft) for draft in view.drafts.list())


def discard(desk: Desk, draft_id: str) -> Done[None]:
    """Throw a draft away; its number was never given out, so nothing else changes."""
    with desk.store.unit(desk.actor) as unit:
        unit.drafts.discard(draft_id)
    desk.unsaved.kept(draft_id)
    return desk.done(None, Kind.DRAFTS)


def refuse_saved(view: Unit, draft_id: str) -> None:
    """Saving one draft twice (two windows, an impatient click) makes one case.

    Raises:
        InputRefused: DRAFT_SAVED_ELSEWHERE, with the number it has.
    """
    number = view.drafts.closed_as(draft_id)
    if number:
        raise InputRefused(DRAFT_SAVED_ELSEWHERE, number=number)


def _row(view: Unit, draft: Draft) -> DraftRow:
    name = ""
    if draft.package_code:
        package = view.catalogue.package(draft.package_code)
        name = package.name if package else draft.package_code
    elif draft.item_code:
        item = view.catalogue.item(draft.item_code, draft.item_version)
        name = item.name if item else draft.item_code
    return DraftRow(draft.id, mask_name(draft.applicant.text("name")), name, draft.step, draft.started_at)
