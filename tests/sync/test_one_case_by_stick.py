"""A stuck or rejected case goes to the county alone, sealed; the county takes its files or reads it."""

import pytest

from county.bundle import NotABundle
from county.relay import take_bundle
from county.relay_reply import write_reply
from windowdesk import errors
from windowdesk.domain.case_events import CaseWithdrawn


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def stuck(station, content):
    """A case whose file the line will not carry, between two others."""
    station.file(b"before")
    case = station.file(content)
    send = station.engine._line.send

    def no(request):
        if request.headers.get("Upload-Length") == str(len(content)):
            raise errors.CountyTrouble(errors.COUNTY_ERROR, status=500)
        return send(request)

    station.engine._line.send = no
    station.file(b"behind")
    station.sync()
    assert station.verdicts(case.id)[0].kind == "held"
    return case


def test_a_stuck_file_goes_by_stick_alone_and_the_case_is_settled(station, county, stick):
    case = stuck(station, b"the stuck page")
    with station.relay() as by_stick:
        written = by_stick.write_case(stick, "001", case.id)
    assert (written.first, written.last, written.files) == (2, 2, 1)
    (file,) = stick.glob("*.wdb")
    assert b"the stuck page" not in file.read_bytes()
    taken = take_bundle(county.place, file)
    assert (taken.problem, taken.files) == (None, 1)
    assert taken.verdicts == {2: "accepted"}
    write_reply(county.place, taken, stick)
    with station.relay() as by_stick:
        by_stick.take(stick)
    assert station.verdicts(case.id)[0].kind == "accepted"
    assert station.look(lambda view: view.blobs.counts()) == (0, 0)


def test_a_rejected_case_goes_alone_for_the_county_to_read_and_nothing_changes_here(station, county, stick):
    case = station.file(b"page")
    with station.store.unit("001") as unit:
        station._append(unit, case.id, CaseWithdrawn("", station.clock.now()), checked=False)
    station.file(b"another")
    station.sync()
    before = station.verdicts(case.id)
    with station.relay() as by_stick:
        written = by_stick.write_case(stick, "001", case.id)
    assert written.events == 2
    taken = take_bundle(county.place, next(stick.glob("*.wdb")))
    assert taken.verdicts == {1: "accepted", 2: "rejected"}
    assert station.verdicts(case.id) == before


def test_the_county_s_people_read_it_without_taking_it_in(station, county, stick, tmp_path):
    from county.relay_look import read_bundle

    case = stuck(station, b"the stuck page")
    with station.relay() as by_stick:
        by_stick.write_case(stick, "001", case.id)
    before = county.rows("blobs")
    event, page = read_bundle(county.place, next(stick.glob("*.wdb")), tmp_path / "seen")
    assert f'"case": "{case.id}"' in event.read_text("utf-8")
    assert page.read_bytes() == b"the stuck page"
    assert county.rows("blobs") == before


@pytest.fixture
def never_reported(station, stick):
    """A case behind another one, none of them reported, written alone; gives case, what was written, the file."""
    station.file(b"before")
    case = station.file(b"the page nobody took")
    with station.relay() as by_stick:
        written = by_stick.write_case(stick, "001", case.id)
    (file,) = stick.glob("windowdesk-look-*.wdb")
    return case, written, file


def test_what_was_never_reported_goes_alone_sealed_to_be_looked_at(never_reported):
    _, written, file = never_reported
    assert written.only_looked_at
    assert (written.events, written.files) == (1, 1)
    assert b"the page nobody took" not in file.read_bytes()


def test_the_county_opens_it_and_takes_nothing_of_it(never_reported, county, tmp_path):
    from county.relay_look import bundles_in, read_bundle

    case, _, file = never_reported
    before = [county.rows(table) for table in ("events", "blobs", "cases")]
    assert list(bundles_in([file.parent])) == [file]
    event, page = read_bundle(county.place, file, tmp_path / "seen")
    assert f'"case": "{case.id}"' in event.read_text("utf-8")
    assert page.read_bytes() == b"the page nobody took"
    with pytest.raises(NotABundle) as refused:
        take_bundle(county.place, file)
    assert refused.value.code == "look"
    assert [county.rows(table) for table in ("events", "blobs", "cases")] == before


def test_only_a_whole_file_truly_signed_by_a_station_of_the_county_is_opened(never_reported, county, tmp_path):
    from county.relay_look import read_bundle

    *_, file = never_reported
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(NotABundle) as refused:
        read_bundle(county.place, file, tmp_path / "seen")
    assert refused.value.code == "torn"
    assert not (tmp_path / "seen").exists()


def test_what_was_looked_at_is_reported_in_its_turn_all_the_same(never_reported, station):
    case, *_ = never_reported
    station.sync()
    assert station.verdicts(case.id)[0].kind == "accepted"


def test_a_case_of_which_the_newest_step_was_not_taken_is_only_looked_at_as_a_whole(station, county, stick):
    case = station.file(b"page")
    station.sync()
    station.file(b"between")
    with station.store.unit("001") as unit:
        station._append(unit, case.id, CaseWithdrawn("", station.clock.now()), checked=False)
    with station.relay() as by_stick:
        written = by_stick.write_case(stick, "001", case.id)
    assert (written.only_looked_at, written.events, written.first, written.last) == (True, 2, 1, 3)


def test_a_damaged_file_is_left_out_and_the_rest_goes(station, county, stick):
    case = stuck(station, b"the damaged page")
    name = next(iter(case.materials[0].pages)).digest
    for file in station.blobs._places(name):
        file.write_bytes(b"broken" * 20)
    with station.relay() as by_stick:
        written = by_stick.write_case(stick, "001", case.id)
    assert (written.files, written.left) == (0, 1)
    assert take_bundle(county.place, next(stick.glob("*.wdb"))).problem is None
