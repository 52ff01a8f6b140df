"""Receiving: a checked draft becomes a case in both copies, once, with everything that belongs to it."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from windowdesk.casework import choose, drafts, filling, intake_view, receive, search
from windowdesk.domain.case import CaseState
from windowdesk.domain.intake import merge_card
from windowdesk.domain.numbers import is_provisional
from windowdesk.errors import InputRefused, Known, StoreTrouble
from windowdesk.events import Changed, Kind
from windowdesk.storage.store import Store
from windowdesk.wire import envelope

from .conftest import CARE, OLD_AGE, PAUSED, PRESENCE, VERTICAL, Person


def refused(call, *args):
    with pytest.raises(Known) as caught:
        call(*args)
    return caught.value.code


def test_a_complete_draft_becomes_a_case_with_number_deadlines_and_sealed_event(desk, filled):
    done = receive.receive(desk, filled())
    case = done.value.case
    assert is_provisional(case.provisional_number)
    assert case.state is CaseState.RECEIVED
    assert case.item_version == 1
    assert case.site == desk.settings.site.name
    assert done.changed == {Kind.CASES, Kind.DRAFTS, Kind.OUTBOX}
    with desk.store.reading() as view:
        assert view.cases.get(case.id) == case
        ((event, verdict),) = view.outbox.of_case(case.id)
        assert verdict is None
        assert envelope.verify(event.text, desk.station_key.public_key())
        assert json.loads(event.text)["payload"]["case"]["provisional_number"] == case.provisional_number
        assert [row.action for row in view.audit.latest(10)] == ["receive"]
        assert view.audit.verify().faults == ()


def test_the_receipt_value_says_what_was_handed_in_and_is_signed(desk, filled):
    receipt = receive.receive(desk, filled()).value.receipt
    assert receipt.provisional
    assert receipt.id_masked.startswith("990101****")
    assert receipt.code.startswith("WD1.")
    assert [line.name for line in receipt.materials]


def test_pressing_save_twice_makes_one_case(desk, filled):
    draft = filled()
    case = receive.receive(desk, draft).value.case
    with pytest.raises(InputRefused) as caught:
        receive.receive(desk, draft)
    assert caught.value.code == "T511"
    assert case.provisional_number in caught.value.happened
    with desk.store.reading() as view:
        assert view.cases.count() == 1
        assert view.outbox.head()[0] == 1


def test_typing_into_a_draft_that_was_saved_elsewhere_is_refused(desk, filled):
    draft = filled()
    receive.receive(desk, draft)
    assert refused(drafts.keep, desk, draft) == "T511"
    assert refused(drafts.resume, desk, draft.id) == "T511"


def test_nothing_is_saved_before_enrolment(desk, filled):
    draft = filled()
    desk.settings = replace(desk.settings, station="")
    assert refused(receive.receive, desk, draft) == "T512"
    assert drafts.resume(desk, draft.id) == draft


def test_a_clock_before_2020_stops_receiving(desk, filled):
    draft = filled()
    desk.clock.move(datetime(2019, 12, 31, tzinfo=UTC) - desk.clock.now())
    assert refused(receive.receive, desk, draft) == "T507"


def test_the_same_person_and_item_again_needs_a_reason(desk, filled):
    first = receive.receive(desk, filled()).value.case
    again = filled()
    with pytest.raises(InputRefused) as caught:
        receive.receive(desk, again)
    assert caught.value.code == "N711"
    assert first.provisional_number in caught.value.happened
    second = receive.receive(desk, replace(again, duplicate_reason="补充另一处就医地")).value.case
    assert second.duplicate_reason == "补充另一处就医地"


def test_a_finished_case_does_not_stand_in_the_way(desk, filled, county):
    first = receive.receive(desk, filled()).value.case
    county.settles(first.id)
    county.moves(first.id, CaseState.REFUSED)
    assert receive.receive(desk, filled()).value.case.id != first.id


def test_a_paused_item_is_refused_and_the_draft_kept(desk, filled):
    draft = filled(PAUSED, Person.OLD)
    assert refused(receive.receive, desk, draft) == "K407"
    assert drafts.resume(desk, draft.id).item_code == PAUSED


def test_too_young_for_the_item(desk, filled):
    assert refused(receive.receive, desk, filled(OLD_AGE, Person.YOUNG)) == "N716"


def test_an_item_that_needs_presence_takes_no_proxy(desk, filled):
    from windowdesk.domain.case import Mode

    draft = filling.with_mode(filled(PRESENCE), Mode.PROXY)
    draft, _ = merge_card(draft, Person.RARE, "agent")
    draft = filling.with_entry(draft, "agent", "mobile", "13800009999")
    assert refused(receive.receive, desk, draft) == "N708"


def test_an_item_of_another_system_needs_that_systems_number(desk, filled):
    draft = filled(VERTICAL)
    assert refused(receive.receive, desk, draft) == "N718"
    case = receive.receive(desk, replace(draft, vertical_number="SC-2026-17")).value.case
    assert case.vertical_number == "SC-2026-17"
    assert case.materials == ()


def test_an_item_of_another_place_is_refused(desk, filled):
    draft = filled()
    desk.settings = replace(desk.settings, site=replace(desk.settings.site, region="110101001001"))
    assert refused(receive.receive, desk, draft) == "N717"


def test_no_notice_no_case(desk, filled):
    assert refused(receive.receive, desk, filled(notice=False)) == "N707"


def test_a_missing_material_stops_it(desk, filled):
    assert refused(receive.receive, desk, filled(papers=False)) == "N704"


def test_a_deferral_past_its_last_day_stops_it(desk, filled):
    draft = filled()
    material = next(row.material for row in intake_view.view(desk, draft).checklist if row.deferrable)
    draft = filling.with_paper(draft, material, False)
    late = filling.with_deferral(draft, material, date(2027, 12, 31), undertaking=True)
    assert refused(receive.receive, desk, late) == "N706"


def test_what_the_item_does_not_ask_for_is_not_stored(desk, filled):
    draft = filled()
    draft = filling.with_field(draft, "favourite_colour", "red")
    case = receive.receive(desk, draft).value.case
    assert "favourite_colour" not in case.form
    assert case.applicant.nation == ""
    assert Person.YOUNG.authority not in json.dumps(case.form, ensure_ascii=False)


def test_numbers_are_never_given_twice(desk, filled):
    numbers = {
        receive.receive(desk, replace(filled(), duplicate_reason="练习")).value.case.provisional_number
        for _ in range(5)
    }
    assert len(numbers) == 5


def test_a_package_becomes_several_cases_and_one_receipt(desk, filled):
    done = receive.receive(desk, filled(package="P4"))
    cases, receipt = done.value.cases, done.value.receipt
    assert len(cases) >= 2
    assert len({case.provisional_number for case in cases}) == len(cases)
    assert len({case.package for case in cases}) == 1
    assert receipt.other_numbers == tuple(case.provisional_number for case in cases[1:])
    assert set(cases[1].after) <= {cases[0].id}
    with desk.store.reading() as view:
        assert view.outbox.head()[0] == len(cases)


def test_a_refused_package_saves_none_of_its_cases(desk, filled):
    draft = filled(package="P4", papers=False)
    with pytest.raises(InputRefused):
        receive.receive(desk, draft)
    with desk.store.reading() as view:
        assert view.cases.count() == 0
        assert view.outbox.head()[0] == 0


def test_the_second_copy_alone_brings_the_case_back(desk, filled, vault, tmp_path):
    case = receive.receive(desk, filled()).value.case
    copy = tmp_path / "other"
    shutil.copytree(desk.store.second_copy, copy)
    restored = Store.open(tmp_path / "new-home", vault, clock=desk.clock, second_copy=copy)
    try:
        with restored.reading() as view:
            assert view.cases.get(case.id) == case
            assert view.drafts.closed_as("nobody") == ""
    finally:
        restored.close()


def test_the_bus_is_told_after_the_commit(desk, filled):
    seen = []

    def listener(news):
        if Kind.CASES in news.kinds:
            with desk.store.reading() as view:
                seen.append(view.cases.count())

    draft = filled()
    desk.bus.subscribe(Changed, listener)
    receive.receive(desk, draft)
    assert seen == [1]


def test_disk_full_saves_nothing_and_the_draft_stays(desk, filled, monkeypatch):
    draft = filled()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(desk.store._shared.copy, "append", full)
    with pytest.raises(StoreTrouble):
        receive.receive(desk, draft)
    monkeypatch.undo()
    with desk.store.reading() as view:
        assert view.cases.count() == 0
    assert receive.receive(desk, draft).value.case.provisional_number


def test_without_a_catalogue_nothing_can_be_chosen(empty_desk):
    draft = drafts.start(empty_desk).value
    assert refused(choose.item, empty_desk, draft, CARE) == "K409"


@pytest.mark.parametrize("text", ["异地就医备案", "ydjy", CARE])
def test_items_are_found_by_name_initials_and_code(desk, text):
    assert CARE in {row.code for row in search.items(desk, text)}


def test_every_usable_item_of_the_catalogue_can_be_received(desk, filled, catalogue):
    """Each item with sample values, papers held: whatever refuses must be a rule, never a bug."""
    codes = set()
    for item in catalogue[1]:
        try:
            receive.receive(desk, filled(item.code, Person.OLD))
        except InputRefused as refusal:
            codes.add(refusal.code)
    assert codes <= {"N716", "N718", "K407", "N711"}
