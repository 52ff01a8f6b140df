"""The barcode gun at the program: bursts of keys as a gun types them, wherever the cursor is."""

from dataclasses import replace
from datetime import date

import pytest
import sample_day
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from windowdesk.casework import papers, receipts
from windowdesk.devices.ports import QueueName
from windowdesk.domain.intake import Step
from windowdesk.domain.numbers import is_official
from windowdesk.gui.paper_dialog import show_paper
from windowdesk.gui.start import listen_to_gun

ENTER = "\r"
WAYBILL = "7312345678901"


@pytest.fixture
def gun(window):
    """The filter that the program sets; here it goes with the test."""
    window.activateWindow()
    made = listen_to_gun(window)
    yield made
    made.deleteLater()


@pytest.fixture
def name_field(window, gun, settled, qtbot):
    window.show_page("intake")
    settled(window)
    field = window.page("intake").steps[Step.PERSON].ui.applicantName
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


@pytest.fixture
def strike():
    """Keys as they come from the system, each with the millisecond in which it was struck."""
    at = 1000

    def struck(text, pause):
        nonlocal at
        for character in text:
            at += pause
            key = Qt.Key.Key_Return if character == ENTER else Qt.Key(ord(character.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)
                event.setTimestamp(at)
                QApplication.sendEvent(QGuiApplication.focusWindow(), event)

    return struck


@pytest.fixture
def shoot(strike):
    """A gun types a key in two milliseconds and ends with Enter."""
    return lambda text: strike(text + ENTER, 2)


@pytest.fixture
def mailing(window, gun, on_desk, settled, qtbot):
    """The form of a delivery by mail, with the cursor in the number of the parcel."""
    ids = on_desk(window, sample_day.play)
    window.place.held["act"] = "deliver"
    window.show_page("case", ids["ready"])
    settled(window)
    form = window.page("case").act
    form.ui.way.setCurrentIndex(form.ui.way.findData("mail"))
    form.ui.waybill.setFocus()
    qtbot.waitUntil(form.ui.waybill.hasFocus)
    return form


@pytest.fixture
def printing(window, gun, on_desk, settled, qtbot, monkeypatch):
    """The dialog of an A4 paper with the focus on its button 打印; gives the dialog and what was printed."""
    ids = on_desk(window, sample_day.play)
    window.show_page("case", ids["case"])
    settled(window)
    printed = []
    office = window.place.office
    monkeypatch.setattr(office, "queues", lambda then, failed: then((QueueName("q", "打印机", True),)))
    monkeypatch.setattr(office, "print", lambda *job: printed.append(job))
    dialog = show_paper(window.page("case"), on_desk(window, papers.paper, ids["case"], "application").value)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.ui.print.hasFocus)
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    yield dialog, printed
    if isValid(dialog):
        dialog.close()


def test_the_bars_of_a_receipt_open_its_case_and_never_land_in_a_name(
    window, name_field, shoot, settled, qtbot, on_desk
):
    case = on_desk(window, sample_day.received, 0)
    shoot(case.provisional_number)
    qtbot.waitUntil(lambda: window.front == "case")
    settled(window)
    assert window.page("case").case_id == case.id
    assert name_field.text() == ""


def test_the_official_number_opens_it_too(window, name_field, shoot, settled, qtbot, on_desk):
    case = on_desk(window, numbered, sample_day.official_number)
    assert is_official(case.official_number)
    shoot(case.official_number)
    qtbot.waitUntil(lambda: window.front == "case")
    settled(window)
    assert window.page("case").case_id == case.id
    assert name_field.text() == ""


def test_a_number_of_the_countys_own_form_opens_its_case_where_nothing_is_written(
    window, gun, shoot, settled, qtbot, on_desk
):
    case = on_desk(window, numbered, lambda day, serial: f"XN-{day:%Y}-{serial:04d}")
    window.page("home").setFocus()
    shoot(case.official_number)
    qtbot.waitUntil(lambda: window.front == "case")
    assert window.page("case").case_id == case.id


