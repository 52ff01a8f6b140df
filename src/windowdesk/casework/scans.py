"""Scanned pages: kept encrypted by content as soon as they are there, then tied to a material."""

from __future__ import annotations

from pathlib import Path

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import BlobRef
from windowdesk.domain.intake import Draft


def keep_page(desk: Desk, file: Path) -> BlobRef:
    """Check a page and store it encrypted; the file itself is left where it is.

    Raises:
        InputRefused: EMPTY_FILE, NOT_AN_IMAGE, IMAGE_TRUNCATED, FILE_TOO_LARGE.
        StoreTrouble: DISK_FULL.
    """
    raise NotImplementedError


def attach(desk: Desk, draft: Draft, material_id: str, file: Path) -> Done[Draft]:
    """Keep a page and add it to a material of the draft; the draft is saved with it."""
    raise NotImplementedError


def attach_authority(desk: Desk, draft: Draft, file: Path) -> Done[Draft]:
    """Keep a page of the signed 代办委托书; marks the authority as signed."""
    raise NotImplementedError


def detach(desk: Desk, draft: Draft, material_id: str, digest: str) -> Done[Draft]:
    """Take a page out of the draft again."""
    raise NotImplementedError


def page(desk: Desk, ref: BlobRef) -> bytes:
    """The plain bytes of a page, for the preview.

    Raises:
        StoreTrouble: BLOB_DAMAGED.
    """
    raise NotImplementedError
