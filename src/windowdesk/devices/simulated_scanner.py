"""Simulated scanners for training: sample pages for the true folder scanner, drawn ones for the true driverless one."""

from __future__ import annotations

import itertools
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from windowdesk import assets
from windowdesk.devices.folder_scanner import FolderScanner
from windowdesk.devices.ports import PageCheck

PAGES_IN_FEEDER = 3


class SimulatedScanner:
    """Address ``simulated:``: the sample pages of ``resources/training``, one after the other."""

    _sheets = itertools.count(1)
    """Counted over the whole run: no two sheets are the same to the byte, as no two scans ever are."""

    def __init__(self, address: str, check: PageCheck) -> None:
        self._address = address
        self._check = check

    @property
    def address(self) -> str:
        """``simulated:``."""
        return self._address

    def scan(
        self,
        into: Path,
        *,
        feeder: bool = False,
        arrived: Callable[[Path], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> list[Path]:
        """As `ports.Scanner.scan`; a feeder holds three sheets."""
        with tempfile.TemporaryDirectory(prefix="windowdesk-scanner-") as name:
            folder = Path(name)
            for _ in range(PAGES_IN_FEEDER if feeder else 1):
                self._lay_sheet(folder)
            scanner = FolderScanner(self._address, folder, self._check)
            return scanner.scan(into, feeder=feeder, arrived=arrived, cancelled=cancelled)

    def _lay_sheet(self, folder: Path) -> None:
        samples = sorted(assets.resource("training").glob("*.jpg"))
        number = next(self._sheets)
        with Image.open(samples[number % len(samples)]) as sample:
            sample.save(folder / f"{number:04d}.jpg", quality=85, comment=f"sheet {number}".encode())


class SimulatedDriverless:
    """Address ``simulated:?by=escl``: the true driver at a driverless scanner that is switched on for each scan."""

    _sheets = 0
    """Given over the whole run, for the same reason."""

    def __init__(self, address: str, check: PageCheck) -> None:
        self._address = address
        self._check = check

    @property
    def address(self) -> str:
        """As it was set."""
        return self._address

    def scan(
        self,
        into: Path,
        *,
        feeder: bool = False,
        arrived: Callable[[Path], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> list[Path]:
        """As `ports.Scanner.scan`; a feeder holds three sheets."""
        from windowdesk.devices.address import open_scanner
        from windowdesk.devices.simulated_escl import SimulatedEscl

        with SimulatedEscl() as device:
            device.pages = SimulatedDriverless._sheets
            device.set(sheets=PAGES_IN_FEEDER if feeder else 0)
            try:
                scanner = open_scanner(device.address, self._check)
                return scanner.scan(into, feeder=feeder, arrived=arrived, cancelled=cancelled)
            finally:
                SimulatedDriverless._sheets = device.pages
