"""The scanner of the window: one scan at a time, in its own thread, while the clerk works on.

A scan belongs to what it was begun for (a draft, a case), whatever page is in front when its pages
arrive: each is kept encrypted at once and handed to its goal, never to whoever is in front now.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from windowdesk.errors import Known
from windowdesk.gui.banner import Banner
from windowdesk.gui.desk_thread import DeskThread
from windowdesk.gui.work_thread import WorkThread

if TYPE_CHECKING:
    from windowdesk.casework.scans import ReadyPage
    from windowdesk.domain.case import BlobRef
    from windowdesk.domain.page_set import PageSet

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
    judged = Signal()
    """A person said of a page that it is right as it is."""
    _arrived = Signal(object)

    def __init__(self, thread: DeskThread, scanner: WorkThread, looker: WorkThread, banner: Banner) -> None:
        super().__init__(banner)
        self._desk, self._scanner, self._looker, self._banner = thread, scanner, looker, banner
        self._arrived.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self._cancelled = threading.Event()
        self._goal: ScanGoal | None = None
        self._scans = False
        self._unkept = 0
        self._doubtful: list[tuple[int, str]] = []
        """Number and fault of the pages of the scan under way that a person must look at."""
        self.faults: dict[str, str] = {}
        """What is wrong with a page that came since the program began, by its digest: blank, too dark;
        empty: a person looked at it and found it right."""
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
        opened, how = self._desk.open_desk, self._how()
        incoming = opened.desk.home / "incoming"
        self._begin(goal)
        self._scans, self._cancelled = True, threading.Event()
        cancelled = self._cancelled

        def work() -> None:
            import shutil
            import tempfile

            shutil.rmtree(incoming, ignore_errors=True)  # readable pages of a run that was killed (rule G15)
            incoming.mkdir(mode=0o700)
            folder = Path(tempfile.mkdtemp(dir=incoming))
            opened.scanner().scan(
                folder, feeder=feeder, arrived=lambda file: self._arrived.emit(_ready(file, how)), cancelled=cancelled
            )

        self._scanner.put(work, then=lambda _: self._scan_ended(), failed=self._scan_failed)

    def keep_files(self, goal: ScanGoal, files: Sequence[Path]) -> None:
        """Take pages from files that the clerk chose; they stay where they are."""
        if self._refuses():
            return
        self._begin(goal)
        self._unkept += len(files)
        for file in files:
            self._looker.put(
                partial(_ready, file, self._how()), then=partial(self._ask_keep, remove=False), failed=self._not_kept
            )
        self._settle()

    def is_right(self, digest: str) -> None:
        """A person looked at that page: it is as it should be. The mark goes and does not come back by itself."""
        self.faults[digest] = ""
        self.judged.emit()

    def to_look_at(self, pages: PageSet) -> str:
        """What a person must look at among these pages, till it is scanned anew, put right or found right."""
        numbered = enumerate(pages.pages, start=1)
        return named([(number, fault) for number, page in numbered if (fault := self.faults.get(page.digest))])

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
        self._doubtful = []
        self.changed.emit()

    def _how(self) -> str:
        return self._desk.open_desk.desk.settings.scans

    def _keep(self, page: ReadyPage | Known) -> None:
        self._unkept += 1
        self._ask_keep(page, remove=True)

    def _ask_keep(self, page: ReadyPage | Known, *, remove: bool) -> None:
        if isinstance(page, Known):
            self._not_kept(page)
            return

        def kept(ref: Any) -> None:
            self._unkept -= 1
            self.pages += 1
            if page.warning:
                self.faults[ref.digest] = page.warning
            if self._goal is not None:
                self._goal.kept(ref)
            if page.warning:  # told at once, while the paper is still in the clerk's hand
                self._doubtful.append((self.pages, page.warning))
                self._banner.note(f"刚扫的{named(self._doubtful)}", "请点“看和改”看一眼，不行就重扫这一页。")
            if remove:
                self._looker.put(lambda: _forget(page.file))
            self.changed.emit()
            self._settle()

        from windowdesk.casework import scans

        self._desk.ask(scans.keep_ready, page, then=kept, failed=self._not_kept, keeps=True)

    def _not_kept(self, trouble: BaseException) -> None:
        self._unkept -= 1
        self._banner.trouble(trouble)
        self._settle()

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


def named(doubtful: Sequence[tuple[int, str]]) -> str:
    """One sentence that names every page, by what is wrong with it: 第 2、5 页：这一页像是空白页。"""
    faults = dict.fromkeys(fault for _, fault in doubtful)
    numbers = {fault: "、".join(str(number) for number, one in doubtful if one == fault) for fault in faults}
    return "".join(f"第 {numbers[fault]} 页：{fault}" for fault in faults)


def _ready(file: Path, how: str) -> ReadyPage | Known:
    """The page made small, on the thread it came in; one that cannot be used says why and stops no other."""
    from windowdesk.casework import scans

    try:
        return scans.make_ready(file, how)
    except Known as trouble:
        return trouble


def _forget(file: Path) -> None:
    """Leave no readable copy of a kept page behind (rule G15)."""
    file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # more pages are on their way into it
        file.parent.rmdir()
