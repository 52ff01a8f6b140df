"""The receipt (收件凭证) on paper: print once, reprint marked and counted, verify the code.

The print journal says what became of each job; nobody prints twice without being asked.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.receipt import Receipt

if TYPE_CHECKING:
    from windowdesk.devices.ports import ReceiptPrinter


class PrintState(enum.Enum):
    """What became of a print job."""

    QUEUED = "queued"
    """Written to the journal, nothing sent yet."""
    SENT = "sent"
    """All bytes went out on a line that cannot answer."""
    CONFIRMED = "confirmed"
    """The printer answered after the last byte."""
    UNKNOWN = "unknown"
    """Nobody can say: a person must look at the paper."""
    FAILED = "failed"
    """Certainly nothing came out."""
    CAME_OUT = "came_out"
    """A person said: it came out."""
    DID_NOT = "did_not"
    """A person said: it did not come out."""

    @property
    def words(self) -> str:
        """What stands on the screen."""
        return {
            "queued": "准备打印",
            "sent": "已送到打印机",
            "confirmed": "已打出",
            "unknown": "不知道打出来没有,请看一眼纸",
            "failed": "没有打出来",
            "came_out": "已打出(人工确认)",
            "did_not": "没有打出来(人工确认)",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One line of the print journal."""

    id: str
    case_id: str
    kind: str
    """``receipt`` or a kind of paper."""
    copy: int
    """0: first print; n: 补打 n."""
    state: PrintState
    at: datetime
    device: str
    detail: str
    """What happened and what to do, when it did not simply work."""
    code: str = ""
    """Stable code of the trouble, for example P302."""

    @property
    def waits_for_person(self) -> bool:
        """Somebody must say whether it came out."""
        return self.state in {PrintState.UNKNOWN, PrintState.QUEUED}


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified receipt code says."""

    number: str
    item_code: str
    received_at: datetime
    station: str
    known_here: bool
    """The case stands in this store."""
    state_words: str


def receipt_of(desk: Desk, case_id: str, *, copy: int = 0) -> Receipt:
    """The receipt as it stands now: with the official number once there is one."""
    raise NotImplementedError


def print_receipt(desk: Desk, case_id: str, printer: ReceiptPrinter, paper_mm: int | None = None) -> Done[PrintJob]:
    """Print the receipt for the first time (or again after a job that certainly did not come out).

    Raises:
        InputRefused: PRINTED_ALREADY (ask for a reprint), PRINT_UNANSWERED (look at the paper first).
    """
    raise NotImplementedError


def reprint(desk: Desk, case_id: str, printer: ReceiptPrinter, paper_mm: int | None = None) -> Done[PrintJob]:
    """Print once more on request, marked 补打 with its count."""
    raise NotImplementedError


def answer_print(desk: Desk, job_id: str, came_out: bool) -> Done[PrintJob]:
    """A person looked at the paper."""
    raise NotImplementedError


def jobs(desk: Desk, case_id: str) -> tuple[PrintJob, ...]:
    """The print journal of a case, oldest first."""
    raise NotImplementedError


def unanswered(desk: Desk) -> tuple[PrintJob, ...]:
    """All jobs nobody can say anything about yet; after a crash also those that were only queued."""
    raise NotImplementedError


def receipt_pdf(desk: Desk, case_id: str) -> Done[bytes]:
    """The receipt on A4; counted in the journal like every print."""
    raise NotImplementedError


def verify_receipt(desk: Desk, text: str) -> Claims:
    """Check the signed code of a receipt without any network.

    Raises:
        InputRefused: RECEIPT_CODE_WRONG.
    """
    raise NotImplementedError
