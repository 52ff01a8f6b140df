"""A day's data: counted as it goes over the line, text first, large files at night, one urgent case beyond it."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from windowdesk import errors, settings
from windowdesk.clock import CHINA, local_date_time
from windowdesk.domain.data_budget import ALLOWED_NAME, URGENT_NAME
from windowdesk.settings import Budget, Settings
from windowdesk.sync.run import Outcome

MB = 1_000_000


def scan(size, seed=1):
    return random.Random(seed).randbytes(size)


def noon():
    return datetime.now(CHINA).replace(hour=12, minute=0, second=0, microsecond=0).astimezone(UTC)


def set_budget(station, *budget):
    settings.save(station.home, Settings(budget=Budget(*budget)))


def used(station):
    station.engine._meter.keep(everything=True)
    day = local_date_time(station.clock.now()).date()
    return station.look(lambda view: view.traffic.of(day))


@pytest.fixture
def village(new_station, county, line):
    """A village with 1 MB a day, nights from 22 to 6."""
    at_work = new_station(line.address, start=noon())
    at_work.enrol(county.code())
    at_work.make_engine()
    set_budget(at_work, 1, 22, 6)
    return at_work


def pin(station, moment):
    """The station's wall clock stands at ``moment`` whatever the county's real clock says."""
    station.clock._now = moment
    station.engine._time.offset = 0
    station.engine._time.learn = lambda *_, **__: False


@pytest.fixture
def at_noon(village):
    village.sync()
    pin(village, noon())
    return village


def test_every_byte_is_counted_as_the_line_carries_it(station, line):
    before = line.count.up, line.count.down
    station.file(scan(300_000))
    station.sync()
    found = used(station)
    assert found.up + found.night_up == line.count.up - before[0]
    assert found.down + found.night_down == pytest.approx(line.count.down - before[1], rel=0.02)


def test_bytes_of_a_try_that_broke_off_count_too(station, line):
    station.file(scan(300_000))
    line.cut_after(up=150_000, times=1)
    station.sync()
    found = used(station)
    assert found.up + found.night_up >= line.count.up


def test_the_count_survives_a_restart(station):
    station.file(scan(300_000))
    station.sync()
    before = used(station)
    station.reopen()
    day = local_date_time(station.clock.now()).date()
    after = station.look(lambda view: view.traffic.of(day))
    assert after == before


def test_by_day_the_text_and_small_files_go_and_a_large_file_waits_and_says_until_when(at_noon):
    small, large = at_noon.file(scan(50_000, 1)), at_noon.file(scan(400_000, 2))
    report = at_noon.sync()
    assert at_noon.verdicts(small.id)[0].kind == "accepted"
    assert at_noon.verdicts(large.id)[0].kind == "held"
    assert report.outcome is Outcome.WAITING
    assert report.reason.code == errors.DATA_USED_UP.code
    assert "22:00" in report.reason.happened
    assert report.next_try == noon().astimezone(CHINA).replace(hour=22)
    assert report.rounds <= 2  # it waits, it does not spin


def test_at_night_it_goes_and_does_not_use_up_the_day(at_noon):
    large = at_noon.file(scan(3 * MB))
    at_noon.sync()
    pin(at_noon, noon() + timedelta(hours=11))
    day_before = used(at_noon)
    assert at_noon.sync().outcome is Outcome.IDLE
    assert at_noon.verdicts(large.id)[0].kind == "accepted"
    after = used(at_noon)
    assert after.day == day_before.day
    assert after.night >= 3 * MB


def test_when_the_day_is_used_up_small_files_wait_and_text_still_goes(at_noon):
    for number in range(8):
        at_noon.file(scan(200_000, number))
    report = at_noon.sync()
    assert at_noon.look(lambda view: view.outbox.marks()).received_to == 8  # all text
    assert 3 <= report.blobs_sent <= 5
    assert report.held_for_data
    assert used(at_noon).day <= MB + 100_000
    late = at_noon.file(b"x")
    at_noon.sync()
    assert at_noon.look(lambda view: view.outbox.marks()).received_to == 9
    assert late.id


def test_the_morning_stops_a_large_file_half_way_and_the_next_night_goes_on_at_the_byte(at_noon, line):
    content = scan(2 * MB)
    case = at_noon.file(content)
    pin(at_noon, noon() + timedelta(hours=17))  # five in the morning
    send = at_noon.engine._line.send
    pieces = []

    def watch(request):
        if request.method == "PATCH":
            pieces.append(len(request.body))
            if len(pieces) == 3:
                pin(at_noon, noon() + timedelta(hours=18))
        return send(request)

    at_noon.engine._line.send = watch
    assert at_noon.sync().reason.code == errors.DATA_USED_UP.code
    assert len(pieces) == 3
    pin(at_noon, noon() + timedelta(hours=35))
    assert at_noon.sync().outcome is Outcome.IDLE
    assert sum(pieces) == len(content)
    assert at_noon.verdicts(case.id)[0].kind == "accepted"


def test_the_urgent_case_goes_first_and_beyond_the_day(at_noon):
    order = []
    send = at_noon.engine._line.send

    def watch(request):
        if "Upload-Length" in request.headers:
            order.append(int(request.headers["Upload-Length"]))
        return send(request)

    at_noon.engine._line.send = watch
    at_noon.file(scan(10_000, 1))
    large, urgent = at_noon.file(scan(700_000, 2)), at_noon.file(scan(3 * MB, 3))
    with at_noon.store.unit("001") as unit:
        unit.state.set(URGENT_NAME, urgent.id)
    at_noon.sync()
    assert order[0] == 3 * MB
    assert at_noon.verdicts(urgent.id)[0].kind == "accepted"
    assert at_noon.verdicts(large.id)[0].kind == "held"


def test_a_person_may_allow_everything_for_today(at_noon):
    large = at_noon.file(scan(700_000))
    at_noon.sync()
    with at_noon.store.unit("001") as unit:
        unit.state.set(ALLOWED_NAME, local_date_time(noon()).date().isoformat())
    assert at_noon.sync().outcome is Outcome.IDLE
    assert at_noon.verdicts(large.id)[0].kind == "accepted"


def test_without_a_limit_nothing_is_held(at_noon):
    set_budget(at_noon, 0)
    at_noon.file(scan(700_000))
    assert at_noon.sync().outcome is Outcome.IDLE
