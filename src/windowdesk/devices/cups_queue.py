"""Queues of CUPS: jobs go in by the ``lp`` program, and are followed by asking the server.

``lp`` knows the site's server and how to sign in to it, and needs no library to be compiled (pycups,
which python-escpos wants, does). It ends with 0 once the job is queued, which says nothing about paper:
so each job is followed by its number.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence

from windowdesk.devices import ipp
from windowdesk.devices.ports import (
    JobFate,
    MaybeTaken,
    NotTaken,
    PageOrder,
    PrinterState,
    QueuedJob,
    QueueName,
)

PROGRAM_SECONDS = 10.0
_NUMBER = re.compile(rb"request id is \S+-(\d+) ")
_JOB_FATES = {
    3: JobFate.WAITING, 4: JobFate.WAITING, 5: JobFate.PRINTING, 6: JobFate.WAITING,
    7: JobFate.GIVEN_UP, 8: JobFate.GIVEN_UP, 9: JobFate.DONE,
}  # fmt: skip
"""By ``job-state`` (RFC 8011, 5.3.7)."""
_NAMED = ("printer-name", "printer-info", "printer-make-and-model", "printer-state", "printer-state-reasons")
_IDLE, _STOPPED = 3, 5
"""``printer-state``: nothing to do; nobody works on the queue."""
_REASONS = (
    ("media-empty", PrinterState.PAPER_OUT),
    ("media-needed", PrinterState.PAPER_OUT),
    ("cover-open", PrinterState.COVER_OPEN),
    ("door-open", PrinterState.COVER_OPEN),
    ("media-jam", PrinterState.ERROR),
    ("offline", PrinterState.OFFLINE),
    ("connecting-to-device", PrinterState.OFFLINE),
    ("paused", PrinterState.OFFLINE),
    ("media-low", PrinterState.PAPER_LOW),
)
"""First words of ``printer-state-reasons`` (RFC 8011, 5.4.12), worst first."""


class CupsQueue:
    """`ports.PrintQueue` for receipts: bytes pass through CUPS unchanged (``-o raw``)."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        """As ``lpstat -v`` shows it."""
        return self._name

    def state(self) -> PrinterState:
        """What CUPS knows of the printer."""
        try:
            said = ipp.ask(
                server(),
                ipp.GET_PRINTER,
                ("printer-state", "printer-state-reasons"),
                {"printer-uri": f"ipp://localhost/printers/{self._name}"},
            )
        except OSError as silent:
            raise NotTaken from silent
        if not said.good or not said.groups:
            raise NotTaken
        return _printer_state(said.groups[0])

    def submit(self, data: bytes, title: str) -> int:
        """Queue the bytes."""
        return int(submit(self._name, data, ("-o", "raw", "-t", title)))

    def look(self, job: int) -> QueuedJob:
        """How the job stands."""
        return look(str(job))

    def take_back(self, job: int) -> None:
        """Cancel it."""
        take_back(str(job))


class CupsPages:
    """`ports.PagePrinter`: our PDF goes to CUPS as it is."""

    def queues(self) -> tuple[QueueName, ...]:
        """All queues that take pages; raw ones are for receipts."""
        return _queues(raw=False)

    def submit(self, queue: str, pdf: bytes, order: PageOrder) -> str:
        """Queue the document: no scaling, one side."""
        options = ["-t", order.title, "-o", "media=A4", "-o", "print-scaling=none", "-o", "sides=one-sided"]
        if order.pages:
            options += ["-o", f"page-ranges={order.pages}"]
        return submit(queue, pdf, options)

    def look(self, job: str) -> QueuedJob:
        """How the job stands."""
        return look(job)

    def take_back(self, job: str) -> None:
        """Cancel it."""
        take_back(job)


def raw_queues() -> tuple[QueueName, ...]:
    """All queues that pass bytes on as they are: receipt printers. Raises NotTaken when there is no print system."""
    return _queues(raw=True)


def _queues(*, raw: bool) -> tuple[QueueName, ...]:
    try:
        where = server()
        said = ipp.ask(where, ipp.CUPS_GET_PRINTERS, _NAMED)
    except OSError as silent:
        raise NotTaken from silent
    usual = _usual()
    found = []
    for one in said.groups:
        name = str(one.get("printer-name", [""])[0])
        if name and ("Raw" in str(one.get("printer-make-and-model", [""])[0])) is raw:
            title = str(one.get("printer-info", [""])[0]) or name
            found.append(QueueName(name, title, name == usual, _printer_state(one)))
    return tuple(found)


def submit(queue: str, data: bytes, options: Sequence[str]) -> str:
    """Run ``lp``; returns the number of the job. Raises NotTaken, MaybeTaken."""
    try:
        done = _run(("lp", "-d", queue, *options), data)
    except FileNotFoundError as absent:
        raise NotTaken from absent
    except subprocess.TimeoutExpired as slow:
        raise MaybeTaken from slow
    number = _NUMBER.search(done.stdout)
    if number is not None:
        return number[1].decode()
    raise NotTaken if done.returncode else MaybeTaken


def look(job: str) -> QueuedJob:
    """Ask the server for a job. One it has forgotten counts as done: only jobs that are over are forgotten."""
    wanted = ("job-state", "time-at-processing", "job-printer-uri")
    said = ipp.ask(server(), ipp.GET_JOB, wanted, {"job-uri": f"ipp://localhost/jobs/{int(job)}"})
    if said.status == ipp.NOT_FOUND:
        return QueuedJob(JobFate.DONE, begun=True, state=PrinterState.UNKNOWN)
    if not said.good or not said.groups:
        raise ipp.BadAnswer(f"the print server answers {said.status:04x}")
    one = said.groups[0]
    number = one.get("job-state", [3])[0]
    fate = _JOB_FATES.get(number if isinstance(number, int) else 3, JobFate.WAITING)
    begun = bool(one.get("time-at-processing"))
    return QueuedJob(fate, begun, _state_of_queue(str(one.get("job-printer-uri", [""])[0])))


def take_back(job: str) -> None:
    """Run ``cancel``. Raises OSError."""
    try:
        _run(("cancel", job))
    except subprocess.TimeoutExpired as slow:
        raise TimeoutError("cancel did not end") from slow


def server() -> str:
    """Which server the programs talk to: a socket's path or ``host:port``. Raises OSError."""
    try:
        return _run(("lpstat", "-H")).stdout.decode("utf-8", "replace").strip()
    except subprocess.TimeoutExpired as slow:
        raise TimeoutError("lpstat did not end") from slow


