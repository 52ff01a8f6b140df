"""A scan made small and legible at the source: straight, cut to the page, as few colours as it has.

Black text becomes two levels, stamps and pens keep their colour beside it, faint writing keeps its
greys, pictures stay pictures. Nothing is made larger than it was: where the scan as it came is
already small, or cannot be helped, it stays.
"""

from __future__ import annotations

import enum
import io
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from windowdesk.documents.page_geometry import (
    content_box,
    evenly_lit,
    light_of,
    page_box,
    skew_of,
    straightened,
)
from windowdesk.documents.sheet_mark import to_save

DPI = 200
"""Characters of the smallest print of forms (小五号) keep their strokes at this, and not much below."""
SOFT_DPI = 150
"""Enough for faint writing and pictures of a full page."""
_A4_INCHES = 11.7
_SMALLEST_SIDE = 600
"""Pixels of the longer side; a smaller picture is left as it is."""
_WORTH_IT = 0.9
"""A result larger than this share of the scan is not worth another copy."""
_INK = 88
"""Levels below white from which on a dot of an evenly lit page is ink."""
_FAINT = 22
"""The same for pencil and worn print, once the grain is smoothed away."""
_COLOURED = 34
"""Difference between the strongest and the weakest band from which on ink has a colour."""
_COLOUR_SHARE, _TONE_SHARE, _FAINT_SHARE = 0.0006, 0.004, 0.003
"""Shares of a page from which on it is taken to have coloured ink, a picture, faint writing."""
_NO_PAPER = 80
"""Where even the brightest paper around is darker than this there is none: nothing to make white."""
_JPEG_QUALITY = 60
_GREYS = 8
_BITS = 4
"""Of a dot in a picture with a palette."""
_KINDS = ("JPEG", "PNG", "TIFF", "BMP")


class Look(enum.Enum):
    """What is on a page, and so how it is kept."""

    TEXT = "text"
    """Black on white: two levels."""
    MARKED = "marked"
    """Text with stamps or coloured pens: white, black, red, green, blue."""
    FAINT = "faint"
    """Pencil or worn print: a few greys."""
    PICTURE = "picture"
    """Photographs, cards, pages too dark to tell paper from ink: JPEG in colour."""


@dataclass(frozen=True, slots=True)
class SmallPage:
    """A page made small."""

    content: bytes
    media_type: str
    look: Look
    width: int
    height: int
    """Pixels."""
    turned: float
    """Degrees it was turned to stand straight."""


def reduce_page(scan: bytes, mark: str = "") -> SmallPage | None:
    """The small page of one scanned picture, with the mark of its sheet; None: the scan stays as it is.

    Raises:
        OSError: it is no whole picture (the caller has checked it).
    """
    with Image.open(io.BytesIO(scan), formats=_KINDS) as opened:
        if getattr(opened, "n_frames", 1) > 1 or max(opened.size) < _SMALLEST_SIDE:
            return None
        picture = ImageOps.exif_transpose(_at_most(opened, DPI)).convert("RGB")
    picture = page_box(picture).cut(picture)
    angle = skew_of(picture)
    picture = straightened(picture, angle)
    look, found, media_type = _drawn(picture)
    content = _encoded(found, media_type, mark)
    if len(content) > _WORTH_IT * len(scan):
        return None
    return SmallPage(content, media_type, look, found.width, found.height, angle)


def look_of(picture: Image.Image, even: Image.Image) -> Look:
    """What is on the page; ``even``: the same page evenly lit."""
    if _share(_tones(picture), _NO_PAPER, 205) > _TONE_SHARE or _share(light_of(picture), 0, _NO_PAPER) > _TONE_SHARE:
        return Look.PICTURE
    if _share(_saturation(even.reduce(4)), _COLOURED, 256) > _COLOUR_SHARE:
        return Look.MARKED
    return Look.FAINT if _faint_share(even.convert("L")) > _FAINT_SHARE else Look.TEXT


