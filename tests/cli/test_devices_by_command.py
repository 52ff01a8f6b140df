"""The device doctor by command: find, take into use, test for good, open anew."""

import json
import zipfile

import pytest
from cups_server import MISSING, CupsServer

from windowdesk import settings as settings_file
from windowdesk.devices.finding import around, scanners, serial_ports
from windowdesk.devices.simulated_evaluator import SimulatedEvaluator
from windowdesk.domain.found_devices import DeviceKind


@pytest.fixture
def counter(monkeypatch, tmp_path, reader):
    """What this PC has: a folder for scans, and a serial port with the simulated reader behind it."""

    class Port:
        device, vid, pid = reader.device, 0x1A86, 0x7523

    folder = tmp_path / "扫描"
    folder.mkdir()
    looks = {
        "串口": (DeviceKind.READER, lambda: serial_ports.look(lambda: [Port()])),
        "扫描文件夹": (DeviceKind.SCANNER, lambda: scanners.folders(tmp_path, [""])),
    }
    real = around.find
    monkeypatch.setattr(around, "find", lambda used, ask_serial=False: real(used, ask_serial=ask_serial, looks=looks))
    return folder


def test_finding_needs_no_store_and_asks_no_serial_port(windowdesk, counter, reader):
    told = windowdesk("doctor", "--find")
    assert told.exit == 0
    assert [(one["kind"], one["address"], one["ask_first"], one["in_use"]) for one in told.json["found"]] == [
        ("reader", f"serial:{reader.device}", True, False),
        ("scanner", f"folder:{counter}", False, False),
    ]
    assert not (windowdesk.home / "store.db").exists()
    said = windowdesk("doctor", "--find", as_json=False).out
    assert "要问一问" in said
    assert "windowdesk doctor --use" in said


def test_a_serial_port_is_asked_on_request(windowdesk, counter):
    told = windowdesk("doctor", "--find", "--ask-serial")
    assert [one["ask_first"] for one in told.json["found"]] == [False, False]


def test_what_was_found_is_looked_at_and_taken_into_use(enrolled, counter, reader):
    assert enrolled("doctor", "--use", f"folder:{counter}").exit == 0
    assert enrolled("doctor", "--use", f"serial:{reader.device}").exit == 0
    devices = settings_file.load(enrolled.home).devices
    assert (devices.reader, devices.scanner) == (f"serial:{reader.device}", f"folder:{counter}")
    assert [one["in_use"] for one in enrolled("doctor", "--find").json["found"]] == [True, True]


def test_what_is_not_there_or_does_not_answer_is_not_taken_into_use(enrolled, counter, reader):
    assert enrolled("doctor", "--use", "sane:elsewhere").code == "N792"
    address = f"serial:{reader.device}"
    reader.unplug()
    told = enrolled("doctor", "--use", address)
    assert (told.exit, settings_file.load(enrolled.home).devices.reader) != (0, address)


def test_a_test_reads_a_card_and_tells_nothing_of_it(enrolled, reader):
    from windowdesk.devices.simulated_people import PEOPLE

    reader.place(PEOPLE[0])
    told = enrolled("doctor", "--test", "reader", "--reader", f"serial:{reader.device}")
    assert told.exit == 0
    assert PEOPLE[0].name not in told.out + told.err
    assert PEOPLE[0].number not in told.out + told.err


def test_a_test_prints_a_slip(enrolled, printer):
    assert enrolled("doctor", "--test", "printer", "--printer", printer.address).exit == 0
    assert len(printer.jobs) == 1


@pytest.fixture
def evaluator_port(monkeypatch):
    """A serial port of this PC with the simulated evaluator behind it."""
    with SimulatedEvaluator("4", terminal=True) as evaluator:

        class Port:
            device, vid, pid = evaluator.address.removeprefix("serial:"), None, None

        looks = {"串口": (DeviceKind.READER, lambda: serial_ports.look(lambda: [Port()]))}
        real = around.find
        monkeypatch.setattr(
            around, "find", lambda used, ask_serial=False: real(used, ask_serial=ask_serial, looks=looks)
        )
        yield evaluator


def test_an_evaluator_is_found_taken_into_use_and_tested(enrolled, evaluator_port):
    address = evaluator_port.address
    assert [one["kind"] for one in enrolled("doctor", "--find").json["found"]] == ["reader"]
    asked = enrolled("doctor", "--find", "--ask-serial").json["found"]
    assert [(one["kind"], one["address"]) for one in asked] == [("evaluator", address)]
    assert "PJQ-SIM" in enrolled("doctor", "--use", address).json["sentence"]
    assert settings_file.load(enrolled.home).devices.evaluator == address
    assert [(one["kind"], one["in_use"]) for one in enrolled("doctor", "--find").json["found"]] == [("evaluator", True)]
    told = enrolled("doctor", "--test", "evaluator")
    assert (told.exit, "收到了“满意”" in told.json["sentence"]) == (0, True)


