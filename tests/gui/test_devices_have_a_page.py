"""设备体检: every part by icon and words, tests with a picture, steps for a failure, one press to open anew or go round."""

import json
import threading
import time
import zipfile
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from windowdesk.casework import device_tests, doctor, probing
from windowdesk.casework.device_tests import TryOut
from windowdesk.casework.doctor import Health, Probes
from windowdesk.casework.doctor_steps import steps
from windowdesk.devices.ports import QueueName
from windowdesk.devices.simulated_evaluator import SimulatedEvaluator
from windowdesk.domain.device_news import ReaderCondition, ReaderState
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import PAPER_OUT, READER_ABSENT, SCANNER_ABSENT, DeviceTrouble
from windowdesk.gui import icons
from windowdesk.gui.device_picture import SHOULD
from windowdesk.gui.row_card import RowCard
from windowdesk.gui.style import TextSize
from windowdesk.gui.support_dialog import SupportDialog

PATIENCE = 10_000


def raises(message):
    def probe():
        raise DeviceTrouble(message, address="usb:")

    return probe


@pytest.fixture
def page(window, qtbot, counter):
    """The page, after its first look at a counter with a reader that is well and a printer without paper."""
    counter.probed = Probes(reader=lambda: "读卡器正常。", printer=raises(PAPER_OUT), scanner=raises(SCANNER_ABSENT))
    return opened(window, qtbot)


def opened(window, qtbot, about=None):
    window.show_page("devices", about)
    page = window.page("devices")
    qtbot.waitUntil(lambda: bool(page.rows) and page.ui.check.isEnabled(), timeout=PATIENCE)
    return page


@pytest.fixture
def click(qtbot):
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cards(layout):
    return [
        layout.itemAt(at).widget() for at in range(layout.count()) if isinstance(layout.itemAt(at).widget(), RowCard)
    ]


def shown_steps(page):
    return [page.ui.steps.itemAt(at).widget().plain() for at in range(page.ui.steps.count())]


def look_at(page, click, title):
    (card,) = [one for one in cards(page.ui.rows) if one.title.plain() == title]
    click(card.buttons[0])


def test_coming_here_looks_at_devices_and_the_button_at_everything(page, click, qtbot):
    assert "store" not in {row.part for row in page.rows}
    click(page.ui.check)
    qtbot.waitUntil(lambda: "store" in {row.part for row in page.rows}, timeout=PATIENCE)
    click(page.ui.reopen)
    qtbot.waitUntil(page.ui.check.isEnabled, timeout=PATIENCE)
    assert "store" in {row.part for row in page.rows}


def test_every_part_has_an_icon_and_words(page, click, qtbot):
    click(page.ui.check)
    qtbot.waitUntil(lambda: "store" in {row.part for row in page.rows}, timeout=PATIENCE)
    rows = cards(page.ui.rows)
    assert len(rows) == len(page.rows) >= 15
    for card in rows:
        assert card.badge.words()
        assert not card.badge.findChildren(QLabel)[0].pixmap().isNull()
    assert {one.words for one in Health} >= {card.badge.words() for card in rows}


def test_the_first_device_in_trouble_is_shown_with_its_steps(page):
    assert page.panel.row.part == "scanner"
    assert shown_steps(page) == [f"{at}．{step}" for at, step in enumerate(steps("S201"), start=1)]
    assert page.ui.panelState.words() == "有问题"


def test_each_device_has_its_picture(page, click):
    for title, name in (("读卡器", "reader"), ("凭条打印机", "printer"), ("扫描仪", "folder"), ("副屏", "screen")):
        look_at(page, click, title)
        assert page.ui.picture.name == name
        assert not page.ui.picture.pixmap().isNull()
    assert page.ui.picture.accessibleName() == SHOULD["screen"]


def test_every_drawing_is_there_and_of_one_shape():
    for name in SHOULD:
        drawn = icons.drawing(name, 320)
        assert (drawn.width(), drawn.height()) == (320, 200)


