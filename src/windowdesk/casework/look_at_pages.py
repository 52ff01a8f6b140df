"""Look at pages: their number, what is wrong with them, and whether they can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from windowdesk.domain.case import BlobRef
from windowdesk.domain.page_set import PageSet
from windowdesk.errors import Known

if TYPE_CHECKING:
    from windowdesk.storage.blobs import Blobs


@dataclass(frozen=True, slots=True)
class PageLook:
    """One page for a list."""

    ref: BlobRef
    editable: bool
    changed: bool
    """It is not its original any more."""
    warning: str
    """Blank or too dark, or why it cannot be shown; empty: nothing is wrong."""


def look(blobs: Blobs, pages: PageSet) -> tuple[PageLook, ...]:
    """All pages in their order. Slow; on any thread."""
    return tuple(_look(blobs, pages, ref) for ref in pages.pages)


def warning(blobs: Blobs, ref: BlobRef) -> str:
    """What is wrong with one page; empty: nothing, or it is no picture."""
    from windowdesk.documents import page_edits

    if ref.media_type not in page_edits.EDITABLE:
        return ""
    try:
        return page_edits.faults(blobs.read(ref)).words
    except Known as trouble:
        return trouble.happened


def _look(blobs: Blobs, pages: PageSet, ref: BlobRef) -> PageLook:
    from windowdesk.documents import page_edits

    return PageLook(ref, ref.media_type in page_edits.EDITABLE, ref.digest in pages.edits, warning(blobs, ref))
