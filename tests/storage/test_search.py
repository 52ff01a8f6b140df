from dataclasses import replace

import pytest

from windowdesk.domain.people import Person
from windowdesk.storage import search

READINGS = {"单": "sd", "雨": "y", "桐": "t", "张": "z", "三": "s", "丰": "f"}


def initials(text):
    found = [""]
    for character in text:
        found = [head + tail for head in found for tail in READINGS.get(character, "")] or found
    return tuple(found)


PEOPLE = {
    "单雨桐": ("990101198002020022", "19911112222"),
    "张三丰": ("990101199001010017", "19922223333"),
    "欧阳䶮𬱖": ("990101197003030035", "19933334444"),
    "阿依古丽·买买提": ("990101196504040049", ""),
    "Zhang Wei": ("99010119990505005X", "19944445555"),
}


@pytest.fixture(params=[False, True], ids=["just saved", "entered"])
def filled(request, opened, make_case):
    store = opened(initials=initials)
    with store.unit() as unit:
        for name, (number, mobile) in PEOPLE.items():
            unit.cases.put(make_case(applicant=Person(name, number, mobile=mobile)))
    if request.param:
        store = opened(initials=initials)
    return store


def names(store, text, limit=50):
    with store.reading() as view:
        return {row.name for row in view.cases.search(text, limit)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("张", {"张三丰"}),
        ("三丰", {"张三丰"}),
        ("雨桐", {"单雨桐"}),
        ("欧阳", {"欧阳䶮𬱖"}),
        ("䶮", {"欧阳䶮𬱖"}),
        ("𬱖", {"欧阳䶮𬱖"}),
        ("古丽买买", {"阿依古丽·买买提"}),
        ("阿依古丽·买买提", {"阿依古丽·买买提"}),
        ("zhang", {"Zhang Wei"}),
        ("WEI", {"Zhang Wei"}),
        ("syt", {"单雨桐"}),
        ("DYT", {"单雨桐"}),
        ("yt", {"单雨桐"}),
        ("zsf", {"张三丰"}),
        ("0017", {"张三丰"}),
        ("005x", {"Zhang Wei"}),
        ("０２２", {"单雨桐"}),
        ("3333", {"张三丰", "欧阳䶮𬱖"}),
        ("19933334444", {"欧阳䶮𬱖"}),
        ("z10003x", {"欧阳䶮𬱖"}),
        ("LS990101001001261122Z10005X", {"Zhang Wei"}),
        ("三丰 3333", {"张三丰"}),
        ("三丰 4444", set()),
        ("养老", set(PEOPLE)),
        ("居民 雨桐", {"单雨桐"}),
        ("三张", set()),
        ("17", set()),
        ("", set()),
        ("   ", set()),
        ('"', set()),
        ('" OR "', set()),
        ("name:张", set()),
        ("张*", {"张三丰"}),
        ("-", set()),
        ("NEAR(", set()),
    ],
)
def test_a_case_is_found_by_any_part_of_what_is_known_of_it(filled, typed, found):
    assert names(filled, typed) == found


def test_the_newest_come_first_and_no_more_than_asked(filled):
    with filled.reading() as view:
        rows = view.cases.search("养老", 2)
    assert [row.name for row in rows] == ["Zhang Wei", "阿依古丽·买买提"]


def test_a_case_that_got_its_official_number_is_found_by_it(filled):
    with filled.unit() as unit:
        case = unit.cases.get(unit.cases.search("三丰")[0].id)
        unit.cases.put(replace(case, official_number="99010120261122777001"))
    assert names(filled, "777001") == {"张三丰"}
    assert names(filled, "三丰") == {"张三丰"}


def test_a_corrected_name_is_found_and_the_wrong_one_no_more(filled, opened):
    with filled.unit() as unit:
        case = unit.cases.get(unit.cases.search("三丰")[0].id)
        unit.cases.put(replace(case, applicant=replace(case.applicant, name="章三峰")))
    store = opened(initials=initials)
    assert names(store, "三峰") == {"章三峰"}
    assert names(store, "三丰") == set()


def test_words_are_entered_in_batches_while_work_goes_on(store, make_case):
    with store.unit() as unit:
        for _ in range(search.BATCH):
            unit.cases.put(make_case())
    with store.reading() as view:
        assert view.cases._work.sql("SELECT count(*) FROM cases WHERE indexed = 0").scalar() == 0
        assert len(view.cases.search("三丰", 1000)) == search.BATCH


def test_a_case_whose_state_alone_changed_is_not_entered_again(filled, opened):
    store = opened(initials=initials)
    with store.unit() as unit:
        case = unit.cases.get(unit.cases.search("三丰")[0].id)
        unit.cases.put(replace(case, status_note="审查中"))
        assert unit.cases._work.sql("SELECT count(*) FROM cases WHERE indexed = 0").scalar() == 0
