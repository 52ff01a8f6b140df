"""From the village to the county's own system and back: the client, the platform, a front database, and SQL.

The county's own system is a stand-in that reads and writes the front database and knows nothing else.
"""

import json
from datetime import timedelta

import pytest
from own_system import NOW, OwnSystem

from .conftest import confirmed

OFFICIAL = "9901012026112790001"
RESULT = "异地就医备案表"


@pytest.fixture
def own(stage, tmp_path):
    """The front database, connected, with the own system at its other end."""
    file = tmp_path / "front.db"
    chosen = ("--data-source", "133", "--satisfaction", "5-best")
    stage.county_json("connect", "front-database", "--url", f"sqlite:///{file}", *chosen)
    system = OwnSystem(file)
    yield system
    system.close()
    stage.county_json("connect", "remove", "front-database")


def heard(room):
    """The station asks the county until nothing is open."""
    told = room.prepares("sync", "--until-settled", "--timeout", "60")
    assert told.exit == 0, told


def of(own, table, number):
    """Rows of one case, by either number."""
    column = "provisional_number" if table == "wd_pro_event" else "project_no"
    return [row for row in own.rows(table) if row[column] == number]


def test_a_case_is_filed_corrected_accepted_and_answered_through_the_front_database(own_room, stage, own):
    room = own_room
    number = confirmed(room.prepares("intake", "--draft", room.draft()))
    heard(room)
    stage.county_json("hand-over")
    (filed,) = of(own, "wd_pro_event", number)
    content = json.loads(filed["content"])
    material = next(one for one in content["case"]["materials"] if one["pages"])

    own.register(number, OFFICIAL)
    own.correct(OFFICIAL, "BZ990101202600001", (material["material"], material["name"], "图片不清楚", "四角完整"))
    own.fetch()
    assert stage.county_json("hand-over")["rounds"][0]["answers"] == 2
    heard(room)
    shown = room.prepares("show", number).json
    assert shown["row"]["number"] == OFFICIAL
    assert [(one["material"], one["defect"]) for one in shown["asked"]["lines"]] == [
        (material["material"], "图片不清楚")
    ]

    page = room.page("again.png", 90)
    told = room.prepares("supplement", number, "--material", f"{material['material']}={page}")
    assert told.exit == 0, told
    heard(room)
    stage.county_json("hand-over")
    assert [row["event_type"] for row in of(own, "wd_pro_event", number)] == ["收件", "补正"]
    assert of(own, "up_pro_accept", OFFICIAL) == []  # nobody accepted yet, so nothing says so

    accepted_at = NOW - timedelta(hours=3)
    own.accept(OFFICIAL, accepted_at)
    own.complete(OFFICIAL, result_cetr_name=RESULT)
    own.fetch()
    assert stage.county_json("hand-over")["rounds"][0]["answers"] == 2
    heard(room)
    shown = room.prepares("show", number).json
    assert RESULT in json.dumps(shown["timeline"], ensure_ascii=False)
    assert shown["row"]["state"] == "S80"
    report = stage.county_json("reconcile", "--day", NOW.date().isoformat())
    assert report["equal"], report["differences"]
