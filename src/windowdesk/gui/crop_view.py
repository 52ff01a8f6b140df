"""One page as large as there is room, and a frame on it for cutting: by mouse or by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the picture."""
START: Box = (0.08, 0.08, 0.92, 0.92)
STEP = 0.01
"""How far one press of an arrow moves an edge."""
LEAST = 0.05
_SHADE = QColor(0, 0, 0, 110)
_EDGE = QColor("#8a94a0")
_FRAME = QColor("#c8102e")


class CropView(QWidget):
    """Shows a page. While framing, what will be left is bright and the rest shaded."""

    framed = Signal(object)
    """The clerk pressed Enter on the frame: a `Box`."""
    stopped = Signal()
    """Esc: no cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(240, 240)
        self._pixmap = QPixmap()
        self._words = ""
        self._box: Box | None = None
        self._from: QPointF | None = None

    def show_picture(self, picture: QImage) -> None:
        """Show a page; a frame that stood there goes."""
        self._pixmap, self._words = QPixmap.fromImage(picture), ""
        self._end()

    def say(self, words: str) -> None:
        """A sentence in place of a page."""
        self._pixmap, self._words = QPixmap(), words
        self._end()

    @property
    def is_framing(self) -> bool:
        """A frame stands on the page."""
        return self._box is not None

    @property
    def box(self) -> Box | None:
        """The frame."""
        return self._box

    @property
    def shows_picture(self) -> bool:
        """Whether a page is shown, not a sentence."""
        return not self._pixmap.isNull()

    def frame(self, box: Box = START) -> None:
        """Begin to frame."""
        if self._pixmap.isNull():
            return
        self._box = box
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self.update()

    def accept(self) -> None:
        """Take the frame as it stands."""
        if self._box is not None:
            box = self._box
            self._end()
            self.framed.emit(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow moves its edge inwards, with Shift outwards; Enter cuts, Esc does not."""
        if self._box is None:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        out = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        elif key is Qt.Key.Key_Escape:
            self._end()
            self.stopped.emit()
        elif key in _EDGES:
            edge, inward = _EDGES[key]
            self._move_edge(edge, -inward if out else inward)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a new frame at one corner."""
        if self._box is not None:
            self._from = self._share(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it to the other corner."""
        if self._box is None or self._from is None:
            return
        here = self._share(event.position())
        left, right = sorted((self._from.x(), here.x()))
        top, bottom = sorted((self._from.y(), here.y()))
        if right - left >= LEAST and bottom - top >= LEAST:
            self._box = (left, top, right, bottom)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The frame stands; Enter or the button cuts."""
        self._from = None
        event.accept()

    def paintEvent(self, _: QPaintEvent) -> None:
        """The page, and the frame on it."""
        painter = QPainter(self)
        if self._pixmap.isNull():
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
            return
        area = self._area()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(area, self._pixmap, QRectF(self._pixmap.rect()))
        painter.setPen(QPen(_EDGE, 1))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        if self._box is None:
            return
        left, top, right, bottom = self._box
        kept = QRectF(
            area.left() + left * area.width(),
            area.top() + top * area.height(),
            (right - left) * area.width(),
            (bottom - top) * area.height(),
        )
        for shade in (
            QRectF(area.topLeft(), QPointF(area.right(), kept.top())),
            QRectF(QPointF(area.left(), kept.bottom()), area.bottomRight()),
            QRectF(QPointF(area.left(), kept.top()), kept.bottomLeft()),
            QRectF(kept.topRight(), QPointF(area.right(), kept.bottom())),
        ):
            painter.fillRect(shade, _SHADE)
        painter.setPen(QPen(_FRAME, 3))
        painter.drawRect(kept)

    def _area(self) -> QRectF:
        """Where the page is drawn: whole and in the middle."""
        size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )

    def _share(self, place: QPointF) -> QPointF:
        area = self._area()
        across = (place.x() - area.left()) / max(1.0, area.width())
        down = (place.y() - area.top()) / max(1.0, area.height())
        return QPointF(min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0))

    def _move_edge(self, edge: int, by: float) -> None:
        assert self._box is not None
        box = list(self._box)
        box[edge] = min(max(box[edge] + by, 0.0), 1.0)
        if box[2] - box[0] >= LEAST and box[3] - box[1] >= LEAST:
            self._box = (box[0], box[1], box[2], box[3])
            self.update()

    def _end(self) -> None:
        self._box = self._from = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.update()


_EDGES = {
    Qt.Key.Key_Left: (0, STEP),
    Qt.Key.Key_Up: (1, STEP),
    Qt.Key.Key_Right: (2, -STEP),
    Qt.Key.Key_Down: (3, -STEP),
}
"""Arrow: the edge on its side, and inwards for that edge."""
