"""The only place that builds things and joins them; no behaviour of its own.

Everything heavy is imported when it is built: a command pays for what it needs.
"""

from __future__ import annotations

import dataclasses
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from windowdesk import errors
from windowdesk import settings as settings_file
from windowdesk.clock import Clock, SystemClock
from windowdesk.events import Bus, Changed, Kind
from windowdesk.settings import Devices, Settings, Site

if TYPE_CHECKING:
    from windowdesk.casework.desk import Desk
    from windowdesk.casework.doctor import Probe, Probes
    from windowdesk.cli.options import Options
    from windowdesk.devices.ports import CardReader, PagePrinter, ReceiptPrinter, Scanner
    from windowdesk.devices.pump import ReaderPump
    from windowdesk.domain.device_news import ReaderState
    from windowdesk.domain.relay import Enrolled, Passage
    from windowdesk.storage.store import Store
    from windowdesk.sync.carrying import Carrying
    from windowdesk.sync.engine import Engine
    from windowdesk.sync.loop import Loop
    from windowdesk.sync.relay import Relay
    from windowdesk.sync.run import RunReport

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 10.0
"""How long closing waits for a request that is under way."""


class OpenDesk:
    """An opened station: the desk, its devices by address, its line to the county.

    Belongs to the thread that opened it; only `sync_now` may be called from any.
    """

    def __init__(self, desk: Desk, overrides: Devices) -> None:
        self.desk = desk
        self._overrides = overrides
        self._engine: Engine | None = None
        self._loop: Loop | None = None
        self._pumps: list[ReaderPump] = []
        self._begun = False
        desk.bus.subscribe(Changed, self._settings_changed)

    @property
    def devices(self) -> Devices:
        """The device addresses in use: those of this run first, then the settings."""
        given = {name: value for name, value in dataclasses.asdict(self._overrides).items() if value}
        given.pop("printer_model", None)
        return dataclasses.replace(self.desk.settings.devices, **given)

    # Devices, by address.

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

        addresses = self.devices.reader
        if not addresses:
            raise errors.DeviceTrouble(errors.READER_ABSENT, address="没有设置")
        return open_readers(addresses)

    def scanner(self) -> Scanner:
        """The scanner; each page it hands over was checked.

        Raises:
            DeviceTrouble: SCANNER_ABSENT when none is set.
            InputRefused: DEVICE_ADDRESS.
        """
        from windowdesk.devices.address import open_scanner
        from windowdesk.documents import page_check

        address = self.devices.scanner
        if not address:
            raise errors.DeviceTrouble(errors.SCANNER_ABSENT, address="没有设置")
        return open_scanner(address, page_check.check)

    def printer(self) -> ReceiptPrinter:
        """The receipt printer.

        Raises:
            DeviceTrouble: PRINTER_ABSENT when none is set.
            InputRefused: DEVICE_ADDRESS, PRINTER_MODEL_UNKNOWN.
        """
        from windowdesk.devices.printer_address import open_printer

        address = self.devices.printer
        if not address:
            raise errors.DeviceTrouble(errors.PRINTER_ABSENT, address="没有设置")
        return open_printer(address, self.devices.printer_model)

    def page_printer(self) -> PagePrinter:
        """The printers for A4 that this PC's print system knows."""
        if os.name == "nt":
            from windowdesk.devices.windows_pages import WindowsPages
            from windowdesk.gui import qt_pages

            return WindowsPages(qt_pages.paint)
        from windowdesk.devices.cups_queue import CupsPages

        return CupsPages()

    def probes(self) -> Probes:
        """What the device doctor may ask."""
        from windowdesk.casework import probing
        from windowdesk.casework.doctor import Probes
        from windowdesk.devices import scanner_look
        from windowdesk.documents import fonts

        devices = self.devices
        return Probes(
            reader=self._reader_probe() if devices.reader else None,
            scanner=(lambda: scanner_look.look(devices.scanner)) if devices.scanner else None,
            printer=probing.printer(self.printer) if devices.printer else None,
            county=self._county_probe if self.desk.settings.county else None,
            fonts=probing.fonts(lambda text: fonts.installed().missing(text)),
        )

    def _reader_probe(self) -> Probe:
        """While its own thread holds a reader, that thread knows how it is."""
        from windowdesk.casework import probing

        pumps = self._pumps
        return probing.reader(self.reader) if not pumps else lambda: _said_of([pump.state for pump in pumps])

    def _county_probe(self) -> str:
        from windowdesk.sync.county import County
        from windowdesk.sync.trusted_time import TrustedTime

        line = self._line(self.desk.settings.county)
        try:
            County(line, None, TrustedTime(self.desk.clock, None)).health()
        finally:
            line.close()
        return "县平台连得上。"

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

    # The exchange.

    def run_exchange(self) -> RunReport:
        """One run of the exchange in this thread, now.

        Raises:
            StoreTrouble: NOT_ENROLLED.
            InputRefused: FIELD_MISSING when no county is set.
        """
        if not self.desk.settings.station:
            raise errors.StoreTrouble(errors.NOT_ENROLLED)
        self._not_in_training()
        if self._engine is None:
            self._engine = self._make_engine(self.desk.store)
        return self._engine.run_once(force=True)

    def relay(self) -> Relay:
        """The exchange by stick, for the calling thread; raises StoreTrouble(KEY_MISSING)."""
        from windowdesk.sync.relay import Relay

        self._not_in_training()
        desk, key = self.desk, self.desk.station_key
        if key is None:
            raise errors.StoreTrouble(errors.KEY_MISSING)
        store = desk.store.sibling()
        return Relay(store, desk.blobs, key=key, home=desk.home, clock=desk.clock, bus=desk.bus)

    def carrying(self) -> Carrying:
        """What is held for other stations, for the calling thread; raises StoreTrouble(NOT_ENROLLED)."""
        from windowdesk.sync.carrying import Carrying

        self._not_in_training()
        desk = self.desk
        if not desk.settings.station:
            raise errors.StoreTrouble(errors.NOT_ENROLLED)
        line = self._hand_on if desk.settings.county else None
        return Carrying(desk.store.sibling(), desk.home, desk.settings.station, desk.bus, line)

    def _hand_on(self, carrying: Carrying) -> Passage:
        from windowdesk.sync import carrying_line
        from windowdesk.sync.county import County
        from windowdesk.sync.sign_in import SignIn
        from windowdesk.sync.trusted_time import TrustedTime

        desk = self.desk
        if desk.station_key is None:
            raise errors.StoreTrouble(errors.KEY_MISSING)
        time = TrustedTime(desk.clock, None)
        line = self._line(desk.settings.county)
        try:
            county = County(line, SignIn(desk.settings.station, desk.station_key, desk.clock, time), time)
            county.sign_in()
            return carrying_line.hand_on(carrying, county)
        finally:
            line.close()

    def sticks(self) -> tuple[Path, ...]:
        """The sticks that are plugged in."""
        from windowdesk.devices.sticks import plugged_in

        return plugged_in()

    def begin(self) -> None:
        """Begin what runs beside the window: the exchange and the card readers, each in its own thread."""
        self._start_exchange()
        self._begun = True
        self._start_pumps()

    def sync_now(self) -> None:
        """Wake the exchange. Returns at once."""
        if self._loop is not None:
            self._loop.run_now()

    def enrol(self, county: str, code: str, name: str) -> str:
        """Enrol at the county and keep what it says in the settings; returns the station number.

        Raises:
            CountyTrouble: the line, or ENROL_CODE.
            StoreTrouble: KEY_MISSING when the vault holds no station key.
        """
        from windowdesk.sync.enrol import enrol

        desk = self.desk
        self._not_in_training()
        if desk.station_key is None:
            raise errors.StoreTrouble(errors.KEY_MISSING)
        line = self._line(county)
        try:
            found = enrol(
                code,
                line=line,
                key=desk.station_key,
                store=desk.store,
                home=desk.home,
                clock=desk.clock,
                device_name=name,
            )
        finally:
            line.close()
        self._settle_in(found.station, found.device, found.site, county)
        return found.station

    def enrolled(self, found: Enrolled) -> Settings:
        """Keep in the settings what an enrolment by stick brought; the settings as they are then."""
        self._settle_in(found.station, found.device, found.site, settings_file.load(self.desk.home).county)
        return self.desk.settings

    def _settle_in(self, station: str, device: str, site: Any, county: str) -> None:
        # What was set for this run only must not slip into the file.
        kept = settings_file.load(self.desk.home)
        site = _site(kept.site, site)
        self.apply_settings(dataclasses.replace(kept, county=county, station=station, device=device, site=site))

    def apply_settings(self, settings: Settings) -> None:
        """Save the settings and use them from now on, devices included."""
        desk = self.desk
        elsewhere = _line_of(settings) != _line_of(desk.settings)
        settings_file.save(desk.home, settings)
        desk.settings = settings
        self._let_go_of_devices()
        if self._begun:
            self._start_pumps()
            if elsewhere and self._end_exchange():
                self._start_exchange()
        desk.bus.publish(Changed(frozenset({Kind.SETTINGS})))

    def _settings_changed(self, news: Changed) -> None:
        """The exchange wrote what the county set, in its own thread: only the file is shared."""
        if Kind.SETTINGS in news.kinds:
            desk = self.desk
            desk.settings = dataclasses.replace(settings_file.load(desk.home), county=desk.settings.county)

    def close(self) -> None:
        """Close everything in the order in which it depends: devices, exchange, store."""
        self._let_go_of_devices()
        if self._engine is not None:
            self._engine.close()
            self._engine = None
        if not self._end_exchange():
            # A request hangs on a dead line. Its thread ends with the program, and the store is as
            # safe as at a power cut; closing it under that thread would not be.
            log.warning("the exchange did not end in time: the store is left to the next start")
            return
        self.desk.store.close()

    def _not_in_training(self) -> None:
        if self.desk.training:
            raise errors.InputRefused(errors.TRAINING)

    def _line(self, county: str) -> Any:
        from windowdesk.sync.transport import HttpLine

        self._not_in_training()
        if not county:
            raise errors.InputRefused(errors.FIELD_MISSING, field="县平台地址")
        pinned = self.desk.settings.county_certificate
        return HttpLine(county, certificate=Path(pinned) if pinned else None)

    def _make_engine(self, store: Store) -> Engine:
        from windowdesk.sync.engine import Engine

        desk = self.desk
        if desk.station_key is None:
            raise errors.StoreTrouble(errors.KEY_MISSING)
        return Engine(
            store,
            desk.blobs,
            self._line(desk.settings.county),
            key=desk.station_key,
            home=desk.home,
            clock=desk.clock,
            bus=desk.bus,
        )

    def _start_exchange(self) -> None:
        """Where no county is set yet there is nobody to talk to: `apply_settings` comes here again."""
        if not self.desk.settings.county or self.desk.training:
            return
        from windowdesk.sync.loop import Loop

        store = self.desk.store.sibling()

        def end(engine: Engine) -> None:
            engine.close()
            store.close()

        self._loop = Loop(lambda: self._make_engine(store), end, bus=self.desk.bus, clock=self.desk.clock)
        self._loop.start()

    def _end_exchange(self) -> bool:
        """False: its thread did not end in time."""
        if self._loop is not None and not self._loop.stop(PATIENCE_SECONDS):
            return False
        self._loop = None
        return True

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


