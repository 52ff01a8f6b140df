"""What printers say of themselves, with everything mixed in that really comes mixed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.devices.escpos_status import Kind, Said, StatusParser, state_of, state_of_automatic
from windowdesk.devices.ports import PrinterState

PATTERNS = [
    ("12 12 12 12", PrinterState.READY),
    ("12 12 12 1E", PrinterState.PAPER_LOW),
    ("1A 32 12 7E", PrinterState.PAPER_OUT),
    ("1A 16 12 12", PrinterState.COVER_OPEN),
    ("1A 52 1A 12", PrinterState.ERROR),
    ("12 12 32 12", PrinterState.ERROR),
    ("12 12 52 12", PrinterState.ERROR),
    ("1A 12 12 12", PrinterState.OFFLINE),
]
automatic = st.builds(
    lambda first, rest: bytes((0x10 | first & 0x6C, *(byte & 0x6C for byte in rest))),
    st.integers(0, 255),
    st.tuples(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255)),
)
real_time = st.integers(0, 255).map(lambda byte: bytes(((byte & 0x6C) | 0x12,)))
queued = st.integers(0, 15).map(lambda byte: bytes((byte,)))
answers = st.one_of(
    automatic.map(lambda data: Said(Kind.AUTOMATIC, data)),
    real_time.map(lambda data: Said(Kind.REAL_TIME, data)),
    queued.map(lambda data: Said(Kind.QUEUED, data)),
)


@pytest.mark.parametrize(("pattern", "state"), PATTERNS)
def test_patterns_of_real_printers(pattern: str, state: PrinterState) -> None:
    assert state_of(dict(enumerate(bytes.fromhex(pattern), 1)))[0] is state


def test_no_answer_is_neither_ready_nor_a_fault() -> None:
    assert state_of({})[0] is PrinterState.UNKNOWN


def test_a_clone_that_answers_one_and_four_only() -> None:
    assert state_of({1: 0x12, 4: 0x12})[0] is PrinterState.READY
    assert state_of({1: 0x1A, 4: 0x7E})[0] is PrinterState.PAPER_OUT


@given(st.lists(answers, max_size=8), st.lists(st.sampled_from(b"\x11\x13"), max_size=5), st.data())
def test_mixed_answers_are_told_apart(sent: list[Said], flow: list[int], data: st.DataObject) -> None:
    stream = bytearray(b"".join(said.data for said in sent))
    for byte in flow:
        stream.insert(data.draw(st.integers(0, len(stream))), byte)
    cut = data.draw(st.integers(0, len(stream)))
    parser = StatusParser()
    assert parser.feed(bytes(stream[:cut])) + parser.feed(bytes(stream[cut:])) == sent


def test_a_real_time_answer_may_stand_inside_an_automatic_one() -> None:
    assert StatusParser().feed(bytes.fromhex("18 00 12 0F 00")) == [
        Said(Kind.REAL_TIME, b"\x12"),
        Said(Kind.AUTOMATIC, bytes.fromhex("18000F00")),
    ]


@pytest.mark.parametrize(
    ("data", "state"),
    [
        ("10000000", PrinterState.READY),
        ("10000300", PrinterState.PAPER_LOW),
        ("18000F00", PrinterState.PAPER_OUT),
        ("38000000", PrinterState.COVER_OPEN),
        ("18080000", PrinterState.ERROR),
        ("18000000", PrinterState.OFFLINE),
    ],
)
def test_automatic_status(data: str, state: PrinterState) -> None:
    assert state_of_automatic(bytes.fromhex(data)) is state
