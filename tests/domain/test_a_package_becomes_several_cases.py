from dataclasses import replace
from datetime import UTC, datetime

import pytest

from windowdesk.domain.catalogue import Necessity, ProxyRule
from windowdesk.domain.draft import DraftMaterial
from windowdesk.domain.intake import choose_item, missing_materials, next_step
from windowdesk.domain.materials import checklist, questions_asked
from windowdesk.domain.packages import (
    NewCase,
    merged_item,
    package_problems,
    shared_materials,
    steps_taken,
    to_cases,
)
from windowdesk.domain.receipt import receipt_of_package
from windowdesk.errors import InputRefused

from .conftest import PAGE, TODAY, person_of_card

RECEIVED_AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ANSWERS = {
    "p1_card": "no",
    "p1_subsidy": "yes",
    "yibao_who": "newborn",
    "yuer_who": "parent",
}
FORM = {
    "child_name": "张小样",
    "child_birth": "2026-10-01",
    "register_place": "母亲",
    "insured_type": "新生儿",
    "newborn_name": "张小样",
    "newborn_birth": "2026-10-01",
    "parent_relation": "母亲",
    "bank_name": "农商银行",
    "bank_account": "6222021234567890128",
}


@pytest.fixture
def members(items):
    return list({item.code: item for number, item in items.items() if number != "07.v1"}.values())


@pytest.fixture
def newborn(whole, packages, members):
    draft = replace(
        whole,
        item_code="",
        package_code="P1",
        applicant=person_of_card("19950101"),
        answers=ANSWERS,
        form=FORM,
        materials=(),
    )
    merged = merged_item(packages["P1"], members, draft)
    needed = missing_materials(draft, merged)
    return replace(draft, materials=tuple(DraftMaterial(line.material.id, pages=(PAGE,)) for line in needed))


@pytest.fixture
def take_in(packages, members, calendar, site):
    def make(draft, code="P1", count=9, **more):
        new = [NewCase(f"c{n}", f"LS{n}") for n in range(count)]
        return to_cases(
            draft,
            packages[code],
            members,
            run="r1",
            new_cases=new,
            received_at=RECEIVED_AT,
            site=site,
            clerk="李样例",
            badge="001",
            calendar=calendar,
            **more,
        )

    return make


def test_the_answers_decide_which_steps_are_taken_and_those_waited_for_come_first(packages):
    def numbers(answers):
        return [step.item[-5:-2] for step in steps_taken(packages["P2"], answers)]

    assert len(numbers({})) == 1
    everything = {"p2_pension": "yes", "p2_account": "yes", "p2_old": "yes", "p2_disabled": "yes"}
    steps = steps_taken(packages["P2"], everything)
    assert len(steps) == 5
    assert all(steps[0].item in step.after for step in steps[1:])


def test_a_step_does_not_wait_for_one_that_is_not_taken(packages, items):
    card = items["12"].code
    waits = replace(packages["P3"].steps[0], after=(card,))
    package = replace(packages["P3"], steps=(waits, *packages["P3"].steps[1:]))
    assert steps_taken(package, {"p3_card": "no"})[0].after == ()
    assert [step.item for step in steps_taken(package, {"p3_card": "yes"})][:2] == [card, waits.item]


def test_a_package_looks_like_one_item(packages, members, newborn):
    merged = merged_item(packages["P1"], members, newborn)
    assert (merged.code, merged.name) == ("P1", "新生儿出生一件事")
    assert [one.id for one in merged.materials].count("birth_certificate") == 1
    assert list(merged.form["properties"]).count("child_name") == 1
    assert {"p1_card", "yibao_who"} <= {question.id for question in questions_asked(merged, newborn.answers)}
    assert merged.proxy is ProxyRule.ALLOWED
    with_card = replace(newborn, answers={**newborn.answers, "p1_card": "yes"})
    assert merged_item(packages["P1"], members, with_card).proxy is ProxyRule.PRESENCE_ONCE
    assert next_step(newborn, merged) is not newborn.step


def test_each_paper_is_asked_once_at_its_strictest(items):
    found = {one.id: one for one in shared_materials([items["20"], items["25"]], {"build_kind": "new"})}
    assert [one for one in found if one == "household_register"] == ["household_register"]
    deferrable = replace(
        items["25"],
        materials=tuple(replace(one, necessity=Necessity.DEFERRABLE, copies=2) for one in items["25"].materials),
    )
    for order in ([items["20"], deferrable], [deferrable, items["20"]]):
        strict = {one.id: one for one in shared_materials(order, {})}["household_register"]
        assert (strict.necessity, strict.copies) == (Necessity.MUST, 2)


