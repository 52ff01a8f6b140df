"""Autosave, cards that contradict what was typed, one save only, and the lamp."""

import threading

import pytest
import sample_day
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from windowdesk.casework import drafts, receipts, receive, worklist
from windowdesk.casework.print_job import PrintState
from windowdesk.devices.printer_model import Condition
from windowdesk.devices.simulated_people import SOCIAL_CARDS
from windowdesk.domain.draft import is_proxy
from windowdesk.domain.intake import Source, Step
from windowdesk.domain.people import Assurance
from windowdesk.errors import DISK_FULL, StoreTrouble
from windowdesk.gui.material_list import USUAL_ROWS, MaterialLine, MaterialList, MaterialRow
from windowdesk.gui.start import make_window


@pytest.fixture
def flow(window, settled):
    window.show_page("intake")
    settled(window)
    return window.page("intake")


@pytest.fixture
def ready(window, flow, settled, on_desk):
    """A flow that stands before its save."""
    draft = on_desk(window, sample_day.draft, 0)
    window.show_page("intake", draft.id)
    settled(window)
    assert flow.here() is Step.CONFIRM
    return flow


def test_every_letter_is_on_disk_before_the_next_pause(window, flow, settled, qtbot, on_desk):
    line = flow.steps[Step.PERSON].ui.applicantName
    qtbot.keyClicks(line, "Wang")
    settled(window)
    kept = on_desk(window, drafts.resume, flow.draft.id)
    assert kept.applicant.text("name") == "Wang"


def test_typed_text_survives_a_window_that_was_never_closed_well(window, flow, settled, qtbot, counter, on_desk):
    qtbot.keyClicks(flow.steps[Step.PERSON].ui.applicantName, "Wang")
    settled(window)
    window.close()
    again = make_window(counter.open, counter.settings)
    again.show()
    qtbot.waitUntil(lambda: again.front == "home", timeout=10_000)
    settled(again)
    rows = on_desk(again, drafts.listing)
    again.show_page("intake", rows[0].id)
    settled(again)
    assert again.page("intake").steps[Step.PERSON].ui.applicantName.text() == "Wang"
    again.close()
    again.deleteLater()


def test_a_card_never_overwrites_what_was_typed_unasked(window, flow, settled, qtbot, counter, make_card):
    person = flow.steps[Step.PERSON]
    qtbot.keyClicks(person.ui.applicantName, "Zhao")
    settled(window)
    counter.lay_card(make_card(name="赵秀英"))
    settled(window)
    assert person.ui.conflictCard.isVisible()
    assert flow.draft.applicant.text("name") == "Zhao"
    row = person.ui.conflictRows.itemAt(0).widget()
    row.buttons[0].click()
    settled(window)
    assert not person.ui.conflictCard.isVisible()
    assert person.ui.applicantName.text() == "赵秀英"
    assert flow.draft.applicant.entries["name"].source is Source.CARD


def test_what_was_typed_may_stay(window, flow, settled, qtbot, counter, make_card):
    person = flow.steps[Step.PERSON]
    qtbot.keyClicks(person.ui.applicantName, "Zhao")
    settled(window)
    counter.lay_card(make_card(name="赵秀英"))
    settled(window)
    person.ui.conflictRows.itemAt(0).widget().buttons[1].click()
    settled(window)
    assert not person.ui.conflictCard.isVisible()
    assert flow.draft.applicant.text("name") == "Zhao"


def test_another_persons_card_is_refused_with_its_code(window, flow, settled, counter, make_card):
    counter.lay_card(make_card())
    settled(window)
    counter.lay_card(make_card(name="钱多多", first17="99010119500101001"))
    settled(window)
    assert window.ui.banner.code == "R110"
    assert flow.draft.applicant.text("name") == "赵秀英"


def test_a_conflict_is_decided_by_the_card_that_differed_not_by_one_laid_down_since(
    window, flow, settled, qtbot, counter, make_card
):
    person = flow.steps[Step.PERSON]
    qtbot.keyClicks(person.ui.applicantName, "Zhao")
    settled(window)
    counter.lay_card(make_card(name="赵秀英"))
    settled(window)
    counter.lay_card(make_card(name="钱多多", first17="99010119500101001"))
    settled(window)
    assert window.ui.banner.code == "R110"
    person.ui.conflictRows.itemAt(0).widget().buttons[0].click()
    settled(window)
    assert flow.draft.applicant.text("name") == "赵秀英"


def test_a_card_merged_late_is_not_put_on_the_form_of_the_next_villager(
    window, flow, settled, qtbot, counter, make_card, on_desk
):
    other = on_desk(window, drafts.start).value
    first = flow.draft.id
    hold = threading.Event()
    window.place.thread.put(lambda: hold.wait(10))
    counter.lay_card(make_card())
    QApplication.processEvents()
    qtbot.keyClicks(flow.steps[Step.PERSON].ui.applicantName, "Z")
    flow.come(other.id)
    hold.set()
    settled(window)
    assert flow.draft.id == other.id
    assert flow.draft.applicant.entries == {}
    kept = on_desk(window, drafts.resume, first)
    assert kept.applicant.text("id_number") in {"", make_card().number}


