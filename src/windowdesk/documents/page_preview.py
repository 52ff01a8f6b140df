"""A preview of a large page: small enough for the day's data, sharp enough to be read on a screen.

The county's reviewer looks at it while the page itself waits for the night. It is never shown in
place of a page that is there.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from windowdesk.documents import preview
from windowdesk.documents.page_geometry import paper_of
from windowdesk.domain.data_budget import SMALL_FILE

LONGEST = 1170
"""Pixels of the longer side: A4 at 100 dpi, where 小五号 can still be read."""
_MOST = 40_000
"""Bytes to be reached; the tries below become coarser until they do."""
_TRIES = ((LONGEST, 40), (LONGEST, 25), (1000, 20), (800, 15))
"""Pixels of the longer side, and the JPEG's quality."""
_WORTH_IT = 4
"""The page is at least so many times as large; else it has no preview."""
_GRAIN = 20
"""Levels below the paper that are still paper."""
_LIGHT = 150
"""From this level on, paper is what most of the page shows; below it is a picture."""
_KINDS = ("JPEG", "PNG", "TIFF", "BMP")


def made_of(page: bytes, media_type: str) -> bytes | None:
    """A grey JPEG of a large page, of its first page where it has several; None: it needs none.

    Raises:
        OSError: it is no whole picture (the caller has checked it).
    """
    if len(page) < SMALL_FILE:
        return None
    grey = preview.first_page(page, LONGEST) if media_type == "application/pdf" else _first_page(page)
    if grey is None:
        return None
    found = _encoded(_without_grain(grey))
    return found if len(found) < min(SMALL_FILE, len(page) // _WORTH_IT) else None


def _first_page(page: bytes) -> Image.Image:
    with Image.open(io.BytesIO(page), formats=_KINDS) as opened:
        opened.draft("L", (LONGEST, LONGEST))
        return ImageOps.exif_transpose(opened).convert("L")


def _without_grain(grey: Image.Image) -> Image.Image:
    """At its size, and white where the paper is: the grain of a sensor costs more bytes than the writing."""
    grey.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    paper = paper_of(grey)
    assert isinstance(paper, int)
    white = max(1, paper - _GRAIN)
    return grey.point(lambda level: min(255, level * 255 // white)) if paper >= _LIGHT else grey


def _encoded(grey: Image.Image) -> bytes:
    """The first try that is small enough, else the coarsest."""
    for longest, quality in _TRIES:
        grey.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        grey.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= _MOST:
            break
    return out.getvalue()
