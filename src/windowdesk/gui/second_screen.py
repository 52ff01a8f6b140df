"""The villager's screen (副屏): shows what the clerk pushes there, in the letters of elders, and nothing else.

Empty but for the site's name between two villagers (rule G24). What is pushed there is taken back
when it is answered, when the clerk goes elsewhere, and when the screen is unplugged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from windowdesk.gui import icons, style, watermark
from windowdesk.gui.style import TextSize

if TYPE_CHECKING:
    from windowdesk.domain.evaluation import Level
    from windowdesk.domain.handwriting import Ink
    from windowdesk.gui.signing_view import Left, Signed

TRIED_WIDTH = 480
"""Pixels of the picture when the screen is tried out."""
Finder = Callable[[], QScreen | None]


def second_of_this_pc() -> QScreen | None:
    """The screen that is not the clerk's, where there is one."""
    primary = QGuiApplication.primaryScreen()
    return next((one for one in QGuiApplication.screens() if one is not primary), None)


class VillagerScreen(QObject):
    """The clerk's hand on the second screen. The window there is made when it is first needed."""

    agreed = Signal()
    """The villager looked at the sheet and found no mistake."""
    rated = Signal(str, object)
    """Level and codes of the reasons that the villager chose."""
    signed = Signal(object)
    """The villager wrote their name: the ink."""
    left_paper = Signal()
    """The villager rather signs on paper."""
    ended = Signal()
    """What was pushed is no longer there."""

    def __init__(self, parent: QObject, find: Finder = second_of_this_pc) -> None:
        super().__init__(parent)
        self._find = find
        self._site = ""
        self._view: SecondView | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._screens_changed)
        app.screenAdded.connect(self._screens_changed)

    @property
    def is_there(self) -> bool:
        """A second screen is plugged in."""
        return self._find() is not None

    @property
    def view(self) -> SecondView | None:
        """The window on the second screen, while there is one."""
        return self._view

    def welcome(self, site: str) -> None:
        """The name of the place, as long as nothing is pushed."""
        self._site = site
        self._open()
        if self._view is not None:
            self._view.welcome(site)

    def show_sheet(self, sheet: str) -> None:
        """Let the villager look at what will be saved; ``sheet`` is masked HTML."""
        self._open()
        if self._view is not None:
            self._view.sheet(sheet, self._agree)

    def ask_signature(self, title: str, sheet: str) -> None:
        """Let the villager read a sheet (masked HTML) and write their name."""
        self._open()
        if self._view is not None:
            self._view.signature(title, sheet, self._sign, self._leave_to_paper)

    def ask_rating(self, levels: Sequence[Level]) -> None:
        """Let the villager choose a level and reasons, or none at all."""
        self._open()
        if self._view is not None:
            self._view.rating(levels, self._rate, self.take_back)

    def try_out(self) -> None:
        """Large words, for the device doctor."""
        self._open()
        if self._view is not None:
            self._view.try_out()

    def take_back(self) -> None:
        """Nothing of this villager stays."""
        if self._view is not None and self._view.pushed:
            self._view.welcome(self._site)
            self.ended.emit()

    def close(self) -> None:
        """Take the window away."""
        if self._view is not None:
            self._view.close()
            self._view.deleteLater()
            self._view = None

    def _open(self) -> None:
        screen = self._find()
        if screen is None or self._view is not None:
            return
        self._view = SecondView()
        owner = self.parent()
        watermark.mark_like(self._view, owner if isinstance(owner, QWidget) else None)
        self._view.setScreen(screen)
        self._view.setGeometry(screen.geometry())
        self._view.showFullScreen()

    def _screens_changed(self, _: QScreen) -> None:
        self.take_back()
        self.close()
        if self._site:
            self.welcome(self._site)

    def _agree(self) -> None:
        self.take_back()
        self.agreed.emit()

    def _sign(self, ink: Ink) -> None:
        self.signed.emit(ink)
        self.take_back()

    def _leave_to_paper(self) -> None:
        self.left_paper.emit()
        self.take_back()

    def _rate(self, level: str, codes: tuple[str, ...]) -> None:
        self.take_back()
        self.rated.emit(level, codes)


class SecondView(QWidget):
    """The window on the second screen: one column, rebuilt for each thing that is shown."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("请群众看")
        self.setStyleSheet(style.style_sheet(TextSize.LARGEST))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(48, 36, 48, 36)
        self._column.setSpacing(20)
        self.pushed = False
        """Something of a villager stands here."""

    def welcome(self, site: str) -> None:
        """Between two villagers."""
        self._begin(pushed=False)
        self._column.addStretch(1)
        for words in (site, "您好，请坐。"):
            self._label(words, "elderTitle").setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addStretch(1)

    def try_out(self) -> None:
        """A picture and words that tell a person that this screen is well."""
        self._begin(pushed=True)
        self._column.addStretch(1)
        picture = self._label("", "elder")
        picture.setPixmap(icons.drawing("screen", TRIED_WIDTH))
        for label in (
            picture,
            self._label("试一试", "elderTitle"),
            self._label("这几个字看得清，屏幕就是好的。过几秒自己收起。", "elder"),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addStretch(1)

    def sheet(self, html: str, agree: Callable[[], None]) -> None:
        """What will be saved, and one button."""
        self._begin(pushed=True)
        self._label("请您看一看，有没有写错？", "elderTitle")
        words = QLabel(html)
        words.setProperty("role", "elder")
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setWordWrap(True)
        self._scrolled(words)
        self._button("没有写错", agree)

    def signature(self, title: str, html: str, signed: Signed, left: Left) -> None:
        """The sheet, and a place to write."""
        from windowdesk.gui.signing_view import SigningView

        self._begin(pushed=True)
        self._column.addWidget(SigningView(title, html, signed, left), 1)

    def rating(
        self, levels: Sequence[Level], rate: Callable[[str, tuple[str, ...]], None], leave: Callable[[], None]
    ) -> None:
        """The levels; nothing is chosen beforehand and leaving is as easy as choosing."""
        self._begin(pushed=True)
        self._label("这次办得怎么样？您自愿评价，也可以不评。", "elderTitle")
        for level in levels:
            self._button(level.words, partial(self._reasons, level, rate, leave), "big")
        self._column.addStretch(1)
        self._button("不评价", leave, "")

    def _reasons(self, level: Level, rate: Callable[[str, tuple[str, ...]], None], leave: Callable[[], None]) -> None:
        self._begin(pushed=True)
        self._label(f"{level.words}：因为什么？{'请至少选一个。' if level.bad else '可以不选。'}", "elderTitle")
        inside = QWidget()
        rows = QVBoxLayout(inside)
        boxes = {choice.code: QCheckBox(choice.text, inside) for choice in level.choices}
        for box in boxes.values():
            rows.addWidget(box)
        self._scrolled(inside)

        def done() -> None:
            codes = tuple(code for code, box in boxes.items() if box.isChecked())
            if codes or not level.bad:
                rate(level.level, codes)

        self._button("提交", done)
        self._button("不评价", leave, "")

    def _begin(self, *, pushed: bool) -> None:
        self.pushed = pushed
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _label(self, words: str, role: str) -> QLabel:
        label = QLabel(words)
        label.setProperty("role", role)
        label.setWordWrap(True)
        self._column.addWidget(label)
        return label

    def _scrolled(self, inside: QWidget) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self._column.addWidget(area, 1)

    def _button(self, words: str, act: Callable[[], None], role: str = "primary") -> None:
        button = QPushButton(words)
        button.setProperty("role", role)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _=False: act())
        self._column.addWidget(button)
