"""What the screens read: masked lists, marks, filters, the case page, the queue in plain words, the guide."""

from dataclasses import replace
from datetime import timedelta

import pytest

from windowdesk.casework import (
    case_view,
    desk_lights,
    earlier,
    guide,
    home,
    letters,
    queue_view,
    reveal,
    rows,
    search,
    worklist,
)
from windowdesk.casework.worklist import Filter
from windowdesk.domain.case import CaseState
from windowdesk.domain.exchange_news import ExchangeState, Line
from windowdesk.errors import NO_NETWORK, InputRefused
from windowdesk.storage.outbox import Retry

from .conftest import CARE, DIBAO, Person


def test_lists_are_masked(desk, received):
    case = received()
    (row,) = worklist.page(desk).rows
    shown = repr(row)
    assert case.applicant.name not in shown
    assert case.applicant.id_number not in shown
    assert row.name_masked == "王*"
    assert row.id_masked == "990101********" + case.applicant.id_number[-4:]


def test_a_new_case_says_it_waits_until_the_county_has_it(desk, received, county):
    case = received()
    assert worklist.page(desk).rows[0].state_words == "待上传"
    assert worklist.page(desk).rows[0].waiting
    county.registers(case.id)
    row = worklist.page(desk).rows[0]
    assert (row.state, row.waiting, row.provisional) == (CaseState.REGISTERED, "", False)


def test_filters_hold_what_they_say(desk, received, county):
    waiting = received()
    asked = received(card=Person.RARE)
    county.registers(asked.id, "990101-2026-000002")
    county.asks(asked.id, [("id_card", "身份证", "不清楚", "清楚")])
    ready = received(item=DIBAO)
    county.registers(ready.id, "990101-2026-000003")
    county.grants(ready.id)

    def ids(what):
        return {row.id for row in worklist.page(desk, what).rows}

    assert ids(Filter.ALL) == ids(Filter.TODAY) == {waiting.id, asked.id, ready.id}
    assert ids(Filter.WAITING) == {waiting.id}
    assert ids(Filter.CORRECTIONS) == {asked.id}
    assert ids(Filter.READY) == {ready.id}
    counts = worklist.counts(desk)
    assert (counts[Filter.ALL], counts[Filter.WAITING], counts[Filter.CORRECTIONS], counts[Filter.READY]) == (
        3,
        1,
        1,
        1,
    )


def test_yesterdays_case_is_not_todays(desk, received):
    received()
    desk.clock.move(timedelta(days=1))
    assert worklist.page(desk, Filter.TODAY).rows == ()
    assert worklist.counts(desk)[Filter.TODAY] == 0


def test_what_is_due_stands_in_the_due_list_with_its_mark(desk, received):
    case = received(item=DIBAO)
    assert worklist.page(desk, Filter.DUE).rows == ()
    due = rows.deadlines.next_deadline(case.deadlines).due
    desk.clock.move(timedelta(days=(due - desk.today()).days))
    assert worklist.counts(desk)[Filter.DUE] == 1
    (row,) = worklist.page(desk, Filter.DUE).rows
    assert (row.mark, row.mark_words) == ("red", "今天到期")
    desk.clock.move(timedelta(days=1))
    (row,) = worklist.page(desk, Filter.DUE).rows
    assert row.mark == "black"
    assert "已过" in row.due_words


def test_the_waiting_count_is_the_length_of_the_waiting_list(desk, received, county):
    first, second, _ = received(CARE), received(DIBAO), received("11990000MB2000231G699202301400001")
    county.settles(first.id)
    county.rejects(second.id)
    received(item=CARE, card=Person.OLD)
    assert worklist.counts(desk)[Filter.WAITING] == len(worklist.page(desk, Filter.WAITING).rows) == 3


