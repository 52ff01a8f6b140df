"""The paper as a person and a scanner see it."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from windowdesk.devices import code128_bars, escpos_glyphs, escpos_picture
from windowdesk.devices.escpos_picture import Code

START = b"\x1b@\x1c&"


def seen_codes(paper: escpos_picture.Paper) -> list[tuple[str, str]]:
    """What an independent decoder reads from the picture."""
    found = zxingcpp.read_barcodes(paper.picture.convert("L"))
    return sorted((str(one.format), one.text) for one in found)


def code128(data: bytes, module: int = 2) -> bytes:
    return b"\x1dh\x50\x1dw" + bytes((module,)) + b"\x1dkI" + bytes((len(data),)) + data


def qr(data: bytes, module: int = 5, level: bytes = b"1") -> bytes:
    size = (len(data) + 3).to_bytes(2, "little")
    return (
        b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C" + bytes((module,)) + b"\x1d(k\x03\x001E" + level
        + b"\x1d(k" + size + b"1P0" + data + b"\x1d(k\x03\x001Q0"
    )  # fmt: skip


def test_lines_codes_and_cut_of_a_receipt() -> None:
    job = START + b"\x1ba\x01\x1d!\x11" + "收件凭证\n".encode("gbk") + b"\x1d!\x00\x1ba\x00"
    job += "证件号 9901**0021\n".encode("gbk") + code128(b"{BLS99") + b"\n" + qr("WD1.中文".encode()) + b"\x1dV\x42\x00"
    paper = escpos_picture.read(job, 576)
    assert paper.lines == ("收件凭证", "证件号 9901**0021", "")
    assert paper.codes == (Code("code128", "LS99"), Code("qr", "WD1.中文"))
    assert (paper.cuts, paper.faults, paper.picture.width) == (1, (), 576)
    assert seen_codes(paper) == [("Code 128", "LS99"), ("QR Code", "WD1.中文")]


def test_lines_wrap_where_the_paper_ends() -> None:
    job = START + ("字" * 16 + "ab" * 17 + "\n").encode("gbk")
    assert escpos_picture.read(job, 384).lines == ("字" * 16, "ab" * 16, "ab")
    double = START + b"\x1d!\x10" + ("字" * 9 + "\n").encode("gbk")
    assert escpos_picture.read(double, 384).lines == ("字" * 8, "字")


def ink(job: bytes, width: int = 384) -> tuple[int, int, int, int] | None:
    """Box around all black dots."""
    return escpos_picture.read(START + job, width).picture.convert("L").point(lambda dot: 255 - dot).getbbox()


def test_size_and_alignment_are_drawn() -> None:
    text = "国\n".encode("gbk")
    small, large = ink(text), ink(b"\x1d!\x21" + text)
    assert small
    assert large
    assert (large[2] - large[0], large[3] - large[1]) == (3 * (small[2] - small[0]), 2 * (small[3] - small[1]))
    middle, right = ink(b"\x1ba\x01" + text), ink(b"\x1ba\x02" + text)
    assert middle
    assert right
    assert (middle[0] - small[0], right[0] - small[0]) == ((384 - 24) // 2, 384 - 24)


def test_bold_is_blacker() -> None:
    def black(job: bytes) -> int:
        return escpos_picture.read(START + job, 384).picture.histogram()[0]

    text = "县国中\n".encode("gbk")
    assert black(b"\x1bE\x01" + text) > black(text)


def test_pictures_are_drawn_dot_by_dot() -> None:
    rows = [b"\x81\x01", b"\x00\xff"]
    paper = escpos_picture.read(b"\x1dv0\x00\x02\x00\x02\x00" + b"".join(rows), 384)
    black = {(x, y) for y in range(2) for x in range(384) if not paper.picture.getpixel((x, y))}
    assert black == {(0, 0), (7, 0), (15, 0), *((x, 1) for x in range(8, 16))}
    doubled = escpos_picture.read(b"\x1dv0\x03\x02\x00\x02\x00" + b"".join(rows), 384)
    assert doubled.picture.histogram()[0] == 4 * len(black)


def test_feeding_lengthens_the_paper() -> None:
    assert escpos_picture.read(b"\x1bJ\x64\x1b3\x32\x1bd\x02", 384).picture.height == 100 + 2 * 50


@pytest.mark.parametrize(
    ("job", "fault"),
    [
        ("𬱖\n".encode("gb18030"), "four-byte"),
        (b"\x1b\x99\n", "no known command"),
        (b"text without an end", "stays in the buffer"),
        (b"text\x1b@", "threw away"),
        (b"\x1dv0\x00\x64\x00\x01\x00" + bytes(100), "cut off"),
        (code128(b"LS99"), "code set"),
        (code128(b"{B" + b"9" * 60, 3), "wider than the paper"),
        (b"\x1dk\x04123\x00", "barcode system 4"),
        (b"\x1d(k\x03\x001Q0", "without data"),
        (qr(b"x" * 200, 16), "wider than the paper"),
        (b"\x1d(k\x03\x000Q0", "other than QR"),
        (b"\x1dB\x01", "GS B is known but not drawn"),
        (b"\x1dv0\x00\x02\x00\x02\x00\x00", "cut off"),
    ],
)
def test_everything_not_printed_as_meant_is_a_fault(job: bytes, fault: str) -> None:
    faults = escpos_picture.read(job, 384).faults
    assert any(fault in one for one in faults), faults


@pytest.mark.parametrize("level", [b"0", b"1", b"2", b"3"])
def test_qr_codes_of_every_level_are_read_back(level: bytes) -> None:
    text = "https://example.invalid/#WD1." + "Ab9_-" * 20
    paper = escpos_picture.read(qr(text.encode(), 4, level), 384)
    assert seen_codes(paper) == [("QR Code", text)]


@settings(max_examples=25)
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="{"), min_size=1, max_size=12))
def test_code_128_set_b_is_read_back(text: str) -> None:
    bars = code128_bars.bars(b"{B" + text.encode())
    strip = escpos_glyphs.bars(bars, 2, 40)
    paper = escpos_glyphs.blank(strip.width + 80, 60)
    paper.paste(strip, (40, 10))
    (found,) = zxingcpp.read_barcodes(paper.convert("L"))
    assert found.text == text == code128_bars.decoded(b"{B" + text.encode())


def test_code_128_switches_sets() -> None:
    data = b"{BLS990{C\x0c\x22\x38{Bx{{y{AZ"
    assert code128_bars.decoded(data) == "LS990123456x{yZ"
    assert seen_codes(escpos_picture.read(b"\x1ba\x01" + code128(data), 576)) == [("Code 128", "LS990123456x{yZ")]


@pytest.mark.parametrize("data", [b"", b"LS", b"{Zx", b"{B\xff", b"{C\xf0", b"{"])
def test_code_128_refuses_what_it_does_not_have(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        code128_bars.bars(data)
