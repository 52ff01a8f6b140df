"""Wakes long polls: one look at the database for all who wait in this process, not one for each.

News comes from other workers and from the office's command line, so nothing less than a look tells. The
look asks for the last feed number of exactly those stations that wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from county.database import reading
from county.feed import last_given
from county.place import County

LOOK_SECONDS = 0.25
"""How long news may lie before those who wait are woken."""


@dataclass(eq=False)
class _Waiter:
    station: str
    last: int
    ring: asyncio.Event = field(default_factory=asyncio.Event)


class Bell:
    """Rings for a station when its feed has grown. Lives on one event loop; ``closing`` ends all waits."""

    def __init__(self, county: County, closing: Callable[[], bool]) -> None:
        self._county = county
        self._closing = closing
        self._waiting: set[_Waiter] = set()
        self._looker: asyncio.Task[None] | None = None

    @property
    def closing(self) -> bool:
        """True when the server is going down."""
        return self._closing()

    async def wait(self, station: str, last: int, seconds: float) -> None:
        """Until the feed of ``station`` gave out another number than ``last``, the server closes, or ``seconds`` passed."""
        waiter = _Waiter(station, last)
        self._waiting.add(waiter)
        if self._looker is None:
            self._looker = asyncio.create_task(self._look())
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(waiter.ring.wait(), seconds)
        finally:
            self._waiting.discard(waiter)

    def _given(self, stations: list[str]) -> dict[str, int]:
        with reading(self._county.engine) as connection:
            return last_given(connection, stations)

    async def _look(self) -> None:
        try:
            while self._waiting and not self.closing:
                given = await run_in_threadpool(self._given, sorted({one.station for one in self._waiting}))
                for one in self._waiting:
                    if given.get(one.station, one.last) != one.last:
                        one.ring.set()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self._looker = None
            for one in self._waiting:
                one.ring.set()
