"""From values of the domain to the values of each A4 paper; everything personal is masked here (G05).

Each function returns what `papers.make` takes. The names of people stand in full: it is their own
paper. Numbers of cards and phones never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from windowdesk.clock import local_date_time
from windowdesk.documents.paper_words import (
    form_rows,
    material_copies,
    material_source,
    person_words,
    powers_words,
    way_words,
)
from windowdesk.domain.case import Authority, Case, CaseMaterial
from windowdesk.domain.case_events import CaseDelivered
from windowdesk.domain.catalogue import Item, Material
from windowdesk.domain.deadlines import limit_words
from windowdesk.domain.draft import Draft, DraftPerson
from windowdesk.domain.handwriting import DatedInk
from windowdesk.domain.materials import questions_asked
from windowdesk.domain.news import CorrectionAsked, ResultIssued
from windowdesk.domain.people import Person
from windowdesk.domain.receipt import Receipt, how_words
from windowdesk.settings import Settings

Values = dict[str, Any]
_NOTHING = "无"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper is about: a case, or a draft that has no number yet."""

    item: Item
    applicant: Person | DraftPerson
    agent: Person | DraftPerson | None = None
    number: str = ""
    provisional: bool = True
    mode: str = ""
    form: Mapping[str, Any] | None = None
    answers: Mapping[str, str] | None = None
    materials: tuple[CaseMaterial, ...] = ()
    authority: Authority | None = None
    item_name: str = ""
    """As the case froze it; empty: the item's."""
    inks: Mapping[str, DatedInk] | None = None
    """What was signed by hand on the screen on this paper, by signer."""


def of_case(case: Case, item: Item) -> Subject:
    """A case with the version of the item it was taken in under."""
    return Subject(
        item, case.applicant, case.agent, case.number, not case.official_number, case.mode.words,
        case.form, case.answers, case.materials, case.authority, case.item_name,
    )  # fmt: skip


