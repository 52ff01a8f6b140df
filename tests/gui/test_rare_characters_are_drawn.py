"""Names with characters beyond the common fonts (生僻字, H17): every one has a glyph on the screen."""

import pytest
import sample_day
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontDatabase, QTextLayout

from windowdesk.domain.intake import Step
from windowdesk.gui import style
from windowdesk.gui.style import TextSize

RARE = "䶮𫖯𬱖㛃𠅤"
COVERING = ("LXGW WenKai", "BabelStone Han")
"""Of the families in the list these two together hold all five."""


@pytest.fixture
def covered(qapp):
    missing = [family for family in COVERING if not QFontDatabase.hasFamily(family)]
    if missing:
        pytest.skip(f"fonts with rare characters are not installed: {missing}")


def glyphs(text, font):
    """Index of the glyph drawn for each character; 0 is the empty box."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return [(run.rawFont().familyName(), list(run.glyphIndexes())) for run in layout.glyphRuns()]


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("letter", RARE)
def test_each_rare_character_has_a_glyph(qapp, covered, size, letter):
    runs = glyphs(letter, style.font(size))
    assert runs
    assert all(index for _, indexes in runs for index in indexes), runs


@pytest.mark.parametrize("bold", [False, True])
def test_a_whole_name_has_five_glyphs(qapp, covered, bold):
    font = style.font(TextSize.STANDARD)
    font.setBold(bold)
    indexes = [index for _, found in glyphs(f"{RARE}，您好", font) for index in found]
    assert len(indexes) == len(RARE) + 3
    assert all(indexes)


def test_a_character_nobody_has_is_found_out_by_this_test(qapp, covered):
    assert not all(index for _, found in glyphs("\u0378", style.font(TextSize.STANDARD)) for index in found)


def test_the_field_of_the_name_uses_that_font(window, settled, on_desk, covered):
    draft = on_desk(window, sample_day.draft, 1)
    window.show_page("intake", draft.id)
    settled(window)
    window.page("intake").go_to(Step.PERSON)
    settled(window)
    field = window.page("intake").steps[Step.PERSON].ui.applicantName
    assert field.text() == RARE
    assert all(index for _, found in glyphs(field.text(), field.font()) for index in found)
    title = window.page("intake").ui.title
    assert all(index for _, found in glyphs(title.text(), title.font()) for index in found)
