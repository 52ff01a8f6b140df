"""The serial SAM protocol, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.devices import sam_frames as sam
from windowdesk.devices.sam_frames import Answer, Damage, FrameError, FrameParser, Request, Sw3

REQUESTS = [
    (sam.RESET, "00 03 10 FF EC"),
    (sam.SAM_STATUS, "00 03 11 FF ED"),
    (sam.SAM_ID, "00 03 12 FF EE"),
    (sam.FIND, "00 03 20 01 22"),
    (sam.SELECT, "00 03 20 02 21"),
    (sam.READ_BASE, "00 03 30 01 32"),
    (sam.READ_ADDED_ADDRESS, "00 03 30 03 30"),
    (sam.READ_MANAGEMENT, "00 03 30 05 36"),
    (sam.READ_BASE_AND_FINGERPRINT, "00 03 30 10 23"),
    (sam.set_speed(115200), "00 03 60 00 63"),
    (sam.set_speed(57600), "00 03 60 01 62"),
    (sam.set_frame_size(0x50), "00 04 61 FF 50 CA"),
    (sam.set_frame_size(0x80), "00 04 61 FF 80 1A"),
]
ANSWERS = [
    (Answer(Sw3.DONE), "00 04 00 00 90 94"),
    (Answer(Sw3.SELF_TEST_FAILED), "00 04 00 00 60 64"),
    (Answer(Sw3.FOUND, bytes(4)), "00 08 00 00 9F 00 00 00 00 97"),
    (Answer(Sw3.NO_CARD), "00 04 00 00 80 84"),
    (Answer(Sw3.DONE, bytes(8)), "00 0C 00 00 90 00 00 00 00 00 00 00 00 9C"),
    (Answer(Sw3.SELECT_FAILED), "00 04 00 00 81 85"),
    (Answer(Sw3.READ_FAILED), "00 04 00 00 41 45"),
    (Answer(Sw3.NO_CONTENT), "00 04 00 00 91 95"),
    (Answer(Sw3.COMMAND), "00 04 00 00 21 25"),
]

answers = st.builds(
    Answer,
    st.integers(0, 255),
    st.binary(max_size=1400).filter(lambda data: sam.PREAMBLE not in data),
    st.integers(0, 255),
    st.integers(0, 255),
)
junk = st.binary(max_size=30).filter(lambda data: b"\x96" not in data)


@pytest.mark.parametrize(("frame", "after_preamble"), [*REQUESTS, *ANSWERS])
def test_frames_are_those_of_the_standard(frame: Request | Answer, after_preamble: str) -> None:
    assert frame.to_bytes() == bytes.fromhex("AA AA AA 96 69" + after_preamble)


@pytest.mark.parametrize("frame", [frame for frame, _ in REQUESTS])
def test_requests_are_read_back(frame: Request) -> None:
    (body,) = FrameParser(sam.SHORTEST_REQUEST).feed(frame.to_bytes())
    assert isinstance(body, bytes)
    assert Request.from_body(body) == frame


def test_sizes_of_the_published_frames() -> None:
    frame = Answer(Sw3.DONE, sam.join_base(bytes(256), bytes(1024))).to_bytes()
    assert len(frame) == 1295
    assert frame[5:7] == bytes.fromhex("0508")
    for fingerprint, size, length in ((0, 1297, "050A"), (512, 1809, "070A"), (1024, 2321, "090A")):
        frame = Answer(Sw3.DONE, bytes(6 + 256 + 1024 + fingerprint)).to_bytes()
        assert (len(frame), frame[5:7].hex().upper()) == (size, length)


@given(st.lists(st.tuples(junk, answers), max_size=4), st.data())
def test_frames_are_found_in_junk_and_in_any_pieces(sent: list[tuple[bytes, Answer]], data: st.DataObject) -> None:
    stream = b"".join(noise + answer.to_bytes() for noise, answer in sent)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    parser = FrameParser()
    found: list[bytes | Damage] = []
    for first, last in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        found += parser.feed(stream[first:last])
    assert [Answer.from_body(body) for body in found if isinstance(body, bytes)] == [answer for _, answer in sent]
    assert Damage.CHECKSUM not in found


@given(answers, st.integers(0), st.integers(1, 255))
def test_one_changed_byte_never_gives_the_same_answer(answer: Answer, place: int, change: int) -> None:
    frame = bytearray(answer.to_bytes())
    frame[place % len(frame)] ^= change
    body = answer.to_bytes()[7:-1]
    assert body not in FrameParser().feed(bytes(frame))


@given(st.binary(max_size=400))
def test_no_bytes_make_the_parser_fail_or_hoard(noise: bytes) -> None:
    parser = FrameParser()
    parser.feed(noise)
    parser.clear()
    (body,) = parser.feed(noise.replace(b"\x96", b"") + Answer(Sw3.DONE).to_bytes())
    assert body == bytes((0, 0, 0x90))


@pytest.mark.parametrize("length", [0, 3, 2401, 0xFFFF])
def test_unbelievable_lengths_are_damage_and_the_next_frame_is_found(length: int) -> None:
    stream = sam.PREAMBLE + length.to_bytes(2, "big") + Answer(Sw3.DONE).to_bytes()
    assert FrameParser().feed(stream) == [Damage.LENGTH, bytes((0, 0, 0x90))]


def test_a_wrong_check_byte_is_damage_and_the_next_frame_is_found() -> None:
    good = Answer(Sw3.NO_CARD).to_bytes()
    assert FrameParser().feed(good[:-1] + b"\x00" + good) == [Damage.CHECKSUM, bytes((0, 0, 0x80))]


@pytest.mark.parametrize(
    "data",
    [b"", b"\x01\x00\x04", bytes.fromhex("01000400") + bytes(1279), bytes.fromhex("00800400") + bytes(128 + 1024)],
)
def test_base_data_whose_sizes_do_not_add_up(data: bytes) -> None:
    with pytest.raises(FrameError):
        sam.split_base(data)


def test_number_of_the_security_module() -> None:
    data = sam.sam_id_bytes(5, 1, 20090101, 12345, 1234567890)
    assert sam.sam_id_text(data) == "05.01-20090101-0000012345-1234567890"
    with pytest.raises(FrameError):
        sam.sam_id_text(data[:-1])
