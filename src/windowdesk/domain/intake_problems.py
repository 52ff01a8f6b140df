"""What keeps a draft from being received: each problem with its page, its field and its sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from windowdesk.domain.calendar import Calendar
from windowdesk.domain.case import Mode
from windowdesk.domain.catalogue import Item, ItemState, Material, Necessity, ProxyRule, may_file_at, state_on
from windowdesk.domain.deadlines import latest_supply
from windowdesk.domain.draft import Draft, DraftMaterial, DraftPerson, Source, Step, is_proxy
from windowdesk.domain.form_rules import form_faults
from windowdesk.domain.intake_person import AGENT, APPLICANT, CARDLESS_KINDS, age_on, birth_of, number_stands
from windowdesk.domain.materials import ChecklistLine, answers_that_count, checklist, questions_asked
from windowdesk.domain.numbers import mobile_ok, normalised
from windowdesk.domain.people import Assurance
from windowdesk.domain.rare_names import HOLE
from windowdesk.errors import (
    AGE_RULE,
    ANSWER_MISSING,
    AUTHORITY_MISSING,
    DEFERRAL_INCOMPLETE,
    DUPLICATE_CASE,
    FIELD_MISSING,
    FIELD_WRONG,
    ITEM_PAUSED,
    MATERIAL_MISSING,
    NAME_CUT_OFF,
    NOT_DEFERRABLE,
    NOTICE_MISSING,
    NUMBER_CHECK,
    OUTSIDE_AREA,
    PHONE_MISSING,
    PROXY_REFUSED,
    REASON_MISSING,
    TYPED_TWICE,
    VERTICAL_ITEM,
    InputRefused,
    Message,
)

ADULT = 18


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a draft from being received: the page and field to go to, and why."""

    step: Step
    field: str
    message: Message
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def happened(self) -> str:
        """One plain sentence: what is wrong."""
        return self.message.happened.format(**self.facts)

    @property
    def to_do(self) -> str:
        """One plain sentence: what to do now."""
        return self.message.to_do.format(**self.facts)

    def refusal(self) -> InputRefused:
        """The same as an error to raise."""
        return InputRefused(self.message, **self.facts)


def missing_materials(
    draft: Draft, item: Item, *, latest: Mapping[str, date] | None = None
) -> tuple[ChecklistLine, ...]:
    """Lines of the checklist that are asked for and neither brought nor properly deferred.

    ``latest``: last days for deferred materials by id, from `deferral_limits`; a date after it
    does not count. Optional lines are never missing, exempt ones never asked.
    """
    held = {one.material: one for one in draft.materials}
    return tuple(
        line
        for line in checklist(item, draft.answers, proxy=is_proxy(draft))
        if line.necessity in {Necessity.MUST, Necessity.DEFERRABLE}
        and _material_problem(line.material, held.get(line.material.id), (latest or {}).get(line.material.id))
    )


def deferral_limits(item: Item, today: date, calendar: Calendar) -> dict[str, date]:
    """The last day each deferrable material of the item may be promised for."""
    return {
        material.id: latest_supply(item, material, today, calendar)
        for material in item.materials
        if material.necessity is Necessity.DEFERRABLE
    }


def problems(
    draft: Draft, item: Item | None, today: date, *, calendar: Calendar, site_region: str = "", open_case: str = ""
) -> tuple[Problem, ...]:
    """Everything that keeps ``draft`` from being received today, in the order of the pages.

    Args:
        site_region: division code of this site; empty: the area is not checked.
        open_case: number of an open case of the same person and item, empty when there is none.
    """
    found = [*_person_problems(draft, today)]
    if item is None:
        return (*found, Problem(Step.ITEM, "item", FIELD_MISSING, {"field": "事项"}))
    found += _item_problems(draft, item, today, site_region)
    if not item.vertical_system:
        found += _form_problems(draft, item)
        found += _all_material_problems(draft, item, today, calendar)
    found += _confirm_problems(draft, open_case)
    return tuple(found)


