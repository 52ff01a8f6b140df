"""Lost answers, restored backups, wrong bodies, too many at once, and the server's end."""

import gzip
import json
import shutil
import sqlite3
import time
from contextlib import closing

import pytest
import requests

from county import gate
from county.database import writing
from county.epoch import restored
from county.office import notice, register
from county.place import Limits, NewerDatabase, open_county


def code_of(answer):
    return answer.status_code, answer.json()["code"]


def until_answered(send):
    for _ in range(10):
        try:
            return send()
        except requests.ConnectionError:
            continue
    raise AssertionError("no answer in ten tries")


def test_an_answer_lost_after_the_commit_costs_nothing(county, run_county, new_station, rows):
    station = new_station(run_county(county, drop_every=2))
    cut = 0
    for _ in range(6):
        event = station.case()
        try:
            first = station.send(event)
        except requests.ConnectionError:
            cut += 1
            assert len(rows("events")) == len(station.log), "the work must be committed before the line drops"
            first = until_answered(lambda event=event: station.send(event))
        assert first.json()["verdicts"][0]["verdict"] == "accepted"
        assert until_answered(lambda event=event: station.send(event)).json()["verdicts"] == first.json()["verdicts"]
    assert cut
    assert len(rows("cases")) == len({row["provisional_number"] for row in rows("cases")}) == 6


def test_a_lost_answer_to_a_chunk_is_found_out_by_asking(county, run_county, new_station):
    station = new_station(run_county(county, drop_every=2))
    content = b"0123456789" * 1000
    location = station.begin_upload(content).headers["Location"]
    cuts = 0
    while (offset := station.offset(location)) < len(content):
        try:
            assert station.patch(location, offset, content[offset : offset + 1000]).status_code == 204
        except requests.ConnectionError:
            cuts += 1
    assert cuts == 5


def put_back(county, backup):
    county.engine.dispose()
    for leftover in county.data.glob("county.db-*"):
        leftover.unlink()
    shutil.copy(backup, county.data / "county.db")
    with writing(county.engine) as connection:
        restored(connection)


def test_after_a_restore_the_station_offers_the_difference_and_nothing_doubles(
    data, run_county, rows, new_station, county
):
    station = new_station(run_county(county))
    early, late = station.case(), station.case()
    assert station.send(early).status_code == 200
    with closing(sqlite3.connect(data / "county.db")) as live, closing(sqlite3.connect(data / "backup.db")) as backup:
        live.backup(backup)
    old_epoch = station.call("GET", "/v1/uplink").json()["epoch"]
    assert station.send(late).status_code == 200
    register(county, early["case"])
    notice(county, "通知", "")
    seen = [item["seq"] for item in station.feed()]

    put_back(county, data / "backup.db")

    marks = station.call("GET", "/v1/uplink")
    assert marks.json()["epoch"] != old_epoch
    assert marks.headers["WindowDesk-Epoch"] == marks.json()["epoch"]
    assert marks.json()["received_to"] == 1
    answer = station.send(early, late)
    assert [one["verdict"] for one in answer.json()["verdicts"]] == ["accepted", "accepted"]
    assert len(rows("cases")) == 2
    register(county, early["case"])
    (item,) = station.feed(after=max(seen))
    assert item["type"] == "registered"
    put_back(county, data / "backup.db")
    register(county, early["case"])
    (again,) = station.feed(after=item["seq"])
    assert again["type"] == "registered", "the same backup a second time: numbers nobody has seen all the same"


def test_a_database_of_a_newer_program_is_refused(data):
    place = open_county(data)
    with place.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99' WHERE name = 'schema'")
    place.close()
    with pytest.raises(NewerDatabase, match="99"):
        open_county(data)


def test_what_is_not_a_batch_is_refused_and_nothing_is_stored(station, rows, subtests):
    bodies = {
        "empty": b"",
        "half": b"{",
        "html": b"<html>",
        "no events": b'{"events": []}',
        "a name twice": b'{"events": [], "events": []}',
        "not a number": b'{"events": NaN}',
        "not UTF-8": b'\xff\xfe{"events": []}',
        "too deep": b"[" * 100_000,
        "a bare event": b'{"events": [{"seq": 1}]}',
        "a huge number": b'{"events": [{"seq": 123456789012345678901234567890}]}',
        "half a character": b'{"events": "\\ud800"}',
    }
    for name, body in bodies.items():
        with subtests.test(msg=name):
            assert code_of(station.call("POST", "/v1/uplink", data=body)) == (400, "request_invalid")
    assert rows("events") == []


