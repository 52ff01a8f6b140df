"""The frame of the window: navigation, pages, banner, lights. Painted before any store is read."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton, QWidget

from windowdesk.domain.device_news import CardRead, ReaderCondition, ReaderState
from windowdesk.events import Changed, Kind
from windowdesk.gui import icons, lights, style
from windowdesk.gui.bridge import Bridge
from windowdesk.gui.desk_thread import DeskThread
from windowdesk.gui.forms.ui_main_window import Ui_MainWindow
from windowdesk.gui.forms.ui_opening import Ui_OpeningPage
from windowdesk.gui.opening import OpenDesk
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.style import TextSize
from windowdesk.gui.work_thread import WorkThread
from windowdesk.settings import Settings

PAGES = {
    "home": "HomePage",
    "intake": "IntakePage",
    "worklist": "WorklistPage",
    "case": "CasePage",
    "inbox": "InboxPage",
    "guide": "GuidePage",
    "queue": "QueuePage",
    "settings": "SettingsPage",
    "trouble": "TroublePage",
}
"""Name of each page and its class in ``windowdesk.gui.pages.<name>``; built when first wanted."""

NAVIGATION = {
    "goHome": ("home", "home"),
    "goIntake": ("intake", "intake"),
    "goCases": ("worklist", "cases"),
    "goInbox": ("inbox", "inbox"),
    "goGuide": ("guide", "guide"),
    "goQueue": ("queue", "queue"),
    "goSettings": ("settings", "settings"),
}
"""Button of the navigation: its page and its icon."""

LIGHTS_EVERY_MS = 15_000
LIGHTS_SOON_MS = 300
"""Typing changes a draft with every key; the lights are read once after it."""
SAVING_SHOWN_AFTER_MS = 60
PAINTED_AT_LATEST_MS = 1_000
BUILD_AHEAD_EVERY_MS = 150
AHEAD = ("intake", "worklist", "case", "inbox")
"""Pages built one after the other while the clerk looks at the home page."""


class MainWindow(QMainWindow):
    """The one window. It knows no store: pages ask the desk's thread."""

    painted = Signal()
    """The window stands on the screen for the first time."""

    def __init__(self, thread: DeskThread, settings: Settings, text_size: TextSize) -> None:
        super().__init__()
        self.frame = QWidget(self)
        self.ui = Ui_MainWindow()
        self.ui.setupUi(self.frame)
        self.setCentralWidget(self.frame)
        self.setWindowTitle("便民服务窗口")
        self.resize(1366, 728)
        self._painted = False
        self.frame.installEventFilter(self)
        self._pages: dict[str, Page] = {}
        self._front = ""
        bridge = Bridge(self)
        devices = WorkThread("devices", self)
        self.place = Place(thread, devices, self.ui.banner, bridge, settings, text_size)
        opening = QWidget()
        Ui_OpeningPage().setupUi(opening)
        self.ui.pages.addWidget(opening)
        self._lights_timer = QTimer(self, interval=LIGHTS_EVERY_MS)
        self._lights_timer.timeout.connect(self.read_lights)
        self._lights_soon = QTimer(self, interval=LIGHTS_SOON_MS, singleShot=True)
        self._lights_soon.timeout.connect(self.read_lights)
        self._saving_timer = QTimer(self, interval=SAVING_SHOWN_AFTER_MS, singleShot=True)
        self._saving_timer.timeout.connect(self._show_saving)
        self._idle_timer = QTimer(self, interval=BUILD_AHEAD_EVERY_MS)
        self._idle_timer.timeout.connect(self._build_ahead)
        self._safe = False
        self._connect()
        self._dress()
        self._navigation_enabled(False)

    # opening

    def desk_opened(self, opened: OpenDesk) -> None:
        """The store is open: the home page comes to the front."""
        self.place.devices.start()
        self.place.settings = opened.desk.settings
        self.place.bridge.listen(opened.desk.bus)
        self._navigation_enabled(True)
        self.say_who()
        self._lights_timer.start()
        self.read_lights()
        self.show_page("home")
        self._idle_timer.start()

    def _build_ahead(self) -> None:
        """One page, or one part of a page, at a time: the first click on it then does not wait."""
        missing = next((name for name in AHEAD if name not in self._pages), None)
        if missing is not None:
            self.page(missing)
        elif not any(page.prepare() for page in self._pages.values()):
            self._idle_timer.stop()

    def desk_not_opened(self, trouble: BaseException) -> None:
        """The store did not open: a full page says why and what to do."""
        self.show_page("trouble", trouble)

    # pages

    def show_page(self, name: str, about: object = None) -> None:
        """Bring a page to the front."""
        page = self.page(name)
        if self._front and self._front != name:
            self._pages[self._front].leave()
            self.ui.banner.clear()
        self._front = name
        for button, (target, _) in NAVIGATION.items():
            if target == name:
                self._button(button).setChecked(True)
        self.ui.pages.setCurrentWidget(page)
        page.come(about)

    def page(self, name: str) -> Page:
        """The page, built now if nobody wanted it before."""
        if name not in self._pages:
            module = importlib.import_module(f"windowdesk.gui.pages.{name}")
            page: Page = getattr(module, PAGES[name])(self.place)
            page.go.connect(self.show_page)
            self.ui.pages.addWidget(page)
            self._pages[name] = page
        return self._pages[name]

    @property
    def front(self) -> str:
        """Name of the page in front; empty while the desk opens."""
        return self._front

    # text size and lights

    def set_text_size(self, size: TextSize) -> None:
        """Change the size of everything, now."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.place.text_size = size
        self.place.settings = replace(self.place.settings, text_size=size.value)
        style.apply(app, size)
        self._dress()
        for page in self._pages.values():
            page.resized()

    def read_lights(self) -> None:
        """Ask the desk for the three lights."""
        if self.place.thread.desk_is_open:
            from windowdesk.casework import queue_view

            self.place.thread.ask(queue_view.view, then=self._show_lights, topic="lights")

    def _show_lights(self, view: Any) -> None:
        lights.show_network(self.ui.network, view.network)
        lights.show_waiting(self.ui.waiting, view.waiting, view.waiting_words)
        self._safe = view.safe
        self._show_saving()

    def _saving_changed(self, unfinished: int) -> None:
        if unfinished and not self._saving_timer.isActive():
            self._saving_timer.start()
        if not unfinished:
            self._saving_timer.stop()
            self._show_saving()

    def _show_saving(self) -> None:
        lights.show_safe(self.ui.safe, saving=self.place.thread.unfinished > 0, safe=self._safe)

    # news

    def _changed(self, news: Changed) -> None:
        if news.kinds & {Kind.OUTBOX, Kind.EXCHANGE, Kind.CASES, Kind.DRAFTS}:
            self._lights_soon.start()
        page = self._pages.get(self._front)
        if page is not None and news.kinds & page.listens:
            page.refresh()

    def _card_read(self, news: CardRead) -> None:
        self.place.last_card = news.card
        page = self._pages.get(self._front)
        if page is not None and not page.card_read(news) and self._front == "home":
            self.show_page("intake", news)

    def _reader_state(self, news: ReaderState) -> None:
        state, words = {
            ReaderCondition.READY: ("good", "读卡器正常，请放证件"),
            ReaderCondition.READING: ("info", "正在读卡，请不要拿开"),
            ReaderCondition.TROUBLE: ("note", news.happened),
            ReaderCondition.BUSY: ("note", news.happened),
            ReaderCondition.ABSENT: ("note", "没有找到读卡器，请手工填写"),
        }[news.condition]
        self.place.reader_words = (state, words)

    # the frame

    def _connect(self) -> None:
        for name, (target, _) in NAVIGATION.items():
            self._button(name).clicked.connect(lambda _=False, page=target: self.show_page(page))
        for light in (self.ui.network, self.ui.waiting, self.ui.safe):
            light.pressed.connect(self._to_queue)
        thread = self.place.thread
        thread.opened.connect(self.desk_opened)
        thread.not_opened.connect(self.desk_not_opened)
        thread.troubled.connect(self.ui.banner.trouble)
        thread.saving.connect(self._saving_changed)
        self.place.devices.troubled.connect(self.ui.banner.trouble)
        self.place.bridge.changed.connect(self._changed)
        self.place.bridge.card_read.connect(self._card_read)
        self.place.bridge.reader_state.connect(self._reader_state)

    def _to_queue(self) -> None:
        if self.place.thread.desk_is_open:
            self.show_page("queue")

    def _button(self, name: str) -> QToolButton:
        button: QToolButton = getattr(self.ui, name)
        return button

    def _navigation_enabled(self, enabled: bool) -> None:
        for position, name in enumerate(NAVIGATION, start=1):
            self._button(name).setEnabled(enabled)
            self._button(name).setShortcut(QKeySequence(f"Alt+{position}"))

    def _dress(self) -> None:
        pixels = round(self.place.text_size.points * 1.8)
        for name, (_, icon) in NAVIGATION.items():
            self._button(name).setIcon(icons.icon(icon, "nav_text", pixels, "nav"))
            self._button(name).setIconSize(QSize(pixels, pixels))

    def say_who(self) -> None:
        """Site and clerk, as the settings name them."""
        settings = self.place.settings
        self.ui.site.setText(settings.site.name)
        self.ui.clerk.setText(f"{settings.clerk} {settings.badge}号")
        self.setWindowTitle(f"便民服务窗口 · {settings.site.name}")

    def showEvent(self, event: QShowEvent) -> None:
        """A window that is shown but covered is never painted: the desk opens all the same."""
        super().showEvent(event)
        QTimer.singleShot(PAINTED_AT_LATEST_MS, self, self._tell_painted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell once that the first paint is through."""
        if watched is self.frame and event.type() is QEvent.Type.Paint and not self._painted:
            QTimer.singleShot(0, self, self._tell_painted)
        return super().eventFilter(watched, event)

    def _tell_painted(self) -> None:
        if not self._painted:
            self._painted = True
            self.frame.removeEventFilter(self)
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being saved, then end both threads."""
        for timer in (self._idle_timer, self._lights_timer, self._lights_soon, self._saving_timer):
            timer.stop()
        self.place.bridge.close()
        self.place.devices.close()
        self.place.thread.close()
        super().closeEvent(event)
