"""The service guide (办事指南) offline: fourteen elements, FAQ, materials by situation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from windowdesk.casework.desk import Desk
from windowdesk.domain.catalogue import Faq, Item, Question


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the guide."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """One material under the chosen situation."""

    name: str
    necessity: str
    form: str
    copies: str
    source: str
    standard: str


@dataclass(frozen=True, slots=True)
class GuideView:
    """The guide of one item."""

    item: Item
    elements: tuple[Element, ...]
    questions: tuple[Question, ...]
    """Situation questions asked under the answers given so far."""
    materials: tuple[GuideMaterial, ...]
    faq: tuple[Faq, ...]
    state_words: str
    version: int
    synced_at: datetime | None


def guide(desk: Desk, code: str, answers: Mapping[str, str] | None = None) -> GuideView:
    """The guide of an item; materials by the answers given.

    Raises:
        InputRefused: ITEM_UNKNOWN, CATALOGUE_EMPTY.
    """
    raise NotImplementedError
