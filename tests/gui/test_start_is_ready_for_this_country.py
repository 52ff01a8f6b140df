import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication

from windowdesk.gui import application, start


@pytest.mark.parametrize("asked", [{"QT_IM_MODULE": "fcitx"}, {"XMODIFIERS": "@im=fcitx"}])
def test_fcitx_is_asked_to_answer_as_ibus(asked):
    environment = dict(asked)
    application.prepare_input_method(environment)
    assert environment["QT_IM_MODULE"] == "ibus"
    assert environment["IBUS_USE_PORTAL"] == "1"


@pytest.mark.parametrize("asked", [{}, {"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "wayland"}])
def test_other_input_methods_are_left_alone(asked):
    environment = dict(asked)
    application.prepare_input_method(environment)
    assert environment == asked


def test_standard_dialogs_speak_chinese(qapp):
    translator = application.chinese(qapp)
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    finally:
        qapp.removeTranslator(translator)


def test_bugs_of_any_thread_become_one_sentence(window, qtbot, monkeypatch, caplog):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    start.catch_bugs(window)
    sys.excepthook(ValueError, ValueError("inner words"), None)
    assert window.ui.banner.code == "Z000"
    window.ui.banner.clear()
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: window.ui.banner.code == "Z000")
    assert "division" not in window.ui.banner.happened.text()


def test_other_threads_hand_python_over_to_the_window_soon():
    usual = sys.getswitchinterval()
    try:
        application.give_way_to_window()
        assert sys.getswitchinterval() == pytest.approx(application.GIVE_WAY_SECONDS)
        assert sys.getswitchinterval() < usual
    finally:
        sys.setswitchinterval(usual)
