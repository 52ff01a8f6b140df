"""Printers in trouble: the record stands first, the clerk is told, and each number comes out once."""

import json

import pytest

from windowdesk.devices.printer_model import Condition

from .conftest import confirmed


@pytest.mark.parametrize(
    ("condition", "code"),
    [(Condition.PAPER_OUT, "P302"), (Condition.COVER_OPEN, "P303"), (Condition.OFF, "P301")],
    ids=["out of paper", "cover open", "gone"],
)
def test_a_printer_that_cannot_print_loses_no_case_and_prints_once_it_can(room, condition, code):
    draft = room.draft()
    room.printer.become(condition)
    told = room.does("intake", "--draft", draft)
    told.is_trouble(code, 4)
    number = confirmed(told)
    assert room.numbers() == [number]
    room.does("receipt", number).is_trouble(code, 4)
    room.printer.become(Condition.READY)
    assert room.prepares("receipt", number).exit == 0
    assert room.on_paper() == {number: 1}
    room.prepares("receipt", number).is_trouble("P307", 3)
    assert room.on_paper() == {number: 1}


@pytest.mark.slow
def test_a_silent_printer_leaves_a_question_and_no_second_receipt(room):
    draft = room.draft()
    room.printer.become(Condition.SILENT)
    told = room.does("intake", "--draft", draft)
    number = confirmed(told)
    assert (told.exit, told.json["print"]["code"]) == (7, "P305")
    room.does("receipt", number).is_trouble("P308", 3)
    room.printer.become(Condition.READY)
    assert room.prepares("receipt", number, "--came-out", "yes").exit == 0
    room.prepares("receipt", number).is_trouble("P307", 3)
    assert room.on_paper() == {number: 1}


def test_a_printer_that_dies_in_the_middle_leaves_a_question_and_the_case(room):
    draft = room.draft()
    room.printer.order(dies_after=300)
    told = room.does("intake", "--draft", draft)
    number = confirmed(told)
    assert (told.exit, told.json["print"]["code"]) == (7, "P306")
    assert told.json["print"]["detail"]
    assert room.numbers() == [number]
    room.printer.become(Condition.READY)
    assert room.prepares("receipt", number, "--came-out", "no").exit == 0
    assert room.prepares("receipt", number).exit == 0


def test_paper_that_ends_in_the_middle_of_a_receipt_is_told(room):
    draft = room.draft()
    room.printer.order(paper_out_after=300)
    told = room.does("intake", "--draft", draft)
    number = confirmed(told)
    assert told.exit in (4, 7), told
    assert "P302" in json.dumps(told.json), told
    assert room.numbers() == [number]
