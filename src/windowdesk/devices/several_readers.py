"""Several card readers asked in turn as if they were one: whichever has a card first is read.

For a command, which waits for one card. The window gives each reader a thread of its own instead.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Sequence

from windowdesk.devices.ports import CardReader, TellsWhenFound
from windowdesk.devices.pump import NO_READER, WAITING
from windowdesk.domain.people import Card
from windowdesk.errors import DeviceTrouble

TURN_SECONDS = 0.3
"""Rest between two rounds."""


class SeveralReaders:
    """`ports.CardReader` over several of them; the first of their addresses that works counts."""

    def __init__(self, readers: Sequence[CardReader]) -> None:
        self._readers = readers
        self.found: Callable[[], None] | None = None
        """Told when a card lies on any of them and reading begins."""

    @property
    def address(self) -> str:
        """All addresses."""
        return "; ".join(reader.address for reader in self._readers)

    def read(self, timeout: float, cancelled: threading.Event | None = None) -> Card:
        """As `ports.CardReader.read`. A reader in trouble does not keep the others from being asked.

        Raises:
            DeviceTrouble: that of the card at once; that of a missing reader only when all are missing.
        """
        deadline = time.monotonic() + timeout
        stop = cancelled or threading.Event()
        while True:
            troubles = []
            for reader in self._readers:
                if isinstance(reader, TellsWhenFound):
                    reader.found = self.found
                try:
                    return reader.read(0.0, stop)
                except DeviceTrouble as trouble:
                    if trouble.code not in {*NO_READER, *WAITING}:
                        raise
                    troubles.append(trouble)
            waiting = next((one for one in troubles if one.code in WAITING), None)
            if waiting is None or stop.is_set() or time.monotonic() >= deadline:
                raise waiting or troubles[0]
            stop.wait(min(TURN_SECONDS, max(0.0, deadline - time.monotonic())))

    def close(self) -> None:
        """Let go of all of them, whatever one of them says."""
        with contextlib.ExitStack() as stack:
            for reader in self._readers:
                stack.callback(reader.close)
