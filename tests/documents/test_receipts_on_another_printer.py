"""Receipts as another printer puts them on paper: every model, every kind, every character.

Golden pictures: ``WRITE_GOLDEN=1 pytest tests/documents``; look at them before they are committed.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from windowdesk.devices import escpos_picture
from windowdesk.documents import receipt_code, test_slip
from windowdesk.documents.receipt_bytes import render, render_blocks
from windowdesk.documents.receipt_layout import Line
from windowdesk.domain.printer_profile import Cutter, QrBy, of_model, shipped

from .conftest import RARE
from .other_printer import Misprint, OtherPrinter

MODELS = sorted(shipped())
PAPERS = {"58": of_model("generic-58"), "80": of_model("generic-80")}


def on_paper(job, profile, *, hanzi=True):
    printer = OtherPrinter(profile.width_dots, hanzi=hanzi, most_rows=profile.band_rows, charset=profile.charset)
    return printer.prints(job)


@pytest.fixture(scope="module")
def slips(slip, official_slip):
    """One of each kind a villager can take home, and training paper."""
    return {
        "provisional": slip,
        "official": replace(official_slip, reprint=0, training=False),
        "reprint": replace(slip, reprint=2),
        "training": replace(slip, training=True, code=""),
    }


@pytest.mark.parametrize("kind", ["provisional", "official", "reprint", "training"])
@pytest.mark.parametrize("width", PAPERS)
def test_each_kind_of_receipt_looks_as_committed(slips, golden_picture, kind, width):
    profile = PAPERS[width]
    golden_picture(f"slip_{width}_{kind}.png", on_paper(render(slips[kind], profile), profile).picture, 0.5)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("hanzi", [True, False], ids=["starts with Hanzi on", "starts with Hanzi off"])
def test_every_model_prints_every_kind_without_a_wrong_byte(slips, model, hanzi):
    profile = of_model(model)
    for slip in slips.values():
        paper = on_paper(render(slip, profile), profile, hanzi=hanzi)
        assert paper.cuts == ([] if profile.cutter is Cutter.NONE else [profile.cutter.value])


@pytest.mark.parametrize("model", MODELS)
def test_the_codes_on_every_model_are_read_and_prove_the_receipt(slip, station_key, model):
    profile = of_model(model)
    codes = on_paper(render(slip, profile), profile).codes()
    assert codes["Code128"] == slip.number
    assert receipt_code.verify(codes["QRCode"], {"990101001001-01": station_key.public_key()}).number == slip.number


@pytest.mark.parametrize("model", MODELS)
def test_the_qr_code_is_drawn_by_whom_the_model_says(slip, model):
    profile = of_model(model)
    assert (b"\x1d(k" in render(slip, profile)) == (profile.qr is QrBy.NATIVE)


@pytest.mark.parametrize("width", PAPERS)
def test_the_simulated_printer_and_another_make_agree_on_what_is_written(slips, width):
    profile = PAPERS[width]
    for slip in slips.values():
        job = render(slip, profile)
        ours, other = escpos_picture.read(job, profile.width_dots), on_paper(job, profile)
        assert list(ours.lines) == other.lines
        assert len(other.cuts) == ours.cuts


@pytest.mark.parametrize("kind", ["provisional", "official", "reprint", "training"])
def test_what_kind_of_receipt_it_is_stands_on_it(slips, kind):
    text = "\n".join(on_paper(render(slips[kind], PAPERS["80"]), PAPERS["80"]).lines)
    assert ("临时收件号" in text.replace("原临时收件号", "")) == (kind != "official")
    assert ("补打 第 2 次" in text) == (kind == "reprint")
    assert text.count("演示") == (3 if kind == "training" else 0)


@pytest.mark.parametrize("model", MODELS)
def test_the_test_slip_shows_on_every_model_what_it_says(installed_fonts, model):
    profile = of_model(model)
    paper = on_paper(test_slip.render(profile, fonts=installed_fonts), profile)
    assert paper.codes() == {"QRCode": "WINDOWDESK-TEST"}
    assert [line for line in paper.lines if line.startswith("12345")] == [("1234567890" * 5)[: profile.columns]]
    assert "张桂兰 ￥100 ·〇（一）" in paper.lines or profile.charset == "gb2312"
    assert profile.name in "".join(paper.lines).replace(" ", "") or " " in profile.name


# characters


def line_on_paper(text, profile=PAPERS["80"], fonts=None):
    return on_paper(render_blocks([Line(text)], profile, fonts), profile)


@pytest.mark.parametrize("character", [*"张，：（１）￥々〇·①—…ａ", "a", "~", "℃"])
def test_what_gbk_has_is_printed_in_the_printers_own_font(character):
    paper = line_on_paper(f"姓名{character}。")
    assert paper.lines[0] == f"姓名{character}。"
    assert paper.pictures == []


@pytest.mark.parametrize("character", [*RARE, "龦", "鿏", "€", "𫍽", "𬭎"])
def test_what_gbk_lacks_is_drawn_and_seen(installed_fonts, character):
    if installed_fonts.missing(character):
        pytest.skip(f"no font here draws {character}")
    with_it, without = (line_on_paper(f"姓名{one}。", fonts=installed_fonts) for one in (character, "\u3000"))
    assert len(with_it.pictures) == 1
    assert "姓名" not in "".join(with_it.lines)
    ink = ImageChops.invert(with_it.picture.convert("L")).crop((48, 0, 72, 30)).getbbox()
    assert ink is not None, "the character left no ink in its cell"
    assert without.pictures == []


def test_both_yuan_signs_come_out_as_the_one_that_every_printer_has():
    assert line_on_paper("工本费 ¥5 ￥5").lines == ["工本费 ￥5 ￥5"]


def test_a_surrogate_pair_is_one_character_and_a_lone_half_is_spelt_out(installed_fonts):
    pair = "\ud867\udc56".encode("utf-16", "surrogatepass").decode("utf-16")
    assert pair == "\U00029c56"
    whole = line_on_paper(
        "张" + "\ud873\udc56".encode("utf-16", "surrogatepass").decode("utf-16"), fonts=installed_fonts
    )
    assert len(whole.pictures) == 1
    assert line_on_paper("张\ud873", fonts=installed_fonts).lines[0] == "张[U+D873]"


def test_only_the_line_with_the_rare_character_is_a_picture(installed_fonts):
    job = render_blocks([Line("姓名 张三"), Line("姓名 王𬱖"), Line("电话")], PAPERS["58"], installed_fonts)
    paper = on_paper(job, PAPERS["58"])
    assert paper.lines == ["姓名 张三", "电话"]
    assert len(paper.pictures) == 1


def test_the_cheapest_font_gets_a_picture_of_what_gb2312_lacks(installed_fonts):
    mute = of_model("mute-58")
    assert on_paper(render_blocks([Line("村〇·")], mute, installed_fonts), mute).pictures
    assert on_paper(render_blocks([Line("村一")], mute, installed_fonts), mute).lines == ["村一"]


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), st.sampled_from(MODELS))
def test_whatever_a_name_holds_no_model_prints_rubbish(slip, installed_fonts, name, model):
    profile = of_model(model)
    paper = on_paper(render(replace(slip, applicant=name), profile, fonts=installed_fonts), profile, hanzi=False)
    assert slip.number in "".join(paper.lines)


@given(
    st.text(
        st.characters(codec="gbk", exclude_categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Co"]), min_size=1, max_size=20
    )
)
def test_text_of_gbk_comes_back_letter_for_letter(text):
    if len(text.encode("gbk")) <= PAPERS["80"].columns and "¥" not in text:
        assert line_on_paper(text).lines == [text]


# the other printer itself


@pytest.mark.parametrize(
    "job",
    [
        b"\x1c.\xd5\xc5\n", b"\x99\x33\xc3\x36\n", b"\x81\x7f\n", b"\x07", b"\x1dv0\x00\x30\x00\x10\x00short",
        b"\x1dv0\x00\x60\x00\x01\x00" + bytes(96), b"left", b"\x1d(k\x03\x00", b"a\n\x1dV\x00", b"A" * 33 + b"\n",
    ],
    ids=[
        "Hanzi off", "four bytes", "no such character", "bell", "cut off", "too wide", "no line feed", "half a code",
        "under the blade", "too long",
    ],
)  # fmt: skip
def test_the_other_printer_does_not_forgive(job):
    with pytest.raises(Misprint):
        OtherPrinter(384).prints(job)


def test_the_other_printer_shows_bits_as_ink():
    picture = OtherPrinter(384).prints(b"\x1dv0\x00\x01\x00\x02\x00\x80\x01").picture
    assert [picture.getpixel(at) for at in ((0, 0), (1, 0), (6, 1), (7, 1))] == [0, 255, 255, 0]
    assert isinstance(picture, Image.Image)
