"""Backpressure: stations come in as fast as they can be served, the others are told when to come again.

A worker serves few calls at a time, station by station in turn. How many stations may be under way follows from what
is measured: the busy time that a storing call has cost lately, and how long a station should have to wait for any
answer (``PATIENCE_SECONDS``). A station under way is not sent away again before it is done. One that is sent away is
told about half the time until its turn, by its place among those sent away and the measured time that a
station needs; the more often it was sent away, the sooner there is room for it. So a storm is worked off at full
speed, nobody runs into the end of his patience, and nobody starves.

All of it is of one worker and lost with it; nothing here must be right, only fair.
"""

from __future__ import annotations

import asyncio
import math
import random
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from county.answers import problem_answer
from county.problems import Problem

SLOTS = 4
"""Calls a worker has in hand at once: enough to keep it busy while the database commits."""
PATIENCE_SECONDS = 4.0
"""How long a station under way should wait for an answer; stations give a call twenty seconds."""
LINGER_SECONDS = 2.0
"""A station between two calls of a run is under way so long."""
LONGEST_WAIT = 20
"""Seconds; whoever waits longer asks again meanwhile, so that a wrong estimate costs little."""
FORGET_SECONDS = 900.0
"""A station that was sent away and did not come back is forgotten."""
MOST_FAVOUR = 4
"""Times a station must have been sent away until there is twice the room for it; never more, or all would wait."""
FEWEST_UNDER_WAY = 2 * SLOTS
HELD_BODY = 1024 * 1024
"""Bytes of a body that are awaited before a slot is taken: a slow line holds no slot."""
FREE = frozenset({"/v1/health", "/v1/enrol", "/v1/token", "/v1/feed"})
"""Never turned away: how stations find out, how they become known, and a long poll that waits without working."""


@dataclass
class _Turned:
    """A station that was sent away."""

    since: float
    times: int = 0


class _Cost:
    """Busy seconds for each of something, over the last few dozen of them."""

    KEEP = 0.98

    def __init__(self, guess: float) -> None:
        self._seconds, self._count = guess, 1.0
        self._until = 0.0

    @property
    def each(self) -> float:
        return self._seconds / self._count

    def one_more(self, busy: float) -> None:
        self._seconds = self._seconds * self.KEEP + busy - self._until
        self._count = self._count * self.KEEP + 1
        self._until = busy


class Pulse:
    """What work costs, measured: busy seconds of this worker for each storing call and for each visit of a station.

    The first guesses are careful: calls are taken for costly, so that few are let in before it is known; visits
    for short, because who comes back too early asks again, and who comes too late leaves the worker idle.
    """

    def __init__(self) -> None:
        self.call = _Cost(0.2)
        self.visit = _Cost(0.05)
        self._running = 0
        self._at = 0.0
        self._busy = 0.0

    def began(self, now: float) -> None:
        """A call is taken in hand."""
        self._pass_to(now)
        self._running += 1

    def ended(self, now: float, *, storing: bool) -> None:
        """A call is answered."""
        self._pass_to(now)
        self._running -= 1
        if storing:
            self.call.one_more(self._busy)

    def visit_ended(self) -> None:
        """A station has done what it came for."""
        self.visit.one_more(self._busy)

    def _pass_to(self, now: float) -> None:
        if self._running:
            self._busy += now - self._at
        self._at = now


