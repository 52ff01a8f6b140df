"""A receipt printer behind the system's print queue: Windows raw spooler or CUPS raw.

A queue takes every job and prints it whenever it can, also an hour later when somebody plugs the
printer in. That would print twice what the clerk has meanwhile printed again. So a job that does not get
through in time is taken back; one that had not begun by then certainly printed nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace

from windowdesk.devices.ports import (
    JobFate,
    MaybeTaken,
    NotTaken,
    Printed,
    PrinterState,
    PrintOutcome,
    PrintQueue,
    QueuedJob,
)
from windowdesk.domain.printer_profile import PrinterProfile
from windowdesk.errors import (
    COVER_OPEN,
    PAPER_OUT,
    PRINT_HELD,
    PRINT_QUEUED,
    PRINTER_ABSENT,
    PRINTER_ERROR,
    DeviceTrouble,
)

log = logging.getLogger(__name__)

THROUGH_SECONDS = 20.0
"""How long a receipt may stay in the queue."""
LOOK_SECONDS = 0.2
_LAST_LOOKS = 10
"""Looks at a job that was taken back, until the system has taken note of it."""
TITLE = "凭条"
_MESSAGES = {PrinterState.PAPER_OUT: PAPER_OUT, PrinterState.COVER_OPEN: COVER_OPEN}


class SpooledPrinter:
    """`ports.ReceiptPrinter` over a print queue. One job at a time."""

    def __init__(
        self, address: str, queue: PrintQueue, profile: PrinterProfile, *, seconds: float | None = None
    ) -> None:
        self._address = address
        self._queue = queue
        self._profile = profile
        self._seconds = THROUGH_SECONDS if seconds is None else seconds
        self._one_at_a_time = threading.Lock()

    @property
    def address(self) -> str:
        """For example ``cups:receipt``."""
        return self._address

    @property
    def profile(self) -> PrinterProfile:
        """What its model can do."""
        return self._profile

    def state(self) -> PrinterState:
        """What the system knows of the printer. Raises DeviceTrouble P301 when there is no such queue."""
        try:
            return self._queue.state()
        except NotTaken as absent:
            raise DeviceTrouble(PRINTER_ABSENT, address=self._address) from absent

    def print_bytes(self, job: bytes) -> PrintOutcome:
        """Print one job.

        Raises DeviceTrouble, with certainly nothing printed: P301 no queue, P302 no paper, P303 cover open,
        P304 a fault, P314 not begun in time and taken back.
        """
        with self._one_at_a_time:
            self._refuse_when_stopped()
            try:
                number = self._queue.submit(job, TITLE)
            except NotTaken as refused:
                raise DeviceTrouble(PRINTER_ABSENT, address=self._address) from refused
            except MaybeTaken:
                return PrintOutcome(Printed.UNKNOWN, PrinterState.UNKNOWN, PRINT_QUEUED.code)
            try:
                outcome = self._followed(number)
            except OSError as silent:
                log.info("the queue of %s cannot be asked: %s", self._address, type(silent).__name__)
                outcome = PrintOutcome(Printed.UNKNOWN, PrinterState.UNKNOWN, PRINT_QUEUED.code)
        log.info("%d bytes to %s: %s, %s", len(job), self._address, outcome.printed.value, outcome.state.value)
        return outcome

    def _refuse_when_stopped(self) -> None:
        state = self.state()
        if state in _MESSAGES:
            raise DeviceTrouble(_MESSAGES[state])
        if state is PrinterState.ERROR:
            raise DeviceTrouble(PRINTER_ERROR, detail="打印队列")
        if state is PrinterState.OFFLINE:
            raise DeviceTrouble(PRINTER_ABSENT, address=self._address)

    def _followed(self, number: int) -> PrintOutcome:
        deadline = time.monotonic() + self._seconds
        while (seen := self._queue.look(number)).fate in {JobFate.WAITING, JobFate.PRINTING}:
            if time.monotonic() > deadline:
                return self._taken_back(number, seen.state)
            time.sleep(LOOK_SECONDS)
        if seen.fate is JobFate.DONE:
            return PrintOutcome(Printed.SENT, seen.state)
        return self._not_done(seen)

    def _taken_back(self, number: int, stuck: PrinterState) -> PrintOutcome:
        """``stuck``: what the system said of the printer while the job was stuck; it forgets that now."""
        self._queue.take_back(number)
        for _ in range(_LAST_LOOKS):
            seen = self._queue.look(number)
            if seen.fate is JobFate.DONE:
                # It got through in the last moment.
                return PrintOutcome(Printed.SENT, seen.state)
            if seen.fate is JobFate.GIVEN_UP:
                break
            time.sleep(LOOK_SECONDS)
        return self._not_done(replace(seen, state=stuck))

    @staticmethod
    def _not_done(seen: QueuedJob) -> PrintOutcome:
        """It will not be printed any more; the question is how much of it was."""
        if not seen.begun and seen.fate is JobFate.GIVEN_UP:
            raise DeviceTrouble(PRINT_HELD)
        message = _MESSAGES.get(seen.state, PRINT_QUEUED)
        return PrintOutcome(Printed.UNKNOWN, seen.state, message.code)