def test_a_printer_is_tested_and_says_how_it_went(page, click, qtbot, counter):
    look_at(page, click, "凭条打印机")
    counter.tests["printer"] = DeviceTrouble(PAPER_OUT)
    click(page.ui.test)
    assert page.ui.panelState.words() == "正在试…"
    qtbot.waitUntil(lambda: page.panel.code == "P302", timeout=PATIENCE)
    assert shown_steps(page)[0].endswith(steps("P302")[0])
    counter.tests["printer"] = TryOut("试打条打好了。")
    click(page.ui.test)
    qtbot.waitUntil(lambda: page.ui.panelState.words() == "试好了", timeout=PATIENCE)
    assert shown_steps(page) == []
    assert not page.ui.fallback.isVisible()


def test_a_test_that_only_a_person_can_judge_is_not_called_good(page, click, qtbot, counter):
    look_at(page, click, "凭条打印机")
    counter.tests["printer"] = TryOut("试打条发出去了。", sure=False)
    click(page.ui.test)
    qtbot.waitUntil(lambda: page.ui.panelState.words() == "请看一眼", timeout=PATIENCE)


def test_an_a4_printer_is_tested_by_one_press(window, qtbot, click, counter):
    counter.probed = Probes(office=probing.office(Pages))
    counter.tests["office"] = TryOut("系统报告打完了一页。", sure=False)
    page = opened(window, qtbot, "office")
    assert page.ui.panelState.words() == "注意"
    assert not page.ui.reopen.isVisible()
    click(page.ui.test)
    qtbot.waitUntil(lambda: "打完了一页" in page.ui.sentence.plain(), timeout=PATIENCE)


class Pages:
    """A system with one A4 printer."""

    def queues(self):
        return (QueueName("office", "办公室", usual=True),)


def test_a_reader_is_tested_with_a_card_that_is_forgotten(window, page, click, qtbot, counter, make_card):
    look_at(page, click, "读卡器")
    click(page.ui.test)
    qtbot.waitUntil(lambda: page.waits_for_card, timeout=PATIENCE)
    assert page.ui.panelState.words() == "请放证件"
    counter.lay_card(make_card())
    qtbot.waitUntil(lambda: page.ui.panelState.words() == "试好了", timeout=PATIENCE)
    assert window.front == "devices"
    assert window.place.last_card is None
    assert "赵" not in page.ui.sentence.plain()


def test_a_card_that_never_comes_ends_the_test_with_steps(page, click, qtbot):
    look_at(page, click, "读卡器")
    page._card_timer.setInterval(50)
    click(page.ui.test)
    qtbot.waitUntil(lambda: page.panel.code == "R102", timeout=PATIENCE)
    assert not page.waits_for_card


def test_a_reader_in_trouble_is_told_before_anybody_fetches_a_card(window, qtbot, click, counter):
    counter.probed = Probes(reader=raises(READER_ABSENT))
    page = opened(window, qtbot)
    click(page.ui.test)
    qtbot.waitUntil(lambda: page.panel.code == "R101", timeout=PATIENCE)
    assert not page.waits_for_card


def test_one_press_opens_all_devices_anew_and_looks_again(page, click, qtbot, counter):
    counter.probed = replace(counter.probed, scanner=lambda: "扫描仪正常。")
    click(page.ui.reopen)
    qtbot.waitUntil(lambda: page.ui.panelState.words() == "正常", timeout=PATIENCE)
    assert (counter.reopened, page.panel.row.part) == (1, "scanner")


def test_a_reader_pulled_out_and_plugged_in_is_seen_without_pressing_anything(window, page, click, qtbot, counter):
    look_at(page, click, "读卡器")
    well = counter.probed
    says = partial(ReaderState, "usb:")
    counter.bus.publish(says(ReaderCondition.READY))
    counter.probed = replace(well, reader=raises(READER_ABSENT))
    counter.bus.publish(says(ReaderCondition.ABSENT, "R101", "没有找到。", "请插好。"))
    qtbot.waitUntil(lambda: page.panel.code == "R101", timeout=PATIENCE)
    qtbot.waitUntil(page.ui.check.isEnabled, timeout=PATIENCE)
    counter.probed = well
    counter.bus.publish(says(ReaderCondition.READY))
    qtbot.waitUntil(lambda: page.ui.panelState.words() == "正常", timeout=PATIENCE)


