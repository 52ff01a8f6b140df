"""Pages that come from the scanner, for every command that takes one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from windowdesk import errors
from windowdesk.casework import scans
from windowdesk.cli.output import Output
from windowdesk.cli.station import Station
from windowdesk.domain.case import BlobRef


@contextmanager
def scanned_file(station: Station) -> Iterator[Path]:
    """One page from the scanner as a file that is gone afterwards (rule G15).

    The folder lies in the home of the station: a page must not stay in a shared place.

    Raises:
        DeviceTrouble: what the scanner says; SCAN_FAILED when no page came.
    """
    scanner = station.scanner()
    with tempfile.TemporaryDirectory(prefix="scan-", dir=station.desk.home) as folder:
        pages = scanner.scan(Path(folder))
        if not pages:
            raise errors.DeviceTrouble(errors.SCAN_FAILED, reason="没有扫到页面")
        yield pages[0]


class TakenPages:
    """The pages that a command takes in; what is wrong with one is said while the paper is still at hand."""

    def __init__(self, station: Station, out: Output) -> None:
        self._station = station
        self._out = out
        self.warnings: list[dict[str, object]] = []
        """Material, number of the page from 1, and one sentence, for each that is blank or too dark."""

    def file(self, material: str, file: Path, number: int) -> BlobRef:
        """Keep a file as page ``number`` of a material. Raises as `scans.keep_page`."""
        desk = self._station.desk
        page = scans.make_ready(file, desk.settings.scans)
        kept = scans.keep_ready(desk, page)
        if page.warning:
            self.warnings.append({"material": material, "page": number, "warning": page.warning})
            self._out.say(f"材料 {material} 第 {number} 页：{page.warning}请看一下，不行就重扫。")
        return kept

    def scan(self, material: str, number: int) -> BlobRef:
        """The same for a page from the scanner. Raises DeviceTrouble too."""
        with scanned_file(self._station) as file:
            return self.file(material, file, number)


def page_from_scanner(station: Station) -> BlobRef:
    """One page from the scanner, kept encrypted."""
    with scanned_file(station) as file:
        return scans.keep_page(station.desk, file)


def feeder_pages(station: Station, keep: Callable[[Path], None]) -> int:
    """All sheets of the feeder; ``keep`` takes each while the next one moves. Returns how many came.

    Raises:
        DeviceTrouble: what the scanner says; pages that came before stay kept.
    """
    scanner = station.scanner()
    with tempfile.TemporaryDirectory(prefix="scan-", dir=station.desk.home) as folder:

        def arrived(file: Path) -> None:
            keep(file)
            file.unlink()

        return len(scanner.scan(Path(folder), feeder=True, arrived=arrived))
