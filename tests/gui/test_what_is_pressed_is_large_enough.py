"""Rule H05: 44 pixels at least; 60 for primary actions and rows of lists in the size for elders."""

import pytest
import sample_day
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QPushButton, QRadioButton, QToolButton

from windowdesk.domain.intake import Step
from windowdesk.gui.row_table import RowTable
from windowdesk.gui.style import TextSize

PRESSED = (QPushButton, QCheckBox, QRadioButton, QToolButton)
LEAST, ELDER = 44, 60


@pytest.fixture
def day(window, on_desk, settled):
    ids = on_desk(window, sample_day.play)
    settled(window)
    return ids


def stops(window, day, settled):
    """Each page, step and form of an act, one after the other."""
    for name in ("home", "intake", "worklist", "inbox", "guide", "queue", "settings", "devices"):
        window.show_page(name)
        settled(window)
        yield name
    flow = window.page("intake")
    window.show_page("intake", day["draft"])
    settled(window)
    for step in (Step.PERSON, Step.ITEM, Step.FORM, Step.MATERIALS, Step.CONFIRM):
        flow.go_to(step)
        settled(window)
        yield step.value
    for act, which in (("supplement", "form"), ("deliver", "ready"), ("evaluate", "delivered"), ("withdraw", "case")):
        window.show_page("case", day[which])
        settled(window)
        yield "case"
        window.page("case")._do(act)
        settled(window)
        yield act
        window.page("case").key_back()


def too_small(window, size):
    elder = size is TextSize.LARGEST
    for one in window.findChildren(QAbstractButton):
        if not one.isVisible() or not isinstance(one, PRESSED) or one.objectName() == "_q_qlineeditclearbutton":
            continue
        if isinstance(one, QToolButton) and one.property("role") != "nav":
            continue
        wide = elder and one.property("role") in {"primary", "nav", "big"}
        if one.height() < (ELDER if wide else LEAST):
            yield type(one).__name__, one.objectName(), one.text(), one.height()
    for table in window.findChildren(RowTable):
        if table.isVisible() and table.verticalHeader().defaultSectionSize() < (ELDER if elder else LEAST):
            yield "row", table.objectName(), "", table.verticalHeader().defaultSectionSize()
    for box in window.findChildren(QComboBox):
        if box.isVisible() and box.view().sizeHintForRow(0) < (ELDER if elder else LEAST):
            yield "list", box.objectName(), box.accessibleName(), box.view().sizeHintForRow(0)


@pytest.mark.parametrize("size", TextSize)
def test_everything_that_is_pressed_can_be_hit(window, day, settled, size):
    window.set_text_size(size)
    for place in stops(window, day, settled):
        hint = window.minimumSizeHint()
        assert (hint.width() <= 1366, hint.height() <= 728) == (True, True), (place, hint)
        assert list(too_small(window, size)) == [], place
