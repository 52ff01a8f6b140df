"""The PC's clock may be years off: the county's time is learnt, kept, and told with each event."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.clock import HeldClock
from windowdesk.domain.exchange_news import OFFSET_NAME
from windowdesk.sync.run import Outcome
from windowdesk.sync.trusted_time import TOLERANCE_SECONDS, TrustedTime


@pytest.mark.parametrize("start", [datetime(2000, 1, 1, tzinfo=UTC), datetime(2041, 7, 1, tzinfo=UTC)])
def test_a_clock_far_off_does_not_stop_the_exchange(new_station, county, line, start):
    station = new_station(line.address, start=start)
    station.enrol(county.code())
    station.make_engine()
    case = station.file(b"page")
    assert station.sync().outcome is Outcome.IDLE
    assert station.verdicts(case.id)[0].kind == "accepted"
    event = json.loads(station.look(lambda view: view.outbox.after(0, 1))[0].text)
    told = datetime.fromisoformat(event["time"]) + timedelta(seconds=event["offset"])
    assert abs(told - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_battery_that_dies_between_two_runs_is_noticed(station):
    station.sync()
    station.clock.move(timedelta(days=-9000))
    station.engine._sign_in.forget()
    station.file(b"page")
    assert station.sync().outcome is Outcome.IDLE
    assert abs(station.look(lambda view: view.state.get(OFFSET_NAME)) - 9000 * 86400) < 600


@given(offset=st.integers(-(10**9), 10**9), error=st.integers(-TOLERANCE_SECONDS, TOLERANCE_SECONDS))
def test_small_differences_of_a_date_header_are_not_the_clock(offset, error):
    clock = HeldClock(datetime(2026, 11, 22, tzinfo=UTC))
    time = TrustedTime(clock, None)
    true = clock.now() + timedelta(seconds=offset)
    assert time.learn(true, exact=True)
    assert time.now() == true
    assert not time.learn(true + timedelta(seconds=error))
    assert time.now() == true
    assert time.learn(true + timedelta(seconds=TOLERANCE_SECONDS + 1))
