"""Wakes long polls: one look at the database for all who wait, not one for each.

The office's command line writes from another process, so nothing less than a look tells.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool

from county.database import reading
from county.feed import newest_row
from county.place import County

LOOK_SECONDS = 0.25
"""How long news may lie before those who wait are woken."""


class Bell:
    """Rings when any feed has grown. Lives on one event loop; ``closing`` ends all waits."""

    def __init__(self, county: County, closing: Callable[[], bool]) -> None:
        self._county = county
        self._closing = closing
        self._ring = asyncio.Event()
        self._waiting = 0
        self._looker: asyncio.Task[None] | None = None

    @property
    def closing(self) -> bool:
        """True when the server is going down."""
        return self._closing()

    async def wait(self, seconds: float) -> None:
        """Until something grew, the server closes, or ``seconds`` passed."""
        ring = self._ring
        self._waiting += 1
        if self._looker is None:
            self._looker = asyncio.create_task(self._look())
        try:
            await asyncio.wait_for(ring.wait(), seconds)
        except TimeoutError:
            return
        finally:
            self._waiting -= 1

    def _newest(self) -> int:
        with reading(self._county.engine) as connection:
            return newest_row(connection)

    async def _look(self) -> None:
        try:
            seen = await run_in_threadpool(self._newest)
            self._wake()  # what came before the first look is found by asking again
            while self._waiting and not self.closing:
                await asyncio.sleep(LOOK_SECONDS)
                newest = await run_in_threadpool(self._newest)
                if newest != seen:
                    seen = newest
                    self._wake()
        finally:
            self._looker = None
            self._wake()

    def _wake(self) -> None:
        self._ring.set()
        self._ring = asyncio.Event()
