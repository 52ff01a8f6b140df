"""Many stations in one process: each a thread with the real engine and a real line to the county."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from light_store import LightStore
from village import invented

from windowdesk import errors
from windowdesk.clock import SystemClock, new_id
from windowdesk.domain.case_events import CaseReceived
from windowdesk.domain.exchange_news import COUNTY_NAME, IN_USE_NAME, LOOKED_NAME
from windowdesk.domain.numbers import provisional_number
from windowdesk.events import Bus
from windowdesk.sync.engine import Engine
from windowdesk.sync.run import Outcome
from windowdesk.sync.transport import HttpLine
from windowdesk.wire.case_json import payload
from windowdesk.wire.envelope import GENESIS, Header, SealedEvent, seal

OUTAGE = timedelta(days=3)
RAW_ROWS = 128
"""Rows in one raw insert: about what a station sends in one request."""
LOOKS_AGAIN_SECONDS = 1.0
LONGEST_SECONDS = 900.0


@dataclass(frozen=True)
class Known:
    """A station as it was enrolled."""

    number: str
    region: str
    device: str
    key: bytes
    record: dict[str, Any]
    """Its enrolment, as the store keeps it."""


@dataclass(frozen=True)
class Told:
    """How one station fared. Times in seconds after the line came back."""

    number: str
    safe_after: float
    runs: int
    turned_away: int
    troubles: tuple[str, ...]


def log_of(station: Known, cases: int, seed: int) -> list[SealedEvent]:
    """What a station wrote while there was no line."""
    chance = random.Random(seed)
    key = Ed25519PrivateKey.from_private_bytes(station.key)
    now = SystemClock().now() - OUTAGE
    log: list[SealedEvent] = []
    prev = GENESIS
    for index in range(cases):
        now += timedelta(seconds=OUTAGE.total_seconds() / cases)
        number = provisional_number(station.region, now.date(), station.device, index + 1)
        case = invented(index, chance)
        values = payload(CaseReceived(_of_station(case, number, station.region, now)))
        header = Header(index + 1, new_id(now), case.id, 1, 0, now, 0, "001", prev)
        event = seal(CaseReceived.TYPE, values, header, station.number, key)
        log.append(event)
        prev = event.digest
    return log


def _of_station(case: Any, number: str, region: str, now: Any) -> Any:
    from dataclasses import replace

    from windowdesk.domain.case import CaseMaterial, CaseState

    materials = (CaseMaterial("M1", "居民身份证", how="paper"), CaseMaterial("M2", "户口簿", how="paper"))
    return replace(
        case, provisional_number=number, region=region, received_at=now, state=CaseState.RECEIVED, materials=materials
    )


class Fleet:
    """The stations of this process."""

    def __init__(self, known: list[Known], cases: int) -> None:
        self._known = known
        self._logs = [log_of(one, cases, seed) for seed, one in enumerate(known)]
        self.texts = [[event.text for event in log] for log in self._logs]

    def raw(self, conninfo: str) -> None:
        """The same bytes into a bare table, nothing else done with them."""
        with psycopg.connect(conninfo, autocommit=False) as connection:
            for station, texts in zip(self._known, self.texts, strict=True):
                for start in range(0, len(texts), RAW_ROWS):
                    part = texts[start : start + RAW_ROWS]
                    rows = [(station.number, start + place, text) for place, text in enumerate(part)]
                    connection.cursor().executemany("INSERT INTO raw VALUES (%s, %s, %s)", rows)
                    connection.commit()

    def storm(self, url: str, cursors: dict[str, int], in_use: dict[str, Any]) -> list[Told]:
        """All come back at once; back when every one of them is safe, or its patience has ended."""
        began = time.monotonic()
        told: list[Told] = []
        with tempfile.TemporaryDirectory(prefix="storm-") as home:
            threads = [
                threading.Thread(
                    target=lambda place=place: told.append(
                        self._come_back(place, url, cursors, in_use, Path(home), began)
                    )
                )
                for place in range(len(self._known))
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return told

    def _come_back(
        self, place: int, url: str, cursors: dict[str, int], in_use: dict[str, Any], home: Path, began: float
    ) -> Told:
        known, clock = self._known[place], SystemClock()
        state = {COUNTY_NAME: known.record, LOOKED_NAME: (clock.now() - OUTAGE).isoformat(), IN_USE_NAME: in_use}
        store = LightStore(self._logs[place], state, cursors[known.number])
        engine = Engine(
            store, None, HttpLine(url), key=Ed25519PrivateKey.from_private_bytes(known.key), home=home, clock=clock,
            bus=Bus(), draw=random.Random(place),
        )  # fmt: skip
        runs, turned_away = 0, 0
        troubles: list[str] = []
        try:
            while not store.all_text_safe and time.monotonic() - began < LONGEST_SECONDS:
                report = engine.run_once()
                runs += 1
                for trouble in report.troubles.values():
                    turned_away += trouble.code == errors.COUNTY_BUSY.code
                    troubles.append(trouble.code)
                if not store.all_text_safe:
                    self._wait(clock, report)
            return Told(known.number, time.monotonic() - began, runs, turned_away, tuple(sorted(set(troubles))))
        finally:
            engine.close()

    @staticmethod
    def _wait(clock: SystemClock, report: Any) -> None:
        if report.next_try is not None:
            time.sleep(max(0.0, (report.next_try - clock.now()).total_seconds()))
        elif report.outcome is not Outcome.IDLE:
            time.sleep(LOOKS_AGAIN_SECONDS)


def serve_orders(orders: Connection, known: list[Known], cases: int) -> None:
    """What a process of stations does: prepare, then act when told."""
    threading.stack_size(512 * 1024)
    fleet = Fleet(known, cases)
    orders.send(sum(len(text.encode()) for texts in fleet.texts for text in texts))
    while True:
        what, *given = orders.recv()
        if what == "raw":
            orders.send(fleet.raw(*given))
        elif what == "storm":
            orders.send(fleet.storm(*given))
        else:
            return