def test_pages_follow_each_other_without_gap_or_repeat(desk, received):
    made = [received(item) for item in (CARE, DIBAO, "11990000MB2000231G699202301400001")]
    first = worklist.page(desk, limit=2)
    second = worklist.page(desk, after=first.more, limit=2)
    assert [row.id for row in (*first.rows, *second.rows)] == [case.id for case in reversed(made)]
    assert second.more == ""


@pytest.mark.parametrize("text", ["王", "w", "1234", "异地就医", "ydjy"])
def test_cases_are_found_by_any_part(desk, received, text):
    case = received()
    assert [row.id for row in search.cases(desk, text)] == [case.id]


def test_both_numbers_find_the_case_for_ever(desk, received, county):
    case = received()
    county.registers(case.id, "990101-2026-000009")
    for number in (case.provisional_number, "990101-2026-000009", case.id):
        assert case_view.find(desk, number).id == case.id
    with pytest.raises(InputRefused) as caught:
        case_view.find(desk, "nobody")
    assert caught.value.code == "T513"


def test_the_case_page_shows_masked_fields_and_the_acts_of_its_state(desk, received, county):
    case = received()
    view = case_view.view(desk, case.id)
    shown = " ".join(row.value for row in (*view.fields, *view.form))
    assert case.applicant.id_number not in shown
    assert case.applicant.mobile not in shown
    assert {"print", "withdraw", "void"} <= set(view.acts)
    county.registers(case.id)
    county.grants(case.id)
    view = case_view.view(desk, case.id)
    assert "deliver" in view.acts
    assert "void" not in view.acts
    assert [entry.source for entry in view.timeline] == ["desk", "county", "county"]
    assert view.timeline[0].proof == "P1"


def test_the_timeline_says_why_something_waits(desk, received):
    case = received()
    assert case_view.view(desk, case.id).timeline[0].waiting == "还没有轮到上报。"


def test_a_bank_account_is_masked_on_the_page(desk, received):
    case = received(item=DIBAO, card=Person.OLD)
    account = case.form["bank_account"]
    shown = [row.value for row in case_view.view(desk, case.id).form]
    assert account not in shown
    assert any(value.startswith("*") and value.endswith(account[-4:]) for value in shown)


def test_a_look_at_the_full_number_leaves_a_trace(desk, received):
    case = received()
    shown = reveal.reveal(desk, case.id).value
    assert shown.id_number == case.applicant.id_number
    with desk.store.reading() as view:
        row = view.audit.latest(1)[0]
    assert (row.action, row.object) == ("reveal", case.provisional_number)
    assert case.applicant.id_number not in repr(row)


def test_the_queue_says_what_waits_why_and_what_to_do(desk, received):
    case = received()
    view = queue_view.view(desk)
    (row,) = view.rows
    assert (row.number, row.what, row.reason) == (case.provisional_number, "收件", "还没有轮到上报。")
    assert view.waiting_words == "未上报 1 件"
    assert view.network == "unknown"


def test_the_lights_count_everything_though_the_page_shows_the_oldest(desk, received, county, monkeypatch):
    monkeypatch.setattr(queue_view, "MOST_ROWS", 2)
    cases = [received(item, person) for item in (CARE, DIBAO) for person in (Person.OLD, Person.YOUNG)]
    county.rejects(cases[0].id)
    assert desk_lights.lights(desk).waiting_words == "未上报 3 件，被退回 1 件"
    view = queue_view.view(desk)
    assert (view.waiting, len(view.rows)) == (4, 3)


def test_the_line_and_what_waits_are_two_lights(desk, received, county):
    received()
    desk.bus.publish(ExchangeState(line=Line.UP))
    view = queue_view.view(desk)
    assert (view.network, view.waiting) == ("up", 1)
    desk.bus.publish(ExchangeState(line=Line.DOWN, reason=NO_NETWORK))
    assert "网络不通" in queue_view.view(desk).network_words


