"""What is built or shown is cut into turns of the event loop, counted in widgets: no clock is asked."""

import itertools
import threading
from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from windowdesk.casework.letters import letters as of_catalogue
from windowdesk.gui import letters, page_stack
from windowdesk.gui.laid_out import SHOWN_AT_ONCE, laid_out_once
from windowdesk.gui.material_list import MaterialLine, MaterialList, MaterialRow
from windowdesk.gui.page_stack import AHEAD, POLISHED_AT_ONCE
from windowdesk.gui.row_card import RowCard, fill
from windowdesk.gui.settings_card import SettingsCard
from windowdesk.gui.settings_cards import CARDS

SHOWN_BY_ITS_FORM = 20
"""A form with leaves (the case page) shows the first of them while it is made."""


class Seen(QObject):
    """How often each kind of event came to which widget."""

    def __init__(self, app):
        super().__init__(app)
        self.events = Counter()
        app.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() in (QEvent.Type.Polish, QEvent.Type.Resize) and isinstance(watched, QWidget):
            self.events[event.type(), watched.objectName()] += 1
        return False

    def polished(self):
        return sum(count for (kind, _), count in self.events.items() if kind is QEvent.Type.Polish)


@pytest.fixture
def seen(qapp):
    made = Seen(qapp)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def first(window, qtbot):
    """The window before anything is built ahead."""
    qtbot.waitUntil(window._idle_timer.isActive)
    window._idle_timer.stop()
    return window


def test_a_step_of_building_ahead_gives_few_widgets_their_style(first, seen, settled):
    steps = first._stack.build_ahead(())
    most, taken = 0, 0
    while next(steps, steps) is not steps:
        most, taken = max(most, seen.polished()), taken + seen.polished()
        seen.events.clear()
    assert taken > 300, "they were built, and polished before anybody looked"
    assert most <= POLISHED_AT_ONCE + SHOWN_BY_ITS_FORM


def test_a_page_built_ahead_has_its_style_when_it_comes_to_the_front(first, seen, settled):
    for _ in first._stack.build_ahead(()):
        pass
    for name in AHEAD:
        if name == "case":
            continue  # it comes with a case
        seen.events.clear()
        first.show_page(name)
        assert seen.polished() <= POLISHED_AT_ONCE, name
        settled(first)


def test_the_settings_come_one_card_in_a_turn(first, settled):
    counts = []
    first._stack._turns.timeout.connect(lambda: counts.append(len(first.page("settings").findChildren(SettingsCard))))
    first.show_page("settings")
    counts.append(len(first.page("settings").findChildren(SettingsCard)))
    settled(first)
    assert counts[0] == 0, "the page is in front before its cards"
    assert counts[-1] == len(CARDS)
    assert all(after - before <= 1 for before, after in itertools.pairwise(counts))


def test_the_rest_of_a_page_is_built_once(first, settled):
    for _ in range(2):
        first.show_page("settings")
        settled(first)
        first.show_page("home")
        settled(first)
    assert len(first.page("settings").findChildren(SettingsCard)) == len(CARDS)


def test_what_is_saved_before_all_cards_stand_keeps_what_they_would_show(first, settled, counter):
    before = counter.settings
    first.show_page("settings")
    first.page("settings").key_save()
    settled(first)
    assert counter.settings == before


def test_the_code_of_a_rare_page_is_read_on_the_thread_of_the_desk(first, settled, monkeypatch):
    read = []

    def read_acts(modules):
        read.append((threading.current_thread().name, tuple(modules)))
        return []

    monkeypatch.setattr(page_stack, "read_acts", read_acts)
    first.show_page("settings")
    settled(first)
    assert read == [("desk", first.page("settings").read_ahead)]


@pytest.fixture
def card(qtbot):
    """A card that is seen, with a layout for rows."""
    page, made = QWidget(), QFrame()
    qtbot.addWidget(page)
    made.setObjectName("card")
    QVBoxLayout(page).addWidget(made)
    QVBoxLayout(made)
    page.resize(900, 60)
    page.show()
    yield made
    page.close()


def some(count):
    return [RowCard(f"第 {at} 行", "一句话") for at in range(count)]


def shown(card):
    return sum(row.isVisible() for row in card.findChildren(RowCard))


