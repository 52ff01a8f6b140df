"""The round trip by stick: real store, real county, no line between them."""

import contextlib
import errno
import os
import shutil
from pathlib import Path

import pytest

from county.bundle import NotABundle
from county.database import writing
from county.office import complete, notice, register_all
from county.packs import publish_catalogue
from county.relay import take_bundle
from county.relay_counter import import_stick
from county.relay_reply import write_reply
from windowdesk import errors
from windowdesk.domain.exchange_news import CARRIED_NAME, SENT_NAME
from windowdesk.sync.relay import Relay

CATALOGUE = Path(__file__).parents[2] / "resources" / "catalogue"


def relay_of(station):
    return Relay(
        station.store, station.blobs, key=station.vault.station_key, home=station.home, clock=station.clock,
        bus=station.bus,
    )  # fmt: skip


def county_takes(county, *places, reply):
    """What ``windowdesk-county relay import`` does; the replies by station."""
    done = import_stick(county.place, list(places), reply)
    return {one["station"]: Path(one["file"]) for one in done.replies}


def file_of(written):
    """Where the one bundle of an export lies."""
    (only,) = written.bundles
    return Path(written.folder) / only.name


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def cut_off(new_station, county):
    """A station that was enrolled and never sees the line again."""
    at_work = new_station(f"http://127.0.0.1:{county.port}")
    at_work.enrol(county.code())
    county.stop()
    return at_work


def round_trip(station, county, stick):
    written = relay_of(station).write(stick, "001 李样例")
    (file,) = county_takes(county, file_of(written), reply=stick).values()
    return relay_of(station).take(file).taken[-1]


def test_a_day_goes_up_and_its_answers_come_down(cut_off, county, stick):
    cases = [cut_off.file(b"page %d" % n, b"large page %d " % n * 30_000) for n in range(3)]
    first = round_trip(cut_off, county, stick)
    assert (first.accepted, first.held, first.files) == (3, 0, 6)
    assert [row["complete"] for row in county.rows("blobs") if not row["published"]] == [True] * 6
    counts = cut_off.look(lambda view: view.outbox.counts())
    assert (counts.waiting, counts.held, counts.rejected) == (0, 0, 0)
    for case in cases:
        (verdict,) = cut_off.verdicts(case.id)
        assert verdict.kind == "accepted"
        assert verdict.proof
    assert cut_off.look(lambda view: view.blobs.counts()) == (0, 0)
    register_all(county.place)
    second = round_trip(cut_off, county, stick)
    assert second.news == 3
    assert all(cut_off.case(case.id).official_number for case in cases)


def test_the_catalogue_comes_by_stick_and_the_second_time_only_what_is_new(cut_off, county, stick):
    publish_catalogue(county.place, CATALOGUE)
    first = round_trip(cut_off, county, stick)
    assert any(one.startswith("catalogue ") for one in first.packs)
    assert cut_off.look(lambda view: len(view.catalogue.items())) > 10
    replies = sorted(stick.glob("windowdesk-reply-*"), key=lambda file: file.stat().st_size)
    second = round_trip(cut_off, county, stick)
    assert second.packs == ()
    newest = max(stick.glob("windowdesk-reply-*"), key=lambda file: file.stat().st_mtime_ns)
    assert newest.stat().st_size * 10 < replies[-1].stat().st_size


def test_result_papers_come_by_stick(cut_off, county, stick):
    case = cut_off.file(b"page")
    round_trip(cut_off, county, stick)
    register_all(county.place)
    complete(
        county.place, case.id, granted=True, result_name="批复", pages=[(b"%PDF-1.4 the result", "application/pdf")]
    )
    assert round_trip(cut_off, county, stick).remarks == ()
    (row,) = [one for one in county.rows("blobs") if one["media_type"] == "application/pdf"]
    assert cut_off.blobs.read(row["digest"]) == b"%PDF-1.4 the result"


