"""A change of step in the intake takes several turns of the event loop; whatever is wished meanwhile, the last wish wins."""

from collections import Counter
from dataclasses import replace

import pytest
import sample_day
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from windowdesk.casework import choose, drafts
from windowdesk.domain.intake import Step, typed
from windowdesk.gui import step_bar
from windowdesk.gui.badge import Badge
from windowdesk.gui.laid_out import NEXT_TURN_MS
from windowdesk.gui.pages import intake_materials
from windowdesk.gui.step_bar import StepBar

ENTER, ESC, F3, F9 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F3, Qt.Key.Key_F9
NEVER_MS = 10**8
SHOWN_AFTER = 2
"""Turns after the first: laid out, shown."""
TURNS = range(6)
"""Fill, lay out, show, buttons, cursor; and through."""


@pytest.fixture
def flow(window, settled, qtbot, counter, make_card):
    """The intake of somebody who has laid down a card, at its second step, an item chosen."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("intake")
    settled(window)
    flow = window.page("intake")
    counter.lay_card(make_card())
    settled(window)
    flow.steps[Step.PERSON].ui.told.click()
    flow.steps[Step.PERSON].ui.noMobile.click()
    flow.item_chosen(sample_day.code_of(sample_day.ELDER))
    settled(window)
    flow.go_to(Step.ITEM)
    settled(window)
    return flow


class Turns:
    """The turns of a change of step, taken one by one; between them the test has the time it wants."""

    def __init__(self, flow):
        self._change = flow._change
        self.hold()

    def take(self, count):
        for _ in range(count):
            if not self._change.is_over:
                self._change._turn.stop()
                self._change._go_on()

    def hold(self):
        self._change._turn.setInterval(NEVER_MS)

    def release(self):
        self._change._turn.setInterval(NEXT_TURN_MS)
        if not self._change.is_over:
            self._change._turn.start()


@pytest.fixture
def turns(flow):
    return Turns(flow)


def front(flow):
    return flow.ui.stack.currentWidget()


class Seen(QObject):
    """Widgets that were given another size or their style."""

    def __init__(self, app):
        super().__init__(app)
        self.counts = Counter()
        app.installEventFilter(self)

    def eventFilter(self, watched, event):
        if isinstance(watched, QWidget) and event.type() in (QEvent.Type.Resize, QEvent.Type.Polish):
            self.counts[event.type()] += 1
        return False


@pytest.fixture
def seen(qapp):
    made = Seen(qapp)
    yield made
    qapp.removeEventFilter(made)


def test_a_step_is_filled_then_laid_out_then_shown_then_its_buttons_then_the_cursor(flow, turns):
    before = front(flow)
    flow.go_to(Step.MATERIALS)
    step = flow.steps[Step.MATERIALS]
    assert step.ui.materials.here(), "it is filled"
    assert front(flow) is before
    turns.take(1)
    assert front(flow) is before
    assert step.size() == flow.ui.stack.size()
    turns.take(1)
    assert front(flow) is step
    assert flow.ui.hint.plain() == step.hint
    assert flow.ui.scan.isHidden()
    turns.take(1)
    assert not flow.ui.scan.isHidden()
    assert not step.isAncestorOf(flow.window().focusWidget())
    turns.take(1)
    assert step.isAncestorOf(flow.window().focusWidget())
    assert flow.is_whole or not turns.take(1)


@pytest.mark.parametrize("step", [Step.FORM, Step.MATERIALS, Step.CONFIRM])
def test_what_was_laid_out_ahead_is_not_laid_out_when_it_is_shown(flow, turns, seen, step):
    flow.go_to(step)
    seen.counts.clear()
    turns.take(1)
    ahead = seen.counts[QEvent.Type.Resize]
    seen.counts.clear()
    turns.take(1)
    assert front(flow) is flow.steps[step]
    assert ahead > 5
    assert seen.counts[QEvent.Type.Resize] <= 2
    assert seen.counts[QEvent.Type.Polish] == 0


def test_the_step_bar_dresses_only_the_steps_whose_state_has_changed(qtbot, monkeypatch):
    bar, dressed = StepBar(), []
    qtbot.addWidget(bar)
    bar.name(["人员", "事项", "材料", "核对"])
    bar.here(1)
    monkeypatch.setattr(step_bar, "restyle", lambda *parts: dressed.extend(parts))
    bar.here(2)
    assert dressed == [*bar._steps[1], *bar._steps[2]]


def test_a_badge_has_the_colour_of_its_state_on_ground_and_word(window, qtbot):
    badge = Badge(window.page("home"))
    badge.say("good", "好了")
    word = next(one for one in badge.findChildren(QLabel) if one.text())
    good = word.palette().windowText().color()
    badge.say("bad", "不好")
    assert word.palette().windowText().color() != good


def whenever(flow, turns, settled, before, to, wish, first=lambda: None):
    """Go from one step to another, wish something after so many turns of it, and let all of it come to an end."""
    for after in TURNS:
        turns.release()
        flow.go_to(before)
        settled(flow.window())
        first()
        turns.hold()
        flow.go_to(to)
        turns.take(after)
        wish()
        turns.release()
        settled(flow.window())
        yield after


def test_who_goes_back_before_the_step_stands_is_back(flow, turns, window, settled, qtbot):
    for _ in whenever(flow, turns, settled, Step.ITEM, Step.FORM, lambda: qtbot.keyClick(flow, ESC)):
        assert flow.here() is Step.ITEM
        assert front(flow) is flow.steps[Step.ITEM]
        assert window.focusWidget() is flow.steps[Step.ITEM].ui.search
        assert flow.ui.card.isHidden()


def test_f9_before_the_step_stands_is_a_wish_of_the_new_step(flow, turns, window, settled, qtbot):
    for _ in whenever(flow, turns, settled, Step.ITEM, Step.FORM, lambda: qtbot.keyClick(flow, F9)):
        assert flow.here() is Step.FORM
        assert window.ui.banner.happened.text(), "it is said what is missing"
        assert front(flow) is flow.steps[Step.FORM]
        assert front(flow).isAncestorOf(window.focusWidget())


def test_a_quick_enter_presses_nothing_of_the_step_that_comes(flow, turns, window, settled, qtbot, monkeypatch):
    pressed = []
    monkeypatch.setattr(intake_materials, "show_draft_paper", lambda *_: pressed.append("paper"))
    monkeypatch.setattr(flow.scanning, "scan", lambda *_, **__: pressed.append("scan"))

    def strike():
        if flow._change._after:  # the cursor is not there yet
            qtbot.keyClick(window.focusWidget(), ENTER)

    for _ in whenever(flow, turns, settled, Step.FORM, Step.MATERIALS, strike):
        assert front(flow) is flow.steps[Step.MATERIALS]
        assert not pressed


def test_two_steps_in_a_row_end_at_the_second(flow, turns, window, settled):
    for _ in whenever(flow, turns, settled, Step.ITEM, Step.FORM, lambda: flow.go_to(Step.MATERIALS)):
        assert front(flow) is flow.steps[Step.MATERIALS]
        assert not flow.ui.scan.isHidden()
        assert front(flow).isAncestorOf(window.focusWidget())


def test_what_is_typed_before_the_step_stands_goes_where_the_cursor_is_seen(flow, turns, window, settled, qtbot):
    shown = []

    def strike():
        shown.append(front(flow) is flow.steps[Step.ITEM])
        qtbot.keyClicks(window.focusWidget(), "x")

    def typing():
        flow.steps[Step.PERSON].ui.visitPlace.setFocus()

    flow.go_to(Step.PERSON)
    turns.release()
    settled(window)
    flow.steps[Step.PERSON].ui.modeVisit.click()
    for after in whenever(flow, turns, settled, Step.PERSON, Step.ITEM, strike, typing):
        assert shown[-1] is (after >= SHOWN_AFTER)
        assert flow.draft.visit.place == "x" * min(after + 1, SHOWN_AFTER)
        assert front(flow) is flow.steps[Step.ITEM]


def test_an_answer_that_comes_between_turns_is_shown(flow, turns, window, settled, on_desk):
    filled = on_desk(window, choose.with_samples, flow.draft)

    def answered():
        flow.change(replace(filled, step=flow.draft.step))
        on_desk(window, lambda desk: None)  # the turns stand still meanwhile

    for _ in whenever(flow, turns, settled, Step.FORM, Step.MATERIALS, answered):
        assert flow.draft.form == filled.form
        assert flow.view.draft.form == filled.form
        assert front(flow) is flow.steps[Step.MATERIALS]
        flow.change(replace(flow.draft, form={}))


def test_the_next_villager_finds_nothing_of_the_last_whenever_he_comes(flow, turns, window, settled):
    for after in TURNS:
        turns.release()
        flow.item_chosen(sample_day.code_of(sample_day.ELDER))
        settled(window)
        name = flow.steps[Step.PERSON].ui.applicantName
        flow.change(typed(flow.draft, "name", "赵秀英", "applicant"))
        settled(window)
        assert name.text() == "赵秀英"
        turns.hold()
        flow.go_to(Step.FORM)
        turns.take(after)
        flow.begin()
        turns.release()
        settled(window)
        assert flow.here() is Step.PERSON
        assert front(flow) is flow.steps[Step.PERSON]
        assert name.text() == ""
        assert not flow.steps._full, "the steps that nobody sees are empty, too"
        assert not flow.steps[Step.FORM].ui.fields.findChildren(QLabel)


def test_a_step_that_is_wanted_before_its_turn_to_be_emptied_is_empty(flow, turns, window, settled, on_desk):
    turns.release()
    flow.go_to(Step.FORM)
    settled(window)
    assert flow.steps[Step.FORM].ui.questions.first_open() is not None
    turns.hold()
    flow._began(on_desk(window, drafts.start).value)
    assert flow.steps._full
    assert flow.steps[Step.FORM].ui.questions.first_open() is None


def test_a_card_before_the_step_stands_is_taken(flow, turns, window, settled, counter, make_card):
    flow.begin()
    turns.release()
    settled(window)
    name = flow.steps[Step.PERSON].ui.applicantName
    flow.steps[Step.PERSON].ui.told.click()
    settled(window)
    name.setFocus()
    turns.hold()
    flow.go_to(Step.ITEM)
    counter.lay_card(make_card())
    turns.release()
    settled(window)
    assert flow.draft.applicant.text("name") == "赵秀英"
    flow.go_to(Step.PERSON)
    settled(window)
    assert name.text() == "赵秀英"


def test_a_card_is_seen_in_the_empty_field_that_has_the_cursor(flow, turns, window, settled, counter, make_card):
    flow.begin()
    turns.release()
    settled(window)
    name = flow.steps[Step.PERSON].ui.applicantName
    name.setFocus()
    counter.lay_card(make_card())
    settled(window)
    assert name.text() == "赵秀英"


def test_who_leaves_for_another_page_keeps_the_cursor_there(flow, turns, window, settled):
    for _ in whenever(flow, turns, settled, Step.ITEM, Step.FORM, lambda: window.show_page("worklist")):
        worklist = window.page("worklist")
        assert worklist.isAncestorOf(window.focusWidget())
        window.show_page("intake")
        settled(window)
        assert front(flow) is flow.steps[Step.FORM]
        assert front(flow).isAncestorOf(window.focusWidget())


def test_the_scan_key_works_at_once_where_the_checklist_comes(flow, turns, window, qtbot, monkeypatch):
    scanned = []
    monkeypatch.setattr(flow.scanning, "scan", lambda key, name, feeder=False: scanned.append(key))
    flow.go_to(Step.MATERIALS)
    qtbot.keyClick(flow, F3)
    assert scanned == [flow.steps[Step.MATERIALS].ui.materials.here()]
