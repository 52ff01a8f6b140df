from datetime import date

import pytest

from windowdesk.gui.entries import DateEntry, TwiceTyped, read_date


@pytest.fixture
def twice(qtbot):
    made = TwiceTyped()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_number_counts_only_when_typed_the_same_twice(twice, qtbot):
    heard = []
    twice.settled.connect(heard.append)
    qtbot.keyClicks(twice.first, "13800001111")
    assert heard == []
    assert twice.second.isVisible()
    qtbot.keyClicks(twice.second, "13800001111")
    assert heard == ["13800001111"]
    assert twice.value() == "13800001111"


def test_spaces_and_small_letters_do_not_matter(twice, qtbot):
    qtbot.keyClicks(twice.first, "99010119500101001x")
    qtbot.keyClicks(twice.second, "990101 19500101 001X")
    assert twice.value() == "99010119500101001X"


def test_two_different_numbers_are_told(twice, qtbot):
    qtbot.keyClicks(twice.first, "13800001111")
    qtbot.keyClicks(twice.second, "13800001112")
    with qtbot.waitSignal(twice.differed):
        twice.second.editingFinished.emit()
    assert twice.second.property("state") == "bad"
    assert twice.value() == ""


def test_changing_the_first_takes_the_value_back(twice, qtbot):
    twice.set_value("13800001111")
    heard = []
    twice.settled.connect(heard.append)
    qtbot.keyClicks(twice.first, "2")
    assert heard == [""]
    assert twice.value() == ""


def test_a_sure_value_needs_no_second_typing(twice):
    twice.set_value("13800001111")
    assert not twice.second.isVisible()


@pytest.mark.parametrize("text", ["19580312", "1958-03-12", "1958.3.12", "1958年3月12日", "1958/3/12"])
def test_a_date_is_read_as_people_write_it(text):
    assert read_date(text) == date(1958, 3, 12)


@pytest.mark.parametrize("text", ["", "1958", "19580230", "580312", "31.12.1958", "1958-13-01"])
def test_what_is_no_date_is_none(text):
    assert read_date(text) is None


def test_a_date_settles_at_the_eighth_digit(qtbot):
    entry = DateEntry()
    qtbot.addWidget(entry)
    entry.show()
    heard = []
    entry.settled.connect(heard.append)
    qtbot.keyClicks(entry, "19580312")
    assert heard == ["1958-03-12"]
    entry.editingFinished.emit()
    assert entry.text() == "1958-03-12"


def test_a_day_that_does_not_exist_is_told(qtbot):
    entry = DateEntry()
    qtbot.addWidget(entry)
    entry.show()
    qtbot.keyClicks(entry, "19580231")
    with qtbot.waitSignal(entry.refused):
        entry.editingFinished.emit()
    assert entry.property("state") == "bad"
