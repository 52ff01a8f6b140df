"""Values of the domain as hypothesis draws them: any that the contract has a form for."""

import dataclasses
import enum
import types
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime

from hypothesis import strategies as st

EARLIEST = datetime.fromisoformat("0001-01-02")  # hypothesis wants bounds without a zone
LATEST = datetime.fromisoformat("9999-12-30")

text = st.text(st.characters(codec="utf-8"), max_size=12)
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)


def values_of(hint):
    """A strategy for every value of a type that stands in the domain."""
    origin = typing.get_origin(hint)
    if hint is typing.Any:
        return plain_json
    if origin in (types.UnionType, typing.Union):
        return st.one_of([values_of(one) for one in typing.get_args(hint)])
    if origin is tuple:
        return _tuples(typing.get_args(hint))
    if origin is Mapping:
        return st.dictionaries(text, values_of(typing.get_args(hint)[1]), max_size=3)
    if dataclasses.is_dataclass(hint):
        return _dataclasses(hint)
    return _plain(hint)


def _tuples(inner):
    if len(inner) == 2 and inner[1] is Ellipsis:
        return st.lists(values_of(inner[0]), max_size=3).map(tuple)
    return st.tuples(*[values_of(one) for one in inner])


def _dataclasses(cls):
    hints = typing.get_type_hints(cls)
    return st.builds(cls, **{one.name: values_of(hints[one.name]) for one in dataclasses.fields(cls)})


def _plain(hint):
    if hint is type(None):
        return st.none()
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return st.sampled_from(hint)
    return {
        str: text,
        bool: st.booleans(),
        int: st.integers(-(2**53) + 1, 2**53 - 1),
        date: st.dates(),
        datetime: st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC)),
    }[hint]
