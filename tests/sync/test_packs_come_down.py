"""Catalogue, calendar, keys and settings: signed, rising, resumed at the byte, a bad part refused alone."""

import hashlib
import json
import shutil
from datetime import timedelta

import pytest

from county.canonical import canonical
from county.office import revoke_station
from county.packs import Part, publish, publish_calendar, publish_catalogue, publish_keys, publish_settings
from windowdesk import assets, errors, settings
from windowdesk.clock import local_date_time
from windowdesk.domain.catalogue_import import read_item
from windowdesk.domain.exchange_news import SETTINGS_NAME, STATION_KEYS_NAME
from windowdesk.events import Changed, Kind
from windowdesk.sync import enrolment
from windowdesk.sync.catalogue_down import REFUSED_NAME
from windowdesk.sync.incoming import FOLDER
from windowdesk.sync.run import Outcome
from windowdesk.wire.canonical import to_base64


@pytest.fixture
def catalogue(tmp_path):
    """A small copy of the sample catalogue: three items, whose files a test may change."""
    folder = tmp_path / "catalogue"
    (folder / "items").mkdir(parents=True)
    index = json.loads(assets.resource("catalogue", "index.json").read_text("utf-8"))
    index["items"], index["packages"] = index["items"][:3], []
    for item in index["items"]:
        shutil.copy(assets.resource("catalogue") / item["file"], folder / item["file"])
    return Catalogue(folder, index)


class Catalogue:
    def __init__(self, folder, index):
        self.folder = folder
        self.index = index

    def codes(self):
        return [item["code"] for item in self.index["items"]]

    def change(self, place, change):
        """Change one item file, with everything that goes with it."""
        entry = self.index["items"][place]
        file = self.folder / entry["file"]
        values = json.loads(file.read_text("utf-8"))
        change(values)
        file.write_text(json.dumps(values, ensure_ascii=False), "utf-8")

    def publish(self, county, version):
        self.index["version"] = version
        parts = []
        for entry in self.index["items"]:
            content = (self.folder / entry["file"]).read_bytes()
            parts.append(Part(entry["code"], "item", entry["file"], content))
        return publish(county.place, "catalogue", parts, version)


def codes(station):
    return sorted(row.code for row in station.look(lambda view: view.catalogue.items()))


def test_the_shipped_catalogue_and_calendar_arrive_whole(station, county):
    publish_catalogue(county.place, assets.resource("catalogue"))
    publish_calendar(county.place, sorted(assets.resource("calendar").glob("*.json")))
    report = station.sync()
    assert report.outcome is Outcome.IDLE, report
    assert report.refused == []
    index = json.loads(assets.resource("catalogue", "index.json").read_text("utf-8"))
    assert codes(station) == sorted(item["code"] for item in index["items"])
    assert len(station.look(lambda view: view.catalogue.packages())) == len(index["packages"])
    assert station.look(lambda view: view.calendar.get())["region"]
    assert not list((station.home / FOLDER).glob("*"))


def test_only_the_parts_that_changed_are_fetched(station, county, catalogue):
    catalogue.publish(county, 1)
    station.sync()
    fetched = []
    send = station.engine._line.send

    def watch(request):
        if request.path.startswith("/v1/blobs/"):
            fetched.append(request.path)
        return send(request)

    station.engine._line.send = watch
    catalogue.change(1, lambda item: item.update(name="改过名字的事项", version=2))
    catalogue.publish(county, 2)
    report = station.sync()
    assert report.packs == ["catalogue 2"]
    assert len(fetched) == 1
    assert "改过名字的事项" in [row.name for row in station.look(lambda view: view.catalogue.items())]
    assert len(codes(station)) == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda item: item["guide"].update(basis=""), errors.CATALOGUE_ELEMENT.code),
        (lambda item: item.update(effective="2026-02-30"), errors.CATALOGUE_DATE.code),
        (lambda item: item.pop("name"), errors.CATALOGUE_ELEMENT.code),
        (lambda item: item.update(code="1" * 33), errors.CATALOGUE_UNREADABLE.code),
    ],
    ids=["an element is missing", "an impossible date", "no name", "another code than the index says"],
)
def test_a_bad_item_is_refused_and_reported_and_the_rest_is_taken(station, county, catalogue, change, code):
    catalogue.publish(county, 1)
    station.sync()
    bad = catalogue.codes()[0]
    before = station.look(lambda view: view.catalogue.item(bad))
    catalogue.change(0, change)
    catalogue.change(1, lambda item: item.update(name="改过名字的事项", version=2))
    catalogue.publish(county, 2)
    report = station.sync()
    assert [message.code for message in report.refused] == [code]
    assert station.look(lambda view: view.catalogue.item(bad)) == before
    assert "改过名字的事项" in [row.name for row in station.look(lambda view: view.catalogue.items())]
    assert set(station.look(lambda view: view.state.get(REFUSED_NAME))) == {bad}
    assert report.outcome is Outcome.IDLE


