from dataclasses import replace
from datetime import date, timedelta

import pytest

from windowdesk.domain.case import CaseState, Deadline
from windowdesk.domain.people import Person
from windowdesk.storage.cases import CaseFilter
from windowdesk.storage.outbox import Verdict


def put(store, *cases):
    with store.unit() as unit:
        for case in cases:
            unit.cases.put(case)


def test_a_case_is_found_by_both_its_numbers_for_ever(store, make_case):
    case = make_case()
    put(store, case)
    registered = replace(case, official_number="99010120261122000007")
    put(store, registered)
    with store.reading() as view:
        assert view.cases.by_number(case.provisional_number.lower()) == registered
        assert view.cases.by_number(" 99010120261122000007 ") == registered
        assert view.cases.by_number("") is None
        assert view.cases.by_number("LS0") is None


def test_an_unknown_case_is_told(store):
    with store.reading() as view:
        assert view.cases.find("nobody") is None
        with pytest.raises(KeyError):
            view.cases.get("nobody")


def test_pages_follow_each_other_without_gap_or_repeat(store, make_case):
    states = [CaseState.QUEUED, CaseState.RECEIVED, CaseState.READY]
    cases = [make_case(state=states[number % 3]) for number in range(25)]
    put(store, *cases)
    seen, after = [], None
    with store.reading() as view:
        while page := view.cases.page(CaseFilter(), after, 7):
            seen += page
            after = page[-1].key
    assert [row.id for row in seen] == [case.id for case in reversed(cases)]


def test_pages_stay_in_step_when_many_cases_have_the_same_moment(store, make_case, clock):
    cases = [make_case(received_at=clock.now()) for _ in range(9)]
    put(store, *(replace(case, received_at=cases[0].received_at) for case in cases))
    with store.reading() as view:
        first = view.cases.page(CaseFilter(), None, 5)
        rest = view.cases.page(CaseFilter(), first[-1].key, 5)
    assert {row.id for row in [*first, *rest]} == {case.id for case in cases}


def test_the_most_urgent_comes_first_and_cases_without_a_day_last(store, make_case):
    dues = [date(2026, 12, 9), None, date(2026, 11, 23), date(2027, 1, 4)]
    put(store, *(make_case(deadlines=(Deadline("completion", due), Deadline("notice", None))) for due in dues))
    with store.reading() as view:
        rows = view.cases.page(CaseFilter(order="due"), None, 3)
        rows += view.cases.page(CaseFilter(order="due"), rows[-1].key, 3)
    assert [row.due for row in rows] == [date(2026, 11, 23), date(2026, 12, 9), date(2027, 1, 4), None]


def test_a_filter_shows_only_what_it_says(store, make_case, clock):
    early = make_case(state=CaseState.RECEIVED)
    clock.move(timedelta(days=1))
    late = make_case(state=CaseState.QUEUED, item_name="另一件")
    put(store, early, late)
    with store.reading() as view:

        def ids(**which):
            return [row.id for row in view.cases.page(CaseFilter(**which))]

        assert ids(states=frozenset({CaseState.RECEIVED})) == [early.id]
        assert ids(received_from=clock.now() - timedelta(hours=1)) == [late.id]
        assert ids(received_to=clock.now() - timedelta(hours=1)) == [early.id]
        assert view.cases.counts() == {CaseState.RECEIVED: 1, CaseState.QUEUED: 1}
        assert view.cases.count([CaseState.QUEUED]) == 1
        assert view.cases.count() == 2


def test_a_row_says_whether_the_county_has_settled_the_case(store, receive):
    with store.unit() as unit:
        case = receive(unit)

    def shown():
        with store.reading() as view:
            row = view.cases.page(CaseFilter())[0]
            return row.waiting, row.rejected

    assert shown() == (True, False)
    with store.unit() as unit:
        unit.outbox.verdict(1, Verdict("rejected", title="材料不清"))
    assert shown() == (False, True)
    with store.unit() as unit:
        unit.outbox.dealt_with(1)
    assert shown() == (False, False)
    assert case.id


def test_an_open_case_for_the_same_thing_is_found_a_finished_one_is_not(store, make_case):
    case, ended = make_case(), make_case(state=CaseState.WITHDRAWN)
    other = make_case(applicant=Person("李四", "990101199001020039"))
    put(store, case, ended, other)
    with store.reading() as view:
        assert [row.id for row in view.cases.open_for("990101199001010017", case.item_code)] == [case.id]
        assert view.cases.open_for("990101199001010017", "another item") == []
        assert [row.id for row in view.cases.of_person("990101199001010017")] == [ended.id, case.id]
        assert view.cases.whole_of_person("990101199001020039") == [other]


def test_two_cases_never_carry_one_number(store, make_case):
    case = make_case()
    put(store, case)
    with pytest.raises(Exception, match="UNIQUE"):
        put(store, make_case(provisional_number=case.provisional_number))


def test_earlier_materials_of_a_person_come_newest_first_with_their_scans(store, make_case):
    from windowdesk.domain.case import BlobRef, CaseMaterial

    page = BlobRef("cd" * 32, "image/jpeg", 10)
    with_scan = CaseMaterial("m-id", "身份证", (page,))
    without = CaseMaterial("m-form", "申请表", (), how="paper")
    old, void, new = (
        make_case(materials=(with_scan, without)),
        make_case(materials=(with_scan,), state=CaseState.VOID),
        make_case(materials=(with_scan,)),
    )
    put(store, old, void, new)
    with store.reading() as view:
        found = view.materials.of_person("990101199001010017")
        assert [(one.material, one.case, one.pages) for one in found] == [
            ("m-id", new.id, (page,)),
            ("m-id", old.id, (page,)),
        ]
        assert view.materials.of_person("990101199001020039") == []
