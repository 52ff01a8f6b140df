import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain import masking


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳小三", "欧**三"),
        ("张", "*"),
        ("", ""),
        ("𬱖𠅤", "𬱖*"),
        ("阿卜杜·热合曼", "阿*****曼"),
    ],
)
def test_names_keep_their_ends(name, masked):
    assert masking.mask_name(name) == masked


def test_numbers_keep_what_rule_g04_says():
    assert masking.mask_id("11010519491231002X") == "110105********002X"
    assert masking.mask_phone("19900000001") == "199****0001"
    assert masking.mask_bank("6222021234567890128") == "***************0128"


@given(st.text("0123456789X", max_size=20))
def test_no_mask_shows_a_whole_value_nor_changes_its_length(text):
    for mask, shown in ((masking.mask_id, 10), (masking.mask_phone, 7), (masking.mask_bank, 4)):
        masked = mask(text)
        assert len(masked) == len(text)
        if text:
            assert masked.count("*") >= max(1, min(4, len(text) // 2))
        assert len(text) - masked.count("*") <= shown
