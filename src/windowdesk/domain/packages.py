"""Packages (一件事): one form and one set of materials become several cases.

`merged_item` shows a package to the guided flow as if it were one item: the fields, questions
and materials of all its steps, each asked once. `to_cases` splits what was taken in: each case
gets what its own item asks for and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from windowdesk.domain.calendar import Calendar
from windowdesk.domain.case import Case
from windowdesk.domain.catalogue import Item, Material, Necessity, Package, ProxyRule, Question, Step
from windowdesk.domain.draft import Draft, is_proxy
from windowdesk.domain.draft import Step as Page
from windowdesk.domain.form_rules import fields_asked
from windowdesk.domain.intake import to_case
from windowdesk.domain.intake_problems import Problem, problems
from windowdesk.domain.materials import answers_that_count, applies, checklist, questions_asked
from windowdesk.errors import ITEM_UNKNOWN, InputRefused
from windowdesk.settings import Site

_STRICTNESS = (Necessity.EXEMPT, Necessity.OPTIONAL, Necessity.DEFERRABLE, Necessity.MUST)
_NONE_OPEN: Mapping[str, str] = {}
_PROXY_STRICTNESS = (ProxyRule.ALLOWED, ProxyRule.PRESENCE_ONCE, ProxyRule.REFUSED)


@dataclass(frozen=True, slots=True)
class NewCase:
    """Identity given to one case of a package before it is made."""

    case_id: str
    provisional_number: str


def steps_taken(package: Package, answers: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps that apply under these answers, each after those it waits for."""
    applicable = [step for step in package.steps if applies(step.when, answers)]
    codes = {step.item for step in applicable}
    ordered: list[Step] = []
    while applicable:
        done = {step.item for step in ordered}
        ready = next(step for step in applicable if set(step.after) & codes <= done)
        ordered.append(replace(ready, after=tuple(code for code in ready.after if code in codes)))
        applicable.remove(ready)
    return tuple(ordered)


def merged_item(package: Package, items: Sequence[Item], draft: Draft) -> Item:
    """The package as one item under the draft's answers: union of fields, questions, materials.

    A field, question or material with the same id means the same thing in every item (catalogue
    rule) and is asked once, at its strictest.

    Raises:
        InputRefused: K406, an item of the package is not in ``items``.
    """
    taken = _items_taken(package, items, draft.answers)
    proxy = is_proxy(draft)
    questions = {question.id: question for question in package.questions}
    properties: dict[str, object] = {}
    required: list[str] = []
    for item in taken:
        counting = answers_that_count(item, draft.answers, proxy=proxy)
        for question in questions_asked(item, draft.answers, proxy=proxy):
            questions.setdefault(question.id, _unconditional(question))
        for name, schema in fields_asked(item.form, counting).items():
            properties.setdefault(name, {key: rule for key, rule in schema.items() if key != "x-when"})
            if (name in item.form.get("required", ()) or schema.get("x-required")) and name not in required:
                required.append(name)
    return replace(
        taken[0],
        code=package.code,
        version=package.version,
        name=package.name,
        proxy=max((item.proxy for item in taken), key=_PROXY_STRICTNESS.index),
        form={"type": "object", "properties": properties, "required": required},
        questions=tuple(questions.values()),
        materials=shared_materials(taken, draft.answers, proxy=proxy),
        promised=package.promised,
        guide=replace(taken[0].guide, conditions=package.conditions, notes=package.notes),
        needed_fields=tuple(dict.fromkeys(name for item in taken for name in item.needed_fields)),
        vertical_system="",
        effective=package.effective,
        min_age=None,
        max_age=None,
        minors_rule="",
    )


def shared_materials(items: Sequence[Item], answers: Mapping[str, str], *, proxy: bool = False) -> tuple[Material, ...]:
    """The materials of all items in this situation, each once: the strictest necessity, the most copies."""
    found: dict[str, Material] = {}
    for item in items:
        for line in checklist(item, answers, proxy=proxy):
            known = found.get(line.material.id)
            material = replace(line.material, when={})
            found[material.id] = material if known is None else _stricter(known, material)
    return tuple(found.values())


def package_problems(
    draft: Draft,
    package: Package,
    items: Sequence[Item],
    today: date,
    *,
    calendar: Calendar,
    site_region: str = "",
    open_cases: Mapping[str, str] = _NONE_OPEN,
) -> tuple[Problem, ...]:
    """Everything that keeps any case of the package from being received, each thing once.

    ``open_cases``: numbers of open cases of the same person by item code.
    """
    merged = merged_item(package, items, draft)
    found = list(problems(draft, merged, today, calendar=calendar, site_region=site_region))
    for item in _items_taken(package, items, draft.answers):
        number = open_cases.get(item.code, "")
        found += problems(draft, item, today, calendar=calendar, site_region=site_region, open_case=number)
    unique = {(one.step, one.field, one.message.code): one for one in reversed(found)}
    pages = list(Page)
    return tuple(sorted(unique.values(), key=lambda one: (pages.index(one.step), found.index(one))))


def to_cases(
    draft: Draft,
    package: Package,
    items: Sequence[Item],
    *,
    run: str,
    new_cases: Sequence[NewCase],
    received_at: datetime,
    site: Site,
    clerk: str,
    badge: str,
    calendar: Calendar,
    open_cases: Mapping[str, str] = _NONE_OPEN,
) -> tuple[Case, ...]:
    """One received case for each step taken, in an order in which they can be worked.

    Args:
        run: id shared by the cases of this application (``P1:<run>`` in each case).
        new_cases: identities, at least as many as steps are taken.

    Raises:
        InputRefused: K406, or the first problem of any of the cases.
        ValueError: too few identities.
    """
    by_code = {item.code: item for item in items}
    steps = steps_taken(package, draft.answers)
    if len(new_cases) < len(steps):
        raise ValueError("fewer new cases than steps")
    ids = {step.item: new.case_id for step, new in zip(steps, new_cases, strict=False)}
    return tuple(
        to_case(
            draft,
            _known(by_code, step.item),
            case_id=new.case_id,
            provisional_number=new.provisional_number,
            received_at=received_at,
            site=site,
            clerk=clerk,
            badge=badge,
            calendar=calendar,
            open_case=open_cases.get(step.item, ""),
            package=f"{package.code}:{run}",
            after=tuple(ids[code] for code in step.after),
        )
        for step, new in zip(steps, new_cases, strict=False)
    )


def _items_taken(package: Package, items: Sequence[Item], answers: Mapping[str, str]) -> tuple[Item, ...]:
    by_code = {item.code: item for item in items}
    return tuple(_known(by_code, step.item) for step in steps_taken(package, answers))


def _known(by_code: Mapping[str, Item], code: str) -> Item:
    if code not in by_code:
        raise InputRefused(ITEM_UNKNOWN, code=code)
    return by_code[code]


def _unconditional(question: Question) -> Question:
    """It was found to apply already; its condition may name questions of its own item only."""
    return replace(question, when={})


def _stricter(one: Material, other: Material) -> Material:
    return replace(
        max(one, other, key=lambda material: _STRICTNESS.index(material.necessity)),
        originals=max(one.originals, other.originals),
        copies=max(one.copies, other.copies),
        paper_required=one.paper_required or other.paper_required,
        never_deferrable=one.never_deferrable or other.never_deferrable,
    )
