"""Many changes to a part of the window that is seen, laid out once instead of once for each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

SHOWN_AT_ONCE = 4
"""So many rows of a list are shown in one turn of the event loop; each takes about 2 ms."""
NEXT_TURN_MS = 1
"""With 0 it would be the same turn: Qt makes an event of it that comes before everything the person does."""


@contextmanager
def laid_out_once(part: QWidget | None) -> Iterator[None]:
    """Change what stands in ``part`` within this block: make its rows, add them, show and hide them.

    A widget that appears where its surroundings are seen has everything up to the window laid out at once, 2 to 6 ms
    each time. In a part that is out of sight nothing is, and when it comes back all of it is done in one go, before
    anything is painted; so whether the part itself is seen is decided before or after. Where the cursor stands in the part it stays in sight: a field that is hidden loses the cursor.
    """
    hides = part is not None and part.isVisible() and not _has_cursor(part)
    if part is not None and hides:
        part.hide()
    try:
        yield
    finally:
        if part is not None and hides:
            part.show()


def lay_out_ahead(part: QWidget, size: QSize) -> None:
    """Lay out a part that nobody sees yet, at the size it will have: what is left for the turn that shows it is little.

    Qt does so for whoever wants a picture of what is hidden; of one pixel it is made at once.
    """
    part.resize(size)
    part.grab(QRect(0, 0, 1, 1))


def _has_cursor(part: QWidget) -> bool:
    here = part.window().focusWidget()
    return here is not None and (here is part or part.isAncestorOf(here))
