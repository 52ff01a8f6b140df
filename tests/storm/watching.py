"""Memory and processor time of the county's workers and of PostgreSQL while a storm lasts."""

from __future__ import annotations

import threading
from types import TracebackType

import psutil

import postgres

LOOK_SECONDS = 2.0
MEBIBYTE = 1024 * 1024


class Watch:
    """Looks now and then, inside ``with``; the figures stand after it."""

    def __init__(self, workers: list[int], cluster: postgres.Cluster) -> None:
        self._workers = [psutil.Process(one) for one in workers]
        self._postmaster = psutil.Process(int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0]))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch")
        self._before = 0.0
        self._postgres: dict[int, float] = {}
        self._postgres_before = 0.0
        self.worker_mb = 0.0
        """The largest a worker was (PSS), in MB."""
        self.county_cpu = 0.0
        self.postgres_cpu = 0.0

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self._once()

    def _once(self) -> None:
        self.worker_mb = max(self.worker_mb, *(one.memory_full_info().pss / MEBIBYTE for one in self._workers))
        for one in [self._postmaster, *self._postmaster.children()]:
            try:
                self._postgres[one.pid] = sum(one.cpu_times()[:2])
            except psutil.NoSuchProcess:
                continue  # a connection that was closed; what it used until the last look counts

    def _county(self) -> float:
        return sum(sum(one.cpu_times()[:2]) for one in self._workers)

    def __enter__(self) -> Watch:
        self._once()
        self._before, self._postgres_before = self._county(), sum(self._postgres.values())
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        self._once()
        self.county_cpu = self._county() - self._before
        self.postgres_cpu = sum(self._postgres.values()) - self._postgres_before
