"""The pages of one material, and what was done to each: always told from its original, so it can be undone.

A page that was turned, straightened or cut is a new file; the scan it came from stays, and every
further change starts from that scan again. Four turns give back the very same page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from windowdesk.domain.case import BlobRef

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of a picture."""
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
LEAST = 0.05
"""Share of a side that a cut must leave."""


@dataclass(frozen=True, slots=True)
class PageEdit:
    """What makes a page from its original: turned first, then straightened, then cut."""

    original: BlobRef
    turns: int = 0
    """Quarter turns clockwise, 0 to 3."""
    degrees: float = 0.0
    """Straightening, counter-clockwise."""
    box: Box = WHOLE
    """What is left, in shares of the turned and straightened picture."""

    @property
    def is_plain(self) -> bool:
        """Nothing is done to it."""
        return (self.turns, self.degrees, self.box) == (0, 0.0, WHOLE)

    def turned(self, quarters: int) -> PageEdit:
        """Turned clockwise as it is seen; what was cut away stays cut away."""
        box = self.box
        for _ in range(quarters % 4):
            left, top, right, bottom = box
            box = (1 - bottom, left, 1 - top, right)
        return replace(self, turns=(self.turns + quarters) % 4, box=_exact(box))

    def straightened(self, degrees: float) -> PageEdit:
        """Turned by so many degrees more, counter-clockwise."""
        return replace(self, degrees=round(self.degrees + degrees, 2))

    def cut(self, box: Box) -> PageEdit:
        """Cut to ``box``, in shares of the page as it is seen now."""
        left, top, right, bottom = self.box
        wide, high = right - left, bottom - top
        one = _sound(box)
        return replace(
            self, box=_exact((left + one[0] * wide, top + one[1] * high, left + one[2] * wide, top + one[3] * high))
        )


@dataclass(frozen=True, slots=True)
class PageSet:
    """Pages in their order. ``edits``: by digest, for pages that are not their own original."""

    pages: tuple[BlobRef, ...] = ()
    edits: Mapping[str, PageEdit] = field(default_factory=dict)

    def number_of(self, digest: str) -> int:
        """Where the page stands, from 0; raises KeyError."""
        for number, page in enumerate(self.pages):
            if page.digest == digest:
                return number
        raise KeyError(digest)

    def edit_of(self, digest: str) -> PageEdit:
        """What makes that page; raises KeyError."""
        return self.edits.get(digest) or PageEdit(self.pages[self.number_of(digest)])

    def added(self, page: BlobRef) -> PageSet:
        """One page more at the end; one that is there already is not doubled."""
        return self if page in self.pages else replace(self, pages=(*self.pages, page))

    def without(self, digest: str) -> PageSet:
        """Without that page."""
        number = self.number_of(digest)
        return self._with((*self.pages[:number], *self.pages[number + 1 :]), self.edits)

    def moved(self, digest: str, to: int) -> PageSet:
        """That page at place ``to``, from 0; beyond the end means last."""
        page = self.pages[self.number_of(digest)]
        others = [one for one in self.pages if one.digest != digest]
        others.insert(max(0, to), page)
        return replace(self, pages=tuple(others))

    def replaced(self, digest: str, page: BlobRef, edit: PageEdit | None = None) -> PageSet:
        """Another page in its place; ``edit`` says how it is made, None: it is an original.

        A page that equals one that is there already falls together with it. Raises KeyError.
        """
        self.number_of(digest)
        kept = [one for one in self.pages if one.digest != page.digest or one.digest == digest]
        kept = [page if one.digest == digest else one for one in kept]
        edits = {**self.edits, page.digest: edit} if edit is not None and not edit.is_plain else dict(self.edits)
        if edit is None or edit.is_plain:
            edits.pop(page.digest, None)
        return self._with(tuple(kept), edits)

    def _with(self, pages: tuple[BlobRef, ...], edits: Mapping[str, PageEdit]) -> PageSet:
        """Edits of pages that are gone go with them."""
        there = {page.digest for page in pages}
        return PageSet(pages, {digest: edit for digest, edit in edits.items() if digest in there})


def _sound(box: Box) -> Box:
    """Inside the picture, the right way round, and not nothing."""
    left, right = sorted((min(max(box[0], 0.0), 1.0), min(max(box[2], 0.0), 1.0)))
    top, bottom = sorted((min(max(box[1], 0.0), 1.0), min(max(box[3], 0.0), 1.0)))
    if right - left < LEAST or bottom - top < LEAST:
        return WHOLE
    return (left, top, right, bottom)


def _exact(box: Box) -> Box:
    """Rounded, so that turning about and back is the same to the digit."""
    left, top, right, bottom = (round(one, 6) + 0.0 for one in box)
    return (left, top, right, bottom)
