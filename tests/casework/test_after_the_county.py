"""What follows the county's word: supplement, deliver, withdraw, void, evaluate."""

import json

import pytest

from windowdesk.casework import case_view, deliver, evaluate, inbox, receive, scans, supplement, void, withdraw
from windowdesk.casework.deliver import Delivery
from windowdesk.casework.supplement import Supplied
from windowdesk.domain.brought import Brought
from windowdesk.domain.case import CaseState
from windowdesk.domain.news import PackAvailable
from windowdesk.domain.page_set import PageSet
from windowdesk.errors import InputRefused

from .conftest import Person

ASKED = [("id_card", "身份证", "图片不清楚", "四角完整"), ("referral_sheet", "转诊单", "缺少盖章", "有医院公章")]


def code_of(call, *args):
    with pytest.raises(InputRefused) as caught:
        call(*args)
    return caught.value.code


def last_event(desk, case_id):
    with desk.store.reading() as view:
        event, _ = view.outbox.of_case(case_id)[-1]
    return json.loads(event.text)


@pytest.fixture
def asked(desk, received, county):
    case = received()
    county.registers(case.id)
    county.asks(case.id, ASKED)
    return case


def test_what_is_asked_stands_in_the_inbox_with_every_line(desk, asked):
    (row,) = inbox.rows(desk)
    assert row.kind == "correction"
    assert row.needs_act
    assert [line.material for line in row.lines] == ["id_card", "referral_sheet"]
    assert row.due.isoformat() == "2026-03-16"
    assert row.mark == "green"


def test_a_whole_answer_closes_the_round(desk, asked, page_file):
    pages = {line[0]: (scans.keep_page(desk, page_file()),) for line in ASKED}
    case = supplement.supplement(desk, asked.id, Supplied(pages)).value
    assert case.state is CaseState.CORRECTED
    assert inbox.rows(desk) == ()
    payload = last_event(desk, asked.id)["payload"]
    assert (payload["round"], payload["complete"]) == (1, True)
    assert len(last_event(desk, asked.id)["blobs"]) == 2


def test_a_part_is_taken_and_the_rest_stays_asked(desk, asked, page_file):
    first = Supplied({"id_card": (scans.keep_page(desk, page_file()),)})
    case = supplement.supplement(desk, asked.id, first).value
    assert case.state is CaseState.CORRECTION_ASKED
    assert last_event(desk, asked.id)["payload"]["complete"] is False
    assert [line.material for line in supplement.asked(desk, asked.id).lines] == ["referral_sheet"]
    rest = Supplied(paper=frozenset({"referral_sheet"}))
    assert supplement.supplement(desk, asked.id, rest).value.state is CaseState.CORRECTED


def test_what_was_kept_is_over_when_it_is_sent_and_what_was_not_sent_stays(desk, asked, page_file):
    first, late = (scans.keep_page(desk, page_file(name)) for name in ("first.png", "late.png"))
    brought = Brought(asked.id).with_pages("id_card", PageSet((first,))).with_field("note", "补")
    supplement.keep(desk, brought)
    assert case_view.view(desk, asked.id).brought == brought
    supplement.keep(desk, brought.with_pages("id_card", PageSet((first, late))))
    supplement.supplement(desk, asked.id, Supplied({"id_card": (first,)}, form={"note": "补"}))
    left = case_view.view(desk, asked.id).brought
    assert left == Brought(asked.id).with_pages("id_card", PageSet((late,)))


def test_a_refused_supplement_keeps_what_was_brought(desk, asked):
    brought = Brought(asked.id).with_paper("moon_rock", held=True)
    supplement.keep(desk, brought)
    assert code_of(supplement.supplement, desk, asked.id, Supplied(paper=brought.paper)) == "N702"
    assert case_view.view(desk, asked.id).brought == brought


def test_nothing_brought_or_nothing_asked_is_refused(desk, asked, received):
    assert code_of(supplement.supplement, desk, asked.id, Supplied()) == "N701"
    other = received(card=Person.RARE)
    assert code_of(supplement.supplement, desk, other.id, Supplied(paper=frozenset({"id_card"}))) == "N712"