@pytest.mark.parametrize("count", [1, SHOWN_AT_ONCE])
def test_rows_that_come_together_are_laid_out_together(card, seen, count):
    fill(card.layout(), some(count))
    assert shown(card) == count
    assert seen.events[QEvent.Type.Resize, "card"] <= 2, "however many rows"


def test_of_many_rows_the_first_are_seen_at_once_and_a_few_more_in_each_turn(card, qtbot):
    fill(card.layout(), some(11))
    counts = [shown(card)]
    turn = QTimer(card, interval=0)
    turn.timeout.connect(lambda: counts.append(shown(card)))
    turn.start()
    qtbot.waitUntil(lambda: shown(card) == 11)
    assert counts[0] == SHOWN_AT_ONCE
    assert all(after - before <= SHOWN_AT_ONCE for before, after in itertools.pairwise(counts))
    assert [card.layout().itemAt(at).widget().title.plain() for at in (0, 10)] == ["第 0 行", "第 10 行"]


def test_rows_that_are_taken_away_before_their_turn_are_never_seen(card, qapp):
    taken = some(11)
    fill(card.layout(), taken)
    fill(card.layout(), some(1))
    qapp.processEvents()
    assert not any(isValid(row) and row.isVisible() for row in taken)
    assert shown(card) == 1


def test_the_cursor_is_not_lost_where_rows_come(qtbot, window, settled):
    home = window.page("home")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    home.ui.intake.setFocus()
    fill(home.ui.todayRows, [RowCard("一", buttons=[("去看", lambda: None)])])
    assert home.ui.intake.hasFocus()


def test_the_characters_of_pages_and_catalogue_are_drawn_ahead_a_few_in_a_turn(window, qtbot, monkeypatch, on_desk):
    drawn = []
    monkeypatch.setattr(letters, "_draw", lambda some, fonts: drawn.append(some))
    qtbot.waitUntil(lambda: not window._idle_timer.isActive() and bool(drawn), timeout=60_000)
    assert max(len(some) for some in drawn) <= letters.DRAWN_AT_ONCE
    assert {*"身份证收件"} <= {*"".join(drawn)}
    assert {*on_desk(window, of_catalogue)} <= {*"".join(drawn)}


def test_each_character_is_drawn_once(monkeypatch, qapp):
    drawn = []
    monkeypatch.setattr(letters, "_draw", lambda some, fonts: drawn.append(some))
    assert len(list(letters.draw_ahead("身份证" * 40))) == 1
    assert drawn == ["身份证"]


def test_a_long_checklist_shows_a_few_rows_in_a_turn_and_the_tab_key_goes_down_it(qtbot):
    rows = MaterialList()
    qtbot.addWidget(rows)
    rows.show()
    for _ in rows.build_ahead():
        pass
    for _ in range(2):  # the next villager's stand in the same rows
        rows.show_lines(())
        rows.show_lines([MaterialLine(str(at), "户口簿", "必要", "", "missing", "还没有") for at in range(6)])
        assert [row.isVisible() for row in rows.findChildren(MaterialRow)][:6] == [True] * SHOWN_AT_ONCE + [False] * 2
        qtbot.waitUntil(lambda: rows.row("5").isVisible() and rows.row("4").isVisible())
        here, order = rows.row("0").scan, []
        while (here := here.nextInFocusChain()) is not rows.row("0").scan:
            order += [at for at in range(6) if here is rows.row(str(at)).scan]
        assert order == [1, 2, 3, 4, 5]


def test_a_row_that_somebody_wants_does_not_wait_for_its_turn(qtbot):
    rows = MaterialList()
    qtbot.addWidget(rows)
    rows.show()
    rows.show_lines([MaterialLine(str(at), "户口簿", "必要", "", "missing", "还没有") for at in range(6)])
    assert rows.row("5").isVisible()


def test_what_is_laid_out_anew_stays_scrolled_where_it_was(qtbot):
    area, inside = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    rows = QVBoxLayout(inside)
    area.resize(600, 200)
    area.show()
    fill(rows, some(SHOWN_AT_ONCE))
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 40)
    area.verticalScrollBar().setValue(40)
    with laid_out_once(inside):
        rows.addWidget(RowCard("还有一行"))
    qtbot.waitUntil(lambda: rows.itemAt(SHOWN_AT_ONCE).widget().isVisible())
    assert area.verticalScrollBar().value() == 40
