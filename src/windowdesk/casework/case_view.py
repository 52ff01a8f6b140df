"""Everything the page of one case shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from windowdesk.casework import choose, papers, reasons, records, rows, supplement, timeline
from windowdesk.casework.desk import Desk
from windowdesk.casework.papers import PaperOffer
from windowdesk.casework.print_job import PrintJob, PrintState, job_of
from windowdesk.casework.receipt_value import package_cases
from windowdesk.casework.rows import CaseRow, Proof
from windowdesk.casework.supplement import Asked
from windowdesk.casework.timeline import TimelineEntry
from windowdesk.clock import local_date_time
from windowdesk.domain.brought import Brought
from windowdesk.domain.case import BlobRef, Case, CaseState
from windowdesk.domain.case_states import Role, Stage, may_move, stage_of
from windowdesk.domain.catalogue import Item
from windowdesk.domain.handwriting import DOCUMENTS, SIGNERS
from windowdesk.domain.masking import mask_bank, mask_id, mask_name, mask_phone
from windowdesk.domain.people import Person
from windowdesk.domain.receipt import how_words
from windowdesk.errors import CASE_UNKNOWN, InputRefused

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit

__all__ = ["CaseView", "FieldRow", "MaterialRow", "TimelineEntry", "find", "view"]

STAGES = tuple(stage.value for stage in Stage)
"""申请, 受理, 审查, 决定, 送达."""


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material of the case."""

    material: str
    name: str
    how_words: str
    pages: tuple[BlobRef, ...]
    note: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One labelled value, masked where rule G04 says so."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """The page. ``case`` carries full data: windows show the masked rows, never its number."""

    case: Case
    row: CaseRow
    stage: int
    """0 to 4 of `STAGES`; -1 once withdrawn, ended or void."""
    fields: tuple[FieldRow, ...]
    form: tuple[FieldRow, ...]
    deadlines: tuple[FieldRow, ...]
    materials: tuple[MaterialRow, ...]
    timeline: tuple[TimelineEntry, ...]
    prints: tuple[PrintJob, ...]
    papers: tuple[PaperOffer, ...]
    asked: Asked
    brought: Brought
    """What was brought of it so far and is not sent yet."""
    package: tuple[CaseRow, ...]
    """The other cases of the same package run."""
    acts: tuple[str, ...]
    """What can be done now: ``print``, ``reprint``, ``supplement``, ``deliver``, ``withdraw``, ``void``, ``evaluate``."""


def view(desk: Desk, case_id: str) -> CaseView:
    """Read the page.

    Raises:
        InputRefused: CASE_UNKNOWN.
    """
    with desk.store.reading() as reading:
        case = records.case_of(reading, case_id)
        item = choose.item_of_case(reading, case)
        proof = rows.proof_of(reading, case.id)
        prints = tuple(job_of(entry) for entry in reading.prints.of_case(case.id))
        asked = supplement.asked_of(reading, case)
        others = [one for one in package_cases(reading, case) if one.id != case.id]
        stage = stage_of(rows.state_of(case, proof))
        return CaseView(
            case=case,
            row=rows.row_of(desk, reading, case, proof),
            stage=list(Stage).index(stage) if stage else -1,
            fields=tuple(_fields(case)),
            form=tuple(_form(case, item)),
            deadlines=tuple(_deadlines(desk, reading, case)),
            materials=tuple(_material(one) for one in case.materials),
            timeline=timeline.of_case(reading, case, prints, reasons.around(desk, reading)),
            prints=prints,
            papers=papers.offers_of(reading, case),
            asked=asked,
            brought=reading.supplements.get(case.id),
            package=tuple(rows.row_of(desk, reading, one, rows.proof_of(reading, one.id)) for one in others),
            acts=tuple(_acts(reading, case, asked, prints, proof)),
        )


def find(desk: Desk, number: str) -> Case:
    """The case by its id or by any number it ever had.

    Raises:
        InputRefused: CASE_UNKNOWN.
    """
    with desk.store.reading() as reading:
        found = reading.cases.by_number(number) or reading.cases.find(number)
    if found is None:
        raise InputRefused(CASE_UNKNOWN, number=number)
    return found


def _fields(case: Case) -> Iterator[FieldRow]:
    yield FieldRow("受理编号", case.official_number or "（县里还没有给）")
    yield FieldRow("临时收件号", case.provisional_number)
    yield from _person("申请人", case.applicant)
    if case.agent is not None:
        yield from _person("代办人", case.agent)
    yield FieldRow("收件方式", case.mode.words)
    yield FieldRow("经办人", f"{case.clerk}（工号 {case.badge}）")
    if case.visit is not None:
        yield FieldRow("上门地点", case.visit.place)
        yield FieldRow("上门人员", "、".join(case.visit.staff))
    if case.appointment:
        yield FieldRow("预约", case.appointment)
    for one in case.signatures:
        when = f"{local_date_time(one.signed_at):%Y-%m-%d %H:%M}"
        yield FieldRow("手写签名", f"{DOCUMENTS[one.document]}（{SIGNERS[one.signer]}）{when}")
    if case.vertical_number:
        yield FieldRow("专用系统编号", case.vertical_number)
    if case.duplicate_reason:
        yield FieldRow("重复办理原因", case.duplicate_reason)
    if case.status_note:
        yield FieldRow("县里说明", case.status_note)


def _person(label: str, person: Person) -> Iterator[FieldRow]:
    yield FieldRow(label, mask_name(person.name))
    yield FieldRow(f"{label}证件", f"{mask_id(person.id_number)}（{person.assurance.words}）")
    if person.check_override_reason:
        yield FieldRow(f"{label}号码校验不符", person.check_override_reason)
    yield FieldRow(f"{label}电话", "无手机" if person.no_mobile else mask_phone(person.mobile))


def _form(case: Case, item: Item) -> Iterator[FieldRow]:
    for name, value in case.form.items():
        schema = item.form.get("properties", {}).get(name, {})
        yield FieldRow(str(schema.get("title", name)), _shown(schema, value))


_MASKS = {"bank_card": mask_bank, "mobile": mask_phone, "id_number": mask_id}


def _shown(schema: Any, value: Any) -> str:
    """A form value; numbers of cards, phones and people masked (rule G04)."""
    if isinstance(value, list | tuple):
        return "；".join(_shown(schema.get("items", {}), one) for one in value)
    if isinstance(value, dict):
        inner = schema.get("properties", {})
        return "，".join(
            f"{inner.get(key, {}).get('title', key)} {_shown(inner.get(key, {}), one)}" for key, one in value.items()
        )
    if isinstance(value, bool):
        return "是" if value else "否"
    mask = _MASKS.get(schema.get("x-check", ""))
    return mask(str(value)) if mask else str(value)


def _deadlines(desk: Desk, reading: Unit, case: Case) -> Iterator[FieldRow]:
    calendar, today = desk.calendar(reading), desk.today()
    for one in case.deadlines:
        words = rows.due_words(one, today, calendar)
        label = rows.DEADLINE_WORDS.get(one.kind, one.kind)
        yield FieldRow(label, f"{words}（{one.note}）" if one.note and one.due else words)


def _material(one: Any) -> MaterialRow:
    notes = [f"后补，{one.deferred_until} 前交"] if one.how == "deferred" else []
    return MaterialRow(one.material, one.name, how_words(one), one.pages, "".join(notes))


def _acts(reading: Unit, case: Case, asked: Asked, prints: tuple[PrintJob, ...], proof: Proof) -> Iterator[str]:
    came = [job for job in prints if job.kind == "receipt" and job.state not in {PrintState.FAILED, PrintState.DID_NOT}]
    if case.state is not CaseState.VOID:
        yield "reprint" if came else "print"
    if asked.lines:
        yield "supplement"
    if case.state in {CaseState.GRANTED, CaseState.NOT_GRANTED, CaseState.READY}:
        yield "deliver"
    if may_move(records.before_county(case).state, CaseState.WITHDRAWN):
        yield "withdraw"
    left = records.left_machine(reading, case)
    if may_move(case.state, CaseState.VOID, role=Role.SUPERVISOR, left_machine=left):
        yield "void"
    if may_move(case.state, CaseState.EVALUATED):
        yield "evaluate"
