"""What is brought for a case, kept on disk at every change: a page that comes late or a closed form loses nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from windowdesk.casework import supplement
from windowdesk.domain.brought import Brought
from windowdesk.domain.page_set import PageSet
from windowdesk.gui.scan_room import ScanGoal

if TYPE_CHECKING:
    from windowdesk.casework.case_view import CaseView
    from windowdesk.domain.case import BlobRef
    from windowdesk.gui.pages.case import CasePage

PAGE = "case"


def open_for(page: CasePage, view: CaseView) -> None:
    """The form is opened: what lies on disk, unless this window knows something newer."""
    page.place.held.setdefault(_name(view.case.id), view.brought)


def brought_for(page: CasePage, case_id: str) -> Brought:
    """What was brought for that case and is not sent yet."""
    held = page.place.held[_name(case_id)]
    assert isinstance(held, Brought)
    return held


def keep(page: CasePage, brought: Brought) -> None:
    """It is this now, here and on disk."""
    page.place.held[_name(brought.case)] = brought
    page.ask(supplement.keep, brought, keeps=True)


def _name(case_id: str) -> str:
    return f"supplement:{case_id}"


class SupplementPages:
    """`scanning.MaterialPages` of one material asked for."""

    def __init__(self, page: CasePage, case_id: str, material: str, title: str) -> None:
        self.title = title
        self._page = page
        self._case_id = case_id
        self._material = material

    def read(self) -> PageSet:
        """The pages now."""
        return brought_for(self._page, self._case_id).page_set(self._material)

    def write(self, pages: PageSet) -> None:
        """The pages are now these; the form shows it if it is in front."""
        keep(self._page, brought_for(self._page, self._case_id).with_pages(self._material, pages))
        if self._page.act is not None and self._page.case_id == self._case_id:
            self._page.act.pages_changed()

    def goal(self, instead_of: str = "") -> ScanGoal:
        """Pages for this case."""
        return ScanGoal(PAGE, self._case_id, self._material, self.title, partial(self._kept, instead_of))

    def _kept(self, instead_of: str, ref: BlobRef) -> None:
        pages = self.read()
        known = instead_of in {one.digest for one in pages.pages}
        self.write(pages.replaced(instead_of, ref) if known else pages.added(ref))
