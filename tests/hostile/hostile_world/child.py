"""A program in a process of its own that tells what it confirmed, and can be ended without a word."""

from __future__ import annotations

import json
import os
import select
import signal
import time
import traceback
import warnings
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from hostile_world.broken import Broken
from hostile_world.desk import Confirmed
from windowdesk.clock import SystemClock

Say = Callable[..., None]
SILENT_SECONDS = 60.0


class WallClock(SystemClock):
    """The true clock, which nobody moves."""

    def move(self, _step: timedelta) -> None:
        """It moves by itself."""


class Child:
    """A fork of this process that does ``work``; a fork, so that a hundred starts do not import everything anew.

    ``work`` gets a function by which it tells lines: ``say(opened=True)``, ``say(events=[…])``.
    """

    def __init__(self, work: Callable[[Say], None]) -> None:
        self.confirmed: dict[int, Confirmed] = {}
        self.opened = False
        """It came to the point where what was confirmed is looked for, and found it."""
        self.fell = ""
        """How it fell over, or what it missed; empty: it did not."""
        self.fell_at = 0.0
        """When, by the clock that both processes share."""
        self._rest = ""
        self._heard = 0
        self._ended = False
        self._read, write = os.pipe()
        self._number = fork()
        if not self._number:
            os.close(self._read)
            _live(work, write)
        os.close(write)

    def listen(self, seconds: float) -> bool:
        """Hear what it says for so long; False when it has ended."""
        deadline = time.monotonic() + seconds
        while not self._ended and (left := deadline - time.monotonic()) > 0:
            if select.select([self._read], [], [], left)[0]:
                self._hear()
        return not self._ended

    def wait(self) -> Child:
        """Hear it to its end; one that falls silent is ended and counts as fallen."""
        heard = -1
        while self._heard != heard:
            heard = self._heard
            if not self.listen(SILENT_SECONDS):
                return self.kill()
        self.fell = self.fell or f"silent for {SILENT_SECONDS} s"
        return self.kill()

    def kill(self) -> Child:
        """End it without a word, and hear what it said until then."""
        os.kill(self._number, signal.SIGKILL)
        os.waitpid(self._number, 0)
        while not self._ended:
            self._hear()
        os.close(self._read)
        return self

    def _hear(self) -> None:
        part = os.read(self._read, 1 << 16)
        self._ended = not part
        self._heard += len(part)
        *lines, self._rest = (self._rest + part.decode()).split("\n")
        for line in lines:
            self._take(json.loads(line))

    def _take(self, line: dict[str, Any]) -> None:
        self.opened |= "opened" in line
        for event in line.get("events", ()):
            made = Confirmed(**event | {"files": tuple(event["files"])})
            self.confirmed[made.seq] = made
        if "fell" in line:
            self.fell, self.fell_at = line["fell"], line["at"]


def fork() -> int:
    """A copy of this process; 0 in the copy."""
    with warnings.catch_warnings():
        # newer Pythons warn of threads at a fork; the child needs none of those there may be
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def plain(events: Iterable[Confirmed]) -> list[dict[str, Any]]:
    """Events as `Child` hears them."""
    return [asdict(event) for event in events]


def _live(work: Callable[[Say], None], out: int) -> None:
    def say(**words: Any) -> None:
        os.write(out, (json.dumps(words) + "\n").encode())

    try:
        work(say)
    except Broken as broken:
        say(fell=str(broken), at=time.monotonic())
    except BaseException as trouble:
        say(fell="".join(traceback.format_exception(trouble)[-4:])[-1500:], at=time.monotonic())
    finally:
        os._exit(0)