def test_what_went_onto_the_stick_may_be_at_the_county_and_is_no_longer_voided(cut_off, stick):
    cut_off.file(b"page")
    relay_of(cut_off).write(stick, "001")
    assert cut_off.look(lambda view: view.state.get(SENT_NAME)) == 1


def test_any_one_of_several_bundles_suffices_in_any_order(cut_off, county, stick):
    cut_off.file(b"page 1")
    early = relay_of(cut_off).write(stick, "001")
    cut_off.file(b"page 2")
    late = relay_of(cut_off).write(stick, "001")
    (answer,) = county_takes(county, file_of(late), reply=stick).values()
    (again,) = county_takes(county, file_of(early), reply=stick).values()
    assert len(county.rows("events")) == 2
    assert relay_of(cut_off).take(again).taken[0].accepted >= 1
    relay_of(cut_off).take(answer)
    assert cut_off.look(lambda view: view.outbox.marks()).received_to == 2
    assert cut_off.look(lambda view: view.outbox.counts()).waiting == 0


def test_the_same_twice_both_ways_changes_nothing_and_is_said(cut_off, county, stick):
    case = cut_off.file(b"page")
    written = relay_of(cut_off).write(stick, "001")
    taken = take_bundle(county.place, file_of(written))
    reply = write_reply(county.place, taken, stick)
    before = county.rows("events"), county.rows("cases")
    assert take_bundle(county.place, file_of(written)).verdicts == taken.verdicts
    assert (county.rows("events"), county.rows("cases")) == before
    relay_of(cut_off).take(reply)
    shown = cut_off.case(case.id), cut_off.verdicts(case.id)
    again = relay_of(cut_off).take(reply).taken[0]
    assert [one.code for one in again.remarks] == [errors.BUNDLE_TWICE.code]
    assert (cut_off.case(case.id), cut_off.verdicts(case.id)) == shown


def test_an_older_reply_leads_nothing_back(cut_off, county, stick):
    cut_off.file(b"page 1")
    first = relay_of(cut_off).write(stick, "001")
    (old,) = county_takes(county, file_of(first), reply=stick).values()
    cut_off.file(b"page 2")
    round_trip(cut_off, county, stick)
    report = relay_of(cut_off).take(old).taken[0]
    assert [one.code for one in report.remarks] == [errors.BUNDLE_OLD.code]
    assert not report.offered_again
    assert cut_off.look(lambda view: view.outbox.marks()).received_to == 2
    assert cut_off.look(lambda view: view.outbox.counts()).waiting == 0


def test_stick_and_line_mixed(station, county, stick):
    first = station.file(b"page 1")
    by_stick = relay_of(station).write(stick, "001")
    second = station.file(b"page 2")
    assert station.sync().reason is None
    (late,) = county_takes(county, file_of(by_stick), reply=stick).values()
    relay_of(station).take(late)
    third = station.file(b"page 3")
    round_trip(station, county, stick)
    report = station.sync()
    assert report.reason is None
    assert report.events_sent == 0
    for case in (first, second, third):
        assert [one.kind for one in station.verdicts(case.id)] == ["accepted"]
    assert [row["seq"] for row in county.rows("events")] == [1, 2, 3]


def test_the_stick_brings_the_file_in_which_the_line_broke_off(station, county, stick):
    """Half a file went over the line; the stick brings all of it, and the line sends no more."""
    station.file(b"x" * 900_000)
    send = station.engine._line.send
    seen = []

    def few(request):
        if request.method == "PATCH":
            seen.append(request.path)
            if len(seen) > 1:
                raise errors.CountyTrouble(errors.NO_NETWORK)
        return send(request)

    station.engine._line.send = few
    station.sync()
    (upload,) = county.rows("uploads")
    assert 0 < upload["offset"] < upload["length"]
    report = round_trip(station, county, stick)
    assert report.files == 1
    assert all(row["complete"] for row in county.rows("blobs"))


