"""Finding devices: real pyusb on a bus of our own, real pcscd, real scanimage, real cupsd, a reader at its terminal."""

from __future__ import annotations

import errno
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from cups_server import MISSING, CupsServer

from card_service import CardService, why_not
from windowdesk.devices import address, evaluator, evaluator_address, printer_address
from windowdesk.devices.finding import (
    around,
    cameras,
    known_numbers,
    print_queues,
    scanners,
    screens,
    serial_ports,
    smart_cards,
    usb_devices,
)
from windowdesk.devices.printer_model import Condition, PrinterModel
from windowdesk.devices.sam_frames import SAM_STATUS
from windowdesk.devices.sam_model import SamModel
from windowdesk.devices.simulated_evaluator import Fault, SimulatedEvaluator
from windowdesk.devices.simulated_sam import SimulatedSam
from windowdesk.documents import page_check
from windowdesk.domain.found_devices import DeviceKind, FoundDevice, in_use, taken_into_use
from windowdesk.settings import Devices

from .terminal import Terminal
from .usb_bus import BULK, Bus, Plugged


class Thing(Plugged):
    """Anything on USB."""

    def __init__(
        self, vendor: int, product: int, kind: int = 0xFF, serial: str = "A1", refuses: int | None = None
    ) -> None:
        self.ids, self.interface_class, self.serial, self.refuses = (vendor, product), kind, serial, refuses

    @property
    def endpoints(self) -> list[tuple[int, int]]:
        return [(0x01, BULK)]

    def takes(self, endpoint: int, data: bytes) -> None:
        pytest.fail("looking must not write to a device")

    def gives(self, endpoint: int, room: int) -> bytes:
        pytest.fail("looking must not read from a device")


PRINTER, CARDS, DISK = 0x07, 0x0B, 0x08


def test_the_standard_card_reader_is_proposed_with_its_driver() -> None:
    (found,) = usb_devices.look(Bus(Thing(0x0400, 0xC35A), Thing(0x1234, 0x5678, DISK)))
    assert (found.kind, found.address, found.usable) == (DeviceKind.READER, "usb:", True)


def test_a_reader_of_a_maker_says_that_it_needs_the_makers_library() -> None:
    (found,) = usb_devices.look(Bus(Thing(0x10C4, 0x8A1B)))
    assert not found.usable
    assert "厂家" in found.to_do


@pytest.mark.parametrize(("thing", "code"), [((0x0400, 0xC35A), "R114"), ((0x0416, 0x5011, PRINTER), "P319")])
def test_a_device_this_user_may_not_use_says_so(thing: tuple[int, ...], code: str) -> None:
    (found,) = usb_devices.look(Bus(Thing(*thing, refuses=errno.EACCES)))
    assert (found.code, found.usable, bool(found.to_do)) == (code, False, True)


def test_a_receipt_printer_is_proposed_and_two_of_a_kind_are_told_apart() -> None:
    (one,) = usb_devices.look(Bus(Thing(0x0416, 0x5011, PRINTER)))
    assert (one.address, one.ask_first) == ("usb:0416:5011", False)
    pair = usb_devices.look(Bus(Thing(0x0416, 0x5011, PRINTER, "A1"), Thing(0x0416, 0x5011, PRINTER, "B2")))
    assert [two.address for two in pair] == ["usb:0416:5011:A1", "usb:0416:5011:B2"]


def test_a_printer_nobody_knows_is_named_and_not_written_to() -> None:
    (found,) = usb_devices.look(Bus(Thing(0x03F0, 0x1234, PRINTER)))
    assert (found.kind, found.ask_first) == (DeviceKind.PRINTER, True)


def test_every_number_in_the_table_is_written_as_it_is_compared() -> None:
    table = known_numbers.table()
    for one in (*table.readers, *table.serial, *table.receipt_printers):
        vendor, product = (int(half, 16) for half in one.id.split(":"))
        assert one.id == known_numbers.text_of(vendor, product)
    assert {one.driver for one in table.readers} <= {"usb", "vendor"}


