from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from windowdesk.domain.case import Authority, CaseState, Mode, Visit
from windowdesk.domain.catalogue_import import read_item
from windowdesk.domain.draft import DraftMaterial, Entry, Step
from windowdesk.domain.form_rules import form_faults, kept_values
from windowdesk.domain.intake import choose_item, missing_materials, next_step, previous_step, problems, to_case, typed
from windowdesk.domain.intake_problems import deferral_limits
from windowdesk.domain.people import Assurance, IdKind
from windowdesk.errors import InputRefused

from .conftest import PAGE, TODAY, number_of, person_of_card, scanned

RECEIVED_AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SIGNED = Authority(relation="母子", signed=True, pages=(PAGE,), until=date(2026, 12, 31))


@pytest.fixture
def found(items, calendar):
    def codes(draft, item=None, **more):
        return [
            (one.message.code, one.step, one.field)
            for one in problems(draft, item or items["10"], more.pop("today", TODAY), calendar=calendar, **more)
        ]

    return codes


def codes_of(found):
    return [code for code, _, _ in found]


@pytest.fixture
def take_in(items, calendar, site):
    def make(draft, item=None, **more):
        values = {
            "case_id": "c1",
            "provisional_number": "LS",
            "received_at": RECEIVED_AT,
            "site": site,
            "clerk": "李样例",
            "badge": "001",
            "calendar": calendar,
        }
        return to_case(draft, item or items["10"], **{**values, **more})

    return make


def without(draft, *entries, **more):
    kept = {name: one for name, one in draft.applicant.entries.items() if name not in entries}
    return replace(draft, applicant=replace(draft.applicant, entries=kept, **more))


def test_a_complete_draft_has_no_problem(found, whole):
    assert found(whole) == []


def test_an_empty_draft_is_asked_for_item_and_person(calendar, whole):
    empty = replace(whole, applicant=type(whole.applicant)())
    asked = [(one.step, one.field) for one in problems(empty, None, TODAY, calendar=calendar)]
    assert asked == [
        (Step.PERSON, "applicant.name"),
        (Step.PERSON, "applicant.id_number"),
        (Step.PERSON, "applicant.mobile"),
        (Step.ITEM, "item"),
    ]


def test_the_phone_or_its_absence_is_said_expressly(found, whole):
    assert codes_of(found(without(whole, "mobile"))) == ["N710"]
    assert found(without(whole, "mobile", no_mobile=True)) == []
    assert codes_of(found(typed(whole, "mobile", "12345"))) == ["N702"]


def test_notice_is_given_before_anything_is_received(found, whole):
    assert codes_of(found(replace(whole, notice_version=""))) == ["N707"]
    assert codes_of(found(replace(whole, notice_at=None))) == ["N707"]


def test_a_number_typed_once_is_not_enough(found, whole):
    once = replace(whole, applicant=replace(whole.applicant, assurance=Assurance.CHECKED))
    assert found(once) == [("N713", Step.PERSON, "applicant.id_number")]
    assert found(replace(once, applicant=replace(once.applicant, typed_twice=True))) == []


def test_a_wrong_number_is_named(found, whole):
    assert ("N703", Step.PERSON, "applicant.id_number") in found(typed(whole, "id_number", "110105194912310021"))


def test_a_wrong_check_digit_blocks_unless_a_reason_is_written_down(found, whole, take_in):
    number = "990101195001010021"
    wrong = typed(whole, "id_number", number)
    twice = replace(wrong, applicant=replace(wrong.applicant, typed_twice=True))
    assert codes_of(found(twice)) == ["N703"]
    excused = replace(twice, applicant=replace(twice.applicant, check_override_reason="1998 年档案如此"))
    assert found(excused) == []
    person = take_in(excused).applicant
    assert (person.id_number, person.assurance) == (number, Assurance.TYPED)
    assert person.check_override_reason == "1998 年档案如此"


def test_a_document_without_a_chip_needs_a_reason(found, whole):
    person = replace(whole.applicant, id_kind=IdKind.HOUSEHOLD_REGISTER, assurance=Assurance.CHECKED, typed_twice=True)
    assert codes_of(found(replace(whole, applicant=person))) == ["N715"]
    assert found(replace(whole, applicant=replace(person, reason_without_card="婴儿没有身份证"))) == []