def test_a_reader_that_fails_leads_to_typing(window, qtbot, click, counter):
    counter.probed = Probes(reader=raises(READER_ABSENT))
    page = opened(window, qtbot)
    click(page.ui.fallback)
    assert window.front == "intake"
    assert "手工输入" in window.ui.banner.happened.text()


def test_a_printer_that_fails_leads_to_a4(window, page, click):
    look_at(page, click, "凭条打印机")
    click(page.ui.fallback)
    assert window.front == "worklist"
    assert "A4" in window.ui.banner.happened.text()


def test_a_scanner_that_fails_is_replaced_by_photos(window, page, click, qtbot, counter, settled):
    click(page.ui.fallback)
    wanted = f"folder:{counter.home / '扫描'}"
    qtbot.waitUntil(lambda: counter.settings.devices.scanner == wanted, timeout=PATIENCE)
    settled(window)
    assert window.place.settings.devices.scanner == wanted


def test_what_is_plugged_in_is_shown_and_used_by_one_press(window, page, click, qtbot, counter, tmp_path):
    folder = tmp_path / "扫描"
    folder.mkdir()
    counter.plugged = (
        FoundDevice(DeviceKind.READER, "串口", "不问不知道。", "serial:/dev/ttyUSB9", ask_first=True),
        FoundDevice(DeviceKind.READER, "读卡器", "没有权限。", code="R114", to_do="请联系技术人员。"),
        FoundDevice(DeviceKind.SCANNER, "扫描文件夹", "在。", f"folder:{folder}"),
        FoundDevice(DeviceKind.SCREEN, "副屏", "接着。"),
    )
    click(page.ui.find)
    qtbot.waitUntil(lambda: len(cards(page.ui.foundRows)) == 4, timeout=PATIENCE)
    rows = cards(page.ui.foundRows)
    assert [row.badge.words() for row in rows] == ["要问一问", "用不了", "可以用", "接着"]
    assert [[button.text() for button in row.buttons] for row in rows] == [["问一问，是就用"], [], ["用它"], []]
    click(rows[2].buttons[0])
    qtbot.waitUntil(lambda: counter.settings.devices.scanner == f"folder:{folder}", timeout=PATIENCE)
    qtbot.waitUntil(lambda: cards(page.ui.foundRows)[2].badge.words() == "正在用", timeout=PATIENCE)
    assert window.ui.banner.happened.text().startswith("用上了")


def test_what_does_not_answer_is_not_used(window, page, click, qtbot, counter, tmp_path):
    before = counter.settings.devices
    counter.plugged = (FoundDevice(DeviceKind.READER, "串口", "？", f"serial:{tmp_path / 'gone'}", ask_first=True),)
    click(page.ui.find)
    qtbot.waitUntil(lambda: len(cards(page.ui.foundRows)) == 1, timeout=PATIENCE)
    click(cards(page.ui.foundRows)[0].buttons[0])
    qtbot.waitUntil(lambda: window.ui.banner.code == "R101", timeout=PATIENCE)
    assert counter.settings.devices == before


def test_a_serial_port_is_asked_and_used_as_what_it_answers(window, page, click, qtbot, counter):
    with SimulatedEvaluator("5", terminal=True) as device:
        counter.plugged = (FoundDevice(DeviceKind.READER, "串口", "？", device.address, ask_first=True),)
        counter.probed = Probes(evaluator=lambda: "评价器正常。")
        click(page.ui.find)
        qtbot.waitUntil(lambda: len(cards(page.ui.foundRows)) == 1, timeout=PATIENCE)
        click(cards(page.ui.foundRows)[0].buttons[0])
        qtbot.waitUntil(lambda: counter.settings.devices.evaluator == device.address, timeout=30_000)
        assert counter.settings.devices.reader == "simulated:"
        qtbot.waitUntil(lambda: page.panel.row.part == "evaluator", timeout=PATIENCE)
        assert page.ui.picture.accessibleName() == SHOULD["evaluator"]
        counter.tests["evaluator"] = device_tests.ask_for_a_rating(counter.evaluator())
        click(page.ui.test)
        qtbot.waitUntil(lambda: page.ui.panelState.words() == "试好了", timeout=PATIENCE)
        assert "收到了“非常满意”" in page.ui.sentence.plain()