def test_a_rebuilt_station_gets_the_earlier_versions_its_cases_stand_on(station, county):
    publish_catalogue(county.place, assets.resource("catalogue"))
    assert station.sync().refused == []
    index = json.loads(assets.resource("catalogue", "index.json").read_text("utf-8"))
    assert index["earlier"]
    for one in index["earlier"]:
        old = read_item(json.loads((assets.resource("catalogue") / one["file"]).read_text("utf-8")))
        assert station.look(lambda view, old=old: view.catalogue.item(old.code, old.version)) == old


def test_a_version_published_ahead_waits_for_its_day(station, county, catalogue):
    catalogue.publish(county, 1)
    station.sync()
    code = catalogue.codes()[1]
    day = (local_date_time(station.clock.now()).date() + timedelta(days=3)).isoformat()
    catalogue.change(1, lambda item: item.update(name="三天后的名字", version=2, effective=day))
    catalogue.publish(county, 2)
    station.sync()
    assert station.look(lambda view: view.catalogue.item(code)).version == 1
    catalogue.change(0, lambda item: item.update(name="马上用的名字", version=2))
    catalogue.publish(county, 3)
    assert station.sync().packs == ["catalogue 3"]
    station.clock.move(timedelta(days=3))
    names = [row.name for row in station.look(lambda view: view.catalogue.items())]
    assert {"三天后的名字", "马上用的名字"} <= set(names)
    assert len(names) == 3


def alter_index(station, change):
    from dataclasses import replace

    send = station.engine._line.send

    def altered(request):
        answer = send(request)
        if request.path != "/v1/packs/catalogue/index" or answer.status != 200:
            return answer
        return replace(answer, body=json.dumps(change(json.loads(answer.body))).encode())

    station.engine._line.send = altered
    return lambda: setattr(station.engine._line, "send", send)


def test_a_catalogue_with_a_bad_signature_is_not_used(station, county, catalogue):
    catalogue.publish(county, 1)
    undo = alter_index(station, lambda index: {**index, "version": 9})
    report = station.sync()
    assert [message.code for message in report.refused] == [errors.CATALOGUE_SIGNATURE.code]
    assert codes(station) == []
    undo()
    assert station.sync().outcome is Outcome.IDLE
    assert len(codes(station)) == 3


def test_an_older_catalogue_played_back_is_refused(station, county, catalogue):
    old = catalogue.publish(county, 1)
    catalogue.change(0, lambda item: item.update(name="新名字", version=2))
    catalogue.publish(county, 2)
    station.sync()
    alter_index(station, lambda _: old)
    with county.place.engine.begin() as connection:
        from county.feed import tell

        body = {"what": "catalogue", "version": 3, "digest": "0" * 64}
        tell(connection, county.place, station.number, "available", body)
    report = station.sync()
    assert [message.code for message in report.refused] == [errors.CATALOGUE_OLD.code]
    assert "新名字" in [row.name for row in station.look(lambda view: view.catalogue.items())]


def test_a_part_with_other_bytes_than_the_index_says_is_refused(station, county, catalogue):
    catalogue.publish(county, 1)
    from dataclasses import replace

    send = station.engine._line.send

    def other_bytes(request):
        answer = send(request)
        if request.path.startswith("/v1/blobs/") and request.method == "GET":
            return replace(answer, body=b"x" * len(answer.body))
        return answer

    station.engine._line.send = other_bytes
    report = station.sync()
    assert errors.COUNTY_SIGNATURE.code in [message.code for message in report.refused]
    assert codes(station) == []
    station.engine._line.send = send
    assert station.sync().outcome is Outcome.IDLE
    assert len(codes(station)) == 3


def test_a_download_that_broke_off_goes_on_at_the_byte(station, county):
    content = json.dumps({"hotline": "12345"}).encode() + b" " * 900_000
    publish(county.place, "settings", [Part("all", "settings", "all.json", content)], 1)
    digest = hashlib.sha256(content).hexdigest()
    asked = []
    send = station.engine._line.send

    def break_off(request):
        if request.path == f"/v1/blobs/{digest}":
            asked.append(request.headers["Range"])
            if len(asked) == 3:
                raise errors.CountyTrouble(errors.NO_NETWORK)
        return send(request)

    station.engine._line.send = break_off
    station.sync()
    station.reopen()
    send = station.engine._line.send
    station.engine._line.send = break_off
    assert station.sync().outcome is Outcome.IDLE
    assert asked[2] == asked[3]
    assert len(asked) == 5
    assert station.look(lambda view: view.state.get(SETTINGS_NAME))["all"]["hotline"] == "12345"