def test_the_signed_code_opens_it_too_and_says_that_it_is_true(window, name_field, shoot, settled, qtbot, on_desk):
    case = on_desk(window, sample_day.received, 0)
    shoot(on_desk(window, receipts.receipt_of, case.id).code)
    qtbot.waitUntil(lambda: window.front == "case")
    settled(window)
    assert "签名是真的" in window.ui.banner.happened.text()


def test_a_busy_window_makes_no_person_of_a_gun(window, name_field, gun, strike, settled, qtbot, on_desk):
    """The timer came first, though the rest of the code was struck in time."""
    number = on_desk(window, sample_day.received, 0).provisional_number
    strike(number[:9], 2)
    gun._patience.timeout.emit()
    strike(number[9:] + ENTER, 2)
    qtbot.waitUntil(lambda: window.front == "case")
    assert name_field.text() == ""


def test_a_number_of_ours_that_nobody_knows_is_told(window, name_field, shoot, settled, qtbot):
    shoot(sample_day.official_number(date(2026, 11, 23), 777))
    qtbot.waitUntil(lambda: window.ui.banner.code == "T513")
    assert name_field.text() == ""


def test_what_a_person_types_arrives_unchanged(window, name_field, strike, qtbot):
    strike("LSWD 12 http", 60)
    qtbot.waitUntil(lambda: name_field.text() == "LSWD 12 http")


@pytest.mark.parametrize("text", ["SF1234567890123", WAYBILL, "6222021234567890128", "990101194003120021"])
def test_a_foreign_code_lands_where_the_cursor_is_and_stays_there(window, name_field, shoot, settled, text):
    shoot(text)
    settled(window)
    assert name_field.text() == text
    assert name_field.hasFocus(), "its Enter went on"
    assert (window.front, window.ui.banner.code) == ("intake", "")


def test_a_waybill_goes_into_its_field_and_saves_nothing(window, mailing, shoot, settled):
    shoot(WAYBILL)
    settled(window)
    assert mailing.ui.waybill.text() == WAYBILL
    assert window.page("case").act is mailing
    assert window.ui.banner.code == ""


@pytest.mark.parametrize("text", [WAYBILL, "12345"])
def test_where_nothing_is_written_a_foreign_code_presses_nothing_and_is_told(window, mailing, shoot, qtbot, text):
    pressed = []
    button = window.page("case").ui.primary
    button.clicked.connect(lambda: pressed.append(1))
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    shoot(text)
    qtbot.waitUntil(lambda: window.ui.banner.code == "T513")
    assert not pressed


@pytest.mark.parametrize("text", ["9901012026112800001K", WAYBILL, "12345"])
def test_a_scan_in_a_dialog_presses_none_of_its_buttons(window, printing, shoot, settled, text):
    dialog, printed = printing
    shoot(text)
    settled(window)
    assert not printed
    assert dialog.isVisible()
    assert window.front == "case"
    assert "关掉小窗" in window.ui.banner.to_do.text()


def test_a_scan_in_a_field_of_a_dialog_does_not_press_its_button_either(window, printing, shoot, settled, qtbot):
    dialog, printed = printing
    dialog.ui.range.setEnabled(True)
    dialog.ui.range.setFocus()
    qtbot.waitUntil(dialog.ui.range.hasFocus)
    shoot(WAYBILL)
    settled(window)
    assert not printed
    assert dialog.ui.range.text() == WAYBILL


def test_a_person_still_presses_the_button_of_a_dialog(printing, strike):
    _, printed = printing
    strike(ENTER, 60)
    assert len(printed) == 1


def test_after_the_dialog_the_window_hears_the_gun_again(window, printing, shoot, settled, qtbot):
    printing[0].close()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    number = window.page("case").view.case.number
    window.show_page("home")
    settled(window)
    shoot(number)
    qtbot.waitUntil(lambda: window.front == "case")


def numbered(desk, number):
    """A case that the county gave an official number of that form."""
    case = sample_day.received(desk, 0)
    changed = replace(case, official_number=number(desk.today(), 1))
    with desk.store.unit("county") as unit:
        unit.cases.put(changed)
    return changed
