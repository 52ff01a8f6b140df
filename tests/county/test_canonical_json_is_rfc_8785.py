"""The quick writer of canonical JSON and the library for it never differ."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from county.canonical import NotCanonical, canonical, canonical_forms, read_json

TEXTS = st.text(st.characters(exclude_categories=()), max_size=8)
LEAVES = (
    st.none()
    | st.booleans()
    | TEXTS
    | st.integers(-(2**60), 2**60)
    | st.floats()
    | st.decimals(-(10**6), 10**6, places=2).map(float)
)
VALUES = st.recursive(
    LEAVES, lambda one: st.lists(one, max_size=4) | st.dictionaries(TEXTS, one, max_size=4), max_leaves=20
)


@given(VALUES)
def test_both_write_the_same_or_refuse_alike(value):
    try:
        wanted = rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        with pytest.raises(NotCanonical):
            canonical(value)
    else:
        assert canonical(value) == wanted


@given(st.dictionaries(st.sampled_from(["sig", "a", "z", "姓名", "\U0001f600", "\uffee"]), st.integers(0, 9) | TEXTS))
def test_with_and_without_signature_are_what_each_is_by_itself(value):
    try:
        wanted = rfc8785.dumps(value), rfc8785.dumps({name: part for name, part in value.items() if name != "sig"})
    except UnicodeEncodeError:
        with pytest.raises(NotCanonical):
            canonical_forms(value)
    else:
        assert canonical_forms(value) == wanted


@given(VALUES)
def test_what_has_no_canonical_form_that_can_be_read_again_is_not_read(value):
    try:
        canonical(json.loads(canonical(value)))
    except NotCanonical:
        with pytest.raises(NotCanonical):
            read_json(json.dumps(value).encode())
    else:
        assert canonical(read_json(json.dumps(value).encode())) == canonical(value)


def test_a_fraction_that_is_written_as_too_large_a_whole_number_is_not_read():
    with pytest.raises(NotCanonical):
        read_json(b'{"a": -3.030636859444975e16}')
    assert read_json(b'{"a": 1e15, "b": 1e21}') == {"a": 1e15, "b": 1e21}
