"""Readers on USB: the same protocol through four pipes, found by the device's own descriptors.

pyusb is real; the bus behind it is ours, with the reader model at the pipes.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from windowdesk.devices import address, usb_sam
from windowdesk.devices.pump import ReaderPump
from windowdesk.devices.sam_line import SamLine
from windowdesk.devices.sam_model import Fault, LyingCard, SamModel
from windowdesk.devices.sam_reader import SamReader
from windowdesk.devices.simulated_people import OTHER_KINDS, PEOPLE
from windowdesk.domain import device_news
from windowdesk.domain.people import IdentityCard
from windowdesk.errors import DeviceTrouble, InputRefused
from windowdesk.events import Bus as News

from .usb_bus import BULK, Bus, Plugged

INTERRUPT = 3
FOUR = [(one, BULK) for one in (0x02, 0x06, 0x81, 0x85)]


class Sam(Plugged):
    """The reader model behind bulk pipes, with the split that real modules ask for."""

    ids = (usb_sam.VENDOR, usb_sam.PRODUCT)

    def __init__(self, endpoints: list[tuple[int, int]] = FOUR) -> None:
        self.model = SamModel()
        self._endpoints = endpoints
        self._head = b""
        self._answer = b""

    @property
    def endpoints(self) -> list[tuple[int, int]]:
        return self._endpoints

    def takes(self, endpoint: int, data: bytes) -> None:
        if endpoint == usb_sam.OUT_HEAD:
            assert len(data) == usb_sam.HEAD
            self._head = data
        else:
            assert endpoint == usb_sam.OUT_REST
            self._answer = self.model.receive(self._head + data)

    def gives(self, endpoint: int, room: int) -> bytes:
        assert room % usb_sam.PACKET == 0, "a packet longer than the room for it is an overflow"
        size = usb_sam.HEAD if endpoint == usb_sam.IN_HEAD else room
        piece, self._answer = self._answer[:size], self._answer[size:]
        return piece


@pytest.fixture
def sam() -> Sam:
    return Sam()


@pytest.fixture
def bus(sam: Sam) -> Bus:
    return Bus(sam)


@pytest.fixture
def reader(bus: Bus) -> Iterator[SamReader]:
    one = reader_at(bus)
    yield one
    one.close()


def reader_at(bus: Bus) -> SamReader:
    line = SamLine("usb:", partial(usb_sam.open_usb, bus), speeds=(115200,), answer_seconds=0.05)
    return SamReader("usb:", line, poll_seconds=0.001)


def code_of(reader: SamReader, seconds: float = 0.01) -> str:
    with pytest.raises(DeviceTrouble) as caught:
        reader.read(seconds)
    return caught.value.code


@pytest.mark.parametrize("card", [*PEOPLE, *OTHER_KINDS], ids=lambda card: card.number)
def test_cards_are_read_through_the_pipes(sam: Sam, reader: SamReader, card: IdentityCard) -> None:
    sam.model.place(LyingCard(card))
    assert reader.read(1) == card


@pytest.mark.parametrize("fault", [Fault.CHECKSUM, Fault.SILENT, Fault.HALF])
def test_one_bad_answer_is_asked_for_again(sam: Sam, reader: SamReader, fault: Fault) -> None:
    sam.model.place(LyingCard(PEOPLE[0]))
    sam.model.fail_next(fault, "30 01")
    assert reader.read(1) == PEOPLE[0]


def test_pulled_out_and_plugged_in_again(sam: Sam, bus: Bus, reader: SamReader) -> None:
    assert code_of(reader) == "R102"
    bus.plugged.clear()
    assert code_of(reader, 1) == "R101"
    assert code_of(reader, 1) == "R101"
    sam.claimed = False
    bus.plugged.append(sam)
    sam.model.place(LyingCard(PEOPLE[1]))
    assert reader.read(1) == PEOPLE[1]


def test_behind_the_pump_a_pulled_plug_needs_no_restart(
    sam: Sam, bus: Bus, until: Callable[[Callable[[], object]], None]
) -> None:
    cards: list[device_news.CardRead] = []
    states: list[device_news.ReaderState] = []
    news = News()
    news.subscribe(device_news.CardRead, cards.append)
    news.subscribe(device_news.ReaderState, states.append)
    pump = ReaderPump(reader_at(bus), news, look_again_seconds=0.01)
    pump.start()
    try:
        until(lambda: states and states[-1].condition is device_news.ReaderCondition.READY)
        bus.plugged.clear()
        until(lambda: states[-1].condition is device_news.ReaderCondition.ABSENT)
        sam.claimed = False
        sam.model.place(LyingCard(PEOPLE[2]))
        bus.plugged.append(sam)
        until(lambda: cards)
    finally:
        pump.stop()
    assert cards[0].card == PEOPLE[2]


def test_the_device_is_given_back(sam: Sam, bus: Bus, reader: SamReader) -> None:
    code_of(reader)
    assert sam.claimed
    reader.close()
    assert not sam.claimed
    assert bus.events == ["closed"]


@pytest.mark.parametrize(
    "endpoints",
    [FOUR[:2], [*FOUR[:3], (0x85, INTERRUPT)], [(0x01, BULK), (0x81, BULK)]],
    ids=["half", "interrupt", "other"],
)
def test_a_device_without_the_four_pipes_is_left_alone(endpoints: list[tuple[int, int]]) -> None:
    other = Sam(endpoints)
    assert code_of(reader_at(Bus(other))) == "R101"
    assert not other.claimed
    whole = Sam()
    whole.model.place(LyingCard(PEOPLE[0]))
    reader = reader_at(Bus(other, whole))
    assert reader.read(1) == PEOPLE[0]
    reader.close()


@pytest.mark.parametrize(("number", "code"), [(errno.EACCES, "R114"), (errno.EBUSY, "R109")])
def test_a_reader_that_may_not_be_used_is_told(sam: Sam, reader: SamReader, number: int, code: str) -> None:
    sam.refuses = number
    assert code_of(reader) == code


def test_a_reader_held_by_another_program_is_told(sam: Sam, reader: SamReader) -> None:
    sam.claimed = True
    assert code_of(reader) == "R109"


def test_no_reader_on_usb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usb_sam, "system_backend", Bus)
    with pytest.raises(DeviceTrouble, match="R101"):
        address.open_reader("usb:").read(0)


def test_no_usb_library_on_this_pc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usb_sam, "system_backend", lambda: None)
    with pytest.raises(DeviceTrouble, match="R101"):
        address.open_reader("usb:").read(0)


def test_usb_takes_no_more_words() -> None:
    with pytest.raises(InputRefused, match="N790"):
        address.open_reader("usb:1234:5678")
