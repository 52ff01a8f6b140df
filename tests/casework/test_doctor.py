"""The device doctor: every part has a state, one sentence, and a way round it."""

from dataclasses import replace

import pytest

from windowdesk.casework import doctor, probing
from windowdesk.casework.doctor import Health, Probes
from windowdesk.devices import scanner_look
from windowdesk.devices.ports import PrinterState
from windowdesk.errors import NO_CARD, READER_SILENT, DeviceTrouble
from windowdesk.storage.audit import AuditProof


def row(rows, part):
    return next(one for one in rows if one.part == part)


def test_parts_that_are_not_set_up_are_no_faults(desk):
    rows = doctor.report(desk, Probes())
    assert {one.health for one in rows[:7]} == {Health.ABSENT}
    assert not [one for one in rows if one.health is Health.BAD]


def test_every_row_says_something(desk):
    assert all(one.sentence for one in doctor.report(desk, Probes()))


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
    found = row(doctor.outside(Probes(reader=probing.reader(lambda: reader))), "reader")
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


def test_what_is_not_there_is_no_fault(desk):
    class Pages:
        def queues(self):
            return ()

    rows = doctor.outside(Probes(office=probing.office(Pages), screen=probing.screen(lambda: 1)))
    assert {row(rows, "office").health, row(rows, "screen").health} == {Health.ABSENT}
    assert "没有装" in row(rows, "office").sentence


def test_a_scan_folder_must_be_there(tmp_path):
    there = Probes(scanner=lambda: scanner_look.look(f"folder:{tmp_path}"))
    assert row(doctor.outside(there), "scanner").health is Health.GOOD
    gone = Probes(scanner=lambda: scanner_look.look(f"folder:{tmp_path / 'gone'}"))
    assert row(doctor.outside(gone), "scanner").code == "S201"


def test_a_missing_scan_program_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    found = row(doctor.outside(Probes(scanner=lambda: scanner_look.look("sane:test:0"))), "scanner")
    assert found.code == "S216"


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
