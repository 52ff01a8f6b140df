"""The gate before the application, in a time of its own: an hour passes in a second, and always in the same way."""

import asyncio
import json
import random
import selectors

import pytest

from county.gate import PATIENCE_SECONDS, Gate

TIMEOUT_OF_STATIONS = 20.0


class _Leaping(selectors.DefaultSelector):
    """Nothing comes from outside, so the time until the next thing to do need not be waited for."""

    passed = 0.0

    def select(self, timeout=None):
        self.passed += timeout or 0.0
        return super().select(0)


@pytest.fixture
def play():
    """Run a story in leaping time."""

    def run(story):
        selector = _Leaping()
        loop = asyncio.SelectorEventLoop(selector)
        loop.time = lambda: selector.passed
        try:
            return loop.run_until_complete(story)
        finally:
            loop.close()

    return run


class Machine:
    """An application that works on one call at a time, as one processor does."""

    def __init__(self, cost):
        self._cost = cost
        self._one = asyncio.Lock()
        self.most_at_once = self.inside = 0

    async def __call__(self, scope, receive, send):
        self.inside += 1
        self.most_at_once = max(self.most_at_once, self.inside)
        async with self._one:
            await asyncio.sleep(self._cost(scope))
        self.inside -= 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})


def name_of(scope):
    return dict(scope["headers"]).get(b"authorization", b"").decode()


async def call(gate, station, method="POST", path="/v1/uplink", receive=None):
    """One call; gives (status, seconds to wait, seconds it took)."""
    told = []

    async def body():
        return {"type": "http.request", "body": b"{}", "more_body": False}

    async def send(message):
        told.append(message)

    headers = [(b"authorization", station.encode()), (b"content-length", b"2")]
    scope = {"type": "http", "method": method, "path": path, "headers": headers, "client": ("here", 1)}
    clock = asyncio.get_running_loop()
    began = clock.time()
    await gate(scope, receive or body, send)
    answered = {name.decode().lower(): value.decode() for name, value in told[0]["headers"]}
    wait = int(answered.get("retry-after", 0))
    if told[0]["status"] == 429:
        assert json.loads(told[1]["body"])["code"] == "busy"
    return told[0]["status"], wait, clock.time() - began


async def come_back(gate, number, dice, calls, longest):
    """A station: marks, then its batches; sent away it waits as the client does. Gives when it was done."""
    clock = asyncio.get_running_loop()
    await asyncio.sleep(dice.random() * 0.5)
    left = ["GET", *["POST"] * calls]
    while left:
        status, wait, took = await call(gate, f"station {number}", left[0])
        longest.append(took)
        if status == 429:
            assert wait >= 1
            await asyncio.sleep(wait + dice.uniform(0, min(wait, 5)))
            left = ["GET", *left[-left.count("POST") :]]
            continue
        left.pop(0)
        await asyncio.sleep(0.05)
    return clock.time()


@pytest.mark.parametrize(
    ("stations", "calls", "cost"), [(600, 4, 0.14), (600, 4, 0.06), (600, 4, 0.012), (100, 2, 0.3), (2000, 3, 0.03)]
)
def test_a_storm_is_worked_off_at_full_speed_and_nobody_waits_much_longer_than_the_middle(play, stations, calls, cost):
    async def story():
        machine = Machine(lambda scope: cost if scope["method"] == "POST" else cost / 10)
        gate = Gate(machine, name_of)
        dice, longest = random.Random(7), []
        done = sorted(await asyncio.gather(*(come_back(gate, one, dice, calls, longest) for one in range(stations))))
        assert machine.most_at_once <= 4
        return done, max(longest)

    done, longest = play(story())
    work = stations * cost * (calls + 0.1)
    assert done[-1] <= 3 * done[len(done) // 2]
    assert done[-1] <= 1.5 * work + 15, f"{work:.0f} s of work took {done[-1]:.0f} s"
    assert longest < TIMEOUT_OF_STATIONS / 2, "whoever is let in is answered long before its patience ends"


def test_where_there_is_no_crowd_nobody_is_sent_away(play):
    async def story():
        gate = Gate(Machine(lambda _: 0.05), name_of)
        dice, longest = random.Random(7), []
        await asyncio.gather(*(come_back(gate, one, dice, 3, longest) for one in range(8)))
        return gate._turned

    assert play(story()) == {}


def test_a_station_that_calls_fifty_times_at_once_holds_up_no_other(play):
    async def story():
        gate = Gate(Machine(lambda _: 0.1), name_of)
        greedy = [asyncio.ensure_future(call(gate, "greedy")) for _ in range(50)]
        await asyncio.sleep(0.15)
        _, _, took = await call(gate, "modest")
        await asyncio.gather(*greedy)
        return took

    assert play(story()) < 1.0


def test_a_slow_line_holds_no_slot(play):
    async def story():
        gate = Gate(Machine(lambda _: 0.01), name_of, slots=1)

        async def slow():
            await asyncio.sleep(60)
            return {"type": "http.request", "body": b"{}", "more_body": False}

        slow_ones = [asyncio.ensure_future(call(gate, f"far {one}", "PATCH", receive=slow)) for one in range(2)]
        await asyncio.sleep(1)
        status, _, took = await call(gate, "near")
        assert [one[0] for one in await asyncio.gather(*slow_ones)] == [200, 200]
        return status, took

    assert play(story()) == (200, pytest.approx(0.01))


def test_health_token_and_long_polls_are_never_sent_away(play):
    async def story():
        gate = Gate(Machine(lambda _: 5.0), name_of, slots=1)
        crowd = [asyncio.ensure_future(call(gate, f"station {one}")) for one in range(30)]
        await asyncio.sleep(0.1)
        assert (await call(gate, "another"))[0] == 429
        free = [
            asyncio.ensure_future(call(gate, "another", "GET", path))
            for path in ("/v1/health", "/v1/feed", "/v1/token")
        ]
        statuses = [one[0] for one in await asyncio.gather(*free)]
        await asyncio.gather(*crowd)
        return statuses

    assert play(story()) == [200, 200, 200]


def test_the_wait_follows_what_was_measured_and_is_no_constant(play):
    async def waits(cost):
        gate = Gate(Machine(lambda _: cost), name_of)
        dice = random.Random(3)
        await asyncio.gather(*(come_back(gate, one, dice, 3, []) for one in range(300)))
        asked = [asyncio.ensure_future(call(gate, f"new {one}")) for one in range(700)]
        told = [one[1] for one in await asyncio.gather(*asked) if one[0] == 429]
        return sum(told) / max(1, len(told))

    quick, slow = play(waits(0.02)), play(waits(0.2))
    assert slow > 2 * quick
    assert PATIENCE_SECONDS > 1
