"""Pages shown below each other, as wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget


class PictureView(QScrollArea):
    """Shows page pictures; a sentence stands there while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(12)
        self.setWidget(self._inside)
        self._pages: list[QPixmap] = []
        self._labels: list[QLabel] = []
        self.say("")

    def say(self, words: str) -> None:
        """A sentence in place of pictures."""
        self._clear()
        label = self._label()
        label.setText(words)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)

    def show_pictures(self, pages: Sequence[QImage]) -> None:
        """Show these pages."""
        self._clear()
        self._pages = [QPixmap.fromImage(page) for page in pages]
        for _ in self._pages:
            self._label().setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addStretch(1)
        self._fit()

    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _label(self) -> QLabel:
        label = QLabel(self._inside)
        self._column.addWidget(label)
        self._labels.append(label)
        return label

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._pages, self._labels = [], []

    def _fit(self) -> None:
        width = max(200, self.viewport().width() - 30)
        for label, page in zip(self._labels, self._pages, strict=False):
            wide = min(width, page.width())
            label.setPixmap(page.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
