"""A paper as it will come out of the printer: look at it, print it, keep it as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from windowdesk.domain import page_range
from windowdesk.errors import InputRefused, Known
from windowdesk.gui.dialog import Dialog
from windowdesk.gui.forms.ui_paper import Ui_PaperDialog
from windowdesk.gui.page import Page
from windowdesk.gui.page_pictures import pictures

if TYPE_CHECKING:
    from windowdesk.casework.desk import Done
    from windowdesk.casework.office_print import Progress
    from windowdesk.casework.papers import Paper
    from windowdesk.casework.print_job import PrintJob
    from windowdesk.domain.intake import Draft

STATES = {"finished": "good", "failed": "bad", "unknown": "note"}


class PaperDialog(Dialog):
    """Shows one paper and what becomes of it. Closing it stops nothing: the paper is followed all the same."""

    def __init__(self, owner: Page, paper: Paper) -> None:
        super().__init__(owner.window())
        self.ui = Ui_PaperDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(paper.title)
        self.resize(min(1000, owner.window().width() - 80), owner.window().height() - 60)
        self._owner = owner
        self._paper = paper
        self._entry = ""
        self._count = 0
        self.ui.pages.say("正在画出这份文书…")
        self.ui.takeBack.hide()
        self.ui.trouble.hide()
        self.ui.print.setEnabled(False)
        self.ui.state.say("info", "正在找打印机…", "wait")
        self._connect()
        owner.place.devices.put(lambda: pictures(paper.pdf), then=self._drawn, failed=owner.trouble, topic="paper")
        owner.place.office.queues(self._found, self._no_printer)

    def _connect(self) -> None:
        office = self._owner.place.office
        self.ui.close.clicked.connect(self.reject)
        self.ui.save.clicked.connect(lambda: save_paper(self._owner, self._paper, self._kept))
        self.ui.print.clicked.connect(self._print)
        self.ui.takeBack.clicked.connect(lambda: office.take_back(self._entry))
        office.begun.connect(self._begun)
        office.refused.connect(self._refused)
        office.moved.connect(self._moved)
        office.ended.connect(self._ended)

    def _drawn(self, pages: list[QImage]) -> None:
        if not isValid(self):
            return  # closed before it was drawn
        self._count = len(pages)
        self.ui.pages.show_pictures(pages)
        self.ui.range.setPlaceholderText("全部" if len(pages) > 1 else "只有 1 页")
        self.ui.range.setEnabled(len(pages) > 1)

    # printers

    def _found(self, queues: Any) -> None:
        if not isValid(self):
            return
        for one in queues:
            self.ui.printer.addItem(one.title, one.name)
        usual = next((place for place, one in enumerate(queues) if one.usual), 0)
        self.ui.printer.setCurrentIndex(usual)
        self.ui.print.setEnabled(bool(queues))
        if queues:
            self.ui.state.say("", "")
            self.ui.print.setFocus()
        else:
            self.ui.state.say("plain", "这台电脑没有装打印机")

    def _no_printer(self, trouble: BaseException) -> None:
        if not isValid(self):
            return
        self.ui.state.say("plain", "这台电脑没有装打印机")
        self._say(trouble)

    # printing

    def _print(self) -> None:
        self.ui.trouble.hide()
        try:
            pages = page_range.pages(self.ui.range.text(), self._count)
        except InputRefused as wrong:
            self._say(wrong)
            self.ui.range.setFocus()
            return
        self.ui.print.setEnabled(False)
        self.ui.save.setEnabled(False)
        self.ui.state.say("info", "正在交给打印机…", "print")
        self._owner.place.office.print(self._paper, str(self.ui.printer.currentData()), pages)

    def _begun(self, paper: Paper, entry: str) -> None:
        if paper is self._paper:
            self._entry = entry

    def _refused(self, paper: Paper, trouble: BaseException) -> None:
        if paper is self._paper:
            self.ui.state.say("bad", "没有打印")
            self._say(trouble)

    def _moved(self, entry: str, progress: Progress) -> None:
        if entry == self._entry:
            self.ui.state.say(progress.state, progress.words, "" if progress.state == "note" else "print")
            self.ui.takeBack.show()

    def _ended(self, entry: str, job: PrintJob) -> None:
        if entry == self._entry:
            self.ui.takeBack.hide()
            self.ui.state.say(STATES.get(job.state.value, "note"), job.state.words)
            self.ui.close.setFocus()

    def _kept(self) -> None:
        self.ui.print.setEnabled(False)
        self.ui.save.setEnabled(False)
        self.ui.state.say("good", "已存成文件")

    def _say(self, trouble: BaseException) -> None:
        """In the dialog: the banner stands behind it."""
        if not isinstance(trouble, Known):
            self._owner.trouble(trouble)
            return
        self.ui.trouble.setText(f"{trouble.happened}{trouble.to_do}（代码 {trouble.code}）")
        self.ui.trouble.show()


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


def save_paper(owner: Page, paper: Paper, kept: Any = None) -> None:
    """Ask where to, write the file on the devices' thread, then count it in the print journal."""
    from windowdesk.casework import office_print

    file, _ = QFileDialog.getSaveFileName(owner, "另存为文件", paper.file_name, "文书 (*.pdf)")
    if not file:
        return

    def counted(_: object) -> None:
        owner.place.banner.good(f"已存到 {file}。")
        if kept is not None:
            kept()

    def written(_: object) -> None:
        owner.ask(office_print.keep, paper, then=counted, keeps=True)

    owner.place.devices.put(lambda: Path(file).write_bytes(paper.pdf), then=written, failed=owner.trouble)
