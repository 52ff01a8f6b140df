"""The barcode gun at the window: bursts of keys as a gun types them, on a page with the cursor in a name field."""

import pytest
import sample_day
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from windowdesk.casework import receipts
from windowdesk.domain.intake import Step
from windowdesk.gui.start import listen_to_gun

ENTER = "\r"


@pytest.fixture
def gun(window):
    """The filter that the program sets; here it goes with the test."""
    made = listen_to_gun(window)
    yield made
    window.windowHandle().removeEventFilter(made)
    made.deleteLater()


@pytest.fixture
def name_field(window, gun, settled, qtbot):
    window.show_page("intake")
    settled(window)
    window.activateWindow()
    field = window.page("intake").steps[Step.PERSON].ui.applicantName
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


@pytest.fixture
def strike(window):
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
                QApplication.sendEvent(window.windowHandle(), event)

    return struck


@pytest.fixture
def shoot(strike):
    """A gun types a key in two milliseconds and ends with Enter."""
    return lambda text: strike(text + ENTER, 2)


def test_the_bars_of_a_receipt_open_its_case_and_never_land_in_a_name(
    window, name_field, shoot, settled, qtbot, on_desk
):
    case = on_desk(window, sample_day.received, 0)
    shoot(case.provisional_number)
    qtbot.waitUntil(lambda: window.front == "case")
    settled(window)
    assert window.page("case").case_id == case.id
    assert name_field.text() == ""


def test_the_signed_code_opens_it_too_and_says_that_it_is_true(window, name_field, shoot, settled, qtbot, on_desk):
    case = on_desk(window, sample_day.received, 0)
    shoot(on_desk(window, receipts.receipt_of, case.id).code)
    qtbot.waitUntil(lambda: window.front == "case")
    settled(window)
    assert "签名是真的" in window.ui.banner.happened.text()


def test_a_number_nobody_knows_is_told(window, name_field, shoot, settled, qtbot):
    shoot("990101202611230003")
    qtbot.waitUntil(lambda: window.ui.banner.code == "T513")
    assert name_field.text() == ""


def test_what_a_person_types_arrives_unchanged(window, name_field, strike, qtbot):
    strike("LSWD 12 http", 60)
    qtbot.waitUntil(lambda: name_field.text() == "LSWD 12 http")


def test_a_foreign_code_lands_where_the_cursor_is(window, name_field, shoot, qtbot):
    shoot("SF1234567890123")
    qtbot.waitUntil(lambda: name_field.text() == "SF1234567890123")
