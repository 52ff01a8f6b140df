"""Taking in an application (收件): from the first card to the received case.

The guided flow asks this module, never its own widgets. The same rules stand between a draft
and the store: `to_case` refuses what `problems` would name, so a screen cannot get around them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from windowdesk.clock import local_date_time
from windowdesk.domain.calendar import Calendar
from windowdesk.domain.case import Case, CaseMaterial, CaseState, Mode
from windowdesk.domain.catalogue import Item, Material
from windowdesk.domain.deadlines import deadlines_at_receipt
from windowdesk.domain.draft import Conflict, Draft, DraftMaterial, DraftPerson, Entry, Source, Step, is_proxy
from windowdesk.domain.form_rules import fields_asked, kept_values
from windowdesk.domain.intake_person import (
    check_typed_twice,
    drop_what_is_not_needed,
    merge_card,
    person_of,
    take_from_card,
    to_person,
    typed,
    with_person,
    with_typed_number,
)
from windowdesk.domain.intake_problems import Problem, deferral_limits, missing_materials, problems
from windowdesk.domain.materials import PROXY_QUESTION, answers_that_count, checklist, questions_asked
from windowdesk.settings import Site

__all__ = [
    "Conflict",
    "Draft",
    "DraftMaterial",
    "DraftPerson",
    "Entry",
    "Problem",
    "Source",
    "Step",
    "check_typed_twice",
    "choose_item",
    "deferral_limits",
    "drop_what_is_not_needed",
    "is_proxy",
    "merge_card",
    "missing_materials",
    "next_step",
    "person_of",
    "previous_step",
    "problems",
    "take_from_card",
    "to_case",
    "typed",
    "with_person",
    "with_typed_number",
]


def choose_item(draft: Draft, item: Item) -> Draft:
    """``draft`` for ``item``; answers and materials of another item do not come along."""
    if (draft.item_code, draft.item_version) == (item.code, item.version):
        return drop_what_is_not_needed(draft, item)
    if draft.item_code and draft.item_code != item.code:
        draft = replace(
            draft, answers={}, form={}, materials=(), signatures=(), vertical_number="", duplicate_reason=""
        )
    chosen = replace(draft, item_code=item.code, item_version=item.version, package_code="", confirmed=False)
    return drop_what_is_not_needed(chosen, item)


def next_step(draft: Draft, item: Item | None) -> Step:
    """The page after the draft's; pages with nothing to ask are left out."""
    return _neighbour(draft, item, list(Step))


def previous_step(draft: Draft, item: Item | None) -> Step:
    """The page before the draft's; the first page stays."""
    return _neighbour(draft, item, list(reversed(Step)))


def to_case(
    draft: Draft,
    item: Item,
    *,
    case_id: str,
    provisional_number: str,
    received_at: datetime,
    site: Site,
    clerk: str,
    badge: str,
    calendar: Calendar,
    open_case: str = "",
    package: str = "",
    after: tuple[str, ...] = (),
) -> Case:
    """The received case (S10) of a complete draft: frozen to the item's version, with its clocks.

    Raises:
        InputRefused: the first of the draft's problems.
    """
    day = local_date_time(received_at).date()
    found = problems(draft, item, day, calendar=calendar, site_region=site.region, open_case=open_case)
    if found:
        raise found[0].refusal()
    bare = Case(
        id=case_id,
        provisional_number=provisional_number,
        item_code=item.code,
        item_version=item.version,
        item_name=item.name,
        state=CaseState.RECEIVED,
        mode=draft.mode,
        applicant=to_person(draft.applicant, item),
        received_at=received_at,
        clerk=clerk,
        badge=badge,
        window=site.window,
        site=site.name,
        region=site.region,
        receives_for=item.receives_for or site.receives_for,
        package=package,
        after=after,
    )
    taken_in = _with_what_was_brought(bare, draft, item)
    clocks = deadlines_at_receipt(item, taken_in.materials, day, taken_in.receives_for, calendar)
    return replace(taken_in, deadlines=clocks)


def _with_what_was_brought(case: Case, draft: Draft, item: Item) -> Case:
    counting = answers_that_count(item, draft.answers, proxy=is_proxy(draft))
    return replace(
        case,
        agent=to_person(draft.agent, item) if draft.agent else None,
        authority=draft.authority,
        visit=draft.visit if draft.mode is Mode.HOME_VISIT else None,
        appointment=draft.appointment,
        answers={key: answer for key, answer in counting.items() if key != PROXY_QUESTION},
        form=kept_values(item.form, draft.form, counting),
        materials=() if item.vertical_system else _case_materials(draft, item),
        signatures=draft.signatures,
        notice_version=draft.notice_version,
        notice_at=draft.notice_at,
        duplicate_reason=draft.duplicate_reason,
        vertical_number=draft.vertical_number,
    )


def _neighbour(draft: Draft, item: Item | None, order: list[Step]) -> Step:
    later = order[order.index(draft.step) + 1 :]
    skipped = _steps_with_nothing_to_ask(draft, item)
    return next((step for step in later if step not in skipped), draft.step)


def _steps_with_nothing_to_ask(draft: Draft, item: Item | None) -> set[Step]:
    if item is None:
        return set()
    if item.vertical_system:
        return {Step.FORM, Step.MATERIALS}
    counting = answers_that_count(item, draft.answers, proxy=is_proxy(draft))
    skipped: set[Step] = set()
    if not questions_asked(item, draft.answers, proxy=is_proxy(draft)) and not fields_asked(item.form, counting):
        skipped.add(Step.FORM)
    if not any(line.asked for line in checklist(item, draft.answers, proxy=is_proxy(draft))):
        skipped.add(Step.MATERIALS)
    return skipped


def _case_materials(draft: Draft, item: Item) -> tuple[CaseMaterial, ...]:
    held = {one.material: one for one in draft.materials}
    found: list[CaseMaterial] = []
    for line in checklist(item, draft.answers, proxy=is_proxy(draft)):
        material, brought = line.material, held.get(line.material.id)
        if not line.asked:
            found.append(CaseMaterial(material.id, material.name, how="exempt"))
        elif brought is not None:
            found.append(_case_material(material, brought))
    return tuple(found)


def _case_material(material: Material, brought: DraftMaterial) -> CaseMaterial:
    handed_in = brought.paper or brought.pages or brought.earlier_case
    if not handed_in:
        return CaseMaterial(
            material.id,
            material.name,
            how="deferred",
            deferred_until=brought.deferred_until,
            undertaking=brought.undertaking,
        )
    how = "earlier" if brought.earlier_case else "scan" if brought.pages else "paper"
    return CaseMaterial(
        material.id,
        material.name,
        pages=brought.pages,
        how=how,
        originals=material.originals if brought.paper else 0,
        copies=material.copies if brought.paper else 0,
        earlier_case=brought.earlier_case,
    )
