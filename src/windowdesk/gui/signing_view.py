"""Signing on a screen: the sheet, the place to write, and three ways on that are equally easy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QScroller, QVBoxLayout, QWidget

from windowdesk.domain.handwriting import Ink
from windowdesk.gui.dialog import Dialog
from windowdesk.gui.ink_pad import InkPad
from windowdesk.gui.paragraph import Paragraph

Signed = Callable[[Ink], None]
Left = Callable[[], None]


class SigningView(QWidget):
    """What is signed by whom, in large letters; ``signed`` gets the ink, ``left`` is signing on paper."""

    def __init__(self, title: str, html: str, signed: Signed, left: Left, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signed = signed
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.title = Paragraph(self)
        self.title.setProperty("role", "elderTitle")
        self.title.setText(title)
        column.addWidget(self.title)
        column.addWidget(_sheet(html), 3)
        self.pad = InkPad(self)
        self.pad.setProperty("role", "elder")
        column.addWidget(self.pad, 2)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.done = _button("写好了", "primary", self._done)
        self.again = _button("重写", "", self.pad.clear)
        self.leave = _button("不在屏幕上签，改在纸上签", "", left)
        for button in (self.leave, self.again, self.done):
            row.addWidget(button, 1)
        column.addLayout(row)
        self.pad.changed.connect(self._changed)
        self._changed()

    def _changed(self) -> None:
        self.done.setEnabled(not self.pad.is_empty())
        self.again.setEnabled(not self.pad.is_empty())

    def _done(self) -> None:
        ink = self.pad.ink()
        if ink is not None:
            self._signed(ink)


class SigningDialog(Dialog):
    """The same on the clerk's own screen, where there is no second one."""

    def __init__(self, owner: QWidget, title: str, html: str, signed: Signed) -> None:
        super().__init__(owner)
        self.setWindowTitle("手写签名")
        self.resize(min(1180, owner.width() - 60), owner.height() - 50)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        self.view = SigningView(title, html, self._give, self.reject, self)
        column.addWidget(self.view)
        self._signed = signed

    def _give(self, ink: Ink) -> None:
        self.accept()
        self._signed(ink)


def _sheet(html: str) -> QScrollArea:
    words = QLabel(html)
    words.setProperty("role", "elder")
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    words.setWordWrap(True)
    words.setMargin(10)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(words)
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    return area


def _button(words: str, role: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", role)
    button.clicked.connect(lambda _=False: act())
    return button
