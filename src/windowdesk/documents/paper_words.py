"""Codes of the domain as the words that stand on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from windowdesk.domain.catalogue import Material
from windowdesk.domain.draft import DraftPerson
from windowdesk.domain.form_rules import fields_asked
from windowdesk.domain.masking import mask_bank, mask_id, mask_phone
from windowdesk.domain.nations import nation_name
from windowdesk.domain.people import Person, Sex
from windowdesk.domain.receipt import chinese_day
from windowdesk.domain.signed_sheet import POWERS

_SEXES = {Sex.MALE: "男", Sex.FEMALE: "女"}
_WAYS = {
    "direct": "直接送达",
    "mail": "邮寄送达",
    "electronic": "电子送达",
    "entrusted": "委托送达",
    "left": "留置送达",
}
_SOURCES = {
    "applicant": "申请人自备",
    "government": "政府部门核发",
    "library": "电子证照库",
    "online": "在线填报",
    "other": "其他",
}
_ORIGINALS = {"original": "原件", "copy": "复印件", "both": "原件和复印件", "either": "原件或复印件"}
_MASKS = {"bank_card": mask_bank, "mobile": mask_phone, "id_number": mask_id}
_NOT_FILLED = "未填写"


@dataclass(frozen=True, slots=True)
class PersonWords:
    """A person as printed: name in full, numbers masked, empty where not known."""

    name: str
    id_masked: str
    phone_masked: str
    address: str
    present_address: str
    sex: str
    birth: str
    nation: str
    assurance: str


def person_words(person: Person | DraftPerson) -> PersonWords:
    """The words of a stored person or of one still being taken in."""
    if isinstance(person, Person):
        return PersonWords(
            person.name, mask_id(person.id_number), mask_phone(person.mobile), person.address, person.present_address,
            _SEXES.get(person.sex, ""), chinese_day(person.birth) if person.birth else "",
            nation_name(person.nation), _assurance(person),
        )  # fmt: skip
    sex = next((words for code, words in _SEXES.items() if code.value == person.text("sex")), "")
    birth = person.text("birth")
    return PersonWords(
        person.text("name"), mask_id(person.text("id_number")), mask_phone(person.text("mobile")),
        person.text("address"), person.text("present_address"), sex,
        chinese_day(date.fromisoformat(birth)) if birth else "", nation_name(person.text("nation")),
        _assurance(person),
    )  # fmt: skip


def _assurance(person: Person | DraftPerson) -> str:
    """How sure the identity is; a number that counts in spite of its check digit says why."""
    words, why = person.assurance.words, person.check_override_reason
    return f"{words}（号码校验不符：{why}）" if why else words


def powers_words(powers: Iterable[str]) -> str:
    """What an agent may do."""
    return "、".join(POWERS.get(power, power) for power in powers)


def way_words(way: str) -> str:
    """How a document was served."""
    return _WAYS.get(way, way)


def material_copies(material: Material) -> str:
    """Originals and copies asked for."""
    counts = (("原件", material.originals), ("复印件", material.copies))
    return "，".join(f"{name} {count} 份" for name, count in counts if count) or _ORIGINALS[material.original_rule]


def material_source(material: Material) -> str:
    """Where a material is to be had."""
    where = material.issuer or _SOURCES.get(material.source, material.source)
    notes = [material.source_note, f"样本：{material.sample}" if material.sample else ""]
    more = "，".join(note for note in notes if note)
    return f"{where}（{more}）" if more else where


def form_rows(form: Mapping[str, Any], values: Mapping[str, Any], answers: Mapping[str, str]) -> list[dict[str, str]]:
    """The asked fields of an item's form as title and value; each row of a list is a row of its own."""
    rows: list[dict[str, str]] = []
    for name, schema in fields_asked(form, answers).items():
        title, value = str(schema.get("title", name)), values.get(name)
        if schema.get("type") == "array":
            of_row = schema.get("items", {})
            rows += [
                {"title": f"{title}（{place}）", "value": _value(of_row, one)}
                for place, one in enumerate(value or (), start=1)
            ] or [{"title": title, "value": _NOT_FILLED}]
        else:
            rows.append({"title": title, "value": _value(schema, value)})
    return rows


def _value(schema: Mapping[str, Any], value: Any) -> str:
    """One value as printed; sensitive numbers masked (G05), an empty one said to be empty."""
    if isinstance(value, Mapping):
        parts = fields_asked(schema, {}).items()
        return "；".join(f"{part.get('title', name)}：{_value(part, value.get(name))}" for name, part in parts)
    if isinstance(value, bool):
        return "是" if value else "否"
    text = "" if value is None else str(value).strip()
    if not text:
        return _NOT_FILLED
    if schema.get("format") == "date":
        return chinese_day(date.fromisoformat(text))
    mask = _MASKS.get(schema.get("x-check", ""))
    if mask is not None:
        return mask(text)
    unit = schema.get("x-unit", "")
    return f"{text} {unit}" if unit else text
