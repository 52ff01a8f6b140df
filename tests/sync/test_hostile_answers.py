"""Whatever stands on the way and answers: nothing is lost, the reason is right, and it goes on afterwards."""

import json
import socket
import ssl
import threading

import pytest

from windowdesk import errors
from windowdesk.domain.exchange_news import ExchangeState, Line
from windowdesk.sync import answers
from windowdesk.sync.run import Outcome
from windowdesk.sync.transport import HttpLine, Request

PROBLEM = "application/problem+json"


def problem(code, **more):
    return json.dumps({"type": f"https://x.invalid/{code}", "title": "县里说不行。", "code": code, **more})


def settles_afterwards(station, line, county, case):
    line.open()
    report = station.sync()
    assert report.outcome is Outcome.IDLE, report
    assert station.verdicts(case.id)[0].kind == "accepted"
    assert len(county.rows("events")) == 1


BROKEN = {
    "a captive portal says 200 in HTML": ({"status": 200}, errors.COUNTY_NOT_COUNTY),
    "a portal sends us elsewhere": ({"status": 302, "body": "", "Location": "http://portal.invalid/"}, errors.COUNTY_NOT_COUNTY),
    "a portal says network login required": ({"status": 511}, errors.COUNTY_NOT_COUNTY),
    "a proxy refuses in its own words": ({"status": 403, "body": "blocked", "type_": "text/plain"}, errors.COUNTY_NOT_COUNTY),
    "a proxy wants a name": ({"status": 407}, errors.COUNTY_NOT_COUNTY),
    "a wrong address": ({"status": 404, "body": "nothing here", "type_": "text/plain"}, errors.COUNTY_NOT_COUNTY),
    "the county breaks": ({"status": 500}, errors.COUNTY_ERROR),
    "the gateway has no county": ({"status": 502}, errors.COUNTY_ERROR),
    "JSON that is not the contract": ({"body": '{"hello": 1}', "type_": "application/json"}, errors.COUNTY_SCHEMA),
    "JSON that is cut": ({"body": '{"epoch": "1', "type_": "application/json"}, errors.COUNTY_SCHEMA),
    "a list where an object belongs": ({"body": "[]", "type_": "application/json"}, errors.COUNTY_SCHEMA),
    "the county does not know us": ({"status": 403, "body": problem("station_revoked"), "type_": PROBLEM}, errors.COUNTY_REFUSED_STATION),
    "the county stopped us": ({"status": 403, "body": problem("station_stopped"), "type_": PROBLEM}, errors.STATION_STOPPED),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_strange_answer_is_named_and_nothing_is_lost(station, county, line, name):
    answer, message = BROKEN[name]
    case = station.file(b"page")
    line.answer(**answer)
    report = station.sync()
    assert report.outcome in (Outcome.WAITING, Outcome.NEEDS_PERSON)
    assert report.reason.code == message.code
    assert "{" not in report.reason.happened
    assert station.verdicts(case.id) == [None]
    settles_afterwards(station, line, county, case)


@pytest.mark.parametrize(
    ("make_bad", "message"),
    [
        (lambda line: line.cut(), errors.NO_NETWORK),
        (lambda line: line.silent(), errors.COUNTY_TIMEOUT),
        (lambda line: line.drip(1), errors.COUNTY_TIMEOUT),
        (lambda line: line.delay(30), errors.COUNTY_TIMEOUT),
    ],
    ids=["cut", "silent", "one byte a second", "held back"],
)
def test_a_bad_line_is_cut_off_in_time_and_named(station, county, line, make_bad, message):
    case = station.file(b"page")
    station.make_engine(floor=0.4)
    make_bad(line)
    report = station.sync()
    assert report.reason.code == message.code
    line.open()
    station.make_engine()
    settles_afterwards(station, line, county, case)


@pytest.mark.parametrize("status", [429, 503])
def test_a_wish_to_come_later_is_kept_even_when_a_person_presses(station, county, line, status):
    case = station.file(b"page")
    line.answer(status, problem("busy"), PROBLEM, Retry_After="120")
    report = station.sync()
    assert report.reason.code == errors.COUNTY_BUSY.code
    assert "120" in report.reason.to_do
    line.open()
    before = line.count.connections
    report = station.sync(force=True)
    assert report.reason.code == errors.COUNTY_BUSY.code
    assert line.count.connections == before
    from datetime import timedelta

    station.clock.move(timedelta(seconds=130))
    settles_afterwards(station, line, county, case)


def test_an_absurd_wish_is_not_taken_literally():
    answer = answers.Answer(429, {"retry-after": "999999999"}, b"")
    with pytest.raises(errors.CountyTrouble) as caught:
        answers.checked(answer)
    assert caught.value.facts["wait"] == answers.LONGEST_WAIT


def test_a_date_may_stand_in_retry_after():
    headers = {"retry-after": "Sun, 22 Nov 2026 10:01:00 GMT", "date": "Sun, 22 Nov 2026 10:00:00 GMT"}
    with pytest.raises(errors.CountyTrouble) as caught:
        answers.checked(answers.Answer(503, headers, b""))
    assert caught.value.facts["wait"] == 60


def test_nobody_at_the_port(station):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    line = HttpLine(f"http://127.0.0.1:{port}")
    with pytest.raises(errors.CountyTrouble) as caught:
        line.send(Request("GET", "/v1/health"))
    assert caught.value.code == errors.NO_NETWORK.code


def test_a_name_nobody_knows():
    line = HttpLine("http://county.invalid")
    with pytest.raises(errors.CountyTrouble) as caught:
        line.send(Request("GET", "/v1/health"))
    assert caught.value.code == errors.COUNTY_NAME.code


def test_a_certificate_that_is_not_the_pinned_one(tls_pair, tmp_path):
    served, other = tls_pair
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*served)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def shake_hands():
            for _ in range(2):
                raw, _ = listening.accept()
                with raw:
                    try:
                        with context.wrap_socket(raw, server_side=True) as secure:
                            secure.recv(4096)
                            secure.sendall(b"HTTP/1.1 204 Fine\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    except OSError:
                        continue

        thread = threading.Thread(target=shake_hands)
        thread.start()
        base = f"https://127.0.0.1:{listening.getsockname()[1]}"
        wrong = HttpLine(base, certificate=other[0])
        with pytest.raises(errors.CountyTrouble) as caught:
            wrong.send(Request("GET", "/v1/health"))
        assert caught.value.code == errors.COUNTY_TLS.code
        right = HttpLine(base, certificate=served[0])
        assert right.send(Request("GET", "/v1/health")).status == 204
        right.close()
        thread.join()


def test_an_answer_without_end_is_not_swallowed(station, line):
    line.answer(200, "[" + "1," * 10_000_000 + "1]", "application/json")
    report = station.sync()
    assert report.reason.code == errors.COUNTY_SCHEMA.code


def test_the_network_light_says_down_then_up(station, line):
    told = []
    end = station.bus.subscribe(ExchangeState, told.append)
    line.cut()
    station.sync()
    assert told[-1].line is Line.DOWN
    assert told[-1].reason.code == errors.NO_NETWORK.code
    line.open()
    station.sync()
    assert told[-1].line is Line.UP
    assert told[-1].reason is None
    assert told[-1].last_contact == station.clock.now()
    end()


def test_green_line_and_waiting_cases_are_two_lights(station, line):
    told = []
    end = station.bus.subscribe(ExchangeState, told.append)
    station.sync()
    station.file(b"page")
    send = station.engine._line.send

    def uplink_broken(request):
        if request.method == "POST" and request.path == "/v1/uplink":
            line.answer(500)
        else:
            line.open()
        return send(request)

    station.engine._line.send = uplink_broken
    station.sync()
    assert told[-1].line is Line.UP
    assert told[-1].waiting.events == 1
    assert told[-1].reason.code == errors.COUNTY_ERROR.code
    end()


def test_one_broken_phase_does_not_skip_the_others(station, county, line):
    from county import office

    case = station.file(b"page")
    station.sync()
    office.register(county.place, case.id)
    station.file(b"another page")
    send = station.engine._line.send

    def marks_broken(request):
        if request.method == "GET" and request.path.partition("?")[0] == "/v1/uplink":
            line.answer(500)
        else:
            line.open()
        return send(request)

    station.engine._line.send = marks_broken
    report = station.sync()
    assert set(report.troubles) == {"marks"}
    assert station.case(case.id).official_number


def test_the_token_is_renewed_when_the_county_forgot_it(station, county):
    station.sync()
    held = station.engine._sign_in._token
    from dataclasses import replace

    station.engine._sign_in._token = replace(held, text="no-such-token")
    case = station.file(b"page")
    assert station.sync().outcome is Outcome.IDLE
    assert station.verdicts(case.id)[0].kind == "accepted"
