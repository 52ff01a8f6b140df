"""Trying again: later each time, never at once, kept on disk."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk import errors
from windowdesk.storage.outbox import Retry
from windowdesk.sync import back_off
from windowdesk.sync.run import Outcome

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)


@given(attempts=st.integers(1, 10_000), seed=st.integers())
def test_a_wait_is_never_nothing_and_never_longer_than_the_longest(attempts, seed):
    seconds = back_off.seconds_until_next(attempts, random.Random(seed))
    assert back_off.SHORTEST_SECONDS <= seconds <= back_off.LONGEST_SECONDS


@given(attempts=st.integers(1, 30))
def test_waits_are_spread_over_the_whole_span(attempts):
    draw = random.Random(attempts)
    ceiling = min(back_off.LONGEST_SECONDS, back_off.FIRST_SECONDS * 2 ** (attempts - 1))
    waits = [back_off.seconds_until_next(attempts, draw) for _ in range(400)]
    assert min(waits) < max(ceiling * 0.1, 1.01)
    assert max(waits) > ceiling * 0.9


def test_the_county_s_wish_holds_and_is_spread_a_little():
    busy = errors.CountyTrouble(errors.COUNTY_BUSY, wait=60)
    waits = {back_off.after_failure(None, busy, NOW, random.Random(seed)).next_at - NOW for seed in range(20)}
    assert min(waits) >= timedelta(seconds=60)
    assert max(waits) <= timedelta(seconds=66)
    assert len(waits) > 1


def test_a_line_that_fails_after_the_county_was_busy_many_times_fails_for_the_first_time():
    draw = random.Random(1)
    told = None
    for _ in range(26):
        told = back_off.after_failure(told, errors.CountyTrouble(errors.COUNTY_BUSY, wait=20), NOW, draw)
    assert told.attempts == 26
    failed = back_off.after_failure(told, errors.CountyTrouble(errors.NO_NETWORK), NOW, draw)
    assert failed.attempts == 1
    assert failed.next_at - NOW <= timedelta(seconds=back_off.FIRST_SECONDS)
    assert failed.since == NOW, "what the clerk is told of is the whole time"
    again = back_off.after_failure(failed, errors.CountyTrouble(errors.NO_NETWORK), NOW, draw)
    assert again.attempts == 2


@pytest.mark.parametrize(
    ("next_at", "due"),
    [
        (NOW - timedelta(seconds=1), True),
        (NOW, True),
        (NOW + timedelta(minutes=10), False),
        (NOW + timedelta(days=9000), True),
    ],
    ids=["past", "now", "soon", "written by a clock years ahead"],
)
def test_when_it_is_due(next_at, due):
    assert back_off.is_due(Retry(3, next_at, "X601"), NOW) is due


def test_it_survives_a_restart_and_counts_on(station, line):
    station.file(b"page")
    line.cut()
    station.sync(force=False)
    first = station.look(lambda view: view.outbox.retry("line"))
    assert first.attempts == 1
    station.reopen()
    before = line.count.connections
    report = station.sync(force=False)
    assert report.outcome is Outcome.WAITING
    assert report.reason.code == errors.NO_NETWORK.code
    assert report.next_try == first.next_at
    assert line.count.connections == before
    station.clock.move(timedelta(minutes=1))
    station.sync(force=False)
    assert station.look(lambda view: view.outbox.retry("line")).attempts == 2
    line.open()
    station.clock.move(timedelta(minutes=20))
    assert station.sync(force=False).outcome is Outcome.IDLE
    assert station.look(lambda view: view.outbox.retries()) == {}


def test_a_person_who_presses_does_not_wait(station, line):
    station.file(b"page")
    line.cut()
    station.sync(force=False)
    line.open()
    assert station.sync(force=True).outcome is Outcome.IDLE
