"""The counter of an opened desk: card readers, scanner and printers, by address."""

from __future__ import annotations

import dataclasses
import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from windowdesk import errors
from windowdesk.settings import Devices

if TYPE_CHECKING:
    from windowdesk.casework.desk import Desk
    from windowdesk.casework.device_tests import TryOut
    from windowdesk.casework.doctor import Probe, Probes
    from windowdesk.casework.paper_roll import Standing
    from windowdesk.devices.camera import Camera
    from windowdesk.devices.ports import CardReader, Evaluator, PagePrinter, ReceiptPrinter, Scanner
    from windowdesk.devices.pump import ReaderPump
    from windowdesk.domain.found_devices import FoundDevice

FIRST_LOOK_SECONDS = 8.0
"""How long the doctor waits for the first word of a reader's own thread; five speeds of a serial line take 2 s."""


class Counter:
    """The devices. Nothing is opened before it is used; `evaluator`, `next_card` and `last_receipt` may be
    called from any thread."""

    def __init__(self, desk: Desk, overrides: Devices) -> None:
        self.desk = desk
        self._overrides = overrides
        self._pumps: list[ReaderPump] = []

    @property
    def devices(self) -> Devices:
        """The device addresses in use: those of this run first, then the settings."""
        given = {name: value for name, value in dataclasses.asdict(self._overrides).items() if value}
        given.pop("printer_model", None)
        return dataclasses.replace(self.desk.settings.devices, **given)

    def reader(self) -> CardReader:
        """The card reader; several that are set act as one.

        Raises:
            DeviceTrouble: READER_ABSENT when none is set.
            InputRefused: DEVICE_ADDRESS.
        """
        from windowdesk.devices.several_readers import SeveralReaders

        readers = self._readers()
        return readers[0] if len(readers) == 1 else SeveralReaders(readers)

    def _readers(self) -> list[CardReader]:
        from windowdesk.devices.address import open_readers

        return open_readers(_set(self.devices.reader, errors.READER_ABSENT))

    def scanner(self) -> Scanner:
        """The scanner; each page it hands over was checked.

        Raises:
            DeviceTrouble: SCANNER_ABSENT when none is set.
            InputRefused: DEVICE_ADDRESS.
        """
        from windowdesk.devices.address import open_scanner
        from windowdesk.documents import page_check

        return open_scanner(_set(self.devices.scanner, errors.SCANNER_ABSENT), page_check.check)

    def camera(self) -> Camera | None:
        """The scanner, where it is a camera: it also shows what it sees. Raises InputRefused(DEVICE_ADDRESS)."""
        from windowdesk.devices.address import open_camera
        from windowdesk.documents import page_check

        address = self.devices.scanner
        return open_camera(address, page_check.check) if address else None

    def printer(self) -> ReceiptPrinter:
        """The receipt printer.

        Raises:
            DeviceTrouble: PRINTER_ABSENT when none is set.
            InputRefused: DEVICE_ADDRESS, PRINTER_MODEL_UNKNOWN.
        """
        from windowdesk.casework import paper_roll
        from windowdesk.devices.printer_address import open_printer

        devices = self.devices
        address = _set(devices.printer, errors.PRINTER_ABSENT)
        return paper_roll.counted(open_printer(address, devices.printer_model), self.desk, devices)

    def evaluator(self) -> Evaluator:
        """The evaluator.

        Raises:
            DeviceTrouble: EVALUATOR_ABSENT when none is set.
            InputRefused: DEVICE_ADDRESS.
        """
        from windowdesk.devices.evaluator_address import open_evaluator

        return open_evaluator(_set(self.devices.evaluator, errors.EVALUATOR_ABSENT))

    def page_printer(self) -> PagePrinter:
        """The printers for A4 that this PC's print system knows."""
        if os.name == "nt":
            from windowdesk.devices.windows_pages import WindowsPages
            from windowdesk.gui import qt_pages

            return WindowsPages(qt_pages.paint)
        from windowdesk.devices.cups_queue import CupsPages

        return CupsPages()

    def _probes(self, county: Probe | None) -> Probes:
        from windowdesk.casework import probing
        from windowdesk.casework.doctor import Probes
        from windowdesk.devices import scanner_look
        from windowdesk.devices.finding import screens
        from windowdesk.documents import fonts

        devices = self.devices
        return Probes(
            reader=self._reader_probe() if devices.reader else None,
            scanner=probing.scanner(lambda: scanner_look.look(devices.scanner)) if devices.scanner else None,
            printer=probing.printer(self.printer, self._roll) if devices.printer else None,
            office=probing.office(self.page_printer),
            screen=probing.screen(screens.count),
            evaluator=probing.evaluator(self.evaluator) if devices.evaluator else None,
            county=county,
            fonts=probing.fonts(lambda text: fonts.installed().missing(text)),
        )

    def _roll(self) -> Standing | None:
        from windowdesk.casework import paper_roll

        return paper_roll.standing_now(self.desk, self.devices)

    def _reader_probe(self) -> Probe:
        """While its own thread holds a reader, that thread knows how it is."""
        from windowdesk.casework import probing

        def probe() -> str:
            pumps = tuple(self._pumps)
            return _said_of(pumps) if pumps else probing.readers(self._readers)()

        return probe

    # The device doctor; each call takes seconds and may be made from any thread.

    def find(self, *, ask_serial: bool = False) -> tuple[FoundDevice, ...]:
        """What is plugged in; ``ask_serial`` also writes a question to each serial port that is not in use."""
        from windowdesk.devices.finding import around

        return around.find(self.devices, ask_serial=ask_serial)

    def certain(self, found: FoundDevice) -> FoundDevice:
        """The same, once it is known what it is: a serial port is asked. Raises DeviceTrouble."""
        from windowdesk.app import trying

        return trying.certain(found)

    def try_address(self, found: FoundDevice) -> str:
        """How a device that was found is, before it is taken into use. Raises Known."""
        from windowdesk.app import trying

        return trying.look_at(found, self.devices.printer_model)

    def stand_in_scanner(self) -> FoundDevice:
        """A camera that is plugged in, else a folder for scans in this user's home, made where there is none."""
        from windowdesk.devices.finding import cameras, scanners

        return next((one for one in cameras.look() if one.usable), None) or scanners.folder_at_hand()

    def test_device(self, part: str, cancelled: threading.Event | None = None, queue: str = "") -> TryOut:
        """Read a card, scan a page, print a slip or a page (on ``queue``, else the usual printer), show words on the
        second screen, ask for a rating: ``reader``, ``scanner``, ``printer``, ``office``, ``screen``,
        ``evaluator``. Raises Known.

        Not the reader while its own thread runs (`begin`): that one tells the bus of each card; not the screen
        where there is a window, which has it.
        """
        from windowdesk.casework import device_tests
        from windowdesk.devices import scanner_look

        if part == "reader":
            return device_tests.read_a_card(self.reader(), cancelled=cancelled)
        if part == "printer":
            return device_tests.print_a_slip(self.printer())
        if part == "evaluator":
            return device_tests.ask_for_a_rating(self.evaluator(), cancelled)
        if part == "office":
            return self._print_a_page(queue, cancelled)
        if part == "screen":
            _show_words(device_tests.SCREEN_SECONDS)
            return device_tests.SCREEN_SHOWN
        if self.devices.scanner.startswith("folder:"):
            # A real page may wait there; a test must not take it away.
            seen = scanner_look.look(self.devices.scanner)
            return device_tests.TryOut(seen.words, seen.sure)
        return device_tests.scan_a_page(self.scanner(), cancelled)

    def _print_a_page(self, queue: str, cancelled: threading.Event | None) -> TryOut:
        from windowdesk.casework import device_tests
        from windowdesk.clock import new_id
        from windowdesk.documents import papers, test_page

        page = papers.write(test_page.filled(), training=self.desk.training)
        return device_tests.print_a_page(self.page_printer(), page, new_id(self.desk.clock.now()), queue, cancelled)

    def settle_roll(self, *, is_new: bool) -> Standing | None:
        """已换新纸卷, or 还是原来那卷; how the roll stands then, None: the printer's own sensor tells. Any thread.

        Raises:
            DeviceTrouble: PRINTER_ABSENT when none is set.
            InputRefused: DEVICE_ADDRESS, PRINTER_MODEL_UNKNOWN.
        """
        from windowdesk.casework import paper_roll

        _set(self.devices.printer, errors.PRINTER_ABSENT)
        return paper_roll.settle(self.desk, self.devices, is_new=is_new)

    def sticks(self) -> tuple[Path, ...]:
        """The sticks that are plugged in."""
        from windowdesk.devices.sticks import plugged_in

        return plugged_in()

    # Training.

    def next_card(self) -> None:
        """Lay the next invented person's card on the simulated reader. Any thread."""
        from windowdesk.devices.simulated_sam import SimulatedReader

        for pump in self._pumps:
            if isinstance(pump.reader, SimulatedReader):
                pump.reader.next_person()

    def last_receipt(self) -> Path | None:
        """The picture of the receipt that the simulated printer drew last."""
        from windowdesk.casework.training import RECEIPTS
        from windowdesk.devices.drawing_printer import last_picture

        return last_picture(self.desk.home / RECEIPTS)

    def _start_pumps(self) -> None:
        if not self.devices.reader:
            return
        from windowdesk.devices.pump import ReaderPump

        for reader in self._readers():
            pump = ReaderPump(reader, self.desk.bus)
            pump.start()
            self._pumps.append(pump)

    def _let_go_of_devices(self) -> None:
        while self._pumps:
            self._pumps.pop().stop()


