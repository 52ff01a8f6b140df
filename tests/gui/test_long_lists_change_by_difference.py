import random
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from windowdesk.gui.row_table import Column, RowsModel, RowTable


@dataclass(frozen=True)
class Row:
    id: str
    name: str


COLUMNS = (Column("名", lambda row: row.name, lambda row: row.id),)


def rows(*ids):
    return [Row(str(one), f"第{one}行") for one in ids]


@pytest.fixture
def model(qapp):
    made = RowsModel(COLUMNS, lambda row: row.id)
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return made


@pytest.fixture
def changes(model):
    heard = []
    model.rowsInserted.connect(lambda _, first, last: heard.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _, first, last: heard.append(("out", first, last)))
    model.rowsMoved.connect(lambda *_: heard.append(("move",)))
    model.dataChanged.connect(lambda first, last: heard.append(("news", first.row(), last.row())))
    model.modelReset.connect(lambda: heard.append(("reset",)))
    return heard


def test_one_changed_row_of_a_thousand_is_one_change(model, changes):
    many = rows(*range(1000))
    model.set_rows(many)
    changes.clear()
    many[500] = replace(many[500], name="变了")
    model.set_rows(many)
    assert changes == [("news", 500, 500)]


def test_a_new_row_at_the_top_is_one_insertion(model, changes):
    model.set_rows(rows(*range(1000)))
    changes.clear()
    model.set_rows(rows(-1, *range(1000)))
    assert changes == [("in", 0, 0)]


def test_the_same_list_again_changes_nothing(model, changes):
    model.set_rows(rows(*range(1000)))
    changes.clear()
    model.set_rows(rows(*range(1000)))
    assert changes == []


@pytest.mark.parametrize("seed", range(30))
def test_any_list_becomes_any_other(model, changes, seed):
    chance = random.Random(seed)
    first = chance.sample(range(40), chance.randrange(30))
    second = chance.sample(range(40), chance.randrange(30))
    model.set_rows(rows(*first))
    model.set_rows(rows(*second))
    assert [row.id for row in model.rows] == [str(one) for one in second]
    assert ("reset",) not in changes


def test_selection_stays_on_its_row_when_others_come_and_go(model, qtbot):
    table = RowTable()
    qtbot.addWidget(table)
    model.set_rows(rows(*range(100)))
    table.show_rows(model)
    table.setCurrentIndex(model.index(50, 0))
    model.set_rows(rows(-2, -1, *range(10, 100)))
    assert table.current().id == "50"


def test_the_next_page_is_asked_once(qapp):
    model = RowsModel(COLUMNS, lambda row: row.id)
    asked = []
    model.more_wanted.connect(lambda: asked.append(1))
    model.set_rows(rows(*range(100)), more=True)
    parent = model.index(-1, -1)
    assert model.canFetchMore(parent)
    model.fetchMore(parent)
    assert not model.canFetchMore(parent)
    model.append_rows(rows(*range(95, 150)), more=False)
    assert asked == [1]
    assert model.rowCount() == 150
    assert not model.canFetchMore(parent)


def test_enter_opens_the_row_under_the_cursor(model, qtbot):
    table = RowTable()
    qtbot.addWidget(table)
    model.set_rows(rows(*range(10)))
    table.show_rows(model)
    table.show()
    table.choose_first()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as signal:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert signal.args[0].id == "1"