@pytest.mark.parametrize(("number", "words"), [("19", "暂停"), ("13", "已取消")])
def test_a_paused_or_cancelled_item_is_not_received(found, items, whole, number, words, calendar):
    item = items[number]
    draft = choose_item(whole, item)
    happened = [one.happened for one in problems(draft, item, TODAY, calendar=calendar) if one.message.code == "K407"]
    assert len(happened) == 1
    assert words in happened[0]


def test_an_item_that_is_not_yet_in_force_says_from_when(files, whole, calendar):
    item = read_item({**files["10-linshi-jiuzhu"], "effective": "2026-12-01"})
    happened = [one.happened for one in problems(whole, item, TODAY, calendar=calendar)]
    assert happened == ["事项“临时救助”2026-12-01 起才能办理" + happened[0].split("起才能办理")[1]]


def test_a_vertical_item_wants_the_other_systems_number_and_nothing_else(found, items, whole, take_in):
    item = items["28"]
    draft = choose_item(replace(whole, applicant=person_of_card("19900101")), item)
    assert found(draft, item) == [("N718", Step.ITEM, "vertical_number")]
    case = take_in(replace(draft, vertical_number="SJ2026-1"), item)
    assert (case.vertical_number, case.materials) == ("SJ2026-1", ())


def test_an_item_of_elsewhere_is_not_received_here(found, items, whole):
    item = items["23"]
    draft = choose_item(whole, item)
    assert "N717" in codes_of(found(draft, item, site_region="990201001001"))
    assert "N717" not in codes_of(found(draft, item, site_region="990101001001"))


@pytest.mark.parametrize(
    ("number", "birth", "refused"),
    [
        ("07", "19461120", False),
        ("07", "19461121", True),
        ("01", "20101119", False),
        ("01", "19661120", True),
        ("01", "19661121", False),
        ("01", "20101121", True),
    ],
)
def test_age_is_counted_to_the_day(found, items, whole, number, birth, refused):
    item = items[number]
    agent = person_of_card("19800101") if number == "01" and birth > "2008" else None
    draft = replace(choose_item(replace(whole, applicant=person_of_card(birth)), item), agent=agent)
    assert ("N716" in codes_of(found(draft, item))) is refused


def test_a_minor_comes_with_a_guardian_who_needs_no_authority_but_a_relation(found, items, whole):
    child = choose_item(replace(whole, applicant=person_of_card("20150101")), items["10"])
    child = replace(child, answers=whole.answers, form=whole.form, materials=whole.materials)
    assert "N716" in codes_of(found(child))
    with_guardian = replace(child, agent=person_of_card("19800101"))
    assert codes_of(found(with_guardian)) == ["N701"]
    assert found(replace(with_guardian, authority=Authority(relation="父子"))) == []


def test_a_proxy_is_refused_where_the_applicant_must_appear(found, items, whole):
    item = items["27"]
    draft = choose_item(replace(whole, agent=person_of_card("19800101"), authority=SIGNED), item)
    assert "N708" in codes_of(found(draft, item))
    assert "N708" not in codes_of(found(replace(draft, agent=None, authority=None), item))


@pytest.mark.parametrize("authority", [None, Authority(signed=False, pages=(PAGE,)), Authority(signed=True)])
def test_a_proxy_needs_a_signed_and_scanned_authority(found, whole, authority):
    draft = replace(whole, mode=Mode.PROXY, agent=person_of_card("19800101"), authority=authority)
    assert codes_of(found(draft)) == ["N709"]
    assert found(replace(draft, authority=SIGNED)) == []


def test_an_authority_that_ran_out_counts_no_more(found, whole):
    past = replace(SIGNED, until=date(2026, 11, 19))
    draft = replace(whole, mode=Mode.PROXY, agent=person_of_card("19800101"), authority=past)
    assert codes_of(found(draft)) == ["N702"]


def test_proxy_mode_wants_an_agent_other_than_the_applicant(found, whole):
    assert "N701" in codes_of(found(replace(whole, mode=Mode.PROXY)))
    twin = replace(whole, mode=Mode.PROXY, agent=person_of_card(), authority=SIGNED)
    assert found(twin) == [("N702", Step.PERSON, "agent.id_number")]


