import re

import pytest
import sample_day
from PySide6.QtCore import Qt

from windowdesk import assets
from windowdesk.errors import STORE_NEWER, StoreTrouble

F1, ESC = Qt.Key.Key_F1, Qt.Key.Key_Escape
PAGES = ("home", "intake", "worklist", "inbox", "guide", "queue", "settings")


@pytest.fixture
def active(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("name", PAGES)
def test_f1_opens_the_help_and_esc_leads_back(active, settled, press, name):
    active.show_page(name)
    settled(active)
    press(F1)
    settled(active)
    assert active.front == "help"
    press(ESC)
    settled(active)
    assert active.front == name
    assert active.page(name).isVisible()


def test_f1_again_leads_back_too(active, settled, press):
    press(F1)
    settled(active)
    press(F1)
    settled(active)
    assert active.front == "home"


def test_what_was_being_done_stays(active, settled, press, on_desk):
    ids = on_desk(active, sample_day.play)
    active.show_page("case", ids["ready"])
    settled(active)
    case = active.page("case")
    case._do("deliver")
    settled(active)
    case.act.ui.relation.setText("女儿")
    press(F1)
    settled(active)
    press(ESC)
    settled(active)
    assert active.front == "case"
    assert case.act.ui.relation.text() == "女儿"


def test_the_help_is_there_when_the_desk_can_not_be_opened(show, counter, qtbot):
    counter.opening_trouble = [StoreTrouble(STORE_NEWER, found=9, known=1)]
    window = show(waits=False)
    qtbot.waitUntil(lambda: window.front == "trouble")
    window.ui.goHelp.click()
    assert window.front == "help"
    window.page("help").key_back()
    assert window.front == "trouble"


def test_the_sheet_is_plain_chinese():
    sheet = assets.resource("help", "counter.html").read_text("utf-8")
    words = re.sub(r"<[^>]+>", "", sheet)
    assert not re.findall(r"[A-Za-z]{2,}", re.sub(r"Enter|Esc|Alt", "", words))
    for topic in ("停电", "凭条打不出来", "读卡器", "三个灯"):
        assert topic in words
