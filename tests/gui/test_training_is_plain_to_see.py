"""Training 演示 in the window: on every page a strip says so, and the counter is simulated."""

import ast
from pathlib import Path

import pytest
import sample_day
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from windowdesk import gui
from windowdesk.app import open_training
from windowdesk.casework import papers, training
from windowdesk.domain.page_set import PageSet
from windowdesk.gui import asking
from windowdesk.gui import training as training_view
from windowdesk.gui.badge import Badge
from windowdesk.gui.pages_dialog import PagesDialog
from windowdesk.gui.paper_dialog import show_paper
from windowdesk.gui.settings_cards import TrainingCard
from windowdesk.gui.signing_view import SigningDialog
from windowdesk.gui.start import make_window
from windowdesk.gui.style import TextSize
from windowdesk.gui.watermark import Watermark, is_marked, titled
from windowdesk.settings import Settings
from windowdesk.storage import vault

PATIENCE = 15_000


@pytest.fixture
def window(tmp_path, qtbot, monkeypatch, settled):
    monkeypatch.setattr(vault, "_ARGON2_KIB", 1024)

    def opener(passphrase):
        found = open_training(training.home_of(tmp_path))
        found.begin()
        return found

    made = make_window(opener, Settings())
    made.resize(1366, 728)
    made.show()
    qtbot.waitUntil(lambda: made.front == "home", timeout=PATIENCE)
    settled(made)
    yield made
    made.close()
    made.deleteLater()


def strip(window):
    return window.findChild(training_view.TrainingStrip)


def test_every_page_says_that_this_is_training(window, settled):
    for page in ("home", "intake", "worklist", "queue", "settings"):
        window.show_page(page)
        settled(window)
        assert strip(window).isVisible()
    assert "永远不会上报" in strip(window).words.plain()
    assert window.windowTitle().startswith("演示")


def test_saving_the_settings_leaves_the_title_of_training(window, settled):
    window.show_page("settings")
    settled(window)
    window.page("settings").ui.save.click()
    settled(window)
    assert window.windowTitle() == f"演示 · 便民服务窗口 · {training.SITE.name}"


def test_the_watermark_covers_the_window_and_stops_no_click(window, qtbot):
    mark = window.findChild(Watermark)
    assert mark.size() == window.frame.size()
    window.resize(1400, 760)
    qtbot.waitUntil(lambda: mark.size() == window.frame.size())
    qtbot.mouseClick(window.ui.goGuide, Qt.MouseButton.LeftButton)
    assert window.front == "guide"


@pytest.fixture
def case(window, on_desk, settled):
    return on_desk(window, sample_day.received, 0)


def said(window):
    """Every sentence that stands on the window now."""
    words = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    return [one for one in words if one]


def test_the_queue_says_that_nothing_is_ever_sent(window, case, settled):
    window.show_page("queue")
    settled(window)
    queue = window.page("queue").ui
    queue.rows.setCurrentIndex(queue.rows.model().index(0, 0))
    assert "演示里的件永远不会上报。" in queue.reason.text()
    assert "不用处理；" in queue.toDo.text()
    assert not [one for one in said(window) if "联网后" in one or "还没有轮到" in one]
    assert not [one for one in said(window) if "自动上报" in one]
    assert (window.ui.network.words(), window.ui.waiting.words()) == ("网络：演示不联网", "演示不上报")


def test_a_case_of_training_promises_no_upload(window, case, settled):
    window.show_page("case", case.id)
    settled(window)
    hint = window.page("case").ui.hint.text()
    assert "演示里的件永远不会上报" in hint
    assert "联网后" not in hint
    badges = [one.words() for one in window.page("case").ui.timeline.findChildren(Badge) if one.words()]
    assert "演示不上报" in badges
    assert "等待上报" not in badges
    window.page("case").act_done("已存好。")
    assert "演示里的件不会上报" in window.ui.banner.to_do.text()


@pytest.fixture
def a_paper(window, case, on_desk, settled):
    window.show_page("case", case.id)
    settled(window)
    return on_desk(window, papers.paper, case.id, "application").value


def the_paper(window, paper):
    return show_paper(window.page("case"), paper)


def a_signature(window, paper):
    return SigningDialog(window, "申请表", "<p>张三</p>", lambda ink: None)