class Slots:
    """So many at once; those who wait are taken station by station in turn, and each station's own in order."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def one(self, station: str) -> AsyncIterator[None]:
        """Hold a slot."""
        if self._free:
            self._free -= 1
        else:
            await self._turn(station)
        try:
            yield
        finally:
            self._next()

    async def _turn(self, station: str) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(station, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._next()  # it was this one's turn already
            raise

    def _next(self) -> None:
        while self._waiting:
            station = next(iter(self._waiting))
            own = self._waiting.pop(station)
            turn = own.popleft()
            if own:
                self._waiting[station] = own  # behind the others
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class Gate:
    """Stands before the application.

    Args:
        app: what is behind it.
        name_of: the station that a call is of; empty: nobody known.
        slots: calls in hand at once; 0: as many as usual.
    """

    def __init__(self, app: ASGIApp, name_of: Callable[[Scope], str], slots: int = 0) -> None:
        self._app = app
        self._name_of = name_of
        self._slots = Slots(slots or SLOTS)
        self._fewest = 2 * slots if slots else FEWEST_UNDER_WAY
        self._inside: dict[str, int] = {}
        self._last_seen: dict[str, float] = {}
        self._turned: dict[str, _Turned] = {}
        self.pulse = Pulse()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or scope["path"] in FREE:
            await self._app(scope, receive, send)
            return
        station = self._name_of(scope) or str(scope.get("client"))
        now = asyncio.get_running_loop().time()
        if not self._may_come(station, now):
            wait = str(self._wait_for(station, now))
            if _length(scope) <= HELD_BODY:
                await _held(receive)  # an answer before the body is read would be taken for a broken line
            await problem_answer(Problem("busy", headers={"Retry-After": wait}))(scope, receive, send)
            return
        self._inside[station] = self._inside.get(station, 0) + 1
        try:
            await self._serve(station, scope, receive, send)
        finally:
            self._inside[station] -= 1
            if not self._inside[station]:
                del self._inside[station]
            self._last_seen[station] = asyncio.get_running_loop().time()

    async def _serve(self, station: str, scope: Scope, receive: Receive, send: Send) -> None:
        storing = scope["method"] in ("POST", "PATCH")
        if storing:
            if _length(scope) > HELD_BODY:
                await self._app(scope, receive, send)  # comes slowly, and is written piece by piece as it comes
                return
            receive = await _held(receive)
        async with self._slots.one(station):
            clock = asyncio.get_running_loop()
            self.pulse.began(clock.time())
            try:
                await self._app(scope, receive, send)
            finally:
                self.pulse.ended(clock.time(), storing=storing)

    def _may_come(self, station: str, now: float) -> bool:
        if station in self._inside or now - self._last_seen.get(station, -math.inf) < LINGER_SECONDS:
            return True
        self._forget(now)
        turned = self._turned.get(station)
        patience = PATIENCE_SECONDS * (1 + min(turned.times, MOST_FAVOUR) / MOST_FAVOUR if turned else 1)
        room = max(self._fewest, int(patience / self.pulse.call.each))
        if len(self._inside.keys() | self._last_seen.keys()) >= room:
            return False
        self._turned.pop(station, None)
        self._last_seen[station] = now
        return True

    def _wait_for(self, station: str, now: float) -> int:
        """Seconds after which the station should come again: half the way to its turn."""
        turned = self._turned.setdefault(station, _Turned(now))
        turned.times += 1
        place = next(place for place, one in enumerate(self._turned, 1) if one == station)
        until_turn = place * self.pulse.visit.each
        return max(1, min(LONGEST_WAIT, round(until_turn / 2 * random.uniform(0.8, 1.2))))

    def _forget(self, now: float) -> None:
        """Let go of visits that are over, and of those who never came back."""
        for station, seen in list(self._last_seen.items()):
            if station not in self._inside and now - seen >= LINGER_SECONDS:
                del self._last_seen[station]
                self.pulse.visit_ended()
        for station, turned in list(self._turned.items()):
            if now - turned.since >= FORGET_SECONDS:
                del self._turned[station]


def _length(scope: Scope) -> float:
    """Bytes of the body as declared; without end where it is not declared."""
    if scope["method"] not in ("POST", "PATCH"):
        return 0
    declared = dict(scope["headers"]).get(b"content-length", b"")
    return int(declared) if declared.isdigit() else math.inf


async def _held(receive: Receive) -> Receive:
    """Wait for the whole body, or for the end of the line; gives a ``receive`` that tells it again."""
    told: deque[Message] = deque()
    while not told or (told[-1]["type"] == "http.request" and told[-1].get("more_body")):
        told.append(await receive())

    async def again() -> Message:
        return told.popleft() if told else await receive()

    return again
