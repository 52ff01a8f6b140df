"""Choosing for a draft: the item or package, typed form values, an earlier scan, samples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from windowdesk.casework import drafts, earlier, filling, search
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain import intake, packages
from windowdesk.domain.case import Case
from windowdesk.domain.catalogue import Item, Package, Question
from windowdesk.domain.form_rules import fields_asked
from windowdesk.domain.intake import Draft, is_proxy
from windowdesk.domain.materials import answers_that_count, questions_asked
from windowdesk.errors import (
    CATALOGUE_EMPTY,
    FIELD_WRONG,
    ITEM_UNKNOWN,
    MATERIAL_MISSING,
    SAMPLES_REFUSED,
    InputRefused,
)

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit

FICTIONAL = "99"
"""Division code of the sample catalogue: only there may a form be filled with samples."""


def item(desk: Desk, draft: Draft, text: str) -> Done[Draft]:
    """Choose the item by its code, its name, or anything that fits exactly one item.

    Raises:
        InputRefused: ITEM_UNKNOWN, CATALOGUE_EMPTY.
    """
    code = _code(desk, text)
    with desk.store.reading() as view:
        chosen = item_in_force(desk, view, code)
    return drafts.keep(desk, intake.choose_item(draft, chosen))


def package(desk: Desk, draft: Draft, code: str) -> Done[Draft]:
    """Choose a package (一件事).

    Raises:
        InputRefused: ITEM_UNKNOWN.
    """
    with desk.store.reading() as view:
        chosen = view.catalogue.package(code)
        first = item_in_force(desk, view, chosen.steps[0].item) if chosen else None
    if chosen is None or first is None:
        raise InputRefused(ITEM_UNKNOWN, code=code)
    return drafts.keep(desk, filling.with_package(draft, chosen, first))


def item_in_force(desk: Desk, view: Unit, code: str) -> Item:
    """The version of the item that counts today: the newest that is already in effect.

    Raises:
        InputRefused: ITEM_UNKNOWN; CATALOGUE_EMPTY while there is no catalogue at all.
    """
    found = view.catalogue.item(code)
    if found is None:
        raise InputRefused(ITEM_UNKNOWN, code=code) if view.catalogue.version() else InputRefused(CATALOGUE_EMPTY)
    return found


def item_of_case(view: Unit, case: Case) -> Item:
    """The item in the version the case was received under: it never changes for a case.

    Raises:
        InputRefused: ITEM_UNKNOWN.
    """
    found = view.catalogue.item(case.item_code, case.item_version) or view.catalogue.item(case.item_code)
    if found is None:
        raise InputRefused(ITEM_UNKNOWN, code=case.item_code)
    return found


def typed_fields(desk: Desk, draft: Draft, texts: Mapping[str, str]) -> dict[str, Any]:
    """Texts from a keyboard as the values the item's form wants (numbers, yes and no).

    Raises:
        InputRefused: FIELD_WRONG for a field the form does not have, or a text that is no number.
    """
    if not texts:
        return {}
    schemas: dict[str, Mapping[str, Any]] = {}
    for one in goal_of(desk, draft).items:
        schemas |= one.form.get("properties", {})
    return {name: _value(name, schemas.get(name), text) for name, text in texts.items()}


BANK_CARD = "6200000000000000000"
CITIZEN = "990101198001010014"
"""Sample numbers with right check digits; region 99 belongs to nobody."""
PATTERNED = ("2026-01", "2026", "1", "12", "123456", "A1", "0571-12345678")
"""Sample texts for fields that ask for a pattern: the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a draft is about: one item, or a package with its items (all steps, in its order)."""

    item: Item | None
    """The item, or the package merged into one under the draft's answers; None: nothing chosen."""
    package: Package | None
    items: tuple[Item, ...]


def goal(desk: Desk, view: Unit, draft: Draft) -> Goal:
    """The goal of the draft, in the version that counts today: a draft is not yet a case.

    Raises:
        InputRefused: ITEM_UNKNOWN, CATALOGUE_EMPTY.
    """
    if draft.package_code:
        chosen = view.catalogue.package(draft.package_code)
        if chosen is None:
            raise InputRefused(ITEM_UNKNOWN, code=draft.package_code)
        items = tuple(item_in_force(desk, view, step.item) for step in chosen.steps)
        return Goal(packages.merged_item(chosen, items, draft), chosen, items)
    if not draft.item_code:
        return Goal(None, None, ())
    found = item_in_force(desk, view, draft.item_code)
    return Goal(found, None, (found,))