def test_a_damaged_packing_is_refused(station, subtests):
    bodies = {
        "not gzip": b"no gzip",
        "half": gzip.compress(b'{"events": []}')[:-4],
        "more behind": gzip.compress(b"{}") + b"more",
    }
    for name, body in bodies.items():
        with subtests.test(msg=name):
            answer = station.call("POST", "/v1/uplink", data=body, headers={"Content-Encoding": "gzip"})
            assert code_of(answer) == (400, "request_invalid")


def test_an_unknown_packing_is_refused(station):
    answer = station.call("POST", "/v1/uplink", data=b"{}", headers={"Content-Encoding": "br"})
    assert code_of(answer) == (400, "request_invalid")


@pytest.mark.parametrize("packed", [False, True])
def test_a_body_over_the_limit_is_refused_with_the_limit(data, run_county, new_station, county, packed):
    small = open_county(data, limits=Limits(body=10_000))
    try:
        station = new_station(run_county(small))
        body = json.dumps({"events": ["x" * 3_000_000]}).encode()
        headers = {"Content-Encoding": "gzip"} if packed else {}
        answer = station.call("POST", "/v1/uplink", data=gzip.compress(body) if packed else body, headers=headers)
        assert code_of(answer) == (413, "too_large")
        assert answer.json()["limit"] == 10_000
        assert station.send(station.case()).status_code == 200
    finally:
        small.close()


def test_more_stations_than_can_be_served_are_asked_to_come_back(county, run_county, new_station, monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_SECONDS", 0.01)
    url = run_county(county, at_once=1)
    first, second, third = (new_station(url) for _ in range(3))
    for station in (first, second, first):
        assert station.send(
            station.case(provisional_number=f"LS9901010010012611220100{len(station.log)}{station.number[-1]}K")
        ).ok
    for answer in (third.call("GET", "/v1/uplink"), third.send(third.case())):
        assert code_of(answer) == (429, "busy")
        assert int(answer.headers["Retry-After"]) >= 1
    assert third.call("GET", "/v1/health").status_code == 200
    deadline = time.monotonic() + 20
    while third.call("GET", "/v1/uplink").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_unknown_addresses_and_methods_are_problems(station):
    assert code_of(station.call("GET", "/v1/nothing")) == (404, "not_found")
    assert code_of(station.call("DELETE", "/v1/uplink")) == (405, "method")
    assert code_of(station.call("GET", "/v1/feed?after=minus")) == (400, "request_invalid")
    assert code_of(station.call("GET", "/v1/blobs/%00")) == (404, "not_found")
    assert station.call("HEAD", "/v1/blobs/uploads/%00", headers={"Tus-Resumable": "1.0.0"}).status_code == 404
    assert code_of(station.call("GET", "/v1/verdicts?from=0")) == (400, "request_invalid")


def test_a_wrong_method_is_told_all_the_right_ones(station, subtests):
    for verb, path, allowed in (
        ("DELETE", "/v1/uplink", "GET, POST"),
        ("PUT", "/v1/blobs/uploads/x", "DELETE, HEAD, PATCH"),
        ("GET", "/v1/blobs/query", "POST"),
        ("DELETE", "/v1/blobs/query", "POST"),
    ):
        with subtests.test(msg=f"{verb} {path}"):
            answer = station.session.request(verb, station.url + path, timeout=20)
            assert (code_of(answer), answer.headers["Allow"]) == ((405, "method"), allowed)


def test_a_fault_of_the_county_is_a_problem_too(county, station, monkeypatch, caplog):
    def broken(*_arguments):
        raise RuntimeError("planted")

    monkeypatch.setattr("county.uplink.marks", broken)
    answer = station.call("GET", "/v1/uplink")
    assert code_of(answer) == (500, "server")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WindowDesk-Epoch"]
    assert "planted" not in answer.text


def test_safe_follows_received_after_the_lag_where_a_standby_follows_behind(data, county, run_county, new_station):
    behind = open_county(data, limits=Limits(safe_lag=3600))
    try:
        station = new_station(run_county(behind))
        answer = station.send(station.case()).json()
        assert (answer["received_to"], answer["safe_to"]) == (1, 0)
        with county.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE events SET stored_at = '2020-01-01T00:00:00.000000Z'")
        assert station.call("GET", "/v1/uplink").json()["safe_to"] == 1
    finally:
        behind.close()
