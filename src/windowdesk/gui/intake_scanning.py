"""The pages of a draft's materials: where scans of the intake flow go, also when the next person is in front."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from windowdesk.casework import filling, scans
from windowdesk.casework.desk import Done
from windowdesk.domain.draft import Draft
from windowdesk.domain.page_set import PageSet
from windowdesk.gui.pages_dialog import show_pages
from windowdesk.gui.scan_room import ScanGoal
from windowdesk.gui.scanning import begin, choose_files

if TYPE_CHECKING:
    from windowdesk.domain.case import BlobRef
    from windowdesk.gui.pages.intake import IntakePage

PAGE = "intake"


class DraftPages:
    """`scanning.MaterialPages` of the draft in hand at the time it was made."""

    def __init__(self, flow: IntakePage, place: str, title: str) -> None:
        self.title = title
        self._flow = flow
        self._draft_id = flow.current().id
        self._place = place

    def read(self) -> PageSet:
        """The pages now; empty once another draft is in hand."""
        return filling.page_set(self._flow.current(), self._place) if self._in_hand() else PageSet()

    def write(self, pages: PageSet) -> None:
        """Keep the draft with these pages, if it is still in hand."""
        if self._in_hand():
            self._flow.change(filling.with_page_set(self._flow.current(), self._place, pages))

    def goal(self, instead_of: str = "") -> ScanGoal:
        """Pages for this draft."""
        name = self._flow.current().applicant.text("name")
        words = "、".join(part for part in (name, self.title) if part)
        return ScanGoal(PAGE, self._draft_id, self._place, words, partial(self._kept, instead_of=instead_of))

    def _in_hand(self) -> bool:
        draft = self._flow.draft
        return draft is not None and draft.id == self._draft_id and not self._flow.saving.done

    def _kept(self, ref: BlobRef, instead_of: str) -> None:
        if self._in_hand():
            self._flow.change(filling.with_page(self._flow.current(), self._place, ref, instead_of))
            return
        act = partial(scans.add_kept, instead_of=instead_of)
        self._flow.ask(act, self._draft_id, self._place, ref, then=partial(self._added, ref, instead_of), keeps=True)

    def _added(self, ref: BlobRef, instead_of: str, _: Done[Draft]) -> None:
        """The draft may have come into hand again meanwhile, read before the page was in it."""
        if self._in_hand():
            self._flow.change(filling.with_page(self._flow.current(), self._place, ref, instead_of))


class IntakeScanning:
    """What the steps of the flow ask for."""

    def __init__(self, flow: IntakePage) -> None:
        self._flow = flow

    def scan(self, place: str, title: str, *, feeder: bool = False) -> None:
        """One page, or the whole feeder."""
        begin(self._flow, DraftPages(self._flow, place, title), feeder=feeder)

    def choose_files(self, place: str, title: str) -> None:
        """Pages that are files already."""
        choose_files(self._flow, DraftPages(self._flow, place, title))

    def look(self, place: str, title: str) -> None:
        """Look at the pages, and put them right."""
        show_pages(self._flow, DraftPages(self._flow, place, title))

    def here(self) -> str:
        """The material of the draft in hand that is being scanned; empty: none."""
        goal, draft = self._flow.place.scans.goal, self._flow.draft
        mine = goal is not None and draft is not None and (goal.page, goal.about) == (PAGE, draft.id)
        return goal.material if mine and goal is not None else ""
