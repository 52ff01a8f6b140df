"""What was agreed with the county, checked: payloads at the counter, answers from the line.

The JSON Schemas are those of ``sync/contract/schemas``, the same files the county's side
uses. Each is compiled once; jsonschema is imported at the first check.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from windowdesk import assets, errors
from windowdesk.wire.schema_titles import title_at
from windowdesk.wire.schema_words import reason_of
from windowdesk.wire.values import WrongShape, read_moment

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator
    from referencing import Registry


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with data held against a schema, in words for a clerk."""

    path: tuple[str | int, ...]
    """Where, from the top; for a missing field the field itself."""
    title: str
    """The field's Chinese title, or its name where the schema has none."""
    reason: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A schema, ready to be held against data."""

    schema: Mapping[str, Any]
    registry: Registry[Any]
    validator: Validator

    def title(self, path: tuple[str | int, ...]) -> str:
        """The Chinese title of the field at ``path``."""
        return title_at(self.schema, self.registry, path)


def check(event_type: str, payload: Mapping[str, Any]) -> None:
    """Hold the payload of an event against the contract, at the counter.

    Raises:
        InputRefused: ``FIELD_MISSING`` or ``FIELD_WRONG`` for the first field that is wrong.
        FileNotFoundError: the contract has no such type.
    """
    refuse(findings(_checked(f"payload.{event_type}"), payload))


def check_form(schema: Mapping[str, Any], form: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Everything wrong with the fields of an item's own form; empty: nothing."""
    from referencing import Registry

    return findings(_compile(schema, Registry()), form)


def check_answer(name: str, body: Any) -> None:
    """Hold an answer of the county, or a part of one, against the contract.

    ``name`` is the schema without its ending, for example ``uplink.answer``.

    Raises:
        CountyTrouble: ``COUNTY_SCHEMA``.
    """
    if findings(_checked(name), body):
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA)


def check_part(name: str, body: Any, message: errors.Message) -> None:
    """Hold a part of a pack against the contract; ``message`` has a place for ``reason``.

    Raises:
        InputRefused: ``message`` for the first field that is wrong.
    """
    for first in findings(_checked(name), body):
        raise errors.InputRefused(message, reason=f"“{first.title}”{first.reason}")


def refuse(found: tuple[Finding, ...]) -> None:
    """Raise for the first finding; do nothing when there is none."""
    if not found:
        return
    first = found[0]
    if first.missing:
        raise errors.InputRefused(errors.FIELD_MISSING, field=first.title)
    raise errors.InputRefused(errors.FIELD_WRONG, field=first.title, reason=first.reason)


def findings(checked: Checked, data: Any) -> tuple[Finding, ...]:
    """Everything the schema has against ``data``, in the order of the fields."""
    errors_found = checked.validator.iter_errors(data)
    worst = sorted(errors_found, key=lambda error: [str(part) for part in error.absolute_path])
    # jsonschema reports "required" once for every missing field and names none of them
    return tuple(dict.fromkeys(one for error in worst for one in _findings_of(checked, _deepest(error))))


def _deepest(error: ValidationError) -> ValidationError:
    """Inside "one of these" the error that says most: the one furthest down."""
    while error.context:
        error = max(error.context, key=lambda one: (len(one.absolute_path), one.validator != "type"))
    return error


def _findings_of(checked: Checked, error: ValidationError) -> Iterator[Finding]:
    path = tuple(error.absolute_path)
    if error.validator != "required":
        yield Finding(path, checked.title(path), reason_of(error))
        return
    wanted: Any = error.validator_value
    instance: Any = error.instance
    for name in wanted:
        if name not in instance:
            yield Finding((*path, name), checked.title((*path, name)), "没有填写", missing=True)


@cache
def _checked(name: str) -> Checked:
    file = assets.path("sync", "contract", "schemas", f"{name}.json")
    return _compile(json.loads(file.read_text("utf-8")), _registry())


def _compile(schema: Mapping[str, Any], registry: Registry[Any]) -> Checked:
    from jsonschema import Draft202012Validator  # 100 ms; not before something is to be checked

    validator = Draft202012Validator(schema, registry=registry, format_checker=_format_checker())
    return Checked(schema, registry, validator)


@cache
def _format_checker() -> Any:
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=["date", "email", "regex", "uuid"])
    checks: Callable[..., Any] = checker.checks("date-time", raises=WrongShape)
    checks(_is_moment)
    return checker


def _is_moment(value: object) -> bool:
    if isinstance(value, str):
        read_moment(value, "")
    return True


@cache
def _registry() -> Registry[Any]:
    from referencing import Registry, Resource

    root = assets.path("sync", "contract", "schemas")
    contents = [(file, json.loads(file.read_text("utf-8"))) for file in sorted(root.glob("*.json"))]
    return Registry().with_resources(
        (schema.get("$id", file.as_uri()), Resource.from_contents(schema)) for file, schema in contents
    )
