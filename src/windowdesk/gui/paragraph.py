"""A label for sentences: wraps, and keeps the line spacing that tired eyes need (rule H05)."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from windowdesk.gui.style import LINE_HEIGHT_PERCENT


def spaced(text: str) -> str:
    """Plain text as HTML with the spacing of the house; line breaks stay."""
    lines = escape(text, quote=False).replace("\n", "<br>")
    return f'<p style="margin:0; line-height:{LINE_HEIGHT_PERCENT}%">{lines}</p>'


class Paragraph(QLabel):
    """A wrapping label that takes plain text and shows it with wide line spacing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = ""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)

    def setText(self, text: str) -> None:
        """Show plain text."""
        self._plain = text
        super().setText(spaced(text) if text else "")

    def plain(self) -> str:
        """The text as given."""
        return self._plain