def test_a_home_visit_has_a_place_and_two_names(found, whole):
    visit = replace(whole, mode=Mode.HOME_VISIT)
    assert [field for _, _, field in found(visit)] == ["visit.place", "visit.staff"]
    assert codes_of(found(replace(visit, visit=Visit("石桥村 1 号", ("李样例", "李样例"))))) == ["N701"]
    assert found(replace(visit, visit=Visit("石桥村 1 号", ("李样例", "王样例")))) == []


def test_an_appointment_has_its_time(found, whole):
    assert codes_of(found(replace(whole, mode=Mode.APPOINTMENT))) == ["N701"]
    assert found(replace(whole, mode=Mode.APPOINTMENT, appointment="2026-11-20 上午")) == []


def test_situation_and_form_are_asked_for_by_name(found, whole):
    assert ("N714", Step.FORM, "answers.linshi_kind") in found(replace(whole, answers={}))
    assert found(replace(whole, form={**whole.form, "event": " "})) == [("N701", Step.FORM, "form.event")]
    assert found(replace(whole, form={**whole.form, "aid_kind": "其他"})) == [("N702", Step.FORM, "form.aid_kind")]
    assert found(replace(whole, form={**whole.form, "bank_account": "6222021234567890127"})) == [
        ("N702", Step.FORM, "form.bank_account")
    ]


def test_a_must_has_to_be_there_and_cannot_be_deferred(found, whole, with_material):
    missing = replace(whole, materials=tuple(one for one in whole.materials if one.material != "id_card"))
    assert found(missing) == [("N704", Step.MATERIALS, "id_card")]
    deferred = with_material(missing, DraftMaterial("id_card", deferred_until=date(2026, 11, 27), undertaking=True))
    assert found(deferred) == [("N705", Step.MATERIALS, "id_card")]


@pytest.mark.parametrize(
    ("until", "undertaking", "right"),
    [
        (date(2026, 12, 4), True, True),
        (date(2026, 12, 7), True, False),
        (date(2026, 12, 4), False, False),
        (None, True, False),
    ],
)
def test_a_deferral_needs_a_signed_undertaking_and_a_day_not_after_the_promised_limit(
    found, whole, with_material, until, undertaking, right
):
    draft = with_material(whole, DraftMaterial("hardship_record", deferred_until=until, undertaking=undertaking))
    assert found(draft) == ([] if right else [("N706", Step.MATERIALS, "hardship_record")])


def test_the_last_day_for_a_deferral_is_told(whole, items, with_material, calendar):
    assert deferral_limits(items["10"], TODAY, calendar)["hardship_record"] == date(2026, 12, 4)
    draft = with_material(whole, DraftMaterial("hardship_record", deferred_until=date(2027, 1, 1), undertaking=True))
    assert "2026-12-04" in problems(draft, items["10"], TODAY, calendar=calendar)[0].happened


def test_the_authorisation_to_check_income_is_never_deferred(items, whole, found):
    item = items["08"]
    draft = replace(
        choose_item(whole, item),
        materials=(DraftMaterial("check_authorisation", deferred_until=TODAY, undertaking=True),),
    )
    assert ("N705", Step.MATERIALS, "check_authorisation") in found(draft, item)


def test_where_the_law_wants_paper_a_scan_is_not_enough(items, whole, found):
    item = items["05"]
    draft = replace(choose_item(whole, item), answers={"cost_kind": "outpatient"}, materials=scanned("bill"))
    assert ("N704", Step.MATERIALS, "bill") in found(draft, item)
    paper = replace(draft, materials=(DraftMaterial("bill", paper=True),))
    assert ("N704", Step.MATERIALS, "bill") not in found(paper, item)


def test_an_earlier_material_or_paper_completes_a_line(found, whole, with_material):
    assert found(with_material(whole, DraftMaterial("id_card", earlier_case="c0"))) == []
    assert found(with_material(whole, DraftMaterial("id_card", paper=True))) == []


