"""The joining of everything: opened late, closed in order, nothing left running, devices by address."""

import json
import threading
from dataclasses import replace

import pytest

from windowdesk import settings
from windowdesk.app import open_desk
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.devices.simulated_sam import SimulatedSam
from windowdesk.domain.device_news import CardRead
from windowdesk.domain.exchange_news import SENT_NAME, SETTINGS_NAME, ExchangeState
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.errors import DeviceTrouble, InputRefused, StoreTrouble
from windowdesk.events import Changed, Kind
from windowdesk.settings import Devices, Settings
from windowdesk.storage import vault

SECONDS = 20


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch):
    monkeypatch.setattr(vault, "_ARGON2_KIB", 1024)


@pytest.fixture
def opened(tmp_path):
    made = []

    def make(**more):
        made.append(open_desk(tmp_path / "home", passphrase="x", **more))
        return made[-1]

    yield make
    for one in made:
        one.close()


def heard(bus, kind):
    """An event that is set at the first news of that class, and the news."""
    told, found = threading.Event(), []

    def listener(news):
        found.append(news)
        told.set()

    bus.subscribe(kind, listener)
    return told, found


def test_a_first_start_has_a_calendar_and_no_catalogue(opened):
    desk = opened().desk
    with desk.store.reading() as view:
        assert desk.calendar(view).is_official(2026)
        assert view.calendar.get() is None
        assert view.catalogue.version() == 0


def test_devices_that_are_not_set_are_named_troubles(opened):
    found = opened()
    for ask, code in ((found.reader, "R101"), (found.scanner, "S201"), (found.printer, "P301")):
        with pytest.raises(DeviceTrouble) as caught:
            ask()
        assert caught.value.code == code


def test_addresses_of_this_run_stand_before_the_settings(opened, tmp_path):
    settings.save(tmp_path / "home", Settings(devices=Devices(printer="file:/a", scanner="folder:/b")))
    found = opened(devices=Devices(printer="file:/mine"))
    assert (found.printer().address, found.scanner().address) == ("file:/mine", "folder:/b")
    with pytest.raises(InputRefused):
        open_address(found)


def open_address(found):
    found._overrides = Devices(reader="telepathy:x")
    return found.reader()


def test_a_card_on_the_reader_is_told_on_the_bus(opened, tmp_path):
    with SimulatedSam(tmp_path / "reader") as sam:
        found = opened(devices=Devices(reader=f"serial:{sam.device}"), county="http://127.0.0.1:9")
        told, news = heard(found.desk.bus, CardRead)
        found.begin()
        sam.place(PEOPLE[0])
        assert told.wait(SECONDS)
        assert news[0].card.name == PEOPLE[0].name
        found.close()


def test_the_exchange_runs_beside_and_ends_with_the_desk(opened, tmp_path):
    settings.save(tmp_path / "home", Settings(station="ST1", county="http://127.0.0.1:9"))
    (tmp_path / "home" / "enrolment.json").write_text(
        json.dumps({"station": "ST1", "device": "01", "site": {}, "county_keys": {}}), "utf-8"
    )
    found = opened()
    told, _ = heard(found.desk.bus, ExchangeState)
    found.begin()
    found.sync_now()
    assert told.wait(SECONDS)
    found.close()
    assert not exchanges()


def test_the_exchange_begins_when_a_county_is_set_and_not_before(opened):
    found = opened()
    found.begin()
    assert not exchanges()
    found.apply_settings(replace(found.desk.settings, county="http://127.0.0.1:9"))
    assert len(exchanges()) == 1
    found.apply_settings(replace(found.desk.settings, text_size="largest"))
    assert len(exchanges()) == 1
    found.apply_settings(replace(found.desk.settings, county=""))
    assert not exchanges()


def exchanges():
    return [thread for thread in threading.enumerate() if thread.name == "exchange"]


def test_exchange_before_enrolment_is_refused(opened):
    with pytest.raises(StoreTrouble) as caught:
        opened().run_exchange()
    assert caught.value.code == "T512"


def test_new_settings_are_saved_used_and_told(opened, tmp_path):
    found = opened()
    told, news = heard(found.desk.bus, Changed)
    found.apply_settings(replace(found.desk.settings, text_size="largest"))
    assert told.is_set()
    assert news[0].kinds == {Kind.SETTINGS}
    assert settings.load(tmp_path / "home").text_size == "largest"


def test_after_a_rebuild_everything_counts_as_sent(opened, tmp_path):
    found = opened()
    with found.desk.store.unit("test") as unit:
        unit.audit.write("something", "")
    found.close()
    file = tmp_path / "home" / "desk.db"
    content = bytearray(file.read_bytes())
    content[4096 : 4096 + 65536] = b"\xa5" * len(content[4096 : 4096 + 65536])
    file.write_bytes(content)
    again = opened()
    assert again.desk.store.restored is not None
    with again.desk.store.reading() as view:
        assert view.state.get(SENT_NAME) == view.outbox.head()[0]


def test_closing_twice_is_harmless(opened):
    found = opened()
    found.close()
    found.close()
    assert opened().desk.store.restored is None


def test_what_the_county_sets_counts_at_once_and_at_every_start_but_never_devices_or_clerk(opened, tmp_path):
    home = tmp_path / "home"
    settings.save(home, Settings(station="990101-0001", clerk="李样例", devices=Devices(printer="file:/a")))
    found = opened(county="http://county.example")
    parts = {"all": {"hotline": "1", "window": "9"}, "990101-0001": {"window": "2"}, "990101-0002": {"window": "7"}}
    settings.change(home, lambda now: settings.with_county(now, parts))
    found.desk.bus.publish(Changed(frozenset({Kind.SETTINGS})))
    used = found.desk.settings
    assert (used.site.hotline, used.site.window, used.county) == ("1", "2", "http://county.example")
    with found.desk.store.unit("exchange") as unit:
        unit.state.set(SETTINGS_NAME, parts)
    found.apply_settings(replace(used, site=replace(used.site, hotline="typed here")))
    found.close()
    again = opened().desk.settings
    assert (again.site.hotline, again.clerk, again.devices.printer) == ("1", "李样例", "file:/a")


def test_reopening_lets_go_and_the_doctor_waits_for_the_first_look(opened, tmp_path):
    with SimulatedSam(tmp_path / "reader") as sam:
        found = opened(devices=Devices(reader=f"serial:{sam.device}"), county="http://127.0.0.1:9")
        found.begin()
        probe = found.probes().reader
        assert "正常" in probe()
        sam.unplug()
        found.reopen()
        with pytest.raises(DeviceTrouble, match="R101"):
            probe()
        sam.plug()
        found.reopen()
        assert "正常" in probe()
        found.close()


def test_a_device_taken_into_use_is_kept_and_works_at_once(opened, tmp_path):
    with SimulatedSam(tmp_path / "reader") as sam:
        found = opened()
        found.begin()
        here = FoundDevice(DeviceKind.READER, "读卡器", "在。", f"serial:{sam.device}")
        assert "正常" in found.try_address(here)
        found.use(here)
        assert settings.load(tmp_path / "home").devices.reader == here.address
        told, _ = heard(found.desk.bus, CardRead)
        sam.place(PEOPLE[0])
        assert told.wait(SECONDS)
        found.close()
