"""A mark inside a page made small: of which sheet it is.

Two blank backs look alike to the last dot, and pages are known by their content: without the mark a
stack of ten sides would count nine. The mark is a digest and names nothing; the same file gives
the same mark, so that a page which is taken in twice is still one.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

_KEY = "Sheet"
_MARK = re.compile(r"[0-9a-f]{16}")


def mark_for(file: Path, scan: bytes) -> str:
    """The mark of the sheet that lies in that file."""
    return hashlib.sha256(str(file.absolute()).encode() + b"\0" + scan).hexdigest()[:16]


def mark_of(picture: Image.Image) -> str:
    """The mark that a picture carries; empty: none."""
    found = picture.info.get(_KEY, picture.info.get("comment", ""))
    text = found.decode("ascii", "replace") if isinstance(found, bytes) else str(found)
    return text if _MARK.fullmatch(text) else ""


def to_save(mark: str, media_type: str) -> dict[str, Any]:
    """What Pillow is told when it saves a PNG or a JPEG with that mark; nothing for an empty one."""
    if not mark:
        return {}
    if media_type == "image/jpeg":
        return {"comment": mark.encode()}
    info = PngInfo()
    info.add_text(_KEY, mark)
    return {"pnginfo": info}
