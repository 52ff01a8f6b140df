"""Codes: every word of the contract has exactly one code and comes back; nothing is guessed; no scale is reversed."""

import functools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from county.cases import EVENT_TYPES
from county.connectors.codes import SHIPPED, BadCodeList, UnknownCode, load_lists, read_list
from county.connectors.satisfaction import SCALES, FiveIsBest, Level, OneIsBest, ScoreColumn, scale

SCHEMAS = Path(__file__).resolve().parents[3] / "sync" / "contract" / "schemas"
NAMES = sorted(file.stem for file in SHIPPED.glob("*.json"))
LEVELS = st.sampled_from(list(Level))


def words_of_the_contract(where):
    """The ``enum`` that ``schema.json#/pointer`` names."""
    file, pointer = where.split("#")
    found = json.loads((SCHEMAS / file).read_text("utf-8"))
    return functools.reduce(lambda node, part: node[part], pointer.strip("/").split("/"), found)["enum"]


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_contract_has_exactly_one_code_or_a_reason_for_none(name):
    one = read_list(SHIPPED / f"{name}.json")
    if one.contract:
        words = words_of_the_contract(one.contract)
        assert sorted([*(code.ours for code in one.codes), *one.left_out]) == sorted(words)
    assert len({code.ours for code in one.codes}) == len(one.codes)
    for told in json.loads((SHIPPED / f"{name}.json").read_text("utf-8")).get("none", ()):
        assert len(told["why"]) > 10


@pytest.mark.parametrize("name", NAMES)
def test_what_goes_out_comes_back_the_same_or_not_at_all(name):
    one = read_list(SHIPPED / f"{name}.json")
    for code in one.codes:
        if one.way == "both":
            assert one.back(one.out(code.ours)) == code.ours
        else:
            with pytest.raises(UnknownCode):
                one.back(one.out(code.ours))


def test_the_kinds_of_events_are_those_the_platform_judges():
    assert {code.ours for code in load_lists()["event-kind"].codes} == EVENT_TYPES


@given(st.sampled_from(NAMES), st.text(max_size=6))
def test_an_unknown_code_is_refused_in_plain_words(name, text):
    one = load_lists()[name]
    if text not in {code.ours for code in one.codes}:
        with pytest.raises(UnknownCode, match=r"^代码表“.+”里没有“"):
            one.out(text)
    if text not in {code.theirs for code in one.codes}:
        with pytest.raises(UnknownCode, match=r"^代码表“.+”里没有代码“"):
            one.back(text)


def test_the_two_evaluation_interfaces_that_reverse_the_kinds_are_two_lists():
    lists = load_lists()
    assert lists["project-type-evaluation-shandong"].out("instant") == "1"
    assert lists["project-type-evaluation-zhejiang"].out("instant") == "2"


class TestSatisfaction:
    def test_one_is_best_there_and_five_is_best_here(self):
        assert OneIsBest(Level.VERY_SATISFIED).code == FiveIsBest(Level.VERY_DISSATISFIED).code == "1"
        assert OneIsBest(Level.VERY_DISSATISFIED).code == FiveIsBest(Level.VERY_SATISFIED).code == "5"

    @given(LEVELS, st.sampled_from(sorted(SCALES)))
    def test_a_level_comes_back_from_its_own_scale(self, level, name):
        kind = SCALES[name]
        assert kind.read(kind(level).code) == kind(level)

    @given(LEVELS, LEVELS)
    def test_scores_of_two_scales_are_never_equal(self, here, there):
        assert OneIsBest(here) != FiveIsBest(there)

    @given(LEVELS, LEVELS)
    def test_a_better_level_is_lower_where_one_is_best_and_higher_where_five_is(self, one, other):
        rank = list(Level).index
        if rank(one) < rank(other):
            assert OneIsBest(one).code < OneIsBest(other).code
            assert FiveIsBest(one).code > FiveIsBest(other).code

    @given(st.text(max_size=3))
    def test_a_code_of_no_scale_is_refused(self, text):
        for kind in SCALES.values():
            if text not in set("12345"):
                with pytest.raises(UnknownCode):
                    kind.read(text)

    @pytest.mark.parametrize("name", sorted(SCALES))
    @pytest.mark.parametrize("wrong", [5, "5", 1.0, Level.SATISFIED])
    def test_a_column_takes_no_bare_number(self, name, wrong):
        with pytest.raises(StatementError, match="TypeError"):
            self.stored(name, wrong)

    @given(LEVELS)
    def test_a_column_takes_no_score_of_the_other_scale(self, level):
        for name, other in (("1-best", FiveIsBest(level)), ("5-best", OneIsBest(level))):
            with pytest.raises(StatementError, match="TypeError"):
                self.stored(name, other)

    @pytest.mark.parametrize("level", Level)
    @pytest.mark.parametrize("name", sorted(SCALES))
    def test_a_column_gives_back_what_was_meant(self, name, level):
        assert self.stored(name, SCALES[name](level)) == SCALES[name](level)

    @staticmethod
    def stored(name, value):
        engine = create_engine("sqlite://")
        table = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("s", ScoreColumn(name)))
        try:
            table.create(engine)
            with engine.begin() as connection:
                connection.execute(insert(table).values(id=1, s=value))
                return connection.execute(select(table.c.s)).scalar_one()
        finally:
            engine.dispose()

    def test_the_data_say_which_end_is_best_and_a_reversed_file_is_refused(self, tmp_path, monkeypatch):
        told = json.loads((SHIPPED / "satisfaction-1-best.json").read_text("utf-8"))
        assert told["direction"] == {"best": "1", "worst": "5"}
        for code in told["codes"]:
            code["theirs"] = str(6 - int(code["theirs"]))
        (tmp_path / "satisfaction-1-best.json").write_text(json.dumps(told), "utf-8")
        monkeypatch.setattr("county.connectors.satisfaction.SHIPPED", tmp_path)
        scale.cache_clear()
        with pytest.raises(BadCodeList):
            scale("1-best")
        monkeypatch.undo()
        assert scale("1-best").direction["best"] == "1"


class TestOwnLists:
    """A county may replace a list by its own, but not what the list is for."""

    def change(self, folder, name, **change):
        told = {**json.loads((SHIPPED / f"{name}.json").read_text("utf-8")), **change}
        (folder / f"{told['list']}.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    def test_its_codes_go_over_the_shipped_ones(self, tmp_path):
        codes = [
            {"ours": "granted", "theirs": "01", "words": "出证"},
            {"ours": "not_granted", "theirs": "02", "words": "不通过"},
        ]
        self.change(tmp_path, "result-type", codes=codes)
        lists = load_lists(tmp_path)
        assert (lists["result-type"].out("granted"), lists["result-type"].back("02")) == ("01", "not_granted")
        assert lists["id-kind"] == load_lists()["id-kind"]

    @pytest.mark.parametrize(
        ("name", "change"),
        [
            ("satisfaction-5-best", {}),
            ("result-type", {"list": "my-list"}),
            ("result-type", {"way": "out"}),
            ("result-type", {"codes": [{"ours": "granted", "theirs": "1", "words": "准予"}]}),
            (
                "result-type",
                {
                    "codes": [
                        {"ours": "granted", "theirs": "1", "words": "a"},
                        {"ours": "not_granted", "theirs": "1", "words": "b"},
                    ]
                },
            ),
            ("result-type", {"codes": "1"}),
        ],
    )
    def test_what_would_be_guessed_or_reversed_is_refused(self, tmp_path, name, change):
        self.change(tmp_path, name, **change)
        with pytest.raises(BadCodeList):
            load_lists(tmp_path)