def test_training_never_takes_a_real_device(window, page, click, counter):
    counter.desk.training = True
    click(page.ui.find)
    assert "模拟" in window.ui.banner.happened.text()
    assert page.ui.find.isEnabled()


def test_nothing_plugged_in_says_what_to_do(page, click, qtbot):
    click(page.ui.find)
    qtbot.waitUntil(lambda: bool(page.ui.next.plain()) and page.ui.find.isEnabled(), timeout=PATIENCE)
    assert "插好线" in page.ui.next.plain()


def test_leaving_breaks_a_test_off(window, page, click, qtbot, counter):
    begun = threading.Event()
    ended = threading.Event()

    def scan(part, cancelled):
        begun.set()
        if cancelled.wait(10):
            ended.set()
        return TryOut("没有扫到。", sure=False)

    counter.test_device = scan
    click(page.ui.test)
    assert begun.wait(10)
    window.show_page("home")
    assert ended.wait(10)


def test_closing_the_window_does_not_wait_for_a_look(window, page, click, counter):
    release = threading.Event()

    def hangs():
        release.wait(60)
        return ()

    counter.find = hangs
    click(page.ui.find)
    started = time.monotonic()
    window.close()
    assert time.monotonic() - started < 20
    release.set()


def test_escape_leads_back_to_the_settings(window, page, qtbot):
    qtbot.keyClick(page.ui.find, Qt.Key.Key_Escape)
    assert window.front == "settings"


@pytest.fixture
def support(window, page, click, qtbot):
    """The dialog of the support bundle."""
    click(page.ui.support)
    qtbot.waitUntil(lambda: bool(window.findChildren(SupportDialog)), timeout=PATIENCE)
    return window.findChildren(SupportDialog)[0]


def test_the_clerk_sees_every_word_of_the_support_bundle_before_it_is_saved(
    support, window, click, qtbot, tmp_path, monkeypatch
):
    shown = []
    for row in range(support.ui.parts.count()):
        support.ui.parts.setCurrentRow(row)
        shown.append(support.ui.text.toPlainText())
    file = tmp_path / "help.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    click(support.ui.save)
    qtbot.waitUntil(lambda: "已存到" in window.ui.banner.happened.text(), timeout=PATIENCE)
    with zipfile.ZipFile(file) as whole:
        parts = [whole.read(name).decode() for name in whole.namelist()[1:]]
        assert json.loads(whole.read("system.json"))["screens"]
    assert [text or "（没有内容）" for text in parts] == shown


def test_a_support_bundle_that_cannot_be_saved_says_so_in_front(support, click, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nowhere" / "x.zip"), ""))
    click(support.ui.save)
    qtbot.waitUntil(lambda: "T522" in support.ui.trouble.plain(), timeout=PATIENCE)
    assert support.isVisible()
    click(support.ui.close)


@pytest.mark.parametrize("size", TextSize)
def test_the_longest_trouble_and_all_that_was_found_fit(window, qtbot, settled, size):
    window.set_text_size(size)
    page = opened(window, qtbot)
    row = doctor.trouble_row("printer", "凭条打印机", DeviceTrouble(PAPER_OUT))
    page._look_at(row)
    page.finding.show_found(
        (
            FoundDevice(
                DeviceKind.PRINTER,
                "打印机" * 9,
                "很长的一句话。" * 9,
                "usb:0416:5011",
                to_do="做。" * 20,
                ask_first=True,
            ),
        )
    )
    settled(window)
    hint = window.minimumSizeHint()
    assert (hint.width() <= 1366, hint.height() <= 728) == (True, True), hint
    for button in (page.ui.test, page.ui.reopen, page.ui.fallback, page.ui.support, page.ui.find, page.ui.check):
        assert button.isVisible()
        assert button.width() >= button.minimumSizeHint().width()
        inside = button.mapTo(window, button.rect().bottomRight())
        assert inside.x() <= 1366
        assert inside.y() <= 728
