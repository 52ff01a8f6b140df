"""A gun's code is recognised by its speed and its beginning; what a person types is never lost or changed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain.barcode_gun import GAP_SECONDS, BarcodeGun, Heard
from windowdesk.domain.numbers import mod37_36, provisional_number

NUMBER = provisional_number("990101001001", date(2026, 11, 27), "01", 1)
OFFICIAL = "9901012026112800001K"
ALL_DIGITS = next(
    body + check
    for body in (f"99010120261128{serial:05d}" for serial in range(1, 100))
    if (check := mod37_36(body)).isdigit()
)
CODE = "WD1." + "Ab3_-" * 30
OURS = [NUMBER, OFFICIAL, ALL_DIGITS, CODE, "https://x.example/q#" + CODE]
WAYBILL, BANK_CARD, CITIZEN = "7312345678901", "6222021234567890128", "990101194003120021"
LETTERS = "SF1234567890123"
OTHER_CHECK = OFFICIAL[:-1] + "L"
MISREAD = NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")
FOREIGN = [
    MISREAD,
    WAYBILL,
    BANK_CARD,
    CITIZEN,
    LETTERS,
    OTHER_CHECK,
    "LS99",
    "WD1.abc",
    "13800001111",
    "https://x.example/pay",
]
QUICK, SLOW = 0.005, 0.12


def strike(text, pause, enter_after=None, *, in_field=True):
    """What goes on where ``text`` is struck, the code that was heard, and whether the Enter goes on."""
    gun, now, field, held = BarcodeGun(), 10.0, "", ""
    for character in text:
        now += pause
        heard = gun.key(character, now, in_field=in_field)
        field, held = field + held[: heard.passed], held[heard.passed :]
        if heard.held:
            held += character
        else:
            field += character
    heard = gun.let_go() if enter_after is None else gun.enter(now + enter_after, in_field=in_field)
    enter = enter_after is not None and not heard.code and not heard.swallowed
    return field + held[: heard.passed], heard.code, enter


@pytest.mark.parametrize("text", OURS)
@pytest.mark.parametrize("in_field", [True, False])
def test_a_code_of_ours_that_comes_quickly_is_taken_and_reaches_no_field(text, in_field):
    assert strike(text, QUICK, QUICK, in_field=in_field) == ("", text, False)


@pytest.mark.parametrize("text", [NUMBER, OFFICIAL])
def test_capital_lock_at_the_gun_changes_no_number(text):
    assert strike(text.swapcase(), QUICK, QUICK) == ("", text, False)


@pytest.mark.parametrize("text", [*OURS, *FOREIGN])
@pytest.mark.parametrize("in_field", [True, False])
def test_what_a_person_types_stays_typing_and_its_enter_counts(text, in_field):
    assert strike(text, SLOW, SLOW, in_field=in_field) == (text, "", True)


def test_a_code_without_its_enter_was_no_code():
    assert strike(NUMBER, QUICK) == (NUMBER, "", False)


@pytest.mark.parametrize("text", FOREIGN)
def test_a_foreign_code_goes_into_the_field_and_its_enter_presses_nothing(text):
    assert strike(text, QUICK, QUICK) == (text, "", False)


@pytest.mark.parametrize("text", FOREIGN)
def test_where_nothing_is_written_a_foreign_code_is_taken_whole_and_presses_nothing(text):
    assert strike(text, QUICK, QUICK, in_field=False) == ("", text, False)


@pytest.mark.parametrize("text", ["1", "12", "abc"])
def test_a_key_or_two_and_a_quick_enter_are_a_persons(text):
    assert strike(text, QUICK, QUICK, in_field=False) == (text, "", True)


def test_a_space_presses_at_once():
    assert BarcodeGun().key(" ", 10.0, in_field=False) == Heard()


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), max_size=60), st.floats(0.001, 0.2))
def test_no_key_is_ever_lost_or_changed(text, pause):
    field, code, _ = strike(text, pause, pause)
    assert (field, code) == (text, "") or (field == "" and code.upper() == text.upper())


def test_a_person_waits_no_longer_than_a_gun_needs():
    assert GAP_SECONDS <= 0.04