def test_optional_and_exempt_lines_are_never_missing(items, whole):
    draft = replace(whole, answers={"linshi_kind": "spending"}, materials=())
    missing = [line.material.id for line in missing_materials(draft, items["10"])]
    assert missing == ["application_form", "id_card", "hardship_record", "spending_bills", "bank_card"]
    exempt = [line.material.id for line in missing_materials(replace(draft, answers={}), items["07"])]
    assert "dibao_state" not in exempt


def test_a_second_case_of_the_same_person_and_item_needs_a_reason(found, whole):
    assert codes_of(found(whole, open_case="LS1")) == ["N711"]
    assert found(replace(whole, duplicate_reason="又一次火灾"), open_case="LS1") == []


def test_every_problem_speaks_in_words_and_leads_to_a_page(items, whole, calendar):
    item = items["08"]
    draft = replace(choose_item(whole, item), notice_version="", applicant=type(whole.applicant)())
    for one in problems(draft, item, TODAY, calendar=calendar):
        assert "{" not in one.happened + one.to_do
        assert one.step in Step
        assert one.refusal().code == one.message.code


def test_pages_follow_each_other_and_empty_ones_are_left_out(items, whole):
    steps = [whole.step]
    while (after := next_step(replace(whole, step=steps[-1]), items["10"])) is not steps[-1]:
        steps.append(after)
    assert steps == list(Step)
    assert previous_step(replace(whole, step=Step.FORM), items["10"]) is Step.ITEM
    assert previous_step(whole, items["10"]) is Step.PERSON
    at_item = replace(whole, step=Step.ITEM)
    assert next_step(at_item, items["28"]) is Step.CONFIRM
    plain = replace(items["10"], form={"type": "object", "properties": {}}, questions=(), materials=())
    assert next_step(at_item, plain) is Step.CONFIRM
    assert next_step(at_item, None) is Step.FORM


def test_the_case_is_what_was_taken_in_and_no_more(whole, take_in, items):
    draft = replace(whole, form={**whole.form, "stranger": "x"}, answers={**whole.answers, "other": "y"})
    case = take_in(draft)
    assert case.state is CaseState.RECEIVED
    assert (case.item_code, case.item_version) == (items["10"].code, 1)
    assert set(case.form) == set(whole.form)
    assert case.answers == {"linshi_kind": "urgent"}
    assert case.applicant.present_address == ""
    assert case.applicant.address == ""
    assert [one.how for one in case.materials] == ["scan"] * 4
    assert case.number == "LS"


def test_what_problems_would_name_to_case_refuses(whole, take_in):
    with pytest.raises(InputRefused) as refused:
        take_in(replace(whole, notice_at=None))
    assert refused.value.code == "N707"
    with pytest.raises(InputRefused) as refused:
        take_in(whole, open_case="LS1")
    assert refused.value.code == "N711"


def test_deferred_earlier_paper_and_exempt_materials_say_how(whole, take_in, with_material):
    until = date(2026, 12, 1)
    draft = with_material(whole, DraftMaterial("hardship_record", deferred_until=until, undertaking=True))
    draft = with_material(draft, DraftMaterial("id_card", paper=True))
    draft = with_material(draft, DraftMaterial("bank_card", earlier_case="c0", pages=(PAGE,)))
    case = take_in(draft)
    how = {one.material: one.how for one in case.materials}
    assert how == {
        "application_form": "scan",
        "id_card": "paper",
        "hardship_record": "deferred",
        "bank_card": "earlier",
    }
    assert ("deferral", until) in [(one.kind, one.due) for one in case.deadlines]
    paper = next(one for one in case.materials if one.material == "id_card")
    assert (paper.originals, paper.copies) == (1, 0)


def test_a_received_case_keeps_its_version_and_a_stricter_one_adds_nothing(whole, items, take_in):
    old, new = items["07.v1"], items["07"]
    draft = choose_item(replace(whole, applicant=person_of_card("19400101")), old)
    draft = replace(
        draft,
        form={
            "age_class": "80–89 周岁",
            "care_state": "能自理",
            "bank_name": "农商银行",
            "bank_account": "6222021234567890128",
        },
        materials=(
            *scanned("application_form", "id_card", "household_register"),
            DraftMaterial("photo", deferred_until=date(2026, 12, 1), undertaking=True),
        ),
    )
    case = take_in(draft, old)
    assert case.item_version == 1
    assert {one.material for one in case.materials} == {
        "application_form",
        "id_card",
        "household_register",
        "photo",
        "dibao_state",
    }
    assert [line.material.id for line in missing_materials(draft, old)] == []
    assert "bank_card" in [line.material.id for line in missing_materials(draft, new)]


