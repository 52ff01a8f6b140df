"""The support bundle before it is saved: the clerk sees every word that is about to leave."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QListWidgetItem

from windowdesk.casework import support_bundle
from windowdesk.casework.support_bundle import Bundle
from windowdesk.errors import Known
from windowdesk.gui.dialog import Dialog
from windowdesk.gui.forms.ui_support import Ui_SupportDialog
from windowdesk.gui.page import Page


class SupportDialog(Dialog):
    """Left the parts, right the text of one, below the button that saves."""

    def __init__(self, owner: Page, bundle: Bundle) -> None:
        super().__init__(owner.window())
        self.ui = Ui_SupportDialog()
        self.ui.setupUi(self)
        self.setWindowTitle("求助资料")
        self.resize(min(1120, owner.window().width() - 80), owner.window().height() - 60)
        self._owner = owner
        self._bundle = bundle
        for part in bundle.parts:
            self.ui.parts.addItem(QListWidgetItem(f"{part.title}\n{part.name}"))
        self.ui.parts.setWordWrap(True)
        self.ui.parts.currentRowChanged.connect(self._show)
        self.ui.parts.setCurrentRow(0)
        self.ui.save.clicked.connect(self._save)
        self.ui.close.clicked.connect(self.reject)
        self.ui.save.setFocus()

    def _show(self, row: int) -> None:
        self.ui.text.setPlainText(self._bundle.parts[row].text or "（没有内容）")

    def _save(self) -> None:
        offered = str(Path.home() / support_bundle.FILE)
        file, _ = QFileDialog.getSaveFileName(self, "求助资料存到哪里", offered, "求助资料 (*.zip)")
        if file:
            work = partial(support_bundle.save, self._bundle, Path(file))
            self._owner.place.devices.put(work, then=lambda _: self._saved(file), failed=self._not_saved)

    def _saved(self, file: str) -> None:
        self.accept()
        self._owner.place.banner.good(f"已存到 {file}。", "请把这个文件交给县里技术人员。")

    def _not_saved(self, trouble: BaseException) -> None:
        """In the dialog: the banner stands behind it."""
        if isinstance(trouble, Known):
            self.ui.trouble.setText(f"{trouble.happened}{trouble.to_do}（代码 {trouble.code}）")
        else:
            self._owner.trouble(trouble)


def show_support(owner: Page, bundle: Bundle) -> SupportDialog:
    """Open the dialog; it closes itself away."""
    dialog = SupportDialog(owner, bundle)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def screens() -> tuple[str, ...]:
    """Sizes of all screens of this PC, for the bundle."""
    return tuple(f"{one.size().width()}x{one.size().height()}" for one in QGuiApplication.screens())