def test_a_material_nobody_asked_for_is_refused(desk, asked):
    assert code_of(supplement.supplement, desk, asked.id, Supplied(paper=frozenset({"moon_rock"}))) == "N702"


def test_a_deferred_material_comes_in_later(desk, filled, page_file, county):
    from windowdesk.casework import drafts, filling, intake_view

    draft = filled()
    row = next(one for one in intake_view.view(desk, draft).checklist if one.deferrable)
    draft = filling.with_paper(draft, row.material, False)
    draft = drafts.keep(desk, filling.with_deferral(draft, row.material, row.latest, undertaking=True)).value
    case = receive.receive(desk, draft).value.case
    assert any(one.kind == "deferral" for one in case.deadlines)
    county.registers(case.id)
    page = scans.keep_page(desk, page_file())
    after = supplement.supplement(desk, case.id, Supplied({row.material: (page,)})).value
    assert not any(one.kind == "deferral" for one in after.deadlines)
    assert supplement.asked(desk, case.id).lines == ()
    assert last_event(desk, case.id)["payload"]["round"] == 0


def test_a_case_the_county_refused_goes_up_again_under_its_number(desk, received, county, page_file):
    case = received()
    county.rejects(case.id)
    (row,) = inbox.rows(desk)
    assert row.kind == "rejected"
    assert "证件看不清" in row.text
    view = case_view.view(desk, case.id)
    assert view.row.state is CaseState.BOUNCED
    page = scans.keep_page(desk, page_file())
    supplement.supplement(desk, case.id, Supplied({"id_card": (page,)}))
    event = last_event(desk, case.id)
    assert (event["type"], event["case_seq"]) == ("case.received", 2)
    assert event["payload"]["case"]["provisional_number"] == case.provisional_number
    assert inbox.rows(desk) == ()


def test_handing_over_needs_a_result_and_a_look_at_the_card(desk, received, county):
    case = received()
    county.registers(case.id)
    shown = Delivery("王某", id_checked=True)
    assert code_of(deliver.deliver, desk, case.id, shown) == "N712"
    county.grants(case.id)
    assert code_of(deliver.deliver, desk, case.id, Delivery("王某")) == "N719"
    after = deliver.deliver(desk, case.id, shown).value
    assert after.state is CaseState.DELIVERED
    assert last_event(desk, case.id)["payload"]["documents"] == ["备案通知书 青医备2026-1"]
    assert inbox.rows(desk) == ()
    assert after.deadlines == ()


def test_mail_needs_a_waybill_and_no_card(desk, received, county):
    case = received()
    county.registers(case.id)
    county.grants(case.id)
    assert code_of(deliver.deliver, desk, case.id, Delivery("王某", way="mail")) == "N701"
    assert code_of(deliver.deliver, desk, case.id, Delivery("王某", way="pigeon")) == "N702"
    sent = Delivery("王某", way="mail", waybill="EMS123")
    assert deliver.deliver(desk, case.id, sent).value.state is CaseState.DELIVERED


def test_nothing_is_handed_over_twice(desk, received, county):
    case = received()
    county.registers(case.id)
    county.grants(case.id)
    deliver.deliver(desk, case.id, Delivery("王某", id_checked=True))
    assert code_of(deliver.deliver, desk, case.id, Delivery("王某", id_checked=True)) == "N712"


def test_withdrawing_needs_a_reason_and_ends_the_case(desk, received):
    case = received()
    assert code_of(withdraw.withdraw, desk, case.id, "  ") == "N715"
    after = withdraw.withdraw(desk, case.id, "不办了", ("身份证",)).value
    assert after.state is CaseState.WITHDRAWN
    assert last_event(desk, case.id)["payload"]["returned_materials"] == ["身份证"]
    assert code_of(withdraw.withdraw, desk, case.id, "再撤") == "N712"


