"""Hand-over slips of sticks (交接单) that the receipt printer did not print, offered on A4 one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from windowdesk.casework import stick_paper
from windowdesk.gui.page import Page
from windowdesk.gui.paper_dialog import show_paper

if TYPE_CHECKING:
    from windowdesk.casework.papers import Paper


def offer_slips(page: Page) -> None:
    """Show what is owed; nothing where every slip came out of the receipt printer."""
    page.ask(stick_paper.owed, then=lambda found: _show(page, found))


def _show(page: Page, papers: Sequence[Paper]) -> None:
    if papers:
        show_paper(page, papers[0]).finished.connect(lambda _: _show(page, papers[1:]))
