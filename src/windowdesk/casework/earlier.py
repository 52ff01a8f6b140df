"""What this desk already has of a person: cases, and scans that may still be used (材料库)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from windowdesk.casework.desk import Desk
from windowdesk.casework.rows import CaseRow
from windowdesk.casework.worklist import full_rows
from windowdesk.clock import local_date_time
from windowdesk.domain.case import BlobRef, CaseState
from windowdesk.domain.catalogue import Item


@dataclass(frozen=True, slots=True)
class EarlierMaterial:
    """A scan of an earlier case that is still valid for this material."""

    material: str
    case_id: str
    number: str
    scanned_on: date
    valid_until: date
    pages: tuple[BlobRef, ...]


def cases(desk: Desk, id_number: str, limit: int = 20) -> tuple[CaseRow, ...]:
    """The person's cases at this desk, newest first."""
    if not id_number:
        return ()
    with desk.store.reading() as view:
        return tuple(full_rows(desk, view, view.cases.of_person(id_number)[:limit]))


def materials(desk: Desk, id_number: str, item: Item) -> tuple[EarlierMaterial, ...]:
    """Still valid scans of the same person for materials of the item, one at most for each."""
    reusable = {one.id: one.reusable_days for one in item.materials if one.reusable_days}
    if not id_number or not reusable:
        return ()
    today = desk.today()
    found: dict[str, EarlierMaterial] = {}
    with desk.store.reading() as view:
        before = view.cases.whole_of_person(id_number)
    for case in before:
        scanned_on = local_date_time(case.received_at).date()
        for one in case.materials:
            valid_until = scanned_on + timedelta(days=reusable.get(one.material, -1))
            # A scan taken over from an earlier case is as old as that case, not as this one.
            fresh = one.how != "earlier" and case.state is not CaseState.VOID
            if one.pages and fresh and valid_until >= today and one.material in reusable:
                found.setdefault(
                    one.material,
                    EarlierMaterial(one.material, case.id, case.number, scanned_on, valid_until, one.pages),
                )
    return tuple(found.values())
