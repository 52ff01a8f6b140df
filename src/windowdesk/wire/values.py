"""Domain values as the JSON of the contract, and back, by the types their fields declare.

One rule for every value: a dataclass is an object with every field, a tuple an array, an enum
its value, a date ``2026-11-22``, a moment RFC 3339 in UTC with ``Z``, nothing ``null``; a field
whose metadata says ``optional`` is left out where there is nothing. Reading accepts absent fields
that have a default and refuses everything it does not know.
"""

from __future__ import annotations

import dataclasses
import enum
import re
import types
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin

Value = TypeVar("Value")

_MOMENT = "%Y-%m-%dT%H:%M:%S"
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class WrongShape(ValueError):
    """JSON that is not the value it should be; ``where`` names the place, never the content."""

    def __init__(self, where: str, reason: str) -> None:
        self.where = where
        self.reason = reason
        super().__init__(f"{where or 'value'}: {reason}")


def moment_text(moment: datetime) -> str:
    """``moment`` in RFC 3339, UTC, with ``Z``; fractions only where there are any.

    Raises:
        ValueError: the moment has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone has no place on the wire")
    in_utc = moment.astimezone(UTC)
    fraction = f".{in_utc.microsecond:06d}".rstrip("0") if in_utc.microsecond else ""
    return f"{in_utc.strftime(_MOMENT):0>19}{fraction}Z"


def to_json(value: Any) -> Any:
    """``value`` (a dataclass or anything that stands in one) as plain JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = ((one, getattr(value, one.name)) for one in dataclasses.fields(value))
        return {one.name: to_json(part) for one, part in found if part is not None or "optional" not in one.metadata}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_json(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(one) for one in value]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"{type(value).__name__} has no place on the wire")


def from_json(cls: type[Value], data: Any, *, unknown_ignored: bool = False) -> Value:
    """The value of dataclass ``cls`` in ``data``.

    ``unknown_ignored``: pass over fields that the class does not have. What comes down from the
    county is read so, for the county may learn new words first; what goes up is not.

    Raises:
        WrongShape: a field is missing, unknown, or not of its type.
    """
    known = _known_only(cls, data) if unknown_ignored else data
    return cast("Value", _read(cls, known, ""))


def _known_only(hint: Any, data: Any) -> Any:
    """``data`` without the fields that ``hint`` does not have, all the way down."""
    if get_origin(hint) in (types.UnionType, typing.Union):
        return data if data is None else _known_only(get_args(hint)[0], data)
    if get_origin(hint) is tuple and isinstance(data, list):
        return [_known_only(get_args(hint)[0], one) for one in data]
    if dataclasses.is_dataclass(hint) and isinstance(data, dict):
        hints, _ = _shape(cast("type", hint))
        return {name: _known_only(hints[name], one) for name, one in data.items() if name in hints}
    return data


def _read(hint: Any, data: Any, where: str) -> Any:
    origin = get_origin(hint)
    if hint is Any:
        return data
    if origin in (types.UnionType, typing.Union):
        return _read_optional(hint, data, where)
    if origin is tuple:
        return _read_tuple(get_args(hint), data, where)
    if origin is Mapping:
        return _read_mapping(get_args(hint)[1], data, where)
    if dataclasses.is_dataclass(hint):
        return _read_dataclass(cast("type", hint), data, where)
    return _read_plain(hint, data, where)


def _read_optional(hint: Any, data: Any, where: str) -> Any:
    if data is None:
        return None
    (inner,) = [one for one in get_args(hint) if one is not type(None)]
    return _read(inner, data, where)


def _read_tuple(inner: tuple[Any, ...], data: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise WrongShape(where, "not a list")
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_read(inner[0], one, f"{where}[{place}]") for place, one in enumerate(data))
    if len(inner) != len(data):
        raise WrongShape(where, f"not {len(inner)} entries")
    pairs = zip(inner, data, strict=True)
    return tuple(_read(hint, one, f"{where}[{place}]") for place, (hint, one) in enumerate(pairs))


def _read_mapping(inner: Any, data: Any, where: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise WrongShape(where, "not an object")
    return {key: _read(inner, one, f"{where}.{key}") for key, one in data.items()}


def _read_dataclass(cls: type, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise WrongShape(where, "not an object")
    hints, needed = _shape(cls)
    unknown = data.keys() - hints.keys()
    if unknown:
        raise WrongShape(where, f"unknown field {min(unknown)}")
    missing = needed - data.keys()
    if missing:
        raise WrongShape(where, f"field {min(missing)} is missing")
    below = f"{where}." if where else ""
    return cls(**{name: _read(hints[name], one, below + name) for name, one in data.items()})


@cache
def _shape(cls: type) -> tuple[dict[str, Any], frozenset[str]]:
    hints = typing.get_type_hints(cls)
    fields = dataclasses.fields(cls)
    needed = frozenset(
        one.name for one in fields if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
    )
    return {one.name: hints[one.name] for one in fields}, needed


def _read_plain(hint: Any, data: Any, where: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        try:
            return hint(data)
        except ValueError as wrong:
            raise WrongShape(where, "not one of the known codes") from wrong
    if hint is datetime:
        return read_moment(data, where)
    if hint is date:
        return _read_day(data, where)
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return data
    if not isinstance(data, hint) or (isinstance(data, bool) and hint is not bool):
        raise WrongShape(where, f"not {hint.__name__}")
    return data


def read_moment(data: Any, where: str) -> datetime:
    """The moment in ``data`` (RFC 3339 with a zone), in UTC.

    Raises:
        WrongShape: not such a text.
    """
    if not isinstance(data, str) or not _RFC_3339.fullmatch(data):
        raise WrongShape(where, "not a moment")
    try:
        return datetime.fromisoformat(data).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise WrongShape(where, "not a moment") from wrong


def _read_day(data: Any, where: str) -> date:
    if not isinstance(data, str) or not _DAY.fullmatch(data):
        raise WrongShape(where, "not a date")
    try:
        return date.fromisoformat(data)
    except ValueError as wrong:
        raise WrongShape(where, "not a date") from wrong
