"""The frame of the window: navigation, pages, banner, lights. Painted before any store is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton, QWidget

from windowdesk.domain.device_news import CardRead, ReaderState
from windowdesk.events import Changed, Kind
from windowdesk.gui import icons, lights, style, watermark
from windowdesk.gui.bridge import Bridge
from windowdesk.gui.desk_thread import DeskThread
from windowdesk.gui.forms.ui_main_window import Ui_MainWindow
from windowdesk.gui.forms.ui_opening import Ui_OpeningPage
from windowdesk.gui.opening import OpenDesk
from windowdesk.gui.page import BACK, Page
from windowdesk.gui.page_stack import PageStack, read_ahead
from windowdesk.gui.place import Place
from windowdesk.gui.reader_words import ReaderWords
from windowdesk.gui.scan_room import ScanRoom
from windowdesk.gui.second_screen import VillagerScreen
from windowdesk.gui.style import TextSize
from windowdesk.gui.work_thread import WorkThread
from windowdesk.settings import Settings

NAVIGATION = {
    "goHome": ("home", "home"),
    "goIntake": ("intake", "intake"),
    "goCases": ("worklist", "cases"),
    "goInbox": ("inbox", "inbox"),
    "goGuide": ("guide", "guide"),
    "goQueue": ("queue", "queue"),
    "goSettings": ("settings", "settings"),
    "goHelp": ("help", "info"),
}
"""Button of the navigation: its page and its icon."""

LIGHTS_EVERY_MS = 15_000
LIGHTS_SOON_MS = 300
"""Typing changes a draft with every key; the lights are read once after it."""
SAVING_SHOWN_AFTER_MS = 60
PAINTED_AT_LATEST_MS = 1_000
BUILD_AHEAD_EVERY_MS = 60


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
        self._front = ""
        self._before_help = "home"
        self._reader_words = ReaderWords()
        bridge = Bridge(self)
        devices, printers = WorkThread("devices", self), WorkThread("printers", self)
        villager = VillagerScreen(self)
        self._scanner = WorkThread("scanner", self)
        scans = ScanRoom(thread, self._scanner, devices, self.ui.banner)
        self.place = Place(
            self.ui.pages, thread, devices, printers, scans, self.ui.banner, bridge, settings, text_size, villager
        )
        self._stack = PageStack(self.ui.pages, self.place, lambda page: page.go.connect(self.show_page))
        self._ahead: Iterator[None] = iter(())
        opening = QWidget()
        style.dress(opening)
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
        from windowdesk.gui.office_printing import OfficePrinting

        self.place.devices.start()
        self.place.printers.start()
        self.place.office = OfficePrinting(self.place, self)
        self.place.office.resume()
        self._scanner.start()
        self.place.settings = opened.desk.settings
        self.place.bridge.listen(opened.desk.bus)
        self._navigation_enabled(True)
        if opened.desk.training:
            self._mark_training()
        self.say_who()
        self.place.villager.welcome(opened.desk.settings.site.name)
        self._lights_timer.start()
        self.read_lights()
        self.show_page("home")
        self.place.thread.put(read_ahead, then=self._begin_ahead)

    def _begin_ahead(self, windows: Sequence[str]) -> None:
        self._ahead = self._steps_ahead(windows)
        self._idle_timer.start()

    def _steps_ahead(self, windows: Sequence[str]) -> Iterator[None]:
        """All that is done while nobody waits: pages, then the characters of their words and of the catalogue."""
        from windowdesk.casework.letters import letters
        from windowdesk.gui.letters import draw_ahead, words_on

        yield from self._stack.build_ahead(windows)
        yield from draw_ahead(words_on(self))
        heard: list[str] = []

        def failed(trouble: BaseException) -> None:
            heard.append("")
            self.ui.banner.trouble(trouble)

        self.place.thread.ask(letters, then=heard.append, failed=failed)
        while not heard:
            yield
        yield from draw_ahead(heard[0])

    def _build_ahead(self) -> None:
        """One small step: the first click on a page then does not wait."""
        if next(self._ahead, self) is self:
            self._idle_timer.stop()
            # What stands now stands till the evening: to look through it again and again for what nobody needs any
            # more stopped every thread for a tenth of a second, and let such things gather for long.
            gc.freeze()

    def desk_not_opened(self, trouble: BaseException) -> None:
        """The store did not open: a full page says why and what to do."""
        self.show_page("trouble", trouble)

    # pages

    def show_page(self, name: str, about: object = None) -> None:
        """Bring a page to the front; ``back`` from the help returns to where the clerk was."""
        if name == BACK:
            self._close_help()
            return
        if self._front and self._front != name:
            self._stack[self._front].leave()
            self.place.villager.take_back()
            if name != "help":
                self.ui.banner.clear()
        page = self._stack.bring(name)
        self._front = name
        self._mark_front()
        page.come(about)

    def help(self) -> None:
        """F1: the help, and from it back; what was being done stays as it is."""
        if self._front == "help":
            self._close_help()
        elif self._front:
            self._before_help = self._front
            self.show_page("help")

    def _close_help(self) -> None:
        self._front = self._before_help
        page = self._stack.bring(self._front)
        self._mark_front()
        page.refresh()

    def _mark_front(self) -> None:
        for button, (target, _) in NAVIGATION.items():
            if target == self._front:
                self._button(button).setChecked(True)

    def page(self, name: str) -> Page:
        """The page, built now if nobody wanted it before."""
        return self._stack[name]

    @property
    def is_whole(self) -> bool:
        """Nothing is left to be built of the pages that were opened so far, nor shown of the one in front."""
        page = self._stack.get(self._front)
        return self._stack.is_whole and (page is None or page.is_whole)

    @property
    def front(self) -> str:
        """Name of the page in front; empty while the desk opens."""
        return self._front

    # text size and lights

    def set_text_size(self, size: TextSize) -> None:
        """Change the size of what is seen, now; other pages change when they are shown."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.place.text_size = size
        self.place.settings = replace(self.place.settings, text_size=size.value)
        style.apply(app, size)
        self._dress()
        page = self._stack.get(self._front)
        if page is not None:
            self._stack.dress(page)

    def read_lights(self) -> None:
        """Ask the desk for the three lights."""
        if self.place.thread.desk_is_open:
            from windowdesk.casework import desk_lights

            self.place.thread.ask(desk_lights.lights, then=self._show_lights, topic="lights")

    def _show_lights(self, view: Any) -> None:
        lights.show_network(self.ui.network, view.network)
        lights.show_waiting(self.ui.waiting, view.waiting, view.waiting_words)
        lights.show_paper(self.ui.paper, view.paper_words)
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
        if news.kinds & {Kind.OUTBOX, Kind.EXCHANGE, Kind.CASES, Kind.DRAFTS, Kind.PRINTS}:
            self._lights_soon.start()
        page = self._stack.get(self._front)
        if page is not None and news.kinds & page.listens:
            page.refresh()

    def _card_read(self, news: CardRead) -> None:
        self.place.last_card = news.card
        page = self._stack.get(self._front)
        if page is not None and not page.card_read(news) and self._front == "home":
            self.show_page("intake", news)

    def _reader_state(self, news: ReaderState) -> None:
        self.place.reader_words = self._reader_words.told(news)

    def code_scanned(self, text: str) -> None:
        """A receipt was scanned: its case comes to the front, or the banner says what it is.

        Behind an open dialog nothing changes: what is asked there comes first.
        """
        if QApplication.activeModalWidget() is not None:
            self.place.banner.note("刚才扫的码没有打开：当时开着一个小窗。", "关掉小窗以后再扫一次。")
        elif self.place.thread.desk_is_open:
            from windowdesk.casework import receipt_proof

            self.place.thread.ask(receipt_proof.find_by_code, text, then=self._case_found, topic="code")

    def _case_found(self, found: Any) -> None:
        if found.case_id:
            self.show_page("case", found.case_id)
        self.place.banner.note(found.happened, found.to_do)

    # the frame

    def _connect(self) -> None:
        for position, (name, (target, _)) in enumerate(NAVIGATION.items(), start=1):
            act = self.help if target == "help" else partial(self.show_page, target)
            self._button(name).clicked.connect(lambda _=False, act=act: act())
            # A shortcut of the button itself would show it pressed for 100 ms before anything happens.
            self._button(name).setShortcut(QKeySequence())
            keys = QKeySequence("F1" if target == "help" else f"Alt+{position}")
            QShortcut(keys, self).activated.connect(self._button(name).click)
        for light in (self.ui.network, self.ui.waiting, self.ui.safe):
            light.pressed.connect(self._to_queue)
        for light in (self.ui.network, self.ui.waiting, self.ui.scanning):
            light.may_shorten = True
        thread = self.place.thread
        thread.opened.connect(self.desk_opened)
        thread.not_opened.connect(self.desk_not_opened)
        thread.troubled.connect(self.ui.banner.trouble)
        thread.saving.connect(self._saving_changed)
        self.place.devices.troubled.connect(self.ui.banner.trouble)
        self.place.printers.troubled.connect(self.ui.banner.trouble)
        self.place.scans.changed.connect(lambda: lights.show_scanning(self.ui.scanning, self.place.scans))
        self.ui.scanning.pressed.connect(self._to_scan)
        self.ui.paper.pressed.connect(lambda: self.show_page("devices", "printer"))
        self.place.bridge.changed.connect(self._changed)
        self.place.bridge.card_read.connect(self._card_read)
        self.place.bridge.reader_state.connect(self._reader_state)

    def _to_queue(self) -> None:
        if self.place.thread.desk_is_open:
            self.show_page("queue")

    def _to_scan(self) -> None:
        """Where the pages go that are being scanned."""
        goal = self.place.scans.goal
        if goal is not None:
            self.show_page(goal.page, goal.about)

    def _button(self, name: str) -> QToolButton:
        button: QToolButton = getattr(self.ui, name)
        return button

    def _navigation_enabled(self, enabled: bool) -> None:
        for name in NAVIGATION:
            self._button(name).setEnabled(enabled or name == "goHelp")

    def _dress(self) -> None:
        for part in (self.ui.navigation, self.ui.banner, self.ui.lights):
            style.dress(part)
        pixels = round(self.place.text_size.points * 1.8)
        for name, (_, icon) in NAVIGATION.items():
            self._button(name).setIcon(icons.icon(icon, "nav_text", pixels, "nav"))
            self._button(name).setIconSize(QSize(pixels, pixels))

    def _mark_training(self) -> None:
        """Nobody may take 演示 for the real desk, nor a picture of it."""
        from windowdesk.gui.training import TrainingStrip

        self.ui.layout_4.insertWidget(0, TrainingStrip(self.place, self.frame))
        watermark.Watermark(self.frame)

    def say_who(self) -> None:
        """Site and clerk, as the settings name them."""
        settings = self.place.settings
        self.ui.site.setText(settings.site.name)
        self.ui.clerk.setText(f"{settings.clerk} {settings.badge}号")
        self.setWindowTitle(watermark.titled(self, f"便民服务窗口 · {settings.site.name}"))

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
        self.place.villager.close()
        self.place.scans.close()
        self.place.devices.close()
        self.place.printers.close()
        self.place.thread.close()
        gc.unfreeze()
        super().closeEvent(event)