def _line_of(settings: Settings) -> tuple[str, str]:
    return settings.county, settings.county_certificate


def _said_of(states: list[ReaderState | None]) -> str:
    """What the readers' threads last said, for the doctor.

    Raises:
        DeviceTrouble: one of them is in trouble.
    """
    for state in states:
        if state is not None and state.code:
            raise errors.DeviceTrouble(errors.Message(state.code, state.happened, state.to_do))
    return "读卡器正常，等待放证件。"


def open_desk(
    home: Path,
    *,
    county: str | None = None,
    passphrase: str | None = None,
    devices: Devices | None = None,
    clock: Clock | None = None,
    bus: Bus | None = None,
) -> OpenDesk:
    """Open the station in ``home``, making it on first use.

    Args:
        home: folder of the station.
        county: address to use instead of the one in the settings, for this run.
        passphrase: opens (or makes) a passphrase vault; None: the system's keyring.
        devices: addresses to use instead of those in the settings, for this run.
        clock: time of everything; None: this PC's.
        bus: where news is told; None: a new one.

    Raises:
        StoreTrouble: what keeps the store from being opened; nothing stays open.
    """
    from windowdesk.casework import initials
    from windowdesk.casework.desk import Desk
    from windowdesk.storage.blobs import Blobs
    from windowdesk.storage.disk import make_folder
    from windowdesk.storage.store import Store
    from windowdesk.storage.vault import open_vault

    make_folder(home)
    settings = settings_file.load(home)
    if county:
        settings = dataclasses.replace(settings, county=county)
    copy = Path(settings.second_copy).expanduser() if settings.second_copy else None
    vault = open_vault(home, passphrase=passphrase, second_copy=copy)
    used_clock = clock or SystemClock()
    store = Store.open(home, vault, clock=used_clock, second_copy=copy, initials=initials.shipped())
    if store.restored is not None:
        _take_all_as_sent(store)
    said = _said_by_county(store)
    if said:
        kept = settings_file.change(home, lambda now: settings_file.with_county(now, said))
        settings = dataclasses.replace(kept, county=settings.county)
    blobs = Blobs(home, vault, second_copy=copy)
    desk = Desk(store, blobs, used_clock, settings, bus or Bus(), home, vault.station_key)
    return OpenDesk(desk, devices or Devices())


