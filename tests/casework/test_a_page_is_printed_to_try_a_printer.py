"""A4 printers are tried the way papers are printed: handed over, followed, taken back; never in the journal."""

import threading
from dataclasses import replace

import pytest

from windowdesk.casework import device_tests, office_print
from windowdesk.devices.ports import JobFate, MaybeTaken, NotTaken, PrinterState, QueuedJob, QueueName
from windowdesk.errors import DeviceTrouble

DONE = QueuedJob(JobFate.DONE, begun=True, state=PrinterState.UNKNOWN)


class Printers:
    """At the edge of the world: two printers, and a job that is what it is told to be."""

    def __init__(self):
        self.names = (QueueName("laser", "激光", usual=False), QueueName("office", "办公室", usual=True))
        self.seen = DONE
        self.trouble = None
        self.taken = []
        self.taken_back = []

    def queues(self):
        return self.names

    def submit(self, queue, pdf, order):
        if self.trouble:
            raise self.trouble
        self.taken.append((queue, pdf, order.title))
        return "7"

    def look(self, job):
        if isinstance(self.seen, Exception):
            raise self.seen
        return self.seen

    def take_back(self, job):
        self.taken_back.append(job)
        self.seen = replace(self.seen, fate=JobFate.GIVEN_UP)


@pytest.fixture
def printers():
    return Printers()


def tried(printers, queue="", cancelled=None):
    return device_tests.print_a_page(printers, b"%PDF", "0123456789ab", queue, cancelled)


def test_the_usual_printer_is_tried_unless_another_is_named(printers):
    assert "“office”" in tried(printers).words
    assert "“laser”" in tried(printers, "laser").words
    assert printers.taken == [("office", b"%PDF", "测试页 6789ab"), ("laser", b"%PDF", "测试页 6789ab")]


def test_what_the_system_reports_as_printed_is_for_a_person_to_look_at(printers):
    assert not tried(printers).sure


def test_without_a_printer_and_when_it_is_not_taken_the_trouble_is_told(printers):
    printers.trouble = NotTaken()
    with pytest.raises(DeviceTrouble, match="P317"):
        tried(printers)
    printers.names = ()
    with pytest.raises(DeviceTrouble, match="P317"):
        tried(printers)


@pytest.mark.parametrize(
    ("trouble", "seen"),
    [
        (MaybeTaken(), DONE),
        (None, OSError("gone")),
        (None, QueuedJob(JobFate.GIVEN_UP, begun=True, state=PrinterState.PAPER_OUT)),
    ],
)
def test_where_nobody_can_say_a_person_looks_at_the_paper(printers, trouble, seen):
    printers.trouble, printers.seen = trouble, seen
    ended = tried(printers)
    assert (ended.sure, "看一眼纸" in ended.words) == (False, True)


def test_a_job_that_gets_nowhere_is_taken_back_and_told(printers, monkeypatch):
    monkeypatch.setattr(device_tests, "PAGE_SECONDS", 0.0)
    printers.seen = QueuedJob(JobFate.WAITING, begun=False, state=PrinterState.OFFLINE)
    with pytest.raises(DeviceTrouble, match="P314"):
        tried(printers)
    assert printers.taken_back == ["7"]


def test_one_who_goes_away_takes_the_page_back(printers, monkeypatch):
    monkeypatch.setattr(office_print, "LOOK_SECONDS", 0.01)
    printers.seen = QueuedJob(JobFate.WAITING, begun=False, state=PrinterState.UNKNOWN)
    gone = threading.Event()
    gone.set()
    with pytest.raises(DeviceTrouble, match="P314"):
        tried(printers, cancelled=gone)
    assert printers.taken_back == ["7"]
