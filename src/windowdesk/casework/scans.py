"""Scanned pages: kept encrypted by content as soon as they are there, then tied to a material."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from windowdesk.casework import drafts, filling
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import Authority, BlobRef
from windowdesk.domain.intake import Draft
from windowdesk.errors import FILE_UNREADABLE, InputRefused


def keep_page(desk: Desk, file: Path) -> BlobRef:
    """Check a page and store it encrypted; the file itself is left where it is.

    Raises:
        InputRefused: EMPTY_FILE, NOT_AN_IMAGE, IMAGE_TRUNCATED, FILE_TOO_LARGE, FILE_UNREADABLE.
        StoreTrouble: DISK_FULL.
    """
    from windowdesk.documents import page_check

    try:
        facts = page_check.check(file)
    except OSError as trouble:
        raise InputRefused(FILE_UNREADABLE, file=file.name) from trouble
    ref = desk.blobs.put(file, facts.media_type)
    with desk.store.unit(desk.actor) as unit:
        unit.blobs.add(ref)
    return ref


def attach(desk: Desk, draft: Draft, material_id: str, file: Path) -> Done[Draft]:
    """Keep a page and add it to a material of the draft; the draft is saved with it."""
    ref = keep_page(desk, file)
    pages = filling.material(draft, material_id).pages
    if ref in pages:
        return drafts.keep(desk, draft)
    return drafts.keep(desk, filling.with_pages(draft, material_id, (*pages, ref)))


def attach_authority(desk: Desk, draft: Draft, file: Path) -> Done[Draft]:
    """Keep a page of the signed 代办委托书; marks the authority as signed."""
    before = draft.authority or Authority()
    ref = keep_page(desk, file)
    pages = before.pages if ref in before.pages else (*before.pages, ref)
    return drafts.keep(desk, replace(draft, authority=replace(before, pages=pages, signed=True)))


def detach(desk: Desk, draft: Draft, material_id: str, digest: str) -> Done[Draft]:
    """Take a page out of the draft again."""
    pages = tuple(one for one in filling.material(draft, material_id).pages if one.digest != digest)
    return drafts.keep(desk, filling.with_pages(draft, material_id, pages))


def page(desk: Desk, ref: BlobRef) -> bytes:
    """The plain bytes of a page, for the preview.

    Raises:
        StoreTrouble: BLOB_DAMAGED.
    """
    with desk.blobs.open(ref) as stream:
        return bytes(stream.read())
