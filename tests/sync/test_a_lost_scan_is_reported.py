"""A scan that neither copy gives any more: the clerk tells the county, the case goes on, the lights go green."""

import hashlib
import json
import shutil
from datetime import timedelta

import pytest

from county.database import writing
from county.epoch import restored
from county.listing import case_rows
from county.place import open_county
from county.relay_counter import import_stick
from windowdesk import assets
from windowdesk.casework import case_view, lost_files, queue_view, supplement, withdraw
from windowdesk.casework.desk import Desk
from windowdesk.domain.case import CaseMaterial
from windowdesk.domain.case_events import CaseSupplemented
from windowdesk.domain.catalogue_import import read_item
from windowdesk.errors import InputRefused
from windowdesk.settings import Settings, Site
from windowdesk.storage.blob_rows import AT_COUNTY, LOCAL, LOST
from windowdesk.storage.store import Store
from windowdesk.sync.run import Outcome

PAGE, FINE = b"the page that is lost " * 300, b"a page that stays whole " * 300


def digest(content):
    return hashlib.sha256(content).hexdigest()


def damage(station, content, copies=(0, 1)):
    places = station.blobs._places(digest(content))
    for copy in copies:
        places[copy].write_bytes(b"not what it was" * 100)


def desk_of(station):
    settings = Settings(Site("石桥村便民服务室", "990101001001"), station=station.number, clerk="李样例", badge="001")
    return Desk(
        station.store, station.blobs, station.clock, settings, station.bus, station.home, station.vault.station_key
    )


@pytest.fixture
def desk(station):
    return desk_of(station)


@pytest.fixture
def stuck(station):
    """A case that the county holds, since a scan of it was damaged in both copies before it went."""
    case = station.file(PAGE, FINE)
    damage(station, PAGE)
    station.sync()
    assert [verdict.kind for verdict in station.verdicts(case.id)] == ["held"]
    return case


def with_item(station, case):
    """Let the desk have the item of the case."""
    values = json.loads(next(assets.resource("catalogue", "items").glob("*.json")).read_text("utf-8"))
    values |= {"code": case.item_code, "version": case.item_version}
    with station.store.unit("x") as unit:
        unit.catalogue.replace({"version": 1}, [read_item(values)], ())


def rest(station):
    for _ in range(4):
        report = station.sync()
        if report.outcome is Outcome.IDLE:
            break
        station.clock.move(timedelta(hours=1))
    return report


def state_of(station, content):
    return station.look(lambda view: view.blobs.get(digest(content)).state)


def code_of(act, *given):
    with pytest.raises(InputRefused) as caught:
        act(*given)
    return caught.value.code


def test_the_case_goes_on_nothing_waits_any_more_and_the_county_keeps_the_list(station, county, desk, stuck):
    (row,) = queue_view.view(desk).rows
    assert (row.code, row.may_report_lost, row.needs_person) == ("T514", True, True)
    assert lost_files.report(desk, stuck.id).value == 1
    view = queue_view.view(desk)
    assert view.waiting_pages == 0
    assert not view.rows[0].may_report_lost
    assert rest(station).outcome is Outcome.IDLE
    assert [verdict.kind for verdict in station.verdicts(stuck.id)] == ["accepted"] * 2
    after = queue_view.view(desk)
    assert (after.rows, after.waiting) == ((), 0)
    assert case_rows(county.place)[0]["lost_files"] == [digest(PAGE)]
    assert (state_of(station, PAGE), state_of(station, FINE)) == (LOST, AT_COUNTY)
    with_item(station, stuck)
    assert "报告扫描件丢失" in [one.title for one in case_view.view(desk, stuck.id).timeline]
    assert station.store.verify_audit().faults == ()


@pytest.mark.parametrize("copy", [0, 1])
def test_while_one_copy_is_whole_nothing_is_lost_and_the_other_is_mended(station, desk, copy):
    case = station.file(PAGE)
    damage(station, PAGE, copies=[copy])
    assert code_of(lost_files.report, desk, case.id) == "X631"
    assert station.blobs.read(digest(PAGE)) == PAGE
    assert station.verdicts(case.id) == [None]
    assert station.sync().outcome is Outcome.IDLE


def test_what_the_county_has_is_not_lost_whatever_became_of_it_here(station, desk):
    case = station.file(PAGE)
    station.sync()
    damage(station, PAGE)
    assert code_of(lost_files.report, desk, case.id) == "X631"


def test_it_is_told_once_for_each_case(station, desk, stuck):
    other = station.file(FINE)
    lost_files.report(desk, stuck.id)
    assert code_of(lost_files.report, desk, stuck.id) == "X631"
    assert code_of(lost_files.report, desk, other.id) == "X631"
    assert code_of(lost_files.report, desk, "nobody") == "T513"


def test_another_case_with_the_same_page_can_be_told_of_too(station, desk, stuck):
    second = station.file(b"another page")
    material = CaseMaterial("M1", "身份证", stuck.materials[0].pages[:1])
    station.append(second.id, CaseSupplemented(0, (material,), {}, station.clock.now(), complete=True))
    station.sync()
    lost_files.report(desk, stuck.id)
    rest(station)
    (row,) = queue_view.view(desk).rows
    assert (row.case_id, row.may_report_lost) == (second.id, True)
    lost_files.report(desk, second.id)
    assert rest(station).outcome is Outcome.IDLE


