"""Supplement (补正, 容缺补交): what came in after the county asked, or after a deferral."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import BlobRef, Case


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One thing to be supplied."""

    material: str
    """Catalogue id; empty: the form is meant."""
    name: str
    defect: str
    standard: str
    deferred: bool
    """From a deferral (容缺), not from a correction round."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is to be supplied for a case now. No lines: nothing is asked."""

    round: int
    """Correction round; 0: only deferrals."""
    document_number: str
    due: date | None
    lines: tuple[AskedLine, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Supplied:
    """What was brought: pages by material id, papers held, corrected fields."""

    pages: Mapping[str, tuple[BlobRef, ...]] = field(default_factory=dict)
    paper: frozenset[str] = frozenset()
    form: Mapping[str, Any] = field(default_factory=dict)


def asked(desk: Desk, case_id: str) -> Asked:
    """What is to be supplied."""
    raise NotImplementedError


def supplement(desk: Desk, case_id: str, supplied: Supplied) -> Done[Case]:
    """Save what was brought as one event. Partly is allowed: the event then says not complete.

    Raises:
        InputRefused: MOVE_REFUSED when nothing is asked, FIELD_MISSING when nothing was brought.
    """
    raise NotImplementedError
