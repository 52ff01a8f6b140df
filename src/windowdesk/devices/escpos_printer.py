"""Receipt printer driver: ask before, send, prove, ask after.

ESC/POS gives no proof that paper came out. The nearest to it is GS r at the end of a job, which
is answered only after everything before it was taken from the buffer; when that answer does not
come, nobody can say, and the clerk is asked.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from windowdesk.devices.escpos_line import LineLost, PrinterLine
from windowdesk.devices.escpos_status import (
    ASK_QUEUED,
    QUESTIONS,
    Kind,
    StatusParser,
    ask_real_time,
    state_of,
    state_of_automatic,
)
from windowdesk.devices.ports import Printed, PrinterState, PrintOutcome
from windowdesk.errors import (
    COVER_OPEN,
    PAPER_OUT,
    PRINTER_ABSENT,
    PRINTER_ERROR,
    PRINTER_LOST,
    PRINTER_SILENT,
    DeviceTrouble,
)

log = logging.getLogger(__name__)

ANSWER_SECONDS = 0.8
"""How long an answer to DLE EOT may take; real printers need some milliseconds."""
PROOF_SECONDS = 20.0
"""How long the last line may take to print: 58 mm printers draw pictures at about 5 cm a second."""
PROOF_SECONDS_OF_THE_SILENT = 5.0
"""Wait for the proof when the printer answered nothing before the job."""
LOOK_SECONDS = 1.0
"""How often the state is asked while waiting for the proof."""
_MESSAGES = {PrinterState.PAPER_OUT: PAPER_OUT, PrinterState.COVER_OPEN: COVER_OPEN}
_STOPPED = frozenset({PrinterState.PAPER_OUT, PrinterState.COVER_OPEN, PrinterState.ERROR, PrinterState.OFFLINE})


class EscposPrinter:
    """`ports.ReceiptPrinter` over any line. One job at a time; each opens the line anew.

    ``answers`` is False for a line that cannot be read (``file:``, or a clone known to be mute).
    """

    def __init__(
        self,
        address: str,
        opens: Callable[[], PrinterLine],
        *,
        answers: bool = True,
        answer_seconds: float = ANSWER_SECONDS,
        proof_seconds: float = PROOF_SECONDS,
    ) -> None:
        self._address = address
        self._opens = opens
        self._answers = answers
        self._answer_seconds = answer_seconds
        self._proof_seconds = proof_seconds
        self._one_at_a_time = threading.Lock()
        self._mute: frozenset[int] = frozenset()
        """Numbers of DLE EOT this printer left unanswered while it answered others."""

    @property
    def address(self) -> str:
        """For example ``tcp://192.0.2.7:9100``."""
        return self._address

    def state(self) -> PrinterState:
        """Ask the printer. Raises DeviceTrouble P301 when it cannot be reached."""
        with self._one_at_a_time:
            line = self._opened()
            try:
                return self._asked(line)[0]
            except LineLost as lost:
                raise DeviceTrouble(PRINTER_ABSENT, address=self._address) from lost
            finally:
                line.close()

    def print_bytes(self, job: bytes) -> PrintOutcome:
        """Print one job.

        Raises DeviceTrouble, with certainly nothing printed: P301 not reached, P302 no paper, P303
        cover open, P304 fault or off line. Everything that goes wrong later is an outcome.
        """
        started = time.perf_counter()
        with self._one_at_a_time:
            line = self._opened()
            try:
                state = self._refuse_when_stopped(line)
                silent = state is PrinterState.UNKNOWN
                patience = min(self._proof_seconds, PROOF_SECONDS_OF_THE_SILENT) if silent else self._proof_seconds
                outcome = self._sent(line, job, patience)
            finally:
                line.close()
        log.info("%d bytes to %s: %s, %s", len(job), self._address, outcome.printed.value, outcome.state.value)
        log.debug("the job took %.2f s", time.perf_counter() - started)
        return outcome

    def _opened(self) -> PrinterLine:
        try:
            return self._opens()
        except OSError as refused:
            log.info("printer %s cannot be opened: %s", self._address, type(refused).__name__)
            raise DeviceTrouble(PRINTER_ABSENT, address=self._address) from refused

    def _refuse_when_stopped(self, line: PrinterLine) -> PrinterState:
        try:
            state, reason = self._asked(line)
        except LineLost as lost:
            raise DeviceTrouble(PRINTER_ABSENT, address=self._address) from lost
        if state in _MESSAGES:
            raise DeviceTrouble(_MESSAGES[state])
        if state in _STOPPED:
            raise DeviceTrouble(PRINTER_ERROR, detail=reason)
        return state

    def _sent(self, line: PrinterLine, job: bytes, patience: float) -> PrintOutcome:
        try:
            line.write(job)
            if not self._answers:
                return PrintOutcome(Printed.SENT, PrinterState.UNKNOWN)
            line.write(ASK_QUEUED)
            proved, state = self._proof(line, patience)
        except LineLost as lost:
            log.info("printer %s lost (%s)", self._address, lost)
            return PrintOutcome(Printed.UNKNOWN, PrinterState.UNKNOWN, PRINTER_LOST.code)
        if proved:
            return PrintOutcome(Printed.CONFIRMED, self._state_after(line))
        message = _MESSAGES.get(state, PRINTER_ERROR if state in _STOPPED else PRINTER_SILENT)
        return PrintOutcome(Printed.UNKNOWN, state, message.code)

    def _state_after(self, line: PrinterLine) -> PrinterState:
        """State after a proved job; a line lost now takes nothing back."""
        try:
            return self._asked(line)[0]
        except LineLost:
            return PrinterState.UNKNOWN

    def _asked(self, line: PrinterLine) -> tuple[PrinterState, str]:
        """State and reason by DLE EOT 1 to 4. Raises LineLost."""
        if not self._answers:
            return PrinterState.UNKNOWN, ""
        parser = StatusParser()
        answers: dict[int, int] = {}
        unanswered: set[int] = set()
        for number in QUESTIONS:
            if number in self._mute:
                continue
            line.write(ask_real_time(number))
            answer = self._one_answer(line, parser)
            if answer is not None:
                answers[number] = answer
            else:
                unanswered.add(number)
        if answers:
            self._mute |= unanswered
        return state_of(answers)

    def _one_answer(self, line: PrinterLine, parser: StatusParser) -> int | None:
        deadline = time.monotonic() + self._answer_seconds
        while (left := deadline - time.monotonic()) > 0:
            for said in parser.feed(line.read(left)):
                if said.kind is Kind.REAL_TIME:
                    return said.data[0]
        return None

    def _proof(self, line: PrinterLine, patience: float) -> tuple[bool, PrinterState]:
        """Wait for the answer to GS r; True when it came, else the state found while waiting."""
        parser = StatusParser()
        answers: dict[int, int] = {}
        asked: list[int] = []
        state = PrinterState.UNKNOWN
        deadline = time.monotonic() + patience
        look_at = time.monotonic() + LOOK_SECONDS
        while (now := time.monotonic()) < deadline:
            if now >= look_at:
                asked = [number for number in QUESTIONS if number not in self._mute]
                answers = {}
                line.write(b"".join(map(ask_real_time, asked)))
                look_at = now + LOOK_SECONDS
            for said in parser.feed(line.read(min(look_at, deadline) - now)):
                if said.kind is Kind.QUEUED:
                    return True, state
                if said.kind is Kind.AUTOMATIC:
                    state = state_of_automatic(said.data) or state
                elif len(answers) < len(asked):
                    answers[asked[len(answers)]] = said.data[0]
                    state = state_of(answers)[0] if len(answers) == len(asked) else state
            if state in _STOPPED:
                return False, state
        return False, state
