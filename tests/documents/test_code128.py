import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from windowdesk.documents import code128


def read(modules):
    width = len(modules) + 2 * code128.QUIET_MODULES
    picture = Image.new("L", (width * 2, 40), 255)
    for at, black in enumerate(modules, start=code128.QUIET_MODULES):
        if black:
            picture.paste(0, (2 * at, 0, 2 * at + 2, 40))
    return zxingcpp.read_barcode(picture)


@settings(max_examples=60)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40).filter(str.strip))
def test_another_reader_reads_every_printable_text_back(text):
    found = read(code128.modules(text))
    assert found is not None
    assert found.text == text


def test_a_provisional_number_takes_222_modules():
    assert len(code128.modules("LS990101001001261122010001X")) == 222


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_code_c_never_makes_it_longer_than_code_b_alone(text):
    assert len(code128.symbols(text)) <= len(text) + 1


@pytest.mark.parametrize("text", ["", "号1", "A\n", "A\x7f"])
def test_other_characters_are_refused(text):
    assert not code128.can_encode(text)
    with pytest.raises(ValueError, match="ASCII"):
        code128.modules(text)
