"""上门 and 预约: their fields stand only where they belong and are kept letter by letter."""

import pytest
import sample_day
from PySide6.QtCore import Qt

from windowdesk.casework import drafts
from windowdesk.domain.case import Mode
from windowdesk.domain.intake import Step


@pytest.fixture
def person(window, settled, on_desk):
    draft = on_desk(window, sample_day.draft, 0)
    window.show_page("intake", draft.id)
    settled(window)
    window.page("intake").go_to(Step.PERSON)
    settled(window)
    return window.page("intake").steps[Step.PERSON]


def kept(on_desk, window):
    return on_desk(window, drafts.resume, window.page("intake").draft.id)


def test_a_home_visit_has_its_place_and_two_names(window, person, settled, qtbot, on_desk):
    assert not person.ui.visitBox.isVisible()
    person.ui.modeVisit.click()
    settled(window)
    assert person.ui.visitBox.isVisible()
    for line, text in ((person.ui.visitPlace, "12"), (person.ui.visitFirst, "Li"), (person.ui.visitSecond, "Wang")):
        qtbot.keyClicks(line, text)
    settled(window)
    draft = kept(on_desk, window)
    assert draft.mode is Mode.HOME_VISIT
    assert (draft.visit.place, draft.visit.staff) == ("12", ("Li", "Wang"))


def test_a_home_visit_by_one_person_is_told_and_gets_the_cursor(window, person, settled, qtbot, qapp):
    person.ui.modeVisit.click()
    qtbot.keyClicks(person.ui.visitPlace, "12")
    qtbot.keyClicks(person.ui.visitFirst, "Li")
    settled(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(person, Qt.Key.Key_F9)
    settled(window)
    assert window.page("intake").here() is Step.PERSON
    assert window.ui.banner.code
    assert qapp.focusWidget() in {person.ui.visitFirst, person.ui.visitSecond}


def test_an_appointment_keeps_its_words(window, person, settled, qtbot, on_desk):
    assert not person.ui.appointmentBox.isVisible()
    person.ui.modeAppointment.click()
    settled(window)
    assert person.ui.appointmentBox.isVisible()
    qtbot.keyClicks(person.ui.appointment, "YY-7")
    settled(window)
    draft = kept(on_desk, window)
    assert (draft.mode, draft.appointment) == (Mode.APPOINTMENT, "YY-7")


def test_going_back_to_the_window_hides_the_fields(window, person, settled):
    person.ui.modeVisit.click()
    settled(window)
    person.ui.modeWindow.click()
    settled(window)
    assert not person.ui.visitBox.isVisible()
    assert not person.ui.appointmentBox.isVisible()
