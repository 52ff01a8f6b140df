"""Check words: the same digest gives the same eight characters on every side, and no two characters are alike."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain.check_words import TABLE, check_words

CONTRACT = Path(__file__).resolve().parents[2] / "sync" / "contract" / "README.md"


def test_the_table_holds_64_different_characters_and_is_that_of_the_contract():
    assert len(set(TABLE)) == len(TABLE) == 64
    assert TABLE in re.sub(r"[\s`]", "", CONTRACT.read_text("utf-8"))


def test_the_first_48_bits_are_told():
    assert check_words("00" * 32) == "天天天天 天天天天"
    assert check_words("ff" * 6 + "00" * 26) == "家家家家 家家家家"
    assert check_words("0010831" + "0" * 57) == "天地日月 山天天天"


@given(st.binary(min_size=32, max_size=32), st.integers(0, 47))
def test_every_bit_of_them_counts(digest, bit):
    changed = int.from_bytes(digest, "big") ^ 1 << (255 - bit)
    assert check_words(digest.hex()) != check_words(f"{changed:064x}")
