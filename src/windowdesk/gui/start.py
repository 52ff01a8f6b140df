"""Start the window: first it is painted, then the desk is opened on its own thread."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from windowdesk.gui import application, style
from windowdesk.gui.barcode_gun import GunFilter
from windowdesk.gui.desk_thread import DeskThread
from windowdesk.gui.main_window import MainWindow
from windowdesk.gui.opening import Opener
from windowdesk.settings import Settings

log = logging.getLogger(__name__)


def run(opener: Opener, settings: Settings, argv: Sequence[str] = ()) -> int:
    """Show the window, open the desk behind it, stay until it is closed; returns the exit code."""
    size = style.text_size_of(settings.text_size)
    app = application.make(argv or sys.argv[:1], size)
    window = make_window(opener, settings)
    catch_bugs(window)
    window.showMaximized()
    listen_to_gun(window)
    return app.exec()


def make_window(opener: Opener, settings: Settings) -> MainWindow:
    """The window; once it is painted the desk begins to open."""
    thread = DeskThread(opener)
    window = MainWindow(thread, settings, style.text_size_of(settings.text_size))
    thread.setParent(window)

    def open_desk() -> None:
        thread.start()
        thread.open()

    window.painted.connect(open_desk)
    return window


def listen_to_gun(window: MainWindow) -> GunFilter:
    """A receipt that is scanned with a barcode gun opens its case."""
    gun = GunFilter(window)
    gun.scanned.connect(window.code_scanned)
    return gun


def catch_bugs(window: MainWindow) -> None:
    """A bug on any thread goes to the log in full and to the banner in one sentence; never a traceback."""

    def in_window(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, QApplication.quit)
            return
        window.place.banner.trouble(bug)

    def elsewhere(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            window.place.thread.troubled.emit(args.exc_value)

    sys.excepthook = in_window
    threading.excepthook = elsewhere
