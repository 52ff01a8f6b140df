"""Lanes: what is stuck or refused costs the other cases nothing, and a bad line costs a chunk a cut."""

import random

import pytest

from windowdesk import errors
from windowdesk.domain.case_events import CaseWithdrawn
from windowdesk.sync import blobs_up
from windowdesk.sync.run import Outcome

CHUNK = blobs_up.CHUNK
MB = 1_000_000


def scan(size, seed):
    return random.Random(seed).randbytes(size)


def digest(content):
    import hashlib

    return hashlib.sha256(content).hexdigest()


class Watched:
    """Every request of a station, told by what it is about; files by the name given to them."""

    def __init__(self, station):
        self.names = {}
        self.seen = []
        self.refuse = None
        self._uploads = {}
        self._send = station.engine._line.send
        station.engine._line.send = self.send

    def name(self, content, name):
        self.names[str(len(content))] = name
        return content

    def send(self, request):
        about = self._about(request)
        self.seen.append(about)
        if self.refuse and about == f"PATCH {self.refuse}":
            raise errors.CountyTrouble(errors.COUNTY_TIMEOUT)
        answer = self._send(request)
        if "Upload-Length" in request.headers:
            self._uploads[answer.headers["location"].rsplit("/", 1)[-1]] = self.names[request.headers["Upload-Length"]]
        return answer

    def _about(self, request):
        if "Upload-Length" in request.headers:
            return f"POST {self.names[request.headers['Upload-Length']]}"
        if request.method == "PATCH":
            return f"PATCH {self._uploads[request.path.rsplit('/', 1)[-1]]}"
        return f"{request.method} {request.path.split('?')[0]}"

    def without(self, *names):
        """The requests that concern anything else."""
        return [one for one in self.seen if one.split()[-1] not in names]


SIZES = {"small-one": 20_001, "small-two": 30_002, "large-one": 400_003, "large-two": 500_004}


def file_all(station, watched, seed):
    return {name: station.file(watched.name(scan(size, f"{seed} {name}"), name)) for name, size in SIZES.items()}


@pytest.mark.parametrize(("stuck", "size"), [("stuck-small", 10_005), ("stuck-large", 300_006)])
def test_a_stuck_file_adds_its_own_two_requests_and_changes_nothing_for_the_others(
    station, new_station, county, line, stuck, size
):
    plain, other = Watched(station), new_station(line.address)
    file_all(station, plain, "plain")
    assert station.sync().outcome is Outcome.IDLE

    other.enrol(county.code())
    other.make_engine()
    other.serial = 500  # the receipts of two stations never bear the same number
    watched = Watched(other)
    held = other.file(watched.name(scan(size, "stuck"), stuck))  # before all others, and smaller
    cases = file_all(other, watched, "other")
    watched.refuse = stuck
    assert other.sync().outcome is Outcome.WAITING
    assert {other.verdicts(case.id)[0].kind for case in cases.values()} == {"accepted"}
    assert other.verdicts(held.id)[0].kind == "held"
    rounds = {"/v1/verdicts", "/v1/feed", "/v1/uplink", "/v1/blobs/query"}  # asked in each round, one more here
    assert watched.without(stuck, *rounds) == plain.without(stuck, *rounds)
    assert watched.seen.count(f"PATCH {stuck}") == 1


def test_in_the_next_run_what_failed_before_stands_behind_what_never_did(station):
    watched = Watched(station)
    station.file(watched.name(scan(10_005, "stuck"), "stuck"))
    watched.refuse = "stuck"
    station.sync()
    watched.seen.clear()
    file_all(station, watched, "later")
    station.sync(force=True)
    sent = [one.removeprefix("PATCH ") for one in watched.seen if one.startswith("PATCH small") or one == "PATCH stuck"]
    assert sent == ["small-one", "small-two", "stuck"]


def test_a_rejected_event_changes_no_request_of_the_others(station, new_station, county, line):
    plain, other = Watched(station), new_station(line.address)
    file_all(station, plain, "plain")
    case = station.file(plain.name(scan(9_007, "plain"), "extra"))
    with station.store.unit("001") as unit:
        station._append(unit, case.id, CaseWithdrawn("不办了", station.clock.now()))
    station.sync()

    other.enrol(county.code())
    other.make_engine()
    other.serial = 500  # the receipts of two stations never bear the same number
    watched = Watched(other)
    bad = other.file(watched.name(scan(9_007, "bad"), "extra"))
    with other.store.unit("001") as unit:
        other._append(unit, bad.id, CaseWithdrawn("", other.clock.now()), checked=False)
    cases = file_all(other, watched, "other")
    report = other.sync()
    assert report.rejected == 1
    assert {other.verdicts(case.id)[0].kind for case in cases.values()} == {"accepted"}
    assert sorted(watched.seen) == sorted(plain.seen)


@pytest.mark.slow
def test_twenty_megabytes_over_a_line_cut_fifty_times_send_one_chunk_again_for_each_cut(station, county, line):
    pages = [scan(5 * MB, number) for number in range(4)]
    case = station.file(*pages)
    cuts = 50
    line.cut_after(up=390_000, times=cuts)
    for _ in range(3 * cuts):
        if station.sync().outcome is Outcome.IDLE:
            break
    assert station.verdicts(case.id)[0].kind == "accepted"
    assert line.count.cuts == cuts
    again = line.count.up - sum(map(len, pages))
    headers = 250_000  # of some 250 requests, and signing in anew
    assert again <= cuts * CHUNK + headers
    whole = {row["digest"] for row in county.rows("blobs") if row["complete"]}
    assert {digest(page) for page in pages} <= whole