def open_training(home: Path, *, clock: Clock | None = None, bus: Bus | None = None) -> OpenDesk:
    """Open training (演示) in its own folder ``home``: simulated devices, no way to any county.

    Raises:
        StoreTrouble: what keeps the store from being opened, among it the folder of a real station.
    """
    from windowdesk.casework import initials, training
    from windowdesk.casework.desk import Desk
    from windowdesk.storage.blobs import Blobs
    from windowdesk.storage.store import Store
    from windowdesk.storage.vault import open_vault

    home.mkdir(parents=True, exist_ok=True)
    vault = open_vault(home, passphrase=training.PASSPHRASE).for_training()
    used_clock = clock or SystemClock()
    store = Store.open(home, vault, clock=used_clock, initials=initials.shipped())
    training.put_catalogue(store)
    settings = training.settings(home)
    desk = Desk(store, Blobs(home, vault), used_clock, settings, bus or Bus(), home, vault.station_key, training=True)
    return OpenDesk(desk, Devices())


def _take_all_as_sent(store: Store) -> None:
    """After a rebuild nobody knows how far the exchange had got: nothing may be voided as if it were still here."""
    from windowdesk.domain.exchange_news import SENT_NAME

    with store.unit("程序") as unit:
        unit.state.set(SENT_NAME, unit.outbox.head()[0])