def _person_problems(draft: Draft, today: date) -> Iterator[Problem]:
    yield from _one_person(draft.applicant, APPLICANT, "申请人", today)
    if draft.mode is Mode.PROXY and draft.agent is None:
        yield Problem(Step.PERSON, AGENT, FIELD_MISSING, {"field": "代办人"})
    if draft.agent is not None:
        yield from _one_person(draft.agent, AGENT, "代办人", today)
        if normalised(draft.agent.text("id_number")) == normalised(draft.applicant.text("id_number")):
            yield Problem(
                Step.PERSON, f"{AGENT}.id_number", FIELD_WRONG, {"field": "代办人", "reason": "和申请人是同一个人"}
            )
    if draft.mode is Mode.HOME_VISIT:
        visit = draft.visit
        if visit is None or not visit.place.strip():
            yield Problem(Step.PERSON, "visit.place", FIELD_MISSING, {"field": "上门地点"})
        if visit is None or len({name.strip() for name in visit.staff if name.strip()}) < 2:
            yield Problem(Step.PERSON, "visit.staff", FIELD_MISSING, {"field": "两名上门人员"})
    if draft.mode is Mode.APPOINTMENT and not draft.appointment.strip():
        yield Problem(Step.PERSON, "appointment", FIELD_MISSING, {"field": "预约时段"})


def _one_person(person: DraftPerson, who: str, words: str, today: date) -> Iterator[Problem]:
    if not person.text("name").strip():
        yield Problem(Step.PERSON, f"{who}.name", FIELD_MISSING, {"field": f"{words}姓名"})
    elif HOLE in person.text("name"):
        yield Problem(Step.PERSON, f"{who}.name", NAME_CUT_OFF)
    if not person.text("id_number").strip():
        yield Problem(Step.PERSON, f"{who}.id_number", FIELD_MISSING, {"field": f"{words}证件号码"})
    elif not _number_stands(person, today):
        yield Problem(Step.PERSON, f"{who}.id_number", NUMBER_CHECK)
    elif not (person.typed_twice or _number_is_proved(person)):
        yield Problem(Step.PERSON, f"{who}.id_number", TYPED_TWICE)
    if person.id_kind in CARDLESS_KINDS and not person.reason_without_card.strip():
        yield Problem(Step.PERSON, f"{who}.reason_without_card", REASON_MISSING)
    if not person.no_mobile and not person.text("mobile").strip():
        yield Problem(Step.PERSON, f"{who}.mobile", PHONE_MISSING)
    elif not person.no_mobile and not mobile_ok(person.text("mobile")):
        yield Problem(
            Step.PERSON, f"{who}.mobile", FIELD_WRONG, {"field": f"{words}手机号", "reason": "应为 11 位手机号"}
        )


def _number_is_proved(person: DraftPerson) -> bool:
    """Nobody can have mistyped it: a card gave it, or the county knows it."""
    number = person.entries.get("id_number")
    from_social_card = number is not None and number.source is Source.SOCIAL_CARD
    return from_social_card or person.assurance in {Assurance.READ, Assurance.VERIFIED}


def _number_stands(person: DraftPerson, today: date) -> bool:
    overridden = bool(person.check_override_reason.strip())
    return number_stands(person.id_kind, person.text("id_number"), today, any_check_digit=overridden)


def _item_problems(draft: Draft, item: Item, today: date, site_region: str) -> Iterator[Problem]:
    state = state_on(item, today)
    if state is not ItemState.ACTIVE:
        waits = item.state is ItemState.ACTIVE and item.effective is not None and today < item.effective
        words = f"{item.effective} 起才能办理" if waits else state.words
        yield Problem(Step.ITEM, "item", ITEM_PAUSED, {"item": item.name, "state": words})
    if item.vertical_system and not draft.vertical_number.strip():
        yield Problem(Step.ITEM, "vertical_number", VERTICAL_ITEM, {"item": item.name})
    if site_region and not may_file_at(item, site_region):
        yield Problem(Step.ITEM, "item", OUTSIDE_AREA, {"item": item.name, "rule": item.guide.place})
    birth = birth_of(draft.applicant)
    age = age_on(birth, today) if birth else None
    guardian_files = age is not None and age < ADULT and draft.agent is not None
    if is_proxy(draft) and item.proxy is ProxyRule.REFUSED and not guardian_files:
        yield Problem(Step.ITEM, "item", PROXY_REFUSED, {"item": item.name})
    if age is not None:
        yield from _age_problems(draft, item, age)
    if is_proxy(draft):
        yield from _authority_problems(draft, guardian_files=guardian_files, today=today)


