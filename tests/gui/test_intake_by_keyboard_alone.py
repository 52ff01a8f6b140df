"""From the first Enter on the home page to the printed receipt without touching a mouse."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest
import sample_day
from PySide6.QtCore import QObject, Qt
from shiboken6 import isValid

from windowdesk.casework import drafts, worklist
from windowdesk.casework.print_job import PrintState
from windowdesk.domain.case import Mode
from windowdesk.domain.draft import DraftPerson
from windowdesk.domain.intake import Source, Step
from windowdesk.gui.page import FIELDS
from windowdesk.gui.style import TextSize

ENTER, SPACE, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Down
F2, F3, F9, ESC = Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F9, Qt.Key.Key_Escape


@pytest.fixture
def active(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def flow(active, settled, press):
    press(ENTER)
    settled(active)
    assert active.front == "intake"
    return active.page("intake")


def walk_to(press, qapp, widget, key=ENTER, most=30):
    """Press Enter until the cursor is there."""
    for _ in range(most):
        if qapp.focusWidget() is widget:
            return
        press(key)
    raise AssertionError(f"Enter never came to {widget.objectName()}, the cursor is in {qapp.focusWidget()}")


def by_tab(page):
    """The fields of a page along the focus chain, which is what the Tab key follows."""
    found, one = [], page.nextInFocusChain()
    while one is not page:
        if isinstance(one, FIELDS) and page.isAncestorOf(one) and one.isVisibleTo(page) and one.isEnabledTo(page):
            found += [one] if one.focusPolicy() & Qt.FocusPolicy.TabFocus else []
        one = one.nextInFocusChain()
    return found


@pytest.mark.parametrize("size", TextSize)
def test_enter_follows_the_tab_key_on_every_page(window, settled, size):
    window.set_text_size(size)
    for name in ("home", "intake", "worklist", "inbox", "guide", "queue", "settings", "devices"):
        window.show_page(name)
        settled(window)
        page = window.page(name)
        assert page.fields() == by_tab(page), name


@pytest.mark.parametrize("size", TextSize)
def test_enter_follows_the_tab_key_at_every_step(flow, active, settled, size):
    active.set_text_size(size)
    flow.change(replace(flow.current(), mode=Mode.PROXY, agent=DraftPerson()))
    flow.item_chosen(sample_day.code_of(sample_day.ELDER))
    for step in (Step.PERSON, Step.ITEM, Step.FORM, Step.MATERIALS, Step.CONFIRM):
        flow.go_to(step)
        settled(active)
        assert flow.fields() == by_tab(flow), step


def test_one_villager_after_another_leaves_nothing_behind(active, settled, press):
    def dead():
        gc.collect()
        return sum(isinstance(one, QObject) and not isValid(one) for one in gc.get_objects())

    def villager(item):
        active.show_page("home")
        settled(active)
        press(ENTER)
        settled(active)
        flow = active.page("intake")
        flow.item_chosen(sample_day.code_of(item))
        for step in (Step.FORM, Step.MATERIALS, Step.PERSON):
            flow.go_to(step)
            settled(active)
            press(ENTER)

    items = (sample_day.ELDER, sample_day.PENSIONER)
    for item in items:
        villager(item)
    before = dead()
    for item in items * 2:
        villager(item)
    assert dead() <= before


def test_whole_intake(flow, active, counter, settled, press, qapp, qtbot, make_card, a_scan, on_desk, printer):
    ui = flow.steps[Step.PERSON].ui
    assert qapp.focusWidget() is ui.told
    press(SPACE)
    counter.lay_card(make_card())
    settled(active)
    assert ui.applicantName.text() == "赵秀英"
    assert flow.draft.applicant.entries["name"].source is Source.CARD
    walk_to(press, qapp, ui.applicantMobile.first)
    press("13800001111")
    press(ENTER)
    press("13800001111")
    settled(active)
    walk_to(press, qapp, flow.ui.next)
    press(ENTER)
    settled(active)

    assert flow.here() is Step.ITEM
    assert qapp.focusWidget() is flow.steps[Step.ITEM].ui.search
    press("gljt")
    settled(active)
    rows = [row.name for row in flow.steps[Step.ITEM].ui.items.rows_model.rows]
    assert "高龄津贴申请" in rows
    for _ in range(rows.index("高龄津贴申请")):
        press(DOWN)
    press(ENTER)
    settled(active)

    assert flow.here() is Step.FORM
    form = flow.steps[Step.FORM].ui
    assert qapp.focusWidget() is form.questions.choices("gl_pension")["no"]
    press(SPACE)
    settled(active)
    press(ENTER)
    assert qapp.focusWidget() is form.fields.input("age_class")
    press(DOWN)
    press(ENTER)
    press(DOWN)
    press(ENTER)
    press("农商银行")
    press(ENTER)
    press("6200000000000000000")
    press(ENTER)
    press("6200000000000000000")
    settled(active)
    walk_to(press, qapp, flow.ui.next)
    press(ENTER)
    settled(active)

    assert flow.here() is Step.MATERIALS, active.ui.banner.happened.text()
    folder = Path(counter.settings.devices.scanner.removeprefix("folder:"))
    materials = flow.steps[Step.MATERIALS].ui.materials
    a_scan(folder, "page.png")
    first = materials.here()
    press(F3)
    qtbot.waitUntil(lambda: materials.row(first).line.pages == 1, timeout=10_000)
    settled(active)
    for _ in range(4):
        key = materials.here()
        assert qapp.focusWidget() is materials.row(key).scan, "the cursor goes to the next missing material"
        while qapp.focusWidget() is not materials.row(key).paper:
            assert materials.row(key).isAncestorOf(qapp.focusWidget()), "the tick stands in the same row"
            press(TAB)
        press(SPACE)
        settled(active)
        assert materials.row(key).line.paper
    assert "都齐了" in flow.steps[Step.MATERIALS].ui.progress.plain()
    press(F9)
    settled(active)

    assert flow.here() is Step.CONFIRM
    press(F9)
    settled(active)
    assert "核对" in active.ui.banner.happened.text()
    assert qapp.focusWidget() is flow.steps[Step.CONFIRM].ui.agreed
    press(SPACE)
    settled(active)
    press(F9)
    settled(active)

    assert flow.here() is Step.RECEIPT
    assert flow.saving.job.state is PrintState.CONFIRMED
    assert len(printer.jobs) == 1
    number = flow.saving.received.case.number
    assert number in flow.steps[Step.RECEIPT].ui.doneText.plain()
    assert [row.number for row in on_desk(active, worklist.page).rows] == [number]
    assert on_desk(active, drafts.listing) == ()
    assert not list((counter.home / "incoming").rglob("*.png")), "a readable copy of a scan stayed behind"
    assert qapp.focusWidget() is flow.ui.next
    press(ENTER)
    settled(active)
    assert flow.here() is Step.PERSON
    assert flow.steps[Step.PERSON].ui.applicantName.text() == ""


def test_enter_on_an_empty_page_says_what_is_missing_and_goes_there(flow, active, settled, press, qapp):
    flow.ui.next.setFocus()
    press(ENTER)
    settled(active)
    assert flow.here() is Step.PERSON
    assert active.ui.banner.code == "N701"
    assert qapp.focusWidget() is flow.steps[Step.PERSON].ui.applicantName


def test_esc_goes_back_and_nothing_is_lost(flow, active, settled, press, qapp):
    walk_to(press, qapp, flow.steps[Step.PERSON].ui.applicantName)
    press("王小红")
    settled(active)
    press(ESC)
    settled(active)
    assert active.front == "home"
    active.show_page("intake")
    settled(active)
    assert flow.steps[Step.PERSON].ui.applicantName.text() == "王小红"


def test_f2_says_where_to_put_the_card_when_none_was_read(flow, active, press):
    press(F2)
    assert "请把身份证放到读卡器上" in active.ui.banner.happened.text()


def test_a_card_on_the_home_page_begins_an_intake(active, counter, settled, make_card):
    counter.lay_card(make_card())
    settled(active)
    assert active.front == "intake"
    assert active.page("intake").draft.applicant.text("name") == "赵秀英"


def test_alt_and_a_number_change_the_page(active, qtbot, settled):
    for number, name in enumerate(("home", "intake", "worklist", "inbox", "guide", "queue", "settings"), start=1):
        qtbot.keyClick(active, Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda name=name: active.front == name)
        settled(active)
