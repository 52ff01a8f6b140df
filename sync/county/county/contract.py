"""The shipped contract: its schemas, and one plain sentence for what breaks them."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry, Resource

VERSION = "1.0"
"""Version of the contract, told by ``GET /v1/health``."""

_FORMATS = FormatChecker(())


@_FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@_FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


@dataclass(frozen=True, slots=True)
class Fault:
    """The one thing to put right first: JSON pointer, the field's Chinese name, what is wrong with it."""

    field: str
    title: str
    reason: str


def folder() -> Path:
    """The contract's files: the shipped copy first, the checkout otherwise.

    Raises:
        FileNotFoundError: neither is there.
    """
    here = Path(__file__).resolve().parent
    for place in (here / "_shipped" / "contract", here.parent.parent / "contract"):
        if (place / "openapi.yaml").is_file():
            return place
    raise FileNotFoundError("sync/contract")


@functools.cache
def _schemas() -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted((folder() / "schemas").glob("*.json"))}


def members(schema: str) -> frozenset[str]:
    """Names of the members an object of that schema may have."""
    return frozenset(_schemas()[schema]["properties"])


@functools.cache
def _registry() -> Registry[Any]:
    own = [one for one in _schemas().values() if "$id" in one]
    return Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in own)


@functools.cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(_schemas()[name], registry=_registry(), format_checker=_FORMATS)


@functools.cache
def _compiled(name: str) -> jsonschema_rs.Draft202012Validator:
    own = [(one["$id"], one) for one in _schemas().values() if "$id" in one]
    return jsonschema_rs.Draft202012Validator(
        _schemas()[name],
        formats={"date": _holds(_is_date), "date-time": _holds(_is_moment)},
        validate_formats=True,
        registry=jsonschema_rs.Registry(own),
    )


def _holds(check: Callable[[object], bool]) -> Callable[[str], bool]:
    def holds(value: str) -> bool:
        try:
            return check(value)
        except ValueError:
            return False

    return holds


def fault(name: str, value: Any) -> Fault | None:
    """What is wrong with ``value`` by schema file ``name``; None: nothing.

    What is right, and that is nearly everything, is seen by compiled schemas in microseconds; what they do not
    pass is looked at again by the library whose errors name the field.
    """
    if _compiled(name).is_valid(value):
        return None
    error = best_match(_validator(name).iter_errors(value))
    if error is None:
        return None
    pointer = "".join(f"/{part}" for part in error.absolute_path)
    missing = _missing(error)
    if missing:
        properties = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        return Fault(f"{pointer}/{missing}", _title(properties.get(missing, {})) or missing, "没有填写")
    return Fault(pointer, _title(error.schema) or _title_at(name, error), _reason(error))


def _missing(error: ValidationError) -> str:
    if error.validator != "required" or not isinstance(error.instance, dict):
        return ""
    names = error.validator_value if isinstance(error.validator_value, list) else []
    return next((name for name in names if name not in error.instance), "")


def _title(schema: Any) -> str:
    return str(schema.get("title", "")) if isinstance(schema, dict) else ""


def _title_at(name: str, error: ValidationError) -> str:
    """The Chinese name nearest to the failing place: looked up along the path through the schemas."""
    resolver = _registry().resolver(base_uri=_schemas()[name].get("$id", ""))
    schema: Any = _schemas()[name]
    best = _title(schema)
    for part in error.absolute_path:
        while isinstance(schema, dict) and "$ref" in schema:
            found = resolver.lookup(schema["$ref"])
            schema, resolver = found.contents, found.resolver
        if not isinstance(schema, dict):
            break
        schema = schema.get("items") if isinstance(part, int) else schema.get("properties", {}).get(part)
        best = _title(schema) or best
    return best


_REASONS = {
    "type": "填写的类型不对",
    "enum": "不在允许的范围内",
    "const": "不是规定的值",
    "pattern": "格式不对",
    "format": "不是存在的日期或时间",
    "minLength": "没有填写",
    "maxLength": "太长",
    "minItems": "数量不够",
    "maxItems": "数量太多",
    "uniqueItems": "有重复",
    "minimum": "数值太小",
    "maximum": "数值太大",
    "additionalProperties": "有约定之外的内容",
    "anyOf": "填写不符合要求",
}


def _reason(error: ValidationError) -> str:
    return _REASONS.get(str(error.validator), "不符合约定")
