"""The paper that a job takes is told from its bytes as it is drawn dot by dot."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from windowdesk.devices import escpos_picture
from windowdesk.devices.escpos_length import TO_THE_BLADE, millimetres
from windowdesk.domain.printer_profile import DOTS_PER_MM, of_model

PROFILE = of_model("mute-58")
START = b"\x1b@\x1c&"


def drawn(job: bytes) -> int:
    """Millimetres of the picture, begun ones included."""
    return -(-escpos_picture.read(job, PROFILE.width_dots).picture.height // DOTS_PER_MM)


def qr(data: bytes, module: int, level: bytes) -> bytes:
    size = (len(data) + 3).to_bytes(2, "little")
    return (
        b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C" + bytes((module,)) + b"\x1d(k\x03\x001E" + level
        + b"\x1d(k" + size + b"1P0" + data + b"\x1d(k\x03\x001Q0"
    )  # fmt: skip


byte = st.integers(0, 255).map(lambda value: bytes((value,)))
size = st.sampled_from([0x00, 0x01, 0x10, 0x11, 0x22]).map(lambda value: b"\x1d!" + bytes((value,)))
words = st.text(st.sampled_from("ab9 国中县"), min_size=1, max_size=40).map(lambda text: text.encode("gbk"))
pieces = st.one_of(
    words,
    words.map(lambda text: text + b"\n"),
    size,
    st.just(b"\n"),
    st.just(b"\x1b2"),
    byte.map(lambda value: b"\x1b3" + value),
    byte.map(lambda value: b"\x1bJ" + value),
    st.integers(0, 20).map(lambda lines: b"\x1bd" + bytes((lines,))),
    st.integers(1, 60).map(lambda rows: b"\x1dv0\x00\x02\x00" + bytes((rows, 0)) + bytes(2 * rows)),
    st.integers(1, 60).map(lambda rows: b"\x1dv0\x02\x02\x00" + bytes((rows, 0)) + bytes(2 * rows)),
    st.builds(qr, st.binary(min_size=1, max_size=60), st.integers(2, 5), st.sampled_from([b"0", b"1", b"2", b"3"])),
    st.integers(1, 255).map(lambda high: b"\x1dh" + bytes((high,)) + b"\x1dw\x02\x1dkI\x06{BLS99"),
)


@example([b"\x1b3\x00", b"9" * 33, b"\x1b2"])
@settings(max_examples=80)
@given(st.lists(pieces, min_size=1, max_size=12))
def test_every_job_is_as_long_as_its_picture(parts: list[bytes]) -> None:
    job = START + b"".join(parts) + b"\x1bJ\x01"
    assert millimetres(job, PROFILE) == drawn(job)


def test_a_job_is_measured_up_to_the_millimetre_that_was_begun() -> None:
    assert [millimetres(b"\x1bJ" + bytes((dots,)), PROFILE) for dots in (0, 1, 8, 9)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("cut", "feeds"), [(b"\x00", False), (b"\x01", False), (b"\x41\x00", True), (b"\x42\x00", True)]
)
def test_a_cut_that_feeds_takes_the_way_to_the_blade(cut: bytes, feeds: bool) -> None:
    assert millimetres(b"\x1dV" + cut, PROFILE) == (TO_THE_BLADE // DOTS_PER_MM if feeds else 0)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_job_have_a_length_too(job: bytes) -> None:
    assert millimetres(job, PROFILE) >= 0