def test_a_case_on_its_way_can_still_be_withdrawn(desk, received, county):
    case = received()
    county.settles(case.id)
    with desk.store.unit("exchange") as unit:
        from dataclasses import replace

        unit.cases.put(replace(unit.cases.get(case.id), state=CaseState.UPLOADED))
    assert withdraw.withdraw(desk, case.id, "不办了").value.state is CaseState.WITHDRAWN


def test_voiding_needs_a_supervisor_and_a_reason(desk, received):
    case = received()
    assert code_of(void.void, desk, case.id, "", "录错") == "N701"
    assert code_of(void.void, desk, case.id, "钱主任", "") == "N715"
    assert void.void(desk, case.id, "钱主任", "录错人").value.state is CaseState.VOID


def test_a_void_case_keeps_nothing_that_was_brought_for_it(desk, received):
    case = received()
    supplement.keep(desk, Brought(case.id, paper=frozenset({"id_card"})))
    void.void(desk, case.id, "钱主任", "录错人")
    assert case_view.view(desk, case.id).brought.is_empty


def test_nothing_is_voided_once_the_county_has_it(desk, received, county):
    case = received()
    county.settles(case.id)
    assert code_of(void.void, desk, case.id, "钱主任", "录错人") == "N712"


def test_nothing_is_voided_once_the_line_may_have_carried_it(desk, received):
    case = received()
    with desk.store.unit("exchange") as unit:
        unit.state.set("exchange.sent_to", 1)
    assert code_of(void.void, desk, case.id, "钱主任", "录错人") == "N712"
    assert "void" not in case_view.view(desk, case.id).acts


def test_the_number_of_a_void_case_is_not_given_again(desk, received):
    case = received()
    void.void(desk, case.id, "钱主任", "录错人")
    assert received().provisional_number != case.provisional_number


@pytest.fixture
def delivered(desk, received, county):
    case = received()
    county.registers(case.id)
    county.grants(case.id)
    return deliver.deliver(desk, case.id, Delivery("王某", id_checked=True)).value


def test_evaluation_is_taken_once_after_the_service(desk, delivered):
    after = evaluate.evaluate(desk, delivered.id, "very_satisfied", ("517",)).value
    assert after.state is CaseState.EVALUATED
    assert code_of(evaluate.evaluate, desk, delivered.id, "satisfied") == "N730"


def test_a_bad_level_needs_a_reason(desk, delivered):
    assert code_of(evaluate.evaluate, desk, delivered.id, "dissatisfied") == "N715"
    assert evaluate.evaluate(desk, delivered.id, "dissatisfied", (), "等太久").value


def test_options_belong_to_their_level(desk, delivered):
    assert code_of(evaluate.evaluate, desk, delivered.id, "satisfied", ("108",)) == "N702"
    assert code_of(evaluate.evaluate, desk, delivered.id, "splendid") == "N702"


def test_before_the_service_there_is_nothing_to_evaluate(desk, received):
    assert code_of(evaluate.evaluate, desk, received().id, "satisfied") == "N712"


def test_five_levels_the_last_two_bad():
    assert [level.bad for level in evaluate.levels()] == [False, False, False, True, True]


def test_news_that_need_no_act_can_be_put_away(desk, received, county):
    case = received()
    county.registers(case.id)
    county.moves(case.id, CaseState.SPECIAL_PROCEDURE, "现场勘验，10 个工作日")
    (row,) = inbox.rows(desk)
    assert not row.needs_act
    inbox.put_away(desk, row.id)
    assert inbox.rows(desk) == ()


def test_a_correction_cannot_be_put_away_unanswered(desk, asked):
    (row,) = inbox.rows(desk)
    assert code_of(inbox.put_away, desk, row.id) == "N712"


def test_a_new_program_of_the_county_is_a_notice_to_be_put_away(desk):
    with desk.store.unit("exchange") as unit:
        unit.mirror.apply(1, PackAvailable("program", 2, "0" * 64), "{}")
    (row,) = inbox.rows(desk)
    assert (row.title, row.needs_act) == ("县里有新版本程序", False)
    inbox.put_away(desk, row.id)
    assert inbox.rows(desk) == ()
