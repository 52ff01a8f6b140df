"""Pages from the scanner or from a file, kept encrypted one by one as they arrive."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from windowdesk import errors
from windowdesk.casework import scans
from windowdesk.gui.page import Page

log = logging.getLogger(__name__)

Arrived = Callable[[Any], None]
"""Takes a ``BlobRef``."""


class Scanning(QObject):
    """Scans for one page of the window; one scan at a time."""

    busy = Signal(bool)
    """A scan has begun or ended."""
    _page = Signal(object, object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._owner = page
        self._busy = False
        self._page.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def scan(self, arrived: Arrived) -> None:
        """Scan; ``arrived`` is told each page once it is safely kept."""
        if self._busy:
            return
        place = self._owner.place
        opened = place.thread.open_desk
        self._say_busy(True)
        incoming, how = opened.desk.home / "incoming", place.settings.scans

        def work() -> None:
            incoming.mkdir(mode=0o700, exist_ok=True)
            folder = Path(tempfile.mkdtemp(dir=incoming))
            opened.scanner().scan(folder, arrived=lambda file: self._page.emit(_ready(file, how), arrived))

        place.devices.put(work, then=lambda _: self._say_busy(False), failed=self._failed)

    def choose_file(self, arrived: Arrived) -> None:
        """Let the clerk choose pictures or PDFs."""
        files, _ = QFileDialog.getOpenFileNames(
            self._owner, "选材料的图片或文件", "", "图片和文件 (*.jpg *.jpeg *.png *.tif *.tiff *.pdf)"
        )
        for file in files:
            self._choose(Path(file), arrived)

    def _choose(self, file: Path, arrived: Arrived) -> None:
        place = self._owner.place
        place.devices.put(
            lambda: scans.make_ready(file, place.settings.scans),
            then=lambda page: self._ask_keep(page, arrived, remove=False),
            failed=self._owner.trouble,
        )

    def _keep(self, page: scans.ReadyPage | errors.Known, arrived: Arrived) -> None:
        if isinstance(page, errors.Known):
            self._owner.trouble(page)
        else:
            self._ask_keep(page, arrived, remove=True)

    def _ask_keep(self, page: scans.ReadyPage, arrived: Arrived, *, remove: bool) -> None:
        def kept(ref: Any) -> None:
            if remove:
                self._owner.place.devices.put(lambda: _forget(page.file))
            arrived(ref)

        self._owner.ask(scans.keep_ready, page, then=kept, keeps=True)

    def _failed(self, trouble: BaseException) -> None:
        self._say_busy(False)
        self._owner.trouble(trouble)

    def _say_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy.emit(busy)


def _ready(file: Path, how: str) -> scans.ReadyPage | errors.Known:
    """The page made small in the scanner's own thread; a page that cannot be used says why and stops no other."""
    try:
        return scans.make_ready(file, how)
    except errors.Known as trouble:
        return trouble


def _forget(file: Path) -> None:
    """Leave no readable copy of a kept page behind (rule G15)."""
    file.unlink(missing_ok=True)
    if not any(file.parent.iterdir()):
        shutil.rmtree(file.parent)
