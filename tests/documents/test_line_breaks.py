import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.documents import cells
from windowdesk.documents.line_breaks import break_lines, clean

TEXT = st.text(st.sampled_from("申请事项材料，。：；（）《》“”、 AB12-/:.*䶮𬱖𠅤·"), max_size=60)


@given(TEXT, st.integers(4, 40))
def test_no_line_is_wider_than_the_paper(text, columns):
    assert all(cells.width(line) <= columns for line in cells.wrap(text, columns))


@given(TEXT, st.integers(4, 40))
def test_nothing_but_blanks_is_lost_or_moved(text, columns):
    assert "".join(cells.wrap(text, columns)).replace(" ", "") == text.replace(" ", "")


@given(TEXT, st.integers(12, 40), st.integers(0, 6))
def test_hanging_lines_start_with_blanks_and_still_fit(text, columns, hanging):
    lines = cells.wrap(text, columns, hanging=hanging)
    assert all(line.startswith(" " * hanging) for line in lines[1:])
    assert all(cells.width(line) <= columns for line in lines)


def test_a_number_stays_whole():
    lines = cells.wrap("受理编号 LS990101001001261122010001X 请保管", 32)
    assert lines == ["受理编号", "LS990101001001261122010001X 请保", "管"]


def test_a_number_longer_than_the_line_is_cut_at_the_edge():
    assert cells.wrap("1234567890", 4) == ["1234", "5678", "90"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("申请事项，好", ["申请事", "项，好"]),
        ("申请事（项目）", ["申请事", "（项目）"]),
        ("材料：《承诺书》", ["材料：", "《承诺", "书》"]),
    ],
)
def test_closing_marks_never_start_and_opening_marks_never_end_a_line(text, lines):
    assert cells.wrap(text, 8) == lines


def test_control_characters_become_blanks():
    assert clean("张\x1b@三\n\x1d") == "张 @三  "
    assert "\x1b" not in "".join(cells.wrap("a\x1bb", 10))


def test_marks_on_the_character_before_take_no_cell_and_are_not_torn_off():
    assert cells.width("e\u0301") == 1
    assert break_lines("ae\u0301", 1, cells.width) == ["a", "e\u0301"]