def goal_of(desk: Desk, draft: Draft) -> Goal:
    """The same in a reading of its own."""
    with desk.store.reading() as view:
        return goal(desk, view, draft)


def earlier_material(desk: Desk, draft: Draft, material_id: str) -> Draft:
    """Put the still valid earlier scan of this material into the draft.

    Raises:
        InputRefused: MATERIAL_MISSING when there is none.
    """
    number = draft.applicant.text("id_number")
    for one in goal_of(desk, draft).items:
        for found in earlier.materials(desk, number, one):
            if found.material == material_id:
                return filling.with_earlier(draft, material_id, found.case_id, found.pages)
    raise InputRefused(MATERIAL_MISSING, material=material_id)


def with_samples(desk: Desk, draft: Draft) -> Draft:
    """Fill what is still open in questions and form with sample values; only in the fictional region.

    Raises:
        InputRefused: SAMPLES_REFUSED at a real site.
    """
    if not desk.settings.site.region.startswith(FICTIONAL):
        raise InputRefused(SAMPLES_REFUSED)
    for question in _still_open(desk, draft):
        draft = filling.with_answer(draft, question.id, question.options[0].id)
    for one in goal_of(desk, draft).items:
        counting = answers_that_count(one, draft.answers, proxy=is_proxy(draft))
        required = set(one.form.get("required", ()))
        for name, schema in fields_asked(one.form, counting).items():
            if name not in draft.form and (name in required or schema.get("x-required")):
                draft = filling.with_field(draft, name, sample(schema))
    return draft


def _still_open(desk: Desk, draft: Draft) -> Iterator[Question]:
    """Questions without an answer, one by one: an answer may open the next."""
    answered = draft
    while True:
        item = goal_of(desk, answered).item
        asked = questions_asked(item, answered.answers, proxy=is_proxy(answered)) if item else ()
        still = next((q for q in asked if answered.answers.get(q.id) not in {o.id for o in q.options}), None)
        if still is None:
            return
        yield still
        answered = filling.with_answer(answered, still.id, still.options[0].id)


def sample(schema: Mapping[str, Any]) -> Any:
    """A value that fits a field: its example, its default, its first choice, or the smallest of its type."""
    for name in ("examples", "enum"):
        if schema.get(name):
            return schema[name][0]
    if "default" in schema:
        return schema["default"]
    kind = schema.get("type", "string")
    if kind == "object":
        wanted = set(schema.get("required", ()))
        return {name: sample(one) for name, one in schema.get("properties", {}).items() if name in wanted}
    if kind == "array":
        return [sample(schema.get("items", {})) for _ in range(max(1, schema.get("minItems", 1)))]
    if kind in {"integer", "number"}:
        return schema.get("minimum", 1)
    if kind == "boolean":
        return True
    return _sample_text(schema)


def _sample_text(schema: Mapping[str, Any]) -> str:
    checked = {"bank_card": BANK_CARD, "mobile": "13800000000", "id_number": CITIZEN}
    if schema.get("x-check") in checked:
        return checked[schema["x-check"]]
    if schema.get("format") == "date":
        return "2026-01-05"
    text = "样例".ljust(int(schema.get("minLength", 1)), "例")
    pattern = schema.get("pattern")
    if pattern is None:
        return text
    return next((one for one in (text, *PATTERNED) if re.search(pattern, one)), text)


def _code(desk: Desk, text: str) -> str:
    found = [one for one in search.items(desk, text) if one.kind == "item"]
    exact = [one for one in found if text in {one.code, one.name}]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0].code
    with desk.store.reading() as view:
        if not view.catalogue.version():
            raise InputRefused(CATALOGUE_EMPTY)
    raise InputRefused(ITEM_UNKNOWN, code=text)


def _value(name: str, schema: Mapping[str, Any] | None, text: str) -> Any:
    if schema is None:
        raise InputRefused(FIELD_WRONG, field=name, reason="表单里没有这一项")
    kind, title = schema.get("type", "string"), str(schema.get("title", name))
    try:
        if kind == "integer":
            return int(text)
        if kind == "number":
            return float(text)
    except ValueError:
        raise InputRefused(FIELD_WRONG, field=title, reason="要填数字") from None
    if kind == "boolean":
        if text not in {"是", "否", "true", "false"}:
            raise InputRefused(FIELD_WRONG, field=title, reason="要填 是 或 否")
        return text in {"是", "true"}
    return text
