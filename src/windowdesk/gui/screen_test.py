"""Trying the second screen out from a command, without the window."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from windowdesk.errors import SCREEN_ABSENT, DeviceTrouble
from windowdesk.gui import application
from windowdesk.gui.second_screen import VillagerScreen
from windowdesk.gui.style import TextSize

_SHOWS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Without any of them Qt would end the whole program on Linux."""


def show(seconds: float) -> None:
    """Large words on the second screen for a while, then nothing of it is left.

    Raises:
        DeviceTrouble: V911, there is none, or it was unplugged meanwhile.
    """
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SHOWS):
        raise DeviceTrouble(SCREEN_ABSENT)
    app = QApplication.instance() or application.make(["windowdesk"], TextSize.STANDARD)
    screen = VillagerScreen(app)
    if not screen.is_there:
        raise DeviceTrouble(SCREEN_ABSENT)
    waiting = QEventLoop()
    screen.ended.connect(waiting.quit)
    screen.try_out()
    QTimer.singleShot(round(seconds * 1000), waiting, screen.take_back)
    waiting.exec()
    there = screen.is_there
    screen.close()
    app.processEvents()
    if not there:
        raise DeviceTrouble(SCREEN_ABSENT)