class Killed(Exception):
    """The power went."""


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5, 7, 9])
def test_a_power_cut_at_any_write_while_a_reply_is_taken_costs_nothing(cut_off, county, stick, monkeypatch, at):
    publish_catalogue(county.place, CATALOGUE)
    cases = [cut_off.file(b"page %d" % n) for n in range(2)]
    written = relay_of(cut_off).write(stick, "001")
    county_takes(county, file_of(written), reply=stick)
    register_all(county.place)
    (reply,) = county_takes(county, file_of(written), reply=stick).values()
    unit, seen = cut_off.store.unit, []

    def failing(actor):
        seen.append(actor)
        if len(seen) == at:
            raise Killed
        return unit(actor)

    with monkeypatch.context() as patch:
        patch.setattr(cut_off.store, "unit", failing)
        with contextlib.suppress(Killed):
            relay_of(cut_off).take(reply)
    cut_off.reopen()
    relay_of(cut_off).take(reply)
    assert cut_off.look(lambda view: view.outbox.counts()).waiting == 0
    assert all(cut_off.case(case.id).official_number for case in cases)
    assert cut_off.look(lambda view: view.blobs.counts()) == (0, 0)
    assert cut_off.look(lambda view: len(view.catalogue.items())) > 10


def test_what_is_on_a_stick_says_so_while_it_waits(cut_off, county, stick):
    from windowdesk.casework import reasons

    cut_off.file(b"page")
    relay_of(cut_off).write(stick, "001")
    cut_off.file(b"page 2")
    bundle, last = cut_off.look(lambda view: view.state.get(CARRIED_NAME))
    carried = reasons.Around(bundle=bundle, carried_to=last)
    first, second = cut_off.look(lambda view: view.outbox.waiting())
    assert reasons.of(first, carried).code == errors.ON_STICK.code
    assert "第 1 号" in reasons.of(first, carried).happened
    assert reasons.of(second, carried).code == errors.ITS_TURN.code


def test_a_stick_that_gives_back_something_else_is_told_at_once(cut_off, stick, monkeypatch):
    cut_off.file(b"page")
    replace = Path.replace

    def spoiling(self, target):
        moved = replace(self, target)
        content = bytearray(Path(target).read_bytes())
        content[-200] ^= 1
        Path(target).write_bytes(content)
        return moved

    monkeypatch.setattr(Path, "replace", spoiling)
    with pytest.raises(errors.DeviceTrouble) as caught:
        relay_of(cut_off).write(stick, "001")
    assert caught.value.code == errors.STICK_SPOILT.code
    assert list(stick.iterdir()) == []


# What comes wrong.


def refused(station, place):
    with pytest.raises(errors.Known) as caught:
        relay_of(station).take(place)
    assert caught.value.happened.endswith("。")
    assert caught.value.to_do.endswith("。")
    return caught.value.code


@pytest.fixture
def reply(cut_off, county, stick):
    cut_off.file(b"page")
    written = relay_of(cut_off).write(stick, "001")
    (file,) = county_takes(county, file_of(written), reply=stick).values()
    return file


def test_a_torn_copy_is_refused_and_the_whole_one_beside_it_is_taken(cut_off, reply, stick):
    torn = stick / reply.name.replace("-1.wdb", "-2.wdb")
    torn.write_bytes(reply.read_bytes()[:-100])
    found = relay_of(cut_off).take(stick)
    assert [one.number for one in found.taken] == [1]
    assert [(one.name, one.reason.code) for one in found.refused] == [(torn.name, errors.BUNDLE_TORN.code)]
    reply.unlink()
    assert refused(cut_off, stick) == errors.BUNDLE_TORN.code


def test_the_reply_of_another_station_stays_closed(cut_off, reply, new_station, county, stick):
    from windowdesk.sync.enrolment import Enrolment, keep

    other = new_station("http://127.0.0.1:1")
    known = {county.place.keys.kid: county.place.keys.public_key}
    keep(other.store, other.home, Enrolment("990101-0099", "02", {}, known, {}))
    assert refused(other, reply) == errors.BUNDLE_OTHER_STATION.code
    assert refused(other, stick) == errors.STICK_EMPTY.code


