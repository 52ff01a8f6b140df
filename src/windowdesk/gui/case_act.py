"""What the forms of all acts on a case share: they stand below the head of the case page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from windowdesk.domain.people import Card

if TYPE_CHECKING:
    from windowdesk.casework.case_view import CaseView
    from windowdesk.gui.pages.case import CasePage


class CaseAct(QWidget):
    """A form below the head of the case page; the page's primary button saves it."""

    saves = "保存"
    """Words of the primary button."""
    leaves = "不办了"
    """Words of the button that closes the form."""

    def __init__(self, page: CasePage, view: CaseView) -> None:
        super().__init__(page.ui.stack)
        self.page = page
        self.view = view
        self._busy = False

    def begin(self) -> None:
        """The form is in front."""
        self.page.focus_first()

    def save(self) -> None:
        """Run the act."""

    def scan(self) -> bool:
        """F3."""
        return False

    def scan_stack(self) -> bool:
        """Shift+F3."""
        return self.scan()

    def pages_changed(self) -> None:
        """A page came for this case."""

    def given_up(self) -> None:
        """The clerk closed the form without saving."""

    def card_read(self, card: Card) -> bool:
        """A card was read."""
        return False

    def run(self, act: Callable[..., Any], *args: Any, done: str) -> None:
        """Ask the act once; troubles stand in the banner and the form stays."""
        if self._busy:
            return
        self._busy = True
        self.page.ask(act, self.view.case.id, *args, then=lambda _: self._done(done), failed=self._refused, keeps=True)

    def saved(self) -> None:
        """The act was done."""

    def _done(self, words: str) -> None:
        self.saved()
        self.page.act_done(words)

    def _refused(self, trouble: BaseException) -> None:
        self._busy = False
        self.page.trouble(trouble)
