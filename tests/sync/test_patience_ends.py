"""Nothing is tried again for ever in silence: after many failures or days it is a person's matter, with words."""

from datetime import timedelta

from windowdesk import errors
from windowdesk.casework import reasons
from windowdesk.casework.reasons import Around
from windowdesk.domain import patience
from windowdesk.sync.back_off import PERSON_SECONDS
from windowdesk.sync.run import Outcome


def fail_files(station):
    send = station.engine._line.send

    def no_files(request):
        if request.method == "PATCH":
            raise errors.CountyTrouble(errors.COUNTY_ERROR, status=500)
        return send(request)

    station.engine._line.send = no_files
    return send


def here(station):
    return station.look(
        lambda view: Around(
            now=station.clock.now(),
            retries=view.outbox.retries(),
            files={row.ref.digest: row.ref.size for row in view.blobs.to_send()},
        )
    )


def reason(station):
    (row,) = station.look(lambda view: view.outbox.waiting())
    return reasons.of(row, here(station))


def test_a_held_case_names_what_keeps_its_file(station):
    station.file(b"page")
    fail_files(station)
    station.sync()
    assert reason(station).code == errors.COUNTY_ERROR.code


def test_a_file_that_fails_ten_times_within_a_day_becomes_a_person_s_matter_and_is_tried_hourly(station):
    station.file(b"page")
    send = fail_files(station)
    for _ in range(patience.TRIES - 1):
        station.clock.move(timedelta(hours=2, minutes=50))
        report = station.sync()
    assert report.outcome is Outcome.WAITING
    station.clock.move(timedelta(hours=2))
    report = station.sync()
    assert report.outcome is Outcome.NEEDS_PERSON
    assert report.reason.code == errors.ITEM_STUCK.code
    assert f"{patience.TRIES} 次" in report.reason.happened
    assert reason(station) == report.reason
    assert timedelta(seconds=0.7 * PERSON_SECONDS) <= report.next_try - station.clock.now()
    station.engine._line.send = send
    assert station.sync().outcome is Outcome.IDLE


def test_a_quick_burst_of_failures_is_no_person_s_matter(station):
    station.file(b"page")
    fail_files(station)
    for _ in range(3 * patience.TRIES):
        report = station.sync()
    assert report.outcome is Outcome.WAITING


def test_a_line_silent_for_three_days_says_so_and_is_still_asked_as_often(station, line):
    station.file(b"page")
    line.cut()
    station.sync()
    assert reason(station).code == errors.NO_NETWORK.code
    station.clock.move(patience.AT_MOST)
    report = station.sync()
    assert report.outcome is Outcome.NEEDS_PERSON
    assert report.reason.code == errors.LINE_STUCK.code
    assert "3 天" in report.reason.happened
    assert "优盘" in report.reason.to_do
    assert reason(station).code == errors.LINE_STUCK.code
    assert report.next_try - station.clock.now() <= timedelta(minutes=15)


def test_a_case_held_for_three_days_with_all_its_files_there_is_asked_about(station):
    station.file(b"page")
    fail_files(station)
    station.sync()
    (row,) = station.look(lambda view: view.outbox.waiting())
    later = station.clock.now() + patience.AT_MOST
    found = reasons.of(row, Around(now=later))  # nothing left to send
    assert found.code == errors.HELD_LONG.code
    assert reasons.of(row, Around(now=later - timedelta(hours=1))) == errors.HELD
