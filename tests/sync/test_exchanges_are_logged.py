"""The lasting log: every run that moved something or failed, bounded, without personal data."""

import json
from datetime import timedelta

import pytest

from windowdesk import errors
from windowdesk.domain.exchange_log import LINE, STICK_DOWN, STICK_UP
from windowdesk.domain.waiting_reasons import of_failure


def log(station):
    return station.look(lambda view: view.exchanges.newest())


def test_a_run_tells_when_what_went_up_and_down_and_the_county_s_proof(station, line):
    before = line.count.up
    case = station.file(b"page")
    station.sync()
    row = log(station)[0]
    assert row.way == LINE
    assert row.began <= row.ended
    assert (row.outcome, row.code) == ("idle", "")
    assert (row.events, row.accepted, row.files, row.received_to) == (1, 1, 1, 1)
    assert row.up == line.count.up - before
    assert row.down > 500
    assert row.proof == station.verdicts(case.id)[0].proof


def test_idle_runs_leave_no_rows(station):
    station.file(b"page")
    station.sync()
    before = len(log(station))
    for _ in range(5):
        station.sync()
    assert len(log(station)) == before


def test_failures_of_one_kind_in_a_row_are_one_row_and_the_recovery_is_another(station, line):
    station.sync()
    before = len(log(station))
    line.cut()
    for _ in range(4):
        station.clock.move(timedelta(minutes=20))
        station.sync()
    row = log(station)[0]
    assert len(log(station)) == before + 1
    assert (row.code, row.times) == (errors.NO_NETWORK.code, 4)
    assert row.ended - row.began >= timedelta(minutes=60)
    line.open()
    station.sync()
    assert log(station)[0].code == ""
    assert len(log(station)) == before + 2


def test_the_reason_of_a_failure_is_kept_whole(station, line):
    station.file(b"page")
    line.cut()
    for _ in range(2):
        station.sync()
        station.clock.move(timedelta(days=4))
    (first, *_) = log(station)
    assert of_failure(first.code, first.facts).happened == "已经 4 天没有报上去：现在连不上县里（网络不通）。"


def test_a_program_killed_in_the_middle_of_an_upload_leaves_its_trace(station):
    station.file(b"x" * 300_000)
    send = station.engine._line.send

    class Killed(BaseException):
        pass

    def die(request):
        if request.method == "PATCH":
            raise Killed
        return send(request)

    station.engine._line.send = die
    with pytest.raises(Killed):
        station.sync()
    row = log(station)[-1]
    assert row.events == 1


def test_no_row_holds_the_words_of_the_county_or_a_name(station, county):
    station.file(b"page", applicant="王某某")
    station.sync()
    assert "王某某" not in json.dumps([str(row) for row in log(station)], ensure_ascii=False)


def test_a_stick_written_and_a_reply_taken_are_rows_too(station, county, tmp_path):
    from county.relay import take_bundle
    from county.relay_reply import write_reply

    station.file(b"page")
    stick = tmp_path / "stick"
    stick.mkdir()
    with station.relay() as relay:
        written = relay.write(stick, "001")
        write_reply(county.place, take_bundle(county.place, next(stick.glob("*.wdb"))), stick)
        relay.take(stick)
    down, up = log(station)[:2]
    assert (up.way, up.events, up.files, up.up) == (STICK_UP, 1, 1, written.size)
    assert (down.way, down.accepted, down.files) == (STICK_DOWN, 1, 1)
    assert down.proof
