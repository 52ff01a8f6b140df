"""The second screen 副屏: only what the clerk pushes, in large letters, and nothing of the last villager."""

import pytest
import sample_day
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from windowdesk.casework import case_view
from windowdesk.domain.case import CaseState
from windowdesk.domain.intake import Step
from windowdesk.errors import DeviceTrouble
from windowdesk.gui import screen_test, second_screen


@pytest.fixture(autouse=True)
def two_screens(monkeypatch):
    """The one screen of the tests stands for the second as well."""
    found = [True]
    monkeypatch.setattr(
        second_screen.VillagerScreen.__init__,
        "__defaults__",
        (lambda: QGuiApplication.primaryScreen() if found[0] else None,),
    )
    return found


@pytest.fixture
def view(window):
    return window.place.villager.view


@pytest.fixture
def confirming(window, settled, on_desk):
    """The intake stands at its last look."""
    draft = on_desk(window, sample_day.draft, 0)
    window.show_page("intake", draft.id)
    settled(window)
    flow = window.page("intake")
    assert flow.here() is Step.CONFIRM
    return flow


def words(view):
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def press(qtbot, view, text):
    QApplication.processEvents()
    button = next(one for one in view.findChildren(QPushButton) if one.text() == text and one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_between_villagers_it_shows_the_place_and_no_more(window, view):
    assert "石桥村便民服务室" in words(view)
    assert not view.pushed


def test_it_is_tried_out_with_large_words_that_go_by_themselves(window, view, qtbot):
    window.show_page("devices", "screen")
    page = window.page("devices")
    qtbot.waitUntil(lambda: page.panel.row.part == "screen", timeout=10_000)
    page._screen_timer.setInterval(200)
    qtbot.mouseClick(page.ui.test, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert "试一试" in words(view)
    qtbot.waitUntil(lambda: page.ui.panelState.words() == "请看一眼", timeout=10_000)
    qtbot.waitUntil(lambda: "石桥村便民服务室" in words(view), timeout=10_000)


def test_a_trial_ends_when_the_clerk_goes_elsewhere_or_the_screen_is_unplugged(window, view, qtbot, two_screens):
    window.show_page("devices", "screen")
    page = window.page("devices")
    qtbot.waitUntil(lambda: page.panel.row.part == "screen", timeout=10_000)
    qtbot.mouseClick(page.ui.test, Qt.MouseButton.LeftButton)
    window.show_page("home")
    assert not view.pushed
    window.show_page("devices", "screen")
    qtbot.waitUntil(page.ui.check.isEnabled, timeout=10_000)
    qtbot.mouseClick(page.ui.test, Qt.MouseButton.LeftButton)
    two_screens[0] = False
    window.place.villager._screens_changed(QGuiApplication.primaryScreen())
    assert page.panel.code == "V911"


def test_a_command_tries_it_out_without_the_window_and_leaves_nothing_there(qapp, two_screens, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    shown = []
    real = second_screen.SecondView.try_out
    monkeypatch.setattr(second_screen.SecondView, "try_out", lambda view: (shown.append(view), real(view)))
    screen_test.show(0.05)
    assert len(shown) == 1
    assert not [one for one in qapp.topLevelWidgets() if one in shown and one.isVisible()]
    two_screens[0] = False
    with pytest.raises(DeviceTrouble, match="V911"):
        screen_test.show(0.05)


def test_the_sheet_is_masked_and_large(confirming, view):
    confirming.steps[Step.CONFIRM].ui.push.click()
    QApplication.processEvents()
    number = confirming.draft.applicant.text("id_number")
    assert confirming.draft.applicant.text("name") in words(view)
    assert number not in words(view)
    sheet = next(label for label in view.findChildren(QLabel) if label.property("role") == "elder")
    assert sheet.font().pointSize() >= 18


def test_the_villagers_word_ticks_the_box_and_the_screen_is_empty_again(confirming, view, qtbot, settled, window):
    step = confirming.steps[Step.CONFIRM]
    step.ui.agreed.click()
    settled(window)
    assert not confirming.draft.confirmed
    step.ui.push.click()
    press(qtbot, view, "没有写错")
    settled(window)
    assert confirming.draft.confirmed
    assert not view.pushed
    assert confirming.draft.applicant.text("name") not in words(view)


def test_what_was_changed_after_the_push_is_not_looked_at_any_more(confirming, view, settled, window):
    step = confirming.steps[Step.CONFIRM]
    step.ui.push.click()
    confirming.steps[Step.PERSON].ui.noMobile.click()
    settled(window)
    assert not view.pushed


def test_nothing_stays_when_the_clerk_goes_elsewhere(confirming, view, window):
    confirming.steps[Step.CONFIRM].ui.push.click()
    assert view.pushed
    window.show_page("home")
    assert not view.pushed


@pytest.fixture
def rating(window, on_desk, settled):
    """A delivered case, its evaluation begun by the clerk."""
    ids = on_desk(window, sample_day.play)
    window.show_page("case", ids["delivered"])
    settled(window)
    page = window.page("case")
    page._do("evaluate")
    settled(window)
    return page


def test_the_villager_rates_with_nobody_looking(rating, view, qtbot, settled, window, on_desk):
    rating.act.ui.push.click()
    settled(window)
    press(qtbot, view, "满意")
    QApplication.processEvents()
    next(box for box in view.findChildren(QCheckBox) if box.isVisible()).click()
    press(qtbot, view, "提交")
    settled(window)
    assert on_desk(window, case_view.view, rating.case_id).case.state is CaseState.EVALUATED
    assert not view.pushed


def test_a_bad_rating_needs_a_reason_and_leaving_needs_none(rating, view, qtbot, settled, window, on_desk):
    rating.act.ui.push.click()
    settled(window)
    press(qtbot, view, "非常不满意")
    press(qtbot, view, "提交")
    assert view.pushed
    press(qtbot, view, "不评价")
    settled(window)
    assert not view.pushed
    assert on_desk(window, case_view.view, rating.case_id).case.state is CaseState.DELIVERED


def test_without_a_second_screen_nothing_is_offered(confirming, two_screens, settled, window):
    two_screens[0] = False
    confirming.refresh()
    settled(window)
    assert not confirming.steps[Step.CONFIRM].ui.push.isVisible()
