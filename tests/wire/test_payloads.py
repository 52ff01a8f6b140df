"""Every event and every piece of news survives the wire, whatever stands in it."""

import dataclasses
import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windowdesk import assets
from windowdesk.domain import case, case_events, news, people
from windowdesk.wire import case_json, values
from windowdesk.wire.canonical import canonical
from windowdesk.wire.feed_json import NEWS_TYPES

_spec = importlib.util.spec_from_file_location("wire_values", Path(__file__).with_name("conftest.py"))
_drawn = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_drawn)

EVENTS = [cls for cls in case_events.__dict__.values() if isinstance(cls, type) and hasattr(cls, "TYPE")]
NEWS = [cls for cls in news.__dict__.values() if isinstance(cls, type) and hasattr(cls, "TYPE")]


def test_all_types_have_a_name_on_the_wire():
    assert sorted(cls.TYPE for cls in EVENTS) == sorted(case_json.EVENT_TYPES)
    assert sorted(cls.TYPE for cls in NEWS) == sorted(NEWS_TYPES)


@pytest.mark.parametrize("cls", EVENTS + NEWS, ids=lambda cls: cls.TYPE)
@settings(max_examples=25)
@given(data=st.data())
def test_there_and_back_gives_the_same_value(cls, data):
    value = data.draw(_drawn.values_of(cls))
    there = values.to_json(value)
    assert values.from_json(cls, there) == value
    assert canonical(there)
    assert values.from_json(cls, {**there, "later": {"x": [1]}}, unknown_ignored=True) == value


@given(moment=st.datetimes(_drawn.EARLIEST, _drawn.LATEST, timezones=st.timezones()))
def test_a_moment_keeps_its_microsecond_in_any_zone(moment):
    text = values.moment_text(moment)
    assert text.endswith("Z")
    assert values.read_moment(text, "") == moment.astimezone(UTC)


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2026-11-22T01:02:03", "20261122T010203Z", "2026-13-01T00:00:00Z", "2026-W47-1T00:00:00Z", 5, None, "２026-11-22T01:02:03Z"],
)  # fmt: skip
def test_what_is_not_a_moment_is_refused(text):
    with pytest.raises(values.WrongShape):
        values.read_moment(text, "at")


def test_a_moment_without_a_zone_does_not_go_out():
    with pytest.raises(ValueError, match="zone"):
        values.moment_text(datetime(2026, 11, 22))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"round": "1", "materials": [], "form": {}, "supplemented_at": "2026-11-22T01:00:00Z", "complete": True}, "round"),
        ({"round": True, "materials": [], "form": {}, "supplemented_at": "2026-11-22T01:00:00Z", "complete": True}, "round"),
        ({"round": 1, "materials": [{"material": 1, "name": ""}], "form": {}, "supplemented_at": "2026-11-22T01:00:00Z", "complete": True}, "materials[0].material"),
        ({"round": 1, "materials": {}, "form": {}, "supplemented_at": "2026-11-22T01:00:00Z", "complete": True}, "materials"),
        ({"round": 1, "materials": [], "form": [], "supplemented_at": "2026-11-22T01:00:00Z", "complete": True}, "form"),
        ({"round": 1, "materials": [], "form": {}, "supplemented_at": "2026-11-22", "complete": True}, "supplemented_at"),
        ({"round": 1, "materials": [], "form": {}, "complete": True}, ""),
        ({"round": 1, "materials": [], "form": {}, "supplemented_at": "2026-11-22T01:00:00Z", "complete": True, "x": 1}, ""),
    ],
)  # fmt: skip
def test_a_wrong_payload_is_refused_with_its_place_and_without_its_content(data, where):
    with pytest.raises(values.WrongShape) as caught:
        case_json.event_from("case.supplemented", data)
    assert caught.value.where == where


def test_an_unknown_type_is_refused():
    with pytest.raises(values.WrongShape):
        case_json.event_from("case.exploded", {})


def test_files_are_found_wherever_they_stand():
    page = {"digest": "b" * 64, "media_type": "image/jpeg", "size": 1}
    other = {"digest": "a" * 64, "media_type": "image/jpeg", "size": 2}
    found = case_json.blob_digests({"case": {"materials": [{"pages": [page, other]}], "authority": {"pages": [page]}}})
    assert found == ("a" * 64, "b" * 64)


def test_a_preview_is_a_file_of_its_own_and_where_there_is_none_nothing_is_said_of_it():
    page = case.BlobRef("b" * 64, "image/jpeg", 900_000)
    small = case.BlobRef("a" * 64, "image/jpeg", 30_000)
    plain, seen = (values.to_json(one) for one in (page, page.with_preview(small)))
    assert plain == {"digest": "b" * 64, "media_type": "image/jpeg", "size": 900_000}
    assert seen == {**plain, "preview": values.to_json(small)}
    assert case_json.blob_digests({"pages": [seen]}) == ("a" * 64, "b" * 64)
    assert values.from_json(case.BlobRef, seen).preview == case.Preview("a" * 64, "image/jpeg", 30_000)
    assert values.from_json(case.BlobRef, plain).preview is None


def test_the_fields_of_every_payload_are_those_of_the_contract():
    schemas = assets.path("sync", "contract", "schemas")
    parts = json.loads((schemas / "common.json").read_text("utf-8"))["$defs"]
    shared = [
        ("page", case.BlobRef),
        ("blob", case.Preview),
        ("case", case.Case),
        ("person", people.Person),
        ("material", case.CaseMaterial),
    ]
    shared += [("deadline", case.Deadline), ("authority", case.Authority), ("visit", case.Visit)]
    agreed = [(parts[name], cls) for name, cls in shared]
    agreed += [(json.loads((schemas / f"payload.{cls.TYPE}.json").read_text("utf-8")), cls) for cls in EVENTS]
    agreed += [(json.loads((schemas / f"feed.{cls.TYPE}.json").read_text("utf-8")), cls) for cls in NEWS]
    for schema, cls in agreed:
        assert set(schema["properties"]) == {one.name for one in dataclasses.fields(cls)}, cls