def _said_by_county(store: Store) -> dict[str, Any]:
    """What the county set: it counts again at every start, whatever the file says."""
    from windowdesk.domain.exchange_news import SETTINGS_NAME

    with store.reading() as view:
        return dict(view.state.get(SETTINGS_NAME, {}))


def open_station(options: Options) -> OpenDesk:
    """The same for a command line."""
    if options.training:
        return open_training(options.home)
    return open_desk(options.home, county=options.county, passphrase=options.passphrase, devices=_devices(options))


def run_window(options: Options) -> int:
    """Open the window: it is painted first, the desk opens behind it; returns the exit code."""
    from windowdesk.gui import start

    def opener(passphrase: str | None) -> OpenDesk:
        found = (
            open_training(options.home)
            if options.training
            else open_desk(
                options.home,
                county=options.county,
                passphrase=passphrase or options.passphrase,
                devices=_devices(options),
            )
        )
        found.begin()
        return found

    return start.run(opener, settings_file.load(options.home))


def _devices(options: Options) -> Devices:
    return Devices(options.reader or "", options.scanner or "", options.printer or "")


def _site(before: Site, said: Any) -> Site:
    """The site as the county knows it; what it does not say stays."""
    known = {one.name for one in dataclasses.fields(Site)}
    return dataclasses.replace(before, **{name: value for name, value in said.items() if name in known})
