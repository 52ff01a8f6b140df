"""kill -9 while paper moves: the journal leaves a question or an answer, and no paper comes out unasked."""

import subprocess
import time

import pytest
from cups_server import MISSING, CupsServer

from windowdesk.devices.printer_model import Condition

from .conftest import confirmed

CUT = b"\x1dV\x42\x00"
pytestmark = pytest.mark.slow


def begins(room, *words):
    return subprocess.Popen(
        room.stage.client_command(*words),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=room.stage.client_environment(),
    )


def until(happened):
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def killed(process):
    assert process.poll() is None, "it ended before it could be killed"
    process.kill()
    process.wait()


@pytest.fixture
def case(room):
    """A case that is saved while the printer is switched off, so that its receipt is still to come."""
    room.printer.become(Condition.OFF)
    number = confirmed(room.prepares("intake", "--draft", room.draft()))
    room.printer.become(Condition.READY)
    return number


def test_killed_between_the_last_byte_and_the_printers_answer(room, case):
    room.printer.become(Condition.SILENT)
    process = begins(room, "receipt", case)
    until(lambda: room.printer.jobs and room.printer.jobs[-1].read_bytes().endswith(CUT))
    killed(process)
    room.printer.become(Condition.READY)
    assert room.on_paper() == {case: 1}
    for again in (("receipt", case), ("receipt", case, "--reprint")):
        room.prepares(*again).is_trouble("P308", 3)
    assert room.on_paper() == {case: 1}
    assert room.prepares("receipt", case, "--came-out", "yes").exit == 0
    room.prepares("receipt", case).is_trouble("P307", 3)
    assert room.on_paper() == {case: 1}


def test_killed_while_the_printer_has_half_of_it(room, case):
    room.printer.order(slow=2000)
    process = begins(room, "receipt", case)
    until(lambda: room.printer.jobs)
    killed(process)
    room.printer.order(slow=0)
    room.prepares("receipt", case).is_trouble("P308", 3)
    assert room.prepares("receipt", case, "--came-out", "no").exit == 0
    assert room.prepares("receipt", case).exit == 0
    last = room.printer.jobs[-1].read_bytes()
    assert last.endswith(CUT)
    assert "补打".encode("gbk") not in last


@pytest.mark.skipif(bool(MISSING), reason=f"CUPS is not installed here: {', '.join(MISSING)}")
def test_killed_while_a_paper_waits_in_the_queue(room, case, monkeypatch):
    with CupsServer() as cups:
        for name, value in cups.environment.items():
            monkeypatch.setenv(name, value)
        room.stage.client_environment = lambda real=room.stage.client_environment: {**real(), **cups.environment}
        cups.becomes("slow")
        process = begins(room, "paper", case, "application", "--print", "office")
        until(lambda: "office-1" in cups.runs("lpstat", "-o"))
        time.sleep(1)  # until the number of the job stands in the journal
        killed(process)
        room.prepares("paper", case, "application", "--print", "office").is_trouble("P315", 3)
        cups.becomes()
        until(lambda: len(cups.jobs) == 1)
        until(lambda: "office-1" not in cups.runs("lpstat", "-o"))
        again = room.prepares("paper", case, "application", "--print", "office", "--pages", "1")
        assert (again.exit, again.json["print"]["copy"], again.json["print"]["state"]) == (0, 1, "finished")
        assert len(cups.jobs) == 2
