"""Plain JSON to values by their type hints: the catalogue's files become frozen dataclasses.

Strict on purpose: an unknown or missing field, a wrong type and an impossible date are each told
with their place, because a county office edits these files by hand.
"""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

Value = TypeVar("Value")

_KNOWN_HINTS: dict[type, Mapping[str, Any]] = {}


class Misfit(ValueError):
    """JSON that does not fit the value; ``place`` is a path like ``materials.2.necessity``."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}")


class ImpossibleDate(Misfit):
    """A date that is in no calendar, for example 30 February."""

    def __init__(self, place: str, text: str) -> None:
        self.text = text
        super().__init__(place, f"没有这一天：{text}")


def build(kind: type[Value], values: object, place: str = "") -> Value:
    """A ``kind`` (a dataclass) from a JSON object.

    Raises:
        Misfit: something does not fit.
        ImpossibleDate: a date that does not exist.
    """
    if not isinstance(values, Mapping):
        raise Misfit(place, "应为一组内容")
    fields = {field.name: field for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(values) - set(fields))
    if unknown:
        raise Misfit(_below(place, unknown[0]), "不认识的字段")
    hints = _hints(kind)
    given: dict[str, Any] = {}
    for name, field in fields.items():
        if name in values:
            given[name] = _fit(hints[name], values[name], _below(place, name))
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise Misfit(_below(place, name), "缺少这一项")
    return kind(**given)


def _hints(kind: type) -> Mapping[str, Any]:
    """Type hints by field name; kept, because working them out costs more than the reading."""
    if kind not in _KNOWN_HINTS:
        _KNOWN_HINTS[kind] = typing.get_type_hints(kind)
    return _KNOWN_HINTS[kind]


def _fit(hint: Any, value: object, place: str) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        return None if value is None else _fit(next(one for one in arguments if one is not type(None)), value, place)
    if hint is Any:
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise Misfit(place, "应为列表")
        return tuple(_fit(arguments[0], one, _below(place, str(n))) for n, one in enumerate(value))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise Misfit(place, "应为一组内容")
        return {str(key): _fit(arguments[1], one, _below(place, str(key))) for key, one in value.items()}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return build(hint, value, place)
    return _fit_plain(hint, value, place)


def _fit_plain(hint: Any, value: object, place: str) -> Any:
    if issubclass(hint, enum.Enum):
        try:
            return hint(value)
        except ValueError as error:
            raise Misfit(place, f"不认识的取值 {value!r}") from error
    if hint is date:
        if not isinstance(value, str):
            raise Misfit(place, "应为日期")
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ImpossibleDate(place, value) from error
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise Misfit(place, "内容的类型不对")
    return value


def _below(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
