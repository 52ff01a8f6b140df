"""Pure changes of a draft, used alike by the window and the command line.

Each function returns a new draft; nothing is saved here (see `windowdesk.casework.drafts.keep`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal

from windowdesk.casework import notice
from windowdesk.domain import intake
from windowdesk.domain.case import Authority, BlobRef, Mode
from windowdesk.domain.catalogue import Item, Package
from windowdesk.domain.intake import Draft, DraftMaterial, DraftPerson
from windowdesk.domain.page_set import PageSet
from windowdesk.domain.people import IdKind

AUTHORITY = "@authority"
"""The place of the signed 代办委托书 among the materials of a draft."""
Who = Literal["applicant", "agent"]


def person(draft: Draft, who: Who) -> DraftPerson:
    """The applicant (申请人) or the agent (代理人) of the draft, empty when not begun."""
    return intake.person_of(draft, who)


def with_entry(draft: Draft, who: Who, name: str, value: str) -> Draft:
    """One field of a person as typed. Typing over the name or number of a card ends what it proved."""
    if name == "mobile" and value:
        draft = intake.with_person(draft, who, replace(person(draft, who), no_mobile=False))
    return intake.typed(draft, name, value, who)


def with_no_mobile(draft: Draft, who: Who, no_mobile: bool) -> Draft:
    """Said expressly: the person has no mobile phone (seed rule 001 article 15)."""
    before = person(draft, who)
    entries = {name: entry for name, entry in before.entries.items() if name != "mobile" or not no_mobile}
    return intake.with_person(draft, who, replace(before, entries=entries, no_mobile=no_mobile))


def with_id_kind(draft: Draft, who: Who, kind: IdKind, reason: str = "") -> Draft:
    """The kind of identity document, with the reason why no card could be read."""
    return intake.with_person(draft, who, replace(person(draft, who), id_kind=kind, reason_without_card=reason))


def with_package(draft: Draft, package: Package, first: Item) -> Draft:
    """Choose a package (一件事); ``first`` is the item of its first step."""
    if draft.package_code == package.code:
        return draft
    return replace(
        draft,
        item_code=first.code,
        item_version=first.version,
        package_code=package.code,
        answers={},
        form={},
        materials=(),
        signatures=(),
        confirmed=False,
    )


def with_mode(draft: Draft, mode: Mode) -> Draft:
    """How the case comes in; leaving 代办 drops the agent and the authority."""
    if mode is Mode.PROXY:
        return replace(draft, mode=mode)
    return replace(draft, mode=mode, agent=None, authority=None)


def with_answer(draft: Draft, question: str, option: str) -> Draft:
    """Answer a situation question (情形)."""
    return replace(draft, answers={**draft.answers, question: option})


def with_field(draft: Draft, name: str, value: Any) -> Draft:
    """One field of the item's own form; None or an empty text takes it away."""
    form = dict(draft.form)
    if value is None or value == "":
        form.pop(name, None)
    else:
        form[name] = value
    return replace(draft, form=form)


def material(draft: Draft, material_id: str) -> DraftMaterial:
    """What has been brought for that material so far."""
    for one in draft.materials:
        if one.material == material_id:
            return one
    return DraftMaterial(material_id)


def with_material(draft: Draft, changed: DraftMaterial) -> Draft:
    """Put the material in place of what stood for it; an empty one is taken out."""
    others = tuple(one for one in draft.materials if one.material != changed.material)
    if changed == DraftMaterial(changed.material):
        return replace(draft, materials=others)
    return replace(draft, materials=(*others, changed))


def with_pages(draft: Draft, material_id: str, pages: tuple[BlobRef, ...]) -> Draft:
    """The pages of one material; scanning ends a deferral."""
    before = material(draft, material_id)
    return with_material(
        draft,
        replace(before, pages=pages, deferred_until=None if pages else before.deferred_until, undertaking=False),
    )


def page_set(draft: Draft, place: str) -> PageSet:
    """The pages of a material, or of the signed authority (`AUTHORITY`), and what was done to them."""
    if place == AUTHORITY:
        pages = draft.authority.pages if draft.authority else ()
    else:
        pages = material(draft, place).pages
    digests = {page.digest for page in pages}
    return PageSet(pages, {digest: edit for digest, edit in draft.edits.items() if digest in digests})


def with_page_set(draft: Draft, place: str, pages: PageSet) -> Draft:
    """The draft with these pages there; an authority with pages is a signed one."""
    gone = {page.digest for page in page_set(draft, place).pages} - {page.digest for page in pages.pages}
    edits = {digest: edit for digest, edit in draft.edits.items() if digest not in gone} | dict(pages.edits)
    draft = replace(draft, edits=edits)
    if place == AUTHORITY:
        before = draft.authority or Authority()
        return replace(draft, authority=replace(before, pages=pages.pages, signed=bool(pages.pages)))
    return with_pages(draft, place, pages.pages)


def with_page(draft: Draft, place: str, page: BlobRef, instead_of: str = "") -> Draft:
    """One page more, or in the place of the page with digest ``instead_of`` if that is still there."""
    pages = page_set(draft, place)
    if instead_of in {one.digest for one in pages.pages}:
        return with_page_set(draft, place, pages.replaced(instead_of, page))
    return with_page_set(draft, place, pages.added(page))


def with_paper(draft: Draft, material_id: str, held: bool) -> Draft:
    """The clerk holds the paper (纸质收取)."""
    return with_material(draft, replace(material(draft, material_id), paper=held))


def with_deferral(draft: Draft, material_id: str, until: date | None, *, undertaking: bool) -> Draft:
    """容缺后补: when it will come, and that the undertaking is signed. ``until`` None ends it."""
    before = material(draft, material_id)
    return with_material(draft, replace(before, deferred_until=until, undertaking=undertaking and until is not None))


def with_earlier(draft: Draft, material_id: str, case_id: str, pages: tuple[BlobRef, ...]) -> Draft:
    """Use a still valid scan of an earlier case (材料库)."""
    return with_material(draft, replace(material(draft, material_id), earlier_case=case_id, pages=pages))


def with_notice(draft: Draft, at: datetime) -> Draft:
    """The privacy notice in use was read out: who processes, why, how long (rule G02)."""
    return replace(draft, notice_version=notice.shipped().version, notice_at=at)
