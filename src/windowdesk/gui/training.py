"""Training mode (演示) in the window: a strip that says so on every page, and the simulated counter."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from windowdesk.gui import style
from windowdesk.gui.dialog import Dialog
from windowdesk.gui.paragraph import Paragraph
from windowdesk.gui.picture_view import PictureView
from windowdesk.gui.place import Place

SENTENCE = "演示：证件、扫描仪和打印机都是模拟的，这里的办件永远不会上报。"


class TrainingStrip(QFrame):
    """What stands above every page of training: what this is, a card to lay down, the last receipt."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setProperty("role", "training")
        self.words = Paragraph(self)
        self.words.setText(SENTENCE)
        self.card = QPushButton("放一张身份证", self)
        self.receipt = QPushButton("看打出的凭条", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        row.addWidget(self.words, 1)
        for button in (self.card, self.receipt):
            button.setProperty("role", "small")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        self.card.clicked.connect(lambda: self._place.devices.put(self._place.thread.open_desk.next_card))
        self.receipt.clicked.connect(self._look)
        style.dress(self)

    def _look(self) -> None:
        self._place.devices.put(
            lambda: picture_of(self._place.thread.open_desk.last_receipt()), then=self._show, topic="receipt picture"
        )

    def _show(self, picture: QImage | None) -> None:
        if picture is None:
            self._place.banner.note("还没有打出过凭条。", "收一件试试，保存后会自动打印。")
            return
        dialog = ReceiptDialog(self.window(), picture)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class ReceiptDialog(Dialog):
    """The last receipt as it came out of the simulated printer."""

    def __init__(self, owner: QWidget, picture: QImage) -> None:
        super().__init__(owner)
        self.setWindowTitle("打出的凭条")
        self.view = PictureView(self)
        close = QPushButton("关闭", self)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(picture.width() + 80, owner.height() - 60)
        self.view.show_pictures([picture])


def picture_of(file: Path | None) -> QImage | None:
    """The picture in that file; on the devices' thread."""
    return QImage(str(file)) if file is not None else None


def start_beside(home: Path) -> bool:
    """Open training in a window of its own, as a process of its own; this one goes on."""
    program = [] if getattr(sys, "frozen", False) else ["-m", "windowdesk"]
    started: bool = QProcess.startDetached(sys.executable, [*program, "--home", str(home), "--training", "run"])[0]
    return started