def _state_of_queue(uri: str) -> PrinterState:
    if not uri:
        return PrinterState.UNKNOWN
    said = ipp.ask(server(), ipp.GET_PRINTER, ("printer-state", "printer-state-reasons"), {"printer-uri": uri})
    return _printer_state(said.groups[0]) if said.good and said.groups else PrinterState.UNKNOWN


def _printer_state(one: ipp.Group) -> PrinterState:
    """The worst that is said. A queue that is well is *unknown*: CUPS cannot see most receipt printers.

    What an idle queue says is left over from a job that was taken back, and would refuse receipts for ever.
    """
    if _IDLE in one.get("printer-state", []):
        return PrinterState.UNKNOWN
    reasons = [str(reason) for reason in one.get("printer-state-reasons", [])]
    for word, state in _REASONS:
        if any(reason.startswith(word) for reason in reasons):
            return state
    return PrinterState.OFFLINE if _STOPPED in one.get("printer-state", []) else PrinterState.UNKNOWN


def _usual() -> str:
    """``system default destination: office``; empty when there is none."""
    try:
        said = _run(("lpstat", "-d")).stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        return ""
    return said.partition(": ")[2].strip()


def _run(command: Sequence[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A program of CUPS with a finite time, in the language that its answers are read in."""
    program = shutil.which(command[0])
    if program is None:
        raise FileNotFoundError(f"{command[0]} is not installed")
    environment = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(  # noqa: S603 - program and options are ours, names come from the settings
        (program, *command[1:]), input=data, capture_output=True, timeout=PROGRAM_SECONDS, env=environment, check=False
    )
