import re

import pytest
from PySide6.QtGui import QColor

from windowdesk import assets
from windowdesk.gui import icons, style
from windowdesk.gui.style import TextSize

WORDS_ON_GROUND = [
    ("text", "page"),
    ("text", "surface"),
    ("text", "stripe"),
    ("text", "focus_fill"),
    ("muted", "page"),
    ("muted", "surface"),
    ("muted", "stripe"),
    ("muted", "chosen"),
    ("primary", "surface"),
    ("primary", "chosen"),
    ("primary_text", "primary"),
    ("primary_text", "primary_over"),
    ("nav_text", "nav"),
    ("nav_text", "nav_over"),
    ("nav_muted", "nav"),
    ("nav", "nav_here"),
    ("chosen_text", "chosen"),
    ("disabled_text", "disabled"),
    ("disabled_text", "surface"),
    *((state, f"{state}_fill") for state in ("good", "note", "bad", "info", "plain", "overdue")),
    *((state, "surface") for state in ("good", "note", "bad", "info", "plain", "overdue")),
]


def luminance(colour):
    parts = [part / 255 for part in (colour.red(), colour.green(), colour.blue())]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("words", "ground"), WORDS_ON_GROUND)
def test_contrast_is_at_least_four_and_a_half_to_one(words, ground):
    colours = style.palette()
    light, dark = sorted((luminance(QColor(colours[name])) for name in (words, ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("size", TextSize)
def test_style_sheet_is_complete(size):
    sheet = style.style_sheet(size)
    assert "@" not in sheet
    assert min(int(points) for points in re.findall(r"font-size: (\d+)pt", sheet)) >= 11


@pytest.mark.parametrize("size", TextSize)
def test_what_is_pressed_is_large_enough(size):
    measures = style.measures(size)
    elder = size is TextSize.LARGEST
    assert measures["button"] + style.BORDERS >= (60 if elder else 44)
    assert measures["row_button"] + style.BORDERS >= 44
    assert measures["touch"] >= (60 if elder else 44)
    assert measures["list_row"] >= (60 if elder else 44)


def test_base_sizes_are_twelve_fifteen_and_eighteen_points():
    assert [size.points for size in TextSize] == [12, 15, 18]


@pytest.mark.parametrize("file", sorted(assets.resource("icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_draws(qapp, file):
    assert not icons.picture(file.stem, "primary", 24).isNull()


def test_unknown_text_size_is_standard():
    assert style.text_size_of("huge") is TextSize.STANDARD
