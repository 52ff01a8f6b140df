"""How everything looks: three text sizes, one palette, one style sheet made from a template.

Rule H05 (elder-friendly design 适老化): base text 12, 15 or 18 pt, contrast of at least 4.5 to 1,
every state by icon and word beside its colour.
"""

from __future__ import annotations

import enum
import json
import re
from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from windowdesk import assets

FAMILIES = [
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "WenQuanYi Micro Hei",
    "LXGW WenKai",
    "BabelStone Han",
]
"""First the fonts of ordinary text, then those that hold rare characters of names 生僻字."""

POINTS_TO_PIXELS = 96 / 72
LINE_HEIGHT_PERCENT = 135
LEAST_TOUCH = 44
"""Pixels of the smallest thing that is pressed; primary actions and rows have 60 in the largest size (rule H05)."""
BORDERS = 4
"""Upper and lower border that the style sheet draws around a button's own height."""


class TextSize(enum.Enum):
    """The three sizes of text; the value is what the settings keep."""

    STANDARD = "standard"
    LARGE = "large"
    LARGEST = "largest"

    @property
    def points(self) -> int:
        """Base size in points."""
        return {"standard": 12, "large": 15, "largest": 18}[self.value]

    @property
    def words(self) -> str:
        """What stands on the screen."""
        return {"standard": "标准", "large": "大", "largest": "特大"}[self.value]


def text_size_of(value: str) -> TextSize:
    """The size the settings name; standard for anything unknown."""
    return next((size for size in TextSize if size.value == value), TextSize.STANDARD)


@lru_cache(maxsize=1)
def palette() -> dict[str, str]:
    """Colours by name."""
    colours: dict[str, str] = json.loads(assets.path("ui", "styles", "calm.palette.json").read_text("utf-8"))
    return colours


def measures(size: TextSize) -> dict[str, int]:
    """Sizes by name: text in points, all else in pixels at 96 dots an inch."""
    base = size.points
    line = round(base * POINTS_TO_PIXELS)
    return {
        "normal": base,
        "small": max(11, base - 2),
        "heading": base + 2,
        "title": base + 5,
        "big_title": base + 8,
        "elder": max(18, base),
        "elder_title": max(22, base + 4),
        "nav_width": round(line * 6.6) + 30,
        "nav_button": round(line * 6.6) + 2,
        "touch": max(LEAST_TOUCH, round(line * 2.5)),
        "button": max(LEAST_TOUCH - BORDERS, round(line * 2.34)),
        "row_button": max(LEAST_TOUCH - BORDERS, round(line * 2.0)),
        "list_row": max(LEAST_TOUCH, round(line * 2.5)),
        "big": round(line * 6.0),
        "field": round(line * 1.9),
        "pad": round(line * 1.0),
        "pad_wide": round(line * 1.8),
        "pad_small": round(line * 0.7),
        "tick": round(line * 1.25),
        "arrow": round(line * 0.9),
        "scroll": 18,
    }


@lru_cache(maxsize=len(TextSize))
def style_sheet(size: TextSize) -> str:
    """The style sheet for one text size."""
    values: dict[str, object] = {**palette(), **measures(size)}
    for name in ("box", "box_on", "ring", "ring_on", "down"):
        values[f"icon_{name}"] = assets.resource("icons", f"{name}.svg").as_posix()
    template = assets.path("ui", "styles", "calm.qss").read_text("utf-8")
    return re.sub(r"@(\w+)@", lambda found: str(values[found.group(1)]), template)


def font(size: TextSize) -> QFont:
    """The base font with its fall-backs."""
    chosen = QFont()
    chosen.setFamilies(FAMILIES)
    chosen.setPointSize(size.points)
    return chosen


def _qt_palette() -> QPalette:
    colours = palette()
    made = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, "page"),
        (QPalette.ColorRole.Base, "surface"),
        (QPalette.ColorRole.AlternateBase, "stripe"),
        (QPalette.ColorRole.Button, "surface"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.PlaceholderText, "disabled_text"),
        (QPalette.ColorRole.Highlight, "chosen"),
        (QPalette.ColorRole.HighlightedText, "chosen_text"),
    ):
        made.setColor(role, QColor(colours[name]))
    return made


def apply(app: QApplication, size: TextSize) -> None:
    """Colours, base font and size of the whole program; `dress` gives each part of a window its style sheet."""
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("fusion"))
    app.setPalette(_qt_palette())
    app.setFont(font(size))
    app.setProperty("textSize", size.value)


def dress(part: QWidget) -> bool:
    """Give a part of a window the style sheet of the size in use; returns whether it had another one.

    Not the whole program at once: Qt then visits every widget there is, seen or not, which took 0.7 s.
    """
    app = QApplication.instance()
    size = current(app).value if isinstance(app, QApplication) else TextSize.STANDARD.value
    before = part.property("textSize")
    if before != size:
        part.setProperty("textSize", size)
        part.setStyleSheet(style_sheet(text_size_of(size)))
    return before not in (None, size)


def current(app: QApplication) -> TextSize:
    """The size in use."""
    return text_size_of(str(app.property("textSize") or ""))
