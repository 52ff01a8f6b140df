"""The place where a name is written: by pen, by finger or by mouse, each point kept with its time.

What is written is drawn at once and only where it is new: one event costs the same at the first and at the
last stroke.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QImage,
    QInputDevice,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from windowdesk.domain.handwriting import FULL_PRESSURE, LONGEST_MS, MOST_POINTS, MOST_STROKES, Ink, Point
from windowdesk.gui import style

UNITS = 10
"""Units of the kept ink for one pixel: a good pen tells parts of a pixel."""
_THICK = 3.6
_LEAST_THICK = 1.6
_HINT = "请在这里写上您的名字"


class InkPad(QWidget):
    """A white field to write in. Whoever writes first (pen, finger, mouse) has it until they lift."""

    changed = Signal()
    """A stroke was ended, or all were taken away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumHeight(180)
        self._strokes: list[list[tuple[QPointF, int, int | None]]] = []
        self._picture = QImage()
        self._writing = ""
        self._finger = -1
        self._count = 0
        self._began: int | None = None
        self._clock = QElapsedTimer()
        self._clock.start()

    def is_empty(self) -> bool:
        """Nothing was written."""
        return not self._strokes

    def ink(self) -> Ink | None:
        """What was written; None: nothing."""
        if not self._strokes:
            return None
        strokes = tuple(tuple(self._point(*one) for one in stroke) for stroke in self._strokes)
        return Ink(max(1, self.width()) * UNITS, max(1, self.height()) * UNITS, strokes)

    def clear(self) -> None:
        """Begin anew."""
        self._strokes, self._writing, self._count, self._began = [], "", 0, None
        self._blank()
        self.update()
        self.changed.emit()

    # what comes in

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen. Accepting it keeps the mouse events away that Qt would make of it."""
        presses = event.pointingDevice().hasCapability(QInputDevice.Capability.Pressure)
        pressure = round(event.pressure() * FULL_PRESSURE) if presses else None
        self._take("pen", event.type(), event.position(), event.timestamp(), pressure)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse comes down."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._take("mouse", QEvent.Type.TabletPress, event.position(), event.timestamp())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mouse is drawn along."""
        self._take("mouse", QEvent.Type.TabletMove, event.position(), event.timestamp())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The mouse is let go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._take("mouse", QEvent.Type.TabletRelease, event.position(), event.timestamp())

    def event(self, event: QEvent) -> bool:
        """Fingers come as touch events; the first one down writes, the hand that rests beside it does not."""
        if isinstance(event, QTouchEvent):
            self._touched(event)
            return True
        return super().event(event)

    def _touched(self, event: QTouchEvent) -> None:
        kinds = {
            QEventPoint.State.Pressed: QEvent.Type.TabletPress,
            QEventPoint.State.Updated: QEvent.Type.TabletMove,
            QEventPoint.State.Released: QEvent.Type.TabletRelease,
        }
        event.accept()
        if event.type() is QEvent.Type.TouchCancel:
            self._lift("finger")
            return
        for point in event.points():
            if point.state() is QEventPoint.State.Pressed and not self._writing:
                self._finger = point.id()
            if point.id() == self._finger and point.state() in kinds:
                self._take("finger", kinds[point.state()], point.position(), event.timestamp())

    def _take(self, by: str, kind: QEvent.Type, at: QPointF, when: int, pressure: int | None = None) -> None:
        if kind is QEvent.Type.TabletPress and not self._writing and len(self._strokes) < MOST_STROKES:
            self._writing = by
            self._strokes.append([])
            self._add(at, when, pressure)
        elif by == self._writing and kind is QEvent.Type.TabletMove:
            self._add(at, when, pressure)
        elif by == self._writing and kind is QEvent.Type.TabletRelease:
            self._add(at, when, None if pressure is None else self._strokes[-1][-1][2])
            self._lift(by)

    def _lift(self, by: str) -> None:
        if by == self._writing:
            self._writing = ""
            self.changed.emit()

    def _add(self, at: QPointF, when: int, pressure: int | None) -> None:
        stroke = self._strokes[-1]
        when = when or self._clock.elapsed()
        if self._began is None:
            self._began = when
        last = stroke[-1][1] if stroke else self._strokes[-2][-1][1] if len(self._strokes) > 1 else 0
        inside = QPointF(min(max(0.0, at.x()), self.width()), min(max(0.0, at.y()), self.height()))
        if self._count < MOST_POINTS and not (stroke and stroke[-1][0] == inside):
            self._count += 1
            stroke.append((inside, min(LONGEST_MS, max(last, when - self._began)), pressure))
            self._draw(stroke[-2:])

    @staticmethod
    def _point(at: QPointF, when: int, pressure: int | None) -> Point:
        return Point(round(at.x() * UNITS), round(at.y() * UNITS), when, pressure)

    # what is seen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was written grows and shrinks with the field."""
        before = event.oldSize()
        if before.width() > 0 and before.height() > 0:
            wide, high = self.width() / before.width(), self.height() / before.height()
            self._strokes = [
                [(QPointF(at.x() * wide, at.y() * high), when, hard) for at, when, hard in stroke]
                for stroke in self._strokes
            ]
        self._blank()
        for stroke in self._strokes:
            for place in range(len(stroke)):
                self._draw(stroke[max(0, place - 1) : place + 1])
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and the hint as long as nothing is written."""
        painter = QPainter(self)
        ratio = self._picture.devicePixelRatio()
        part = QRectF(event.rect())
        painter.drawImage(part, self._picture, QRectF(part.topLeft() * ratio, part.size() * ratio))
        if not self._strokes:
            painter.setPen(QColor(style.palette()["muted"]))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _HINT)

    def _blank(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.white)
        painter = QPainter(self._picture)
        painter.setPen(QPen(QColor(style.palette()["field_line"]), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _draw(self, points: Sequence[tuple[QPointF, int, int | None]]) -> None:
        first, last = points[0][0], points[-1][0]
        hard = points[-1][2]
        wide = _THICK if hard is None else _LEAST_THICK + _THICK * hard / FULL_PRESSURE
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor("#101418"), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        if len(points) > 1:
            painter.drawLine(first, last)
        else:
            painter.drawPoint(first)
        painter.end()
        edge = wide + 2
        self.update(QRectF(first, last).normalized().adjusted(-edge, -edge, edge, edge).toAlignedRect())
        if self._count == 1:
            self.update()
