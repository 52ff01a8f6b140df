"""What is plugged in, on the page of the devices: found, looked at, taken into use by one press."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from windowdesk.domain.found_devices import DeviceKind, FoundDevice, in_use
from windowdesk.gui.errand import Errand
from windowdesk.gui.forms.ui_devices import Ui_DevicesPage
from windowdesk.gui.row_card import RowCard, fill
from windowdesk.settings import Settings

if TYPE_CHECKING:
    from windowdesk.gui.page import Page


class DeviceFinding(QObject):
    """The upper left of the page, empty until somebody looks."""

    used = Signal(object)
    """A `FoundDevice` was taken into use."""

    def __init__(self, ui: Ui_DevicesPage, page: Page) -> None:
        super().__init__(page)
        self._ui = ui
        self._page = page
        self.found: tuple[FoundDevice, ...] = ()
        ui.find.clicked.connect(self._find)

    def show_found(self, found: tuple[FoundDevice, ...]) -> None:
        """One row for each."""
        self._ready()
        self.found = found
        self._ui.next.setText("" if found else "没有找到设备。请插好线、打开电源再找。")
        shown = [_heading("插着的设备"), *(self._row(one) for one in found), _heading("正在用的和这台电脑")]
        fill(self._ui.foundRows, shown if found else [])
        self._ui.scroll.verticalScrollBar().setValue(0)

    def use(self, one: FoundDevice) -> None:
        """Take it into use as it is."""
        thread = self._page.place.thread
        opened = thread.open_desk
        thread.put(lambda: opened.use(one), then=partial(self._kept, one), failed=self._page.trouble, keeps=True)

    def _find(self) -> None:
        place = self._page.place
        if place.thread.open_desk.desk.training:
            place.banner.note("演示里用的都是模拟的设备。", "要找真的设备，请关掉演示窗口，在平时的窗口里找。")
            return
        self._ui.find.setEnabled(False)
        self._ui.find.setText("正在找…")
        self._ui.next.setText("正在看插着什么，要等一会儿，最多一分钟。")
        Errand(place.thread.open_desk.find).run(self.show_found, self._not_found)

    def _not_found(self, trouble: BaseException) -> None:
        self._ready()
        self._page.trouble(trouble)

    def _ready(self) -> None:
        self._ui.find.setEnabled(True)
        self._ui.find.setText("找一找插着的设备")

    def _row(self, one: FoundDevice) -> RowCard:
        used = in_use(self._page.place.settings.devices, one)
        asks = one.ask_first and one.kind is DeviceKind.READER
        buttons = [("问一问，是就用" if asks else "用它", partial(self._try, one))] if one.usable and not used else []
        words = f"{one.sentence}{one.to_do}" + (f"（代码 {one.code}）" if one.code else "")
        return RowCard(one.title, words, badge=_state(one, used=used), buttons=buttons, below=True)

    def _try(self, one: FoundDevice) -> None:
        """Looked at first, then taken into use."""
        self._ui.next.setText(f"正在试{one.title}…")
        opened = self._page.place.thread.open_desk

        def tried() -> FoundDevice:
            certain = opened.certain(one)
            opened.try_address(certain)
            return certain

        Errand(tried).run(self.use, self._not_used)

    def _not_used(self, trouble: BaseException) -> None:
        self._ui.next.setText("没有用上，原来的设置没有变。")
        self._page.trouble(trouble)

    def _kept(self, one: FoundDevice, settings: Settings) -> None:
        self._page.place.settings = settings
        if self.found:
            self.show_found(self.found)
        self._ui.next.setText("")
        self._page.place.banner.good(f"用上了：{one.title}。", "点“试一试”看看跟图上一不一样。")
        self.used.emit(one)


def _state(one: FoundDevice, *, used: bool) -> tuple[str, str]:
    """Look and word of a badge."""
    if one.code:
        return "bad", "用不了"
    if used:
        return "good", "正在用"
    if one.ask_first:
        return "note", "要问一问"
    return ("info", "可以用") if one.usable else ("plain", "接着")


def _heading(words: str) -> QWidget:
    label = QLabel(words)
    label.setProperty("role", "heading")
    return label
