"""Domain values to JSON text and back, driven by their type hints.

Dataclasses become objects (every field, so that a later change of a default does not change
what was stored), enums their value, dates and times ISO 8601 text, tuples and sets lists. The
plan for each type is made once and kept, so that storing a case costs microseconds.
"""

from __future__ import annotations

import dataclasses
import enum
import json
import operator
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

Value = TypeVar("Value")
Turn = Callable[[Any], Any]

_PLAIN = (str, int, float, bool, type(None))


def dumps(value: object) -> str:
    """The JSON text of a domain value.

    Chinese stays readable. A name with half a surrogate pair (a faulty chip) cannot be written
    as UTF-8; such a text is escaped as a whole instead of being lost.

    Raises:
        TypeError: a field holds something that is neither plain nor a domain value.
    """
    return plain_dumps(to_plain(value))


def plain_dumps(plain: object) -> str:
    """The JSON text of dicts, lists and scalars, as `dumps` writes it."""
    text = _PRETTY(plain)
    return text if _encodable(text) else _ESCAPED(plain)


def loads(cls: type[Value], text: str) -> Value:
    """The domain value of class ``cls`` that ``dumps`` wrote.

    Raises:
        ValueError, TypeError, KeyError: the text is not such a value.
    """
    value: Value = from_plain(cls, json.loads(text))
    return value


def to_plain(value: object) -> Any:
    """``value`` as dicts, lists and scalars."""
    cls: Any = type(value)
    plain: Any = _writer(cls)(value)
    return plain


def from_plain(hint: Any, plain: Any) -> Any:
    """The value of type ``hint`` that ``plain`` stands for. Unknown fields are left out."""
    return _reader(hint)(plain)


_PRETTY = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_ESCAPED = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def encodable(text: str) -> str:
    """``text`` for a column of its own: a lone surrogate, which UTF-8 cannot hold, becomes ``?``."""
    return text if _encodable(text) else text.encode("utf-8", "replace").decode()


def _same(value: Any) -> Any:
    return value


@cache
def _writer(cls: type) -> Turn:
    if issubclass(cls, enum.Enum):
        return lambda value: value.value
    if issubclass(cls, date):
        return lambda value: value.isoformat()
    if cls in _PLAIN or issubclass(cls, str | int | float):
        return _same
    if dataclasses.is_dataclass(cls):
        return _dataclass_writer(cls)
    if issubclass(cls, Mapping):
        return lambda value: {key: to_plain(one) for key, one in value.items()}
    if issubclass(cls, AbstractSet):
        return lambda value: sorted(to_plain(one) for one in value)
    if issubclass(cls, Sequence):
        return lambda value: [to_plain(one) for one in value]
    raise TypeError(f"no JSON form for {cls.__qualname__}")


def _dataclass_writer(cls: type) -> Turn:
    """Fields that are plain by their hint are taken as they are, without asking what they hold."""
    hints = typing.get_type_hints(cls)
    names = tuple(one.name for one in dataclasses.fields(cls))
    read = operator.attrgetter(*names, names[0])
    turned = tuple(name for name in names if hints[name] not in _PLAIN)

    def write(value: Any) -> dict[str, Any]:
        plain = dict(zip(names, read(value), strict=False))
        for name in turned:
            plain[name] = to_plain(plain[name])
        return plain

    return write


@cache
def _reader(hint: Any) -> Turn:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _optional_reader(hint)
    if origin is not None:
        return _generic_reader(origin, typing.get_args(hint))
    if hint is Any or hint in _PLAIN:
        return _same
    if isinstance(hint, type):
        return _class_reader(hint)
    raise TypeError(f"no reader for {hint!r}")


def _class_reader(cls: type) -> Turn:
    if issubclass(cls, enum.Enum):
        return cls
    if issubclass(cls, datetime):
        return datetime.fromisoformat
    if issubclass(cls, date):
        return date.fromisoformat
    if dataclasses.is_dataclass(cls):
        return _dataclass_reader(cls)
    raise TypeError(f"no reader for {cls.__qualname__}")


def _optional_reader(hint: Any) -> Turn:
    members = [one for one in typing.get_args(hint) if one is not type(None)]
    if len(members) != 1:
        if all(one in _PLAIN for one in members):
            return _same
        raise TypeError(f"a union of several classes cannot be told apart: {hint!r}")
    inner = _reader(members[0])
    return lambda plain: None if plain is None else inner(plain)


def _generic_reader(origin: Any, arguments: tuple[Any, ...]) -> Turn:
    if issubclass(origin, Mapping):
        return _mapping_reader(arguments)
    if origin is tuple and arguments[-1] is not Ellipsis:
        members = [_reader(one) for one in arguments]
        return lambda plain: tuple(read(one) for read, one in zip(members, plain, strict=True))
    inner = _reader(arguments[0])
    build = {tuple: tuple, list: list, frozenset: frozenset, set: set}.get(origin, tuple)
    return lambda plain: build([inner(one) for one in plain])


def _mapping_reader(arguments: tuple[Any, ...]) -> Turn:
    key, value = _reader(arguments[0]), _reader(arguments[1])
    if key is _same and value is _same:
        return dict
    return lambda plain: {key(name): value(one) for name, one in plain.items()}


def _dataclass_reader(cls: type) -> Turn:
    hints = typing.get_type_hints(cls)
    plan = [(one.name, _reader(hints[one.name])) for one in dataclasses.fields(cls)]

    def read(plain: Any) -> Any:
        return cls(**{name: turn(plain[name]) for name, turn in plan if name in plain})

    return read
