"""The receipt printer driver against a printer that answers, lies, stops, dies or keeps silent."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from windowdesk.devices import escpos_line, printer_address
from windowdesk.devices.escpos_printer import EscposPrinter
from windowdesk.devices.ports import Printed, PrinterState, PrintOutcome
from windowdesk.devices.printer_model import Condition, PrinterModel
from windowdesk.devices.simulated_printer import SimulatedPrinter
from windowdesk.domain import printer_profile
from windowdesk.errors import DeviceTrouble

from .terminal import Terminal

JOB = b"\x1b@\x1c&" + "收件凭证 张桂兰\n".encode("gbk") * 40 + b"\x1dV\x42\x00"
EPSON = printer_profile.of_model("epson-tm-80")
Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def driver(printer: SimulatedPrinter) -> EscposPrinter:
    return EscposPrinter(printer.address, lambda: escpos_line.open_network("127.0.0.1", printer.port), EPSON)


@pytest.fixture
def impatient(printer: SimulatedPrinter) -> EscposPrinter:
    """For tests in which an answer never comes."""
    return EscposPrinter(
        printer.address,
        lambda: escpos_line.open_network("127.0.0.1", printer.port),
        EPSON,
        answer_seconds=0.1,
        proof_seconds=0.3,
    )


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("windowdesk.devices.escpos_printer.LOOK_SECONDS", 0.1)


def test_a_job_is_proved_and_its_bytes_are_kept(printer: SimulatedPrinter, driver: EscposPrinter) -> None:
    assert driver.state() is PrinterState.READY
    assert driver.print_bytes(JOB) == PrintOutcome(Printed.CONFIRMED, PrinterState.READY)
    (file,) = printer.jobs
    assert file.read_bytes() == JOB


def test_each_job_has_its_own_file(printer: SimulatedPrinter, driver: EscposPrinter) -> None:
    for number in range(3):
        driver.print_bytes(JOB + bytes((0x41 + number, 0x0A)))
    assert [file.read_bytes()[-2:] for file in printer.jobs] == [b"A\n", b"B\n", b"C\n"]


def test_asking_the_state_prints_nothing(printer: SimulatedPrinter, driver: EscposPrinter) -> None:
    driver.state()
    assert printer.jobs == []


@pytest.mark.parametrize(
    ("condition", "state", "code"),
    [
        (Condition.PAPER_OUT, PrinterState.PAPER_OUT, "P302"),
        (Condition.COVER_OPEN, PrinterState.COVER_OPEN, "P303"),
        (Condition.CUTTER, PrinterState.ERROR, "P304"),
    ],
)
def test_a_stopped_printer_is_known_before_anything_is_sent(
    printer: SimulatedPrinter, driver: EscposPrinter, condition: Condition, state: PrinterState, code: str
) -> None:
    printer.become(condition)
    assert driver.state() is state
    with pytest.raises(DeviceTrouble, match=code):
        driver.print_bytes(JOB)
    printer.become(Condition.READY)
    assert driver.print_bytes(JOB).printed is Printed.CONFIRMED
    assert len(printer.jobs) == 1


def test_paper_nearly_out_prints_and_says_so(printer: SimulatedPrinter, driver: EscposPrinter) -> None:
    printer.become(Condition.NEAR_END)
    assert driver.print_bytes(JOB) == PrintOutcome(Printed.CONFIRMED, PrinterState.PAPER_LOW)


def test_paper_that_ends_inside_a_job_leaves_it_open(
    printer: SimulatedPrinter, driver: EscposPrinter, until: Until
) -> None:
    printer.order(paper_out_after=300)
    assert driver.print_bytes(JOB) == PrintOutcome(Printed.UNKNOWN, PrinterState.PAPER_OUT, "P302")
    assert len(printer.jobs[0].read_bytes()) < len(JOB)
    printer.become(Condition.READY)
    until(lambda: printer.jobs[0].read_bytes() == JOB)


def test_what_a_stopped_printer_held_and_the_next_job_are_two_jobs(
    printer: SimulatedPrinter, driver: EscposPrinter
) -> None:
    printer.order(paper_out_after=300)
    driver.print_bytes(JOB)
    printer.become(Condition.READY)
    assert driver.print_bytes(JOB + b"again\n").printed is Printed.CONFIRMED
    assert [file.read_bytes() for file in printer.jobs] == [JOB, JOB + b"again\n"]


def test_a_printer_that_prints_but_never_answers(printer: SimulatedPrinter, impatient: EscposPrinter) -> None:
    printer.become(Condition.SILENT)
    assert impatient.state() is PrinterState.UNKNOWN
    assert impatient.print_bytes(JOB) == PrintOutcome(Printed.UNKNOWN, PrinterState.UNKNOWN, "P305")


def test_a_printer_known_to_be_mute_is_not_waited_for(printer: SimulatedPrinter, until: Until) -> None:
    printer.become(Condition.SILENT)
    driver = printer_address.open_printer(printer.address + "?answers=no")
    assert driver.print_bytes(JOB) == PrintOutcome(Printed.SENT, PrinterState.UNKNOWN)
    until(lambda: printer.jobs and printer.jobs[0].read_bytes() == JOB)


def test_a_clone_that_knows_two_of_four_questions(printer: SimulatedPrinter, impatient: EscposPrinter) -> None:
    printer.order(answers=frozenset({1, 4}))
    assert impatient.state() is PrinterState.READY
    printer.become(Condition.PAPER_OUT)
    assert impatient.state() is PrinterState.PAPER_OUT


def test_unasked_status_bytes_do_not_confuse_the_answers(printer: SimulatedPrinter, driver: EscposPrinter) -> None:
    printer.order(automatic=True)
    assert driver.state() is PrinterState.READY
    assert driver.print_bytes(JOB) == PrintOutcome(Printed.CONFIRMED, PrinterState.READY)
    printer.become(Condition.COVER_OPEN)
    assert driver.state() is PrinterState.COVER_OPEN


def test_a_printer_that_dies_inside_a_job(printer: SimulatedPrinter, driver: EscposPrinter, until: Until) -> None:
    printer.order(dies_after=200)
    assert driver.print_bytes(JOB) == PrintOutcome(Printed.UNKNOWN, PrinterState.UNKNOWN, "P306")
    (file,) = printer.jobs
    assert file.name == "job-0001.broken.bin"
    with pytest.raises(DeviceTrouble, match="P301"):
        driver.print_bytes(JOB)
    printer.become(Condition.READY)
    until(lambda: answers(driver))
    assert driver.print_bytes(JOB).printed is Printed.CONFIRMED
    assert printer.jobs[-1].name == "job-0002.bin"


def answers(driver: EscposPrinter) -> bool:
    try:
        return driver.state() is PrinterState.READY
    except DeviceTrouble:
        return False


def test_a_printer_that_is_not_there(tmp_path: Path) -> None:
    gone = SimulatedPrinter(tmp_path)
    gone.close()
    driver = printer_address.open_printer(gone.address)
    with pytest.raises(DeviceTrouble, match="P301"):
        driver.print_bytes(JOB)
    with pytest.raises(DeviceTrouble, match="P301"):
        driver.state()


def test_a_name_that_leads_nowhere() -> None:
    with pytest.raises(DeviceTrouble, match="P301"):
        printer_address.open_printer("tcp://printer.invalid:9100").print_bytes(JOB)


def test_a_plain_file_takes_job_after_job(tmp_path: Path) -> None:
    driver = printer_address.open_printer(f"file:{tmp_path / 'jobs'}")
    for _ in range(2):
        assert driver.print_bytes(JOB) == PrintOutcome(Printed.SENT, PrinterState.UNKNOWN)
    assert (tmp_path / "jobs").read_bytes() == JOB * 2
    assert driver.state() is PrinterState.UNKNOWN


def test_a_missing_device_is_never_made_into_a_file() -> None:
    with pytest.raises(DeviceTrouble, match="P301"):
        printer_address.open_printer("file:/dev/windowdesk-no-such-printer").print_bytes(JOB)
    assert not Path("/dev/windowdesk-no-such-printer").exists()


def test_a_device_that_takes_no_bytes_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("windowdesk.devices.escpos_line.WRITE_SECONDS", 0.1)
    os.mkfifo(tmp_path / "lp0")
    nobody_reads = os.open(tmp_path / "lp0", os.O_RDONLY | os.O_NONBLOCK)
    driver = printer_address.open_printer(f"file:{tmp_path / 'lp0'}")
    outcome = driver.print_bytes(JOB * 200)
    os.close(nobody_reads)
    assert (outcome.printed, outcome.detail) == (Printed.UNKNOWN, "P306")


@pytest.fixture
def serial_printer() -> Iterator[tuple[str, bytearray, PrinterModel]]:
    """A printer model behind a pseudo-terminal."""
    paper = bytearray()
    model = PrinterModel(paper.extend, lambda whole: None)
    with Terminal(lambda piece: b"\x13\x11" + model.receive(piece)) as line:
        yield line.device, paper, model


def test_a_printer_on_a_serial_line(serial_printer: tuple[str, bytearray, PrinterModel]) -> None:
    path, paper, model = serial_printer
    driver = printer_address.open_printer(f"serial:{path}?baud=19200")
    assert driver.print_bytes(JOB) == PrintOutcome(Printed.CONFIRMED, PrinterState.READY)
    assert bytes(paper) == JOB
    model.condition = Condition.PAPER_OUT
    with pytest.raises(DeviceTrouble, match="P302"):
        driver.print_bytes(JOB)


def test_a_serial_printer_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DeviceTrouble, match="P301"):
        printer_address.open_printer(f"serial:{tmp_path / 'none'}").state()


def test_the_library_leaves_no_handler_no_folder_and_no_variable_behind(tmp_path: Path) -> None:
    script = f"""
