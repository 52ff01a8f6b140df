"""The receipt in the window: nobody waits for a printer, near end and doubt are said, nothing is printed twice."""

import threading
import time

import pytest
import sample_day
from PySide6.QtCore import Qt

from windowdesk.casework import inbox, receipts
from windowdesk.casework.print_job import PrintState
from windowdesk.devices import escpos_printer
from windowdesk.devices.printer_model import Condition
from windowdesk.domain.intake import Step
from windowdesk.gui.settings_cards import DevicesCard

CUT = b"\x1dV\x42\x00"


@pytest.fixture
def ready(window, settled, on_desk):
    """A flow that stands before its save."""
    window.show_page("intake", on_desk(window, sample_day.draft, 0).id)
    settled(window)
    return window.page("intake")


def step(flow):
    return flow.steps[Step.RECEIPT].ui


def states(window, flow, on_desk):
    """Sorted: the clock of the tests stands still."""
    jobs = on_desk(window, receipts.jobs, flow.saving.received.case.id)
    return sorted((job.state for job in jobs), key=lambda state: state.value)


def test_the_desk_answers_while_the_printer_is_slow(window, ready, printer, on_desk, qtbot, settled):
    printer.order(slow=1500)
    ready.onward()
    qtbot.waitUntil(lambda: bool(printer.jobs), timeout=10_000)
    begun = time.perf_counter()
    assert states(window, ready, on_desk) == [PrintState.QUEUED]
    assert on_desk(window, inbox.rows) == (), "what is being printed now is no question"
    assert time.perf_counter() - begun < 1
    assert not printer.jobs[0].read_bytes().endswith(CUT), "it was still printing"
    printer.order(slow=0)
    settled(window)
    assert states(window, ready, on_desk) == [PrintState.CONFIRMED]
    assert "已打出" in step(ready).printState.words()


def test_the_next_villager_is_not_told_of_the_last_ones_receipt(window, ready, printer, on_desk, qtbot, settled):
    printer.order(slow=1500)
    ready.onward()
    qtbot.waitUntil(lambda: bool(printer.jobs), timeout=10_000)
    case_id = ready.saving.received.case.id
    ready.saving.forget()
    printer.order(slow=0)
    settled(window)
    assert ready.saving.job is None
    assert [job.state for job in on_desk(window, receipts.jobs, case_id)] == [PrintState.CONFIRMED]


def test_the_end_of_the_roll_is_said_with_the_receipt(window, ready, printer, settled):
    printer.order(near_end_after=300)
    ready.onward()
    settled(window)
    assert "已打出" in step(ready).printState.words()
    words = step(ready).printDetail.plain()
    assert "交给群众" in words
    assert "P312" in words


def test_a_silent_printer_is_asked_about_and_printed_again_only_when_the_clerk_says_so(
    window, ready, printer, settled, on_desk, monkeypatch
):
    monkeypatch.setattr(escpos_printer, "PROOF_SECONDS_OF_THE_SILENT", 0.3)
    printer.become(Condition.SILENT)
    ready.onward()
    settled(window)
    assert "P305" in step(ready).printDetail.plain()
    assert not step(ready).reprint.isVisible()
    assert not step(ready).printNow.isVisible()
    assert len(printer.jobs) == 1
    printer.become(Condition.READY)
    step(ready).didNot.click()
    settled(window)
    assert states(window, ready, on_desk) == [PrintState.CONFIRMED, PrintState.DID_NOT]
    assert len(printer.jobs) == 2
    assert "补打".encode("gbk") not in printer.jobs[1].read_bytes()


def test_a_reprint_is_asked_for_marked_and_counted(window, ready, printer, settled, on_desk):
    ready.onward()
    settled(window)
    step(ready).reprint.click()
    settled(window)
    assert "补打 第 1 次".encode("gbk") in printer.jobs[1].read_bytes()
    jobs = on_desk(window, receipts.jobs, ready.saving.received.case.id)
    assert sorted(job.copy for job in jobs) == [0, 1]


def test_a_reprint_that_did_not_come_out_is_printed_again_as_that_reprint(
    window, ready, printer, settled, on_desk, qtbot
):
    ready.onward()
    settled(window)
    printer.become(Condition.PAPER_OUT)
    step(ready).reprint.click()
    settled(window)
    assert "P302" in step(ready).printDetail.plain()
    printer.become(Condition.READY)
    step(ready).printNow.click()
    settled(window)
    qtbot.waitUntil(lambda: len(printer.jobs) == 2)
    assert "补打 第 1 次".encode("gbk") in printer.jobs[1].read_bytes()


def test_a_receipt_that_failed_when_its_villager_had_left_is_told_by_name(window, ready, printer, settled, qtbot):
    hold = threading.Event()
    window.place.printers.put(lambda: hold.wait(10))
    printer.become(Condition.PAPER_OUT)
    ready.onward()
    qtbot.waitUntil(lambda: ready.saving.done, timeout=10_000)
    case = ready.saving.received.case
    ready.begin()
    qtbot.waitUntil(lambda: not ready.saving.done and ready.here() is Step.PERSON, timeout=10_000)
    hold.set()
    settled(window)
    banner = window.ui.banner
    assert banner.code == "P302"
    assert case.applicant.name in banner.happened.text()
    assert case.number in banner.happened.text()
    assert ready.saving.trouble is None


def test_a_receipt_that_failed_behind_another_page_is_told_there(window, ready, printer, settled, qtbot):
    hold = threading.Event()
    window.place.printers.put(lambda: hold.wait(10))
    printer.become(Condition.PAPER_OUT)
    ready.onward()
    qtbot.waitUntil(lambda: ready.saving.done, timeout=10_000)
    number = ready.saving.received.case.number
    window.show_page("worklist")
    hold.set()
    settled(window)
    assert window.ui.banner.code == "P302"
    assert number in window.ui.banner.happened.text()


def test_the_settings_name_the_model_and_the_next_receipt_is_made_for_it(window, ready, printer, settled, counter):
    window.show_page("settings")
    settled(window)
    model = window.page("settings").card(DevicesCard).ui.model
    model.setCurrentIndex(model.findData("pos-5890"))
    window.page("settings").key_save()
    settled(window)
    assert counter.settings.devices.printer_model == "pos-5890"


@pytest.mark.parametrize(("button", "state"), [("cameOut", PrintState.CAME_OUT), ("didNot", PrintState.DID_NOT)])
def test_a_print_of_unknown_fate_is_answered_in_the_inbox(
    window, ready, printer, settled, on_desk, monkeypatch, button, state, qtbot
):
    monkeypatch.setattr(escpos_printer, "PROOF_SECONDS_OF_THE_SILENT", 0.3)
    printer.become(Condition.SILENT)
    ready.onward()
    settled(window)
    case_id = ready.saving.received.case.id
    (row,) = on_desk(window, inbox.rows)
    window.show_page("inbox", row.id)
    settled(window)
    page = window.page("inbox")
    assert page.ui.cameOut.isVisible()
    assert not page.ui.act.isVisible()
    qtbot.keyClick(page.ui.rows, Qt.Key.Key_Return)
    settled(window)
    assert [job.state for job in on_desk(window, receipts.jobs, case_id)] == [PrintState.UNKNOWN]
    getattr(page.ui, button).click()
    settled(window)
    assert [job.state for job in on_desk(window, receipts.jobs, case_id)] == [state]
    assert on_desk(window, inbox.rows) == ()
    assert not page.ui.cameOut.isVisible()
