"""A township's station takes sealed sticks of its villages along: by stick, over its line, and the replies back."""

import shutil
from pathlib import Path

import pytest

from county.packs import publish_keys
from county.relay_counter import import_stick
from windowdesk import errors
from windowdesk.domain.relay import Route
from windowdesk.sync import carrying_line
from windowdesk.sync.carrying import DOWN, UP, Carrying
from windowdesk.sync.county import County
from windowdesk.sync.relay import Relay
from windowdesk.sync.sign_in import SignIn
from windowdesk.sync.transport import HttpLine
from windowdesk.sync.trusted_time import TrustedTime

NOWHERE = "http://127.0.0.1:1"


def relay_of(station):
    return Relay(
        station.store, station.blobs, key=station.vault.station_key, home=station.home, clock=station.clock,
        bus=station.bus,
    )  # fmt: skip


def over(station, county_line=None):
    """How a township with a line hands on."""

    def hand_on(carrying):
        line = county_line or HttpLine(station.address, floor=5.0)
        time = TrustedTime(station.clock, None)
        try:
            county = County(line, SignIn(station.number, station.vault.station_key, station.clock, time), time)
            county.sign_in()
            return carrying_line.hand_on(carrying, county)
        finally:
            line.close()

    return hand_on


def carrying_of(station, line=None):
    return Carrying(station.store, station.home, station.number, station.bus, line)


def everything(_one):
    return True


@pytest.fixture
def new_stick(tmp_path):
    made = []

    def make():
        folder = tmp_path / f"stick-{len(made)}"
        folder.mkdir()
        made.append(folder)
        return folder

    return make


@pytest.fixture
def township(new_station, county):
    station = new_station(f"http://127.0.0.1:{county.port}")
    station.enrol(county.code())
    return station


@pytest.fixture
def new_village(new_station, county, new_stick):
    """Enrolled by stick over the county's office; has filed one case and written it to a stick of its own."""
    publish_keys(county.place)
    serial = []

    def make():
        village, stick = new_station(NOWHERE), new_stick()
        serial.append(village)
        village.serial = 100 * len(serial)
        relay_of(village).ask_to_enrol(county.code(), stick)
        import_stick(county.place, [stick], stick)
        village.number = relay_of(village).take_enrolment(stick).station
        relay_of(village).take(stick)
        for file in stick.iterdir():
            file.unlink()
        village.file(b"page of village %d" % len(serial) * 2000, applicant="王样例")
        relay_of(village).write(stick, "001")
        return village, stick

    return make


def test_from_two_villages_to_the_county_by_stick_and_back(township, new_village, new_stick, county):
    villages = [new_village() for _ in range(2)]
    carrying = carrying_of(township)
    for _, stick in villages:
        assert len(carrying.pick_up(stick, UP).picked_up) == 1
    on_the_way = new_stick()
    relay_of(township).write(on_the_way, "001")
    given = carrying.hand_out(on_the_way, UP, everything).given
    assert {one.station for one in given} == {village.number for village, _ in villages}
    import_stick(county.place, [on_the_way], on_the_way)
    relay_of(township).take(on_the_way)
    assert len(carrying.pick_up(on_the_way, DOWN).picked_up) == 2
    assert carrying.held(UP) == ()  # the replies ended the carrying of what they answer
    for village, stick in villages:
        (back,) = carrying.hand_out(stick, DOWN, carrying.seen_on(stick)).given
        assert back.station == village.number
        assert relay_of(village).take(stick).taken[0].accepted == 1


def test_over_the_line_the_replies_are_there_at_once(township, new_village, county):
    village, stick = new_village()
    carrying = carrying_of(township, over(township))
    carrying.pick_up(stick, UP)
    brought = carrying.over_the_line()
    assert [(one.what, one.station) for one in brought.picked_up] == [("down", village.number)]
    assert carrying.held(UP) == ()
    carrying.hand_out(stick, DOWN, carrying.seen_on(stick))
    report = relay_of(village).take(stick).taken[0]
    assert (report.accepted, report.files) == (1, 1)


def test_the_enrolment_of_a_village_is_carried_over_the_line(township, new_station, new_stick, county):
    village, stick = new_station(NOWHERE), new_stick()
    publish_keys(county.place)
    relay_of(village).ask_to_enrol(county.code(), stick)
    carrying = carrying_of(township, over(township))
    assert [one.what for one in carrying.pick_up(stick, UP).picked_up] == ["enrol"]
    assert {one.what for one in carrying.over_the_line().picked_up} == {"enrolled", "down"}
    carrying.hand_out(stick, DOWN, carrying.seen_on(stick))
    village.number = relay_of(village).take_enrolment(stick).station
    carrying.hand_out(stick, DOWN, lambda one: one.station == village.number)
    assert relay_of(village).take(stick).taken[0].answers == 0