def test_f2_on_a_new_form_does_not_bring_the_card_of_the_villager_before(window, ready, settled, counter, make_card):
    counter.lay_card(make_card())
    settled(window)
    ready.onward()
    settled(window)
    assert ready.saving.done
    window.show_page("home")
    window.show_page("intake")
    settled(window)
    ready.key_card()
    settled(window)
    assert ready.draft.applicant.text("name") == ""
    assert "请把身份证放到读卡器上" in window.ui.banner.happened.text()


def test_the_rows_of_the_checklist_serve_the_next_villager_empty(window, ready, settled):
    ready.go_to(Step.MATERIALS)
    settled(window)
    materials = ready.steps[Step.MATERIALS].ui.materials
    row = materials.row(materials.here() or "id_card")
    rows = len(materials.findChildren(type(row)))
    ready.go_to(Step.CONFIRM)
    ready.begin()
    settled(window)
    assert row.line is None
    assert not row.isVisible()
    ready.item_chosen(sample_day.code_of(sample_day.ELDER))
    settled(window)
    ready.go_to(Step.MATERIALS)
    settled(window)
    assert len(materials.findChildren(type(row))) == rows
    assert row.line is not None
    assert not row.paper.isChecked()


def test_a_row_of_the_checklist_may_be_wanted_while_rows_are_made_ahead(qtbot):
    rows = MaterialList()
    qtbot.addWidget(rows)
    ahead = rows.build_ahead()
    next(ahead)
    rows.show_lines([MaterialLine("id_card", "身份证", "必要", "", "missing", "还没有")])
    list(ahead)
    assert len(rows.findChildren(MaterialRow)) == USUAL_ROWS


def test_what_is_typed_while_a_card_is_merged_is_not_lost(window, flow, settled, qtbot, counter, make_card):
    hold, begun = threading.Event(), threading.Event()
    window.place.thread.put(lambda: (begun.set(), hold.wait(10)))
    begun.wait(10)
    flow.take_card(make_card())
    qtbot.keyClicks(flow.steps[Step.PERSON].ui.applicantMobile.first, "13800001111")
    qtbot.keyClicks(flow.steps[Step.PERSON].ui.applicantMobile.second, "13800001111")
    hold.set()
    settled(window)
    assert flow.draft.applicant.text("name") == "赵秀英"
    assert flow.draft.applicant.text("mobile") == "13800001111"


def test_a_wrong_number_is_told_beside_its_field(window, flow, settled, qtbot):
    ui = flow.steps[Step.PERSON].ui
    for line in (ui.applicantNumber.first, ui.applicantNumber.second):
        qtbot.keyClicks(line, "990101195001010011")
    settled(window)
    assert "没有通过校验" in ui.applicantNumberNote.text()
    assert flow.draft.applicant.text("id_number") == ""


def type_twice(qtbot, entry, number):
    for line in (entry.first, entry.second):
        line.clear()
        qtbot.keyClicks(line, number)


def test_a_number_of_an_old_archive_counts_with_a_reason_and_proves_nothing(window, flow, settled, qtbot):
    ui = flow.steps[Step.PERSON].ui
    assert not ui.applicantOverride.isVisible()
    type_twice(qtbot, ui.applicantNumber, "990101195001010011")
    assert ui.applicantOverride.isVisible()
    qtbot.keyClicks(ui.applicantOverride, "Old book")
    settled(window)
    person = flow.draft.applicant
    assert (person.text("id_number"), person.check_override_reason) == ("990101195001010011", "Old book")
    assert person.assurance is Assurance.TYPED
    ui.applicantOverride.selectAll()
    qtbot.keyClick(ui.applicantOverride, Qt.Key.Key_Backspace)
    settled(window)
    assert flow.draft.applicant.text("id_number") == ""


def test_a_number_with_another_fault_has_no_way_around(window, flow, settled, qtbot):
    ui = flow.steps[Step.PERSON].ui
    type_twice(qtbot, ui.applicantNumber, "990101195013010011")
    settled(window)
    assert not ui.applicantOverride.isVisible()
    assert "✗" in ui.applicantNumberNote.text()


def test_two_presses_save_once(window, ready, settled, on_desk):
    ready.onward()
    ready.onward()
    settled(window)
    assert ready.here() is Step.RECEIPT
    assert len(on_desk(window, worklist.page).rows) == 1


def test_a_draft_saved_elsewhere_is_told_not_saved_again(window, ready, settled, on_desk):
    on_desk(window, receive.receive, ready.draft)
    ready.saving.save()
    settled(window)
    assert window.ui.banner.code == "T511"
    assert ready.here() is Step.CONFIRM
    assert len(on_desk(window, worklist.page).rows) == 1


