"""The receipt (收件凭证) on paper: print once, reprint marked and counted, verify the code.

The print journal says what became of each job; nobody prints twice without being asked. A job
is written down before the first byte goes out, so that a crash leaves a question, not a guess.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from windowdesk.casework import receipt_value, records
from windowdesk.casework.desk import Desk, Done
from windowdesk.casework.print_job import PrintJob, PrintState, job_of
from windowdesk.clock import new_id
from windowdesk.domain.case import Case
from windowdesk.domain.receipt import Receipt
from windowdesk.errors import (
    COVER_OPEN,
    PAPER_NEAR_END,
    PAPER_OUT,
    PRINT_QUEUED,
    PRINT_UNANSWERED,
    PRINT_UNDER_WAY,
    PRINT_UNKNOWN,
    PRINTED_ALREADY,
    PRINTER_LOST,
    PRINTER_SILENT,
    DeviceTrouble,
    InputRefused,
)
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.devices.ports import PrintOutcome, ReceiptPrinter
    from windowdesk.storage.prints import PrintEntry
    from windowdesk.storage.unit import Unit

RECEIPT = "receipt"
"""Name of the receipt in the print journal."""
_WHY_UNCLEAR = frozenset(message.code for message in (PAPER_OUT, COVER_OPEN, PRINTER_LOST, PRINT_QUEUED))
"""What a printer may report in the middle of a job; the journal keeps codes only, so none that needs facts."""

__all__ = ["PrintJob", "PrintState"]


@dataclass(frozen=True, slots=True)
class Begun:
    """A receipt that stands in the journal and has not gone out yet."""

    entry: str
    """Id in the print journal."""
    job: bytes


def receipt_of(desk: Desk, case_id: str, *, copy: int = 0) -> Receipt:
    """The receipt as it stands now: with the official number once there is one."""
    with desk.store.reading() as view:
        return receipt_value.of_case(desk, view, records.case_of(view, case_id), copy=copy)


def print_receipt(desk: Desk, case_id: str, printer: ReceiptPrinter) -> Done[PrintJob]:
    """Print the receipt for the first time (or again after a job that certainly did not come out).

    Raises:
        InputRefused: PRINTED_ALREADY (ask for a reprint), PRINT_UNANSWERED (look at the paper first).
        DeviceTrouble: certainly nothing was printed; the journal says so.
    """
    begun = begin(desk, case_id, printer)
    return end(desk, begun, sent(begun, printer))


def reprint(desk: Desk, case_id: str, printer: ReceiptPrinter) -> Done[PrintJob]:
    """Print once more on request, marked 补打 with its count.

    Raises:
        InputRefused: PRINT_UNANSWERED.
        DeviceTrouble: certainly nothing was printed; the journal says so.
    """
    begun = begin(desk, case_id, printer, again=True)
    return end(desk, begun, sent(begun, printer))


def begin(desk: Desk, case_id: str, printer: ReceiptPrinter, *, again: bool = False) -> Begun:
    """Write the print down before the first byte goes out. Then `sent`, on the printer's thread, then `end`.

    Raises:
        InputRefused: PRINTED_ALREADY, PRINT_UNANSWERED, PRINT_UNDER_WAY.
    """
    from windowdesk.documents import receipt_bytes

    with desk.store.unit(desk.actor) as unit:
        case = records.case_of(unit, case_id)
        copy = _next_copy(desk, unit, case, again=again)
        job = receipt_bytes.render(receipt_value.of_case(desk, unit, case, copy=copy), printer.profile)
        entry = _begin(desk, unit, case, copy, printer.address, hashlib.sha256(job).hexdigest())
    desk.printing.add(entry.id)
    return Begun(entry.id, job)


def sent(begun: Begun, printer: ReceiptPrinter) -> PrintOutcome | DeviceTrouble:
    """Send it; slow, and off the desk's thread. A trouble means that certainly nothing was printed."""
    try:
        return printer.print_bytes(begun.job)
    except DeviceTrouble as trouble:
        return trouble


