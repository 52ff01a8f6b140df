"""Change one page (转正、扶正、裁剪、还原): drawn anew from its original, which stays.

Two halves, because drawing is slow: `draw` touches nothing but the stored files and may run on any
thread; `settle` stores the result on the thread of the store. `change` is both.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from windowdesk.casework.desk import Desk
from windowdesk.casework.scans import with_preview
from windowdesk.domain.case import BlobRef
from windowdesk.domain.page_set import Box, PageEdit, PageSet
from windowdesk.errors import PAGE_UNKNOWN, InputRefused

if TYPE_CHECKING:
    from windowdesk.storage.blobs import Blobs


class Tool(enum.Enum):
    """What can be done to a page."""

    LEFT = "left"
    RIGHT = "right"
    HALF = "half"
    """Upside down."""
    STRAIGHTEN = "straighten"
    CUT = "cut"
    """To a box, or without one to the sheet that is found."""
    RESTORE = "restore"


_QUARTERS = {Tool.LEFT: 3, Tool.RIGHT: 1, Tool.HALF: 2}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A changed page that is not stored yet; ``content`` None: it is its original again."""

    digest: str
    """Of the page it replaces."""
    edit: PageEdit
    content: bytes | None
    media_type: str = ""
    preview: bytes | None = None
    """Of a large page: the picture that is sent ahead."""


def draw(blobs: Blobs, pages: PageSet, digest: str, tool: Tool, box: Box | None = None) -> Drawn:
    """Draw the page as the tool makes it; slow, stores nothing.

    Raises:
        InputRefused: PAGE_UNKNOWN; PAGE_NOT_EDITABLE (a PDF); IMAGE_TRUNCATED.
        StoreTrouble: BLOB_DAMAGED.
    """
    from windowdesk.documents import page_edits, page_preview

    try:
        before = pages.edit_of(digest)
    except KeyError:
        raise InputRefused(PAGE_UNKNOWN) from None
    if tool is Tool.RESTORE:
        return Drawn(digest, PageEdit(before.original), None)
    original = blobs.read(before.original)
    if tool in _QUARTERS:
        edit = before.turned(_QUARTERS[tool])
    elif tool is Tool.STRAIGHTEN:
        edit = page_edits.straight(original, before)
    else:
        edit = before.cut(box) if box is not None else page_edits.cut_to_page(original, before)
    if edit.is_plain:
        return Drawn(digest, edit, None)
    content, media_type = page_edits.drawn(original, edit)
    return Drawn(digest, edit, content, media_type, page_preview.made_of(content, media_type))


def settle(desk: Desk, drawn: Drawn) -> BlobRef:
    """Store what was drawn; gives the page that takes the place of the old one.

    The scan it comes from is kept till the county's proof covers the changed page.

    Raises:
        StoreTrouble: DISK_FULL.
    """
    if drawn.content is None:
        return drawn.edit.original
    ref = with_preview(desk, desk.blobs.put(drawn.content, drawn.media_type), drawn.preview)
    with desk.store.unit(desk.actor) as unit:
        row = unit.blobs.get(drawn.edit.original.digest)
        unit.blobs.add(ref, original=(row.original if row else "") or drawn.edit.original.digest)
    return ref


def change(desk: Desk, pages: PageSet, digest: str, tool: Tool, box: Box | None = None) -> PageSet:
    """Draw and settle in one go."""
    drawn = draw(desk.blobs, pages, digest, tool, box)
    return pages.replaced(digest, settle(desk, drawn), drawn.edit)
