"""A paper as it will come out of the printer: look at it, print it, keep it as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog

from windowdesk.gui import style
from windowdesk.gui.forms.ui_paper import Ui_PaperDialog
from windowdesk.gui.page import Page
from windowdesk.gui.page_pictures import pictures

if TYPE_CHECKING:
    from windowdesk.casework.desk import Done
    from windowdesk.casework.papers import Paper
    from windowdesk.domain.intake import Draft

PRINT_DPI = 200


class PaperDialog(QDialog):
    """Shows one paper. Modal for its page only; nothing is asked of the clerk but to look."""

    def __init__(self, owner: Page, paper: Paper) -> None:
        super().__init__(owner.window())
        style.dress(self)
        self.ui = Ui_PaperDialog()
        self.ui.setupUi(self)
        self.setModal(True)
        self.setWindowTitle(paper.title)
        self.resize(min(1000, owner.window().width() - 80), owner.window().height() - 60)
        self._owner = owner
        self._paper = paper
        self.ui.pages.say("正在画出这份文书…")
        self.ui.close.clicked.connect(self.reject)
        self.ui.save.clicked.connect(lambda: save_paper(owner, paper))
        self.ui.print.clicked.connect(lambda: print_paper(owner, paper.pdf, paper.title))
        owner.place.devices.put(lambda: pictures(paper.pdf), then=self._drawn, failed=owner.trouble, topic="paper")
        self.ui.print.setFocus()

    def _drawn(self, pages: list[QImage]) -> None:
        self.ui.pages.show_pictures(pages)


def show_paper(owner: Page, paper: Paper) -> PaperDialog:
    """Open the dialog; it closes itself away."""
    dialog = PaperDialog(owner, paper)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def show_draft_paper(owner: Page, draft: Draft, kind: str) -> None:
    """Make a paper of a draft and show it."""
    from windowdesk.casework import papers

    def made(done: Done[Paper]) -> None:
        show_paper(owner, done.value)

    owner.ask(papers.draft_paper, draft, kind, then=made)


def save_paper(owner: Page, paper: Paper) -> None:
    """Ask where to, then write the file on the devices' thread."""
    file, _ = QFileDialog.getSaveFileName(owner, "另存为文件", paper.file_name, "文书 (*.pdf)")
    if file:
        owner.place.devices.put(
            lambda: Path(file).write_bytes(paper.pdf),
            then=lambda _: owner.place.banner.good(f"已存到 {file}。"),
            failed=owner.trouble,
        )


def print_paper(owner: Page, pdf: bytes, title: str) -> None:
    """Print on the office printer the clerk chooses."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, owner.window())
    dialog.setWindowTitle("选打印机")
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return

    def send(pages: list[QImage]) -> None:
        _paint(printer, pages)
        owner.place.banner.good("已送到打印机。", "请看一眼纸，打出来了再交给群众。")

    owner.place.devices.put(lambda: pictures(pdf, PRINT_DPI), then=send, failed=owner.trouble)


def _paint(printer: Any, pages: list[QImage]) -> None:
    painter = QPainter(printer)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        area = QRectF(printer.paperRect(printer.Unit.DevicePixel))
        size = page.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), page)
    painter.end()