def test_a_reason_kept_on_disk_is_told_in_words(desk, received):
    received()
    with desk.store.unit("exchange") as unit:
        unit.outbox.set_retry("uplink", Retry(2, desk.clock.now() + timedelta(minutes=5), "X607", {"wait": 300}))
    (row,) = queue_view.view(desk).rows
    assert row.code == "X607"
    assert "300 秒" in row.to_do
    assert row.next_at is not None


def test_a_rejected_case_needs_a_person_and_stays_in_the_queue(desk, received, county):
    case = received()
    county.rejects(case.id)
    (row,) = queue_view.view(desk).rows
    assert row.needs_person
    assert "证件看不清" in row.reason


def test_the_age_of_the_queue_shows_after_working_days(desk, received):
    received()
    assert queue_view.view(desk).rows[0].mark == ""
    desk.clock.move(timedelta(days=2))
    assert queue_view.view(desk).rows[0].mark == "yellow"
    desk.clock.move(timedelta(days=3))
    assert queue_view.view(desk).rows[0].mark == "red"


def test_safe_to_switch_off_only_when_all_is_on_disk(desk, received):
    received()
    assert queue_view.view(desk).safe
    desk.unsaved.typed("draft")
    assert not desk_lights.safe_to_switch_off(desk)
    desk.unsaved.kept("draft")
    with desk.store.unit("test"):
        assert not desk_lights.safe_to_switch_off(desk)
    assert desk_lights.safe_to_switch_off(desk)


def test_the_guide_has_the_fourteen_elements(desk):
    view = guide.guide(desk, CARE)
    titles = [element.title for element in view.elements]
    assert titles[:14] == [
        "事项名称", "事项编码", "办件类型", "设定依据", "受理条件", "申请材料", "办事流程", "法定时限", "承诺时限",
        "收费依据", "办理形式", "到场次数", "结果样本", "咨询投诉方式",
    ]  # fmt: skip
    assert all(element.text for element in view.elements)


def test_materials_of_the_guide_follow_the_situation(desk):
    view = guide.guide(desk, CARE)
    (question,) = view.questions
    lists = {
        tuple(one.name for one in guide.guide(desk, CARE, {question.id: o.id}).materials) for o in question.options
    }
    assert len(lists) > 1


def test_an_unknown_item_is_refused(desk):
    with pytest.raises(InputRefused) as caught:
        guide.guide(desk, "nothing")
    assert caught.value.code == "K406"


def test_every_guide_of_the_catalogue_can_be_shown(desk, catalogue):
    for item in catalogue[1]:
        assert len(guide.guide(desk, item.code).elements) >= 14


def test_earlier_scans_are_offered_while_they_are_valid(desk, filled, page_file, catalogue):
    from windowdesk.casework import receive, scans

    item = next(one for one in catalogue[1] if any(m.reusable_days for m in one.materials) and one.code == CARE)
    material = next(one for one in item.materials if one.reusable_days)
    draft = scans.attach(desk, filled(papers=True), material.id, page_file()).value
    receive.receive(desk, draft)
    (found,) = earlier.materials(desk, Person.YOUNG.number, item)
    assert found.material == material.id
    desk.clock.move(timedelta(days=material.reusable_days + 1))
    assert earlier.materials(desk, Person.YOUNG.number, item) == ()


def test_home_counts_what_its_lists_hold(desk, received, filled):
    received()
    filled(card=Person.RARE)
    view = home.view(desk)
    assert (view.today, view.ready, view.corrections, view.items) == (1, 0, 0, 38)
    assert [row.name_masked for row in view.drafts] == ["㛃*"]
    assert view.enrolled
    desk.settings = replace(desk.settings, station="")
    assert not home.view(desk).enrolled


def test_the_characters_of_the_catalogue_are_named_once_the_most_frequent_first(desk):
    found = letters.letters(desk)
    assert {*"申请身份证"} <= {*found}
    assert len(found) == len({*found}) <= letters.MOST
    assert "申" in found[:50]


def test_a_desk_without_a_catalogue_names_no_characters(empty_desk):
    assert letters.letters(empty_desk) == ""