def nonsense(county, pack):
    """A county without the checks of the reference platform."""
    publish(county.place, "calendar", [Part("99", "calendar", "99.json", json.dumps(pack).encode())], None)


def test_a_calendar_that_contradicts_itself_is_not_used(station, county):
    nonsense(county, {"region": "99", "seq": 1, "years": [{"year": 2026}]})
    report = station.sync()
    assert [message.code for message in report.refused] == [errors.CALENDAR_REFUSED.code]
    assert station.look(lambda view: view.calendar.get()) is None


def test_keys_change_only_by_an_index_a_known_key_signed(station, county):
    station.sync()
    known = enrolment.load(station.store, station.home)
    assert county.place.keys.kid in known.county_keys


def test_one_pack_that_fails_does_not_keep_back_the_others(station, county, catalogue):
    nonsense(county, {"region": "99"})
    catalogue.publish(county, 1)
    station.sync()
    assert len(codes(station)) == 3


def test_keys_of_stations_come_down_and_change_when_one_comes_or_is_revoked(station, county, new_station, line):
    publish_keys(county.place)
    station.sync()
    assert set(station.look(lambda view: view.state.get(STATION_KEYS_NAME))) == {station.number}
    other = new_station(line.address)
    other.enrol(county.code())
    assert station.sync().packs == ["keys 2"]
    known = station.look(lambda view: view.state.get(STATION_KEYS_NAME))
    raw = other.vault.station_key.public_key().public_bytes_raw()
    assert known[other.number] == {"public_key": to_base64(raw), "revoked": False}
    revoke_station(county.place, other.number)
    assert station.sync().packs == ["keys 3"]
    assert station.look(lambda view: view.state.get(STATION_KEYS_NAME))[other.number]["revoked"]


def test_a_kind_of_key_this_program_does_not_know_is_passed_over(station, county):
    publish_keys(county.place)
    key = county.place.keys.public
    parts = [Part("new", "of a later contract", "new.json", b"?"), Part(key["kid"], "key", "k.json", canonical(key))]
    publish(county.place, "keys", parts, None)
    report = station.sync()
    assert (report.outcome, report.packs[0]) == (Outcome.IDLE, "keys 2")
    assert set(enrolment.load(station.store, station.home).county_keys) == {key["kid"]}


def publish_the_settings(county, **values):
    file = county.data / "settings.json"
    file.write_text(json.dumps(values), "utf-8")
    return publish_settings(county.place, file)


def test_what_the_county_sets_for_this_station_goes_over_what_it_sets_for_all(station, county, new_station, line):
    own = {"query_ways": "到本窗口"}
    publish_the_settings(county, all={"hotline": "0571-1", "query_ways": "到镇里"}, stations={station.number: own})
    settings.save(station.home, settings.Settings(station=station.number, clerk="李样例"))
    heard = []
    station.bus.subscribe(Changed, lambda news: heard.extend(news.kinds))
    station.sync()
    found = settings.load(station.home)
    assert (found.site.hotline, found.site.query_ways, found.clerk) == ("0571-1", "到本窗口", "李样例")
    assert Kind.SETTINGS in heard
    other = new_station(line.address)
    other.enrol(county.code())
    other.make_engine()
    other.sync()
    assert set(other.look(lambda view: view.state.get(SETTINGS_NAME))) == {"all"}


@pytest.mark.parametrize(
    "values", [{"hotline": "1", "clerk": "别人"}, {"hotline": 12345}, {"kind": "city"}, ["hotline"]]
)
def test_settings_with_unknown_members_or_wrong_values_are_refused_and_the_old_ones_stay(station, county, values):
    settings.save(station.home, settings.Settings(station=station.number))
    publish_the_settings(county, all={"hotline": "0571-1"})
    station.sync()
    bad = Part("all", "settings", "all.json", json.dumps(values).encode())
    publish(county.place, "settings", [bad], None)
    report = station.sync()
    assert [message.code for message in report.refused] == [errors.SETTINGS_REFUSED.code]
    assert settings.load(station.home).site.hotline == "0571-1"
    assert station.look(lambda view: view.state.get(SETTINGS_NAME)) == {"all": {"hotline": "0571-1"}}
