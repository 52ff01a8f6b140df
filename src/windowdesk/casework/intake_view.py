"""Everything the pages of the intake flow show for a draft, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from windowdesk.casework import choose, earlier, item_words, notice, signing
from windowdesk.casework.choose import Goal
from windowdesk.casework.desk import Desk
from windowdesk.casework.earlier import EarlierMaterial
from windowdesk.casework.signing import SigningPlace
from windowdesk.domain import deadlines, intake, packages
from windowdesk.domain.calendar import Calendar
from windowdesk.domain.catalogue import Item, Necessity, Package, Question
from windowdesk.domain.form_rules import fields_asked
from windowdesk.domain.handwriting import Sheet
from windowdesk.domain.intake import Draft, DraftMaterial, Problem, is_proxy
from windowdesk.domain.materials import ChecklistLine, answers_that_count, checklist, questions_asked
from windowdesk.domain.signed_sheet import brought_words, sheets, with_holding_only
from windowdesk.errors import Message

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the checklist with what has been brought."""

    material: str
    name: str
    necessity: str
    """Words: 必要, 非必要, 可后补, 免交."""
    standard: str
    """受理标准."""
    state: str
    """``missing``, ``done``, ``deferred``, ``exempt``, ``optional``."""
    state_words: str
    pages: int
    paper: bool
    paper_required: bool
    """A scan alone is not enough: the law or the catalogue asks for the paper."""
    deferrable: bool
    latest: date | None
    """The last day a deferral may be promised for."""
    deferred_until: date | None
    undertaking: bool
    earlier: EarlierMaterial | None
    """A still valid scan that may be used again."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that keeps the draft from being saved."""

    step: str
    """Value of `windowdesk.domain.intake.Step`: the page to go to."""
    field: str
    message: Message
    happened: str
    to_do: str


@dataclass(frozen=True, slots=True)
class IntakeView:
    """What the flow shows. ``items`` are the items of the package, or the one item."""

    draft: Draft
    item: Item | None
    """The item, or the package shown as one item."""
    package: Package | None
    items: tuple[Item, ...]
    questions: tuple[Question, ...]
    fields: Mapping[str, Mapping[str, object]]
    """Fields of the form asked in this situation: name to JSON Schema."""
    checklist: tuple[CheckRow, ...]
    troubles: tuple[Trouble, ...]
    """What keeps the draft from being saved, in the order of the pages."""
    duplicate_number: str
    """Number of an open case of the same person and item; empty: none."""
    promised: str
    due: date | None
    due_provisional: bool
    notice: str
    """The privacy notice to be read out."""
    sheets: tuple[Sheet, ...]
    """What is signed, the application last."""
    places: tuple[SigningPlace, ...]
    """Who may sign what by hand, and whether they have."""


def view(desk: Desk, draft: Draft) -> IntakeView:
    """Read what the pages need."""
    with desk.store.reading() as reading:
        calendar = desk.calendar(reading)
        goal = choose.goal(desk, reading, draft)
        open_cases = open_numbers(reading, draft, goal)
    found = problems(desk, calendar, with_holding_only(draft, goal.item), goal, open_cases)
    item = goal.item
    due = deadlines.count(item.promised, desk.today(), calendar) if item else None
    counting = answers_that_count(item, draft.answers, proxy=is_proxy(draft)) if item else {}
    return IntakeView(
        draft=draft,
        item=item,
        package=goal.package,
        items=goal.items,
        questions=questions_asked(item, draft.answers, proxy=is_proxy(draft)) if item else (),
        fields=fields_asked(item.form, counting) if item and not item.vertical_system else {},
        checklist=_check_rows(desk, draft, goal, found) if item else (),
        troubles=tuple(_trouble(one) for one in found),
        duplicate_number=next(iter(open_cases.values()), ""),
        promised=deadlines.limit_words(item.promised) if item else "",
        due=due.date if due else None,
        due_provisional=due.provisional if due else False,
        notice=notice.words(desk.settings),
        sheets=sheets(draft, item) if item else (),
        places=signing.places(draft, item) if item else (),
    )


def open_numbers(reading: Unit, draft: Draft, goal: Goal) -> dict[str, str]:
    """Numbers of open cases of the same person, by the code of each item of the draft."""
    number = draft.applicant.text("id_number").strip().upper()
    if not number:
        return {}
    wanted = {item.code for item in goal.items}
    found = {code: reading.cases.open_for(number, code) for code in wanted}
    return {code: rows[0].number for code, rows in found.items() if rows}


def problems(
    desk: Desk, calendar: Calendar, draft: Draft, goal: Goal, open_cases: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Everything that keeps the draft from being received today at this site."""
    region, today = desk.settings.site.region, desk.today()
    if goal.package is not None:
        return packages.package_problems(
            draft,
            goal.package,
            goal.items,
            today,
            calendar=calendar,
            site_region=region,
            open_cases=open_cases,
        )
    code = goal.item.code if goal.item else ""
    return intake.problems(
        draft, goal.item, today, calendar=calendar, site_region=region, open_case=open_cases.get(code, "")
    )


def _trouble(one: Problem) -> Trouble:
    return Trouble(one.step.value, one.field, one.message, one.happened, one.to_do)


def _check_rows(desk: Desk, draft: Draft, goal: Goal, found: tuple[Problem, ...]) -> tuple[CheckRow, ...]:
    item = goal.item
    assert item is not None
    if item.vertical_system:
        return ()
    with desk.store.reading() as reading:
        latest = intake.deferral_limits(item, desk.today(), desk.calendar(reading))
    held = {one.material: one for one in draft.materials}
    open_ones = {one.field for one in found if one.step is intake.Step.MATERIALS}
    number = draft.applicant.text("id_number")
    reusable = {one.material: one for one in earlier.materials(desk, number, item)}
    return tuple(
        _check_row(line, held.get(line.material.id), line.material.id in open_ones, latest, reusable)
        for line in checklist(item, draft.answers, proxy=is_proxy(draft))
    )


def _check_row(
    line: ChecklistLine,
    brought: DraftMaterial | None,
    is_open: bool,
    latest: Mapping[str, date],
    reusable: Mapping[str, EarlierMaterial],
) -> CheckRow:
    material, one = line.material, brought or DraftMaterial(line.material.id)
    state, words = _state(line, one, is_open)
    return CheckRow(
        material=material.id,
        name=material.name,
        necessity=item_words.NECESSITY[line.necessity],
        standard=material.standard,
        state=state,
        state_words=words,
        pages=len(one.pages),
        paper=one.paper,
        paper_required=material.paper_required,
        deferrable=line.necessity is Necessity.DEFERRABLE and not material.never_deferrable,
        latest=latest.get(material.id),
        deferred_until=one.deferred_until,
        undertaking=one.undertaking,
        earlier=reusable.get(material.id),
    )


def _state(line: ChecklistLine, one: DraftMaterial, is_open: bool) -> tuple[str, str]:
    if not line.asked:
        return "exempt", "免交"
    if one.pages or one.paper or one.earlier_case:
        return ("missing", "还要收纸质件") if is_open else ("done", brought_words(one))
    if one.deferred_until is not None:
        return ("missing", "后补没有写全") if is_open else ("deferred", brought_words(one))
    return ("missing", "还缺") if is_open else ("optional", "可以不交")