@pytest.mark.parametrize(("answer", "words"), [("1", "非常不满意"), ("skip", "不评价"), ("timeout", "没有人按")])
def test_an_evaluator_on_the_network_is_tested_and_no_rating_is_kept(enrolled, answer, words):
    with SimulatedEvaluator(answer) as device:
        told = enrolled("doctor", "--test", "evaluator", "--evaluator", device.address)
        assert (told.exit, words in told.json["sentence"]) == (0, True)
    assert enrolled("doctor", "--test", "evaluator").code == "V901"


def test_what_is_printed_is_counted_and_a_new_roll_is_told_by_command(enrolled, printer):
    address = f"{printer.address}?model=pos-5890"
    printer.order(model="pos-5890")
    lasts = enrolled("doctor", "--new-roll", "--printer", address).json["slips_left"]
    assert enrolled("doctor", "--test", "printer", "--printer", address).exit == 0
    assert enrolled("settings", "set", "devices.roll_m", "2").exit == 0
    rows = enrolled("doctor", "--printer", address).json["rows"]
    assert [(row["health"], row["code"]) for row in rows if row["part"] == "printer"] == [("note", "P321")]
    assert enrolled("settings", "set", "devices.roll_m", "0").exit == 0
    assert enrolled("doctor", "--same-roll", "--printer", address).json["slips_left"] <= lasts
    assert enrolled("doctor", "--new-roll", "--printer", address).json["slips_left"] >= lasts


def test_a_roll_of_no_printer_and_of_no_length_is_refused(enrolled):
    assert enrolled("doctor", "--new-roll").code == "P301"
    assert enrolled("settings", "set", "devices.roll_m", "2000").exit == 3


def test_a_test_of_a_folder_leaves_its_pages(enrolled, tmp_path, page):
    assert enrolled("doctor", "--test", "scanner", "--scanner", f"folder:{tmp_path}").exit == 0
    assert page.exists()


def test_a_test_scans_a_page_and_keeps_nothing(enrolled, tmp_path):
    told = enrolled("doctor", "--test", "scanner", "--scanner", "simulated:")
    assert told.exit == 0
    assert "没有留下" in told.json["sentence"]


def test_a_device_that_is_not_set_says_so(enrolled):
    assert enrolled("doctor", "--test", "printer").code == "P301"


@pytest.mark.skipif(bool(MISSING), reason=f"CUPS is not installed here: {', '.join(MISSING)}")
def test_an_a4_printer_prints_a_page_that_is_followed_to_its_end(enrolled, monkeypatch):
    with CupsServer() as cups:
        for name, value in cups.environment.items():
            monkeypatch.setenv(name, value)
        told = enrolled("doctor", "--test", "office", "--queue", "office")
        assert (told.exit, told.json["sure"], len(cups.jobs)) == (0, False, 1)
        assert "打完了一页" in told.json["sentence"]
        assert enrolled("doctor", "--test", "office", "--queue", "nowhere").code == "P317"


def test_a_second_screen_that_is_not_there_is_told_also_where_nothing_can_be_shown(enrolled, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    told = enrolled("doctor", "--test", "screen")
    assert (told.exit, told.code) == (4, "V911")


def test_opening_anew_ends_with_the_report(enrolled, reader):
    told = enrolled("doctor", "--reopen", "--reader", f"serial:{reader.device}")
    assert {row["part"]: row["health"] for row in told.json["rows"]}["reader"] == "good"


def test_the_support_bundle_is_written_and_says_what_is_inside(enrolled, counter, tmp_path):
    file = tmp_path / "help.zip"
    told = enrolled("doctor", "--bundle", str(file), as_json=False)
    assert told.exit == 0
    assert "没有任何人的姓名" in told.out
    with zipfile.ZipFile(file) as whole:
        assert json.loads(whole.read("store.json"))["open"] is True
        assert {one["kind"] for one in json.loads(whole.read("devices.json"))} == {"reader", "scanner"}


def test_a_store_that_does_not_open_has_a_bundle_too(enrolled, counter, tmp_path, monkeypatch):
    monkeypatch.setenv("WINDOWDESK_PASSPHRASE", "wrong")
    file = tmp_path / "help.zip"
    told = enrolled("doctor", "--bundle", str(file))
    assert told.exit == 0
    assert told.json["parts"][0] == "versions.json"
    with zipfile.ZipFile(file) as whole:
        assert [one["code"] for one in json.loads(whole.read("report.json"))] == ["T506"]


def test_a_bundle_that_cannot_be_written_is_told(enrolled, counter, tmp_path):
    assert enrolled("doctor", "--bundle", str(tmp_path / "nowhere" / "help.zip")).code == "T522"
