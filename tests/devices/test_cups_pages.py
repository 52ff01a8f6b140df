"""A4 through a real cupsd: the pages that come out are the pages that went in."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pypdfium2
import pytest
from cups_server import MISSING, CupsServer
from PIL import Image, ImageChops
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from windowdesk.devices.cups_queue import CupsPages
from windowdesk.devices.ports import JobFate, NotTaken, PageOrder, PrinterState, QueuedJob

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"CUPS is not installed here: {', '.join(MISSING)}"),
]


def three_pages() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, 4):
        canvas.setFont("Helvetica", 60)
        canvas.drawString(100, 700, f"Page {number}")
        canvas.rect(5, 5, A4[0] - 10, A4[1] - 10)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


PAPER = three_pages()


def pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1).to_pil().convert("L") for page in document]


def apart(one: Image.Image, other: Image.Image) -> int:
    assert one.size == other.size
    darkest = ImageChops.difference(one, other).getextrema()[1]
    assert isinstance(darkest, int)
    return darkest


@pytest.fixture(scope="module")
def server() -> Iterator[CupsServer]:
    with CupsServer() as one:
        yield one


@pytest.fixture
def cups(server: CupsServer, monkeypatch: pytest.MonkeyPatch) -> CupsServer:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.becomes()
    server.enable("office")
    for job in server.jobs:
        job.unlink()
    return server


def ended(job: str, seconds: float = 20) -> QueuedJob:
    deadline = time.monotonic() + seconds
    while (seen := CupsPages().look(job)).fate in {JobFate.WAITING, JobFate.PRINTING}:
        assert time.monotonic() < deadline, "the job did not end"
        time.sleep(0.1)
    return seen


def test_only_printers_for_pages_are_offered(cups: CupsServer) -> None:
    assert [(one.name, one.usual) for one in CupsPages().queues()] == [("office", False)]
    cups.runs("/usr/sbin/lpadmin", "-d", "office")
    assert [(one.name, one.usual) for one in CupsPages().queues()] == [("office", True)]


def test_every_page_comes_out_as_it_was_made_on_one_side(cups: CupsServer) -> None:
    job = CupsPages().submit("office", PAPER, PageOrder("一次性告知单 01"))
    assert ended(job).fate is JobFate.DONE
    (came,) = cups.jobs
    for one, other in zip(pictures(PAPER), pictures(came.read_bytes()), strict=True):
        assert apart(one, other) < 64
    assert "sides=one-sided" in came.with_suffix(".options").read_text()
    assert b"DuplexNoTumble" not in came.read_bytes()


def test_a_range_of_pages_is_those_pages(cups: CupsServer) -> None:
    job = CupsPages().submit("office", PAPER, PageOrder("申请表 02", "1,3"))
    assert ended(job).fate is JobFate.DONE
    came = pictures(cups.jobs[0].read_bytes())
    wanted = pictures(PAPER)
    assert [apart(one, other) < 64 for one, other in zip(came, (wanted[0], wanted[2]), strict=True)] == [True, True]


def test_a_job_without_paper_is_told_and_goes_on_with_paper(cups: CupsServer) -> None:
    cups.becomes("paper_out")
    job = CupsPages().submit("office", PAPER, PageOrder("申请表 03"))
    deadline = time.monotonic() + 20
    while (seen := CupsPages().look(job)).state is not PrinterState.PAPER_OUT:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert (seen.fate, seen.begun) == (JobFate.PRINTING, True)
    cups.becomes()
    assert ended(job).fate is JobFate.DONE


def test_a_printer_that_gives_up_stops_its_queue_and_the_job_waits(cups: CupsServer) -> None:
    cups.becomes("stops")
    job = CupsPages().submit("office", PAPER, PageOrder("申请表 04"))
    deadline = time.monotonic() + 20
    # The job and its queue are asked one after the other: the queue may stop in between.
    while (seen := CupsPages().look(job)).state is not PrinterState.OFFLINE or seen.fate is JobFate.PRINTING:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert seen.fate is JobFate.WAITING
    CupsPages().take_back(job)
    assert ended(job).fate is JobFate.GIVEN_UP


def test_a_job_behind_another_that_is_taken_back_never_began(cups: CupsServer) -> None:
    cups.becomes("slow")
    first = CupsPages().submit("office", PAPER, PageOrder("申请表 05"))
    second = CupsPages().submit("office", PAPER, PageOrder("申请表 06"))
    CupsPages().take_back(second)
    seen = ended(second)
    assert (seen.fate, seen.begun) == (JobFate.GIVEN_UP, False)
    cups.becomes()
    assert ended(first).fate is JobFate.DONE


def test_a_restart_of_the_print_system_loses_no_job(cups: CupsServer) -> None:
    cups.becomes("slow")
    job = CupsPages().submit("office", PAPER, PageOrder("申请表 07"))
    cups.stop()
    with pytest.raises(OSError, match=r".+"):
        CupsPages().look(job)
    cups.becomes()
    cups.start_again()
    assert ended(job).fate is JobFate.DONE
    assert len(cups.jobs) == 1


def test_no_such_printer_and_no_print_system_take_nothing(cups: CupsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotTaken):
        CupsPages().submit("nowhere", PAPER, PageOrder("申请表 08"))
    monkeypatch.setenv("CUPS_SERVER", str(cups.folder / "nobody"))
    with pytest.raises(NotTaken):
        CupsPages().submit("office", PAPER, PageOrder("申请表 09"))
    with pytest.raises(NotTaken):
        CupsPages().queues()
