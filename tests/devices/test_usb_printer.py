"""Printers on USB: pyusb is real, the bus behind it is replaced by the printer model at its descriptors."""

from __future__ import annotations

import errno
from collections.abc import Callable

import pytest

from windowdesk.devices import usb_printer
from windowdesk.devices.escpos_printer import EscposPrinter
from windowdesk.devices.ports import Printed, PrinterState, PrintOutcome
from windowdesk.devices.printer_model import Condition, PrinterModel
from windowdesk.domain import printer_profile
from windowdesk.errors import DeviceTrouble

from .usb_bus import BULK, Bus, Plugged

JOB = b"\x1b@\x1c&" + "收件凭证 张桂兰\n".encode("gbk") * 200
VENDOR, PRODUCT = 0x0416, 0x5011


class Printer(Plugged):
    """A printer on the bus: its endpoints are what the descriptors say, not what is usual."""

    ids = (VENDOR, PRODUCT)

    def __init__(self, out: int = 0x03, back: int | None = 0x82, serial: str = "A1", printer_class: int = 7) -> None:
        self.paper = bytearray()
        self.model = PrinterModel(self.paper.extend, lambda whole: None)
        self.out, self.back, self.serial, self.interface_class = out, back, serial, printer_class
        self.answer = b""
        self.kernel = True
        self.full = False

    @property
    def endpoints(self) -> list[tuple[int, int]]:
        return [(one, BULK) for one in (self.back, self.out) if one is not None]

    def takes(self, endpoint: int, data: bytes) -> None:
        assert endpoint == self.out
        if self.full:
            raise TimeoutError
        self.answer += self.model.receive(data)

    def gives(self, endpoint: int, room: int) -> bytes:
        assert endpoint == self.back
        piece, self.answer = self.answer[:64], self.answer[64:]
        return piece


Driver = Callable[..., EscposPrinter]


@pytest.fixture
def driver() -> Driver:
    """The driver at a bus."""

    def make(bus: Bus, serial: str = "", model: str = "generic-58") -> EscposPrinter:
        return EscposPrinter(
            "usb:0416:5011",
            lambda: usb_printer.open_usb(VENDOR, PRODUCT, serial, bus),
            printer_profile.of_model(model),
            answer_seconds=0.05,
            proof_seconds=0.3,
        )

    return make


def test_a_job_goes_out_by_the_endpoints_of_the_descriptors_and_is_proved(driver: Driver) -> None:
    one = Printer()
    bus = Bus(one)
    assert driver(bus).print_bytes(JOB) == PrintOutcome(Printed.CONFIRMED, PrinterState.READY)
    assert bytes(one.paper) == JOB
    assert "reset" not in bus.events


def test_the_device_is_given_back_after_each_job(driver: Driver) -> None:
    one = Printer()
    printer = driver(Bus(one))
    for _ in range(3):
        assert printer.print_bytes(JOB).printed is Printed.CONFIRMED
        assert (one.claimed, one.kernel) == (False, True)


def test_two_printers_of_one_kind_are_told_apart_by_serial_number(driver: Driver) -> None:
    first, second = Printer(serial="A1"), Printer(serial="B2")
    driver(Bus(first, second), "B2").print_bytes(JOB)
    assert (bytes(first.paper), bytes(second.paper)) == (b"", JOB)


def test_a_clone_that_calls_itself_something_else_is_still_found(driver: Driver) -> None:
    one = Printer(printer_class=0xFF)
    assert driver(Bus(one)).print_bytes(JOB).printed is Printed.CONFIRMED


def test_a_printer_that_can_not_be_read_is_sent_to(driver: Driver) -> None:
    one = Printer(back=None)
    assert driver(Bus(one), model="mute-58").print_bytes(JOB) == PrintOutcome(Printed.SENT, PrinterState.UNKNOWN)
    assert bytes(one.paper) == JOB


def test_no_printer_on_usb_is_told_at_once(driver: Driver) -> None:
    with pytest.raises(DeviceTrouble, match="P301"):
        driver(Bus()).state()


def test_pulled_out_and_plugged_in_again(driver: Driver) -> None:
    one = Printer()
    bus = Bus(one)
    printer = driver(bus)
    printer.print_bytes(JOB)
    bus.plugged.clear()
    with pytest.raises(DeviceTrouble, match="P301"):
        printer.print_bytes(JOB)
    bus.plugged.append(one)
    assert printer.print_bytes(JOB).printed is Printed.CONFIRMED


def test_pulled_out_in_the_middle_of_a_job_leaves_a_question(driver: Driver) -> None:
    one = Printer()
    bus = Bus(one)
    one.model.printed = lambda raw: (one.paper.extend(raw), len(one.paper) > 900 and bus.plugged.clear())
    assert driver(bus).print_bytes(JOB) == PrintOutcome(Printed.UNKNOWN, PrinterState.UNKNOWN, "P306")


def test_a_printer_that_takes_no_bytes_does_not_block_for_ever(driver: Driver) -> None:
    one = Printer()
    one.full = True
    assert driver(Bus(one), model="mute-58").print_bytes(JOB) == PrintOutcome(
        Printed.UNKNOWN, PrinterState.UNKNOWN, "P306"
    )


def test_a_printer_in_use_by_another_program_is_tried_for_a_moment_and_then_told(driver: Driver) -> None:
    one = Printer()
    one.claimed = True
    with pytest.raises(DeviceTrouble, match="P320"):
        driver(Bus(one)).print_bytes(JOB)
    assert bytes(one.paper) == b""


def test_a_printer_this_user_may_not_use_is_told_as_that(driver: Driver) -> None:
    one = Printer()
    one.refuses = errno.EACCES
    with pytest.raises(DeviceTrouble, match="P319"):
        driver(Bus(one)).print_bytes(JOB)


def test_trouble_is_known_before_anything_is_sent(driver: Driver) -> None:
    one = Printer()
    one.model.condition = Condition.PAPER_OUT
    with pytest.raises(DeviceTrouble, match="P302"):
        driver(Bus(one)).print_bytes(JOB)