def end(desk: Desk, begun: Begun, outcome: PrintOutcome | DeviceTrouble | None) -> Done[PrintJob]:
    """Write down what became of it; None: nobody knows.

    Raises:
        DeviceTrouble: certainly nothing was printed; the journal says so.
    """
    desk.printing.discard(begun.entry)
    if isinstance(outcome, DeviceTrouble):
        _settle(desk, begun.entry, "failed", outcome.code)
        desk.done(None, Kind.PRINTS)
        raise outcome
    state, code = _state_of(outcome) if outcome is not None else ("doubtful", PRINTER_SILENT.code)
    return desk.done(job_of(_settle(desk, begun.entry, state, code)), Kind.PRINTS)


def print_test(printer: ReceiptPrinter) -> PrintOutcome:
    """A test slip for the model that is set. Raises DeviceTrouble when certainly nothing was printed."""
    from windowdesk.documents import test_slip

    return printer.print_bytes(test_slip.render(printer.profile))


def answer_print(desk: Desk, job_id: str, came_out: bool) -> Done[PrintJob]:
    """A person looked at the paper.

    Raises:
        InputRefused: PRINT_UNKNOWN.
    """
    state = "printed" if came_out else "failed"
    with desk.store.unit(desk.actor) as unit:
        try:
            entry = unit.prints.settle(job_id, state, answered_by=desk.actor)
        except KeyError:
            raise InputRefused(PRINT_UNKNOWN) from None
        unit.audit.write("print.answered", entry.number, {"document": entry.document, "came_out": came_out})
    return desk.done(job_of(entry), Kind.PRINTS)


def jobs(desk: Desk, case_id: str) -> tuple[PrintJob, ...]:
    """The print journal of a case, oldest first."""
    with desk.store.reading() as view:
        return tuple(job_of(entry) for entry in view.prints.of_case(case_id))


def unanswered(desk: Desk) -> tuple[PrintJob, ...]:
    """All jobs nobody can say anything about yet; after a crash also those that were only begun."""
    with desk.store.reading() as view:
        return tuple(job_of(entry) for entry in view.prints.open() if entry.id not in desk.printing)


def receipt_pdf(desk: Desk, case_id: str) -> Done[bytes]:
    """The receipt on A4, to be kept as a file; counted in the journal like every print."""
    from windowdesk.casework import office_print, papers

    made = papers.paper(desk, case_id, RECEIPT).value
    return Done(made.pdf, office_print.keep(desk, made).changed)


def _next_copy(desk: Desk, unit: Unit, case: Case, *, again: bool) -> int:
    """The mark of this print: 0 the first time.

    Raises:
        InputRefused: PRINT_UNDER_WAY, PRINT_UNANSWERED, PRINTED_ALREADY.
    """
    own = [job_of(entry) for entry in unit.prints.of_case(case.id) if entry.document == RECEIPT]
    if any(job.id in desk.printing for job in own):
        raise InputRefused(PRINT_UNDER_WAY)
    if any(job.waits_for_person for job in own):
        raise InputRefused(PRINT_UNANSWERED)
    copy = unit.prints.next_copy(case.id, RECEIPT)
    if copy and not again:
        raise InputRefused(PRINTED_ALREADY)
    return copy


def _begin(desk: Desk, unit: Unit, case: Case, copy: int, printer: str, digest: str) -> PrintEntry:
    from windowdesk.storage.prints import PrintEntry

    now = desk.clock.now()
    entry = PrintEntry(new_id(now), case.id, RECEIPT, case.number, copy, now, printer, digest=digest)
    unit.prints.put(entry)
    unit.audit.write("print", case.provisional_number, {"document": RECEIPT, "copy": copy})
    return entry


def _settle(desk: Desk, entry_id: str, state: str, code: str) -> PrintEntry:
    with desk.store.unit(desk.actor) as unit:
        return unit.prints.settle(entry_id, state, code=code)


def _state_of(outcome: PrintOutcome) -> tuple[str, str]:
    """How the journal calls the end of a job, and the code of what is unclear about it."""
    from windowdesk.devices.ports import Printed, PrinterState

    paper = PAPER_NEAR_END.code if outcome.state is PrinterState.PAPER_LOW else outcome.detail
    if outcome.printed is Printed.CONFIRMED:
        return "printed", paper
    if outcome.printed is Printed.SENT:
        return "sent", paper
    return "doubtful", outcome.detail if outcome.detail in _WHY_UNCLEAR else PRINTER_SILENT.code
