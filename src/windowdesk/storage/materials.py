"""Earlier materials of a person (材料库): scans that need not be made again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from windowdesk.domain.case import BlobRef, CaseState
from windowdesk.storage.cases import Cases
from windowdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class EarlierMaterial:
    """A material handed in before; how long it may be used again says the catalogue."""

    material: str
    name: str
    pages: tuple[BlobRef, ...]
    case: str
    case_number: str
    item_code: str
    received_at: datetime


class Materials:
    """Looks through the cases of one person; keeps nothing of its own."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def of_person(self, id_number: str) -> list[EarlierMaterial]:
        """What this person handed in with pages, newest first, void cases left out."""
        return [
            EarlierMaterial(
                material.material, material.name, material.pages, case.id, case.number, case.item_code, case.received_at
            )
            for case in Cases(self._work).whole_of_person(id_number)
            if case.state is not CaseState.VOID
            for material in case.materials
            if material.pages
        ]
