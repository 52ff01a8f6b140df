"""What a reader, a scanner, a receipt printer and an evaluator can do, whatever stands behind them.

A driver never opens anything in its constructor, opens late, closes quickly and reports each
trouble as `windowdesk.errors.DeviceTrouble`. Calls block; they belong on a device's own thread.
"""

from __future__ import annotations

import enum
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from windowdesk.domain.evaluation import Level, Rating
from windowdesk.domain.people import Card
from windowdesk.domain.printer_profile import PrinterProfile

PageCheck = Callable[[Path], object]
"""Raises InputRefused when a file is no whole, usable page; `windowdesk.documents.page_check.check`
is the one the program uses, handed to scanners by whoever opens them."""


class CardReader(Protocol):
    """A reader of resident ID cards or social security cards."""

    @property
    def address(self) -> str:
        """For example ``serial:/dev/ttyUSB0``."""
        ...

    def read(self, timeout: float, cancelled: threading.Event | None = None) -> Card:
        """Wait at most ``timeout`` seconds for a card and read it."""
        ...

    def close(self) -> None:
        """Let go of the port; reading again opens it anew."""
        ...


@runtime_checkable
class TellsWhenFound(Protocol):
    """A reader that can say the moment it finds a card, before the second that reading takes."""

    found: Callable[[], None] | None


class Scanner(Protocol):
    """A scanner, document camera or folder that pages arrive in."""

    @property
    def address(self) -> str:
        """For example ``sane:test:0`` or ``folder:/path``."""
        ...

    def scan(
        self,
        into: Path,
        *,
        feeder: bool = False,
        arrived: Callable[[Path], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> list[Path]:
        """Scan one page (or the whole feeder) into files below ``into``, whole and checked.

        ``arrived`` is told each page as soon as it is on disk; pages that arrived stay there
        when a later one fails.
        """
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a scanner found that found no trouble."""

    words: str
    sure: bool = True
    """It answered. False: nothing is known against it, but only a scan tells; never shown as well."""


class PrinterState(enum.Enum):
    """What a receipt printer says of itself."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    ERROR = "error"
    OFFLINE = "offline"
    UNKNOWN = "unknown"
    """No answer. Never taken for ready, and on a one-way link never for a fault."""


class Printed(enum.Enum):
    """How a print job ended."""

    CONFIRMED = "confirmed"
    """The printer answered after the last byte."""
    SENT = "sent"
    """All bytes went out on a line that cannot answer."""
    UNKNOWN = "unknown"
    """Nobody can say: ask the person whether it came out."""


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """The end of one job and the state of the printer after it."""

    printed: Printed
    state: PrinterState
    detail: str = ""
    """Stable code of what is unclear, for example ``P306``; of a job that came out, what to see to next (``P321``)."""


class ReceiptPrinter(Protocol):
    """A receipt printer that takes ESC/POS bytes."""

    @property
    def address(self) -> str:
        """For example ``tcp://192.0.2.7:9100``."""
        ...

    @property
    def profile(self) -> PrinterProfile:
        """What its model can do: receipts are made for that."""
        ...

    def state(self) -> PrinterState:
        """Ask the printer; opens and closes the connection."""
        ...

    def print_bytes(self, job: bytes) -> PrintOutcome:
        """Print one job. Raises DeviceTrouble only when certainly nothing was printed."""
        ...


class Evaluator(Protocol):
    """An evaluator (评价器): buttons or a small screen on which a villager rates the service."""

    @property
    def address(self) -> str:
        """For example ``tcp://192.168.1.70:9200``."""
        ...

    def look(self) -> str:
        """The model, as the device tells it. Raises DeviceTrouble."""
        ...

    def ask(self, levels: Sequence[Level], timeout: float, cancelled: threading.Event | None = None) -> Rating:
        """Ask once and wait at most ``timeout`` seconds and a few more; all ways to end are in the answer.

        The levels are words; how the device counts them is the driver's business. Raises DeviceTrouble, and
        then nothing was rated.
        """
        ...

    def close(self) -> None:
        """Let go of the line."""
        ...


class JobFate(enum.Enum):
    """What became of a job in the system's print queue."""

    WAITING = "waiting"
    """Accepted; printing has not begun, or has stopped until somebody sees to the printer."""
    PRINTING = "printing"
    DONE = "done"
    """Everything was handed to the printer. No proof that paper came out."""
    GIVEN_UP = "given_up"
    """The system ended it, or somebody took it out of the queue."""


@dataclass(frozen=True, slots=True)
class QueuedJob:
    """A job in a print queue as it stands now."""

    fate: JobFate
    begun: bool
    """Something of it may be on paper."""
    state: PrinterState
    """Of its printer, as far as the system knows."""


@dataclass(frozen=True, slots=True)
class QueueName:
    """A printer of the system, to choose from."""

    name: str
    title: str
    """What the system calls it for people."""
    usual: bool
    """The one that is taken when nobody chooses."""
    state: PrinterState = PrinterState.UNKNOWN
    """What the system knows against it; *unknown*: nothing."""


@dataclass(frozen=True, slots=True)
class PageOrder:
    """How pages are to be printed. Always on one side: a notice goes on a wall or into a file."""

    title: str
    """Shown in the queue; never the name of a person."""
    pages: str = ""
    """``1-2,4``; empty: all."""


class NotTaken(Exception):
    """The print system certainly did not take the job."""


class MaybeTaken(Exception):
    """The print system did not say whether it took the job."""


class PrintQueue(Protocol):
    """A queue of the system's printing. All calls end within seconds."""

    @property
    def name(self) -> str:
        """As the system names it."""
        ...

    def state(self) -> PrinterState:
        """What the system knows of the printer. Raises NotTaken when there is no such queue or no print system."""
        ...

    def submit(self, data: bytes, title: str) -> int:
        """Hand over bytes for the printer as they are; returns the job's number. Raises NotTaken, MaybeTaken."""
        ...

    def look(self, job: int) -> QueuedJob:
        """How the job stands. Raises OSError when the print system does not answer."""
        ...

    def take_back(self, job: int) -> None:
        """Take the job out of the queue, whatever it was doing; one that is over stays what it is. Raises OSError."""
        ...


class PagePrinter(Protocol):
    """The printers for A4 pages that the system knows. All calls end within seconds."""

    def queues(self) -> tuple[QueueName, ...]:
        """All of them. Raises NotTaken when there is no print system."""
        ...

    def submit(self, queue: str, pdf: bytes, order: PageOrder) -> str:
        """Hand over a document; returns what `look` knows the job by. Raises NotTaken, MaybeTaken."""
        ...

    def look(self, job: str) -> QueuedJob:
        """How the job stands. Raises OSError when the print system does not answer."""
        ...

    def take_back(self, job: str) -> None:
        """Take the job out of the queue. Raises OSError."""
        ...