import logging, os, tempfile
tempfile.tempdir = {str(tmp_path)!r}
from windowdesk.devices import printer_address
before = dict(os.environ)
printer_address.open_printer("file:{tmp_path}/jobs").print_bytes(b"A")
print(len(logging.getLogger().handlers), sorted(os.listdir({str(tmp_path)!r})), dict(os.environ) == before)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "0 ['jobs'] True\n"
    assert done.stderr == ""


def test_the_log_tells_sizes_and_states_only(driver: EscposPrinter, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    driver.print_bytes(JOB)
    assert f"{len(JOB)} bytes to tcp://127.0.0.1" in caplog.text
    assert "confirmed, ready" in caplog.text
    assert "张桂兰" not in caplog.text


def test_the_printer_as_a_process_of_its_own(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "windowdesk.devices.simulated_printer",
        "--into",
        str(tmp_path),
        "--pictures",
        "576",
    ]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdin
    assert child.stdout
    port = json.loads(child.stdout.readline())["port"]
    driver = printer_address.open_printer(f"tcp://127.0.0.1:{port}")
    assert driver.print_bytes(JOB).printed is Printed.CONFIRMED
    assert json.loads(child.stdout.readline()) == {"job": "job-0001.bin", "bytes": len(JOB), "whole": True}
    assert (tmp_path / "job-0001.png").stat().st_size > 0
    assert (tmp_path / "job-0001.txt").read_text("utf-8").startswith("收件凭证 张桂兰\n")
    for order in ({"state": "paper_out"}, {"dance": 1}, {"state": "tired"}, {"answers": [1, 4], "automatic": False}):
        child.stdin.write(json.dumps(order) + "\n")
    child.stdin.flush()
    assert [next(iter(json.loads(child.stdout.readline()))) for _ in range(4)] == ["done", "error", "error", "done"]
    with pytest.raises(DeviceTrouble, match="P302"):
        driver.print_bytes(JOB)
    child.communicate('{"quit": true}\n', timeout=10)
    assert child.returncode == 0
