from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain.catalogue import ItemState, Necessity, in_force, may_file_at, state_on
from windowdesk.domain.catalogue_import import read_item
from windowdesk.domain.materials import answers_that_count, checklist, questions_asked


def ids(item, answers, **more):
    return {line.material.id for line in checklist(item, answers, **more)}


@pytest.mark.parametrize(
    ("number", "answers", "has", "has_not"),
    [
        ("01", {"aid_group": "disabled"}, "disability_card", "aid_state"),
        ("01", {"aid_group": "no"}, "id_card", "disability_card"),
        ("03", {"yibao_who": "newborn"}, "birth_certificate", "id_card"),
        ("04", {"yidi_kind": "referral"}, "referral_sheet", "residence_permit"),
        ("05", {"cost_kind": "outpatient"}, "chronic_record", "medical_record"),
        ("08", {"dibao_who": "single_disabled"}, "disability_card", "illness_record"),
        ("20", {"build_kind": "move"}, "give_back", "old_right"),
        ("22", {"cut_size": "small"}, "cut_promise", "forest_right"),
    ],
)
def test_the_answer_changes_the_list(items, number, answers, has, has_not):
    found = ids(items[number], answers)
    assert has in found
    assert has_not not in found


def test_the_agents_card_is_asked_only_when_somebody_else_files(items):
    assert "agent_id_card" not in ids(items["07"], {})
    assert "agent_id_card" in ids(items["07"], {}, proxy=True)


def test_exempt_lines_are_shown_and_never_asked(items):
    lines = [line for line in checklist(items["07"], {}) if line.necessity is Necessity.EXEMPT]
    assert lines
    assert not any(line.asked for line in lines)


def test_a_question_is_asked_only_where_an_earlier_answer_leads_to_it(items):
    item = items["20"]
    assert [question.id for question in questions_asked(item, {})] == ["build_kind"]
    assert [question.id for question in questions_asked(item, {"build_kind": "new"})] == ["build_kind", "build_split"]


def test_an_answer_to_a_question_no_longer_asked_counts_for_nothing(items):
    stale = {"build_kind": "rebuild", "build_split": "yes"}
    assert "split_household" not in ids(items["20"], stale)
    assert "split_household" in ids(items["20"], {"build_kind": "new", "build_split": "yes"})
    assert answers_that_count(items["20"], stale) == {"@proxy": "no", "build_kind": "rebuild"}


def test_an_option_that_does_not_exist_is_no_answer(items):
    assert answers_that_count(items["20"], {"build_kind": "fly"}) == {"@proxy": "no"}


@given(st.data())
def test_nothing_is_ever_asked_twice_and_order_is_the_catalogues(items, data):
    item = items[data.draw(st.sampled_from(sorted(items)))]
    answers = {
        question.id: data.draw(st.sampled_from([option.id for option in question.options]))
        for question in item.questions
    }
    found = [line.material.id for line in checklist(item, answers, proxy=data.draw(st.booleans()))]
    assert found == [material.id for material in item.materials if material.id in set(found)]


@pytest.mark.parametrize(
    ("changes", "day", "state"),
    [
        ({}, "2026-11-20", ItemState.ACTIVE),
        ({"state": 2}, "2026-11-20", ItemState.PAUSED),
        ({"state": 3}, "2026-11-20", ItemState.CANCELLED),
        ({"cancelled": "2026-11-20"}, "2026-11-19", ItemState.ACTIVE),
        ({"cancelled": "2026-11-20"}, "2026-11-20", ItemState.CANCELLED),
        ({"effective": "2026-12-01"}, "2026-11-30", ItemState.PAUSED),
        ({"effective": "2026-12-01"}, "2026-12-01", ItemState.ACTIVE),
    ],
)
def test_planned_dates_decide_not_the_day_they_arrived(files, changes, day, state):
    item = read_item({**files["10-linshi-jiuzhu"], **changes})
    assert state_on(item, date.fromisoformat(day)) is state


def test_the_newest_version_already_effective_is_in_force(items):
    old, new = items["07.v1"], items["07"]
    assert in_force([new, old], date(2026, 9, 30)) is old
    assert in_force([old, new], date(2026, 10, 1)) is new
    assert in_force([new], date(2026, 9, 30)) is new
    assert in_force([], date(2026, 9, 30)) is None


def test_the_area_decides_where_an_item_may_be_filed(items, files):
    assert may_file_at(items["23"], "990101001001")
    assert not may_file_at(items["23"], "990201001001")
    assert may_file_at(items["10"], "990201001001")
    elsewhere = read_item({**files["10-linshi-jiuzhu"], "agency_code": "91350100M000100Y43", "area": "4"})
    assert not may_file_at(elsewhere, "990101001001")
    assert may_file_at(
        read_item({**files["10-linshi-jiuzhu"], "agency_code": "91350100M000100Y43", "area": "1"}), "990101001001"
    )
