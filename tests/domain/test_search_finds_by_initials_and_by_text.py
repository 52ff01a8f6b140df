import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain import search_text
from windowdesk.domain.pinyin import initials_table, matches, readings

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=12)


@pytest.mark.parametrize(
    ("text", "typed"),
    [("高龄津贴申请", "gljt"), ("重庆", "cq"), ("银行", "yh"), ("参保", "cb"), ("校验", "jy"), ("调解", "tj")],
)
def test_words_are_found_as_people_say_them(table, text, typed):
    assert any(one.startswith(typed) for one in readings(text, table))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *(
            ("单小", "sx"),
            ("曾小", "zx"),
            ("仇小", "qx"),
            ("解小", "xx"),
            ("查小", "zx"),
            ("翟小", "zx"),
            ("区小", "ox"),
        ),
        *(("种小", "cx"), ("覃小", "qx"), ("覃小", "tx"), ("尉迟恭", "ycg"), ("万俟小", "mqx"), ("朴小", "px")),
        *(("盖小", "gx"), ("员小", "yx"), ("长孙小", "zsx"), ("单于小", "cyx"), ("乐小", "yx"), ("乐小", "lx")),
    ],
)
def test_surnames_are_found_under_their_own_reading(table, name, typed):
    assert typed in readings(name, table)


@pytest.mark.parametrize("character", ["䶮", "𫖯", "𬱖", "㛃", "𠅤"])
def test_rare_characters_have_initials(table, character):
    assert len(table.of(character)) >= 1


def test_letters_digits_dots_and_width_do_not_matter(table):
    assert readings("Ａ1·张", table) == ("a1z",)
    assert readings("阿卜杜·热合曼", table) == readings("阿卜杜热合曼", table)


def test_what_has_no_reading_is_left_out(table):
    assert readings("？！", table) == ()
    assert readings("张？", table) == ("z",)


def test_the_usual_reading_comes_first(table):
    assert readings("长乐", table)[0] == "zl" or readings("长乐", table)[0] == "cl"
    assert readings("重庆", table)[0][0] == table.of("重")[0]


@given(HAN)
def test_readings_are_few_distinct_and_as_long_as_the_text(table, text):
    found = readings(text, table)
    assert len(found) <= 32
    assert len(set(found)) == len(found)
    assert all(one == "" or one.isalnum() for one in found)


@given(HAN, st.data())
def test_any_run_of_any_reading_is_found(table, text, data):
    for reading in readings(text, table, most=4):
        start = data.draw(st.integers(0, len(reading) - 1))
        end = data.draw(st.integers(start + 1, len(reading)))
        assert matches(reading[start:end], text, table)


def test_nothing_typed_finds_nothing(table):
    assert not matches("", "高龄", table)
    assert not matches("glx", "高龄", table)


def test_a_table_of_another_form_is_refused():
    with pytest.raises(ValueError, match="unpack"):
        initials_table("a\t啊\n")


@pytest.mark.parametrize(
    ("one", "other"),
    [("阿卜杜·热合曼", "阿卜杜・热合曼"), ("张 三", "张三"), ("ＬＳ９９", "ls99"), ("张三　", "张三"), ("McA", "mca")],
)
def test_width_case_dots_and_spaces_do_not_keep_texts_apart(one, other):
    assert search_text.same(one, other)


@given(st.text(max_size=30))
def test_normalising_twice_changes_nothing_more(text):
    once = search_text.normalise(text)
    assert search_text.normalise(once) == once


def test_rare_characters_stay_what_they_are():
    assert search_text.normalise("䶮𫖯𬱖㛃𠅤") == "䶮𫖯𬱖㛃𠅤"
