"""What was confirmed reaches the county once, in order, whatever happens to the line."""

import pytest

from windowdesk import errors
from windowdesk.domain.case import CaseState
from windowdesk.domain.exchange_news import ExchangeState
from windowdesk.sync import batch, blobs_up
from windowdesk.sync.run import Outcome


def until_idle(station, runs=12):
    for _ in range(runs):
        report = station.sync()
        if report.outcome is Outcome.IDLE:
            return report
    raise AssertionError(report)


def one_event_a_time(station):
    with station.store.unit("001") as unit:
        unit.state.set(batch.STATE_NAME, 1)


def test_a_filed_case_is_proved_and_the_run_ends_idle(station, county):
    case = station.file(b"page one", b"page two")
    report = station.sync()
    assert report.outcome is Outcome.IDLE, report
    assert report.reason is None
    (verdict,) = station.verdicts(case.id)
    assert verdict.kind == "accepted"
    assert verdict.proof
    assert station.case(case.id).state is CaseState.UPLOADED
    assert [row["id"] for row in county.rows("cases")] == [case.id]


def test_an_answer_lost_after_the_commit_costs_nothing(station, county):
    cases = [station.file(b"page %d" % number) for number in range(6)]
    county.stop()
    county.start(drop_every=2)
    one_event_a_time(station)
    until_idle(station)
    assert sorted(row["id"] for row in county.rows("cases")) == [case.id for case in cases]
    assert len(county.rows("events")) == len(cases)
    for case in cases:
        assert [verdict.kind for verdict in station.verdicts(case.id)] == ["accepted"]


def test_killed_with_the_answer_lost_and_started_again(station, county):
    case = station.file(b"page")
    county.stop()
    county.start(drop_every=1)
    report = station.sync()
    assert report.outcome is Outcome.WAITING
    assert station.verdicts(case.id) == [None]
    station.reopen()
    county.stop()
    county.start()
    until_idle(station)
    assert len(county.rows("events")) == 1
    assert station.verdicts(case.id)[0].proof


@pytest.mark.parametrize("bytes_passed", [1, 200, 900, 2000, 6000])
@pytest.mark.parametrize("way", ["up", "down"])
def test_the_line_is_cut_after_some_bytes(station, county, line, way, bytes_passed):
    cases = [station.file(b"page %d" % number * 300) for number in range(4)]
    line.cut_after(**{way: bytes_passed}, times=3)
    until_idle(station)
    assert sorted(row["id"] for row in county.rows("cases")) == [case.id for case in cases]
    assert len(county.rows("events")) == len(cases)
    assert station.look(lambda view: view.blobs.counts()) == (0, 0)


def test_one_sender_at_a_time(station):
    station.file(b"page")
    second = []

    def press_again(state):
        if state.working and not second:
            second.append(station.engine.run_once(force=True))

    end = station.bus.subscribe(ExchangeState, press_again)
    station.sync()
    end()
    assert second[0].outcome is Outcome.BUSY
    assert second[0].reason == errors.SYNC_RUNNING


def test_what_is_filed_while_a_run_is_on_goes_out_in_the_same_run(station, county):
    first = station.file(b"page")
    late = []
    send = station.engine._line.send

    def send_and_file(request):
        if request.path.startswith("/v1/feed") and not late:
            late.append(station.file(b"a later page"))
        return send(request)

    station.engine._line.send = send_and_file
    report = station.sync()
    assert report.outcome is Outcome.IDLE
    assert sorted(row["id"] for row in county.rows("cases")) == [first.id, late[0].id]


def test_a_batch_that_is_too_large_shrinks_until_it_goes(station, county, line):
    cases = [station.file(b"page %d" % number) for number in range(8)]
    send = station.engine._line.send
    sizes = []

    def send_small_only(request):
        if request.method == "POST" and request.path == "/v1/uplink":
            import gzip

            body = gzip.decompress(request.body) if request.body[:1] != b"{" else request.body
            count = body.count(b'"case_seq"')
            sizes.append(count)
            if count > 2:
                line.answer(413, "<html>too large</html>")
            else:
                line.open()
        return send(request)

    station.engine._line.send = send_small_only
    until_idle(station)
    assert sizes[0] == 8
    assert len(county.rows("events")) == len(cases)
    assert max(size for size in sizes[2:]) <= 4


def refuse_bodies_over(station, line, limit):
    """A proxy on the way takes no body larger than ``limit``, packed or not."""
    send = station.engine._line.send
    seen = []

    def proxy(request):
        seen.append((request.method, request.path.rsplit("/", 1)[-1], len(request.body)))
        if len(request.body) > limit:
            line.answer(413, "<html>too large</html>")
        else:
            line.open()
        return send(request)

    station.engine._line.send = proxy
    return seen


def test_an_event_too_large_alone_goes_by_name_and_stops_nothing_behind_it(station, county, line, monkeypatch):
    monkeypatch.setattr(blobs_up, "SMALLEST_CHUNK", 1024)
    before = station.file(b"before")
    large = station.file(*(b"page %d" % number for number in range(60)))  # digests do not pack
    text = station.look(lambda view: view.outbox.after(1, 1)[0].text)
    behind = [station.file(b"behind %d" % number) for number in range(5)]
    seen = refuse_bodies_over(station, line, 2500)
    until_idle(station)
    assert {station.verdicts(case.id)[0].kind for case in (before, large, *behind)} == {"accepted"}
    stored = next(row["text"] for row in county.rows("events") if row["case_id"] == large.id)
    assert stored == text  # whole, not a tombstone
    log = [size for method, path, size in seen if (method, path) == ("POST", "uplink")]
    assert any(size > 2500 for size in log)
    assert any(size < 200 for size in log)


def test_batches_grow_again_after_success(station):
    for number in range(9):
        station.file(b"page %d" % number)
    one_event_a_time(station)
    until_idle(station)
    assert station.look(lambda view: view.state.get(batch.STATE_NAME)) > 1


def test_an_event_the_store_no_longer_gives_back_leaves_a_tombstone_and_the_log_goes_on(station, county):
    lost = station.file(b"page one")
    kept = station.file(b"page two")
    with station.store.unit("001") as unit:
        unit._work.sql("UPDATE outbox SET text = ? WHERE seq = 1", ('{"broken":1}',))
    report = station.sync()
    assert errors.EVENT_UNREADABLE in report.refused
    events = county.rows("events")
    assert [row["type"] for row in events] == ["tombstone", "case.received"]
    assert [row["id"] for row in county.rows("cases")] == [kept.id]
    assert station.verdicts(kept.id)[0].kind == "accepted"
    assert lost.id != kept.id
