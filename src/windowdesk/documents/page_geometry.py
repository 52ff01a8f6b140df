"""Where the page lies in a scan: how far askew, what of it is border, what the light did to it.

Pictures in, numbers and pictures out; Pillow alone, no file is touched. Every function takes and
gives pictures in RGB or L. Used by `page_reduce`, and by whatever turns or cuts a page by hand.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

MOST_SKEW = 5.0
"""Degrees; a page that lies further askew was laid so, or is no page of lines."""
LEAST_SKEW = 0.3
"""Degrees; below it turning costs more sharpness than it gives."""
_SURE = 1.05
"""How much clearer the lines must stand after turning than before."""
_LOOK_AT = (500, 707)
"""Pixels at which the angle is looked for: A4 at about 60 dpi."""
_INK = 14
"""Grey levels below its surroundings from which on something is ink."""
_DARK = 110
"""A row of the border of an open lid is darker than this on the whole."""
_CELL = 8
"""Pixels of a side; boxes are found to this."""
_CARD_SHARE = 0.55
"""What covers less than this share of the glass is a card on it, not a page."""
_MARGIN = 32
"""Pixels left around a card."""
_LIGHT_CELL = 24
_GLASS_CELL = 4
"""Cells of a side, for the brightness of the bare glass."""
_WIDER_THAN_A_CARD = 23
"""Such cells around a place among which the glass shows beside a card."""
_LAMP_FADES = 40
"""Grey levels that a lamp may lose towards one side; what is darker still lies on the glass."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture in pixels; ``right`` and ``bottom`` are the first ones outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def area(self) -> int:
        """Pixels within."""
        return (self.right - self.left) * (self.bottom - self.top)

    def cut(self, picture: Image.Image) -> Image.Image:
        """That part of ``picture``."""
        return picture.crop((self.left, self.top, self.right, self.bottom))


def whole(picture: Image.Image) -> Box:
    """The box of the whole picture."""
    return Box(0, 0, picture.width, picture.height)


def skew_of(picture: Image.Image) -> float:
    """Degrees counter-clockwise by which `straightened` should turn the picture; 0.0: straight, or not to be told.

    Lines of text lie straight where the sums of ink of neighbouring rows differ most.
    """
    small = picture.convert("L")
    small.thumbnail(_LOOK_AT, Image.Resampling.BOX)
    ink = ImageChops.subtract(small.filter(ImageFilter.BoxBlur(7)), small).point(lambda v: 255 if v > _INK else 0)

    def sharpness(angle: float) -> int:
        rows = ink.rotate(angle, Image.Resampling.NEAREST).resize((1, ink.height), Image.Resampling.BOX).tobytes()
        return sum((one - next_) ** 2 for one, next_ in itertools.pairwise(rows))

    steps = int(MOST_SKEW * 2)
    rough = max((step / 2 for step in range(-steps, steps + 1)), key=sharpness)
    best = max((rough + step / 10 for step in range(-4, 5)), key=sharpness)
    if abs(best) < LEAST_SKEW or sharpness(best) < _SURE * max(1, sharpness(0.0)):
        return 0.0
    return best


def straightened(picture: Image.Image, degrees: float) -> Image.Image:
    """The picture turned counter-clockwise by ``degrees``, as large as before; corners get the colour of the paper."""
    if not degrees:
        return picture
    return picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=paper_of(picture))


def paper_of(picture: Image.Image) -> int | tuple[int, ...]:
    """The colour of the paper: what is common in each band among the brighter half.

    Under a lamp that fades many levels are as common as each other: the brightest of them, so that what is filled
    in with it is never taken for something that lies there.
    """
    small = picture.reduce(max(1, min(picture.size) // 200))
    found = []
    for band in small.split():
        counts = band.histogram()
        common = max(counts[128:]) / 2
        found.append(max(level for level in range(128, 256) if counts[level] >= common))
    return tuple(found) if len(found) > 1 else found[0]


def page_box(picture: Image.Image) -> Box:
    """The picture without the dark border that an open lid or a shorter sheet leaves."""
    small = picture.convert("L").reduce(_CELL)
    columns = small.resize((small.width, 1), Image.Resampling.BOX).tobytes()
    rows = small.resize((1, small.height), Image.Resampling.BOX).tobytes()
    left, right = _bright(columns)
    top, bottom = _bright(rows)
    found = Box(left * _CELL, top * _CELL, min(picture.width, right * _CELL), min(picture.height, bottom * _CELL))
    return found if found.area >= whole(picture).area // 4 else whole(picture)


def content_box(picture: Image.Image) -> Box:
    """The box around a card or slip that lies on a wide white glass; a page that fills the glass stays whole."""
    small = picture.convert("L").reduce(_CELL).filter(ImageFilter.MedianFilter(3))
    paper = paper_of(small)
    assert isinstance(paper, int)
    seen = ImageChops.subtract(_glass(small, paper), small).point(lambda v: 255 if v > _INK else 0).getbbox()
    if seen is None:
        return whole(picture)
    left, top, right, bottom = (one * _CELL for one in seen)
    found = Box(
        max(0, left - _MARGIN),
        max(0, top - _MARGIN),
        min(picture.width, right + _MARGIN),
        min(picture.height, bottom + _MARGIN),
    )
    return found if found.area < _CARD_SHARE * whole(picture).area else whole(picture)


def _glass(small: Image.Image, paper: int) -> Image.Image:
    """How bright the bare glass is at each place, also where something lies on it.

    The rim is left out: there `straightened` may have filled in the paper of the brighter side.
    """
    cells = small.reduce(_GLASS_CELL)
    inner = cells.crop((2, 2, max(3, cells.width - 2), max(3, cells.height - 2)))
    bright = inner.filter(ImageFilter.MaxFilter(_WIDER_THAN_A_CARD)).resize(small.size, Image.Resampling.BILINEAR)
    return bright.point(lambda v: max(v, paper - _LAMP_FADES))


def evenly_lit(picture: Image.Image) -> Image.Image:
    """The picture with its paper made white everywhere: shadows and the tint of the paper go, ink stays."""
    bands = [
        ImageChops.add(band, ImageChops.invert(light_of(band).resize(band.size, Image.Resampling.BILINEAR)))
        for band in picture.split()
    ]
    return Image.merge(picture.mode, bands)


def light_of(picture: Image.Image) -> Image.Image:
    """How bright the bare paper is around each place, in grey levels, one dot for each cell of the page."""
    cells = (
        picture.convert("L").reduce(_LIGHT_CELL).filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.MaxFilter(5))
    )
    return cells.filter(ImageFilter.GaussianBlur(2))


def _bright(means: bytes) -> tuple[int, int]:
    """First and one past the last of ``means`` that do not belong to a dark border."""
    first, last = 0, len(means)
    while first < last and means[first] < _DARK:
        first += 1
    while last > first and means[last - 1] < _DARK:
        last -= 1
    return first, last