def _set(address: str, absent: errors.Message) -> str:
    """The address, as it is set. Raises DeviceTrouble ``absent`` where none is."""
    if not address:
        raise errors.DeviceTrouble(absent, address="没有设置")
    return address


def _said_of(pumps: Sequence[ReaderPump]) -> str:
    """What the readers' threads last said, for the doctor; one that has just begun is given time for its first look.

    Raises:
        DeviceTrouble: one of them is in trouble, or says nothing at all.
    """
    deadline = time.monotonic() + FIRST_LOOK_SECONDS
    while any(pump.state is None for pump in pumps):
        if time.monotonic() > deadline:
            raise errors.DeviceTrouble(errors.READER_SILENT)
        time.sleep(0.05)
    for state in (pump.state for pump in pumps):
        if state is not None and state.code:
            raise errors.DeviceTrouble(errors.Message(state.code, state.happened, state.to_do))
    return "读卡器正常，等待放证件。"


def _show_words(seconds: float) -> None:
    """Large words on the second screen for a while.

    Raises:
        DeviceTrouble: SCREEN_ABSENT, there is none, or it was unplugged meanwhile, or Qt is not installed here.
    """
    try:
        from windowdesk.gui import screen_test
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "PySide6":
            raise
        raise errors.DeviceTrouble(errors.SCREEN_ABSENT) from missing
    screen_test.show(seconds)
