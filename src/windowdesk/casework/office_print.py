"""A4 papers through the print system of this PC: written down, handed over, followed to the end.

The system takes a job long before paper moves, and may keep it for days. So the journal says *begun*
until the system says what became of the job, also over a restart of the program; a job that gets
nowhere is taken back, so that it never comes out after the clerk has printed the paper again.

`begin`, `handed_over` and `over` belong on the desk's thread, `send`, `look` and `take_back` on the
printers'.
"""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from windowdesk.casework.desk import Desk, Done
from windowdesk.casework.papers import Paper
from windowdesk.casework.print_job import PrintJob, job_of
from windowdesk.clock import new_id
from windowdesk.errors import (
    COVER_OPEN,
    OFFICE_PRINTER_ABSENT,
    PAPER_OUT,
    PAPER_USED,
    PRINT_HELD,
    PRINT_QUEUED,
    PRINT_UNANSWERED,
    PRINT_UNDER_WAY,
    DeviceTrouble,
    InputRefused,
)
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.devices.ports import PagePrinter, QueuedJob, QueueName
    from windowdesk.storage.prints import PrintEntry

STUCK_SECONDS = 600
"""A job that is not over by then is taken back."""
TAKE_BACK_SECONDS = 5.0
LOOK_SECONDS = 0.3
FILE = "文件"
"""Stands for the printer of a paper that is kept as a file."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A paper in the system's print queue."""

    entry: str
    """Id in the print journal."""
    job: str
    """What the system knows it by."""
    title: str
    queue: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How a paper in the queue stands, for the screen."""

    over: bool
    state: str
    """State of a badge: ``info`` or ``note``."""
    words: str
    seen: QueuedJob


def queues(printer: PagePrinter) -> tuple[QueueName, ...]:
    """The printers to choose from; slow.

    Raises:
        DeviceTrouble: P317, there is no print system.
    """
    from windowdesk.devices.ports import NotTaken

    try:
        return printer.queues()
    except NotTaken as absent:
        raise DeviceTrouble(OFFICE_PRINTER_ABSENT, printer="没有") from absent


def keep(desk: Desk, paper: Paper) -> Done[PrintJob]:
    """The paper is kept as a file: counts like a print.

    Raises:
        InputRefused: P316, it has been printed or kept already.
    """
    entry = _write(desk, paper, FILE, "saved")
    return desk.done(job_of(entry), Kind.PRINTS)


def begin(desk: Desk, paper: Paper, queue: str) -> str:
    """Write the print down before the system is asked; returns the id in the journal.

    Raises:
        InputRefused: P316, it has been printed or kept already; P315, P308: what became of the last one is not known.
    """
    entry = _write(desk, paper, queue, "begun")
    desk.printing.add(entry.id)
    desk.done(None, Kind.PRINTS)
    return entry.id


def send(printer: PagePrinter, entry: str, paper: Paper, queue: str, pages: str = "") -> Ticket | DeviceTrouble | None:
    """Hand it over; slow, and touches no store. None: nobody can say whether the system took it."""
    return hand_over(printer, entry, paper.title, paper.pdf, queue, pages)


def hand_over(
    printer: PagePrinter, entry: str, title: str, pdf: bytes, queue: str, pages: str = ""
) -> Ticket | DeviceTrouble | None:
    """The same for a document that need not be a paper of the counter; ``entry`` is an id that no other job has."""
    from windowdesk.devices.ports import MaybeTaken, NotTaken, PageOrder

    try:
        job = printer.submit(queue, pdf, PageOrder(f"{title} {entry[-6:]}", pages))
    except NotTaken:
        return DeviceTrouble(OFFICE_PRINTER_ABSENT, printer=queue)
    except MaybeTaken:
        return None
    return Ticket(entry, job, title, queue)


def handed_over(desk: Desk, entry: str, sent: Ticket | DeviceTrouble | None) -> Done[PrintJob]:
    """Write down what the system said.

    Raises:
        DeviceTrouble: P317, it did not take the paper; the journal says so.
    """
    if isinstance(sent, Ticket):
        return _settled(desk, entry, "begun", job=sent.job)
    desk.printing.discard(entry)
    if sent is None:
        return _settled(desk, entry, "doubtful", PRINT_QUEUED.code)
    _settled(desk, entry, "failed", sent.code)
    raise sent


def look(printer: PagePrinter, ticket: Ticket) -> Progress:
    """Ask the system; slow. Raises OSError when it does not answer."""
    from windowdesk.devices.ports import JobFate, PrinterState

    seen = printer.look(ticket.job)
    troubles = {
        PrinterState.PAPER_OUT: "打印机没有纸了，请加纸。",
        PrinterState.COVER_OPEN: "打印机盖子没有合上。",
        PrinterState.ERROR: "打印机报告故障，请看打印机。",
        PrinterState.OFFLINE: "打印机没有连上，请检查电源和连线。",
    }
    over = seen.fate in {JobFate.DONE, JobFate.GIVEN_UP}
    trouble = "" if over else troubles.get(seen.state, "")
    words = "正在打印…" if seen.fate is JobFate.PRINTING else "正在排队…"
    return Progress(over, "note" if trouble else "info", trouble or words, seen)


def take_back(printer: PagePrinter, ticket: Ticket) -> None:
    """Take it out of the queue; what became of it is asked with `look`. Raises OSError."""
    printer.take_back(ticket.job)


def over(desk: Desk, ticket: Ticket, seen: QueuedJob) -> Done[PrintJob]:
    """Write down how it ended."""
    from windowdesk.devices.ports import JobFate, PrinterState

    desk.printing.discard(ticket.entry)
    if seen.fate is JobFate.DONE:
        return _settled(desk, ticket.entry, "finished")
    if not seen.begun:
        return _settled(desk, ticket.entry, "failed", PRINT_HELD.code)
    reasons = {PrinterState.PAPER_OUT: PAPER_OUT.code, PrinterState.COVER_OPEN: COVER_OPEN.code}
    return _settled(desk, ticket.entry, "doubtful", reasons.get(seen.state, PRINT_QUEUED.code))


def print_now(desk: Desk, printer: PagePrinter, paper: Paper, queue: str, pages: str, seconds: float) -> Done[PrintJob]:
    """All of it in one go, for a command: print, wait, take back what is not over after ``seconds``.

    Raises:
        InputRefused: P316.
        DeviceTrouble: P317; certainly nothing was printed.
    """
    entry = begin(desk, paper, queue)
    ticket = send(printer, entry, paper, queue, pages)
    done = handed_over(desk, entry, ticket)
    if not isinstance(ticket, Ticket):
        return done
    try:
        seen = follow(printer, ticket, seconds)
    except OSError:
        # The print system has gone: a person must look.
        desk.printing.discard(entry)
        return _settled(desk, entry, "doubtful", PRINT_QUEUED.code)
    return over(desk, ticket, seen)


def follow(printer: PagePrinter, ticket: Ticket, seconds: float, cancelled: threading.Event | None = None) -> QueuedJob:
    """Wait till the job is over; after ``seconds``, or when ``cancelled``, it is taken back. Slow, touches no store.

    Raises:
        OSError: the print system does not answer any more.
    """
    deadline, taken_back = time.monotonic() + seconds, False
    while not (progress := look(printer, ticket)).over:
        given_up = not taken_back and cancelled is not None and cancelled.is_set()
        if given_up or time.monotonic() > deadline:
            if taken_back:
                break
            take_back(printer, ticket)
            taken_back, deadline = True, time.monotonic() + TAKE_BACK_SECONDS
        time.sleep(LOOK_SECONDS)
    return progress.seen


def unfinished(desk: Desk) -> tuple[Ticket, ...]:
    """Papers that were in the queue when the program ended; from now on they are followed again."""
    from windowdesk.casework import papers

    with desk.store.reading() as view:
        entries = [entry for entry in view.prints.open() if entry.state == "begun" and entry.job]
    desk.printing.update(entry.id for entry in entries)
    return tuple(Ticket(entry.id, entry.job, papers.title_of(entry.document), entry.printer) for entry in entries)


def catch_up(desk: Desk, printer: PagePrinter) -> None:
    """For a command: what was in the queue when the program last ended and is over by now is written down.

    Raises:
        DeviceTrouble: P317, the print system does not answer.
    """
    for ticket in unfinished(desk):
        try:
            progress = look(printer, ticket)
        except OSError as silent:
            raise DeviceTrouble(OFFICE_PRINTER_ABSENT, printer=ticket.queue) from silent
        if progress.over:
            over(desk, ticket, progress.seen)


def _write(desk: Desk, paper: Paper, printer: str, state: str) -> PrintEntry:
    from windowdesk.storage.prints import PrintEntry

    now = desk.clock.now()
    digest = hashlib.sha256(paper.pdf).hexdigest()
    with desk.store.unit(desk.actor) as unit:
        own = [job_of(one) for one in unit.prints.of_case(paper.subject) if one.document == paper.kind]
        if any(job.id in desk.printing for job in own):
            raise InputRefused(PRINT_UNDER_WAY)
        if any(job.waits_for_person for job in own):
            raise InputRefused(PRINT_UNANSWERED)
        if unit.prints.next_copy(paper.subject, paper.kind) != paper.copy:
            raise InputRefused(PAPER_USED)
        entry = PrintEntry(
            new_id(now), paper.subject, paper.kind, paper.number, paper.copy, now, printer, state, digest, sheet=True
        )
        unit.prints.put(entry)
        unit.audit.write("print", paper.number or paper.subject, {"document": paper.kind, "copy": paper.copy})
    return entry


def _settled(desk: Desk, entry: str, state: str, code: str = "", *, job: str = "") -> Done[PrintJob]:
    with desk.store.unit(desk.actor) as unit:
        before = unit.prints.get(entry)
        after = replace(before, state=state, code=code, job=job or before.job)
        unit.prints.put(after)
    return desk.done(job_of(after), Kind.PRINTS)
