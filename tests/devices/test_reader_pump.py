"""The thread behind a reader: cards come, plugs are pulled, the thread goes on and ends when told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from windowdesk.devices.pump import ReaderPump
from windowdesk.devices.sam_reader import SamReader, serial_reader
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.devices.simulated_sam import SimulatedSam
from windowdesk.domain.device_news import CardRead, ReaderCondition, ReaderState
from windowdesk.domain.people import IdentityCard
from windowdesk.events import Bus

Until = Callable[[Callable[[], object]], None]


class Heard:
    """All news of one pump, in order."""

    def __init__(self, bus: Bus) -> None:
        self.cards: list[IdentityCard] = []
        self.states: list[ReaderState] = []
        bus.subscribe(CardRead, lambda news: self.cards.append(news.card))
        bus.subscribe(ReaderState, self.states.append)

    def has_cards(self, count: int) -> bool:
        return len(self.cards) == count

    @property
    def conditions(self) -> list[ReaderCondition]:
        return [state.condition for state in self.states]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("windowdesk.devices.pump.RETRY_SECONDS", 0.02)


@pytest.fixture
def bus() -> Bus:
    return Bus()


@pytest.fixture
def heard(bus: Bus) -> Heard:
    return Heard(bus)


@pytest.fixture
def pump(reader: SamReader, bus: Bus, heard: Heard) -> Iterator[ReaderPump]:
    one = ReaderPump(reader, bus, look_again_seconds=0.02)
    one.start()
    yield one
    one.stop()


def test_card_after_card_is_told(pump: ReaderPump, sam: SimulatedSam, heard: Heard, until: Until) -> None:
    until(lambda: heard.states)
    assert heard.states[0] == ReaderState(f"serial:{sam.device}", ReaderCondition.READY)
    for count, card in enumerate(PEOPLE[:3], 1):
        sam.place(card)
        until(partial(heard.has_cards, count))
        sam.lift()
    assert heard.cards == list(PEOPLE[:3])
    until(lambda: heard.conditions[-1] is ReaderCondition.READY)
    assert heard.conditions == [ReaderCondition.READY] + [ReaderCondition.READING, ReaderCondition.READY] * 3


def test_a_card_left_lying_is_told_once(pump: ReaderPump, sam: SimulatedSam, heard: Heard, until: Until) -> None:
    sam.place(PEOPLE[0])
    until(lambda: heard.cards)
    asked = len(sam.model.commands)
    until(lambda: len(sam.model.commands) > asked + 5)
    assert len(heard.cards) == 1


def test_pulled_and_plugged_in_again_without_a_restart(
    pump: ReaderPump, sam: SimulatedSam, heard: Heard, until: Until
) -> None:
    until(lambda: heard.states)
    for round_number in (1, 2):
        sam.unplug()
        until(lambda: heard.conditions[-1] is ReaderCondition.ABSENT)
        assert heard.states[-1].code == "R101"
        assert heard.states[-1].to_do
        sam.plug()
        until(lambda: heard.conditions[-1] is ReaderCondition.READY)
        sam.place(PEOPLE[round_number])
        until(partial(heard.has_cards, round_number))
    assert heard.cards == [PEOPLE[1], PEOPLE[2]]


def test_a_bad_card_is_told_once_while_it_lies_there(
    pump: ReaderPump, sam: SimulatedSam, heard: Heard, until: Until
) -> None:
    until(lambda: heard.states)
    sam.place(PEOPLE[0], unreadable=True)
    until(lambda: heard.conditions[-1] is ReaderCondition.TROUBLE)
    tries = sam.model.commands.count("30 01")
    until(lambda: sam.model.commands.count("30 01") > tries + 4)
    assert [state.code for state in heard.states].count("R104") == 1
    sam.place(PEOPLE[0])
    until(lambda: heard.cards)
    until(lambda: heard.conditions[-1] is ReaderCondition.READY)


def test_the_trouble_of_a_lifted_card_stays_on_the_screen(
    pump: ReaderPump, sam: SimulatedSam, heard: Heard, until: Until
) -> None:
    until(lambda: heard.states)
    sam.place(PEOPLE[0], lifted_while_read=True)
    until(lambda: heard.conditions[-1] is ReaderCondition.TROUBLE)
    finds = sam.model.commands.count("20 01")
    until(lambda: sam.model.commands.count("20 01") > finds + 3)
    assert heard.states[-1].code == "R103"
    assert pump.state == heard.states[-1]


def test_a_reader_held_by_another_program_is_taken_when_free(
    sam: SimulatedSam, reader: SamReader, bus: Bus, heard: Heard, until: Until
) -> None:
    holder = serial_reader("serial:other", sam.device, poll_seconds=0.01)
    sam.place(PEOPLE[4])
    holder.read(1)
    pump = ReaderPump(reader, bus, look_again_seconds=0.02)
    pump.start()
    until(lambda: heard.states and heard.conditions[-1] is ReaderCondition.BUSY)
    holder.close()
    until(lambda: heard.conditions[-1] is ReaderCondition.READY)
    pump.stop()


def test_a_driver_that_breaks_is_logged_and_tried_again(bus: Bus, heard: Heard, until: Until) -> None:
    class Broken:
        address = "serial:broken"
        closed = 0

        def read(self, timeout: float, cancelled: threading.Event | None = None) -> IdentityCard:
            if self.closed < 2:
                raise KeyError("a bug")
            return PEOPLE[0]

        def close(self) -> None:
            self.closed += 1

    pump = ReaderPump(Broken(), bus, look_again_seconds=0.01)
    pump.start()
    until(lambda: heard.cards)
    pump.stop()
    assert heard.states[0].condition is ReaderCondition.TROUBLE


def test_the_thread_ends_at_once_and_may_be_stopped_twice(pump: ReaderPump, until: Until) -> None:
    until(lambda: pump.state is not None)
    pump.stop()
    pump.stop()
    assert not any(thread.name.startswith("reader ") for thread in threading.enumerate())


def test_a_pump_starts_once(pump: ReaderPump) -> None:
    with pytest.raises(RuntimeError):
        pump.start()
