"""The only place that builds things and joins them; no behaviour of its own.

Everything heavy is imported when it is built: a command pays for what it needs.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from windowdesk import settings as settings_file
from windowdesk.app.opened import OpenDesk
from windowdesk.clock import Clock, SystemClock
from windowdesk.events import Bus
from windowdesk.settings import Devices

if TYPE_CHECKING:
    from windowdesk.cli.options import Options
    from windowdesk.storage.store import Store

__all__ = ["OpenDesk", "open_desk", "open_station", "open_training", "run_window"]


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


def open_training(
    home: Path, *, devices: Devices | None = None, clock: Clock | None = None, bus: Bus | None = None
) -> OpenDesk:
    """Open training (演示) in its own folder ``home``: simulated devices, no way to any county.

    ``devices``: simulated addresses to use instead of those training begins with, for this run.

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
    return OpenDesk(desk, devices or Devices())


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
    """The same for a command line. Nobody can lay a card down there: in training one lies on the reader."""
    from windowdesk.casework import training

    if options.training:
        given = _devices(options)
        return open_training(
            options.home, devices=dataclasses.replace(given, reader=given.reader or training.READER_LAID)
        )
    return open_desk(options.home, county=options.county, passphrase=options.passphrase, devices=_devices(options))


def run_window(options: Options) -> int:
    """Open the window: it is painted first, the desk opens behind it; returns the exit code."""
    from windowdesk.gui import start

    def opener(passphrase: str | None) -> OpenDesk:
        found = (
            open_training(options.home, devices=_devices(options))
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
    given: dict[str, Any] = {
        name: getattr(options, name) or "" for name in ("reader", "scanner", "printer", "evaluator")
    }
    return Devices(**given)
