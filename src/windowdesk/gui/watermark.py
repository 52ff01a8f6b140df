"""演示 across every window of training, dialogs and the villager's screen too: no picture of it is taken for real."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from windowdesk.gui import style

WORDS = "演示"
FAINT = 26
"""Opacity of the watermark, of 255: seen on every picture of the screen, in nobody's way."""
_ABOVE = {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show}


class Watermark(QWidget):
    """The two characters across the whole of a window, faint; the mouse goes through them."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        over.installEventFilter(self)
        self.resize(over.size())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and above everything in it."""
        if event.type() in _ABOVE:
            over = self.parentWidget()
            if over is not None:
                self.resize(over.size())
                self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The two characters, large and aslant."""
        painter = QPainter(self)
        font = painter.font()
        font.setPixelSize(max(40, min(self.height() // 2, self.width() // 3)))
        font.setBold(True)
        painter.setFont(font)
        colour = QColor(style.palette()["note"])
        colour.setAlpha(FAINT)
        painter.setPen(colour)
        painter.translate(self.rect().center())
        painter.rotate(-24)
        painter.drawText(self.rect().translated(-self.rect().center()), Qt.AlignmentFlag.AlignCenter, WORDS)
        painter.end()


def is_marked(window: QWidget) -> bool:
    """Whether that window is one of training."""
    return window.findChild(Watermark) is not None


def mark_like(made: QWidget, owner: QWidget | None) -> None:
    """Mark a new window where the one it belongs to is marked."""
    if owner is not None and is_marked(owner.window()):
        Watermark(made)


def titled(window: QWidget, title: str) -> str:
    """The title of a window, which says so too."""
    return f"{WORDS} · {title}" if is_marked(window) and not title.startswith(WORDS) else title
