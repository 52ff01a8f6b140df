"""The serial driver against a reader that speaks the true protocol on a real terminal."""

from __future__ import annotations

import dataclasses
import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from windowdesk.devices import address
from windowdesk.devices.sam_frames import SPEEDS
from windowdesk.devices.sam_model import Fault
from windowdesk.devices.sam_reader import SamReader, serial_reader
from windowdesk.devices.simulated_people import OTHER_KINDS, PEOPLE
from windowdesk.devices.simulated_sam import SimulatedReader, SimulatedSam
from windowdesk.domain.people import IdentityCard
from windowdesk.errors import DeviceTrouble


def code_of(read: Callable[[], object]) -> str:
    with pytest.raises(DeviceTrouble) as trouble:
        read()
    assert trouble.value.happened
    return trouble.value.code


@pytest.mark.parametrize("card", [*PEOPLE, *OTHER_KINDS], ids=lambda card: card.kind.name + card.number[6:14])
def test_every_kind_of_card_is_read_whole(sam: SimulatedSam, reader: SamReader, card: IdentityCard) -> None:
    sam.place(card)
    assert reader.read(1) == card


def test_a_card_placed_while_waiting_is_read(sam: SimulatedSam, reader: SamReader) -> None:
    later = threading.Timer(0.1, sam.place, [PEOPLE[0]])
    later.start()
    assert reader.read(10) == PEOPLE[0]
    later.join()


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_speed_of_the_reader_is_found(tmp_path: Path, speed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("windowdesk.devices.sam_line.DETECT_SECONDS", 0.15)
    with SimulatedSam(tmp_path / "reader", speed=speed) as sam:
        sam.place(PEOPLE[1])
        reader = serial_reader("serial:x", sam.device)
        assert reader.read(1) == PEOPLE[1]
        assert reader.speed == speed
        reader.close()
        assert reader.speed is None


def test_bytes_that_take_their_time_arrive(tmp_path: Path) -> None:
    with SimulatedSam(tmp_path / "reader", paced=True) as sam:
        sam.place(PEOPLE[2])
        reader = serial_reader("serial:x", sam.device)
        assert reader.read(1) == PEOPLE[2]
        reader.close()


def test_no_card(reader: SamReader) -> None:
    assert code_of(lambda: reader.read(0.05)) == "R102"


def test_waiting_can_be_cancelled(reader: SamReader) -> None:
    cancelled = threading.Event()
    threading.Timer(0.05, cancelled.set).start()
    assert code_of(lambda: reader.read(600, cancelled)) == "R102"


def test_a_card_is_read_again_only_after_it_was_lifted(sam: SimulatedSam, reader: SamReader) -> None:
    sam.place(PEOPLE[0])
    reader.read(1)
    assert code_of(lambda: reader.read(0.02)) == "R111"
    sam.lift()
    assert code_of(lambda: reader.read(0.02)) == "R102"
    sam.place(PEOPLE[0])
    assert reader.read(1) == PEOPLE[0]


def test_a_card_lifted_half_way_then_placed_again(sam: SimulatedSam, reader: SamReader) -> None:
    sam.place(PEOPLE[0], lifted_while_read=True)
    assert code_of(lambda: reader.read(1)) == "R103"
    sam.place(PEOPLE[0])
    assert reader.read(1) == PEOPLE[0]


def test_an_unreadable_card_is_tried_twice_with_a_reset(sam: SimulatedSam, reader: SamReader) -> None:
    sam.place(PEOPLE[0], unreadable=True)
    with pytest.raises(DeviceTrouble, match=r"R104.*41"):
        reader.read(1)
    assert sam.model.commands.count("30 01") == 2
    assert "10 FF" in sam.model.commands


@pytest.mark.parametrize("status", [0x31, 0x32, 0x33, 0x81])
def test_a_card_that_fails_once_is_read_at_the_second_try(sam: SimulatedSam, reader: SamReader, status: int) -> None:
    sam.place(PEOPLE[0])
    sam.fail_next(status, "20 02")
    assert reader.read(1) == PEOPLE[0]


def test_an_unknown_type_is_refused_and_nothing_kept(sam: SimulatedSam, reader: SamReader) -> None:
    sam.place(PEOPLE[0], flag="Q")
    with pytest.raises(DeviceTrouble, match=r"R105.*Q"):
        reader.read(1)


def test_a_type_the_reader_itself_does_not_know(sam: SimulatedSam, reader: SamReader) -> None:
    sam.place(PEOPLE[0])
    sam.fail_next(0x40, "20 02")
    assert code_of(lambda: reader.read(1)) == "R105"


def test_a_number_with_a_wrong_check_digit_is_refused(sam: SimulatedSam, reader: SamReader) -> None:
    sam.place(dataclasses.replace(PEOPLE[0], number="990101195203080021"))
    assert code_of(lambda: reader.read(1)) == "R108"


@pytest.mark.parametrize("fault", [Fault.CHECKSUM, Fault.JUNK, Fault.SILENT, Fault.HALF, 0x10, 0x11, 0x24])
@pytest.mark.parametrize("command", ["20 01", "20 02", "30 01", "30 03"])
def test_one_bad_answer_is_asked_for_again(
    sam: SimulatedSam, impatient_reader: SamReader, fault: Fault | int, command: str
) -> None:
    sam.place(PEOPLE[2])
    sam.fail_next(fault, command)
    assert impatient_reader.read(1) == PEOPLE[2]


@pytest.mark.parametrize(("fault", "code"), [(Fault.CHECKSUM, "R113"), (Fault.SILENT, "R106"), (0x24, "R113")])
def test_two_bad_answers_are_trouble_and_the_next_read_works(
    sam: SimulatedSam, impatient_reader: SamReader, fault: Fault | int, code: str
) -> None:
    sam.place(PEOPLE[0])
    sam.fail_next(fault, "30 01", times=2)
    assert code_of(lambda: impatient_reader.read(1)) == code
    sam.place(PEOPLE[0])
    assert impatient_reader.read(1) == PEOPLE[0]


@pytest.mark.parametrize("status", [0x60, 0x66])
def test_a_broken_security_module(sam: SimulatedSam, reader: SamReader, status: int) -> None:
    sam.model.self_test = status
    with pytest.raises(DeviceTrouble, match=rf"R107.*{status:02X}"):
        reader.read(1)


def test_an_old_reader_without_added_addresses(sam: SimulatedSam, reader: SamReader) -> None:
    sam.place(PEOPLE[2])
    sam.fail_next(0x21, "30 03")
    assert reader.read(1) == dataclasses.replace(PEOPLE[2], added_address="")


def test_a_module_of_the_first_generation_is_enough(sam: SimulatedSam, reader: SamReader) -> None:
    """It refuses the commands that came later; nothing is lost but the added address and the second look."""
    sam.model.first_generation = True
    sam.place(PEOPLE[2])
    assert reader.read(1) == dataclasses.replace(PEOPLE[2], added_address="")
    assert code_of(lambda: reader.read(0)) == "R102"
    sam.lift()
    sam.place(PEOPLE[0], unreadable=True)
    assert code_of(lambda: reader.read(1)) in {"R103", "R104"}
    sam.lift()
    sam.place(PEOPLE[1])
    sam.fail_next(0x41, "30 01")
    assert reader.read(1) == PEOPLE[1]


def test_waiting_for_a_card_costs_under_one_percent_of_a_core(sam: SimulatedSam) -> None:
    reader = serial_reader(f"serial:{sam.device}", sam.device)
    assert code_of(lambda: reader.read(0)) == "R102"
    before = time.thread_time(), time.perf_counter()
    assert code_of(lambda: reader.read(2)) == "R102"
    used, passed = time.thread_time() - before[0], time.perf_counter() - before[1]
    reader.close()
    assert used / passed < 0.01


def test_an_added_address_that_failed_is_doubtful(sam: SimulatedSam, reader: SamReader) -> None:
    sam.place(PEOPLE[2])
    sam.fail_next(0x41, "30 03")
    assert reader.read(1).doubtful == ("added_address",)


def test_a_reader_that_never_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("windowdesk.devices.sam_line.DETECT_SECONDS", 0.02)
    master, slave = os.openpty()
    reader = serial_reader("serial:x", os.ttyname(slave))
    assert code_of(lambda: reader.read(1)) == "R106"
    os.close(master)
    os.close(slave)


def test_a_reader_that_is_not_there(tmp_path: Path) -> None:
    reader = serial_reader("serial:x", str(tmp_path / "nothing"))
    assert code_of(lambda: reader.read(1)) == "R101"


def test_a_path_that_is_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert code_of(lambda: serial_reader("serial:x", str(tmp_path / "file")).read(1)) == "R101"


def test_a_reader_held_by_another_program(sam: SimulatedSam, reader: SamReader) -> None:
    sam.place(PEOPLE[0])
    reader.read(1)
    second = serial_reader("serial:x", sam.device)
    assert code_of(lambda: second.read(1)) == "R109"
    reader.close()
    sam.place(PEOPLE[0])
    assert second.read(1) == PEOPLE[0]
    second.close()


def test_unplugged_while_waiting_and_plugged_in_again(sam: SimulatedSam, reader: SamReader) -> None:
    puller = threading.Timer(0.1, sam.unplug)
    puller.start()
    assert code_of(lambda: reader.read(10)) == "R101"
    puller.join()
    assert code_of(lambda: reader.read(1)) == "R101"
    sam.plug()
    sam.place(PEOPLE[3])
    assert reader.read(1) == PEOPLE[3]


def test_the_log_holds_commands_and_states_but_no_person(
    sam: SimulatedSam, reader: SamReader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sam.place(PEOPLE[2])
    card = reader.read(1)
    assert "command 30 01 attempt 1: 90" in caplog.text
    for secret in (card.name, card.number, card.address, card.added_address, card.number[6:14]):
        assert secret not in caplog.text
    assert "AAAA" not in caplog.text.upper()


def test_number_of_the_security_module(reader: SamReader) -> None:
    assert reader.serial_number() == "05.01-20260101-0000000099-0000000001"


def test_simulated_address_reads_through_the_serial_driver() -> None:
    reader = address.open_reader("simulated:?person=1&every=0")
    assert isinstance(reader, SimulatedReader)
    assert reader.read(1) == PEOPLE[1]
    assert code_of(lambda: reader.read(0.02)) == "R111"
    reader.close()
    assert reader.read(1) == PEOPLE[2]
    reader.close()


def test_simulated_people_come_one_after_the_other() -> None:
    reader = SimulatedReader("simulated:", every=0.01)
    assert [reader.read(1).number for _ in range(3)] == [card.number for card in PEOPLE[:3]]
    reader.close()
