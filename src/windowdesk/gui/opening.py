"""What the window needs of an opened desk; the program that builds it hands it over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from windowdesk.settings import Settings

if TYPE_CHECKING:
    from windowdesk.casework.desk import Desk
    from windowdesk.casework.device_tests import TryOut
    from windowdesk.casework.doctor import Probes
    from windowdesk.casework.paper_roll import Standing
    from windowdesk.domain.found_devices import FoundDevice
    from windowdesk.domain.relay import Enrolled


class PageScanner(Protocol):
    """The part of a scanner the window uses; blocks, so it is asked on the device thread."""

    def scan(
        self,
        into: Path,
        *,
        feeder: bool = False,
        arrived: Callable[[Path], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> list[Path]:
        """Scan into files below ``into``."""
        ...


class SeeingCamera(Protocol):
    """The part of a camera that shows what it sees; blocks, so it runs on a thread of its own."""

    def frames(self, cancelled: threading.Event) -> Iterator[bytes]:
        """Pictures (JPEG), till ``cancelled`` is set."""
        ...


class OpenDesk(Protocol):
    """An opened desk with its devices and its line to the county."""

    @property
    def desk(self) -> Desk:
        """What acts work on; only the storage thread may use it."""
        ...

    def camera(self) -> SeeingCamera | None:
        """The scanner, where it is a camera."""
        ...

    def scanner(self) -> PageScanner:
        """The scanner; raises DeviceTrouble(SCANNER_ABSENT) when none is set."""
        ...

    def printer(self) -> Any:
        """The receipt printer (a ``ReceiptPrinter``); raises DeviceTrouble(PRINTER_ABSENT) when none is set."""
        ...

    def evaluator(self) -> Any:
        """The evaluator (an ``Evaluator``); raises DeviceTrouble(EVALUATOR_ABSENT) when none is set."""
        ...

    def page_printer(self) -> Any:
        """The A4 printers of this PC (a ``PagePrinter``)."""
        ...

    def enrol(self, county: str, code: str, name: str = "") -> Enrolled:
        """Enrol at the county over the line, in any thread; what it said is for `enrolled` to keep."""
        ...

    def relay(self) -> Any:
        """The exchange by stick, for the calling thread; leave its block when done."""
        ...

    def carrying(self) -> Any:
        """What is held for other stations, for the calling thread; leave its block when done."""
        ...

    def sticks(self) -> tuple[Path, ...]:
        """The sticks that are plugged in."""
        ...

    def next_card(self) -> None:
        """Training: somebody lays a card on the simulated reader. Any thread."""
        ...

    def last_receipt(self) -> Path | None:
        """Training: the picture of the receipt that was printed last."""
        ...

    def enrolled(self, found: Enrolled, county: str = "") -> Settings:
        """Keep in the settings what an enrolment brought, and the ``county`` that answered, where it was by line;
        the settings as they are then."""
        ...

    def sync_now(self) -> None:
        """Wake the exchange. Returns at once."""
        ...

    def probes(self) -> Probes:
        """What the device doctor may ask."""
        ...

    def find(self, *, ask_serial: bool = False) -> tuple[FoundDevice, ...]:
        """What is plugged in. Takes seconds; any thread."""
        ...

    def certain(self, found: FoundDevice) -> FoundDevice:
        """The same, once it is known what it is: a serial port is asked. Takes seconds; raises DeviceTrouble."""
        ...

    def try_address(self, found: FoundDevice) -> str:
        """How a device that was found is; raises Known. Any thread."""
        ...

    def settle_roll(self, *, is_new: bool) -> Standing | None:
        """A new roll is in the receipt printer, or still the old one; how it stands then. Raises Known. Any thread."""
        ...

    def test_device(self, part: str, cancelled: threading.Event | None = None) -> TryOut:
        """Scan a page, print a slip or a page, or ask for a rating; raises Known. Any thread; a reader tells of its cards by itself."""
        ...

    def stand_in_scanner(self) -> FoundDevice:
        """A camera or a folder that can take the scanner's place. Any thread."""
        ...

    def use(self, found: FoundDevice) -> Settings:
        """Take a device that was found into use; the settings as they are then."""
        ...

    def reopen(self) -> None:
        """Let go of every device and open each anew."""
        ...

    def apply_settings(self, settings: Settings) -> None:
        """Save the settings and use them from now on, devices included."""
        ...

    def close(self) -> None:
        """End devices and exchange and close the store."""
        ...


Opener = Callable[[str | None], OpenDesk]
"""Opens the desk; the argument is the passphrase, where one was asked for."""
