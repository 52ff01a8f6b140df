"""The exchange by stick for one station: the second carrier of the same three things."""

from __future__ import annotations

import random
import threading
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from windowdesk import errors
from windowdesk.clock import Clock
from windowdesk.domain.exchange_log import STICK_DOWN, STICK_UP
from windowdesk.domain.relay import Carried, Enrolled, Exported, Import
from windowdesk.events import Bus, Changed, Kind
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.store import Store
from windowdesk.sync import blobs_up, enrol_by_stick, enrolment, item_out, relay_in, relay_out
from windowdesk.sync.journal import by_stick
from windowdesk.sync.reply import Nobody
from windowdesk.sync.run import ACTOR, Run
from windowdesk.sync.station import Station


class Relay:
    """Writes bundles and takes replies. Needs no line, ever.

    ``store`` is a handle of its own; closing the relay, on the thread that used it, closes the handle.
    """

    def __init__(
        self, store: Store, blobs: Blobs, *, key: Ed25519PrivateKey, home: Path, clock: Clock, bus: Bus
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._key = key
        self._home = home
        self._clock = clock
        self._bus = bus

    def __enter__(self) -> Relay:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def write(self, folder: Path, actor: str) -> Exported:
        """Put everything the county is not known to have into ``folder``, in one bundle or several.

        Raises:
            DeviceTrouble: ``STICK_ABSENT``, ``STICK_READ_ONLY``, ``STICK_FULL``, ``STICK_PULLED``.
            CountyTrouble: ``COUNTY_NO_SEAL``.
            StoreTrouble: ``NOT_ENROLLED``, or the local store.
        """
        run = self._run()
        began = self._clock.now()
        written = relay_out.write_bundles(run, folder, actor=actor)
        with self._store.unit(ACTOR) as unit:
            counts = {"events": written.events, "files": written.files, "up": written.size}
            by_stick(unit, STICK_UP, began, self._clock.now(), **counts)
        self._tell(run)
        return written

    def write_case(self, folder: Path, actor: str, case: str) -> Exported:
        """Put one case alone into ``folder``, for the county to look at or to take its stuck files from.

        Raises:
            InputRefused: ``CASE_UNKNOWN``.
            DeviceTrouble, CountyTrouble, StoreTrouble: as `write`.
        """
        run = self._run()
        written = item_out.write_case(run, folder, case, actor=actor)
        self._tell(run)
        return written

    def take(self, place: Path) -> Import:
        """Take the reply ``place``, or every reply for this station in that folder.

        Raises:
            InputRefused: nothing was taken, and why.
            DeviceTrouble: the stick.
            StoreTrouble: ``NOT_ENROLLED``, or the local store.
        """
        run, began = self._run(), self._clock.now()
        try:
            found = relay_in.take(run, place)
            with self._store.unit(ACTOR) as unit:
                by_stick(unit, STICK_DOWN, began, self._clock.now(), **_counts(found), proof=run.report.proof)
            return found
        finally:
            self._tell(run)

    def ask_to_enrol(self, code: str, folder: Path, device_name: str = "") -> Carried:
        """Put a request to be enrolled, made with the code from the county, into ``folder``.

        Raises:
            InputRefused: the code cannot be one.
            DeviceTrouble: the stick.
            StoreTrouble: the local store.
        """
        return enrol_by_stick.write_request(
            code, folder, key=self._key, store=self._store, clock=self._clock, device_name=device_name
        )

    def has_replies(self, place: Path) -> bool:
        """Are there replies to this station in that folder?"""
        known = enrolment.load(self._store, self._home)
        return known is not None and place.is_dir() and bool(relay_in.replies_in(place, known.station)[0])

    def take_enrolment(self, place: Path) -> Enrolled:
        """Take the county's answer; the settings are for who called to keep.

        Raises:
            InputRefused: nothing was taken, and why.
            DeviceTrouble: the stick.
            StoreTrouble: the local store.
        """
        return enrol_by_stick.take_answer(place, key=self._key, store=self._store, home=self._home)

    def _run(self) -> Run:
        known = enrolment.load(self._store, self._home)
        if known is None:
            raise errors.StoreTrouble(errors.NOT_ENROLLED)
        return Run(
            store=self._store,
            blobs=self._blobs,
            county=Nobody(),
            station=Station(known.station, self._key),
            enrolment=known,
            home=self._home,
            clock=self._clock,
            draw=random.SystemRandom(),
            chunk=blobs_up.CHUNK,
            ending=threading.Event(),
            force=True,
        )

    def _tell(self, run: Run) -> None:
        self._bus.publish(Changed(frozenset(run.changed | {Kind.EXCHANGE})))


def _counts(found: Import) -> dict[str, Any]:
    names = ("accepted", "held", "rejected", "files", "news")
    total: dict[str, Any] = {name: sum(getattr(one, name) for one in found.taken) for name in names}
    return total | {"packs": tuple(pack for one in found.taken for pack in one.packs)}