def test_an_item_may_say_itself_who_it_is_received_for(whole, take_in, items):
    case = take_in(whole, replace(items["10"], receives_for="agency"))
    assert case.receives_for == "agency"
    assert "notice" in [one.kind for one in case.deadlines]


FORM = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "title": "姓名", "minLength": 2, "maxLength": 4},
        "day": {"type": "string", "title": "日期", "format": "date"},
        "month": {
            "type": "string",
            "title": "月份",
            "pattern": "^[0-9]{4}-[0-9]{2}$",
            "description": "应写成 2026-05 这样",
        },
        "sum": {"type": "number", "title": "金额", "minimum": 1, "maximum": 100},
        "count": {"type": "integer", "title": "人数"},
        "yes": {"type": "boolean", "title": "同意"},
        "card": {"type": "string", "title": "银行卡", "x-check": "bank_card"},
        "phone": {"type": "string", "title": "电话", "x-check": "mobile"},
        "id": {"type": "string", "title": "身份证", "x-check": "id_number"},
        "code": {"type": "string", "title": "信用代码", "x-check": "credit_code"},
        "rows": {
            "type": "array",
            "title": "成员",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {"who": {"type": "string", "title": "姓名"}},
                "required": ["who"],
            },
        },
        "list": {"type": "array", "title": "清单", "items": {"type": "string", "enum": ["甲", "乙"]}},
        "late": {"type": "string", "title": "情形项", "x-when": {"q": ["yes"]}, "x-required": True},
    },
    "required": ["name"],
}


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({}, [("name", "姓名", "")]),
        ({"name": "张"}, [("name", "姓名", "至少 2 个字")]),
        ({"name": "张样例样例"}, [("name", "姓名", "最多 4 个字")]),
        ({"day": "2026-02-30"}, [("day", "日期", "不是存在的日期")]),
        ({"month": "五月"}, [("month", "月份", "应写成 2026-05 这样")]),
        ({"sum": 0}, [("sum", "金额", "不能小于 1")]),
        ({"sum": 101}, [("sum", "金额", "不能大于 100")]),
        ({"sum": True}, [("sum", "金额", "内容的类型不对")]),
        ({"count": 1.5}, [("count", "人数", "内容的类型不对")]),
        ({"yes": "yes"}, [("yes", "同意", "内容的类型不对")]),
        ({"card": "1234"}, [("card", "银行卡", "银行卡号没有通过校验")]),
        ({"phone": "110"}, [("phone", "电话", "应为 11 位手机号")]),
        ({"id": "110105194912310021"}, [("id", "身份证", "号码没有通过校验")]),
        ({"code": "91350100M000100Y44"}, [("code", "信用代码", "号码没有通过校验")]),
        ({"rows": [{}]}, [("rows.0.who", "成员第 1 行的姓名", "")]),
        ({"rows": ["张"]}, [("rows.0", "成员第 1 行", "内容的类型不对")]),
        ({"rows": [{"who": "甲"}] * 3}, [("rows", "成员", "最多填 2 行")]),
        ({"list": ["丙"]}, [("list.0", "清单第 1 项", "不在可选范围内")]),
        ({"phone": "19900000001", "id": number_of(), "code": "91350100M000100Y43", "yes": False, "count": 0}, []),
    ],
)
def test_form_faults_are_named_in_the_words_of_the_form(values, faults):
    given = values if "name" in values or not values else {"name": "张样例", **values}
    assert [(one.field, one.title, one.reason) for one in form_faults(FORM, given, {})] == faults


def test_a_field_of_another_situation_is_neither_asked_nor_kept():
    assert [one.field for one in form_faults(FORM, {"name": "张样例"}, {"q": "yes"})] == ["late"]
    assert kept_values(FORM, {"name": "张样例", "late": "x", "sum": None, "day": " "}, {}) == {"name": "张样例"}


def test_a_lost_entry_is_no_entry():
    assert person_of_card().text("nothing") == ""
    assert Entry("x").source.value == "typed"