def _drawn(picture: Image.Image) -> tuple[Look, Image.Image, str]:
    even = evenly_lit(picture)
    look = look_of(picture, even)
    if look is Look.PICTURE:
        card = content_box(picture).cut(picture)
        is_page = max(card.size) > 0.75 * max(picture.size)
        return look, _scaled(card, SOFT_DPI / DPI) if is_page else card, "image/jpeg"
    if look is Look.MARKED:
        return look, _few_colours(even), "image/png"
    if look is Look.FAINT:
        grey = _scaled(even.convert("L"), SOFT_DPI / DPI).point(_clear_paper)
        return look, grey.quantize(_GREYS, dither=Image.Dither.NONE), "image/png"
    ink = _ink(even.convert("L"))
    return look, ImageChops.invert(ink).convert("1", dither=Image.Dither.NONE), "image/png"


def _few_colours(even: Image.Image) -> Image.Image:
    """White, black and the means of reddish, greenish and bluish ink, each dot one of them."""
    soft = even.filter(ImageFilter.GaussianBlur(1.2))
    coloured = _saturation(soft).point(lambda v: 255 if v > _COLOURED else 0)
    red, green, blue = even.split()
    ink = _ink(ImageChops.darker(ImageChops.darker(red, green), blue))  # red is dark in green and blue
    numbers = Image.new("L", even.size, 0)
    numbers.paste(1, mask=ink)
    palette = [255, 255, 255, 0, 0, 0]
    red, green, blue = soft.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    for number, band in enumerate((red, green, blue), start=2):
        leads = ImageChops.subtract(strongest, band).point(lambda v: 255 if v == 0 else 0)
        mask = ImageChops.multiply(ImageChops.multiply(ink, coloured), leads)
        numbers.paste(number, mask=mask)
        palette += _strong(ImageStat.Stat(even, mask).mean) if mask.getbbox() else [0, 0, 0]
    numbers = numbers.convert("P")
    numbers.putpalette(palette)
    return numbers


def _strong(mean: list[float]) -> list[int]:
    """The mean colour of an ink without the paper that shines through it."""
    low, high = min(mean), max(mean)
    return [int(max(0, high - (high - one) * 1.35)) if one > low else int(max(0, low * 0.6)) for one in mean]


def _ink(grey: Image.Image) -> Image.Image:
    """255 where there is ink; the grain of the sensor is smoothed first."""
    return grey.filter(ImageFilter.GaussianBlur(0.6)).point(lambda v: 255 if v < 255 - _INK else 0)


def _faint_share(grey: Image.Image) -> float:
    """Share of the page covered by strokes too pale to be ink and not beside any."""
    small = grey.reduce(2).filter(ImageFilter.GaussianBlur(1.2))
    beside = _ink(grey).reduce(2).point(lambda v: 255 if v else 0).filter(ImageFilter.MaxFilter(9))
    pale = small.point(lambda v: 255 if v < 255 - _FAINT else 0)
    return _share(ImageChops.subtract(pale, beside), 128, 256)


def _tones(picture: Image.Image) -> Image.Image:
    """The brightest dot of each small field: white wherever paper shows, grey inside a photograph."""
    return picture.convert("L").reduce(4).filter(ImageFilter.MaxFilter(5)).reduce(4)


def _saturation(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return ImageChops.subtract(strongest, ImageChops.darker(ImageChops.darker(red, green), blue))


def _share(picture: Image.Image, low: int, high: int) -> float:
    counts = picture.histogram()
    return sum(counts[low:high]) / max(1, sum(counts))


def _clear_paper(value: int) -> int:
    """White from a little below white on: grain of the paper is no writing."""
    return min(255, value * 255 // 236)


def _at_most(picture: Image.Image, dpi: int) -> Image.Image:
    """The picture at ``dpi`` or less; a photograph that names no resolution is taken to show A4."""
    named = picture.info.get("dpi", (0, 0))[0]
    longest = max(picture.size)
    share = dpi / float(named) if named >= 150 else dpi * _A4_INCHES / longest
    if share >= 1:
        return picture
    picture.draft(None, (round(picture.width * share), round(picture.height * share)))
    return _scaled(picture, share * longest / max(picture.size))


def _scaled(picture: Image.Image, share: float) -> Image.Image:
    if share >= 1:
        return picture
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image, media_type: str, mark: str) -> bytes:
    out, more = io.BytesIO(), to_save(mark, media_type)
    if media_type == "image/jpeg":
        picture.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True, dpi=(DPI, DPI), **more)
    else:
        picture.save(out, "PNG", compress_level=6, bits=_BITS, dpi=(DPI, DPI), **more)
    return out.getvalue()
