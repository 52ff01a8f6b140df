"""The second screen 副屏: only what the clerk pushes, in large letters, and nothing of the last villager."""

import pytest
import sample_day
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from windowdesk.casework import case_view
from windowdesk.domain.case import CaseState
from windowdesk.domain.intake import Step
from windowdesk.gui import second_screen


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
