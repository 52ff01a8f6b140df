"""What a command gets to work with; the program's own opening of it stands in `windowdesk.app`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from windowdesk.casework.carry import Carrying
from windowdesk.casework.desk import Desk
from windowdesk.casework.relay import Relay
from windowdesk.cli.options import Options
from windowdesk.domain.relay import Enrolled
from windowdesk.settings import Settings

if TYPE_CHECKING:
    from windowdesk.casework.device_tests import TryOut
    from windowdesk.casework.doctor import Probes
    from windowdesk.casework.paper_roll import Standing
    from windowdesk.devices.ports import CardReader, Evaluator, PagePrinter, ReceiptPrinter, Scanner
    from windowdesk.domain.found_devices import FoundDevice
    from windowdesk.sync.run import RunReport


class Station(Protocol):
    """An opened station."""

    @property
    def desk(self) -> Desk:
        """The desk, on the thread that opened it."""
        ...

    def reader(self) -> CardReader:
        """The card reader; raises DeviceTrouble(READER_ABSENT) when none is set."""
        ...

    def scanner(self) -> Scanner:
        """The scanner; raises DeviceTrouble(SCANNER_ABSENT) when none is set."""
        ...

    def page_printer(self) -> PagePrinter:
        """The A4 printers of this PC."""
        ...

    def printer(self) -> ReceiptPrinter:
        """The receipt printer; raises DeviceTrouble(PRINTER_ABSENT) when none is set."""
        ...

    def evaluator(self) -> Evaluator:
        """The evaluator; raises DeviceTrouble(EVALUATOR_ABSENT) when none is set."""
        ...

    def run_exchange(self) -> RunReport:
        """One run of the exchange now; raises StoreTrouble(NOT_ENROLLED) before enrolment."""
        ...

    def relay(self) -> Relay:
        """The exchange by stick; raises StoreTrouble(KEY_MISSING) when the vault holds no station key."""
        ...

    def enrol(self, county: str, code: str, name: str = "") -> Enrolled:
        """Enrol at the county over the line; what it said is for `enrolled` to keep."""
        ...

    def sticks(self) -> Sequence[Path]:
        """The sticks that are plugged in."""
        ...

    def carrying(self) -> Carrying:
        """What is held for other stations; raises StoreTrouble(NOT_ENROLLED)."""
        ...

    def enrolled(self, found: Enrolled, county: str = "") -> Settings:
        """Keep in the settings what an enrolment brought, and the ``county`` that answered, where it was by line;
        the settings as they are then."""
        ...

    def probes(self) -> Probes:
        """What the device doctor may ask."""
        ...

    def find(self, *, ask_serial: bool = False) -> tuple[FoundDevice, ...]:
        """What is plugged in."""
        ...

    def certain(self, found: FoundDevice) -> FoundDevice:
        """The same, once it is known what it is: a serial port is asked. Takes seconds; raises DeviceTrouble."""
        ...

    def try_address(self, found: FoundDevice) -> str:
        """How a device that was found is; raises Known."""
        ...

    def test_device(self, part: str, *, queue: str = "") -> TryOut:
        """Read a card, scan a page, print a slip or a page (on ``queue``), show words on the second screen, ask for a
        rating; raises Known."""
        ...

    def settle_roll(self, *, is_new: bool) -> Standing | None:
        """A new roll is in the receipt printer, or still the old one; how it stands then."""
        ...

    def use(self, found: FoundDevice) -> Settings:
        """Take a device that was found into use."""
        ...

    def reopen(self) -> None:
        """Open every device anew."""
        ...

    def close(self) -> None:
        """Close everything, the store last."""
        ...


OpenStation = Callable[[Options], Station]
OpenWindow = Callable[[Options], int]