def _age_problems(draft: Draft, item: Item, age: int) -> Iterator[Problem]:
    if item.min_age is not None and age < item.min_age:
        yield Problem(Step.ITEM, "item", AGE_RULE, {"item": item.name, "rule": f"满 {item.min_age} 周岁"})
    elif item.max_age is not None and age > item.max_age:
        yield Problem(Step.ITEM, "item", AGE_RULE, {"item": item.name, "rule": f"不超过 {item.max_age} 周岁"})
    elif age < ADULT and item.minors_rule and draft.agent is None:
        yield Problem(Step.ITEM, "item", AGE_RULE, {"item": item.name, "rule": item.minors_rule})


def _authority_problems(draft: Draft, *, guardian_files: bool, today: date) -> Iterator[Problem]:
    authority = draft.authority
    if guardian_files:
        if authority is None or not authority.relation.strip():
            yield Problem(Step.ITEM, "authority.relation", FIELD_MISSING, {"field": "监护人与申请人的关系"})
        return
    by_hand = any((one.document, one.signer) == ("authority", APPLICANT) for one in draft.signatures)
    if authority is None or not authority.signed or not (authority.pages or by_hand):
        yield Problem(Step.ITEM, "authority", AUTHORITY_MISSING)
    elif authority.until is not None and authority.until < today:
        yield Problem(Step.ITEM, "authority", FIELD_WRONG, {"field": "代办委托期限", "reason": "已经过期"})


def _form_problems(draft: Draft, item: Item) -> Iterator[Problem]:
    counting = answers_that_count(item, draft.answers, proxy=is_proxy(draft))
    for question in questions_asked(item, draft.answers, proxy=is_proxy(draft)):
        if question.id not in counting:
            yield Problem(Step.FORM, f"answers.{question.id}", ANSWER_MISSING, {"question": question.text})
    for fault in form_faults(item.form, draft.form, counting):
        message = FIELD_WRONG if fault.reason else FIELD_MISSING
        facts = {"field": fault.title} | ({"reason": fault.reason} if fault.reason else {})
        yield Problem(Step.FORM, f"form.{fault.field}", message, facts)


def _all_material_problems(draft: Draft, item: Item, today: date, calendar: Calendar) -> Iterator[Problem]:
    held = {one.material: one for one in draft.materials}
    latest = deferral_limits(item, today, calendar)
    for line in missing_materials(draft, item, latest=latest):
        material = line.material
        message = _material_problem(material, held.get(material.id), latest.get(material.id))
        name = material.name
        if message is DEFERRAL_INCOMPLETE and material.id in latest:
            name = f"{name}（最迟 {latest[material.id]}）"
        yield Problem(Step.MATERIALS, material.id, message or MATERIAL_MISSING, {"material": name})


def _material_problem(material: Material, held: DraftMaterial | None, latest: date | None) -> Message | None:
    """Why a line is not done yet; None when it is."""
    if held is not None and (held.paper or ((held.pages or held.earlier_case) and not material.paper_required)):
        return None
    if held is None or (held.deferred_until is None and not held.undertaking):
        return MATERIAL_MISSING
    if material.necessity is not Necessity.DEFERRABLE or material.never_deferrable:
        return NOT_DEFERRABLE
    in_time = held.deferred_until is not None and (latest is None or held.deferred_until <= latest)
    return None if in_time and held.undertaking else DEFERRAL_INCOMPLETE


def _confirm_problems(draft: Draft, open_case: str) -> Iterator[Problem]:
    if not draft.notice_version or draft.notice_at is None:
        yield Problem(Step.CONFIRM, "notice", NOTICE_MISSING)
    if open_case and not draft.duplicate_reason.strip():
        yield Problem(Step.CONFIRM, "duplicate_reason", DUPLICATE_CASE, {"number": open_case})
