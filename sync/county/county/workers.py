"""Several server processes for one county: started, watched, started again, ended together.

A worker keeps nothing of its own: whatever must hold between two requests stands in the database or
with the files, so any worker answers any call, and one that dies costs its callers one repeat.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType

log = logging.getLogger(__name__)

WORKER_LEAVES_SECONDS = 15.0
"""How long a worker may finish what it has begun."""
SHORT_LIFE_SECONDS = 2.0
"""A worker that ended sooner is not started again at once: a fault at the start must not spin."""
_LOOK_SECONDS = 0.5

Work = Callable[[socket.socket], None]
"""What a worker does with its listening socket until it is told to stop (picklable)."""


class Workers:
    """One process for each socket, until the parent is told to stop (SIGTERM, Ctrl+C)."""

    def __init__(self, work: Work, sockets: Sequence[socket.socket]) -> None:
        self._work = work
        self._sockets = sockets
        self._fresh = multiprocessing.get_context("spawn")  # nothing of the parent's database or threads comes along
        self._running: dict[int, tuple[BaseProcess, float]] = {}
        self._told = threading.Event()

    def run(self) -> None:
        """Start all, keep all running, end all."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for place in range(len(self._sockets)):
            self._start(place)
        while not self._told.is_set():
            wait([process.sentinel for process, _ in self._running.values()], _LOOK_SECONDS)
            self._replace_the_dead()
        self._end()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._told.set()

    def _start(self, place: int) -> None:
        process = self._fresh.Process(
            target=_serve, args=(self._work, self._sockets[place]), name=f"worker {place + 1}"
        )
        process.start()
        self._running[place] = process, time.monotonic()

    def _replace_the_dead(self) -> None:
        for place, (process, began) in list(self._running.items()):
            if process.is_alive() or self._told.is_set():
                continue
            log.error("%s ended with %s: another takes its place", process.name, process.exitcode)
            if time.monotonic() - began < SHORT_LIFE_SECONDS:
                self._told.wait(SHORT_LIFE_SECONDS)
            process.join()
            if not self._told.is_set():
                self._start(place)

    def _end(self) -> None:
        for process, _ in self._running.values():
            process.terminate()
        for process, _ in self._running.values():
            process.join(WORKER_LEAVES_SECONDS)
            if process.is_alive():
                log.error("%s does not end: it is ended", process.name)
                process.kill()
                process.join()


def _serve(work: Work, listening: socket.socket) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s")
    try:
        work(listening)
    except KeyboardInterrupt:
        log.info("stopped at the keyboard")


def when_the_parent_is_gone(act: Callable[[], None]) -> None:
    """Call ``act`` when the process that started this one has ended, however it did; at once returns without one."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        act()

    threading.Thread(target=watch, name="parent watch", daemon=True).start()
