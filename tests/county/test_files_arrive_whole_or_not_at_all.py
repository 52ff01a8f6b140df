"""tus uploads, resume at the byte, checksums, held events, download by range."""

import base64
import hashlib
import io
import socket
import time
from urllib.parse import urlsplit

import pytest

from county.files import blob_name
from county.office import complete, register
from county.packs import Part, publish
from county.place import open_county

CONTENT = bytes(range(256)) * 1200
LARGE = CONTENT * 8
SECONDS = 10


@pytest.fixture(params=["in a folder", "in an object store"])
def county(data, request, object_store):
    where = object_store.new_bucket() if request.param == "in an object store" else ""
    place = open_county(data, files=where)
    yield place
    place.close()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def code_of(answer):
    return answer.status_code, answer.json()["code"]


def checksum(data):
    return {"Upload-Checksum": "sha256 " + base64.b64encode(hashlib.sha256(data).digest()).decode()}


def stored(county, content):
    return b"".join(county.files.read(blob_name(sha256(content)), 0, 10**9)) == content


def cut_in_the_middle(station, location, offset, content, sent, **headers):
    """PATCH ``content`` but drop the line after ``sent`` bytes. Back when the server has had time to notice."""
    place = urlsplit(station.url)
    lines = {
        "Host": place.netloc,
        "Authorization": station.session.headers["Authorization"],
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(len(content)),
        **headers,
    }
    head = f"PATCH {location} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    with socket.create_connection((place.hostname, place.port), SECONDS) as line:
        line.sendall(head.encode() + b"\r\n" + content[:sent])
    time.sleep(0.3)


def test_an_event_is_held_until_its_files_are_whole_and_then_accepted(station, rows, page):
    sent = station.send(station.case([page(CONTENT), page(b"small")])).json()
    (held,) = sent["verdicts"]
    assert held["verdict"] == "held"
    assert held["waiting_for"] == {"blobs": sorted([sha256(CONTENT), sha256(b"small")]), "event": None}
    assert sent["received_to"] == 1
    assert rows("cases") == []
    station.upload(b"small")
    (still,) = station.verdicts()
    assert still["waiting_for"]["blobs"] == [sha256(CONTENT)]
    station.upload(CONTENT)
    assert len(rows("cases")) == 1, "the county needs no question to go on"
    (settled,) = station.verdicts()
    assert settled["verdict"] == "accepted"
    assert settled["proof"]
    assert len(rows("cases")) == 1
    assert all(row["complete"] for row in rows("blobs") if row["digest"] == sha256(CONTENT))


def test_an_event_waits_for_the_held_one_of_its_case_and_other_cases_go_on(station, page):
    withdrawn = {"reason": "不办了", "withdrawn_at": "2026-11-22T03:00:00Z"}
    first = station.case([page(CONTENT)])
    second = station.event("case.withdrawn", first["case"], withdrawn)
    sent = station.send(first, second, station.case()).json()["verdicts"]
    assert [one["verdict"] for one in sent] == ["held", "held", "accepted"]
    assert sent[1]["waiting_for"] == {"blobs": [], "event": 1}
    station.upload(CONTENT)
    assert [one["verdict"] for one in station.verdicts()] == ["accepted"] * 3


def test_files_may_come_before_their_event(station, page):
    station.upload(CONTENT)
    assert station.send(station.case([page(CONTENT)])).json()["verdicts"][0]["verdict"] == "accepted"


def test_a_file_of_another_station_counts_as_here(station, new_station, page):
    new_station().upload(CONTENT)
    answer = station.call("POST", "/v1/blobs/query", json={"digests": [sha256(CONTENT), "0" * 64]})
    assert answer.json()["have"] == [sha256(CONTENT)]
    assert station.send(station.case([page(CONTENT)])).json()["verdicts"][0]["verdict"] == "accepted"


def test_an_upload_resumes_at_the_byte_after_a_cut(station, county):
    location = station.begin_upload(LARGE).headers["Location"]
    cut_in_the_middle(station, location, 0, LARGE, 1_500_001)
    stands = station.offset(location)
    assert stands == 1_500_001
    assert station.patch(location, stands, LARGE[stands:]).status_code == 204
    assert stored(county, LARGE)


