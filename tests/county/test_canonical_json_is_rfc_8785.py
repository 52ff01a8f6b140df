"""The quick writer of canonical JSON and the library for it never differ."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from county.canonical import NotCanonical, canonical

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
