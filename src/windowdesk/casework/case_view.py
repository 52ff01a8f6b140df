"""Everything the page of one case shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from windowdesk.casework.desk import Desk
from windowdesk.casework.papers import PaperOffer
from windowdesk.casework.receipts import PrintJob
from windowdesk.casework.rows import CaseRow
from windowdesk.casework.supplement import Asked
from windowdesk.domain.case import BlobRef, Case


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened."""

    at: datetime
    source: str
    """``desk`` 本窗口, ``county`` 县里, ``print`` 打印."""
    title: str
    detail: str
    proof: str = ""
    """The county's proof number; empty: not proved (yet)."""
    waiting: str = ""
    """Why it waits, one plain sentence."""


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material of the case."""

    material: str
    name: str
    how_words: str
    pages: tuple[BlobRef, ...]
    note: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One labelled value, masked where rule G04 says so."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """The page. ``case`` carries full data: windows show the masked rows, never its number."""

    case: Case
    row: CaseRow
    stage: int
    """0 to 4 of `STAGES`."""
    fields: tuple[FieldRow, ...]
    form: tuple[FieldRow, ...]
    deadlines: tuple[FieldRow, ...]
    materials: tuple[MaterialRow, ...]
    timeline: tuple[TimelineEntry, ...]
    prints: tuple[PrintJob, ...]
    papers: tuple[PaperOffer, ...]
    asked: Asked
    package: tuple[CaseRow, ...]
    """The other cases of the same package run."""
    acts: tuple[str, ...]
    """What can be done now: ``print``, ``reprint``, ``supplement``, ``deliver``, ``withdraw``, ``void``, ``evaluate``."""


def view(desk: Desk, case_id: str) -> CaseView:
    """Read the page.

    Raises:
        InputRefused: CASE_UNKNOWN.
    """
    raise NotImplementedError


def find(desk: Desk, number: str) -> Case:
    """The case by its id or by any number it ever had.

    Raises:
        InputRefused: CASE_UNKNOWN.
    """
    raise NotImplementedError
