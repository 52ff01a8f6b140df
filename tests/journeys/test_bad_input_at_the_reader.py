"""Cards and readers in trouble: the clerk is told, the draft stays, and the next card is read."""

import subprocess
import time

import pytest

from .conftest import CARE

TAKE = ("intake", "--card", "--reader-timeout", "2", "--stop-before-save")


@pytest.mark.parametrize(
    ("how", "code"),
    [({"lifted_while_read": True}, "R103"), ({"unreadable": True}, "R104"), ({"flag": "Q"}, "R105")],
    ids=["lifted half-way", "unreadable", "unknown type"],
)
def test_a_bad_card_is_named_and_the_same_draft_takes_the_card_when_it_lies_well(room, how, code):
    person = room.person()
    room.lays_down(person, **how)
    room.does(*TAKE, "--item", CARE, "--mobile", "13900000000").is_trouble(code, 4)
    (draft,) = room.drafts()
    room.lays_down(person)
    assert room.prepares(*TAKE, "--draft", draft).exit == 0
    shown = room.prepares("drafts").json["drafts"]
    assert [row["id"] for row in shown] == [draft]
    assert shown[0]["name_masked"][0] == person.name[0]


def test_a_reader_pulled_out_is_named_and_works_when_it_is_back(room):
    room.reader.unplug()
    room.does(*TAKE, "--item", CARE).is_trouble("R101", 4)
    (draft,) = room.drafts()
    room.reader.plug()
    room.lays_down(room.person())
    assert room.prepares(*TAKE, "--draft", draft).exit == 0


def test_a_reader_pulled_out_while_the_program_waits_for_a_card_ends_the_wait(room):
    waiting = subprocess.Popen(
        room.stage.client_command("intake", "--item", CARE, "--card", "--reader-timeout", "30", "--stop-before-save"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=room.stage.client_environment(),
    )
    until(lambda: room.reader.model.commands.count("20 01") >= 2)
    room.reader.unplug()
    out, err = waiting.communicate(timeout=20)
    room._told(waiting.returncode, out, err).is_trouble("R101", 4)
    assert len(room.drafts()) == 1


def test_a_number_with_a_wrong_check_digit_is_refused_and_what_else_was_typed_stays(room):
    person = room.person()
    digit = "0" if person.number[-1] != "0" else "1"
    wrong = person.number[:-1] + digit
    told = room.does(
        "intake", "--item", CARE, "--person-name", person.name, "--id-number", wrong, "--id-number-again", wrong,
        "--stop-before-save",
    )  # fmt: skip
    told.is_trouble("N703", 3)
    assert wrong not in room.log() + told.err
    (draft,) = room.drafts()
    right = ("--id-number", person.number, "--id-number-again", person.number)
    told = room.prepares("intake", "--draft", draft, "--person-name", person.name, *right, "--stop-before-save")
    assert told.exit == 0
    assert room.drafts() == [draft]


def until(holds, seconds=20.0):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)
