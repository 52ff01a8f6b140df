"""The county comes back from a backup, or holds another log of this station."""

import shutil

import pytest

from county.database import writing
from county.epoch import restored
from county.place import open_county
from windowdesk import errors
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.store import Store
from windowdesk.sync.run import Outcome


def back_up(county, folder):
    county.close()
    shutil.copytree(county.data, folder)
    county.place = open_county(county.data)
    county.start()


def restore(county, folder, *, new_epoch=True):
    county.close()
    shutil.rmtree(county.data)
    shutil.copytree(folder, county.data)
    county.place = open_county(county.data)
    if new_epoch:
        with writing(county.place.engine) as connection:
            restored(connection)
    county.start()


@pytest.mark.parametrize("new_epoch", [True, False], ids=["new epoch", "the office forgot the epoch"])
def test_after_a_restore_the_difference_is_offered_again_files_and_all(station, county, tmp_path, new_epoch):
    before = station.file(b"a page before the backup")
    station.sync()
    back_up(county, tmp_path / "backup")
    after = [station.file(b"a page after the backup %d" % number) for number in range(3)]
    assert station.sync().outcome is Outcome.IDLE
    restore(county, tmp_path / "backup", new_epoch=new_epoch)
    assert len(county.rows("cases")) == 1
    report = station.sync()
    assert report.offered_again
    for _ in range(3):
        report = station.sync()
    assert report.outcome is Outcome.IDLE, report
    assert sorted(row["id"] for row in county.rows("cases")) == [before.id, *(case.id for case in after)]
    assert all(row["complete"] for row in county.rows("blobs"))
    for case in after:
        assert [verdict.kind for verdict in station.verdicts(case.id)] == ["accepted"]


def test_until_the_difference_is_back_nothing_is_shown_as_settled(station, county, line, tmp_path):
    station.sync()
    back_up(county, tmp_path / "backup")
    case = station.file(b"page")
    station.sync()
    restore(county, tmp_path / "backup")
    send = station.engine._line.send

    def no_uplink(request):
        if request.method == "POST" and request.path == "/v1/uplink":
            raise errors.CountyTrouble(errors.NO_NETWORK)
        return send(request)

    station.engine._line.send = no_uplink
    report = station.sync()
    assert report.offered_again
    assert station.verdicts(case.id) == [None]
    assert station.look(lambda view: view.outbox.counts()).waiting == 1


def clone(station, folder):
    """A second PC with a copy of the disk."""
    station.store.close()
    shutil.copytree(station.home, folder)
    station.store = Store.open(station.home, station.vault, clock=station.clock)
    station.make_engine()


def test_a_copied_disk_that_writes_too_is_noticed_and_nothing_more_is_sent(
    station, county, new_station, line, tmp_path
):
    station.file(b"page")
    station.sync()
    clone(station, tmp_path / "clone")
    station.file(b"filed here")
    station.sync()
    twin = new_station(line.address)
    twin.store.close()
    twin.home, twin.vault, twin.number, twin.serial = tmp_path / "clone", station.vault, station.number, 50
    twin.store = Store.open(twin.home, twin.vault, clock=twin.clock)
    twin.blobs = Blobs(twin.home, twin.vault)
    twin.make_engine()
    case = twin.file(b"filed there")
    report = twin.sync()
    assert report.outcome is Outcome.NEEDS_PERSON
    assert report.reason.code == errors.LOG_FORKED.code
    assert twin.verdicts(case.id) == [None]
    assert len(county.rows("events")) == 2


def test_a_disk_put_back_to_last_week_is_noticed(station, county, tmp_path):
    station.file(b"page")
    station.sync()
    clone(station, tmp_path / "last-week")
    station.file(b"a later page")
    station.sync()
    station.engine.close()
    station.store.close()
    station.home = tmp_path / "last-week"
    station.store = Store.open(station.home, station.vault, clock=station.clock)
    station.make_engine()
    report = station.sync()
    assert report.outcome is Outcome.NEEDS_PERSON
    assert report.reason.code == errors.LOG_BEHIND.code
    assert len(county.rows("events")) == 2


def test_a_rebuilt_store_goes_on_without_a_new_code(station, county):
    case = station.file(b"page")
    station.sync()
    station.engine.close()
    station.engine = None
    station.store.close()
    for file in station.home.glob("desk.db*"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2 :] = b"\0" * (len(content) - len(content) // 2)
        file.write_bytes(bytes(content))
    station.store = Store.open(station.home, station.vault, clock=station.clock)
    assert station.store.restored is not None
    station.make_engine()
    later = station.file(b"filed after the repair")
    report = station.sync()
    assert report.outcome is Outcome.IDLE, report
    assert [verdict.kind for verdict in station.verdicts(case.id)] == ["accepted"]
    assert [verdict.kind for verdict in station.verdicts(later.id)] == ["accepted"]
    assert len(county.rows("events")) == 2
