"""The pages of the window: built when first wanted or ahead of time, dressed when shown.

Ahead of time means one small step in each turn of the event loop (make, take in, polish a few
widgets): the clerk who is typing on another page feels none of them. A page that is rarely wanted is
not built ahead: what is seen of it first comes to the front at once, the rest in the turns after it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from windowdesk.gui import style
from windowdesk.gui.code_ahead import read_acts, read_windows
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
        self._seen: set[str] = set()
        """Pages that were brought to the front before."""
        self._reading = 0
        """So many of them wait for their code to be read."""
        self._rest: list[Iterator[None]] = []
        """What is still to be built of the others."""
        self._turns = QTimer(stack, interval=0)
        self._turns.timeout.connect(self._build_rest)

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
        if name not in self._seen:
            self._seen.add(name)
            self._read_for(page)
        return page

    @property
    def is_whole(self) -> bool:
        """Nothing is left to be built of the pages that were brought to the front."""
        return not self._reading and not self._rest

    def dress(self, page: Page) -> None:
        """Only the page that is seen changes its text size at once; the others when they are shown."""
        if style.dress(page):
            page.resized()

    def build_ahead(self, windows: Sequence[str]) -> Iterator[None]:
        """One small step each time it is asked for the next; ``windows``: what `read_ahead` left to be read."""
        yield from read_windows(windows)
        for name in AHEAD:
            if name in self._pages:
                continue
            self._make(name)
            yield
            yield from polish(self._half.get(name))
            if name in self._half:
                self._take_in(name)
            yield
        for name in AHEAD:
            yield from self._pages[name].build_ahead()

    def _read_for(self, page: Page) -> None:
        """Read the code of the page's rest, then build it."""

        def begin(windows: Sequence[str]) -> None:
            self._reading -= 1
            self._rest.append(chain(read_windows(windows), page.rest()))
            self._turns.start()

        self._reading += 1
        if page.read_ahead:
            self._place.thread.put(partial(read_acts, page.read_ahead), then=begin)
        else:
            begin(())

    def _build_rest(self) -> None:
        """One small step of the page that waits longest."""
        if next(self._rest[0], self) is self:
            del self._rest[0]
        if not self._rest:
            self._turns.stop()

    def _make(self, name: str) -> None:
        if name not in self._half:
            module = importlib.import_module(f"windowdesk.gui.pages.{name}")
            self._half[name] = getattr(module, PAGES[name])(self._place)

    def _take_in(self, name: str) -> None:
        page = self._pages[name] = self._half.pop(name)
        self._stack.addWidget(page)
        self._joined(page)


def read_ahead() -> list[str]:
    """On the desk's thread: read what the pages of AHEAD need and is no window; the windows that are left."""
    return read_acts(f"windowdesk.gui.pages.{name}" for name in AHEAD)


def polish(root: QWidget | None) -> Iterator[None]:
    """Let a part that nobody sees yet find its style, a few widgets at each step; None: somebody sees it by now."""
    waiting = [root, *root.findChildren(QWidget)] if root is not None else []
    for start in range(0, len(waiting), POLISHED_AT_ONCE):
        for one in waiting[start : start + POLISHED_AT_ONCE]:
            if isValid(one):  # rows may have been exchanged since
                one.ensurePolished()
        yield
