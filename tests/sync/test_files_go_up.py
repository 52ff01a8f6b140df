"""Files: asked for before sent, resumed at the byte, and no file holds up another case."""

import hashlib
import random

import pytest

from windowdesk import errors
from windowdesk.storage.blob_rows import AT_COUNTY, LOCAL
from windowdesk.sync import blobs_up
from windowdesk.sync.reasons import of_retry
from windowdesk.sync.run import Outcome

CHUNK = 64 * 1024


def scan(size, seed=1):
    return random.Random(seed).randbytes(size)


def digest(content):
    return hashlib.sha256(content).hexdigest()


def at_county(county, content):
    return any(row["digest"] == digest(content) and row["complete"] for row in county.rows("blobs"))


@pytest.fixture
def small_chunks(station):
    station.make_engine(chunk=CHUNK)
    return station


def test_a_file_over_a_line_cut_many_times_resends_at_most_one_chunk_a_cut(small_chunks, county, line):
    station = small_chunks
    content = scan(2_000_000)
    case = station.file(content)
    cuts = 10
    line.cut_after(up=220_000, times=cuts)
    for _ in range(30):
        report = station.sync()
        if report.outcome is Outcome.IDLE:
            break
    assert report.outcome is Outcome.IDLE, report
    assert at_county(county, content)
    assert station.verdicts(case.id)[0].kind == "accepted"
    assert line.count.cuts == cuts
    overhead = 120_000
    assert line.count.up <= len(content) + cuts * CHUNK + overhead


def test_killed_half_way_it_goes_on_at_the_byte(small_chunks, county, line):
    station = small_chunks
    content = scan(1_000_000)
    station.file(content)
    line.cut_after(up=600_000, times=1)
    station.sync()
    sent_before = line.count.up
    line.open()
    station.reopen()
    report = station.sync()
    assert report.outcome is Outcome.IDLE
    assert at_county(county, content)
    assert line.count.up - sent_before < 600_000


def test_what_the_county_has_is_not_sent_again(station, new_station, county, line):
    content = scan(400_000)
    station.file(content)
    station.sync()
    other = new_station(line.address)
    other.enrol(county.code())
    other.make_engine()
    other.file(content)
    before = line.count.up
    assert other.sync().outcome is Outcome.IDLE
    assert line.count.up - before < 50_000


def test_a_damaged_file_says_so_and_holds_only_its_own_case(station, county):
    bad, good = station.file(scan(5000, 1)), station.file(scan(5000, 2))
    for folder in ("blobs", "second-copy/blobs"):
        for file in (station.home / folder).rglob("*"):
            if file.is_file() and file in station.blobs._places(digest(scan(5000, 1))):
                file.write_bytes(b"not what it was" * 100)
    report = station.sync()
    assert report.outcome is Outcome.NEEDS_PERSON
    assert report.reason.code == errors.BLOB_DAMAGED.code
    assert station.verdicts(good.id)[0].kind == "accepted"
    assert station.verdicts(bad.id)[0].kind == "held"
    retry = station.look(lambda view: view.outbox.retry(blobs_up.key_of(digest(scan(5000, 1)))))
    assert of_retry(retry) == errors.BLOB_DAMAGED
    assert at_county(county, scan(5000, 2))


def test_a_file_the_county_will_not_take_delays_no_other_case(station, county, line):
    stuck, fine = scan(300_000, 3), scan(310_000, 4)
    held, settled = station.file(stuck), station.file(fine)
    send = station.engine._line.send

    def refuse_one(request):
        if request.headers.get("Upload-Length") == str(len(stuck)):
            line.answer(500, "<html>out of order</html>")
        else:
            line.open()
        return send(request)

    station.engine._line.send = refuse_one
    report = station.sync()
    assert report.outcome is Outcome.WAITING
    assert report.reason.code == errors.COUNTY_ERROR.code
    assert station.verdicts(settled.id)[0].kind == "accepted"
    assert station.verdicts(held.id)[0].kind == "held"
    assert station.look(lambda view: view.blobs.get(digest(fine))).state == AT_COUNTY
    assert station.look(lambda view: view.blobs.get(digest(stuck))).state == LOCAL


def test_a_large_file_gives_way_to_new_text(small_chunks, county):
    station = small_chunks
    content = scan(1_500_000)
    station.file(content)
    seen = []
    send = station.engine._line.send
    late = []

    def watch(request):
        seen.append((request.method, request.path.split("?")[0]))
        if request.method == "PATCH" and not late:
            late.append(station.file(b"a later page"))
        return send(request)

    station.engine._line.send = watch
    assert station.sync().outcome is Outcome.IDLE
    patches = [place for place, (method, _) in enumerate(seen) if method == "PATCH"]
    uplinks = [place for place, one in enumerate(seen) if one == ("POST", "/v1/uplink")]
    assert patches[0] < uplinks[1] < patches[2]
    assert at_county(county, content)


def test_small_files_go_before_large_ones(station):
    station.file(scan(600_000))
    station.file(b"small")
    order = []
    send = station.engine._line.send

    def watch(request):
        if "Upload-Length" in request.headers:
            order.append(int(request.headers["Upload-Length"]))
        return send(request)

    station.engine._line.send = watch
    station.sync()
    assert order == [5, 600_000]


def test_a_chunk_damaged_on_the_way_is_sent_again(station, county):
    content = scan(300_000)
    station.file(content)
    send = station.engine._line.send
    damaged = []

    def damage_one(request):
        if request.method == "PATCH" and not damaged:
            damaged.append(1)
            from dataclasses import replace

            request = replace(request, body=b"\0" * len(request.body))
        return send(request)

    station.engine._line.send = damage_one
    assert station.sync().outcome is Outcome.IDLE
    assert at_county(county, content)


def test_a_proxy_that_takes_only_small_bodies_gets_small_chunks(station, county, line):
    content = scan(300_000)
    station.file(content)
    send = station.engine._line.send

    def small_only(request):
        if request.method == "PATCH" and len(request.body) > 70_000:
            line.answer(413, "<html>too large</html>")
        else:
            line.open()
        return send(request)

    station.engine._line.send = small_only
    assert station.sync().outcome is Outcome.IDLE
    assert at_county(county, content)
