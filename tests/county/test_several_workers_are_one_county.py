"""Two real server processes on one PostgreSQL: whichever answers, there is one county."""

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from os import kill

import psutil
import pytest
import requests

from county.database import writing
from county.feed import tell
from county.office import notice, register, register_all
from county.place import open_county
from county_process import CountyProcess

SECONDS = 20
STATIONS = 6
CASES = 8


@pytest.fixture(scope="module")
def database(cluster):
    url = cluster.new_database()
    yield url
    cluster.drop(url)


@pytest.fixture(scope="module")
def county(tmp_path_factory, database):
    place = open_county(tmp_path_factory.mktemp("county") / "county", database)
    yield place
    place.close()


@pytest.fixture(scope="module")
def served(county, database):
    """Two workers for all tests here; each test brings stations of its own."""
    with CountyProcess(county.data, database, workers=2) as process:
        yield process


@pytest.fixture
def url(served):
    return served.url


def own_number(serial):
    return f"LS99010100100126112201{serial:04d}K"


def of_stations(rows, *stations):
    numbers = {station.number for station in stations}
    return [row for row in rows if row["station"] in numbers]


def last_seen(station):
    return max([0, *(item["seq"] for item in station.feed(limit=500))])


def all_at_once(acts):
    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result(SECONDS) for one in [pool.submit(act) for act in acts]]


@pytest.fixture
def lines(served):
    """One line to each worker: the system deals connections out, so some are opened until both are reached."""
    held = {}
    spare = []
    deadline = time.monotonic() + SECONDS
    while len(held) < 2:
        assert time.monotonic() < deadline
        session = requests.Session()
        with session.get(served.url + "/v1/health", stream=True, timeout=SECONDS) as answer:
            port = answer.raw.connection.sock.getsockname()[1]
            answer.content  # noqa: B018
        for worker in served.worker_ids():
            ends = psutil.Process(worker).net_connections("tcp")
            if any(one.raddr and one.raddr.port == port for one in ends) and worker not in held:
                held[worker] = session
                break
        else:
            spare.append(session)
    yield list(held.values())
    for session in [*held.values(), *spare]:
        session.close()


def test_stations_at_work_at_once_keep_one_log_each(new_station, county, rows):
    stations = [new_station() for _ in range(STATIONS)]
    for place, station in enumerate(stations):
        for serial in range(CASES):
            station.case(provisional_number=own_number(place * CASES + serial))

    def report(station):
        for start in range(0, CASES, 3):
            assert station.send(*station.log[start : start + 3]).status_code == 200

    all_at_once([lambda one=one: report(one) for one in stations])
    assert len(of_stations(rows("cases"), *stations)) == STATIONS * CASES
    assert len(of_stations(rows("case_events"), *stations)) == STATIONS * CASES
    for station in stations:
        own = sorted(row["seq"] for row in rows("events") if row["station"] == station.number)
        assert own == list(range(1, CASES + 1))
        assert {one["verdict"] for one in station.verdicts()} == {"accepted"}


def test_the_same_batch_at_both_workers_is_taken_once_and_answered_alike(station, lines, rows):
    batch = [station.case(provisional_number=own_number(300 + serial)) for serial in range(5)]

    def send(session):
        headers = station.session.headers
        return session.post(station.url + "/v1/uplink", json={"events": batch}, headers=headers, timeout=SECONDS)

    for _ in range(5):
        answers = all_at_once([lambda one=one: send(one) for one in lines * 2])
        assert {answer.content for answer in answers} == {answers[0].content}
    assert len(of_stations(rows("events"), station)) == len(of_stations(rows("cases"), station)) == 5


def test_one_provisional_number_reported_at_once_by_many_is_one_case(new_station):
    stations = [new_station() for _ in range(STATIONS)]
    batches = [
        [one.case(provisional_number=own_number(407)), one.case(provisional_number=own_number(408))] for one in stations
    ]
    answers = all_at_once(
        [lambda one=one, batch=batch: one.send(*batch) for one, batch in zip(stations, batches, strict=True)]
    )
    verdicts = [verdict for answer in answers for verdict in answer.json()["verdicts"]]
    assert [one["verdict"] for one in verdicts].count("accepted") == 2
    refused = [one["problem"]["code"] for one in verdicts if one["verdict"] == "rejected"]
    assert refused == ["number_taken"] * (2 * STATIONS - 2)


