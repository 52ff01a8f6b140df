"""Each model is asked only what it answers, and believed only where it has a sensor."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from windowdesk.devices import escpos_line
from windowdesk.devices.escpos_printer import EscposPrinter
from windowdesk.devices.ports import Printed, PrinterState, PrintOutcome
from windowdesk.devices.printer_model import Condition
from windowdesk.devices.simulated_printer import SimulatedPrinter
from windowdesk.domain import printer_profile
from windowdesk.errors import DeviceTrouble

JOB = b"\x1b@\x1c&" + "收件凭证\n".encode("gbk") * 40
Until = Callable[[Callable[[], object]], None]
ANSWERING = [one.model for one in printer_profile.shipped().values() if one.status.any]


@pytest.fixture
def driver(printer: SimulatedPrinter) -> Callable[[str], EscposPrinter]:
    """The driver for a model, at a simulated printer that speaks that model's status kinds."""

    def make(model: str) -> EscposPrinter:
        printer.order(model=model)
        profile = printer_profile.of_model(model)
        return EscposPrinter(
            printer.address, lambda: escpos_line.open_network("127.0.0.1", printer.port), profile, answer_seconds=0.3
        )

    return make


@pytest.mark.parametrize("model", ANSWERING)
def test_a_model_that_answers_proves_its_jobs_without_waiting_for_answers_it_never_gives(
    driver: Callable[[str], EscposPrinter], model: str
) -> None:
    started = time.perf_counter()
    assert driver(model).print_bytes(JOB) == PrintOutcome(Printed.CONFIRMED, PrinterState.READY)
    assert time.perf_counter() - started < 0.3


@pytest.mark.parametrize("model", ANSWERING)
@pytest.mark.parametrize(
    ("condition", "code"),
    [(Condition.PAPER_OUT, "P302"), (Condition.COVER_OPEN, "P30[34]"), (Condition.CUTTER, "P304")],
)
def test_trouble_is_known_before_anything_is_sent(
    printer: SimulatedPrinter, driver: Callable[[str], EscposPrinter], model: str, condition: Condition, code: str
) -> None:
    one = driver(model)
    printer.become(condition)
    with pytest.raises(DeviceTrouble, match=code):
        one.print_bytes(JOB)


@pytest.mark.parametrize("model", ANSWERING)
def test_the_end_of_the_roll_is_told_by_models_with_a_sensor(
    printer: SimulatedPrinter, driver: Callable[[str], EscposPrinter], model: str
) -> None:
    one = driver(model)
    printer.order(near_end_after=300)
    expected = PrinterState.PAPER_LOW if one.profile.status.near_end else PrinterState.READY
    assert one.print_bytes(JOB) == PrintOutcome(Printed.CONFIRMED, expected)


def test_a_model_without_status_is_sent_to_and_not_asked(
    printer: SimulatedPrinter, driver: Callable[[str], EscposPrinter], until: Until
) -> None:
    assert driver("mute-58").print_bytes(JOB) == PrintOutcome(Printed.SENT, PrinterState.UNKNOWN)
    until(lambda: printer.jobs and printer.jobs[0].read_bytes() == JOB)


def test_a_model_that_only_tells_by_itself_is_switched_on_and_off_again(
    printer: SimulatedPrinter, driver: Callable[[str], EscposPrinter]
) -> None:
    driver("epson-tm-80")
    printer.order(answers=frozenset())
    base = printer_profile.of_model("epson-tm-80")
    talkative = replace(base, status=replace(base.status, real_time=()))
    one = EscposPrinter(printer.address, lambda: escpos_line.open_network("127.0.0.1", printer.port), talkative)
    assert one.state() is PrinterState.READY
    printer.become(Condition.NEAR_END)
    assert one.print_bytes(JOB) == PrintOutcome(Printed.CONFIRMED, PrinterState.PAPER_LOW)


def test_a_slow_printer_is_waited_for(printer: SimulatedPrinter, driver: Callable[[str], EscposPrinter]) -> None:
    one = driver("generic-80")
    printer.order(slow=1000)
    started = time.perf_counter()
    assert one.print_bytes(JOB).printed is Printed.CONFIRMED
    assert time.perf_counter() - started > 0.2


def test_a_printer_still_busy_with_letting_go_is_tried_again_for_a_moment() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        tries = []

        def opens() -> escpos_line.PrinterLine:
            tries.append(time.monotonic())
            if len(tries) == 2:
                taken.listen()
            return escpos_line.open_network("127.0.0.1", port)

        profile = printer_profile.of_model("mute-58")
        assert EscposPrinter("tcp:", opens, profile).print_bytes(b"A\n").printed is Printed.SENT
        assert 0.1 < tries[1] - tries[0] < 0.5


def test_a_printer_that_is_not_there_is_told_at_once() -> None:
    def opens() -> escpos_line.PrinterLine:
        raise FileNotFoundError("/dev/usb/lp0")

    started = time.perf_counter()
    with pytest.raises(DeviceTrouble, match="P301"):
        EscposPrinter("file:/dev/usb/lp0", opens, printer_profile.of_model("mute-58")).print_bytes(JOB)
    assert time.perf_counter() - started < 0.1


def test_two_receipts_at_once_come_out_one_after_the_other(
    printer: SimulatedPrinter, driver: Callable[[str], EscposPrinter]
) -> None:
    one = driver("generic-80")
    ends: list[Printed] = []
    threads = [
        threading.Thread(target=lambda n=n: ends.append(one.print_bytes(JOB + bytes((65 + n, 10))).printed))
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ends == [Printed.CONFIRMED] * 3
    assert sorted(file.read_bytes()[-2:] for file in printer.jobs) == [b"A\n", b"B\n", b"C\n"]