def test_each_case_gets_what_its_own_item_asks_for(newborn, take_in, items):
    cases = take_in(newborn)
    assert [case.item_code for case in cases] == [items[n].code for n in ("29", "30", "03", "15")]
    assert {case.package for case in cases} == {"P1:r1"}
    assert [case.after for case in cases] == [(), (), ("c0",), ("c0",)]
    assert len({case.id for case in cases}) == len({case.number for case in cases}) == 4
    assert set(cases[2].form) == {"insured_type", "newborn_name", "newborn_birth"}
    assert cases[2].applicant.address == ""
    assert cases[3].applicant.address != ""
    for case in cases:
        asked = {
            line.material.id for line in checklist(items_by_code(items)[case.item_code], newborn.answers) if line.asked
        }
        assert {one.material for one in case.materials} <= asked | {"residence_state"}
    assert sum(one.material == "birth_certificate" for case in cases for one in case.materials) == 4


def items_by_code(items):
    return {item.code: item for item in items.values()}


def test_the_combined_receipt_names_each_paper_once_and_all_numbers(newborn, take_in, items, packages, site):
    cases = take_in(newborn)
    receipt = receipt_of_package(cases, [items_by_code(items)[case.item_code] for case in cases], packages["P1"], site)
    assert receipt.number == "LS0"
    assert receipt.other_numbers == ("LS1", "LS2", "LS3")
    assert [line.name for line in receipt.materials].count("出生医学证明") == 1
    assert receipt.item_name.startswith("新生儿出生一件事：出生户口登记、")
    assert receipt.due == max(one.due for case in cases for one in case.deadlines if one.kind == "completion")


def test_a_gap_in_any_case_holds_the_whole_package(newborn, packages, members, calendar, take_in):
    assert package_problems(newborn, packages["P1"], members, TODAY, calendar=calendar) == ()
    gap = replace(
        newborn, form={key: value for key, value in newborn.form.items() if key != "parent_relation"}, notice_at=None
    )
    found = [
        (one.message.code, one.field)
        for one in package_problems(gap, packages["P1"], members, TODAY, calendar=calendar)
    ]
    assert found == [("N701", "form.parent_relation"), ("N707", "notice")]
    with pytest.raises(InputRefused):
        take_in(gap)


def test_an_open_case_of_one_step_asks_for_a_reason(newborn, packages, members, calendar, items):
    opened = {items["03"].code: "LS77"}
    found = package_problems(newborn, packages["P1"], members, TODAY, calendar=calendar, open_cases=opened)
    assert [one.message.code for one in found] == ["N711"]
    assert "LS77" in found[0].happened


def test_a_package_with_an_unknown_item_or_too_few_numbers_is_refused(newborn, packages, members, take_in):
    with pytest.raises(InputRefused) as refused:
        merged_item(packages["P1"], members[:1], newborn)
    assert refused.value.code == "K406"
    with pytest.raises(ValueError, match="fewer"):
        take_in(newborn, count=3)


def test_the_building_package_files_the_licence_after_the_plot(packages, members, whole, take_in, items):
    draft = replace(
        whole,
        package_code="P4",
        answers={"p4_danger": "no", "build_kind": "rebuild", "guihua_who": "farmer"},
        materials=(),
    )
    merged = merged_item(packages["P4"], members, draft)
    form = {
        "members": [{"name": "张样例", "relation": "户主"}],
        "present_house": "一层砖房",
        "plot_place": "石桥村 1 号",
        "plot_area": 120,
        "floors": 2,
        "build_reason": "原址翻建",
        "project_name": "住宅",
        "use": "农村住宅",
        "scale": "120 平方米 2 层",
    }
    needed = missing_materials(draft, merged)
    draft = replace(
        draft, form=form, materials=tuple(DraftMaterial(line.material.id, pages=(PAGE,)) for line in needed)
    )
    plot, licence = take_in(draft, "P4")
    assert (plot.item_code, licence.item_code) == (items["20"].code, items["21"].code)
    assert licence.after == (plot.id,)


def test_choosing_a_single_item_leaves_the_package(newborn, items):
    assert choose_item(newborn, items["10"]).package_code == ""
