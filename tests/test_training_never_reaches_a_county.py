"""Training 演示: four walls between its data and any county, each shown to hold alone."""

import json
import shutil
import threading
from dataclasses import replace

import pytest
import sample_day

from county import contract as county_contract
from windowdesk.app import open_desk, open_training
from windowdesk.casework import receipts, training
from windowdesk.devices.simulated_people import PEOPLE
from windowdesk.domain.device_news import CardRead
from windowdesk.errors import InputRefused, StoreTrouble
from windowdesk.storage import vault

SECONDS = 20
COUNTY = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch):
    monkeypatch.setattr(vault, "_ARGON2_KIB", 1024)


@pytest.fixture
def home(tmp_path):
    return training.home_of(tmp_path / "desk")


@pytest.fixture
def opened(home):
    found = open_training(home)
    yield found
    found.close()


@pytest.fixture
def case(opened):
    return sample_day.received(opened.desk, 0)


@pytest.fixture
def event(opened, case):
    """The sealed event of a case of training."""
    with opened.desk.store.reading() as view:
        (event, _), *_ = view.outbox.of_case(case.id)
        return json.loads(event.text)


def test_first_wall_the_ordinary_program_cannot_open_the_store(opened, case, home):
    opened.close()
    with pytest.raises(StoreTrouble):
        open_desk(home, passphrase=training.PASSPHRASE)


def test_first_wall_nor_its_second_copy(opened, case, home):
    opened.close()
    (home / "desk.db").unlink()
    with pytest.raises(StoreTrouble):
        open_desk(home, passphrase=training.PASSPHRASE)


def test_first_wall_nor_can_training_open_the_store_of_a_station(tmp_path):
    open_desk(tmp_path / "station", passphrase=training.PASSPHRASE).close()
    with pytest.raises(StoreTrouble):
        open_training(tmp_path / "station")


def test_second_wall_there_is_no_line_no_stick_and_no_enrolment(opened, case):
    opened.apply_settings(replace(opened.desk.settings, county=COUNTY))
    opened.begin()
    assert not [thread for thread in threading.enumerate() if thread.name == "exchange"]
    for way in (opened.run_exchange, opened.relay, lambda: opened.enrol(COUNTY, "CODE-0001")):
        with pytest.raises(InputRefused) as refused:
            way()
        assert refused.value.code == "T521"


def test_third_wall_no_county_that_keeps_the_contract_takes_the_event(event):
    assert event["station"] == training.STATION
    fault = county_contract.fault("event.json", event)
    assert fault is not None
    assert fault.field == "/station"
    assert county_contract.fault("event.json", event | {"station": "990101-0001"}) is None


def test_fourth_wall_the_event_stops_being_true_when_somebody_renames_the_station(event, opened):
    from windowdesk.wire.canonical import is_signed

    key = opened.desk.station_key.public_key()
    assert is_signed(event, key)
    assert not is_signed(event | {"station": "990101-0001"}, key)


def test_training_has_the_whole_counter_simulated(opened):
    told, cards = threading.Event(), []
    opened.desk.bus.subscribe(CardRead, lambda news: (cards.append(news.card), told.set()))
    opened.begin()
    assert not told.wait(0.3)
    opened.next_card()
    assert told.wait(SECONDS)
    assert cards[0] == PEOPLE[0]


def test_each_sheet_of_the_simulated_scanner_is_another_one(opened, tmp_path):
    pages = opened.scanner().scan(tmp_path, feeder=True)
    assert len({page.read_bytes() for page in pages}) == 3


def test_a_receipt_comes_out_as_a_picture_with_the_watermark(opened, case):
    assert opened.last_receipt() is None
    receipts.print_receipt(opened.desk, case.id, opened.printer())
    picture = opened.last_receipt()
    assert picture is not None
    assert "演示" in picture.with_suffix(".txt").read_text("utf-8")


def test_training_stands_beside_the_station_and_touches_nothing_of_it(tmp_path):
    station = tmp_path / "desk"
    open_desk(station, passphrase="x").close()
    before = {file: file.read_bytes() for file in station.rglob("*") if file.is_file()}
    open_training(training.home_of(station)).close()
    assert {file: file.read_bytes() for file in before} == before
    shutil.rmtree(training.home_of(station))
