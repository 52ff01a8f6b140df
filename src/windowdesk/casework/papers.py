"""A4 papers for a case or a draft: which may be printed now, and their PDF, counted."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.intake import Draft


@dataclass(frozen=True, slots=True)
class PaperOffer:
    """A paper that can be printed now, or why it can not."""

    kind: str
    """``receipt``, ``authority``, ``application``, ``notice``, ``correction``, …"""
    title: str
    allowed: bool
    why_not: str = ""
    printed: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A made paper."""

    kind: str
    title: str
    file_name: str
    pdf: bytes
    copy: int
    """0: first print; n: 补打 n."""


def offers(desk: Desk, case_id: str) -> tuple[PaperOffer, ...]:
    """The papers of a case in its present state."""
    raise NotImplementedError


def draft_offers(desk: Desk, draft: Draft) -> tuple[PaperOffer, ...]:
    """The papers of a draft: application, authority, one-off notice, undertaking."""
    raise NotImplementedError


def paper(desk: Desk, case_id: str, kind: str) -> Done[Paper]:
    """Make the PDF and count it in the journal.

    Raises:
        InputRefused: DOCUMENT_NOT_ALLOWED, FONT_ABSENT.
    """
    raise NotImplementedError


def draft_paper(desk: Desk, draft: Draft, kind: str) -> Done[Paper]:
    """The same for a draft."""
    raise NotImplementedError