class TestFiles:
    @pytest.fixture(scope="class", params=["in a folder", "in an object store"])
    @classmethod
    def served(cls, request, county, database, object_store):
        where = object_store.new_bucket() if request.param == "in an object store" else ""
        with CountyProcess(county.data, database, workers=2, files=where) as process:
            yield process

    def test_a_file_goes_up_in_pieces_through_both_workers(self, station, lines, page, request):
        content = request.node.name.encode() * 200
        held = station.send(
            station.case([page(content)], provisional_number=own_number(700 + len(request.node.name)))
        ).json()["verdicts"]
        assert held[0]["verdict"] == "held"
        location = station.begin_upload(content).headers["Location"]
        for number, start in enumerate(range(0, len(content), 3000)):
            station.session, kept = lines[number % 2], station.session
            station.session.headers.update(kept.headers)
            answer = station.patch(location, start, content[start : start + 3000])
            assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(min(start + 3000, len(content))))
            station.session = kept
        assert station.verdicts()[0]["verdict"] == "accepted"
        assert station.call("GET", f"/v1/blobs/{page(content)['digest']}").content == content

    def test_the_same_piece_sent_to_both_workers_at_once_counts_once(self, station, lines, page, request):
        content = request.node.name.encode() * 1500
        location = station.begin_upload(content).headers["Location"]

        def patch(session, start):
            headers = {
                **station.session.headers,
                "Tus-Resumable": "1.0.0",
                "Upload-Offset": str(start),
                "Content-Type": "application/offset+octet-stream",
            }
            piece = content[start : start + 20_480]
            return session.patch(station.url + location, data=piece, headers=headers, timeout=SECONDS).status_code

        for start in range(0, len(content), 20_480):
            statuses = all_at_once([lambda one=one, at=start: patch(one, at) for one in lines])
            assert statuses.count(204) == 1
            assert set(statuses) <= {204, 409, 423}
        assert station.call("POST", "/v1/blobs/query", json={"digests": [page(content)["digest"]]}).json()["have"]


def test_feed_numbers_have_no_gap_though_offices_and_stations_work_at_once(new_station, county):
    stations = [new_station() for _ in range(4)]
    for place, station in enumerate(stations):
        for serial in range(5):
            station.case(provisional_number=own_number(100 + place * 5 + serial))
        assert station.send(*station.log).status_code == 200
    numbers = [one["payload"]["case"]["provisional_number"] for station in stations for one in station.log]
    withdrawn = {"withdrawn_at": "2026-11-25T02:00:00Z", "reason": "不办了"}

    def withdraw(station):
        events = [station.event("case.withdrawn", one["case"], withdrawn) for one in station.log[:5]]
        assert station.send(*events).status_code == 200

    offices = [lambda: register_all(county)] + [lambda: notice(county, "通知", "内容") for _ in range(4)]
    all_at_once(offices + [lambda one=one: withdraw(one) for one in stations])
    assert len(numbers) == 20
    for station in stations:
        items = station.feed(limit=500)
        assert [item["seq"] for item in items] == list(range(1, len(items) + 1))
        assert len([item for item in items if item["type"] == "notice"]) == 4


def test_who_waits_at_one_worker_is_woken_by_news_from_elsewhere(station, lines, county):
    last = last_seen(station)

    def wait(session):
        headers = station.session.headers
        began = time.monotonic()
        answer = session.get(station.url + f"/v1/feed?after={last}&wait=15", headers=headers, timeout=SECONDS)
        return [one["type"] for one in answer.json()["items"]], time.monotonic() - began

    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(wait, one) for one in lines]
        time.sleep(0.5)
        notice(county, "通知", "内容")
        for one in waiting:
            types, seconds = one.result(SECONDS)
            assert types[-1] == "notice"
            assert seconds < 5


def test_news_that_was_numbered_first_and_committed_last_wakes_too(new_station, county):
    slow, quick = new_station(), new_station()
    last = last_seen(slow)
    body = {"title": "通知", "text": "", "at": county.moment(), "stops_from": None, "stops_to": None, "items": []}
    with ThreadPoolExecutor(1) as pool:
        with writing(county.engine) as connection:
            tell(connection, county, slow.number, "notice", body)
            notice(county, "通知", "", to=[quick.number])
            waiting = pool.submit(slow.feed, last, wait=15)
            time.sleep(0.8)
        assert len(waiting.result(5)) == 1


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(new_station, served, county, rows):
    station = new_station()
    gone = threading.Event()

    def work():
        serial = 0
        while not gone.is_set() or serial < 30:
            serial += 1
            event = station.case(provisional_number=own_number(500 + serial))
            while True:
                try:
                    if station.send(event).status_code == 200:
                        break
                except (
                    requests.ConnectionError,
                    requests.exceptions.ChunkedEncodingError,
                ):  # killed before or in its answer
                    continue
        return serial

    with ThreadPoolExecutor(1) as pool:
        reported = pool.submit(work)
        for _ in range(3):
            time.sleep(0.5)
            both_work(served)
            kill(served.worker_ids()[0], signal.SIGKILL)
        gone.set()
        count = reported.result(120)
    assert len(of_stations(rows("events"), station)) == len(of_stations(rows("cases"), station)) == count
    both_work(served)


def both_work(served):
    """Wait until there are two workers again."""
    deadline = time.monotonic() + SECONDS
    while len(served.worker_ids()) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_workers_end_with_the_process_that_started_them(county, database):
    with CountyProcess(county.data, database, workers=2) as process:
        workers = [psutil.Process(one) for one in process.worker_ids()]
        requests.get(process.url + "/v1/health", timeout=SECONDS).raise_for_status()
        kill(process._process.pid, signal.SIGKILL)
        _, alive = psutil.wait_procs(workers, SECONDS)
        assert alive == []


def test_registering_one_case_from_two_desks_at_once_gives_one_number(station, county):
    case = station.case(provisional_number=own_number(900))
    station.send(case)
    number = case["payload"]["case"]["provisional_number"]

    def try_to():
        try:
            return register(county, number)["official_number"]
        except Exception as refused:
            return type(refused).__name__

    given = all_at_once([try_to] * 4)
    assert sorted(given)[1:] == ["Problem"] * 3
