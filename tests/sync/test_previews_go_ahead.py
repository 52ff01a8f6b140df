"""By day the county has text and preview of a large scan; the scan itself comes at night, whole."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from county.listing import case_detail
from county.relay import take_bundle
from windowdesk import errors, settings
from windowdesk.clock import CHINA
from windowdesk.domain.case_events import CaseFilesLost
from windowdesk.settings import Budget, Settings
from windowdesk.storage.store import Store
from windowdesk.sync.run import Outcome

SCAN, PREVIEW = random.Random(1).randbytes(400_000), random.Random(2).randbytes(30_000)


@pytest.fixture
def at_noon(new_station, county, line):
    """A village with 1 MB a day and nights from 22 to 6; its wall clock stands at noon."""
    noon = datetime.now(CHINA).replace(hour=12, minute=0, second=0, microsecond=0).astimezone(UTC)
    village = new_station(line.address, start=noon)
    village.enrol(county.code())
    village.make_engine()
    settings.save(village.home, Settings(budget=Budget(1, 22, 6)))
    village.sync()
    pin(village, noon)
    return village


def pin(station, moment):
    """The station's wall clock stands at ``moment`` whatever the county's real clock says."""
    station.clock._now = moment
    station.engine._time.offset = 0
    station.engine._time.learn = lambda *_, **__: False


def file_with_preview(station):
    """As the desk does it: the page is stored with its preview, and the event names both."""
    page = station.blobs.put(SCAN, "image/jpeg").with_preview(station.blobs.put(PREVIEW, "image/jpeg"))
    return station.file(page), page


def shown(county, case):
    """The one page of the case as the county's office sees it."""
    (page,) = case_detail(county.place, case.provisional_number)["pages"]
    return page["here"], page["preview_here"]


def test_one_round_by_day_brings_text_and_preview_and_the_scan_waits_and_says_so(at_noon, county):
    case, page = file_with_preview(at_noon)
    report = at_noon.sync()
    assert shown(county, case) == (False, True)
    assert county.place.files.size(f"blobs/{page.preview.digest[:2]}/{page.preview.digest}") == len(PREVIEW)
    assert page.digest in at_noon.verdicts(case.id)[0].waiting_for
    assert (report.outcome, report.reason.code) == (Outcome.WAITING, errors.DATA_USED_UP.code)
    assert "22:00" in report.reason.happened


def test_the_scan_comes_at_night_and_is_whole(at_noon, county):
    case, page = file_with_preview(at_noon)
    at_noon.sync()
    pin(at_noon, at_noon.clock.now() + timedelta(hours=11))
    assert at_noon.sync().outcome is Outcome.IDLE
    assert at_noon.verdicts(case.id)[0].kind == "accepted"
    assert shown(county, case) == (True, True)
    assert b"".join(county.place.files.read(f"blobs/{page.digest[:2]}/{page.digest}", 0, page.size - 1)) == SCAN


def test_a_preview_counts_in_the_days_data_and_waits_when_it_is_used_up(at_noon):
    for number in range(7):
        at_noon.file(random.Random(number + 10).randbytes(150_000))
    case, page = file_with_preview(at_noon)
    at_noon.sync()
    state = at_noon.look(lambda view: view.blobs.get(page.preview.digest)).state
    assert state == "at_county"  # the smallest go first
    assert at_noon.verdicts(case.id)[0].kind == "held"
    late = at_noon.blobs.put(random.Random(99).randbytes(200_000), "image/jpeg")
    small = at_noon.blobs.put(random.Random(98).randbytes(190_000), "image/jpeg")
    at_noon.file(late.with_preview(small))
    at_noon.sync()
    assert at_noon.look(lambda view: view.blobs.get(small.digest)).state == "local"


def test_a_lost_preview_holds_the_case_up_no_longer_than_any_lost_file(at_noon, county):
    case, page = file_with_preview(at_noon)
    at_noon.append(case.id, CaseFilesLost((page.preview.digest,), at_noon.clock.now()))
    for file in at_noon.blobs._places(page.preview.digest):
        file.unlink()
    pin(at_noon, at_noon.clock.now() + timedelta(hours=11))
    at_noon.sync()
    assert [one.kind for one in at_noon.verdicts(case.id)] == ["accepted", "accepted"]
    assert shown(county, case) == (True, False)


def test_a_case_that_goes_by_stick_alone_takes_its_preview_along(at_noon, tmp_path):
    case, _ = file_with_preview(at_noon)
    stick = tmp_path / "stick"
    stick.mkdir()
    with at_noon.relay() as by_stick:
        assert by_stick.write_case(stick, "001", case.id).files == 2


def test_the_bundles_of_the_stick_bring_it_too(at_noon, county, tmp_path):
    case, _ = file_with_preview(at_noon)
    stick = tmp_path / "stick"
    stick.mkdir()
    with at_noon.relay() as by_stick:
        by_stick.write(stick, "001")
    taken = take_bundle(county.place, next(stick.glob("*.wdb")))
    assert (taken.problem, taken.files) == (None, 2)
    assert shown(county, case) == (True, True)


def test_a_store_rebuilt_from_its_second_copy_knows_the_preview_again(at_noon):
    _, page = file_with_preview(at_noon)
    at_noon.engine.close()
    at_noon.engine = None
    at_noon.store.close()
    for file in at_noon.home.glob("desk.db*"):
        file.unlink()
    at_noon.store = Store.open(at_noon.home, at_noon.vault, clock=at_noon.clock)
    row = at_noon.look(lambda view: view.blobs.get(page.preview.digest))
    assert (row.ref.size, row.state, row.wanted) == (len(PREVIEW), "local", 1)
    assert at_noon.blobs.verify(page.preview.digest)


def test_what_the_county_proved_may_be_purged_page_and_preview_alike(at_noon):
    _, page = file_with_preview(at_noon)
    for digest in (page.digest, page.preview.digest):
        assert not forgotten(at_noon, digest)
    pin(at_noon, at_noon.clock.now() + timedelta(hours=11))
    at_noon.sync()
    at_noon.sync()
    for digest in (page.digest, page.preview.digest):
        assert forgotten(at_noon, digest)
        assert not at_noon.blobs.has(digest)


def forgotten(station, digest):
    with station.store.unit("001") as unit:
        return station.blobs.forget(digest, unit.blobs)
