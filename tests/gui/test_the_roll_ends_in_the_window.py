"""The roll of a printer without a sensor: warned of at the foot of the window and in 设备体检, new by one press."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from windowdesk.casework import paper_roll, probing
from windowdesk.casework.doctor import Probes
from windowdesk.casework.doctor_steps import steps
from windowdesk.devices.printer_model import Condition
from windowdesk.gui import lights
from windowdesk.gui.settings_cards import DevicesCard
from windowdesk.gui.style import TextSize

PATIENCE = 10_000
SLIP = "凭条\n".encode("gbk") * 80


@pytest.fixture
def cheap(counter, printer):
    """The counter with a printer without a sensor, and two metres of paper."""
    printer.order(model="pos-5890")
    devices = replace(counter.settings.devices, printer=f"{printer.address}?model=pos-5890", roll_m=2)
    counter.settings = replace(counter.settings, devices=devices)
    return counter


@pytest.fixture
def watched(cheap, show, settled):
    """A window on it whose doctor asks the printer."""
    window = show()
    probe = probing.printer(cheap.printer, lambda: paper_roll.standing_now(cheap.desk, cheap.settings.devices))
    cheap.probed = Probes(printer=probe)
    settled(window)
    return window


@pytest.fixture
def click(qtbot):
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def prints(counter, times):
    for _ in range(times):
        counter.printer().print_bytes(SLIP)


def opened(window, qtbot):
    """设备体检 at the printer, reached by the light."""
    qtbot.mouseClick(window.ui.paper, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.front == "devices", timeout=PATIENCE)
    page = window.page("devices")
    qtbot.waitUntil(lambda: bool(page.rows) and page.ui.check.isEnabled(), timeout=PATIENCE)
    return page


def test_a_full_roll_has_no_light(watched, cheap, qtbot):
    cheap.settings = cheap.desk.settings = replace(cheap.settings, devices=replace(cheap.settings.devices, roll_m=0))
    prints(cheap, 1)
    watched.read_lights()
    qtbot.wait(50)
    assert not watched.ui.paper.isVisible()


def test_the_light_says_how_many_receipts_are_left_and_leads_to_the_button(watched, cheap, qtbot, click):
    prints(cheap, 2)
    qtbot.waitUntil(watched.ui.paper.isVisible, timeout=PATIENCE)
    left = paper_roll.standing_now(cheap.desk, cheap.settings.devices).slips_left
    qtbot.waitUntil(lambda: watched.ui.paper.words() == f"纸卷还能打约 {left} 张", timeout=PATIENCE)
    page = opened(watched, qtbot)
    assert page.panel.row.part == "printer"
    assert page.panel.code == "P321"
    assert page.ui.panelState.words() == "注意"
    assert f"还能打约 {left} 张" in page.ui.sentence.plain()
    assert page.ui.steps.count() == len(steps("P321"))
    assert (page.ui.newRoll.isVisible(), page.ui.sameRoll.isVisible()) == (True, False)
    assert page.ui.newRoll.text() == "已换新纸卷"


def test_one_press_says_that_the_roll_is_new(watched, cheap, qtbot, click):
    cheap.settings = cheap.desk.settings = replace(cheap.settings, devices=replace(cheap.settings.devices, roll_m=5))
    prints(cheap, 20)
    qtbot.waitUntil(watched.ui.paper.isVisible, timeout=PATIENCE)
    page = opened(watched, qtbot)
    click(page.ui.newRoll)
    qtbot.waitUntil(lambda: not watched.ui.paper.isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.panel.code == "", timeout=PATIENCE)
    assert "换了新纸卷" in watched.ui.banner.happened.text()
    assert "还能打约" in page.ui.sentence.plain()


def test_paper_that_was_put_straight_is_asked_about_and_is_the_same_roll(watched, cheap, printer, qtbot, click):
    cheap.settings = cheap.desk.settings = replace(cheap.settings, devices=replace(cheap.settings.devices, roll_m=0))
    prints(cheap, 1)
    printer.become(Condition.PAPER_OUT)
    cheap.printer().state()
    printer.become(Condition.READY)
    cheap.printer().state()
    qtbot.waitUntil(lambda: watched.ui.paper.words() == "换新纸卷了吗？", timeout=PATIENCE)
    page = opened(watched, qtbot)
    assert page.panel.code == "P322"
    click(page.ui.sameRoll)
    qtbot.waitUntil(lambda: page.panel.code == "", timeout=PATIENCE)
    assert not page.ui.sameRoll.isVisible()
    qtbot.waitUntil(lambda: not watched.ui.paper.isVisible(), timeout=PATIENCE)


def test_the_length_of_a_new_roll_is_set_on_the_page_of_the_settings(window, settled, click, counter):
    window.show_page("settings")
    settled(window)
    page = window.page("settings")
    roll = page.card(DevicesCard).ui.roll
    assert roll.currentText() == "按型号"
    roll.setCurrentIndex(roll.findData(30))
    click(page.ui.save)
    settled(window)
    assert counter.settings.devices.roll_m == 30


@pytest.mark.parametrize("size", TextSize)
def test_warning_and_buttons_fit_the_old_screen(watched, cheap, printer, qtbot, settled, size):
    watched.set_text_size(size)
    prints(cheap, 1)
    printer.become(Condition.PAPER_OUT)
    cheap.settings = cheap.desk.settings = replace(cheap.settings, devices=replace(cheap.settings.devices, roll_m=0))
    cheap.printer().state()
    printer.become(Condition.READY)
    cheap.printer().state()
    qtbot.waitUntil(watched.ui.paper.isVisible, timeout=PATIENCE)
    page = opened(watched, qtbot)
    settled(watched)
    hint = watched.minimumSizeHint()
    assert (hint.width() <= 1366, hint.height() <= 728) == (True, True), hint
    for button in (page.ui.newRoll, page.ui.sameRoll):
        assert button.isVisible()
        assert button.width() >= button.minimumSizeHint().width()


@pytest.mark.parametrize("size", TextSize)
def test_all_lights_at_once_stay_on_the_old_screen_and_the_lamp_keeps_its_words(window, settled, size):
    window.set_text_size(size)
    window._lights_timer.stop()
    words = "未上报 13 件，被退回 2 件，未传图片 12 张"
    lights.show_network(window.ui.network, "down")
    lights.show_waiting(window.ui.waiting, 13, words)
    window.ui.scanning.say("info", "正在扫描，已到 12 页", "wait")
    lights.show_paper(window.ui.paper, "纸卷还能打约 12 张")
    lights.show_safe(window.ui.safe, saving=False, safe=False)
    settled(window)
    assert window.width() == 1366
    for light in (window.ui.paper, window.ui.safe):
        assert light.mapTo(window, light.rect().topRight()).x() < 1366
        assert light.findChildren(QLabel)[1].text() == light.words()
    assert (window.ui.waiting.words(), window.ui.waiting.toolTip()) == (words, words)
