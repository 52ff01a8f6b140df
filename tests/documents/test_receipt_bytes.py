import re
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from windowdesk.devices import escpos_picture
from windowdesk.documents import receipt_code
from windowdesk.documents.fonts import Fonts
from windowdesk.documents.receipt_bytes import double_bytes, render
from windowdesk.domain.printer_profile import QrBy, of_model

PAPER_58, PAPER_80 = of_model("generic-58"), of_model("generic-80")
PAPERS = [PAPER_58, PAPER_80]
NUMBER = "LS990101001001261122010001X"


def paper_of(receipt, profile, **kwargs):
    paper = escpos_picture.read(render(receipt, profile, **kwargs), profile.width_dots)
    assert paper.faults == ()
    return paper


def codes_on(paper):
    return {found.format.name: found.text for found in zxingcpp.read_barcodes(paper.picture.convert("L"))}


@pytest.mark.parametrize("profile", PAPERS, ids=["58", "80"])
def test_both_codes_are_read_back_from_the_picture(slip, profile, station_key):
    codes = codes_on(paper_of(slip, profile))
    assert codes["Code128"] == NUMBER
    claims = receipt_code.verify(codes["QRCode"], {"990101001001-01": station_key.public_key()})
    assert claims.number == NUMBER
    assert claims.materials == receipt_code.materials_digest(slip.materials)


def test_a_printer_without_its_own_qr_gets_a_picture_of_it(slip):
    profile = replace(PAPER_80, width_dots=512, qr=QrBy.RASTER)
    assert b"\x1d\x28\x6b" not in render(slip, profile)
    assert codes_on(paper_of(slip, profile))["QRCode"] == slip.code


@pytest.mark.parametrize("profile", PAPERS, ids=["58", "80"])
def test_everything_a_receipt_must_say_stands_on_it(slip, profile):
    text = "".join(paper_of(slip, profile).lines).replace(" ", "")
    must = [
        slip.agency, NUMBER, "2026年11月22日", "09:30", slip.item_name, slip.id_masked, slip.phone_masked, "居民身份证",
        "户口簿", "收入证明", "最迟2026年12月6日", "25个工作日", "2026年12月28日", "暂定", "李秀英", "工号0012",
        "12345", slip.entrance, "收件专用章", "临时收件号", "联网后换发正式受理编号；凭任一编号均可查询",
        slip.next_step, slip.legal_note,
    ]  # fmt: skip
    assert [words for words in must if words.replace(" ", "") not in text] == []
    assert "补打" not in text
    assert "演示" not in text


def test_an_official_reprint_in_training_says_so(official_slip):
    lines = paper_of(official_slip, PAPER_80).lines
    assert "补打 第 2 次" in [line.strip() for line in lines]
    assert sum("演示" in line for line in lines) == 3
    assert f"原临时收件号：{NUMBER}" in lines
    assert "受理编号" in [line.strip() for line in lines]
    assert "LS990101001001261122010003V" in lines


def test_a_line_with_a_rare_character_is_drawn_and_the_others_are_text(slip):
    lines = paper_of(slip, PAPER_58).lines
    assert not any("申请人" in line for line in lines)
    assert any("李秀英" in line for line in lines)


def test_no_four_byte_code_and_no_question_mark_ever_goes_out(official_slip):
    job = render(official_slip, PAPER_58)
    texts = re.findall(rb"(?:[ -~]|[\x81-\xfe][\x40-\xfe])+\n", job)
    assert b"?" not in b"".join(texts)
    assert "𬱖".encode("gb18030") not in job


def test_the_yuan_sign_is_the_full_width_one(slip):
    job = render(replace(slip, query_ways="工本费 ¥5"), PAPER_80)
    assert b"\xa3\xa45" in job


def test_a_character_no_font_has_is_spelt_out(slip, installed_fonts):
    text = "".join(paper_of(replace(slip, applicant="张\ue81e"), PAPER_80, fonts=installed_fonts).lines)
    assert "张[U+E81E]" in text


def test_half_a_character_from_a_worn_card_is_spelt_out(slip):
    assert "张[U+D842]" in "".join(paper_of(replace(slip, applicant="张\ud842"), PAPER_80).lines)


def test_without_any_font_the_receipt_still_comes(slip):
    text = "".join(paper_of(slip, PAPER_58, fonts=Fonts([])).lines)
    assert "张[U+4DAE]" in text


def test_what_was_typed_cannot_give_the_printer_commands(slip):
    job = render(replace(slip, applicant="张\x1b@\x1dV\x00三"), PAPER_80)
    assert job.count(b"\x1b@") == 1
    assert job.count(b"\x1dV") == 1


def test_a_job_starts_safely_and_ends_with_feed_and_cut_where_there_is_a_cutter(slip):
    assert render(slip, PAPER_80).startswith(b"\x1b\x40\x1c\x26")
    assert render(slip, PAPER_80).endswith(b"\x1b\x64\x01\x1d\x56\x42\x00")
    assert render(slip, PAPER_58).endswith(b"\x1b\x64\x03")


def test_pictures_go_out_in_bands_a_small_buffer_can_take(slip):
    for row_bytes, rows in re.findall(rb"\x1dv0\x00(..)(..)", render(slip, PAPER_58), re.DOTALL):
        assert int.from_bytes(row_bytes, "little") == 48
        assert int.from_bytes(rows, "little") <= 128


def test_text_is_at_least_double_height_and_number_and_date_stand_out(slip):
    sizes = set(re.findall(rb"\x1d!(.)", render(slip, PAPER_80), re.DOTALL))
    assert sizes == {b"\x01", b"\x11"}


def test_a_number_that_no_bar_code_can_hold_is_left_to_the_qr_code(slip):
    codes = codes_on(paper_of(replace(slip, number="示民〔2026〕15号", code=""), PAPER_58))
    assert codes == {"QRCode": "示民〔2026〕15号"}


def test_an_entrance_too_long_for_any_qr_code_is_refused(slip):
    with pytest.raises(ValueError, match="too many"):
        render(replace(slip, code="https://" + "a" * 1000), PAPER_58)


@pytest.mark.parametrize("name", ["58", "80"])
def test_the_bytes_are_as_committed(slip, golden, name):
    golden(f"slip_{name}.escpos", render(replace(slip, applicant="张三"), of_model(f"generic-{name}")))


@pytest.mark.parametrize(
    ("text", "charset", "taken"),
    [("好A", "gbk", True), ("·〇", "gbk", True), ("·", "gb2312", False), ("䶮", "gbk", False), ("€", "gbk", False)],
)
def test_only_double_bytes_and_ascii_count_as_the_printers_own(text, charset, taken):
    found = double_bytes(text, charset)
    assert (found is not None) == taken


@settings(max_examples=25)
@given(st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(PAPERS))
def test_any_name_prints_without_confusing_the_printer(slip, installed_fonts, name, profile):
    paper = escpos_picture.read(
        render(replace(slip, applicant=name or "张"), profile, fonts=installed_fonts), profile.width_dots
    )
    assert paper.faults == ()