def test_what_is_no_reply_is_named(cut_off, reply, stick, tmp_path):
    up = next(stick.glob("windowdesk-99*"))
    assert refused(cut_off, up) == errors.BUNDLE_WRONG_WAY.code
    other = stick / "holiday.wdb"
    other.write_bytes(b"JFIF")
    assert refused(cut_off, other) == errors.BUNDLE_FOREIGN.code
    newer = b'{"format":7}'
    other.write_bytes(b"WDBUNDLE" + len(newer).to_bytes(4, "big") + newer)
    assert refused(cut_off, other) == errors.BUNDLE_NEWER.code
    assert refused(cut_off, tmp_path / "not there") == errors.STICK_ABSENT.code
    (tmp_path / "empty").mkdir()
    assert refused(cut_off, tmp_path / "empty") == errors.STICK_EMPTY.code


def test_a_reply_signed_by_a_county_unknown_here_is_refused(cut_off, reply):
    from dataclasses import replace

    from windowdesk.sync import enrolment

    known = enrolment.load(cut_off.store, cut_off.home)
    enrolment.keep(cut_off.store, cut_off.home, replace(known, county_keys={"county-other": "A" * 43}))
    assert refused(cut_off, reply) == errors.BUNDLE_SIGNATURE.code


def test_without_the_countys_sealing_key_nothing_is_written(cut_off, stick):
    from dataclasses import replace

    from windowdesk.sync import enrolment

    known = enrolment.load(cut_off.store, cut_off.home)
    enrolment.keep(cut_off.store, cut_off.home, replace(known, sealing_keys={}))
    with pytest.raises(errors.CountyTrouble) as caught:
        relay_of(cut_off).write(stick, "001")
    assert caught.value.code == errors.COUNTY_NO_SEAL.code
    assert list(stick.iterdir()) == []


def test_a_new_epoch_by_stick_offers_the_difference_again_and_the_old_epoch_is_refused(
    cut_off, county, stick, tmp_path
):
    from county.epoch import restored
    from county.place import open_county

    cut_off.file(b"page 1")
    round_trip(cut_off, county, stick)
    county.close()
    shutil.copytree(county.data, tmp_path / "backup")
    county.place = open_county(county.data)
    after = cut_off.file(b"page 2")
    before_restore = relay_of(cut_off).write(stick, "001")
    (old,) = county_takes(county, file_of(before_restore), reply=stick).values()
    relay_of(cut_off).take(old)
    old_again = stick / "kept.wdb"
    shutil.copy(old, old_again)
    county.place.close()
    shutil.rmtree(county.data)
    shutil.copytree(tmp_path / "backup", county.data)
    county.place = open_county(county.data)
    with writing(county.place.engine) as connection:
        restored(connection)
    first = round_trip(cut_off, county, stick)
    assert first.offered_again
    assert refused(cut_off, old_again) == errors.BUNDLE_OLD_EPOCH.code
    second = round_trip(cut_off, county, stick)
    assert not second.offered_again
    assert [one.kind for one in cut_off.verdicts(after.id)] == ["accepted"]
    assert [row["seq"] for row in county.rows("events")] == [1, 2]
    assert cut_off.look(lambda view: view.blobs.counts()) == (0, 0)


def test_a_reply_that_lacks_earlier_news_gives_everything_else(cut_off, county, reply):
    """The store was rebuilt and begins its feed anew; the reply goes on from where it once was."""
    with cut_off.store.unit("x") as unit:
        unit.mirror.refold()
    notice(county.place, "停电", "明天停电")
    stick = reply.parent
    assert round_trip(cut_off, county, stick).news == 1
    written = relay_of(cut_off).write(stick, "001")
    (later,) = county_takes(county, file_of(written), reply=stick).values()
    with cut_off.store.unit("x") as unit:
        unit.mirror.refold()
    report = relay_of(cut_off).take(later).taken[0]
    assert [one.code for one in report.remarks] == [errors.BUNDLE_FEED_GAP.code]
    assert report.news == 0
    assert round_trip(cut_off, county, stick).news > 0


# The stick itself.


