"""An item's own form: which fields are asked, and what is wrong with the values.

Forms are JSON Schema 2020-12. Of it the catalogue uses the plain part that a counter can draw
and explain (object, string, integer, number, boolean, array of objects, enum, pattern, lengths,
bounds, ``format: date``) and four annotations of its own:

``x-when``      situation answers under which the field is asked (as in `catalogue.Material`)
``x-required``  required whenever asked; the schema's own ``required`` holds for fields always asked
``x-check``     ``bank_card``, ``mobile``, ``id_number``, ``credit_code``: a check digit or form
``x-sensitive`` sensitive personal data (PIPL art. 28), marked on screen and in exports

The wire layer checks the whole form against the schema again before it is queued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from windowdesk.domain.materials import applies
from windowdesk.domain.numbers import check_citizen_number, check_credit_code, luhn_ok, mobile_ok
from windowdesk.errors import InputRefused

KEYWORDS = frozenset(
    {"$schema", "$id", "type", "title", "description", "properties", "required", "additionalProperties", "items"}
    | {"enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "format"}
    | {"default", "examples", "x-when", "x-required", "x-check", "x-sensitive", "x-unit"}
)
"""What a form may use; the catalogue import warns about anything else."""

CHECKS = frozenset({"bank_card", "mobile", "id_number", "credit_code"})

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list, tuple),
    "object": (Mapping,),
}


@dataclass(frozen=True, slots=True)
class FormFault:
    """What is wrong with one field; an empty ``reason`` means it was not filled."""

    field: str
    title: str
    reason: str = ""


def fields_asked(form: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """The fields asked in this situation, in the form's order: name to its schema."""
    return {
        name: schema
        for name, schema in form.get("properties", {}).items()
        if applies({key: tuple(options) for key, options in schema.get("x-when", {}).items()}, answers)
    }


def kept_values(form: Mapping[str, Any], values: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    """The values that belong to asked fields and are filled: nothing else is stored (rule G01)."""
    asked = fields_asked(form, answers)
    return {name: values[name] for name in asked if name in values and not _empty(values[name])}


def form_faults(
    form: Mapping[str, Any], values: Mapping[str, Any], answers: Mapping[str, str]
) -> tuple[FormFault, ...]:
    """Everything wrong with the values of the asked fields, in the form's order."""
    required = set(form.get("required", ()))
    found: list[FormFault] = []
    for name, schema in fields_asked(form, answers).items():
        value = values.get(name)
        if _empty(value):
            if name in required or schema.get("x-required"):
                found.append(FormFault(name, _title(name, schema)))
        else:
            found.extend(_faults(name, _title(name, schema), schema, value))
    return tuple(found)


def _faults(name: str, title: str, schema: Mapping[str, Any], value: Any) -> Iterator[FormFault]:
    kind = schema.get("type", "string")
    if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield FormFault(name, title, "内容的类型不对")
        return
    if kind == "array":
        yield from _list_faults(name, title, schema, value)
        return
    reason = ""
    if isinstance(value, str):
        reason = _text_fault(schema, value)
    elif isinstance(value, (int, float)):
        reason = _number_fault(schema, value)
    if reason:
        yield FormFault(name, title, reason)


def _list_faults(name: str, title: str, schema: Mapping[str, Any], rows: Any) -> Iterator[FormFault]:
    if len(rows) < schema.get("minItems", 0):
        yield FormFault(name, title, f"至少填 {schema['minItems']} 行")
    if len(rows) > schema.get("maxItems", len(rows)):
        yield FormFault(name, title, f"最多填 {schema['maxItems']} 行")
    of_row = schema.get("items", {})
    for number, row in enumerate(rows):
        if of_row.get("type") != "object":
            yield from _faults(f"{name}.{number}", f"{title}第 {number + 1} 项", of_row, row)
        elif not isinstance(row, Mapping):
            yield FormFault(f"{name}.{number}", f"{title}第 {number + 1} 行", "内容的类型不对")
        else:
            for fault in form_faults(of_row, row, {}):
                yield FormFault(
                    f"{name}.{number}.{fault.field}", f"{title}第 {number + 1} 行的{fault.title}", fault.reason
                )


def _text_fault(schema: Mapping[str, Any], text: str) -> str:
    if "enum" in schema and text not in schema["enum"]:
        return "不在可选范围内"
    if len(text) < schema.get("minLength", 0):
        return f"至少 {schema['minLength']} 个字"
    if len(text) > schema.get("maxLength", len(text)):
        return f"最多 {schema['maxLength']} 个字"
    if "pattern" in schema and not re.search(schema["pattern"], text):
        return str(schema.get("description", "格式不对"))
    if schema.get("format") == "date" and not _is_date(text):
        return "不是存在的日期"
    return _check_fault(schema.get("x-check", ""), text)


def _check_fault(check: str, text: str) -> str:
    try:
        if check == "bank_card" and not luhn_ok(text):
            return "银行卡号没有通过校验"
        if check == "mobile" and not mobile_ok(text):
            return "应为 11 位手机号"
        if check == "id_number":
            check_citizen_number(text)
        if check == "credit_code":
            check_credit_code(text)
    except InputRefused:
        return "号码没有通过校验"
    return ""


def _number_fault(schema: Mapping[str, Any], number: float) -> str:
    if number < schema.get("minimum", number):
        return f"不能小于 {schema['minimum']}"
    if number > schema.get("maximum", number):
        return f"不能大于 {schema['maximum']}"
    return ""


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], ())


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _title(name: str, schema: Mapping[str, Any]) -> str:
    return str(schema.get("title", name))
