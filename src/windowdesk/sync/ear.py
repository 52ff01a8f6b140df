"""Between two runs: the county is asked to answer when it has news (long poll), and any work here cuts that short."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from windowdesk import errors
from windowdesk.sync.transport import Line

log = logging.getLogger(__name__)

POLL_SECONDS = 30
"""The longest the contract lets the county wait; also short enough for what forgets a silent connection."""
QUIET_SECONDS = 300.0
"""A run looks after the rest (marks, packs) so often when the county has no news."""
DEAF_RESTS = 20
"""So many pauses go by at the plain interval after something on the way has cut a poll."""

Ask = Callable[[Line, int], bool]
"""Ask over that line, the county may wait so many seconds; True: there is news."""


class Ear:
    """One long poll at a time, on a line of its own: cutting it breaks off no run. Of one thread, but for `cut`.

    Args:
        line: opens a line; asked again after one was cut.
    """

    def __init__(self, line: Callable[[], Line]) -> None:
        self._open = line
        self._line: Line | None = None
        self._lock = threading.Lock()
        self._listening = False
        self._deaf = 0

    def listen(self, ask: Ask, wake: threading.Event) -> bool:
        """True: it is time for a run (news, work here, or long enough). False: no use, keep the plain interval."""
        if self._deaf:
            self._deaf -= 1
            return False
        end = time.monotonic() + QUIET_SECONDS
        while time.monotonic() < end:
            if not self._begin(wake):
                return True
            began = time.monotonic()
            news = self._news(ask)
            if self._end(wake) or news:
                return True
            if news is None or time.monotonic() - began < POLL_SECONDS / 2:  # something answers that does not wait
                self.deafen()
                return False
        return True

    def deafen(self) -> None:
        """What is heard is of no use for now."""
        self._deaf = DEAF_RESTS

    def cut(self) -> None:
        """There is work: break off the poll under way, if there is one. Any thread, at once, after ``wake`` was set."""
        with self._lock:
            if self._listening and self._line is not None:
                self._line.end()

    def close(self) -> None:
        """Let go of the line."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _news(self, ask: Ask) -> bool | None:
        """None: there was no answer."""
        try:
            assert self._line is not None
            return ask(self._line, POLL_SECONDS)
        except errors.Known as trouble:
            log.info("listening: %s", trouble.code)
        except Exception:
            log.exception("listening")  # a bug here must not stop the exchange
        return None

    def _begin(self, wake: threading.Event) -> bool:
        """Open the line to listen on; False: there is work already. Whoever sets ``wake`` after this cuts that line."""
        with self._lock:
            if wake.is_set():
                return False
            self._line = self._line or self._open()
            self._listening = True
            return True

    def _end(self, wake: threading.Event) -> bool:
        """The poll is over. True: by work here, and the line was cut, or would have been."""
        with self._lock:
            self._listening = False
        if wake.is_set():
            self.close()
        return wake.is_set()
