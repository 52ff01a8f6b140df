"""One plain question before something that can not be undone."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from windowdesk.gui import style, watermark


def sure(parent: QWidget, question: str, consequence: str, yes: str) -> bool:
    """Ask; the safe answer is the one Enter and Esc give."""
    box = QMessageBox(parent.window())
    style.dress(box)
    watermark.mark_like(box, parent)
    box.setWindowTitle(watermark.titled(box, question))
    box.setText(question)
    box.setInformativeText(consequence)
    go = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("不，留着", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    chosen = box.clickedButton() is go
    box.deleteLater()
    return chosen