def test_a_stick_that_is_not_there_has_a_name(cut_off, tmp_path):
    with pytest.raises(errors.DeviceTrouble) as caught:
        relay_of(cut_off).write(tmp_path / "gone", "001")
    assert caught.value.code == errors.STICK_ABSENT.code


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, errors.STICK_FULL),
        (errno.EROFS, errors.STICK_READ_ONLY),
        (errno.EACCES, errors.STICK_READ_ONLY),
        (errno.EIO, errors.STICK_PULLED),
        (errno.ENODEV, errors.STICK_PULLED),
    ],
    ids=["full", "write-protected", "no right", "pulled", "gone"],
)
def test_a_stick_in_trouble_leaves_no_half_file_and_the_next_one_gets_everything(
    cut_off, county, stick, monkeypatch, number, message
):
    cut_off.file(b"page")
    with monkeypatch.context() as patch:
        patch.setattr("windowdesk.sync.stick.os.fsync", lambda _: (_ for _ in ()).throw(OSError(number, "x")))
        with pytest.raises(errors.DeviceTrouble) as caught:
            relay_of(cut_off).write(stick, "001")
    assert caught.value.code == message.code
    assert list(stick.iterdir()) == []
    assert round_trip(cut_off, county, stick).accepted == 1


def little_room(monkeypatch, stick, room):
    """Sticks that hold ``room`` bytes above what is left free."""
    usage = shutil.disk_usage(stick)

    def left_on(folder):
        used = sum(file.stat().st_size for file in folder.iterdir())
        return usage._replace(free=1024 * 1024 + room - used)

    monkeypatch.setattr("windowdesk.sync.relay_out.shutil.disk_usage", left_on)


def test_a_small_stick_takes_the_text_first_and_the_next_trip_the_rest(cut_off, county, stick, monkeypatch, tmp_path):
    sizes = (40_000, 300_000, 310_000)
    cut_off.file(*(os.urandom(size) for size in sizes))
    little_room(monkeypatch, stick, 400_000)
    first = relay_of(cut_off).write(stick, "001")
    assert (first.events, first.files, first.left) == (1, 2, 1)
    other = tmp_path / "another stick"
    other.mkdir()
    second = relay_of(cut_off).write(other, "001")
    assert (second.files, second.left) == (2, 1)  # the one left behind leads, then what else fits
    county_takes(county, file_of(first), file_of(second), reply=stick)
    assert all(row["complete"] for row in county.rows("blobs"))


def test_on_the_same_stick_the_next_export_writes_only_what_is_not_there_yet(cut_off, county, stick, monkeypatch):
    cut_off.file(*(os.urandom(size) for size in (40_000, 300_000, 310_000)))
    little_room(monkeypatch, stick, 400_000)
    assert relay_of(cut_off).write(stick, "001").left == 1
    little_room(monkeypatch, stick, 800_000)
    second = relay_of(cut_off).write(stick, "001")
    assert (second.files, second.kept, second.left) == (1, 2, 0)
    county_takes(county, stick, reply=stick)
    assert all(row["complete"] for row in county.rows("blobs"))


class Pulled(OSError):
    def __init__(self):
        super().__init__(errno.EIO, "gone")


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_large_export_that_is_broken_off_goes_on_behind_the_last_whole_bundle(
    cut_off, county, stick, monkeypatch, at
):
    """The stick is pulled out while bundle ``at`` of four is written."""
    cut_off.file(*(os.urandom(90_000) for _ in range(8)))
    monkeypatch.setattr("windowdesk.sync.relay_out.LARGEST_BUNDLE", 200_000)
    sync, seen = os.fsync, []

    def pulled(handle):
        seen.append(handle)
        if len(seen) == 2 * at - 1:  # once for each file, once for its folder
            raise Pulled
        sync(handle)

    with monkeypatch.context() as patch:
        patch.setattr("windowdesk.sync.stick.os.fsync", pulled)
        with pytest.raises(errors.DeviceTrouble) as caught:
            relay_of(cut_off).write(stick, "001")
    assert caught.value.code == errors.STICK_PULLED.code
    assert len(list(stick.iterdir())) == at - 1
    rest = relay_of(cut_off).write(stick, "001")
    assert (rest.kept, rest.files, rest.left) == (2 * (at - 1), 8 - 2 * (at - 1), 0)
    assert rest.events == 1
    (reply,) = county_takes(county, stick, reply=stick).values()
    assert all(row["complete"] for row in county.rows("blobs"))
    assert relay_of(cut_off).take(reply).taken[0].files == 8


