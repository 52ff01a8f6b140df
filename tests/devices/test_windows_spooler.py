"""The Windows spooler. pywin32 is not here: a module of the same names stands at the edge, with a queue behind it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from windowdesk.devices import spooled_printer
from windowdesk.devices.ports import (
    JobFate,
    NotTaken,
    PageOrder,
    Printed,
    PrinterState,
    PrintOutcome,
    QueuedJob,
    ReceiptPrinter,
)
from windowdesk.devices.printer_address import open_printer
from windowdesk.devices.windows_pages import WindowsPages
from windowdesk.errors import DeviceTrouble

JOB = b"\x1b@\x1c&" + "收件凭证\n".encode("gbk") * 200
PAPER_OUT, OFFLINE, DOOR_OPEN = 0x10, 0x80, 0x400000
JOB_PRINTING, JOB_PAPER_OUT = 0x10, 0x40


class Refused(Exception):
    """pywintypes.error: number, function, sentence."""


class Spooler:
    """What ``win32print`` does, for one printer. ``behaves`` says how long a job stays and as what."""

    def __init__(self) -> None:
        self.printed: list[bytes] = []
        self.jobs: dict[int, bytearray] = {}
        self.job_status = [JOB_PRINTING]
        self.stays = False
        self.status = self.attributes = 0
        self.open = 0
        self.running = True
        self.cuts = False

    def OpenPrinter(self, name: str, defaults: Any = None) -> str:
        if not self.running or name != "POS-80":
            raise Refused(1801, "OpenPrinter", "The printer name is invalid.")
        self.open += 1
        return name

    def ClosePrinter(self, handle: str) -> None:
        self.open -= 1

    def GetDefaultPrinter(self) -> str:
        return "POS-80"

    def EnumPrinters(self, flags: int, name: None, level: int) -> list[dict[str, object]]:
        well = {"Status": self.status, "Attributes": self.attributes}
        return [{"pPrinterName": "POS-80", **well}, {"pPrinterName": "激光打印机", "Status": 0x10, "Attributes": 0}]

    def EnumJobs(self, handle: str, first: int, most: int, level: int) -> list[dict[str, object]]:
        return [{"JobId": number, "pDocument": f"文书 {number}"} for number in self.jobs]

    def GetPrinter(self, handle: str, level: int) -> dict[str, int]:
        return {"Status": self.status, "Attributes": self.attributes}

    def StartDocPrinter(self, handle: str, level: int, info: tuple[str, None, str]) -> int:
        assert info[2] == "RAW"
        self.jobs[len(self.jobs) + 1] = bytearray()
        return len(self.jobs)

    def StartPagePrinter(self, handle: str) -> None:
        assert self.open == 1

    def WritePrinter(self, handle: str, data: bytes) -> int:
        if self.cuts:
            raise Refused(1722, "WritePrinter", "The RPC server is unavailable.")
        self.jobs[len(self.jobs)] += data[:1000]
        return min(len(data), 1000)

    def EndPagePrinter(self, handle: str) -> None:
        pass

    def EndDocPrinter(self, handle: str) -> None:
        pass

    def AbortPrinter(self, handle: str) -> None:
        self.jobs[len(self.jobs)].clear()

    def GetJob(self, handle: str, job: int, level: int) -> dict[str, int]:
        if job not in self.jobs or (not self.job_status and not self.stays):
            if data := self.jobs.pop(job, None):
                self.printed.append(bytes(data))
            raise Refused(87, "GetJob", "The parameter is incorrect.")
        return {"Status": self.job_status[0] if self.stays else self.job_status.pop(0)}

    def SetJob(self, handle: str, job: int, level: int, info: None, command: int) -> None:
        assert command == 3
        del self.jobs[job]


@pytest.fixture
def spooler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spooler]:
    one = Spooler()
    win32print, pywintypes = ModuleType("win32print"), ModuleType("pywintypes")
    for name in dir(one):
        if name[0].isupper():
            setattr(win32print, name, getattr(one, name))
    pywintypes.error = Refused  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "win32print", win32print)
    monkeypatch.setitem(sys.modules, "pywintypes", pywintypes)
    monkeypatch.setattr(spooled_printer, "THROUGH_SECONDS", 0.1)
    monkeypatch.setattr(spooled_printer, "LOOK_SECONDS", 0.01)
    yield one
    assert one.open == 0, "a handle was left open"


@pytest.fixture
def printer() -> ReceiptPrinter:
    return open_printer("spooler:POS-80?model=generic-58")


def test_a_receipt_goes_through_the_queue_as_it_is(spooler: Spooler) -> None:
    assert open_printer("spooler:POS-80").print_bytes(JOB) == PrintOutcome(Printed.SENT, PrinterState.UNKNOWN)
    assert spooler.printed == [JOB]


def test_a_queue_that_is_not_there_printed_nothing(spooler: Spooler) -> None:
    with pytest.raises(DeviceTrouble, match="P301"):
        open_printer("spooler:OTHER").print_bytes(JOB)


@pytest.mark.parametrize(("status", "code"), [(PAPER_OUT, "P302"), (DOOR_OPEN, "P303"), (OFFLINE, "P301"), (2, "P304")])
def test_trouble_that_windows_knows_stops_the_job_before_it(
    spooler: Spooler, printer: ReceiptPrinter, status: int, code: str
) -> None:
    spooler.status = status
    with pytest.raises(DeviceTrouble, match=code):
        printer.print_bytes(JOB)
    assert spooler.jobs == {}


def test_a_printer_used_offline_takes_no_job(spooler: Spooler, printer: ReceiptPrinter) -> None:
    spooler.attributes = 0x400
    assert printer.state() is PrinterState.OFFLINE


def test_a_job_that_does_not_begin_is_taken_back_so_that_it_never_comes_out_later(
    spooler: Spooler, printer: ReceiptPrinter
) -> None:
    spooler.stays, spooler.job_status = True, [0]
    with pytest.raises(DeviceTrouble, match="P314"):
        printer.print_bytes(JOB)
    assert spooler.jobs == {}


def test_a_job_that_stops_on_its_way_is_taken_back_and_asked_about(spooler: Spooler, printer: ReceiptPrinter) -> None:
    spooler.stays, spooler.job_status = True, [JOB_PRINTING | JOB_PAPER_OUT]
    outcome = printer.print_bytes(JOB)
    assert (outcome.printed, outcome.detail) == (Printed.UNKNOWN, "P302")
    assert spooler.jobs == {}


def test_a_spooler_that_breaks_while_it_takes_the_job_prints_nothing(spooler: Spooler, printer: ReceiptPrinter) -> None:
    spooler.cuts = True
    with pytest.raises(DeviceTrouble, match="P301"):
        printer.print_bytes(JOB)
    assert not any(spooler.jobs.values())


def test_a_spooler_that_goes_away_afterwards_leaves_a_question(spooler: Spooler, printer: ReceiptPrinter) -> None:
    real = spooler.EndDocPrinter
    sys.modules["win32print"].EndDocPrinter = lambda handle: (real(handle), setattr(spooler, "running", False))  # type: ignore[attr-defined]
    outcome = printer.print_bytes(JOB)
    assert (outcome.printed, outcome.detail) == (Printed.UNKNOWN, "P313")


def test_without_pywin32_the_address_is_told_as_a_printer_that_is_not_there() -> None:
    with pytest.raises(DeviceTrouble, match="P301"):
        open_printer("spooler:POS-80").state()


def test_painted_papers_are_found_by_their_title_and_followed(spooler: Spooler) -> None:
    def paint(queue: str, title: str, pdf: bytes, pages: str) -> None:
        spooler.jobs[7] = bytearray(pdf)

    pages = WindowsPages(paint)
    assert [(one.name, one.usual) for one in pages.queues()] == [("POS-80", True), ("激光打印机", False)]
    job = pages.submit("POS-80", b"%PDF", PageOrder("文书 7"))
    assert job == "7@POS-80"
    assert pages.look(job).fate is JobFate.PRINTING
    assert pages.look(job).fate is JobFate.DONE


def test_a_painted_paper_that_left_the_queue_at_once_is_done(spooler: Spooler) -> None:
    pages = WindowsPages(lambda *_: None)
    assert pages.look(pages.submit("POS-80", b"%PDF", PageOrder("文书 8"))).fate is JobFate.DONE


def test_a_painted_paper_that_is_taken_back_before_it_begins_printed_nothing(spooler: Spooler) -> None:
    spooler.stays, spooler.job_status = True, [0]

    def paint(queue: str, title: str, pdf: bytes, pages: str) -> None:
        spooler.jobs[7] = bytearray(pdf)

    pages = WindowsPages(paint)
    job = pages.submit("POS-80", b"%PDF", PageOrder("文书 7"))
    pages.take_back(job)
    assert pages.look(job) == QueuedJob(JobFate.GIVEN_UP, begun=False, state=PrinterState.UNKNOWN)


def test_a_printer_that_qt_cannot_open_took_nothing(spooler: Spooler) -> None:
    def paint(queue: str, title: str, pdf: bytes, pages: str) -> None:
        raise OSError("the printer cannot be opened")

    with pytest.raises(NotTaken):
        WindowsPages(paint).submit("POS-80", b"%PDF", PageOrder("文书 9"))
