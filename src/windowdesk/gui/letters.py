"""Characters are drawn once before anybody needs them.

A character that is set in a font for the first time is loaded and fitted to the grid of pixels: 0.08 ms each, a
page of new ones took 40 ms. Afterwards it costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFont, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

DRAWN_AT_ONCE = 30


def words_on(window: QWidget) -> str:
    """All words that stand on labels and buttons, seen or not."""
    words: list[str] = []
    label: QLabel
    for label in window.findChildren(QLabel):
        words.append(label.text())
    button: QAbstractButton
    for button in window.findChildren(QAbstractButton):
        words.append(button.text())
    return "".join(words)


def draw_ahead(words: str) -> Iterator[None]:
    """Draw each character of the words, plain and bold, a few at each step."""
    plain = QFont(QApplication.font())
    bold = QFont(plain)
    bold.setBold(True)
    letters = "".join(dict.fromkeys(words))
    for start in range(0, len(letters), DRAWN_AT_ONCE):
        _draw(letters[start : start + DRAWN_AT_ONCE], (plain, bold))
        yield


def _draw(letters: str, fonts: tuple[QFont, ...]) -> None:
    paper = QPixmap(64, 64)
    painter = QPainter(paper)
    for font in fonts:
        painter.setFont(font)
        for letter in letters:
            painter.drawText(0, 48, letter)
    painter.end()