def test_a_chunk_with_a_checksum_is_kept_whole_or_not_at_all(station, county):
    location = station.begin_upload(LARGE).headers["Location"]
    assert station.patch(location, 0, LARGE[:1000], **checksum(LARGE[:1000])).headers["Upload-Offset"] == "1000"
    rest = LARGE[1000:]
    cut_in_the_middle(station, location, 1000, rest, 1_500_001, **checksum(rest))
    assert station.offset(location) == 1000
    assert code_of(station.patch(location, 1000, b"x" * 500, **checksum(b"y" * 500))) == (460, "checksum")
    assert station.offset(location) == 1000
    assert station.patch(location, 1000, rest, **checksum(rest)).headers["Upload-Offset"] == str(len(LARGE))
    assert stored(county, LARGE)


def test_bytes_that_are_not_the_declared_file_are_dropped(station, county, rows):
    begun = station.begin_upload(b"x" * 100, digest=sha256(CONTENT))
    location = begun.headers["Location"]
    assert code_of(station.patch(location, 0, b"x" * 100)) == (422, "digest")
    assert code_of(station.patch(location, 0, b"x" * 100)) == (404, "not_found")
    assert county.files.size(blob_name(sha256(CONTENT))) is None
    assert not any(row["complete"] for row in rows("blobs") if row["digest"] == sha256(CONTENT))


def test_a_wrong_offset_is_refused(station):
    location = station.begin_upload(CONTENT).headers["Location"]
    assert code_of(station.patch(location, 5, b"abc")) == (409, "offset")
    assert station.offset(location) == 0


def test_asking_twice_gives_the_same_upload_and_where_it_stands(station):
    first = station.begin_upload(CONTENT)
    station.patch(first.headers["Location"], 0, CONTENT[:70])
    second = station.begin_upload(CONTENT)
    assert second.headers["Location"] == first.headers["Location"]
    assert second.headers["Upload-Offset"] == "70"


def test_a_whole_file_stands_at_its_end(station):
    station.upload(CONTENT)
    again = station.begin_upload(CONTENT)
    assert (again.status_code, again.headers["Upload-Offset"]) == (201, str(len(CONTENT)))


def test_uploads_belong_to_their_station(station, new_station):
    location = station.begin_upload(CONTENT).headers["Location"]
    assert code_of(new_station().patch(location, 0, CONTENT)) == (404, "not_found")


def test_an_upload_can_be_given_up(station, county):
    location = station.begin_upload(CONTENT).headers["Location"]
    station.patch(location, 0, CONTENT[:70])
    tus = {"Tus-Resumable": "1.0.0"}
    assert station.call("DELETE", location, headers=tus).status_code == 204
    assert station.call("HEAD", location, headers=tus).status_code == 404
    assert county.files.names(location.removeprefix("/v1/blobs/")) == {}


def test_a_piece_that_never_counted_changes_nothing(station, county, rows):
    location = station.begin_upload(CONTENT).headers["Location"]
    station.patch(location, 0, CONTENT[:1000])
    (piece,) = rows("pieces")
    county.files.put(f"uploads/{piece['upload']}/000000000001000-left", io.BytesIO(b"left by a power cut"))
    assert station.offset(location) == 1000
    assert station.patch(location, 1000, CONTENT[1000:]).status_code == 204
    assert county.files.names(f"uploads/{piece['upload']}") == {}


def test_an_upload_whose_bytes_are_gone_goes_on_where_they_end(station, county, rows):
    location = station.begin_upload(CONTENT).headers["Location"]
    for start in (0, 1000, 2000):
        station.patch(location, start, CONTENT[start : start + 1000])
    county.files.remove([rows("pieces")[1]["name"]])
    assert station.offset(location) == 1000
    assert station.patch(location, 1000, CONTENT[1000:]).status_code == 204


def test_a_file_the_restored_database_does_not_know_is_looked_at_and_taken(station, county, rows):
    station.upload(CONTENT)
    with county.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM uploads")
        connection.exec_driver_sql("DELETE FROM blobs")
    assert station.begin_upload(CONTENT).headers["Upload-Offset"] == str(len(CONTENT))
    assert [row["complete"] for row in rows("blobs")] == [1]


