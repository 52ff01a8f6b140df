"""The scanner of the window: one scan at a time, in its own thread, while the clerk works on.

A scan belongs to what it was begun for (a draft, a case), whatever page is in front when its pages
arrive: each is kept encrypted at once and handed to its goal, never to whoever is in front now.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from windowdesk.casework import look_at_pages, scans
from windowdesk.gui.banner import Banner
from windowdesk.gui.desk_thread import DeskThread
from windowdesk.gui.work_thread import WorkThread

if TYPE_CHECKING:
    from windowdesk.domain.case import BlobRef

CLOSING_SECONDS = 5.0
"""How long closing the window waits for a scanner to let go."""


@dataclass(frozen=True, slots=True)
class ScanGoal:
    """What a scan is for."""

    page: str
    """Name of the page of the window it belongs to, and `about` what that page shows then."""
    about: str
    material: str
    words: str
    """For the light: whose and which."""
    kept: Callable[[BlobRef], None]
    """Takes each page once it is safely kept; called in the window's thread."""


class ScanRoom(QObject):
    """Scans for the whole window."""

    changed = Signal()
    """A scan has begun or ended, or a page was kept."""
    _arrived = Signal(object)

    def __init__(self, thread: DeskThread, scanner: WorkThread, looker: WorkThread, banner: Banner) -> None:
        super().__init__(banner)
        self._desk, self._scanner, self._looker, self._banner = thread, scanner, looker, banner
        self._arrived.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self._cancelled = threading.Event()
        self._goal: ScanGoal | None = None
        self._scans = False
        self._unkept = 0
        self.pages = 0
        """Pages of the scan under way that are safely kept."""

    @property
    def goal(self) -> ScanGoal | None:
        """What is being scanned for; None: nothing. It stays till the last page is kept."""
        return self._goal

    def is_for(self, page: str, about: str) -> bool:
        """Whether pages for that draft or case are still coming."""
        return self._goal is not None and (self._goal.page, self._goal.about) == (page, about)

    def scan(self, goal: ScanGoal, *, feeder: bool = False) -> None:
        """Begin a scan for ``goal``; while another one runs the clerk is told."""
        if self._refuses():
            return
        opened = self._desk.open_desk
        incoming = opened.desk.home / "incoming"
        self._begin(goal)
        self._scans, self._cancelled = True, threading.Event()
        cancelled = self._cancelled

        def work() -> None:
            shutil.rmtree(incoming, ignore_errors=True)  # readable pages of a run that was killed (rule G15)
            incoming.mkdir(mode=0o700)
            folder = Path(tempfile.mkdtemp(dir=incoming))
            opened.scanner().scan(folder, feeder=feeder, arrived=self._arrived.emit, cancelled=cancelled)

        self._scanner.put(work, then=lambda _: self._scan_ended(), failed=self._scan_failed)

    def keep_files(self, goal: ScanGoal, files: Iterable[Path]) -> None:
        """Take pages from files that the clerk chose; they stay where they are."""
        if self._refuses():
            return
        self._begin(goal)
        for file in files:
            self._ask_keep(file, remove=False)
        self._settle()

    def stop(self) -> None:
        """End the scan; pages that came stay."""
        self._cancelled.set()

    def close(self) -> None:
        """The window closes: let go of the scanner."""
        self._cancelled.set()
        self._scanner.close()

    def _refuses(self) -> bool:
        if self._goal is None:
            return False
        self._banner.note(
            f"正在扫描：{self._goal.words}，已到 {self.pages} 页。", "等扫完再扫下一份；要停就点“停止扫描”。"
        )
        return True

    def _begin(self, goal: ScanGoal) -> None:
        self._goal, self.pages = goal, 0
        self.changed.emit()

    def _keep(self, file: Path) -> None:
        self._ask_keep(file, remove=True)

    def _ask_keep(self, file: Path, *, remove: bool) -> None:
        self._unkept += 1

        def kept(ref: Any) -> None:
            self._unkept -= 1
            self.pages += 1
            if self._goal is not None:
                self._goal.kept(ref)
            self._look(ref, self.pages)
            forget()

        def failed(trouble: BaseException) -> None:
            self._unkept -= 1
            self._banner.trouble(trouble)
            forget()

        def forget() -> None:
            if remove:
                self._looker.put(lambda: _forget(file))
            self.changed.emit()
            self._settle()

        self._desk.ask(scans.keep_page, file, then=kept, failed=failed, keeps=True)

    def _look(self, ref: BlobRef, number: int) -> None:
        """Blank and dark pages are told at once, while the paper is still in the clerk's hand."""
        blobs = self._desk.open_desk.desk.blobs

        def say(words: str) -> None:
            if words:
                self._banner.note(f"刚扫的第 {number} 页：{words}", "请点“看和改”看一眼，不行就重扫这一页。")

        self._looker.put(lambda: look_at_pages.warning(blobs, ref), then=say)

    def _scan_ended(self) -> None:
        self._scans = False
        self._settle()

    def _scan_failed(self, trouble: BaseException) -> None:
        self._scans = False
        self._banner.trouble(trouble)
        self._settle()

    def _settle(self) -> None:
        """The goal is reached when the scanner has ended and every page is kept."""
        if self._goal is not None and not self._scans and not self._unkept:
            self._goal = None
            self.changed.emit()


def _forget(file: Path) -> None:
    """Leave no readable copy of a kept page behind (rule G15)."""
    file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # more pages are on their way into it
        file.parent.rmdir()
