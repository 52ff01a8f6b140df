import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windowdesk.domain import catalogue, news
from windowdesk.domain.case import Case
from windowdesk.domain.intake import Draft
from windowdesk.storage import codec

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
PLAIN = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3))

st.register_type_strategy(str, TEXT)
st.register_type_strategy(datetime, MOMENTS)


def values(cls):
    """Any value of a domain class; fields that hold free JSON get free JSON."""
    import dataclasses
    import typing

    free = {
        field.name: st.dictionaries(TEXT, JSON, max_size=3)
        for field in dataclasses.fields(cls)
        if "Any" in str(typing.get_type_hints(cls)[field.name])
    }
    return st.builds(cls, **free)


@settings(max_examples=40)
@given(values(Case))
def test_a_case_comes_back_as_it_was(case):
    assert codec.loads(Case, codec.dumps(case)) == case


@settings(max_examples=40)
@given(values(Draft))
def test_a_draft_comes_back_as_it_was(draft):
    assert codec.loads(Draft, codec.dumps(draft)) == draft


@settings(max_examples=40)
@given(values(catalogue.Item))
def test_an_item_comes_back_as_it_was(item):
    assert codec.loads(catalogue.Item, codec.dumps(item)) == item


@given(
    st.one_of(
        *(
            values(cls)
            for cls in (news.Registered, news.StatusChanged, news.CorrectionAsked, news.ResultIssued, news.Noticed)
        )
    )
)
def test_news_come_back_as_they_were(item):
    assert codec.loads(type(item), codec.dumps(item)) == item


def test_a_field_of_a_newer_program_is_left_out_and_a_missing_one_has_its_default(make_case):
    plain = codec.to_plain(make_case())
    plain["invented_later"] = 1
    del plain["official_number"]
    assert codec.from_plain(Case, plain).official_number == ""


def test_every_field_is_written_so_that_a_later_default_changes_nothing(make_case):
    case = make_case()
    assert set(json.loads(codec.dumps(case))) == set(case.__slots__)


def test_half_a_surrogate_pair_from_a_faulty_chip_is_not_lost():
    text = codec.dumps({"name": "张\ud842"})
    assert text.encode().decode() == text
    assert json.loads(text) == {"name": "张\ud842"}
    assert codec.encodable("张\ud842") == "张?"


def test_chinese_stays_readable():
    assert codec.dumps({"姓名": "䶮"}) == '{"姓名":"䶮"}'


def test_what_has_no_form_is_refused():
    with pytest.raises(TypeError, match="no JSON form"):
        codec.dumps({"key": object()})
