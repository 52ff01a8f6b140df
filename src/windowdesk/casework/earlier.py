"""What this desk already has of a person: cases, and scans that may still be used (材料库)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from windowdesk.casework.desk import Desk
from windowdesk.casework.rows import CaseRow
from windowdesk.domain.case import BlobRef
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
    raise NotImplementedError


def materials(desk: Desk, id_number: str, item: Item) -> tuple[EarlierMaterial, ...]:
    """Still valid scans of the same person for materials of the item, one at most for each."""
    raise NotImplementedError
