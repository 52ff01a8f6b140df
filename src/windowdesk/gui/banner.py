"""The strip at the top of the page that says what went wrong and what to do. Never modal."""

from __future__ import annotations

import logging

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from windowdesk.errors import BUG, Known
from windowdesk.gui import icons
from windowdesk.gui.badge import restyle
from windowdesk.gui.paragraph import Paragraph

log = logging.getLogger(__name__)


class Banner(QFrame):
    """Code, what happened, what to do; stays until the clerk closes it or leaves the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.code = ""
        self._icon = QLabel(self)
        self.happened = QLabel(self)
        self.happened.setProperty("role", "heading")
        self.happened.setWordWrap(True)
        self.to_do = Paragraph(self)
        self.close_button = QPushButton("知道了", self)
        self.close_button.setProperty("role", "small")
        self.close_button.clicked.connect(self.clear)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.happened)
        words.addWidget(self.to_do)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.close_button)
        self.hide()

    def trouble(self, trouble: BaseException) -> None:
        """Show a known trouble, or the one sentence for a bug (which goes to the log in full)."""
        if isinstance(trouble, Known):
            self._show("bad", trouble.code, f"{trouble.happened}（代码 {trouble.code}）", trouble.to_do)
            return
        log.error("a bug reached the window", exc_info=trouble)
        self._show("bad", BUG.code, f"{BUG.happened}（代码 {BUG.code}）", BUG.to_do)

    def note(self, happened: str, to_do: str = "", code: str = "") -> None:
        """Something to know about, not a failure of what was just asked."""
        self._show("note", code, happened + (f"（代码 {code}）" if code else ""), to_do)

    def good(self, happened: str, to_do: str = "") -> None:
        """Something worked that the clerk waited for."""
        self._show("good", "", happened, to_do)

    def clear(self) -> None:
        """Take the strip away."""
        self.code = ""
        self.hide()

    def _show(self, state: str, code: str, happened: str, to_do: str) -> None:
        self.code = code
        self.happened.setText(happened)
        self.to_do.setText(to_do)
        self.to_do.setVisible(bool(to_do))
        self._icon.setPixmap(icons.picture(state, state, self.happened.fontMetrics().height() + 10))
        if self.property("state") != state:
            self.setProperty("state", state)
            restyle(self, self.happened, self.to_do)
        self.show()
