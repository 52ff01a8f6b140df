"""The QApplication as this program needs it: input method, language, fonts, style."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping, Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from windowdesk.gui import style
from windowdesk.gui.style import TextSize

GIVE_WAY_SECONDS = 0.001
"""How long another thread may keep Python from the window's. At the usual 5 ms each of the hundred calls that
build a page may wait so long while a page is made small or a receipt is drawn: 13 ms of work then took 90."""


def give_way_to_window() -> None:
    """Let the threads beside the window hand Python over sooner."""
    sys.setswitchinterval(GIVE_WAY_SECONDS)


def prepare_input_method(environment: MutableMapping[str, str]) -> None:
    """Let fcitx answer as ibus, before QApplication is made.

    Qt's wheels bring no fcitx plug-in; with these two variables fcitx 5 speaks ibus over the
    portal and Chinese can be typed (tried with fcitx 5.0.21).
    """
    asked = environment.get("QT_IM_MODULE", "") + environment.get("XMODIFIERS", "")
    if "fcitx" in asked:
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


def make(argv: Sequence[str], size: TextSize) -> QApplication:
    """The one QApplication, dressed; the standard dialogs speak Chinese."""
    prepare_input_method(os.environ)
    give_way_to_window()
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app = QApplication(list(argv))
    app.setApplicationName("windowdesk")
    chinese(app)
    style.apply(app, size)
    return app


def chinese(app: QApplication) -> QTranslator:
    """Let the words of Qt itself (dialogs, menus of a text field) be Chinese."""
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return translator
