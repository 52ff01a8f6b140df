"""Pictures for the page tools: a page as an edit makes it, the edit a page asks for, and what is wrong with a page.

Slow (A4 at 200 dpi takes some tenths of a second); never on the thread of a window.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageFilter, ImageOps

from windowdesk.documents import sheet_mark
from windowdesk.documents.page_geometry import Box as Pixels
from windowdesk.documents.page_geometry import content_box, page_box, paper_of, skew_of, straightened
from windowdesk.domain.page_set import WHOLE, Box, PageEdit
from windowdesk.errors import IMAGE_TRUNCATED, PAGE_NOT_EDITABLE, InputRefused

EDITABLE = frozenset({"image/jpeg", "image/png", "image/bmp", "image/tiff"})
JPEG_QUALITY = 85
"""Higher than a scanner's own, so that one more writing costs nothing the eye sees."""
_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
"""Pillow turns counter-clockwise."""
_LOOK_AT = (600, 850)
_INK = 40
"""Levels below the paper from which on a dot is writing."""
_BLANK_SHARE = 0.0004
"""An A4 page with one short line of print has about 0.001."""
_DARK_LEVEL = 128
"""Where even the brightest tenth of a page is darker than this, there is no paper to be seen (see `paper_of`)."""
_EDGE = 0.03
_MIDDLE = 128


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with a page, for a person to judge."""

    blank: bool = False
    dark: bool = False

    @property
    def words(self) -> str:
        """One sentence; empty when nothing is wrong."""
        if self.dark:
            return "这一页太暗，可能看不清。"
        return "这一页像是空白页。" if self.blank else ""


def drawn(original: bytes, edit: PageEdit) -> tuple[bytes, str]:
    """The page that the edit makes of its original, and its media type.

    Raises:
        InputRefused: PAGE_NOT_EDITABLE; IMAGE_TRUNCATED.
    """
    with _opened(original, edit.original.media_type) as opened:
        dpi, mark = opened.info.get("dpi"), sheet_mark.mark_of(opened)
        picture = _applied(opened, edit)
        as_jpeg = opened.format == "JPEG" or picture.mode == "RGB"
        media_type = "image/jpeg" if as_jpeg else "image/png"
        out = io.BytesIO()
        named = ({"dpi": dpi} if dpi else {}) | sheet_mark.to_save(mark, media_type)
        if as_jpeg:
            picture.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, **named)
        else:
            picture.save(out, "PNG", **named)
    return out.getvalue(), media_type


def straight(original: bytes, edit: PageEdit) -> PageEdit:
    """The edit that sets the lines of the page level; the same where they are."""
    with _opened(original, edit.original.media_type) as opened:
        picture = _tone(_applied(opened, edit))
    return edit.straightened(skew_of(page_box(picture).cut(picture)))


def cut_to_page(original: bytes, edit: PageEdit) -> PageEdit:
    """The edit that leaves the sheet, or the card on the glass, without what lies around it."""
    with _opened(original, edit.original.media_type) as opened:
        picture = _tone(_applied(opened, edit))
    sheet = page_box(picture)
    card = content_box(sheet.cut(picture))
    left, top = sheet.left + card.left, sheet.top + card.top
    found = Pixels(left, top, left + card.right - card.left, top + card.bottom - card.top)
    return edit.cut(_shares(found, picture))


def faults(page: bytes) -> Faults:
    """Is it blank, is it too dark? Raises InputRefused(IMAGE_TRUNCATED) for what is no whole picture."""
    with _opened(page, "image/jpeg") as opened:
        opened.draft("L", _LOOK_AT)
        small = opened.convert("L")
    small.thumbnail(_LOOK_AT, Image.Resampling.BOX)
    counts = small.histogram()
    brightest = next(level for level in range(255, -1, -1) if sum(counts[level:]) >= sum(counts) / 10)
    if brightest < _DARK_LEVEL:
        return Faults(dark=True)
    sheet = page_box(small).cut(small)
    edge = (round(sheet.width * _EDGE), round(sheet.height * _EDGE))
    inner = sheet.crop((edge[0], edge[1], sheet.width - edge[0], sheet.height - edge[1]))
    smooth = inner.filter(ImageFilter.MedianFilter(3))
    paper = paper_of(smooth)
    assert isinstance(paper, int)
    written = sum(smooth.histogram()[: max(0, paper - _INK)])
    return Faults(blank=written < _BLANK_SHARE * inner.width * inner.height)


def _opened(data: bytes, media_type: str) -> Image.Image:
    if media_type not in EDITABLE:
        raise InputRefused(PAGE_NOT_EDITABLE)
    try:
        picture = Image.open(io.BytesIO(data))
        if getattr(picture, "n_frames", 1) > 1:
            raise InputRefused(PAGE_NOT_EDITABLE)
        return picture
    except (OSError, SyntaxError, ValueError) as broken:
        raise InputRefused(IMAGE_TRUNCATED) from broken


def _applied(opened: Image.Image, edit: PageEdit) -> Image.Image:
    try:
        upright = ImageOps.exif_transpose(opened)
    except (OSError, SyntaxError, ValueError) as broken:
        raise InputRefused(IMAGE_TRUNCATED) from broken
    picture = upright if upright.mode in {"1", "L", "P", "RGB"} else upright.convert("RGB")
    if edit.turns:
        picture = picture.transpose(_TURNS[edit.turns])
    if edit.degrees:
        picture = _as_before(straightened(_tone(picture), edit.degrees), picture)
    if edit.box != WHOLE:
        left, top, right, bottom = edit.box
        wide, high = picture.size
        picture = picture.crop((round(left * wide), round(top * high), round(right * wide), round(bottom * high)))
    return picture


def _tone(picture: Image.Image) -> Image.Image:
    """All the tones: what turns or measures a picture needs them."""
    return picture.convert({"1": "L", "P": "RGB"}.get(picture.mode, picture.mode))


def _as_before(turned: Image.Image, before: Image.Image) -> Image.Image:
    """A page of two levels or few colours is that again after its dots were mixed."""
    if before.mode == "1":
        return turned.point(lambda v: 255 if v >= _MIDDLE else 0).convert("1", dither=Image.Dither.NONE)
    if before.mode == "P":
        return turned.quantize(palette=before, dither=Image.Dither.NONE)
    return turned


def _shares(box: Pixels, picture: Image.Image) -> Box:
    wide, high = picture.size
    return (box.left / wide, box.top / high, box.right / wide, box.bottom / high)
