"""Supplement (补正, 容缺补交): what came in after the county asked, or after a deferral.

A case the county sent back (平台退回) is put right the same way; it then goes up again as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from windowdesk.casework import choose
from windowdesk.casework import records as record
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.brought import Brought
from windowdesk.domain.case import BlobRef, Case, CaseMaterial, CaseState
from windowdesk.domain.case_events import CaseReceived, CaseSupplemented
from windowdesk.domain.case_states import may_move, words_of
from windowdesk.domain.news import CorrectionAsked
from windowdesk.domain.signed_sheet import APPLICATION
from windowdesk.errors import FIELD_MISSING, FIELD_WRONG, MOVE_REFUSED, InputRefused
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One thing to be supplied."""

    material: str
    """Catalogue id; empty: the form is meant."""
    name: str
    defect: str
    standard: str
    deferred: bool
    """From a deferral (容缺), not from a correction round."""
    lost: bool = False
    """Its scan was lost here and the county was told; not from a correction round either."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is to be supplied for a case now. No lines: nothing is asked."""

    round: int
    """Correction round; 0: only deferrals, or sent back as a whole."""
    document_number: str
    due: date | None
    lines: tuple[AskedLine, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Supplied:
    """What was brought: pages by material id, papers held, corrected fields."""

    pages: Mapping[str, tuple[BlobRef, ...]] = field(default_factory=dict)
    paper: frozenset[str] = frozenset()
    form: Mapping[str, Any] = field(default_factory=dict)

    @property
    def materials(self) -> tuple[str, ...]:
        """Ids of all materials brought, in order."""
        return tuple(dict.fromkeys([*(one for one, pages in self.pages.items() if pages), *sorted(self.paper)]))


def asked(desk: Desk, case_id: str) -> Asked:
    """What is to be supplied."""
    with desk.store.reading() as view:
        return asked_of(view, record.case_of(view, case_id))


def asked_of(view: Unit, case: Case) -> Asked:
    """The same inside a reading: lines of the open round not answered yet, the county's reason, deferrals, lost scans."""
    deferred = tuple(
        AskedLine(one.material, one.name, f"后补，{one.deferred_until} 前交", "", deferred=True)
        for one in case.materials
        if one.how == "deferred"
    )
    later = (*deferred, *_lost(view, case))
    dues = [one.deferred_until for one in case.materials if one.how == "deferred" and one.deferred_until]
    sent_back = _sent_back(view, case)
    if sent_back:
        return Asked(0, "", None, (AskedLine("", "整件", sent_back, "按县里说明改正", deferred=False), *later), "")
    round_ = _open_round(view, case)
    if round_ is None:
        return Asked(0, "", min(dues, default=None), later, "")
    brought, form_given = _answered(view, case, round_.round)
    lines = tuple(
        AskedLine(line.material, line.name, line.defect, line.standard, deferred=False)
        for line in round_.lines
        if (line.material not in brought if line.material else not (brought or form_given))
    )
    named = {line.material for line in lines}
    later = tuple(line for line in later if not (line.lost and line.material in named))
    return Asked(round_.round, round_.document_number, round_.due, (*lines, *later), round_.how)


def keep(desk: Desk, brought: Brought) -> Done[Brought]:
    """Save what was brought so far as it stands; called at each page, each tick and each field.

    Raises:
        StoreTrouble: DISK_FULL.
    """
    with desk.store.unit(desk.actor) as unit:
        unit.supplements.keep(brought)
    return desk.done(brought, Kind.DRAFTS)


def kept(desk: Desk, case_id: str) -> Brought:
    """What was brought so far and is not sent; empty when nothing was."""
    with desk.store.reading() as view:
        return view.supplements.get(case_id)


def check_asked(desk: Desk, case_id: str, material: str) -> None:
    """Asked before a page is scanned for a material.

    Raises:
        InputRefused: MOVE_REFUSED when nothing is asked; FIELD_WRONG when this material is not.
    """
    with desk.store.reading() as view:
        case = record.case_of(view, case_id)
        wanted = _wanted(view, case)
        _case_materials(view, case, wanted, Supplied(paper=frozenset((material,))))


def add_kept(desk: Desk, case_id: str, material: str, page: BlobRef) -> Done[Brought]:
    """One page more of what is brought, kept till it is sent.

    Raises:
        StoreTrouble: DISK_FULL.
    """
    before = kept(desk, case_id)
    return keep(desk, before.with_pages(material, before.page_set(material).added(page)))


def supplement(desk: Desk, case_id: str, supplied: Supplied) -> Done[Case]:
    """Save what was brought as one event. Partly is allowed: the event then says not complete.

    What was kept of it until now is over with the same unit; what was not sent stays kept.

    Raises:
        InputRefused: MOVE_REFUSED when nothing is asked, FIELD_MISSING when nothing was brought,
            FIELD_WRONG for a material that is neither asked for nor one of the item's.
    """
    if not supplied.materials and not supplied.form:
        raise InputRefused(FIELD_MISSING, field="要补的材料或内容")
    with desk.store.unit(desk.actor) as unit:
        case = record.case_of(unit, case_id)
        wanted = _wanted(unit, case)
        brought = _case_materials(unit, case, wanted, supplied)
        changed = _with(case, brought, supplied.form)
        if _sent_back(unit, case):
            changed = _resubmit(desk, unit, changed)
        else:
            changed = _supplement(desk, unit, case, changed, wanted, brought, supplied)
        unit.supplements.keep(unit.supplements.get(case_id).without(supplied.pages, supplied.paper, supplied.form))
    return desk.done(changed, Kind.CASES, Kind.OUTBOX, Kind.INBOX)


def _supplement(
    desk: Desk,
    unit: Unit,
    before: Case,
    changed: Case,
    wanted: Asked,
    brought: tuple[CaseMaterial, ...],
    supplied: Supplied,
) -> Case:
    own = [line for line in wanted.lines if not (line.deferred or line.lost)]
    ids = set(supplied.materials)
    # A line in words only (no material named) is answered by whatever is brought: a person judges.
    complete = all(not line.material or line.material in ids for line in own)
    answers_round = bool(own) and wanted.round > 0
    if answers_round and complete:
        changed = record.move(changed, CaseState.CORRECTED)
        changed = replace(changed, deadlines=tuple(one for one in changed.deadlines if one.kind != "correction"))
        _put_away(unit, before.id, wanted.round)
    event = CaseSupplemented(
        round=wanted.round if answers_round else 0,
        materials=brought,
        form=dict(supplied.form),
        supplemented_at=desk.clock.now(),
        complete=complete,
    )
    record.write(desk, unit, changed, event, "supplement")
    return changed


def _resubmit(desk: Desk, unit: Unit, case: Case) -> Case:
    """The whole case again, under its own number; the county takes it as the new version."""
    changed = replace(case, state=CaseState.RECEIVED)
    record.write(desk, unit, changed, CaseReceived(record.stripped(changed)), "resubmit")
    for row in unit.outbox.rejected():
        if row.case == case.id:
            unit.outbox.dealt_with(row.seq)
    record.put_away(unit, case.id)
    return changed


def _sent_back(view: Unit, case: Case) -> str:
    """Why the county sent the whole case back; empty: it did not."""
    rejected = [row for row in view.outbox.rejected() if row.case == case.id and row.type == CaseReceived.TYPE]
    if rejected:
        verdict = rejected[-1].verdict
        return (verdict.detail or verdict.title if verdict else "") or "县平台退回"
    return (case.status_note or "县平台退回") if case.state is CaseState.BOUNCED else ""


def _lost(view: Unit, case: Case) -> tuple[AskedLine, ...]:
    """Materials with a page that was reported lost, while the county still takes supplements."""
    if not may_move(record.before_county(case).state, CaseState.WITHDRAWN):
        return ()
    found = (one for one in case.materials if any(view.blobs.is_lost(page.digest) for page in one.pages))
    return tuple(
        AskedLine(one.material, one.name, "原来的扫描件坏了", "重新扫描", deferred=False, lost=True) for one in found
    )


def _open_round(view: Unit, case: Case) -> CorrectionAsked | None:
    if case.state is not CaseState.CORRECTION_ASKED:
        return None
    rounds = [one.news for one in view.mirror.news_of(case.id) if isinstance(one.news, CorrectionAsked)]
    return max(rounds, key=lambda one: one.round, default=None)


def _answered(view: Unit, case: Case, round_: int) -> tuple[set[str], bool]:
    """Materials already brought for that round in earlier, partial supplements, and whether a form was."""
    brought: set[str] = set()
    form_given = False
    for event, _ in view.outbox.of_case(case.id):
        if event.type != CaseSupplemented.TYPE or event.text is None:
            continue
        payload = json.loads(event.text)["payload"]
        if payload["round"] == round_:
            brought |= {one["material"] for one in payload["materials"]}
            form_given = form_given or bool(payload["form"])
    return brought, form_given


def _wanted(unit: Unit, case: Case) -> Asked:
    """What is asked, and something is."""
    wanted = asked_of(unit, case)
    if not wanted.lines:
        raise InputRefused(MOVE_REFUSED, state=words_of(case.state), act="补正")
    return wanted


def _case_materials(unit: Unit, case: Case, wanted: Asked, supplied: Supplied) -> tuple[CaseMaterial, ...]:
    item = choose.item_of_case(unit, case)
    known = {one.id: one for one in item.materials}
    names = {one.material: one.name for one in wanted.lines} | {one.material: one.name for one in case.materials}
    found = []
    for material_id in supplied.materials:
        rule = known.get(material_id)
        name = rule.name if rule else names.get(material_id, "")
        if not name:
            raise InputRefused(FIELD_WRONG, field=material_id, reason="没有要这份材料")
        pages = tuple(supplied.pages.get(material_id, ()))
        held = material_id in supplied.paper
        found.append(
            CaseMaterial(
                material_id,
                name,
                pages=pages,
                how="scan" if pages else "paper",
                originals=(rule.originals if rule else 1) if held else 0,
                copies=rule.copies if rule and held else 0,
            )
        )
    return tuple(found)


def _with(case: Case, brought: tuple[CaseMaterial, ...], form: Mapping[str, Any]) -> Case:
    """The case with what was brought in place of what stood there; a deferral that came in is over."""
    new = {one.material: one for one in brought}
    kept = tuple(new.pop(one.material, one) for one in case.materials)
    materials = (*kept, *new.values())
    still = {one.deferred_until for one in materials if one.how == "deferred"}
    deadlines = tuple(one for one in case.deadlines if one.kind != "deferral" or one.due in still)
    # The application as it stands now is not the sheet that was signed: it is signed on paper, if at all.
    signatures = tuple(one for one in case.signatures if one.document != APPLICATION)
    return replace(case, materials=materials, form={**case.form, **form}, deadlines=deadlines, signatures=signatures)


def _put_away(unit: Unit, case_id: str, round_: int) -> None:
    """What asked for this round is dealt with."""
    for arrived in unit.mirror.news_of(case_id):
        about = getattr(arrived.news, "round", None) == round_
        state = getattr(arrived.news, "state", None) is CaseState.CORRECTION_ASKED
        if arrived.open and (about or state):
            unit.mirror.done(arrived.seq)
