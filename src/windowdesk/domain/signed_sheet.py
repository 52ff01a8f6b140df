"""The sheets of a draft that may be signed by hand, and which signatures still hold.

A signature holds for one sheet only. Whatever is changed afterwards, a hidden digit or another scan of a
page, makes another sheet: the signature is then void and its document is signed anew, or on paper.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from windowdesk.domain.case import Authority, Mode, WrittenSignature
from windowdesk.domain.catalogue import Item
from windowdesk.domain.draft import Draft, DraftMaterial, DraftPerson, is_proxy
from windowdesk.domain.form_rules import fields_asked
from windowdesk.domain.handwriting import Line, Sheet
from windowdesk.domain.masking import mask_bank, mask_id, mask_phone
from windowdesk.domain.materials import answers_that_count, checklist, questions_asked

APPLICATION, AUTHORITY = "application", "authority"
APPLICANT, AGENT = "applicant", "agent"
POWERS = {"submit": "递交申请材料", "correct": "补齐补正材料", "fetch": "领取办理结果"}
DECLARATIONS = {
    APPLICATION: "以上内容和所交材料真实、有效，没有隐瞒。本人知道提供虚假内容或材料要承担法律责任，"
    "并已被告知个人信息的处理目的、方式和保存期限。",
    AUTHORITY: "受托人在上述权限和期限内办理本事项的行为，本人均予认可。上述内容已向本人宣读或由本人阅读，是本人的真实意思。",
}
"""What is declared above each signature: the words of the shipped templates, which a test holds together."""
_MASKS = {"bank_card": mask_bank, "id_number": mask_id, "mobile": mask_phone}


def sheets(draft: Draft, item: Item) -> tuple[Sheet, ...]:
    """The documents of the draft that somebody signs; ``item`` is the item, or the package as one item."""
    found = [application(draft, item)]
    if draft.mode is Mode.PROXY and draft.agent is not None:
        found.insert(0, authority(draft, item))
    return tuple(found)


def signers(draft: Draft) -> tuple[str, ...]:
    """Who may sign: the applicant, and whoever files for them."""
    return (APPLICANT,) if draft.agent is None else (APPLICANT, AGENT)


def holding(draft: Draft, item: Item | None) -> tuple[WrittenSignature, ...]:
    """The signatures whose sheet still stands word for word."""
    if item is None or not draft.signatures:
        return ()
    digests = {sheet.document: sheet.digest() for sheet in sheets(draft, item)}
    who = signers(draft)
    return tuple(one for one in draft.signatures if one.signer in who and digests.get(one.document) == one.sheet)


def with_holding_only(draft: Draft, item: Item | None) -> Draft:
    """The draft as it counts: without void signatures; an authority that the applicant signed by hand is signed."""
    good = holding(draft, item)
    given = draft.authority
    if any((one.document, one.signer) == (AUTHORITY, APPLICANT) for one in good):
        given = replace(given or Authority(), signed=True)
    return replace(draft, signatures=good, authority=given)


def application(draft: Draft, item: Item) -> Sheet:
    """申请表: everything that will be saved and that somebody stands up for."""
    lines = (*_people(draft, item), *_answers(draft, item), *_materials(draft, item))
    return Sheet(APPLICATION, lines, DECLARATIONS[APPLICATION])


def authority(draft: Draft, item: Item) -> Sheet:
    """代办委托书."""
    given = draft.authority or Authority()
    agent = draft.agent or DraftPerson()
    until = given.until.isoformat() if given.until else "本事项办结之日"
    powers = "、".join(POWERS.get(power, power) for power in given.powers)
    lines = (
        *_person("委托人（申请人）", draft.applicant),
        *_person("受托人（代办人）", agent),
        _plain("与委托人关系", given.relation or "未注明"),
        _item(item),
        _plain("委托权限", powers),
        _plain("委托期限", f"至 {until}" if given.until else until),
    )
    return Sheet(AUTHORITY, lines, DECLARATIONS[AUTHORITY])


def brought_words(one: DraftMaterial) -> str:
    """How a material was handed in, in words; empty: it was not."""
    if one.earlier_case:
        return "沿用以前的"
    parts = [f"已扫 {len(one.pages)} 页"] if one.pages else []
    parts += ["已收纸质"] if one.paper else []
    if not parts and one.deferred_until is not None:
        return f"后补，{one.deferred_until} 前交"
    return "，".join(parts)


def shown_value(value: object, check: str = "") -> str:
    """A value of a form as a person reads it; numbers of people and accounts masked (rule G04)."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (list, tuple)):
        return f"{len(value)} 行"
    return _MASKS.get(check, str)(str(value))


def _plain(label: str, value: str) -> Line:
    return Line(label, value, value)


def _item(item: Item) -> Line:
    return Line("事项", f"{item.name}（{item.code}，第 {item.version} 版）", item.name)


def _person(role: str, person: DraftPerson) -> Iterator[Line]:
    number, mobile = person.text("id_number"), person.text("mobile")
    yield _plain(role, person.text("name"))
    yield Line("证件号码", f"{person.id_kind.value} {number}", f"{mask_id(number)}（{person.assurance.words}）")
    shown = "无手机" if person.no_mobile else mask_phone(mobile) or "没有填"
    yield Line("手机", "无手机" if person.no_mobile else mobile, shown)


def _people(draft: Draft, item: Item) -> Iterator[Line]:
    yield _item(item)
    yield from _person("申请人", draft.applicant)
    home = draft.applicant.text("present_address") or draft.applicant.text("address")
    if home:
        yield _plain("住址", home)
    yield _plain("办理方式", draft.mode.words)
    if draft.agent is not None:
        yield from _person("代办人", draft.agent)


def _answers(draft: Draft, item: Item) -> Iterator[Line]:
    if item.vertical_system:
        return
    proxy = is_proxy(draft)
    for question in questions_asked(item, draft.answers, proxy=proxy):
        chosen = draft.answers.get(question.id, "")
        yield _plain(question.text, next((one.text for one in question.options if one.id == chosen), "还没选"))
    for name, schema in fields_asked(item.form, answers_that_count(item, draft.answers, proxy=proxy)).items():
        if name in draft.form:
            value = draft.form[name]
            shown = shown_value(value, str(schema.get("x-check", "")))
            yield Line(str(schema.get("title", name)), _in_full(value), shown)


def _in_full(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _materials(draft: Draft, item: Item) -> Iterator[Line]:
    if item.vertical_system:
        return
    held = {one.material: one for one in draft.materials}
    for line in checklist(item, draft.answers, proxy=is_proxy(draft)):
        if line.asked:
            one = held.get(line.material.id, DraftMaterial(line.material.id))
            words = brought_words(one) or "没有交"
            yield Line(line.material.name, " ".join([words, *(page.digest for page in one.pages)]), words)
