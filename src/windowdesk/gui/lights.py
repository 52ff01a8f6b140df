"""The three lights at the foot of the window: the line, what waits, may it be switched off.

They are never mixed (lesson 56): a green line says nothing about what still waits.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from windowdesk.gui.badge import Badge
from windowdesk.gui.scan_room import ScanRoom

LEAST_CHARACTERS = 4
"""So many Hanzi of a shortened light are still seen."""


class LightLabel(Badge):
    """A badge that can be clicked: it leads to the page that explains it.

    Where all lights together are wider than the window, the words of those that ``may_shorten`` end in dots and stand
    whole in the tool tip: the lamp at the right end must never leave the screen.
    """

    pressed = Signal()
    may_shorten = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = ""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.setStretchFactor(self._word, 1)

    def say(self, state: str, words: str, icon: str = "") -> None:
        """As `Badge.say`."""
        self._words = words
        self.setToolTip(words)
        super().say(state, words, icon)
        self._squeeze()

    def words(self) -> str:
        """All of the words, however many are seen."""
        return self._words

    def sizeHint(self) -> QSize:
        """Room for all words."""
        return QSize(self._beside() + self._wide(self._words), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Icon and the first few, where no more is needed."""
        whole = self._wide(self._words)
        least = min(whole, LEAST_CHARACTERS * self._wide("字")) if self.may_shorten else whole
        return QSize(self._beside() + least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many words as there is room for."""
        super().resizeEvent(event)
        self._squeeze()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that it was clicked."""
        self.pressed.emit()
        event.accept()

    def _squeeze(self) -> None:
        """What is drawn never asks for more room than there is."""
        room = max(self.width() - self._beside(), 0)
        shown = self._word.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        if self._word.text() != shown:
            self._word.setText(shown)

    def _beside(self) -> int:
        """Icon, gap and edges."""
        return Badge.sizeHint(self).width() - self._word.sizeHint().width()

    def _wide(self, words: str) -> int:
        return self._word.fontMetrics().horizontalAdvance(words) + 1


NETWORK = {
    "up": ("good", "network", "网络：通"),
    "down": ("note", "network_down", "网络：不通（照常办件）"),
    "unknown": ("plain", "network_down", "网络：还没有试"),
    "training": ("plain", "network_down", "网络：演示不联网"),
}
"""State, icon and words of the network light."""


def show_network(light: Badge, network: str) -> None:
    """``network``: ``up``, ``down``, ``unknown`` or ``training``."""
    state, icon, words = NETWORK[network]
    light.say(state, words, icon)


def show_waiting(light: Badge, waiting: int, words: str = "") -> None:
    """How many cases the county has not proved yet."""
    if waiting:
        light.say("note", words or f"待上报 {waiting} 件", "queue")
    else:
        light.say("good", words or "全部已上报", "queue")


def show_scanning(light: Badge, room: ScanRoom) -> None:
    """What is being scanned, on whatever page the clerk works meanwhile; nothing: no light."""
    goal = room.goal
    light.say("info", f"正在扫描，已到 {room.pages} 页" if goal is not None else "", "wait")
    light.setToolTip(goal.words if goal is not None else "")


def show_paper(light: Badge, words: str) -> None:
    """What somebody should see to at the roll of the receipt printer; empty: no light."""
    light.say("note", words, "paper")


def show_safe(light: Badge, *, saving: bool, safe: bool) -> None:
    """May the PC be switched off now?"""
    if saving:
        light.say("note", "正在保存，请不要关机", "save")
    elif safe:
        light.say("good", "已保存，可以关机", "power")
    else:
        light.say("note", "还没存好，请不要关机", "save")
