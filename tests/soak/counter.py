"""The counter of the soak: simulated devices as processes of their own at their true ports, and a desk that is hurried.

The devices stand outside the measured process: what they cost is not the window's. The waits of the drivers are made
short, so that eight hours fit into minutes; nothing else of them is changed.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty
from typing import Any

import sample_day
from stage import PASSPHRASE, Machine

from windowdesk import settings as settings_file
from windowdesk.app import OpenDesk, open_desk
from windowdesk.devices import escpos_printer, pump, sam_reader
from windowdesk.settings import Devices, Settings

MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""Half past eight on a Monday; the day on the wall of this PC does not matter."""
WORKING_DAY = timedelta(hours=8)
LINE_QUIET_SECONDS = 0.04


class Device(Machine):
    """A simulated device; what it tells unasked is kept apart from its answers."""

    def __init__(self, module: str, log: Path, *words: str) -> None:
        super().__init__([sys.executable, "-m", f"windowdesk.devices.{module}", *words], log)
        self._heard: list[dict[str, Any]] = []

    def order(self, **words: Any) -> None:
        """Give it one command.

        Raises:
            RuntimeError: it refused.
        """
        self.tell(**words)
        while True:
            said = self.says()
            if "error" in said:
                raise RuntimeError(f"{words}: {said}")
            if "done" in said:
                return
            self._heard.append(said)

    def heard(self) -> list[dict[str, Any]]:
        """All it told unasked, oldest first."""
        with suppress(Empty):
            while True:
                self._heard.append(self._said.get_nowait())
        return self._heard

    def heard_all(self) -> list[dict[str, Any]]:
        """The same, once it has been quiet for a moment."""
        count = -1
        while count != (count := len(self.heard())):
            time.sleep(LINE_QUIET_SECONDS)
        return self._heard


class Counter:
    """Reader, scanner and printer, plugged in; everything below ``root``."""

    def __init__(self, root: Path) -> None:
        self.home, self.printed, self._logs = root / "home", root / "printed", root / "logs"
        for folder in (self.home, self.printed, self._logs):
            folder.mkdir(parents=True)
        self._link = root / "reader"
        self.reader = Device("simulated_sam", self._logs / "reader.log", "--link", str(self._link))
        self.reader.says()
        self.printer = Device(
            "simulated_printer", self._logs / "printer.log", "--port", "0", "--into", str(self.printed)
        )
        self._printer_port = self.printer.says()["port"]
        self.pages: list[dict[str, Any]] = []
        """Told by scanners that were unplugged since."""
        self._scanner_port = 0
        self.plug_scanner()
        settings_file.save(self.home, self._settings())

    def plug_scanner(self) -> None:
        """Switch the scanner on, where it was before."""
        log = self._logs / "scanner.log"
        self.scanner = Device("simulated_escl", log, "--port", str(self._scanner_port))
        self._scanner_port = self.scanner.says()["port"]

    def unplug_scanner(self) -> None:
        """Pull its plug, whatever it does."""
        self.scanner.stop()
        self.pages += self.scanner.heard()

    def pages_given(self) -> list[str]:
        """Digests of all pages that scanners handed over whole, oldest first. Nothing is scanned now."""
        self.scanner.order(trouble="none")  # what it said before its answer has been heard then
        told = self.pages + self.scanner.heard()
        return [one["digest"] for one in told if one.get("whole") and "page" in one]

    def close(self) -> None:
        """Switch everything off."""
        for device in (self.reader, self.printer, self.scanner):
            device.stop()

    def _settings(self) -> Settings:
        devices = Devices(
            reader=f"serial:{self._link}",
            scanner=f"escl:http://127.0.0.1:{self._scanner_port}/eSCL?resolution=75&width=60&height=80",
            printer=f"tcp://127.0.0.1:{self._printer_port}",
        )
        return Settings(
            site=sample_day.SITE, devices=devices, station="ST-0001", device="Z1", clerk="李代办", badge="001"
        )


class DayClock:
    """A clock that runs as this PC's does and leaps over the quiet of the day."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._leapt = timedelta()

    def now(self) -> datetime:
        """The time in UTC."""
        return MORNING + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Seconds since the morning."""
        return time.monotonic() - self._began + self._leapt.total_seconds()

    def be(self, part: float) -> None:
        """That part of the working day has gone by at least."""
        missing = WORKING_DAY * part - timedelta(seconds=self.monotonic())
        self._leapt += max(missing, timedelta())


def opener(home: Path, clock: DayClock) -> Any:
    """What the window opens its desk with: the true desk with the sample catalogue."""

    def open_now(_: str | None) -> OpenDesk:
        found = open_desk(home, passphrase=PASSPHRASE, clock=clock)
        sample_day.fill_catalogue(found.desk)
        found.begin()
        return found

    return open_now


def hurry() -> None:
    """Shorten the waits of the drivers; they are told here, and nowhere else is one changed."""
    waits = (
        (sam_reader.SamReader.__init__, "poll_seconds", 0.05),
        (sam_reader.serial_reader, "poll_seconds", 0.05),
        (sam_reader.serial_reader, "answer_seconds", 0.5),
        (pump.ReaderPump.__init__, "look_again_seconds", 0.1),
        (escpos_printer.EscposPrinter.__init__, "answer_seconds", 0.15),
        (escpos_printer.EscposPrinter.__init__, "proof_seconds", 4.0),
    )
    for made, name, seconds in waits:
        made.__kwdefaults__[name] = seconds
    pump.RETRY_SECONDS = 0.1
    escpos_printer.PROOF_SECONDS_OF_THE_SILENT = 0.3
    escpos_printer.LOOK_SECONDS = 0.2
