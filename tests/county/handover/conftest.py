"""A county with a published item, a front database, and the county's own system at the other end of it."""

import json
from pathlib import Path

import pytest
from own_system import OwnSystem

from county import office
from county.connectors.front_database import FrontDatabase
from county.connectors.handover import hand_over
from county.connectors.settings import FRONT_DATABASE, Settings, keep
from county.packs import Part, publish

ITEM = "11990000MB2000397Y599203900400001"
ITEM_FILE = Path(__file__).resolve().parents[3] / "resources" / "catalogue" / "items" / "04-yidi-jiuyi.json"
MATERIALS = [
    {"material": "M1", "name": "居民身份证", "how": "scan", "originals": 1},
    {"material": "M2", "name": "转诊单", "how": "deferred", "deferred_until": "2026-12-20"},
    {"material": "M3", "name": "参保信息", "how": "exempt"},
]


@pytest.fixture
def publish_item(county):
    """Publish the item in the version given."""

    def do(version, **changed):
        item = json.loads(ITEM_FILE.read_text("utf-8")) | {"version": version, **changed}
        publish(county, "catalogue", [Part(ITEM, "item", ITEM_FILE.name, json.dumps(item).encode())], version)

    return do


@pytest.fixture
def catalogue(publish_item):
    publish_item(1)


@pytest.fixture
def connect(county, tmp_path):
    """Connect a front database on SQLite; gives its settings and the county's own system at its other end."""
    systems = []

    def do(name, scale):
        file = tmp_path / f"{name}.db"
        made = Settings(name, FRONT_DATABASE, "133", scale, url=f"sqlite:///{file}")
        front = FrontDatabase(made)
        front.prepare(made.lists())
        front.close()
        keep(county, made)
        systems.append(OwnSystem(file))
        return made, systems[-1]

    yield do
    for system in systems:
        system.close()


@pytest.fixture
def connected(connect):
    return connect("front", "1-best")


@pytest.fixture
def settings(connected):
    return connected[0]


@pytest.fixture
def own(connected):
    return connected[1]


@pytest.fixture
def go(county, settings):
    """One round of the hand-over."""
    return lambda **more: hand_over(county, settings, **more)


@pytest.fixture
def filed(station, catalogue):
    """Report a case; gives its provisional number."""

    def file(**changed):
        event = station.case(
            item_code=ITEM, item_name="基本医疗保险异地就医备案", **{"materials": MATERIALS, **changed}
        )
        told = station.send(event).json()["verdicts"]
        assert [one["verdict"] for one in told] == ["accepted"], told
        return event["payload"]["case"]["provisional_number"]

    return file


@pytest.fixture
def more(station):
    """Report something else of a case that was filed."""

    def report(number, kind, payload):
        case = next(
            one["case"]
            for one in station.log
            if one["type"] == "case.received" and one["payload"]["case"]["provisional_number"] == number
        )
        told = station.send(station.event(kind, case, payload)).json()["verdicts"]
        assert [one["verdict"] for one in told] == ["accepted"], told

    return report


@pytest.fixture
def registered(county, filed):
    """A case that the platform registered itself: (provisional, official)."""

    def make(**changed):
        number = filed(**changed)
        return number, office.register(county, number)["official_number"]

    return make