def test_an_upload_that_breaks_off_goes_on_at_the_byte_and_nothing_is_taken_twice(township, new_village, county):
    village, stick = new_village()
    village.file(bytes(700_000) + b"large")
    relay_of(village).write(stick, "001")
    sent = []

    class Cut(HttpLine):
        def send(self, request):
            if request.method == "PATCH":
                sent.append((request.path, request.headers["Upload-Offset"]))
                if len(sent) == 3:
                    raise errors.CountyTrouble(errors.NO_NETWORK)
            return super().send(request)

    carrying = carrying_of(township, over(township, Cut(township.address, floor=5.0)))
    carrying.pick_up(stick, UP)
    with pytest.raises(errors.CountyTrouble):
        carrying.over_the_line()
    again = carrying_of(township, over(township, Cut(township.address, floor=5.0)))
    assert again.over_the_line().picked_up
    assert len(sent) == len(set(sent)) + 1  # only the piece that was cut went twice
    again.hand_out(stick, DOWN, again.seen_on(stick))
    relay_of(village).take(stick)
    assert village.look(lambda view: view.outbox.counts()).waiting == 0


def test_the_same_stick_twice_is_known_and_harmless(township, new_village):
    _, stick = new_village()
    carrying = carrying_of(township)
    assert len(carrying.pick_up(stick, UP).picked_up) == 1
    again = carrying.pick_up(stick, UP)
    assert (again.picked_up, again.known) == ((), 1)


def test_what_was_carried_and_answered_is_not_taken_along_again(township, new_village):
    _, stick = new_village()
    carrying = carrying_of(township, over(township))
    carrying.pick_up(stick, UP)
    carrying.over_the_line()
    again = carrying.pick_up(stick, UP)
    assert (again.picked_up, again.known, carrying.held(UP)) == ((), 1, ())


def test_a_torn_file_is_left_and_named_and_the_whole_one_is_taken(township, new_village):
    village, stick = new_village()
    (whole,) = stick.glob("windowdesk-99*.wdb")
    (stick / f"windowdesk-{village.number}-9.wdb").write_bytes(whole.read_bytes()[:-50])
    found = carrying_of(township).pick_up(stick, UP)
    assert [one.name for one in found.picked_up] == [whole.name]
    assert [(one.name[-5:], one.reason.code) for one in found.refused] == [("9.wdb", errors.BUNDLE_TORN.code)]


def test_what_the_county_refuses_is_named_and_no_longer_carried(township, new_village, county):
    village, stick = new_village()
    from county.office import revoke_station

    revoke_station(county.place, village.number)
    carrying = carrying_of(township, over(township))
    carrying.pick_up(stick, UP)
    found = carrying.over_the_line()
    assert [one.reason.code for one in found.refused] == [errors.CARRIED_REFUSED.code]
    assert "注销" in found.refused[0].reason.happened
    assert carrying.held() == ()


def test_a_stick_gets_only_what_is_for_the_village_whose_it_is(township, new_village, new_stick, county):
    (first, stick), (_, other) = new_village(), new_village()
    carrying = carrying_of(township, over(township))
    for one in (stick, other):
        carrying.pick_up(one, UP)
    carrying.over_the_line()
    assert [one.station for one in carrying.hand_out(stick, DOWN, carrying.seen_on(stick)).given] == [first.number]
    empty = new_stick()
    assert carrying.hand_out(empty, DOWN, carrying.seen_on(empty)).given == ()


def test_line_and_stick_mixed_on_the_way_change_nothing(township, new_village, new_stick, county):
    village, stick = new_village()
    carrying = carrying_of(township, over(township))
    carrying.pick_up(stick, UP)
    on_the_way = new_stick()
    carrying.hand_out(on_the_way, UP, everything)
    carrying.over_the_line()
    import_stick(county.place, [on_the_way], on_the_way)
    carrying.pick_up(on_the_way, DOWN)
    carrying.hand_out(stick, DOWN, carrying.seen_on(stick))
    assert relay_of(village).take(stick).taken[0].accepted == 1
    assert len([row for row in county.rows("events") if row["station"] == village.number]) == 1


def test_what_is_picked_up_while_the_county_stick_is_away_is_not_dropped(township, new_village, new_stick, county):
    village, stick = new_village()
    carrying = carrying_of(township)
    carrying.pick_up(stick, UP)
    away = new_stick()
    carrying.hand_out(away, UP, everything)
    village.file(b"a later page")
    relay_of(village).write(stick, "001")
    carrying.pick_up(stick, UP)
    import_stick(county.place, [away], away)
    carrying.pick_up(away, DOWN)
    assert [one.number for one in carrying.held(UP)] == [2]


def test_it_lasts_over_a_restart_and_own_files_are_not_carried(township, new_village, new_stick):
    village, stick = new_village()
    shutil.copy(next(stick.glob("*.wdb")), stick / "keep.bin")
    relay_of(township).write(stick, "001")
    carrying_of(township).pick_up(stick, UP)
    township.reopen()
    held = carrying_of(township).held()
    assert [one.station for one in held] == [village.number]
    assert (Path(township.home) / "carried" / held[0].name).exists()


def test_a_full_stick_is_said(township, new_village, new_stick, monkeypatch):
    _, stick = new_village()
    carrying = carrying_of(township)
    carrying.pick_up(stick, UP)
    other = new_stick()
    usage = shutil.disk_usage(other)
    monkeypatch.setattr("windowdesk.sync.carrying.shutil.disk_usage", lambda _: usage._replace(free=1000))
    found = carrying.hand_out(other, UP, everything)
    assert (found.given, found.full) == ((), 1)


def test_every_way_has_its_words_on_the_slip():
    assert {one.value for one in Route} == {"own_up", "from_village", "to_county", "from_county", "to_village"}
