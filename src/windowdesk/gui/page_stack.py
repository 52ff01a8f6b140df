"""The pages of the window: built when first wanted or ahead of time, dressed when shown.

Ahead of time means one small step in each turn of the event loop (make, take in, polish a few
widgets): the clerk who is typing on another page feels none of them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from windowdesk.gui import style
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place

PAGES = {
    "home": "HomePage",
    "intake": "IntakePage",
    "worklist": "WorklistPage",
    "case": "CasePage",
    "inbox": "InboxPage",
    "guide": "GuidePage",
    "queue": "QueuePage",
    "settings": "SettingsPage",
    "devices": "DevicesPage",
    "help": "HelpPage",
    "trouble": "TroublePage",
}
"""Name of each page and its class in ``windowdesk.gui.pages.<name>``."""

AHEAD = ("intake", "worklist", "case", "inbox", "guide", "queue")
"""Built one after the other while the clerk looks at the home page, the most wanted first. Settings, devices and help
are rarely wanted: they would cost every clerk their memory."""
POLISHED_AT_ONCE = 40
"""So many widgets get their style in one step."""


class PageStack:
    """Name to page. ``joined`` is told each new page."""

    def __init__(self, stack: QStackedWidget, place: Place, joined: Callable[[Page], object]) -> None:
        self._stack = stack
        self._place = place
        self._joined = joined
        self._pages: dict[str, Page] = {}
        self._half: dict[str, Page] = {}
        """Made, but not yet part of the window."""

    def __getitem__(self, name: str) -> Page:
        """The page, built now if nobody wanted it before."""
        if name not in self._pages:
            self._make(name)
            self._take_in(name)
        return self._pages[name]

    def get(self, name: str) -> Page | None:
        """The page if it stands."""
        return self._pages.get(name)

    def bring(self, name: str) -> Page:
        """Show the page, in the text size of now."""
        page = self[name]
        self.dress(page)
        self._stack.setCurrentWidget(page)
        return page

    def dress(self, page: Page) -> None:
        """Only the page that is seen changes its text size at once; the others when they are shown."""
        if style.dress(page):
            page.resized()

    def build_ahead(self) -> Iterator[None]:
        """One small step each time it is asked for the next."""
        for name in AHEAD:
            if name in self._pages:
                continue
            self._make(name)
            yield
            if name in self._half:
                self._take_in(name)
            yield
            yield from polish(self._pages[name])
        for name in AHEAD:
            yield from self._pages[name].build_ahead()

    def _make(self, name: str) -> None:
        if name not in self._half:
            module = importlib.import_module(f"windowdesk.gui.pages.{name}")
            self._half[name] = getattr(module, PAGES[name])(self._place)

    def _take_in(self, name: str) -> None:
        page = self._pages[name] = self._half.pop(name)
        self._stack.addWidget(page)
        self._joined(page)


def polish(root: QWidget) -> Iterator[None]:
    """Let a page that nobody sees yet find its style, a few widgets at each step."""
    waiting = [root, *root.findChildren(QWidget)]
    for start in range(0, len(waiting), POLISHED_AT_ONCE):
        for one in waiting[start : start + POLISHED_AT_ONCE]:
            if isValid(one):  # rows may have been exchanged since
                one.ensurePolished()
        yield
