"""Whatever answers in the county's place: named, nothing lost, settled once when the county is itself again."""

import json

import pytest

from .conftest import confirmed

PROBLEM = "application/problem+json"
BUSY = json.dumps({"type": "https://county.invalid/busy", "title": "县平台正忙。", "code": "busy"}, ensure_ascii=False)
ANSWERS = {
    "a login page in HTML": ({"status": 200}, "X605", 5),
    "500": ({"status": 500}, "X606", 5),
    "413": ({"status": 413, "body": "too large", "type": "text/plain"}, "X608", 7),
    "JSON of another world": ({"body": '{"hello": 1}', "type": "application/json"}, "X609", 5),
    "half a JSON": ({"body": '{"epoch": "1-', "type": "application/json"}, "X609", 5),
    "come later": ({"status": 429, "body": BUSY, "type": PROBLEM, "headers": {"Retry_After": "3"}}, "X607", 5),
}


@pytest.fixture
def line(stage):
    """The cable; plugged in again at the end."""
    yield stage.line
    stage.line.do(do="open")


def at_county(room, number):
    found = [one for one in room.stage.county_json("cases")["cases"] if one["provisional_number"] == number]
    return [event["verdict"] for one in found for event in one["events"]]


def test_strange_answers_are_named_lose_nothing_and_the_case_arrives_once(own_room, line):
    room = own_room
    number = confirmed(room.prepares("intake", "--draft", room.draft()))
    line.do(do="cut")
    room.does("sync").is_trouble("X601", 5)
    for answer, code, exit_status in ANSWERS.values():
        line.do(do="answer", **answer)
        told = room.does("sync").is_trouble(code, exit_status)
        assert told.json["waiting"] == 1
    room.prepares("sync").is_trouble("X607", 5)
    (row,) = room.prepares("queue").json["queue"]["rows"]
    assert row["number"] == number
    assert row["reason"]
    line.do(do="open")
    told = room.does("sync", "--until-settled", "--timeout", "60")
    assert (told.exit, told.json["settled"]) == (0, True), told
    assert at_county(room, number) == ["accepted"]


def test_a_county_of_another_epoch_is_offered_everything_again_and_doubles_nothing(own_room):
    room = own_room
    number = confirmed(room.prepares("intake", "--draft", room.draft()))
    assert room.prepares("sync", "--until-settled", "--timeout", "60").exit == 0
    room.stage.county_json("epoch", "--restore")
    told = room.does("sync", "--until-settled", "--timeout", "60")
    assert (told.exit, told.json["settled"], told.json["offered_again"]) == (0, True, True)
    assert "[X612]" in told.err
    assert at_county(room, number) == ["accepted"]
    again = room.prepares("sync")
    assert (again.exit, again.json["offered_again"]) == (0, False)


def test_a_case_the_county_refuses_by_its_contract_waits_for_a_person_with_a_reason(own_room, stage):
    room = own_room
    number = confirmed(room.prepares("intake", "--draft", room.draft()))
    assert room.prepares("sync", "--until-settled", "--timeout", "60").exit == 0
    stage.county_json("reject", number, "--note", "不属于本县")
    assert room.does("sync").exit == 0
    rows = room.prepares("inbox").json["rows"]
    assert [row["number"] for row in rows][:1] == [number]
    assert rows[0]["title"]
