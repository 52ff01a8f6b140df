"""An opened desk: its counter, its line to the county, and what runs beside the window."""

from __future__ import annotations

import dataclasses
import logging
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from windowdesk import errors
from windowdesk import settings as settings_file
from windowdesk.app.counter import Counter
from windowdesk.events import Changed, Kind
from windowdesk.settings import Devices, Settings, Site

if TYPE_CHECKING:
    from windowdesk.casework.desk import Desk
    from windowdesk.casework.doctor import Probes
    from windowdesk.domain.found_devices import FoundDevice
    from windowdesk.domain.relay import Enrolled, Passage
    from windowdesk.storage.store import Store
    from windowdesk.sync.carrying import Carrying
    from windowdesk.sync.engine import Engine
    from windowdesk.sync.loop import Loop
    from windowdesk.sync.relay import Relay
    from windowdesk.sync.run import RunReport
    from windowdesk.sync.transport import Traffic

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 10.0
"""How long closing waits for a request that is under way."""


class OpenDesk(Counter):
    """An opened station: the desk, its devices by address, its line to the county.

    Belongs to the thread that opened it; only `sync_now` may be called from any.
    """

    def __init__(self, desk: Desk, overrides: Devices) -> None:
        super().__init__(desk, overrides)
        self._engine: Engine | None = None
        self._loop: Loop | None = None
        self._begun = False
        desk.bus.subscribe(Changed, self._settings_changed)

    def probes(self) -> Probes:
        """What the device doctor may ask."""
        if self.desk.training:
            return self._probes(lambda: "演示不连县平台。")
        return self._probes(self._county_probe if self.desk.settings.county else None)

    def _county_probe(self) -> str:
        from windowdesk.sync.county import County
        from windowdesk.sync.trusted_time import TrustedTime

        line = self._line(self.desk.settings.county)
        try:
            County(line, None, TrustedTime(self.desk.clock, None)).health()
        finally:
            line.close()
        return "县平台连得上。"

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

    def begin(self) -> None:
        """Begin what runs beside the window: the exchange and the card readers, each in its own thread."""
        self._start_exchange()
        self._begun = True
        self._start_pumps()

    def sync_now(self) -> None:
        """Wake the exchange. Returns at once."""
        if self._loop is not None:
            self._loop.run_now()

    def enrol(self, county: str, code: str, name: str = "") -> Enrolled:
        """Enrol at the county over the line, in any thread; what it said is for `enrolled` to keep.

        Raises:
            InputRefused: FIELD_MISSING, FIELD_WRONG.
            CountyTrouble: the line, or ENROL_CODE.
            StoreTrouble: KEY_MISSING when the vault holds no station key.
        """
        from windowdesk.sync.enrol import enrol

        desk = self.desk
        self._not_in_training()
        if desk.station_key is None:
            raise errors.StoreTrouble(errors.KEY_MISSING)
        with closing(self._line(county)) as line, closing(desk.store.sibling()) as store:
            return enrol(
                code,
                line=line,
                key=desk.station_key,
                store=store,
                home=desk.home,
                clock=desk.clock,
                device_name=name,
            )

    def enrolled(self, found: Enrolled, county: str = "") -> Settings:
        """Keep in the settings what an enrolment brought, and the ``county`` that answered, where it was by line;
        the settings as they are then."""
        # What was set for this run only must not slip into the file.
        kept = settings_file.load(self.desk.home)
        site = _site(kept.site, found.site)
        known = dataclasses.replace(
            kept, county=county or kept.county, station=found.station, device=found.device, site=site
        )
        self.apply_settings(known)
        return self.desk.settings

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

    def use(self, found: FoundDevice) -> Settings:
        """Take a device that was found into use; the settings as they are then. Training has its own devices only."""
        self._not_in_training()
        from windowdesk.domain.found_devices import taken_into_use

        kept = settings_file.load(self.desk.home)
        self.apply_settings(dataclasses.replace(kept, devices=taken_into_use(kept.devices, found)))
        return self.desk.settings

    def reopen(self) -> None:
        """Let go of every device and open each anew; one that is pulled out is looked for again (重新连接)."""
        self._let_go_of_devices()
        if self._begun:
            self._start_pumps()

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

    def _line(self, county: str, traffic: Traffic | None = None) -> Any:
        from windowdesk.sync.transport import HttpLine

        self._not_in_training()
        if not county:
            raise errors.InputRefused(errors.FIELD_MISSING, field="县平台地址")
        pinned = self.desk.settings.county_certificate
        return HttpLine(county, certificate=Path(pinned) if pinned else None, traffic=traffic)

    def _make_engine(self, store: Store, traffic: Traffic | None = None) -> Engine:
        from windowdesk.sync.engine import Engine

        desk = self.desk
        if desk.station_key is None:
            raise errors.StoreTrouble(errors.KEY_MISSING)
        return Engine(
            store,
            desk.blobs,
            self._line(desk.settings.county, traffic),
            key=desk.station_key,
            home=desk.home,
            clock=desk.clock,
            bus=desk.bus,
        )

    def _start_exchange(self) -> None:
        """Where no county is set yet there is nobody to talk to: `apply_settings` comes here again."""
        if not self.desk.settings.county or self.desk.training:
            return
        from windowdesk.sync.ear import Ear
        from windowdesk.sync.loop import Loop
        from windowdesk.sync.transport import Traffic

        store = self.desk.store.sibling()
        traffic = Traffic()  # of both lines: the data of a day counts them together

        def end(engine: Engine) -> None:
            engine.close()
            store.close()

        county = self.desk.settings.county
        ear = Ear(lambda: self._line(county, traffic))
        self._loop = Loop(
            lambda: self._make_engine(store, traffic), end, bus=self.desk.bus, clock=self.desk.clock, ear=ear
        )
        self._loop.start()

    def _end_exchange(self) -> bool:
        """False: its thread did not end in time."""
        if self._loop is not None and not self._loop.stop(PATIENCE_SECONDS):
            return False
        self._loop = None
        return True


def _line_of(settings: Settings) -> tuple[str, str]:
    return settings.county, settings.county_certificate


def _site(before: Site, said: Any) -> Site:
    """The site as the county knows it; what it does not say stays."""
    known = {one.name for one in dataclasses.fields(Site)}
    return dataclasses.replace(before, **{name: value for name, value in said.items() if name in known})