def test_told_before_anything_went_up_it_goes_behind_the_case_in_the_same_batch(station, desk):
    case = station.file(PAGE)
    damage(station, PAGE)
    lost_files.report(desk, case.id)
    assert rest(station).outcome is Outcome.IDLE
    assert [verdict.kind for verdict in station.verdicts(case.id)] == ["accepted"] * 2


def test_a_withdrawal_made_while_it_was_held_goes_on_too(station, county, desk, stuck):
    withdraw.withdraw(desk, stuck.id, "不办了")
    lost_files.report(desk, stuck.id)
    assert rest(station).outcome is Outcome.IDLE
    assert [row["type"] for row in sorted(county.rows("case_events"), key=lambda row: row["case_seq"])] == [
        "case.received",
        "case.withdrawn",
        "case.files_lost",
    ]
    assert supplement.asked(desk, stuck.id).lines == ()


def test_the_material_is_asked_for_again_and_the_new_scan_goes_as_a_supplement(station, county, desk, stuck):
    assert supplement.asked(desk, stuck.id).lines == ()
    lost_files.report(desk, stuck.id)
    (line,) = supplement.asked(desk, stuck.id).lines
    assert (line.material, line.lost, line.deferred) == ("M1", True, False)
    fresh = station.blobs.put(b"scanned again", "image/jpeg")
    with station.store.unit("001") as unit:
        unit.blobs.add(fresh)
    with_item(station, stuck)
    supplement.supplement(desk, stuck.id, supplement.Supplied({"M1": (fresh,)}))
    assert supplement.asked(desk, stuck.id).lines == ()
    assert rest(station).outcome is Outcome.IDLE
    assert [verdict.kind for verdict in station.verdicts(stuck.id)] == ["accepted"] * 3
    assert any(row["digest"] == fresh.digest and row["complete"] for row in county.rows("blobs"))


def test_the_same_bytes_put_in_again_mend_the_file_and_go_up(station, county, desk, stuck):
    lost_files.report(desk, stuck.id)
    rest(station)
    ref = station.blobs.put(PAGE, "image/jpeg")
    with station.store.unit("001") as unit:
        unit.blobs.add(ref)
    assert state_of(station, PAGE) == LOCAL
    assert station.sync().outcome is Outcome.IDLE
    assert case_rows(county.place)[0]["lost_files"] == []


def test_a_store_that_was_rebuilt_from_its_second_copy_still_knows(station, desk, stuck):
    lost_files.report(desk, stuck.id)
    station.engine.close()
    station.engine = None
    station.store.close()
    for file in station.home.glob("desk.db*"):
        file.unlink()
    station.store = Store.open(station.home, station.vault, clock=station.clock)
    station.make_engine()
    assert state_of(station, PAGE) == LOST
    assert rest(station).outcome is Outcome.IDLE
    assert [verdict.kind for verdict in station.verdicts(stuck.id)] == ["accepted"] * 2


def test_a_county_that_came_back_from_before_it_is_told_again(station, county, desk, stuck, tmp_path):
    county.close()
    shutil.copytree(county.data, tmp_path / "backup")
    county.place = open_county(county.data)
    county.start()
    lost_files.report(desk, stuck.id)
    rest(station)
    county.close()
    shutil.rmtree(county.data)
    shutil.copytree(tmp_path / "backup", county.data)
    county.place = open_county(county.data)
    with writing(county.place.engine) as connection:
        restored(connection)
    county.start()
    assert rest(station).outcome is Outcome.IDLE
    assert [verdict.kind for verdict in station.verdicts(stuck.id)] == ["accepted"] * 2
    assert case_rows(county.place)[0]["lost_files"] == [digest(PAGE)]


def test_a_file_the_county_lost_after_it_had_taken_the_case_in_is_offered_too(station, county, desk, tmp_path):
    case = station.file(PAGE)
    rest(station)
    county.close()
    for file in (county.data / "blobs").rglob("*"):
        if file.is_file():
            file.unlink()
    county.place = open_county(county.data)
    with writing(county.place.engine) as connection:
        restored(connection)
    county.start()
    damage(station, PAGE)
    assert rest(station).outcome is Outcome.NEEDS_PERSON
    (row,) = queue_view.view(desk).rows
    assert (row.case_id, row.code, row.may_report_lost, row.needs_person) == (case.id, "T514", True, True)
    lost_files.report(desk, case.id)
    assert rest(station).outcome is Outcome.IDLE
    assert queue_view.view(desk).rows == ()
    assert [verdict.kind for verdict in station.verdicts(case.id)] == ["accepted"] * 2


def test_by_stick_it_is_the_same(new_station, county, tmp_path):
    station = new_station(f"http://127.0.0.1:{county.port}")
    station.enrol(county.code())
    county.stop()
    desk, stick = desk_of(station), tmp_path / "stick"
    stick.mkdir()

    def round_trip():
        with station.relay() as relay:
            relay.write(stick, "001")
            import_stick(county.place, [stick], stick)
            relay.take(stick)

    case = station.file(PAGE)
    damage(station, PAGE)
    round_trip()
    assert [verdict.kind for verdict in station.verdicts(case.id)] == ["held"]
    assert queue_view.view(desk).rows[0].may_report_lost
    lost_files.report(desk, case.id)
    station.clock.move(timedelta(minutes=5))
    round_trip()
    assert [verdict.kind for verdict in station.verdicts(case.id)] == ["accepted"] * 2
    assert queue_view.view(desk).waiting == 0