def port(device: str, vid: int | None = 0x1A86, pid: int | None = 0x7523) -> SimpleNamespace:
    return SimpleNamespace(device=device, vid=vid, pid=pid)


def test_a_serial_port_is_named_by_its_chip_and_left_alone(tmp_path: Path) -> None:
    with SimulatedSam(tmp_path / "reader") as sam:
        (found,) = serial_ports.look(lambda: [port(sam.device)])
        assert ("CH340" in found.title, found.ask_first) == (True, True)


def test_a_reader_behind_a_serial_port_answers_when_asked(tmp_path: Path) -> None:
    with SimulatedSam(tmp_path / "reader") as sam:
        (seen,) = serial_ports.look(lambda: [port(sam.device)])
        found = serial_ports.ask(seen)
    assert (found.kind, found.address, found.ask_first) == (DeviceKind.READER, f"serial:{sam.device}", False)


SILENT = b""
QUESTION_OF_PRINTERS, QUESTION_OF_READERS = b"\x10\x04\x01", SAM_STATUS.to_bytes()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is going to say hello: no need to wait for it as long as for a device."""
    monkeypatch.setattr(evaluator, "HELLO_SECONDS", 0.2)


def asked(device: str) -> FoundDevice:
    (seen,) = serial_ports.look(lambda: [port(device)])
    return serial_ports.ask(seen)


def test_an_evaluator_behind_a_serial_port_answers_when_asked() -> None:
    with SimulatedEvaluator(terminal=True) as device:
        found = asked(device.address.removeprefix("serial:"))
        assert (found.kind, found.address, found.ask_first) == (DeviceKind.EVALUATOR, device.address, False)
        assert "PJQ-SIM" in found.title
        assert evaluator_address.open_evaluator(found.address).look() == "PJQ-SIM", "it is as well as before"
        assert device.asked == [], "no villager was asked"


@pytest.mark.usefixtures("impatient")
def test_an_evaluator_that_is_switched_off_is_not_guessed() -> None:
    with SimulatedEvaluator(terminal=True) as device:
        device.fault = Fault.SILENT
        assert asked(device.address.removeprefix("serial:")).code == "N793"


@pytest.mark.parametrize("condition", [Condition.READY, Condition.PAPER_OUT])
def test_a_printer_that_answers_is_asked_nothing_that_it_could_print(condition: Condition) -> None:
    paper = bytearray()
    model = PrinterModel(paper.extend, lambda whole: None, condition)
    with Terminal(lambda piece: b"\x13\x11" + model.receive(piece)) as line:
        found = asked(line.device)
        assert (found.kind, found.address, found.ask_first) == (
            DeviceKind.PRINTER,
            f"serial:{line.device}?baud=9600",
            False,
        )
        assert bytes(line.heard) == 2 * QUESTION_OF_PRINTERS
    assert paper == b""
    assert printer_address.open_printer(found.address).address == found.address


def test_a_reader_is_never_sent_a_line_of_text() -> None:
    with Terminal(SamModel(speed=115_200).receive) as line:
        assert asked(line.device).kind is DeviceKind.READER
        assert bytes(line.heard) == 4 * QUESTION_OF_PRINTERS + QUESTION_OF_READERS


@pytest.mark.usefixtures("impatient")
def test_the_line_of_text_comes_last_and_only_to_what_answers_nothing() -> None:
    with Terminal(lambda piece: SILENT) as line:
        found = asked(line.device)
        assert (found.kind, found.code, found.usable) == (DeviceKind.PRINTER, "N793", False)
        heard = bytes(line.heard)
    before, _, lines = heard.partition(b"\n")
    assert before == 4 * QUESTION_OF_PRINTERS + 5 * QUESTION_OF_READERS
    hellos = [json.loads(one) for one in lines.split(b"\n") if one]
    assert [one["cmd"] for one in hellos] == ["hello", "hello"], "one at each speed, and never a question to a villager"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "answer",
    [lambda piece: piece, lambda piece: b"boot v1.3 ok\r\n", lambda piece: b"\x12" * 7],
    ids=["both wires joined", "text", "the same byte for ever"],
)
def test_what_only_makes_a_noise_is_no_device(answer: Callable[[bytes], bytes]) -> None:
    with Terminal(answer) as line:
        assert asked(line.device).code


@pytest.mark.parametrize("kind", [DeviceKind.PRINTER, DeviceKind.EVALUATOR])
def test_a_port_that_is_in_use_is_shown_as_what_it_is_used_for_and_never_asked(kind: DeviceKind) -> None:
    with Terminal(lambda piece: SILENT) as line:
        looks = {"串口": (DeviceKind.READER, lambda: serial_ports.look(lambda: [port(line.device)]))}
        used = Devices(**{kind.value: f"serial:{line.device}?baud=19200"})
        (found,) = around.find(used, looks=looks, ask_serial=True)
        assert line.heard == b""
    assert (found.kind, in_use(used, found)) == (kind, True)


def test_an_evaluator_that_was_found_is_taken_into_use() -> None:
    found = FoundDevice(DeviceKind.EVALUATOR, "评价器", "在。", "serial:/dev/ttyUSB1")
    assert taken_into_use(Devices(evaluator="simulated:"), found) == Devices(evaluator="serial:/dev/ttyUSB1")


def test_a_port_that_is_held_or_gone_says_why(tmp_path: Path) -> None:
    import serial

    with SimulatedSam(tmp_path / "reader") as sam:
        (seen,) = serial_ports.look(lambda: [port(sam.device)])
        with serial.Serial(sam.device, exclusive=True):
            assert serial_ports.ask(seen).code == "R109"
    assert serial_ports.ask(FoundDevice(DeviceKind.READER, "", "", f"serial:{tmp_path / 'gone'}")).code == "R101"


@pytest.mark.skipif(bool(why_not()), reason=why_not() or "runs")
def test_card_readers_of_the_service_are_found_and_a_missing_service_only_matters_with_a_reader(
    tmp_path: Path,
) -> None:
    service = CardService(tmp_path)
    service.start()
    try:
        found = smart_cards.look(Bus())
        assert [one.kind for one in found] == [DeviceKind.READER] * 2
        for one in found:
            assert address.open_reader(one.address).address == one.address
    finally:
        service.stop()
    assert smart_cards.look(Bus()) == []
    (told,) = smart_cards.look(Bus(Thing(0x072F, 0x90CC, CARDS)))
    assert (told.code, told.usable) == ("R115", False)


@pytest.mark.skipif(shutil.which("scanimage") is None, reason="scanimage is not installed")
def test_scanners_are_those_of_sane(tmp_path: Path) -> None:
    (tmp_path / "dll.conf").write_text("test\n")
    (tmp_path / "test.conf").write_text("number_of_devices 2\n")
    found = scanners.look({"SANE_CONFIG_DIR": str(tmp_path)})
    assert [one.address for one in found] == ["sane:test:0", "sane:test:1"]
    assert address.open_scanner(found[0].address, page_check.check).address == "sane:test:0"


def test_without_the_scan_program_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert [one.code for one in scanners.look()] == ["S216"]


def test_folders_for_scans_are_known_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "桌面" / "扫描").mkdir(parents=True)
    (tmp_path / "Music").mkdir()
    assert [one.address for one in scanners.folders(tmp_path)] == [f"folder:{tmp_path / '桌面' / '扫描'}"]


def test_a_camera_is_one_however_many_nodes_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, index in (("video0", "0"), ("video1", "1")):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "index").write_text(index)
        (tmp_path / "class" / name / "name").write_text("Document Camera\n")
        (tmp_path / name).touch()
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    (found,) = cameras.look(tmp_path / "class", tmp_path)
    assert found.address == f"camera:{tmp_path}/video0"
    program.unlink()
    assert [one.code for one in cameras.look(tmp_path / "class", tmp_path)] == ["S223"]
    (tmp_path / "video0").unlink()
    assert [one.code for one in cameras.look(tmp_path / "class", tmp_path)] == ["S215"]


@pytest.fixture(scope="module")
def cups() -> Iterator[CupsServer]:
    with CupsServer() as server:
        yield server


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=f"CUPS is not installed here: {', '.join(MISSING)}")
def test_queues_are_for_receipts_or_for_pages(cups: CupsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in cups.environment.items():
        monkeypatch.setenv(name, value)
    assert [(one.kind, one.address) for one in print_queues.look()] == [
        (DeviceKind.PRINTER, "cups:receipt"),
        (DeviceKind.OFFICE, ""),
    ]


def test_no_print_system_is_no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert print_queues.look() == []


def test_a_second_screen_is_two_that_are_connected(tmp_path: Path) -> None:
    for name, status in (("card0-HDMI-A-1", "connected"), ("card0-DP-1", "disconnected")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "status").write_text(f"{status}\n")
    assert screens.look(tmp_path) == []
    (tmp_path / "card0-DP-1" / "status").write_text("connected\n")
    assert [one.kind for one in screens.look(tmp_path)] == [DeviceKind.SCREEN]


GOOD = FoundDevice(DeviceKind.SCANNER, "扫描仪", "在。", "sane:a")


def test_a_look_that_hangs_or_fails_is_one_row_and_the_others_stay() -> None:
    release = threading.Event()

    def hangs() -> list[FoundDevice]:
        release.wait(30)
        return []

    def fails() -> list[FoundDevice]:
        raise RuntimeError("a driver of somebody's")

    looks = {
        "甲": (DeviceKind.READER, hangs),
        "乙": (DeviceKind.PRINTER, fails),
        "丙": (DeviceKind.SCANNER, lambda: [GOOD]),
    }
    started = time.monotonic()
    found = around.find(Devices(), looks=looks, patience=3.0)
    release.set()
    assert time.monotonic() - started < 20
    assert [(one.code, one.address) for one in found] == [("N791", ""), ("", "sane:a"), ("Z000", "")]


def test_serial_ports_are_asked_on_request_and_never_those_in_use(tmp_path: Path) -> None:
    with SimulatedSam(tmp_path / "a") as one, SimulatedSam(tmp_path / "b") as other:
        looks = {"串口": (DeviceKind.READER, lambda: serial_ports.look(lambda: [port(one.device), port(other.device)]))}
        used = Devices(reader=f"serial:{other.device}")
        assert [found.ask_first for found in around.find(used, looks=looks)] == [True, True]
        asked = {found.address: found.ask_first for found in around.find(used, looks=looks, ask_serial=True)}
    assert asked == {f"serial:{one.device}": False, f"serial:{other.device}": True}


def test_the_real_look_around_ends_whatever_this_pc_has() -> None:
    assert all(one.title and one.sentence for one in around.find(Devices()))


READER = FoundDevice(DeviceKind.READER, "读卡器", "在。", "pcsc:Desk")


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "pcsc:Desk"), ("usb:", "usb:;pcsc:Desk"), ("simulated:", "pcsc:Desk"), ("pcsc:Desk?x=1", "pcsc:Desk?x=1")],
)
def test_a_reader_stands_beside_other_readers(before: str, after: str) -> None:
    assert taken_into_use(Devices(reader=before), READER).reader == after


def test_a_scanner_replaces_what_was_set_and_a_screen_sets_nothing() -> None:
    before = Devices(scanner="folder:/x", printer="cups:a")
    assert taken_into_use(before, GOOD) == Devices(scanner="sane:a", printer="cups:a")
    assert taken_into_use(before, FoundDevice(DeviceKind.SCREEN, "副屏", "在。")) == before
    assert in_use(Devices(scanner="sane:a?mode=color"), GOOD)
