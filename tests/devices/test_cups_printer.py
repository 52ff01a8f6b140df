"""Receipts through a raw queue of a real cupsd of our own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from cups_server import MISSING, CupsServer

from windowdesk.devices import cups_queue, ipp, spooled_printer
from windowdesk.devices.ports import JobFate, Printed, PrinterState, PrintOutcome, ReceiptPrinter
from windowdesk.devices.printer_address import open_printer
from windowdesk.errors import DeviceTrouble

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"CUPS is not installed here: {', '.join(MISSING)}"),
]
JOB = b"\x1b@\x1c&" + "收件凭证\n".encode("gbk") * 200 + bytes(range(256))
Until = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="module")
def server() -> Iterator[CupsServer]:
    with CupsServer() as one:
        yield one


@pytest.fixture
def cups(server: CupsServer, monkeypatch: pytest.MonkeyPatch) -> CupsServer:
    """The server, well again, with nothing on paper."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(spooled_printer, "THROUGH_SECONDS", 1.0)
    server.becomes()
    server.enable("receipt")
    for job in server.jobs:
        job.unlink()
    return server


@pytest.fixture
def printer(cups: CupsServer) -> ReceiptPrinter:
    return open_printer("cups:receipt?model=generic-58")


def test_bytes_arrive_unchanged_and_the_job_is_followed_to_its_end(cups: CupsServer, printer: ReceiptPrinter) -> None:
    assert printer.print_bytes(JOB) == PrintOutcome(Printed.SENT, PrinterState.UNKNOWN)
    assert [job.read_bytes() for job in cups.jobs] == [JOB]


def test_a_queue_that_is_not_there_printed_nothing(cups: CupsServer) -> None:
    with pytest.raises(DeviceTrouble, match="P301"):
        open_printer("cups:other").print_bytes(JOB)


def test_no_print_system_printed_nothing(cups: CupsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(cups.folder / "nobody"))
    with pytest.raises(DeviceTrouble, match="P301"):
        open_printer("cups:receipt").print_bytes(JOB)


def test_a_receipt_that_waits_too_long_is_taken_back_and_asked_about(
    cups: CupsServer, printer: ReceiptPrinter, until: Until
) -> None:
    cups.becomes("slow")
    outcome = printer.print_bytes(JOB)
    assert (outcome.printed, outcome.detail) == (Printed.UNKNOWN, "P313")
    cups.becomes()
    assert printer.print_bytes(b"next\n").printed is Printed.SENT
    assert [job.read_bytes() for job in cups.jobs] == [b"next\n"]


def test_a_receipt_behind_a_stuck_one_never_began_and_printed_nothing(
    cups: CupsServer, printer: ReceiptPrinter
) -> None:
    cups.becomes("slow")
    stuck = cups_queue.CupsQueue("receipt").submit(b"stuck\n", "stuck")
    with pytest.raises(DeviceTrouble, match="P314"):
        printer.print_bytes(JOB)
    cups.becomes()
    cups_queue.take_back(str(stuck))
    assert JOB not in [job.read_bytes() for job in cups.jobs]


def test_paper_out_that_the_system_knows_is_told_by_name(cups: CupsServer, printer: ReceiptPrinter) -> None:
    cups.becomes("paper_out")
    outcome = printer.print_bytes(JOB)
    assert (outcome.printed, outcome.state, outcome.detail) == (Printed.UNKNOWN, PrinterState.PAPER_OUT, "P302")
    cups.becomes()
    assert printer.print_bytes(b"after\n").printed is Printed.SENT, "the trouble of a job taken back is over"


def test_a_queue_that_stopped_takes_no_more_jobs(cups: CupsServer, printer: ReceiptPrinter) -> None:
    cups.becomes("stops")
    assert printer.print_bytes(JOB).printed is Printed.UNKNOWN
    assert printer.state() is PrinterState.OFFLINE
    with pytest.raises(DeviceTrouble, match="P301"):
        printer.print_bytes(JOB)
    assert cups.jobs == []


def test_somebody_else_takes_the_job_out_of_the_queue(cups: CupsServer, printer: ReceiptPrinter) -> None:
    cups.becomes("slow")
    queue = cups_queue.CupsQueue("receipt")
    job = queue.submit(JOB, "x")
    while queue.look(job).fate is not JobFate.PRINTING:
        time.sleep(0.05)
    queue.take_back(job)
    assert queue.look(job).begun
    assert queue.look(job).fate is JobFate.GIVEN_UP


def test_the_print_system_dies_while_a_receipt_is_followed(cups: CupsServer, printer: ReceiptPrinter) -> None:
    cups.becomes("slow")
    threading.Timer(0.5, cups.stop).start()
    outcome = printer.print_bytes(JOB)
    assert (outcome.printed, outcome.detail) == (Printed.UNKNOWN, "P313")
    cups.becomes()
    cups.start_again()
    cups.enable("receipt")


def test_answers_that_are_cut_off_or_senseless_are_troubles_of_the_line() -> None:
    whole = b"\x02\x00\x00\x00\x00\x00\x00\x01\x02\x23\x00\x09job-state\x00\x04\x00\x00\x00\x09\x03"
    assert ipp.answer(whole).groups == ({"job-state": [9]},)
    for size in range(len(whole)):
        with pytest.raises(ipp.BadAnswer):
            ipp.answer(whole[:size])