def of_draft(draft: Draft, item: Item, materials: tuple[CaseMaterial, ...] = ()) -> Subject:
    """A draft; its materials as the case would have them, where they are wanted on the paper."""
    return Subject(
        item, draft.applicant, draft.agent, mode=draft.mode.words, form=draft.form, answers=draft.answers,
        materials=materials, authority=draft.authority,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One material of a one-off notice, and what is wrong with it (empty: it is missing)."""

    material: Material
    defect: str = ""


def receipt(slip: Receipt) -> Values:
    """收件凭证 on A4, from the same value as the slip."""
    lines = {
        name: [{"name": line.name, "how": line.how} for line in rows]
        for name, rows in (("materials", slip.materials), ("missing", slip.missing))
    }
    return {
        **lines, "title": slip.title, "number": slip.number, "provisional": slip.provisional, "agency": slip.agency,
        "site": slip.site, "date": slip.received_at.date(), "handler": f"{slip.clerk}（工号 {slip.badge}）",
        "query_ways": slip.query_ways, "hotline": slip.hotline, "item_name": slip.item_name,
        "item_code": slip.item_code, "applicant": slip.applicant, "id_masked": slip.id_masked,
        "phone_masked": slip.phone_masked, "mode": slip.mode, "window": slip.window, "received_at": slip.received_at,
        "next_step": slip.next_step, "legal_note": slip.legal_note, "promised": slip.promised, "due": slip.due,
        "due_provisional": slip.due_provisional, "entrance": slip.entrance,
        "provisional_number": slip.provisional_number, "other_numbers": slip.other_numbers, "code": slip.code,
        "reprint": slip.reprint,
    }  # fmt: skip


def authority(subject: Subject, settings: Settings, day: date, *, reprint: int = 0) -> Values:
    """代办委托书. The agent must be known; what the applicant did not limit is granted in full."""
    who = person_words(subject.applicant)
    agent = person_words(subject.agent or DraftPerson())
    given = subject.authority or Authority()
    return {
        **_common(subject, settings, day, "authority", reprint),
        "phone_masked": who.phone_masked, "address": who.address, "agent": agent.name,
        "agent_id_masked": agent.id_masked, "agent_phone_masked": agent.phone_masked, "agent_address": agent.address,
        "relation": given.relation, "powers": powers_words(given.powers), "until": given.until,
        "witness": given.witness, "inks": subject.inks or {},
    }  # fmt: skip


def application(subject: Subject, settings: Settings, day: date, *, reprint: int = 0) -> Values:
    """申请表: the item's own fields by their titles, and only those (licensing law article 31)."""
    who = person_words(subject.applicant)
    agent = person_words(subject.agent) if subject.agent else None
    answers = subject.answers or {}
    asked = questions_asked(subject.item, answers, proxy=subject.agent is not None)
    chosen = {option.id: option.text for question in asked for option in question.options}
    return {
        **_common(subject, settings, day, "application", reprint),
        "sex": who.sex, "birth": who.birth, "nation": who.nation, "phone_masked": who.phone_masked,
        "address": who.address, "present_address": who.present_address, "mode": subject.mode,
        "assurance": who.assurance, "agent": agent.name if agent else "",
        "agent_id_masked": agent.id_masked if agent else "",
        "fields": form_rows(subject.item.form, subject.form or {}, answers),
        "answers": [
            {"question": question.text, "answer": chosen.get(answers.get(question.id, ""), _NOTHING)}
            for question in asked
        ],
        "materials": [{"name": one.name, "how": how_words(one)} for one in subject.materials],
        "inks": subject.inks or {},
    }  # fmt: skip


def notice(
    subject: Subject, settings: Settings, day: date, lines: Sequence[NoticeLine], fees: str, *, reprint: int = 0
) -> Values:
    """一次性告知单: every material missing or wrong, with what is right; ``fees`` in words."""
    guide = subject.item.guide
    return {
        **_common(subject, settings, day, "notice", reprint),
        "promised": limit_words(subject.item.promised), "statutory": limit_words(subject.item.statutory),
        "fee": fees, "place": guide.place, "hours": guide.hours, "contact": guide.contact,
        "lines": [
            {
                "name": line.material.name, "defect": line.defect or "缺少",
                "standard": line.material.standard or line.material.instructions or "真实有效、清晰完整",
                "copies": material_copies(line.material), "source": material_source(line.material),
            }
            for line in lines
        ],
    }  # fmt: skip


def correction(subject: Subject, settings: Settings, asked: CorrectionAsked, *, reprint: int = 0) -> Values:
    """补齐补正通知单, in the county's words and under its document number."""
    return {
        **_common(subject, settings, local_date_time(asked.at).date(), "correction", reprint),
        "document_number": asked.document_number, "round": asked.round, "due": asked.due, "how": asked.how,
        "lines": [{"name": one.name, "defect": one.defect, "standard": one.standard} for one in asked.lines],
    }  # fmt: skip


def deferral(subject: Subject, settings: Settings, day: date, *, reprint: int = 0) -> Values:
    """容缺受理承诺书: the materials of the subject that are deferred, each with its date."""
    forms = {material.id: material_copies(material) for material in subject.item.materials}
    return {
        **_common(subject, settings, day, "deferral", reprint),
        "phone_masked": person_words(subject.applicant).phone_masked,
        "agent": person_words(subject.agent).name if subject.agent else "",
        "materials": [
            {"name": one.name, "form": forms.get(one.material, "原件"), "until": one.deferred_until}
            for one in subject.materials
            if one.how == "deferred"
        ],
    }


def pick_up(
    subject: Subject,
    settings: Settings,
    day: date,
    result: ResultIssued,
    *,
    receiver: str,
    relation: str,
    id_checked: bool,
    pieces: int = 1,
    reprint: int = 0,
) -> Values:
    """领取凭证 for one result document."""
    return {
        **_common(subject, settings, day, "pick_up", reprint),
        "receiver": receiver, "relation": relation or "本人",
        "id_checked": "已核对身份证件" if id_checked else "未核对身份证件",
        "documents": [{"name": result.result_name, "number": result.result_number or _NOTHING, "pieces": pieces}],
    }  # fmt: skip


def service(
    subject: Subject,
    settings: Settings,
    delivered: CaseDelivered,
    numbers: Mapping[str, str] | None = None,
    *,
    reprint: int = 0,
) -> Values:
    """送达回证; ``numbers`` maps document names to their numbers where they have one."""
    moment = local_date_time(delivered.delivered_at)
    known = numbers or {}
    return {
        **_common(subject, settings, moment.date(), "service", reprint),
        "receiver": delivered.receiver, "relation": delivered.relation, "way": way_words(delivered.way),
        "place": delivered.place or settings.site.name, "delivered_at": moment, "waybill": delivered.waybill,
        "documents": [{"name": name, "number": known.get(name) or _NOTHING} for name in delivered.documents],
    }  # fmt: skip


def withdrawal(subject: Subject, settings: Settings, day: date, reason: str, *, reprint: int = 0) -> Values:
    """撤回申请书."""
    return {
        **_common(subject, settings, day, "withdrawal", reprint),
        "phone_masked": person_words(subject.applicant).phone_masked,
        "reason": reason,
    }


def returned(
    subject: Subject, settings: Settings, day: date, *, receiver: str = "", only: Iterable[str] = (), reprint: int = 0
) -> Values:
    """材料退还清单: the papers taken in (those with ids in ``only``, when given)."""
    wanted = set(only)
    papers = [
        one for one in subject.materials if (one.originals or one.copies) and (not wanted or one.material in wanted)
    ]
    return {
        **_common(subject, settings, day, "returned", reprint),
        "receiver": receiver,
        "materials": [{"name": one.name, "originals": one.originals, "copies": one.copies} for one in papers],
    }


def hand_over(
    cases: Sequence[Case],
    settings: Settings,
    day: date,
    *,
    number: str,
    to_site: str,
    notes: Mapping[str, str] | None = None,
    reprint: int = 0,
) -> Values:
    """交接清单 from this site to another; ``number`` is the list's own, ``notes`` go by case id."""
    said = notes or {}
    rows = [
        {
            "number": case.number, "item": case.item_name, "applicant": case.applicant.name,
            "pages": sum(len(one.pages) for one in case.materials),
            "originals": sum(one.originals for one in case.materials), "note": said.get(case.id) or _NOTHING,
        }
        for case in cases
    ]  # fmt: skip
    return {
        **_office(settings, day, reprint), "number": number, "from_site": settings.site.name, "to_site": to_site,
        "cases": rows, "cases_count": len(rows), "originals_count": sum(int(str(row["originals"])) for row in rows),
    }  # fmt: skip


def _office(settings: Settings, day: date, reprint: int) -> Values:
    site = settings.site
    return {
        "agency": site.agency, "site": site.name, "date": day,
        "handler": f"{settings.clerk}（工号 {settings.badge}）", "query_ways": site.query_ways,
        "hotline": site.hotline, "reprint": reprint,
    }  # fmt: skip


def _common(subject: Subject, settings: Settings, day: date, kind: str, reprint: int) -> Values:
    who = person_words(subject.applicant)
    item = subject.item
    return {
        **_office(settings, day, reprint), "title": item.doc_titles.get(kind, ""), "agency": item.agency,
        "number": subject.number, "provisional": subject.provisional, "item_name": subject.item_name or item.name,
        "item_code": item.code, "applicant": who.name, "id_masked": who.id_masked,
    }  # fmt: skip
