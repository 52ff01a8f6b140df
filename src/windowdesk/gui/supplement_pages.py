"""Pages brought for a case: kept beside its form, so that a page that comes late is not lost with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from windowdesk.domain.page_set import PageSet
from windowdesk.gui.scan_room import ScanGoal

if TYPE_CHECKING:
    from windowdesk.domain.case import BlobRef
    from windowdesk.gui.pages.case import CasePage

PAGE = "case"
Brought = dict[str, PageSet]
"""Pages by material."""


def brought_for(page: CasePage, case_id: str) -> Brought:
    """What was scanned for that case and is not saved yet."""
    held = page.place.held.setdefault(f"supplement:{case_id}", {})
    assert isinstance(held, dict)
    return held


def forget(page: CasePage, case_id: str) -> None:
    """It was saved, or the clerk does not want it."""
    page.place.held.pop(f"supplement:{case_id}", None)


class SupplementPages:
    """`scanning.MaterialPages` of one material asked for."""

    def __init__(self, page: CasePage, case_id: str, material: str, title: str) -> None:
        self.title = title
        self._page = page
        self._case_id = case_id
        self._material = material

    def read(self) -> PageSet:
        """The pages now."""
        return brought_for(self._page, self._case_id).get(self._material, PageSet())

    def write(self, pages: PageSet) -> None:
        """The pages are now these; the form shows it if it is in front."""
        brought_for(self._page, self._case_id)[self._material] = pages
        if self._page.act is not None and self._page.case_id == self._case_id:
            self._page.act.pages_changed()

    def goal(self, instead_of: str = "") -> ScanGoal:
        """Pages for this case."""
        return ScanGoal(PAGE, self._case_id, self._material, self.title, partial(self._kept, instead_of))

    def _kept(self, instead_of: str, ref: BlobRef) -> None:
        pages = self.read()
        known = instead_of in {one.digest for one in pages.pages}
        self.write(pages.replaced(instead_of, ref) if known else pages.added(ref))
