"""What a page asks of the scanner: pages of one material, from wherever they come."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog

from windowdesk.domain.page_set import PageSet
from windowdesk.gui.camera_dialog import show_camera
from windowdesk.gui.page import Page
from windowdesk.gui.scan_room import ScanGoal

PICTURES = "图片和文件 (*.jpg *.jpeg *.png *.tif *.tiff *.pdf)"


class MaterialPages(Protocol):
    """The pages of one material of one draft or case, and how more of them come."""

    title: str

    def read(self) -> PageSet:
        """The pages now."""
        ...

    def write(self, pages: PageSet) -> None:
        """The pages are now these."""
        ...

    def goal(self, instead_of: str = "") -> ScanGoal:
        """What a scan is for; ``instead_of``: digest of the page that the next one replaces."""
        ...


def begin(owner: Page, pages: MaterialPages, *, feeder: bool = False, instead_of: str = "") -> None:
    """Scan; with a camera the clerk first sees what it sees."""
    goal = pages.goal(instead_of)
    camera = owner.place.thread.open_desk.camera()
    if camera is None or owner.place.scans.goal is not None:
        owner.place.scans.scan(goal, feeder=feeder)
    else:
        show_camera(owner, camera, goal)


def choose_files(owner: Page, pages: MaterialPages) -> None:
    """Let the clerk choose pictures or PDFs."""
    files, _ = QFileDialog.getOpenFileNames(owner, "选材料的图片或文件", "", PICTURES)
    if files:
        owner.place.scans.keep_files(pages.goal(), [Path(file) for file in files])