def test_what_a_pulled_stick_was_left_with_is_taken_away_by_the_next_export(cut_off, stick):
    cut_off.file(b"page")
    for left in (f"windowdesk-{cut_off.number}-1.wdb.part", f"windowdesk-{cut_off.number}-2.wdb"):
        (stick / left).write_bytes(b"WDBUNDLE half")
    others = stick / "windowdesk-990101-0999-1.wdb"
    others.write_bytes(b"WDBUNDLE half")
    written = relay_of(cut_off).write(stick, "001")
    assert sorted(one.name for one in stick.iterdir()) == sorted([file_of(written).name, others.name])


def test_a_stick_does_not_fill_up_with_what_the_county_has(cut_off, county, stick):
    for number in range(4):
        cut_off.file(b"page %d" % number)
        round_trip(cut_off, county, stick)
    assert len(list(stick.glob(f"windowdesk-{cut_off.number}-*.wdb"))) <= 2


def test_a_stick_too_small_for_the_text_is_said_to_be_full(cut_off, stick, monkeypatch):
    cut_off.file(b"page")
    little_room(monkeypatch, stick, -1024 * 1024 + 10)
    with pytest.raises(errors.DeviceTrouble) as caught:
        relay_of(cut_off).write(stick, "001")
    assert caught.value.code == errors.STICK_FULL.code


def test_a_damaged_scan_holds_up_its_own_case_only(cut_off, county, stick):
    bad = cut_off.file(b"spoilt page")
    good = cut_off.file(b"good page")
    (page,) = bad.materials[0].pages
    for copy in cut_off.blobs._places(page.digest):
        copy.write_bytes(b"nothing")
    assert round_trip(cut_off, county, stick).held == 1
    assert [one.kind for one in cut_off.verdicts(good.id)] == ["accepted"]
    assert [one.kind for one in cut_off.verdicts(bad.id)] == ["held"]


# The county, and who carries.


def test_nothing_wrong_is_taken_at_the_county(cut_off, county, stick, tmp_path):
    cut_off.file(b"page")
    file = file_of(relay_of(cut_off).write(stick, "001"))
    whole = file.read_bytes()
    wrong = tmp_path / "x.wdb"
    for content, code in [
        (whole[:-1], "torn"), (whole[:300] + b"?" + whole[301:], "torn"), (b"GIF", "foreign"), (b"", "torn"),
    ]:  # fmt: skip
        wrong.write_bytes(content)
        with pytest.raises(NotABundle) as caught:
            take_bundle(county.place, wrong)
        assert caught.value.code == code
    with writing(county.place.engine) as connection:
        from sqlalchemy import text

        connection.execute(text("UPDATE stations SET public_key = :key"), {"key": "A" * 43})
    with pytest.raises(NotABundle) as caught:
        take_bundle(county.place, file)
    assert caught.value.code == "signature"
    assert county.rows("events") == []


def test_a_bundle_that_belongs_to_another_county_is_refused_there_in_words(cut_off, county, stick, tmp_path):
    """Nobody knows the station there; and where somebody has its number, the signature is not his."""
    from county.enrolment import enrol, issue_code
    from county.place import open_county

    cut_off.file(b"page")
    file = file_of(relay_of(cut_off).write(stick, "001"))
    other = open_county(tmp_path / "other county")
    with pytest.raises(NotABundle) as caught:
        take_bundle(other, file)
    assert (caught.value.code, "没有在本县登记" in str(caught.value)) == ("unknown_station", True)
    site = {"name": "村", "region": "990101001001", "kind": "village", "agency": "镇", "receives_for": "applicant"}
    known = {"public_key": "A" * 43, "device_name": "x", "software": "x"}
    assert enrol(other, {"code": issue_code(other, site), **known})[1]["station"] == cut_off.number
    with pytest.raises(NotABundle) as caught:
        take_bundle(other, file)
    assert caught.value.code == "signature"
    other.close()


