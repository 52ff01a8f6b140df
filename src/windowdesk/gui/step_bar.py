"""Where we are in a row of steps: done, here, still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from windowdesk.gui.badge import restyle
from windowdesk.gui.laid_out import laid_out_once


class StepBar(QFrame):
    """Numbered steps with a line below; done steps carry a tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._titles: tuple[str, ...] = ()
        self._steps: list[tuple[QFrame, QLabel]] = []

    def name(self, titles: Sequence[str]) -> None:
        """Say which steps there are."""
        if tuple(titles) == self._titles:
            return
        self._titles = tuple(titles)
        for frame, _ in self._steps:
            frame.setParent(None)
            frame.deleteLater()
        with laid_out_once(self):
            self._steps = [self._step() for _ in titles]

    def _step(self) -> tuple[QFrame, QLabel]:
        frame = QFrame(self)
        frame.setProperty("role", "step")
        label = QLabel(frame)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(2, 2, 2, 4)
        inside.addWidget(label)
        self._row.addWidget(frame, 1)
        return frame, label

    def here(self, position: int) -> None:
        """Mark the step we are at; ``position`` equal to the number of steps: all done."""
        for index, (frame, label) in enumerate(self._steps):
            state = "done" if index < position else "here" if index == position else "later"
            sign = "✓" if state == "done" else str(index + 1)
            label.setText(f"{sign} {self._titles[index]}")
            label.setAccessibleName(
                {"done": "已完成", "here": "正在这一步", "later": "还没到"}[state] + self._titles[index]
            )
            if frame.property("state") != state:
                frame.setProperty("state", state)
                restyle(frame, label)
