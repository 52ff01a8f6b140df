"""What a printer understands of its bytes, and that it admits what it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.devices.escpos_operations import Barcode, Command, Decoder, Raster, Text, Unknown, operations, prints


def test_text_is_ascii_and_double_bytes() -> None:
    found = operations("收件A凭证·".encode("gbk") + b"\n")
    assert "".join(one.text for one in found if isinstance(one, Text)) == "收件A凭证·"
    assert found[-1] == Command("LF")


def test_commands_carry_their_values() -> None:
    job = bytes.fromhex("1b40 1c26 1d2111 1b4501 1b6101 1d5642 00 1d5601 1b7000 3232 100401 1d7201")
    assert operations(job) == [
        Command("ESC @"),
        Command("FS &"),
        Command("GS !", b"\x11"),
        Command("ESC E", b"\x01"),
        Command("ESC a", b"\x01"),
        Command("GS V", b"\x42\x00"),
        Command("GS V", b"\x01"),
        Command("ESC p", b"\x0022"),
        Command("DLE EOT", b"\x01"),
        Command("GS r", b"\x01"),
    ]


def test_pictures_and_codes_are_taken_whole_whatever_they_hold() -> None:
    data = bytes(range(16, 32))
    job = b"\x1dv0\x00\x02\x00\x08\x00" + data + b"\x1dkI\x05{B\x1b@1" + b"\x1d(k\x05\x001P0\x1d\n"
    assert operations(job) == [Raster(2, 8, 0, data), Barcode(73, b"{B\x1b@1"), Command("GS ( k", b"1P0\x1d\n")]


def test_four_byte_sequences_are_reported_as_what_they_are() -> None:
    (found,) = operations("𬱖".encode("gb18030"))
    assert isinstance(found, Unknown)
    assert "four-byte" in found.reason


@pytest.mark.parametrize("job", [b"\x1b\x99", b"\x07", b"\x1dv1", b"\x1dk\x50", b"\x1c.\xd5\xc5", b"\x80", b"\xff"])
def test_unknown_bytes_are_reported(job: bytes) -> None:
    assert any(isinstance(one, Unknown) and one.reason for one in operations(job))


@pytest.mark.parametrize("job", [b"\x1b", b"\x1d!", b"\x1dv0\x00\x02\x00\x08\x00abc", b"\x1d(k\x05\x001P", b"\xd5"])
def test_what_is_cut_off_at_the_end_is_reported(job: bytes) -> None:
    assert operations(job) == [Unknown(job, 0, "cut off")]


def test_questions_about_the_state_are_no_part_of_a_job() -> None:
    assert not any(map(prints, operations(bytes.fromhex("100402 1d7201 1d6100 1d4931 1b76"))))
    assert all(map(prints, operations(b"\x1b@A\n")))


@given(st.binary(max_size=200), st.data())
def test_any_bytes_in_any_pieces_come_out_complete(job: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(job)), max_size=4)))
    decoder = Decoder()
    taken = b""
    for first, last in zip([0, *cuts], [*cuts, len(job)], strict=True):
        for _, raw in decoder.feed(job[first:last]):
            taken += raw
    for rest in decoder.finish():
        assert isinstance(rest, Unknown)
        taken += rest.data
    assert taken == job
