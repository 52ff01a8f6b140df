"""The whole page says why the desk did not open and what to do; a passphrase can be typed here."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from windowdesk.errors import BUG, Known
from windowdesk.gui import icons
from windowdesk.gui.forms.ui_trouble import Ui_TroublePage
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place

ASKS_PASSPHRASE = {"T505", "T506"}
"""The store wants its passphrase, or a better one."""


class TroublePage(Page):
    """Shown instead of everything else while the desk can not be opened."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_TroublePage()
        self.ui.setupUi(self)
        self.ui.again.clicked.connect(self._again)
        self.ui.leave.clicked.connect(lambda: self.window().close())
        self._asks = False

    def come(self, about: object = None) -> None:
        """``about``: the exception."""
        known = isinstance(about, Known)
        code, happened, to_do = (
            (about.code, about.happened, about.to_do)
            if isinstance(about, Known)
            else (BUG.code, BUG.happened, BUG.to_do)
        )
        if not known and isinstance(about, BaseException):
            self.place.banner.trouble(about)
            self.place.banner.clear()
        self._asks = code in ASKS_PASSPHRASE
        self.ui.title.setText("请输入口令" if self._asks else "数据没有打开")
        self.ui.sign.setPixmap(icons.picture("note" if self._asks else "bad", "note" if self._asks else "bad", 56))
        self.ui.happened.setText(happened)
        self.ui.toDo.setText(to_do)
        self.ui.code.setText(f"代码 {code}。打电话问技术人员时，请告诉他这个代码。")
        self.ui.ask.setVisible(self._asks)
        self.ui.again.setText("打开 Enter" if self._asks else "再试一次 Enter")
        self.ui.again.setEnabled(True)
        self.ui.secret.clear()
        self.later(self.focus_first)

    def primary(self) -> QPushButton | None:
        """打开 or 再试一次."""
        button: QPushButton = self.ui.again
        return button

    def _again(self) -> None:
        self.ui.again.setEnabled(False)
        self.ui.again.setText("正在打开…")
        self.place.thread.open(self.ui.secret.text() if self._asks else None)
        self.ui.secret.clear()
