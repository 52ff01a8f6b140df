"""Our own line icons from ``resources/icons``, coloured for where they stand."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap

from windowdesk import assets
from windowdesk.gui import style

DRAWN_WIDTH, DRAWN_HEIGHT = 320, 200
"""The shape of every drawing of the doctor."""


@lru_cache(maxsize=256)
def picture(name: str, colour: str, pixels: int) -> QPixmap:
    """The icon as a square picture; ``colour`` is a name of the palette."""
    drawing = assets.resource("icons", f"{name}.svg").read_text("utf-8")
    drawing = drawing.replace("#000000", style.palette()[colour])
    drawing = drawing.replace("<svg ", f'<svg width="{pixels}" height="{pixels}" ', 1)
    drawn = QPixmap()
    drawn.loadFromData(drawing.encode(), "SVG")  # type: ignore[call-overload]
    return drawn.scaled(
        QSize(pixels, pixels), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


@lru_cache(maxsize=16)
def drawing(name: str, width: int) -> QPixmap:
    """A picture of ``resources/doctor/pictures`` that wide, its lines in the colour of text."""
    text = assets.resource("doctor", "pictures", f"{name}.svg").read_text("utf-8")
    height = round(width * DRAWN_HEIGHT / DRAWN_WIDTH)
    text = text.replace("#000000", style.palette()["text"])
    text = text.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
    drawn = QPixmap()
    drawn.loadFromData(text.encode(), "SVG")  # type: ignore[call-overload]
    return drawn


def icon(name: str, colour: str = "primary", pixels: int = 24, checked_colour: str = "") -> QIcon:
    """The icon for a button; ``checked_colour`` when the button is on."""
    made = QIcon(picture(name, colour, pixels))
    if checked_colour:
        made.addPixmap(picture(name, checked_colour, pixels), QIcon.Mode.Normal, QIcon.State.On)
    return made


def colour(name: str) -> QColor:
    """A colour of the palette by its name."""
    return QColor(style.palette()[name])
