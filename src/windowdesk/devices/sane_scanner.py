"""Scanner driver for everything SANE knows, by ``scanimage`` in a killable child.

Each page is read back whole, reduced to what a case needs (JPEG, or PNG for two levels) and handed
on while the next one is still moving. Exit codes alone are not believed: at a sudden end of data
``scanimage`` reports success and leaves a picture without pixels.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from pathlib import Path

from windowdesk.devices import sane_options, scan_wish
from windowdesk.devices.page_files import into_page
from windowdesk.devices.ports import PageCheck
from windowdesk.devices.sane_options import Offer
from windowdesk.devices.scan_program import LIST_SECONDS, NO_DOCUMENTS, ScanProgram, trouble
from windowdesk.errors import (
    DEVICE_ADDRESS,
    IMAGE_TRUNCATED,
    SCANNER_ABSENT,
    SCANNER_NO_PAPER,
    DeviceTrouble,
    InputRefused,
)

MOST_PAGES = 100
"""Of one feeder load; some drivers never report an empty feeder."""
EXAMPLE = "sane:test:0?mode=grey&resolution=200"
_OURS = frozenset({"config", *scan_wish.OPTIONS})
_TEST_BACKEND = "test"


class SaneScanner:
    """`ports.Scanner` for a SANE device name such as ``test:0`` or ``airscan:e0:Office``.

    Options of the address: ``mode`` (grey, color, lineart), ``resolution`` (dpi, 200), ``width`` and
    ``height`` (mm, A4), ``config`` (a private SANE_CONFIG_DIR). All others are passed to the driver, and
    only to the ``test`` backend.
    """

    def __init__(self, address: str, name: str, options: Mapping[str, str], check: PageCheck) -> None:
        self._address = address
        self._name = name
        self._check = check
        self._wish = scan_wish.wish_of(address, options, EXAMPLE)
        self._environment = {"SANE_CONFIG_DIR": options["config"]} if "config" in options else {}
        extra = {key: value for key, value in options.items() if key not in _OURS}
        if extra and name.partition(":")[0] != _TEST_BACKEND:
            raise InputRefused(DEVICE_ADDRESS, address=address, example=EXAMPLE)
        self._extra = [f"--{key}={value}" for key, value in extra.items()]
        self._offers: Mapping[str, Offer] | None = None

    @property
    def address(self) -> str:
        """For example ``sane:test:0``."""
        return self._address

    def scan(
        self,
        into: Path,
        *,
        feeder: bool = False,
        arrived: Callable[[Path], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> list[Path]:
        """Scan one page or the whole feeder; cancelled, it returns the pages that arrived till then.

        Raises:
            DeviceTrouble: S201 absent, S202 other failure, S203 jam, S204 feeder empty, S205 cover
                open, S206 busy, S210 picture not whole, S215 not allowed, S216 program not installed.
        """
        stop = cancelled or threading.Event()
        pages: list[Path] = []
        with (
            tempfile.TemporaryDirectory(prefix=".scan-", dir=into) as raw,
            closing(self._raw_pages(Path(raw), stop, feeder=feeder)) as files,
        ):
            for file in files:
                page = into_page(file, into, self._wish.resolution)
                self._check(page)
                pages.append(page)
                if arrived is not None:
                    arrived(page)
        return pages

    def look(self, cancelled: threading.Event) -> None:
        """Open it and ask what it can do, without moving anything; raises DeviceTrouble as `scan` does."""
        self._listed(cancelled)

    def _raw_pages(self, folder: Path, stop: threading.Event, *, feeder: bool) -> Generator[Path, None, None]:
        """Pages as the driver writes them, each when it is complete."""
        offers = self._listed(stop)
        if stop.is_set():
            return
        # On a scanner without a feeder a batch would scan the same sheet for ever.
        batch = feeder and sane_options.has_feeder(offers)
        most = MOST_PAGES if batch else 1
        where = [f"--batch={folder / 'p%04d.pnm'}", f"--batch-count={most}", "--batch-print"]
        wanted = sane_options.arguments(offers, self._wish, feeder=batch)
        count = 0
        with ScanProgram(["-d", self._name, "--format=pnm", *wanted, *self._extra, *where], self._environment) as child:
            for line in child.lines(stop):
                if Path(line).parent == folder:
                    count += 1
                    yield Path(line)
                if count == most:
                    child.park()
                    return
            if stop.is_set():
                return
            end = child.end()
        if end.status not in {0, NO_DOCUMENTS} or (end.status == NO_DOCUMENTS and not count):
            raise trouble(end, self._address)
        if not count:
            # An empty feeder is a normal end to a batch for scanimage, not to a clerk.
            raise DeviceTrouble(SCANNER_NO_PAPER if batch else IMAGE_TRUNCATED)

    def _listed(self, stop: threading.Event) -> Mapping[str, Offer]:
        """Options of the driver, asked for once."""
        if self._offers is None:
            with ScanProgram(["-d", self._name, "--format=pnm", "-A"], self._environment) as child:
                listing = "\n".join(child.lines(stop, LIST_SECONDS))
                if stop.is_set():
                    return {}
                end = child.end()
            offers = sane_options.read_offers(listing)
            if end.status != 0:
                raise trouble(end, self._address)
            if not offers:
                raise DeviceTrouble(SCANNER_ABSENT, address=self._address)
            self._offers = offers
        return self._offers
