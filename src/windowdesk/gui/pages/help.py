"""Help (帮助): the keys, the three lights, and what to do when power, paper or a device fails."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from windowdesk import assets
from windowdesk.gui.forms.ui_help import Ui_HelpPage
from windowdesk.gui.page import BACK, Page
from windowdesk.gui.place import Place
from windowdesk.gui.style import LINE_HEIGHT_PERCENT


class HelpPage(Page):
    """One sheet from ``resources/help``; it asks nothing of the desk, so it opens on every page.

    It stands in a reader of texts, which sets what is seen first: a label sets all of it, ten times over.
    """

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_HelpPage()
        self.ui.setupUi(self)
        self.ui.words.setHtml(spaced(assets.resource("help", "counter.html").read_text("utf-8")))
        self.ui.back.clicked.connect(self.key_back)

    def come(self, about: object = None) -> None:
        """From the top."""
        self.ui.words.verticalScrollBar().setValue(0)
        self.later(self.ui.back.setFocus)

    def primary(self) -> QPushButton | None:
        """回到刚才的页."""
        button: QPushButton = self.ui.back
        return button

    def key_back(self) -> bool:
        """Esc leads back."""
        self.go.emit(BACK, None)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows and page keys turn the sheet."""
        bar = self.ui.words.verticalScrollBar()
        step = {
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }.get(Qt.Key(event.key()), 0)
        if step:
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)


def spaced(sheet: str) -> str:
    """The sheet with the line spacing of the house and air between the cells (rule H05)."""
    spacing = f"line-height:{LINE_HEIGHT_PERCENT}%"
    sheet = re.sub(r"\n(?=[^<])", "", sheet)
    return sheet.replace("<p>", f'<p style="{spacing}">').replace(
        "<td>", f'<td style="padding:4px 24px 4px 0; {spacing}">'
    )
