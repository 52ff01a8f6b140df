"""Everything the pages of the intake flow show for a draft, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from windowdesk.casework.desk import Desk
from windowdesk.casework.earlier import EarlierMaterial
from windowdesk.domain.catalogue import Item, Package, Question
from windowdesk.domain.intake import Draft
from windowdesk.errors import Message


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the checklist with what has been brought."""

    material: str
    name: str
    necessity: str
    """Words: 必要, 非必要, 可后补, 免交."""
    standard: str
    """受理标准."""
    state: str
    """``missing``, ``done``, ``deferred``, ``exempt``, ``optional``."""
    state_words: str
    pages: int
    paper: bool
    deferrable: bool
    deferred_until: date | None
    undertaking: bool
    earlier: EarlierMaterial | None
    """A still valid scan that may be used again."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that keeps the draft from being saved."""

    step: str
    field: str
    message: Message
    happened: str
    to_do: str


@dataclass(frozen=True, slots=True)
class IntakeView:
    """What the flow shows. ``items`` are the items of the package, or the one item."""

    draft: Draft
    item: Item | None
    package: Package | None
    items: tuple[Item, ...]
    questions: tuple[Question, ...]
    checklist: tuple[CheckRow, ...]
    troubles: tuple[Trouble, ...]
    duplicate_number: str
    """Number of an open case of the same person and item; empty: none."""
    promised: str
    due: date | None
    due_provisional: bool
    notice: str
    """The privacy notice to be read out."""


def view(desk: Desk, draft: Draft) -> IntakeView:
    """Read what the pages need."""
    raise NotImplementedError
