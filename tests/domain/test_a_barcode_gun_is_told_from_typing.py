"""A gun's code is recognised by its speed and its beginning; what a person types is never lost or changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain.barcode_gun import GAP_SECONDS, BarcodeGun

NUMBER = "LS990101001001261127010001O"
CODE = "WD1." + "Ab3_-" * 30
QUICK, SLOW = 0.005, 0.12


def strike(text, pause, enter_after=None):
    """What reaches the field when ``text`` is struck, and the code that was heard."""
    gun, now, field, held = BarcodeGun(), 10.0, "", ""
    for character in text:
        now += pause
        heard = gun.key(character, now)
        field, held = field + held[: heard.passed], held[heard.passed :]
        if heard.held:
            held += character
        else:
            field += character
    heard = gun.let_go() if enter_after is None else gun.enter(now + enter_after)
    return field + held[: heard.passed], heard.code


@pytest.mark.parametrize("text", [NUMBER, CODE, "https://x.example/q#" + CODE, "990101202611230003"])
def test_a_code_that_comes_quickly_is_taken_and_reaches_no_field(text):
    assert strike(text, QUICK, QUICK) == ("", text)


@pytest.mark.parametrize("text", [NUMBER, "990101202611230003"])
def test_the_same_typed_by_a_person_stays_typing(text):
    assert strike(text, SLOW, SLOW) == (text, "")


def test_a_code_without_its_enter_was_no_code():
    assert strike(NUMBER, QUICK) == (NUMBER, "")


@pytest.mark.parametrize("text", ["LS99", "SF1234567890123", "WD2.abcdefghijklmnop", "13800001111"])
def test_what_is_none_of_our_codes_goes_to_the_field(text):
    assert strike(text, QUICK, QUICK) == (text, "")


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), max_size=60), st.floats(0.001, 0.2))
def test_no_key_is_ever_lost_or_changed(text, pause):
    field, code = strike(text, pause, pause)
    assert (field, code) in {(text, ""), ("", text)}


def test_a_person_waits_no_longer_than_a_gun_needs():
    assert GAP_SECONDS <= 0.04