def test_a_file_lost_on_the_countys_disk_is_asked_for_again(station, county):
    station.upload(CONTENT)
    county.files.remove([blob_name(sha256(CONTENT))])
    assert station.call("POST", "/v1/blobs/query", json={"digests": [sha256(CONTENT)]}).json()["have"] == []
    station.upload(CONTENT)
    assert stored(county, CONTENT)


def test_more_bytes_than_declared_are_refused(station):
    location = station.begin_upload(CONTENT[:100]).headers["Location"]
    assert code_of(station.patch(location, 0, CONTENT[:200])) == (413, "too_large")


def test_a_wrong_creation_is_refused(station, subtests):
    usual = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": "5",
        "Upload-Metadata": f"digest {base64.b64encode(b'0' * 64).decode()}",
    }
    wrong = [
        ({"Upload-Metadata": "digest %%%"}, 400),
        ({"Upload-Metadata": "media_type aW1hZ2UvcG5n"}, 400),
        ({"Upload-Length": "0"}, 400),
        ({"Upload-Length": "-5"}, 400),
        ({"Upload-Length": str(10**14)}, 413),
        ({"Tus-Resumable": "0.9"}, 412),
    ]
    for headers, status in wrong:
        with subtests.test(msg=str(headers)):
            assert station.call("POST", "/v1/blobs", headers={**usual, **headers}).status_code == status


def test_a_patch_of_another_type_or_algorithm_is_refused(station):
    location = station.begin_upload(CONTENT).headers["Location"]
    assert station.patch(location, 0, b"abc", **{"Content-Type": "text/plain"}).status_code == 415
    assert code_of(station.patch(location, 0, b"abc", **{"Upload-Checksum": "md5 abc="})) == (400, "request_invalid")


def test_options_tell_what_the_server_can_do(station):
    answer = station.call("OPTIONS", "/v1/blobs")
    assert answer.status_code == 204
    assert answer.headers["Tus-Extension"] == "creation,checksum,termination"
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha256"


def test_a_download_resumes_by_range(station, subtests):
    station.upload(CONTENT)
    for wanted, status, content in (
        ("bytes=0-9", 206, CONTENT[:10]),
        ("bytes=1000-", 206, CONTENT[1000:]),
        ("bytes=-7", 206, CONTENT[-7:]),
        ("lines=1-2", 200, CONTENT),
    ):
        with subtests.test(msg=wanted):
            answer = station.call("GET", f"/v1/blobs/{sha256(CONTENT)}", headers={"Range": wanted})
            assert answer.status_code == status
            assert answer.content == content


def test_a_range_behind_the_end_is_refused(station):
    station.upload(CONTENT)
    answer = station.call("GET", f"/v1/blobs/{sha256(CONTENT)}", headers={"Range": f"bytes={len(CONTENT)}-"})
    assert code_of(answer) == (416, "range")
    assert answer.headers["Content-Range"] == f"bytes */{len(CONTENT)}"


def test_a_station_reads_what_is_its_own_what_was_sent_to_it_and_what_is_published(county, station, new_station):
    other = new_station()
    other.upload(CONTENT)
    assert code_of(station.call("GET", f"/v1/blobs/{sha256(CONTENT)}")) == (404, "not_found")
    station.begin_upload(CONTENT)  # to know a name is not to have the file
    assert code_of(station.call("GET", f"/v1/blobs/{sha256(CONTENT)}")) == (404, "not_found")
    publish(county, "settings", [Part("one", "settings", "one.json", b"{}")], None)
    assert station.call("GET", f"/v1/blobs/{sha256(b'{}')}").content == b"{}"
    first = station.case()
    station.send(first)
    register(county, first["case"])
    complete(county, first["case"], granted=True, result_name="证", pages=[(b"%PDF", "application/pdf")])
    assert station.call("GET", f"/v1/blobs/{sha256(b'%PDF')}").headers["Content-Type"] == "application/pdf"
    assert code_of(other.call("GET", f"/v1/blobs/{sha256(b'%PDF')}")) == (404, "not_found")
