"""What a reader, a scanner and a receipt printer can do, whatever stands behind them.

A driver never opens anything in its constructor, opens late, closes quickly and reports each
trouble as `windowdesk.errors.DeviceTrouble`. Calls block; they belong on a device's own thread.
"""

from __future__ import annotations

import enum
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from windowdesk.domain.people import IdentityCard

PageCheck = Callable[[Path], object]
"""Raises InputRefused when a file is no whole, usable page; `windowdesk.documents.page_check.check`
is the one the program uses, handed to scanners by whoever opens them."""


class CardReader(Protocol):
    """A reader of resident ID cards."""

    @property
    def address(self) -> str:
        """For example ``serial:/dev/ttyUSB0``."""
        ...

    def read(self, timeout: float, cancelled: threading.Event | None = None) -> IdentityCard:
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


class ReceiptPrinter(Protocol):
    """A receipt printer that takes ESC/POS bytes."""

    @property
    def address(self) -> str:
        """For example ``tcp://192.0.2.7:9100``."""
        ...

    def state(self) -> PrinterState:
        """Ask the printer; opens and closes the connection."""
        ...

    def print_bytes(self, job: bytes) -> PrintOutcome:
        """Print one job. Raises DeviceTrouble only when certainly nothing was printed."""
        ...
