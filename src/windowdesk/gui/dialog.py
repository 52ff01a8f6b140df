"""What every dialog of the program shares."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from windowdesk.gui import style, watermark


class Dialog(QDialog):
    """Modal, in the text size of now, and marked 演示 where its window is."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        style.dress(self)
        self.setModal(True)
        watermark.mark_like(self, owner)

    def showEvent(self, event: QShowEvent) -> None:
        """The title is set by then."""
        self.setWindowTitle(watermark.titled(self, self.windowTitle()))
        super().showEvent(event)