def a_receipt(window, paper):
    return training_view.ReceiptDialog(window, QImage(300, 400, QImage.Format.Format_RGB32))


def the_pages(window, paper):
    return PagesDialog(window.page("case"), NoPages())


class NoPages:
    title = "户口簿"

    def read(self):
        return PageSet()


@pytest.mark.parametrize("make", [the_paper, a_signature, a_receipt, the_pages])
def test_every_dialog_is_marked_above_all_it_shows(window, a_paper, make, qtbot, settled):
    dialog = make(window, a_paper)
    dialog.show()
    settled(window)
    mark = dialog.findChild(Watermark)
    qtbot.waitUntil(lambda: mark.size() == dialog.size())
    assert dialog.children()[-1] is mark, "nothing stands above it"
    assert dialog.windowTitle().startswith("演示 · ")
    dialog.close()
    settled(window)


def test_a_question_is_marked_too(window, qtbot):
    seen = []

    def look():
        box = QApplication.activeModalWidget()
        seen.append((box.findChild(Watermark) is not None, box.windowTitle()))
        box.reject()

    QTimer.singleShot(0, look)
    assert not asking.sure(window, "不要了吗？", "不能找回。", "不要了")
    assert seen == [(True, "演示 · 不要了吗？")]


def test_the_villagers_screen_is_marked_whatever_it_shows(window, qtbot, monkeypatch):
    villager = window.place.villager
    monkeypatch.setattr(villager, "_find", QApplication.primaryScreen)
    villager.welcome(training.SITE.name)
    villager.show_sheet("<p>张三</p>")
    mark = villager.view.findChild(Watermark)
    qtbot.waitUntil(lambda: villager.view.children()[-1] is mark)
    qtbot.waitUntil(lambda: mark.size() == villager.view.size())


def test_a_real_desk_has_no_mark_anywhere(window, qtbot):
    plain = QWidget()
    qtbot.addWidget(plain)
    dialog = SigningDialog(plain, "申请表", "<p>张三</p>", lambda ink: None)
    assert not is_marked(dialog)
    assert titled(dialog, "手写签名") == "手写签名"


def test_no_dialog_goes_without_what_all_share():
    for file in Path(gui.__file__).parent.rglob("*.py"):
        bases = [
            base.id
            for one in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(one, ast.ClassDef)
            for base in one.bases
            if isinstance(base, ast.Name)
        ]
        assert "QDialog" not in bases or file.name == "dialog.py", file.name


def test_an_invented_person_lays_a_card_down(window, settled, qtbot):
    strip(window).card.click()
    qtbot.waitUntil(lambda: window.front == "intake", timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.page("intake").draft is not None, timeout=PATIENCE)
    settled(window)
    first = window.page("intake").draft.applicant.text("name")
    assert first
    window.show_page("home")
    strip(window).card.click()
    qtbot.waitUntil(
        lambda: window.front == "intake" and window.page("intake").draft.applicant.text("name") not in {"", first},
        timeout=PATIENCE,
    )
    settled(window)


def test_no_receipt_yet_is_said(window, qtbot):
    strip(window).receipt.click()
    qtbot.waitUntil(window.ui.banner.isVisible)
    assert "还没有打出过凭条" in window.ui.banner.happened.text()


def test_the_settings_lead_to_training(window, settled, monkeypatch):
    window.show_page("settings")
    settled(window)
    window.page("settings").card(TrainingCard).ui.training.click()
    assert "现在就是演示" in window.ui.banner.happened.text()


@pytest.mark.parametrize("size", TextSize)
def test_what_waits_fits_the_old_screen_below_the_strip_and_a_message(window, settled, on_desk, size):
    on_desk(window, sample_day.play)
    window.set_text_size(size)
    window.show_page("queue")
    settled(window)
    page = window.page("queue")
    assert (window.width(), window.height()) == (1366, 728)
    window.place.banner.note("正在读写优盘。", "请等这里说好了再拔。")
    settled(window)
    assert (window.width(), window.height()) == (1366, 728)
    act, detail = page.ui.open, page.ui.detail
    assert act.geometry().bottom() < detail.height(), "the acts on a row are seen whole"
    assert page.ui.rows.height() > page.ui.rows.horizontalHeader().height()
