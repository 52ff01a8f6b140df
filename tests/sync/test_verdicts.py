"""Every event ends settled, held with a reason, or in front of a person; none blocks the others."""

from windowdesk import errors
from windowdesk.casework import reasons
from windowdesk.domain.case import CaseState
from windowdesk.domain.case_events import CaseWithdrawn
from windowdesk.domain.waiting_reasons import of_rejection
from windowdesk.events import Changed, Kind
from windowdesk.sync.run import Outcome


def append_unchecked(station, case_id, act):
    with station.store.unit("001") as unit:
        station._append(unit, case_id, act, checked=False)


def test_a_rejected_event_stands_with_its_reason_and_the_others_go_on(station, county):
    changed = []
    end = station.bus.subscribe(Changed, lambda news: changed.extend(news.kinds))
    first = station.file(b"page one")
    append_unchecked(station, first.id, CaseWithdrawn("", station.clock.now()))
    second = station.file(b"page two")
    report = station.sync()
    assert report.rejected == 1
    assert report.outcome is Outcome.IDLE
    received, withdrawn = station.verdicts(first.id)
    assert received.kind == "accepted"
    assert withdrawn.kind == "rejected"
    assert station.verdicts(second.id)[0].kind == "accepted"
    reason = of_rejection(withdrawn.title, withdrawn.detail)
    assert reason.code == errors.COUNTY_REJECTED.code
    assert withdrawn.title.rstrip("。") in reason.happened
    assert [row.seq for row in station.look(lambda view: view.outbox.rejected())] == [2]
    assert station.case(first.id).state is CaseState.BOUNCED
    assert Kind.INBOX in changed
    end()


def test_a_held_event_waits_for_its_files_and_says_so(station, county, line):
    case = station.file(b"page")
    send = station.engine._line.send

    def no_files(request):
        if request.method == "PATCH":
            raise errors.CountyTrouble(errors.COUNTY_ERROR, status=500)
        return send(request)

    station.engine._line.send = no_files
    station.sync()
    assert station.verdicts(case.id)[0].kind == "held"
    (row,) = station.look(lambda view: view.outbox.waiting())
    assert reasons.of(row, reasons.Around()) == errors.HELD
    assert station.case(case.id).state is CaseState.UPLOADED
    station.engine._line.send = send
    assert station.sync().outcome is Outcome.IDLE
    assert station.verdicts(case.id)[0].kind == "accepted"


def test_an_event_that_waits_for_the_line_says_so(station, line):
    station.file(b"page")
    (row,) = station.look(lambda view: view.outbox.waiting())
    assert reasons.of(row, reasons.Around()) == errors.ITS_TURN
    line.cut()
    station.sync()
    (row,) = station.look(lambda view: view.outbox.waiting())
    assert reasons.of(row, reasons.Around()).code == errors.NO_NETWORK.code


def test_files_the_county_says_it_lacks_are_sent_again(station, county):
    case = station.file(b"page")
    digest = case.materials[0].pages[0].digest
    with station.store.unit("001") as unit:
        unit.blobs.at_county(digest)
    for _ in range(2):
        report = station.sync()
    assert report.outcome is Outcome.IDLE
    assert station.verdicts(case.id)[0].kind == "accepted"


def test_a_verdict_on_another_event_is_not_believed(station, county):
    case = station.file(b"page")
    import json
    from dataclasses import replace

    send = station.engine._line.send

    def other_id(request):
        answer = send(request)
        if request.path.startswith(("/v1/uplink", "/v1/verdicts")) and b"verdicts" in answer.body:
            body = json.loads(answer.body)
            for one in body["verdicts"]:
                one["id"] = "01890a5d-ac96-774b-bcce-b302099a8057"
            return replace(answer, body=json.dumps(body).encode())
        return answer

    station.engine._line.send = other_id
    report = station.sync()
    assert report.reason.code == errors.COUNTY_SCHEMA.code
    assert station.verdicts(case.id) == [None]
    station.engine._line.send = send
    assert station.sync().outcome is Outcome.IDLE


def test_what_may_have_left_the_pc_is_noted_before_it_leaves(station, line):
    from windowdesk.domain.exchange_news import SENT_NAME

    station.file(b"page")
    noted = []
    send = station.engine._line.send

    def watch(request):
        if request.method == "POST" and request.path == "/v1/uplink":
            noted.append(station.look(lambda view: view.state.get(SENT_NAME)))
        return send(request)

    station.engine._line.send = watch
    station.sync()
    assert noted == [1]


def test_a_stopped_station_reports_nothing_hears_everything_and_goes_on_when_lifted(station, county):
    from county import office

    earlier = station.file(b"an earlier page")
    station.sync()
    office.register(county.place, earlier.id)
    office.stop_station(county.place, station.number, stopped=True, reason="设备丢失")
    case = station.file(b"page")
    report = station.sync()
    assert report.outcome is Outcome.NEEDS_PERSON
    assert report.reason.code == errors.STATION_STOPPED.code
    assert station.verdicts(case.id) == [None]
    assert station.case(earlier.id).official_number
    assert "stop" in [arrived.news.TYPE for arrived in station.look(lambda view: view.mirror.inbox())]
    office.stop_station(county.place, station.number, stopped=False, reason="")
    assert station.sync().outcome is Outcome.IDLE
    assert station.verdicts(case.id)[0].kind == "accepted"


def test_a_proxy_that_spoils_packed_bodies_gets_plain_ones(station, county):
    from dataclasses import replace

    case = station.file(b"page")
    send = station.engine._line.send

    def strip(request):
        headers = {name: value for name, value in request.headers.items() if name != "Content-Encoding"}
        return send(replace(request, headers=headers))

    station.engine._line.send = strip
    assert station.sync().outcome is Outcome.IDLE
    assert station.verdicts(case.id)[0].kind == "accepted"


def test_an_idle_run_writes_nothing(station):
    station.sync()
    station.sync()
    writes = []
    unit = station.store.unit

    def watched(actor=""):
        writes.append(actor)
        return unit(actor)

    station.store.unit = watched
    report = station.sync()
    assert report.outcome is Outcome.IDLE
    assert writes == []
