"""The device doctor: every part has a state, one sentence, and a way round it."""

from dataclasses import replace

import pytest

from windowdesk.casework import doctor, probing
from windowdesk.casework.doctor import Health, Probes
from windowdesk.devices import scanner_look, wia_scan
from windowdesk.devices.ports import PrinterState, QueueName
from windowdesk.errors import NO_CARD, READER_SILENT, DeviceTrouble, all_messages
from windowdesk.storage.audit import AuditProof


def row(rows, part):
    return next(one for one in rows if one.part == part)


def test_parts_that_are_not_set_up_are_no_faults(desk):
    rows = doctor.report(desk, Probes())
    assert {one.health for one in rows[:7]} == {Health.ABSENT}
    assert not [one for one in rows if one.health is Health.BAD]


def test_every_row_says_something(desk):
    assert all(one.sentence for one in doctor.report(desk, Probes()))


def test_a_reader_that_is_pulled_out_is_told_though_another_works():
    both = [Reader(READER_SILENT), Reader(NO_CARD)]
    assert row(doctor.outside(Probes(reader=probing.readers(lambda: both))), "reader").code == "R106"


class Reader:
    address = "serial:/dev/none"

    def __init__(self, trouble=None):
        self.trouble = trouble
        self.closed = False

    def read(self, timeout, cancelled=None):
        if self.trouble:
            raise DeviceTrouble(self.trouble)

    def close(self):
        self.closed = True


@pytest.mark.parametrize(
    ("trouble", "health"), [(NO_CARD, Health.GOOD), (None, Health.GOOD), (READER_SILENT, Health.BAD)]
)
def test_a_reader_without_a_card_is_well(desk, trouble, health):
    reader = Reader(trouble)
    found = row(doctor.outside(Probes(reader=probing.readers(lambda: [reader]))), "reader")
    assert found.health is health
    assert reader.closed
    assert health is Health.GOOD or ("手工输入" in found.to_do and found.code == "R106")


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (PrinterState.READY, ""),
        (PrinterState.PAPER_LOW, "P312"),
        (PrinterState.UNKNOWN, ""),
        (PrinterState.PAPER_OUT, "P302"),
        (PrinterState.COVER_OPEN, "P303"),
        (PrinterState.ERROR, "P304"),
        (PrinterState.OFFLINE, "P301"),
    ],
)
def test_a_printer_says_what_it_lacks(printer, state, code):
    printer.state = lambda: state
    found = row(doctor.outside(Probes(printer=probing.printer(lambda: printer))), "printer")
    assert found.code == code


def test_a_printer_that_does_not_answer_is_never_called_well(printer):
    printer.state = lambda: PrinterState.UNKNOWN
    assert row(doctor.outside(Probes(printer=probing.printer(lambda: printer))), "printer").health is Health.NOTE


class Raw(DeviceTrouble):
    """A trouble whose sentences stand as they are written."""

    happened = property(lambda self: self.message.happened)
    to_do = property(lambda self: self.message.to_do)


@pytest.mark.parametrize(
    ("part", "letter", "way_round"),
    [
        ("reader", "R", "手工输入"),
        ("scanner", "S", "手机拍照"),
        ("printer", "P", "A4"),
        ("office", "P", "另存为文件"),
    ],
)
def test_the_way_round_is_told_once_whatever_the_trouble(part, letter, way_round):
    troubles = [Raw(message) for message in all_messages().values() if message.code.startswith(letter)]
    assert len(troubles) > 10
    for trouble in troubles:
        to_do = doctor.trouble_row(part, "", trouble).to_do
        assert to_do.count(way_round) == 1, to_do


def test_what_is_not_there_is_no_fault(desk):
    class Pages:
        def queues(self):
            return ()

    rows = doctor.outside(Probes(office=probing.office(Pages), screen=probing.screen(lambda: 1)))
    assert {row(rows, "office").health, row(rows, "screen").health} == {Health.ABSENT}
    assert "没有装" in row(rows, "office").sentence


def scanner(address):
    """The doctor's row of a scanner at that address."""
    return row(doctor.outside(Probes(scanner=probing.scanner(lambda: scanner_look.look(address)))), "scanner")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("wia:", "S218"),
        ("camera:/dev/no-such-camera", "S201"),
        ("camera:?size=large", "N790"),
        ("escl:http://127.0.0.1:9/eSCL", "S201"),
        ("simulated:?by=magic", "N790"),
    ],
)
def test_a_scanner_that_cannot_scan_is_never_called_well(address, code, ffmpeg):
    found = scanner(address)
    assert (found.health, found.code) == (Health.BAD, code)


def test_a_camera_without_its_program_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    assert scanner("camera:").code == "S223"


def test_a_camera_that_is_only_known_to_be_plugged_in_is_not_called_well(tmp_path, ffmpeg):
    node = tmp_path / "video0"
    node.touch()
    found = scanner(f"camera:{node}")
    assert (found.health, "试一试" in found.sentence) == (Health.NOTE, True)


def test_a_scanner_that_answers_only_while_it_scans_is_not_called_well(monkeypatch):
    monkeypatch.setattr(wia_scan, "must_be_here", lambda: None)
    assert scanner("wia:").health is Health.NOTE


@pytest.fixture
def ffmpeg(tmp_path, monkeypatch):
    """The camera's program is there."""
    program = tmp_path / "bin" / "ffmpeg"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def test_a_printer_of_the_system_is_not_called_well_before_it_printed():
    class Pages:
        def queues(self):
            return (QueueName("a", "一楼", usual=True), QueueName("b", "二楼", False, PrinterState.PAPER_OUT))

    found = row(doctor.outside(Probes(office=probing.office(Pages))), "office")
    assert found.health is Health.NOTE
    assert "一楼、二楼（没有纸）" in found.sentence


def test_a_scan_folder_must_be_there(tmp_path):
    there = scanner(f"folder:{tmp_path}")
    assert there.health is Health.GOOD
    gone = scanner(f"folder:{tmp_path / 'gone'}")
    assert gone.code == "S201"


def test_a_missing_scan_program_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    assert scanner("sane:test:0").code == "S216"


def test_fonts_that_lack_a_rare_name_are_told():
    found = row(doctor.outside(Probes(fonts=probing.fonts(lambda text: ("䶮",)))), "fonts")
    assert found.code == "D801"


def test_an_audit_log_with_a_gap_is_found(desk, received, monkeypatch):
    received()
    assert row(doctor.inside(desk), "audit").health is Health.GOOD
    monkeypatch.setattr(desk.store, "verify_audit", lambda: AuditProof(1, ("rows 1 to 2 are missing",)))
    assert row(doctor.inside(desk), "audit").health is Health.BAD


def test_before_enrolment_the_doctor_says_so(desk):
    desk.settings = replace(desk.settings, station="")
    assert row(doctor.inside(desk), "station").code == "T512"


def test_a_clock_far_from_the_countys_is_told(desk):
    with desk.store.unit("exchange") as unit:
        unit.state.set("exchange.offset_seconds", 1200)
    found = row(doctor.inside(desk), "clock")
    assert found.health is Health.NOTE
    assert "20 分钟" in found.sentence
