"""A signature by hand as lines on the page: vectors, so that it stays sharp at any size."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from windowdesk.domain.handwriting import FULL_PRESSURE, Ink, Point

HEIGHT = 11 * mm
"""Of the tallest signature; a long one is as wide as its line and lower."""
_THICK = 1.1
_LEAST_THICK = 0.45
"""Of the line at no pressure and, with `_THICK` more, at full pressure; a pen that tells none draws `_THICK`."""
_LARGEST_GROWTH = 3.0 / 100
"""Points for one unit of a pad 10,000 wide: a name written small is not blown up to the whole line."""


class InkMark(Flowable):
    """The ink, cut to what was written, as large as ``room`` and `HEIGHT` allow."""

    def __init__(self, ink: Ink, room: float) -> None:
        super().__init__()
        points = [point for stroke in ink.strokes for point in stroke]
        self._ink = ink
        self._left, self._top = min(one.x for one in points), min(one.y for one in points)
        wide = max(1, max(one.x for one in points) - self._left)
        high = max(1, max(one.y for one in points) - self._top)
        edge = 2 * _THICK
        largest = _LARGEST_GROWTH * 10_000 / ink.width
        self._scale = min((room - edge) / wide, (HEIGHT - edge) / high, largest)
        self.width, self.height = wide * self._scale + edge, high * self._scale + edge

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - the PDF writer's names
        """The size it was made for."""
        return self.width, self.height

    def draw(self) -> None:
        """Put the strokes on the page."""
        self.canv.saveState()
        self.canv.setStrokeGray(0)
        self.canv.setLineCap(1)
        self.canv.setLineJoin(1)
        for stroke in self._ink.strokes:
            self._stroke(stroke)
        self.canv.restoreState()

    def _stroke(self, stroke: tuple[Point, ...]) -> None:
        here = self._place(stroke[0])
        middle = here
        for point in (*stroke[1:], stroke[-1]):
            there = self._place(point)
            onward = ((here[0] + there[0]) / 2, (here[1] + there[1]) / 2)
            self.canv.setLineWidth(_thickness(point))
            path = self.canv.beginPath()
            path.moveTo(*middle)
            # the quadratic curve through the middles of the steps, as the cubic one that PDF knows
            path.curveTo(*_towards(middle, here), *_towards(onward, here), *onward)
            self.canv.drawPath(path)
            here, middle = there, onward

    def _place(self, point: Point) -> tuple[float, float]:
        x = _THICK + (point.x - self._left) * self._scale
        return x, self.height - _THICK - (point.y - self._top) * self._scale


def _towards(start: tuple[float, float], aim: tuple[float, float]) -> tuple[float, float]:
    return start[0] + (aim[0] - start[0]) * 2 / 3, start[1] + (aim[1] - start[1]) * 2 / 3


def _thickness(point: Point) -> float:
    if point.pressure is None:
        return _THICK
    return _LEAST_THICK + _THICK * point.pressure / FULL_PRESSURE
