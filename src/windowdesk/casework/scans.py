"""Scanned pages: made small, kept encrypted by content as soon as they are there, then tied to a material.

What the county gets is the small page. The scan it was made of stays here until the county's
proof covers the page, and then goes (see ``windowdesk.sync.originals``). A page that is still too
large for the day's data goes at night, a preview of it at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from windowdesk.casework import drafts, filling
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import BlobRef
from windowdesk.domain.intake import Draft
from windowdesk.errors import FILE_UNREADABLE, InputRefused

if TYPE_CHECKING:
    from windowdesk.documents.page_reduce import SmallPage

SMALL = "small"


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page that was checked, and what becomes of it."""

    file: Path
    media_type: str
    small: SmallPage | None
    """None: it is kept as it came."""
    warning: str = ""
    """What is wrong with the scan, for a person to judge: blank, too dark; empty: nothing."""
    preview: bytes | None = None
    """Of a large page: the picture that is sent ahead."""


def make_ready(file: Path, how: str) -> ReadyPage:
    """Check a page and make it small where ``how`` (the setting) says so. Takes about a second; any thread.

    Raises:
        InputRefused: EMPTY_FILE, NOT_AN_IMAGE, IMAGE_TRUNCATED, FILE_TOO_LARGE, FILE_UNREADABLE.
    """
    from windowdesk.documents import page_check, page_edits, page_preview, page_reduce, sheet_mark

    try:
        facts = page_check.check(file)
        is_picture = facts.media_type.startswith("image/")
        scan = file.read_bytes()
        reduces = is_picture and how == SMALL
        small = page_reduce.reduce_page(scan, sheet_mark.mark_for(file, scan)) if reduces else None
        kept = (small.content, small.media_type) if small else (scan, facts.media_type)
        preview = page_preview.made_of(*kept)
        warning = page_edits.faults(scan).words if is_picture else ""
    except OSError as trouble:
        raise InputRefused(FILE_UNREADABLE, file=file.name) from trouble
    return ReadyPage(file, facts.media_type, small, warning, preview)


def keep_ready(desk: Desk, page: ReadyPage) -> BlobRef:
    """Store a page encrypted, with the scan it was made of; the file itself is left where it is.

    Raises:
        InputRefused: FILE_UNREADABLE.
        StoreTrouble: DISK_FULL.
    """
    try:
        scan = desk.blobs.put(page.file, page.media_type)
    except OSError as trouble:
        raise InputRefused(FILE_UNREADABLE, file=page.file.name) from trouble
    ref = scan if page.small is None else desk.blobs.put(page.small.content, page.small.media_type)
    ref = with_preview(desk, ref, page.preview)
    with desk.store.unit(desk.actor) as unit:
        unit.blobs.add(scan)
        unit.blobs.add(ref, original="" if ref == scan else scan.digest)
    return ref


def with_preview(desk: Desk, ref: BlobRef, preview: bytes | None) -> BlobRef:
    """The page with its preview stored; None: it has none.

    Raises:
        StoreTrouble: DISK_FULL.
    """
    return ref if preview is None else ref.with_preview(desk.blobs.put(preview, "image/jpeg"))


def keep_page(desk: Desk, file: Path) -> BlobRef:
    """Both in one go, on the thread of the desk.

    Raises:
        InputRefused: as `make_ready`.
        StoreTrouble: DISK_FULL.
    """
    return keep_ready(desk, make_ready(file, desk.settings.scans))


def attach(desk: Desk, draft: Draft, place: str, file: Path) -> Done[Draft]:
    """Keep a page and add it to a material of the draft, or to its authority; the draft is saved with it."""
    return drafts.keep(desk, filling.with_page(draft, place, keep_page(desk, file)))


def attach_authority(desk: Desk, draft: Draft, file: Path) -> Done[Draft]:
    """Keep a page of the signed 代办委托书; marks the authority as signed."""
    return attach(desk, draft, filling.AUTHORITY, file)


def add_kept(desk: Desk, draft_id: str, place: str, ref: BlobRef, *, instead_of: str = "") -> Done[Draft]:
    """Add a kept page to a draft that nobody has in hand: the scan went on while the next person was begun.

    Raises:
        InputRefused: DRAFT_UNKNOWN; DRAFT_SAVED_ELSEWHERE when it became a case.
    """
    return drafts.keep(desk, filling.with_page(drafts.resume(desk, draft_id), place, ref, instead_of))


def page(desk: Desk, ref: BlobRef) -> bytes:
    """The plain bytes of a page, for the preview.

    Raises:
        StoreTrouble: BLOB_DAMAGED.
    """
    with desk.blobs.open(ref) as stream:
        return bytes(stream.read())
