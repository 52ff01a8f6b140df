"""Receipt printer driver: ask before, send, prove, ask after.

ESC/POS gives no proof that paper came out. The nearest to it is GS r at the end of a job, which
is answered only after everything before it was taken from the buffer; when that answer does not
come, nobody can say, and the clerk is asked.
"""

from __future__ import annotations

import errno
import logging
import threading
import time
from collections.abc import Callable

from windowdesk.devices.escpos_line import LineLost, PrinterLine
from windowdesk.devices.escpos_status import (
    ASK_QUEUED,
    AUTOMATIC_OFF,
    AUTOMATIC_ON,
    Kind,
    StatusParser,
    ask_real_time,
    paper_low,
    state_of,
    state_of_automatic,
)
from windowdesk.devices.ports import Printed, PrinterState, PrintOutcome
from windowdesk.domain.printer_profile import PrinterProfile, Proof
from windowdesk.errors import (
    COVER_OPEN,
    PAPER_OUT,
    PRINTER_ABSENT,
    PRINTER_BUSY,
    PRINTER_DENIED,
    PRINTER_ERROR,
    PRINTER_LOST,
    PRINTER_SILENT,
    DeviceTrouble,
    Message,
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
REOPEN_SECONDS = 0.6
"""How long opening is tried: Windows needs some 130 ms to let go of a USB printer, and a network printer
takes one connection at a time. Only refusals are tried again, so a printer that is not there is told at once."""
REOPEN_PAUSE = 0.13
_UNOPENED = {
    errno.EACCES: PRINTER_DENIED,
    errno.EPERM: PRINTER_DENIED,
    errno.EBUSY: PRINTER_BUSY,
    errno.EAGAIN: PRINTER_BUSY,
}
_MESSAGES = {PrinterState.PAPER_OUT: PAPER_OUT, PrinterState.COVER_OPEN: COVER_OPEN}
_STOPPED = frozenset({PrinterState.PAPER_OUT, PrinterState.COVER_OPEN, PrinterState.ERROR, PrinterState.OFFLINE})


class EscposPrinter:
    """`ports.ReceiptPrinter` over any line. One job at a time; each opens the line anew.

    What is asked of the printer is what its ``profile`` says that it answers; ``answers`` is False for a
    line that cannot be read (``file:``).
    """

    def __init__(
        self,
        address: str,
        opens: Callable[[], PrinterLine],
        profile: PrinterProfile,
        *,
        answers: bool = True,
        answer_seconds: float = ANSWER_SECONDS,
        proof_seconds: float = PROOF_SECONDS,
    ) -> None:
        self._address = address
        self._opens = opens
        self._profile = profile
        self._answers = answers and profile.status.any
        self._answer_seconds = answer_seconds
        self._proof_seconds = proof_seconds
        self._one_at_a_time = threading.Lock()
        self._mute: frozenset[int] = frozenset()
        """Numbers of DLE EOT this printer left unanswered while it answered others."""

    @property
    def address(self) -> str:
        """For example ``tcp://192.0.2.7:9100``."""
        return self._address

    @property
    def profile(self) -> PrinterProfile:
        """What its model can do."""
        return self._profile

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
        """The line; a refusal is tried again for a moment. Raises DeviceTrouble P301, P319, P320."""
        deadline = time.monotonic() + REOPEN_SECONDS
        while True:
            try:
                return self._opens()
            except OSError as refused:
                if isinstance(refused, FileNotFoundError) or time.monotonic() + REOPEN_PAUSE > deadline:
                    log.info("printer %s cannot be opened: %s", self._address, type(refused).__name__)
                    raise DeviceTrouble(_unopened(refused), address=self._address) from refused
            time.sleep(REOPEN_PAUSE)

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
            if not self._answers or self._profile.status.proof is Proof.NONE:
                return PrintOutcome(Printed.SENT, self._state_after(line))
            line.write(ASK_QUEUED[self._profile.status.proof])
            proof, state = self._proof(line, patience)
        except LineLost as lost:
            log.info("printer %s lost (%s)", self._address, lost)
            return PrintOutcome(Printed.UNKNOWN, PrinterState.UNKNOWN, PRINTER_LOST.code)
        if proof:
            after = self._state_after(line)
            low = after in {PrinterState.READY, PrinterState.UNKNOWN} and paper_low(proof)
            return PrintOutcome(Printed.CONFIRMED, self._believed(PrinterState.PAPER_LOW if low else after))
        message = _MESSAGES.get(state, PRINTER_ERROR if state in _STOPPED else PRINTER_SILENT)
        return PrintOutcome(Printed.UNKNOWN, state, message.code)

    def _state_after(self, line: PrinterLine) -> PrinterState:
        """State after a proved job; a line lost now takes nothing back."""
        try:
            return self._asked(line)[0]
        except LineLost:
            return PrinterState.UNKNOWN

    def _asked(self, line: PrinterLine) -> tuple[PrinterState, str]:
        """State and reason, by the questions that this model answers. Raises LineLost."""
        if not self._answers:
            return PrinterState.UNKNOWN, ""
        if self._profile.status.real_time or not self._profile.status.automatic:
            state, reason = self._asked_in_real_time(line)
        else:
            state, reason = self._asked_automatic(line), ""
        return self._believed(state), reason

    def _asked_in_real_time(self, line: PrinterLine) -> tuple[PrinterState, str]:
        parser = StatusParser()
        answers: dict[int, int] = {}
        unanswered: set[int] = set()
        for number in self._questions():
            line.write(ask_real_time(number))
            answer = self._answer(line, parser, Kind.REAL_TIME)
            if answer:
                answers[number] = answer[0]
            else:
                unanswered.add(number)
        if answers:
            self._mute |= unanswered
        return state_of(answers)

    def _asked_automatic(self, line: PrinterLine) -> PrinterState:
        line.write(AUTOMATIC_ON)
        answer = self._answer(line, StatusParser(), Kind.AUTOMATIC)
        line.write(AUTOMATIC_OFF)
        return state_of_automatic(answer) if answer else PrinterState.UNKNOWN

    def _questions(self) -> list[int]:
        return [number for number in self._profile.status.real_time if number not in self._mute]

    def _believed(self, state: PrinterState) -> PrinterState:
        """Without a sensor the bits for the end of the roll mean nothing."""
        if state is PrinterState.PAPER_LOW and not self._profile.status.near_end:
            return PrinterState.READY
        return state

    def _answer(self, line: PrinterLine, parser: StatusParser, kind: Kind) -> bytes:
        """The next answer of that kind; empty when it does not come."""
        deadline = time.monotonic() + self._answer_seconds
        while (left := deadline - time.monotonic()) > 0:
            for said in parser.feed(line.read(left)):
                if said.kind is kind:
                    return said.data
        return b""

    def _proof(self, line: PrinterLine, patience: float) -> tuple[bytes, PrinterState]:
        """Wait for the answer to the queued question; empty when it does not come, with the state found meanwhile."""
        parser = StatusParser()
        answers: dict[int, int] = {}
        asked: list[int] = []
        state = PrinterState.UNKNOWN
        deadline = time.monotonic() + patience
        look_at = time.monotonic() + LOOK_SECONDS
        while (now := time.monotonic()) < deadline:
            if now >= look_at:
                asked, answers = self._questions(), {}
                line.write(b"".join(map(ask_real_time, asked)))
                look_at = now + LOOK_SECONDS
            for said in parser.feed(line.read(min(look_at, deadline) - now)):
                if said.kind is Kind.QUEUED:
                    return said.data, state
                if said.kind is Kind.AUTOMATIC:
                    state = state_of_automatic(said.data)
                elif len(answers) < len(asked):
                    answers[asked[len(answers)]] = said.data[0]
                    state = state_of(answers)[0] if len(answers) == len(asked) else state
            if state in _STOPPED:
                return b"", state
        return b"", state


def _unopened(refused: OSError) -> Message:
    """Why it does not open; a printer that is not there says nothing more than that."""
    return _UNOPENED.get(refused.errno or 0, PRINTER_ABSENT)
