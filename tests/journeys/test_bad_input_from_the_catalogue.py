"""A county whose catalogue was spoilt: what cannot stand is refused by name, everything else arrives."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from county.packs import Part, publish
from county.place import open_county

from .conftest import CARE, confirmed

CATALOGUE = Path(__file__).parents[2] / "resources" / "catalogue"
VERSION = 900
"""Far above that of the sample catalogue; each publication takes the next."""


def newest(place):
    with closing(sqlite3.connect(place.data / "county.db")) as database:
        query = "select version, text from packs where what = 'catalogue' order by version desc limit 1"
        version, text = database.execute(query).fetchone()
    return version, json.loads(text)


@pytest.fixture
def county(stage):
    """The county's own hands, beside its running platform; ends with a good catalogue again."""
    place = open_county(stage.county_data)
    yield place
    publish_changed(place)
    place.close()


def publish_changed(place, **changes):
    """Publish the sample catalogue, each item file changed as asked; unchecked, as a careless county would."""
    index = json.loads((CATALOGUE / "index.json").read_text("utf-8"))
    parts = []
    for one in index["items"]:
        content = (CATALOGUE / one["file"]).read_bytes()
        values = json.loads(content)
        for name, change in changes.items():
            if one["file"].startswith(f"items/{name.removeprefix('n')}-"):
                change(values)
                content = json.dumps(values, ensure_ascii=False).encode()
        parts.append(Part(one["code"], "item", one["file"], content))
    parts += [
        Part(one["code"], "package", one["file"], (CATALOGUE / one["file"]).read_bytes()) for one in index["packages"]
    ]
    return publish(place, "catalogue", parts, max(VERSION, newest(place)[0] + 1))


def names(room):
    return {one["code"]: one["name"] for one in room.prepares("guide").json["items"] if one["kind"] == "item"}


def code_of(number):
    (file,) = (CATALOGUE / "items").glob(f"{number}-*.json")
    return json.loads(file.read_text("utf-8"))["code"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda item: item["guide"].update(basis=""), "K402"),
        (lambda item: item.update(effective="2026-02-30"), "K403"),
    ],
    ids=["a missing element", "an impossible date"],
)
def test_a_bad_item_is_named_and_the_rest_of_the_catalogue_arrives(own_room, county, change, code):
    before = names(own_room)
    publish_changed(county, n01=change, n03=lambda item: item.update(name="改过名字的事项"))
    told = own_room.does("sync")
    assert told.exit == 7
    (refused,) = told.json["refused"]
    assert refused["code"] == code
    assert refused["happened"]
    assert refused["to_do"]
    after = names(own_room)
    assert after[code_of("03")] == "改过名字的事项"
    assert set(after) == set(before)
    assert after[code_of("01")] == before[code_of("01")]


def test_an_index_with_a_bad_signature_is_refused_and_the_old_catalogue_serves_on(own_room, county):
    room = own_room
    draft = room.draft()
    before = names(room)
    index = publish_changed(county, n03=lambda item: item.update(name="假冒的事项"))
    other = "A" if index["sig"][0] != "A" else "B"
    forged = json.dumps(index | {"sig": other + index["sig"][1:]}, ensure_ascii=False)
    with closing(sqlite3.connect(county.data / "county.db")) as database, database:
        database.execute("update packs set text = ? where version = ?", (forged, index["version"]))
    room.does("sync").is_trouble("K401", 7)
    assert names(room) == before
    assert confirmed(room.prepares("intake", "--draft", draft))


def test_a_part_whose_bytes_were_changed_is_refused_alone_and_fetched_when_it_is_mended(own_room, county):
    before = names(own_room)
    rename = {"n01": lambda item: item.update(name="改过名字甲"), "n03": lambda item: item.update(name="改过名字乙")}
    index = publish_changed(county, **rename)
    digest = next(one["digest"] for one in index["items"] if one["code"] == code_of("01"))
    (file,) = [one for one in (county.data / "blobs").rglob(f"{digest}*") if one.is_file()]
    good = file.read_bytes()
    file.chmod(0o600)
    file.write_bytes(good.replace("改过名字甲".encode(), "假冒的事项".encode()))
    own_room.does("sync").is_trouble("X614", 7)
    after = names(own_room)
    assert after[code_of("03")] == "改过名字乙"
    assert after[code_of("01")] == before[code_of("01")]
    file.write_bytes(good)
    assert own_room.prepares("sync").exit == 0
    assert names(own_room)[code_of("01")] == "改过名字甲"
    assert CARE in before