def test_a_full_disk_keeps_the_page_and_says_what_to_do(window, ready, settled, monkeypatch):
    def full(*_):
        raise StoreTrouble(DISK_FULL)

    monkeypatch.setattr(receive, "receive", full)
    ready.onward()
    settled(window)
    assert ready.here() is Step.CONFIRM
    assert window.ui.banner.code == "T504"
    assert "腾出空间" in window.ui.banner.to_do.plain()
    assert ready.ui.next.isEnabled()


def test_a_bug_is_one_sentence_never_a_traceback(window, ready, settled, monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError("inner words")

    monkeypatch.setattr(receive, "receive", broken)
    ready.onward()
    settled(window)
    assert window.ui.banner.code == "Z000"
    assert "inner words" not in window.ui.banner.happened.text() + window.ui.banner.to_do.plain()
    assert any(record.exc_info for record in caplog.records)


def test_a_printer_without_paper_is_told_and_the_case_stays_saved(window, ready, settled, printer, on_desk):
    printer.become(Condition.PAPER_OUT)
    ready.onward()
    settled(window)
    step = ready.steps[Step.RECEIPT]
    assert ready.here() is Step.RECEIPT
    assert "P302" in step.ui.printDetail.plain()
    printer.become(Condition.READY)
    step.ui.printNow.click()
    settled(window)
    states = {job.state for job in on_desk(window, receipts.jobs, ready.saving.received.case.id)}
    assert states == {PrintState.FAILED, PrintState.CONFIRMED}
    assert len(printer.jobs) == 1


def test_the_lamp_is_amber_while_something_is_being_saved(window, flow, settled, qtbot):
    assert window.ui.safe.words() == "已保存，可以关机"
    hold, begun = threading.Event(), threading.Event()
    window.place.thread.put(lambda: (begun.set(), hold.wait(10)))
    begun.wait(10)
    qtbot.keyClicks(flow.steps[Step.PERSON].ui.applicantName, "W")
    qtbot.waitUntil(lambda: window.ui.safe.words() == "正在保存，请不要关机")
    hold.set()
    qtbot.waitUntil(lambda: window.ui.safe.words() == "已保存，可以关机")


def test_proxy_asks_for_the_agent_and_the_signed_authority(window, flow, settled, counter, make_card, on_desk):
    person = flow.steps[Step.PERSON]
    counter.lay_card(make_card())
    settled(window)
    person.ui.modeProxy.click()
    settled(window)
    assert person.ui.agentCard.isVisible()
    assert is_proxy(flow.draft)
    counter.lay_card(make_card(name="李代办", first17="99010119700101001"))
    settled(window)
    assert flow.draft.agent.text("name") == "李代办"
    flow.item_chosen(sample_day.code_of(sample_day.ELDER))
    settled(window)
    flow.go_to(Step.ITEM)
    settled(window)
    assert flow.steps[Step.ITEM].ui.authority.words() == "还没有签字的委托书"


def test_nothing_of_the_last_villager_stays_on_the_screen(window, ready, settled):
    ready.onward()
    settled(window)
    ready.begin()
    settled(window)
    shown = " ".join(
        [
            ready.ui.title.text(),
            ready.steps[Step.CONFIRM].ui.summary.text(),
            ready.steps[Step.RECEIPT].ui.preview.text(),
            ready.steps[Step.PERSON].ui.applicantName.text(),
        ]
    )
    assert "赵秀英" not in shown
    assert window.place.last_card is None


def test_a_package_goes_the_same_way(window, flow, settled, on_desk):
    flow.item_chosen("P1", package=True)
    settled(window)
    assert flow.draft.package_code == "P1"
    assert "新生儿出生一件事" in flow.ui.title.text()
    flow.go_to(Step.FORM)
    settled(window)
    assert flow.steps[Step.FORM].ui.formCard.isVisible() or flow.steps[Step.FORM].ui.situationCard.isVisible()


def test_a_social_security_card_fills_the_form_and_its_number_is_not_typed(window, flow, settled, counter):
    counter.lay_card(SOCIAL_CARDS[0])
    settled(window)
    ui = flow.steps[Step.PERSON].ui
    assert (ui.applicantName.text(), ui.applicantNumber.value()) == (SOCIAL_CARDS[0].name, SOCIAL_CARDS[0].number)
    assert ui.applicantNumberNote.text() == "来自社保卡"
    assert "applicant.id_number" not in [trouble.field for trouble in flow.view.troubles]


def test_a_social_security_card_of_somebody_else_is_refused(window, flow, settled, counter, make_card):
    counter.lay_card(make_card())
    settled(window)
    counter.lay_card(SOCIAL_CARDS[0])
    settled(window)
    assert window.ui.banner.code == "R110"
    assert flow.draft.applicant.text("name") == "赵秀英"