def test_a_bundle_sealed_to_a_key_the_county_no_longer_has_is_refused_in_words(cut_off, county, stick):
    from dataclasses import replace

    cut_off.file(b"page")
    file = file_of(relay_of(cut_off).write(stick, "001"))
    county.place = replace(county.place, keys=replace(county.place.keys, kid="county-new"))
    done = import_stick(county.place, [file], stick)
    assert [one["code"] for one in done.bundles] == ["unknown_key"]
    assert "重新导出" in done.said[0]
    assert done.replies == []


def test_a_bundle_of_a_newer_program_and_a_reply_are_named_at_the_county(cut_off, reply, county, stick):
    newer = b'{"format":7}'
    file = stick / "windowdesk-990101-0001-99.wdb"
    file.write_bytes(b"WDBUNDLE" + len(newer).to_bytes(4, "big") + newer)
    done = import_stick(county.place, [file, reply], stick)
    assert [one["code"] for one in done.bundles] == ["newer", "reply"]
    assert all(line.endswith("。") for line in done.said)


def test_a_gap_is_said_in_the_reply_and_the_next_bundle_closes_it(cut_off, county, stick):
    """The county lost what it had and the office forgot the new epoch."""
    from sqlalchemy import text

    cut_off.file(b"page 1")
    round_trip(cut_off, county, stick)
    cut_off.file(b"page 2")
    with writing(county.place.engine) as connection:
        for table in ("events", "event_blobs", "case_events", "feed", "cases"):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(
            text("UPDATE stations SET received_to = 0, safe_to = 0, head_digest = :zero"), {"zero": "0" * 64}
        )
    told = round_trip(cut_off, county, stick)
    assert [one.code for one in told.remarks] == [errors.BUNDLE_REFUSED.code]
    round_trip(cut_off, county, stick)
    assert [row["seq"] for row in county.rows("events")] == [1, 2]
    assert cut_off.look(lambda view: view.outbox.counts()).waiting == 0


def test_a_township_station_carries_bundles_it_cannot_read(new_station, county, line, stick, tmp_path):
    villages = [new_station(line.address) for _ in range(2)]
    township = new_station(line.address)
    for one in (*villages, township):
        one.enrol(county.code())
    written = []
    for number, village in enumerate(villages):
        own_stick = tmp_path / f"stick of village {number}"
        own_stick.mkdir()
        village.serial = 100 * (number + 1)
        village.file(b"page of village %d" % number, applicant="王样例")
        written.append(file_of(relay_of(village).write(own_stick, "001")))
        shutil.copy(written[-1], stick)
    for file in stick.iterdir():
        content = file.read_bytes()
        assert not any(secret.encode() in content for secret in ("王样例", "990101196203100025", "page of village"))
        from windowdesk.wire import bundle

        found = bundle.open_bundle(file)  # whole: the carrier can see that
        with pytest.raises(errors.InputRefused):
            found.unseal(bundle.sealing_key(township.vault.station_key), "bundle.up")
    township.file(b"page of the township")
    relay_of(township).write(stick, "001")
    replies = county_takes(county, stick, reply=stick)
    assert set(replies) == {one.number for one in (*villages, township)}
    report = relay_of(township).take(stick)
    assert (len(report.taken), report.others) == (1, 2)
    for village in villages:
        own_stick = tmp_path / f"back to {village.number}"
        own_stick.mkdir()
        shutil.copy(replies[village.number], own_stick)
        assert relay_of(village).take(own_stick).taken[0].accepted == 1
    assert {row["station"] for row in county.rows("events")} == set(replies)
