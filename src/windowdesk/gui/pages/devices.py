"""设备体检: every part of the desk with icon and words, what is plugged in, tests with a picture, steps, ways round."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from windowdesk.casework import device_tests, doctor, probing, support_bundle
from windowdesk.casework.doctor import DoctorRow, Health, Probes
from windowdesk.domain.device_news import CardRead, ReaderCondition, ReaderState
from windowdesk.domain.found_devices import FoundDevice
from windowdesk.errors import NO_CARD, SCREEN_ABSENT, DeviceTrouble, Known
from windowdesk.gui.device_finding import DeviceFinding
from windowdesk.gui.device_panel import STATES, DevicePanel
from windowdesk.gui.errand import Errand, Work
from windowdesk.gui.forms.ui_devices import Ui_DevicesPage
from windowdesk.gui.laid_out import laid_out_once
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.row_card import RowCard, fill
from windowdesk.gui.support_dialog import screens, show_support
from windowdesk.gui.work_thread import Failed, Then

if TYPE_CHECKING:
    from windowdesk.casework.desk import Desk
    from windowdesk.casework.device_tests import TryOut
    from windowdesk.casework.paper_roll import Standing

CARD_MS = int(device_tests.CARD_SECONDS * 1000)
SCREEN_MS = int(device_tests.SCREEN_SECONDS * 1000)
SHOWN_IN_PANEL = frozenset({"reader", "scanner", "printer", "office", "screen", "evaluator"})
"""Parts that are devices."""
PLUGGED = frozenset({ReaderCondition.READY, ReaderCondition.ABSENT, ReaderCondition.BUSY})
"""Conditions that tell whether a reader is there, whatever card lies on it."""


class DevicesPage(Page):
    """Left all parts and what was found, right the one that is looked at."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_DevicesPage()
        self.ui.setupUi(self)
        self.panel = DevicePanel(self.ui)
        self.rows: tuple[DoctorRow, ...] = ()
        self.finding = DeviceFinding(self.ui, self)
        self.finding.used.connect(self._used)
        self.waits_for_card = False
        self._inside_too = False
        self._reader: ReaderCondition | None = None
        """How the reader was when it was last heard of; None: it has said nothing yet."""
        self._cancelled = threading.Event()
        self._card_timer = QTimer(self, interval=CARD_MS, singleShot=True)
        self._card_timer.timeout.connect(self._no_card)
        self._shown_on_screen = False
        """The words of a test stand on the second screen."""
        self._screen_timer = QTimer(self, interval=SCREEN_MS, singleShot=True)
        self._screen_timer.timeout.connect(place.villager.take_back)
        place.villager.ended.connect(self._screen_ended)
        self._wanted = ""
        """The part the panel shows after the next look; empty: the first that is in trouble."""
        for button, act in (
            (self.ui.check, self._check_all),
            (self.ui.support, self._support),
            (self.ui.test, self._test),
            (self.ui.reopen, self._reopen),
            (self.ui.fallback, self._fall_back),
            (self.ui.newRoll, lambda: self._roll(is_new=True)),
            (self.ui.sameRoll, lambda: self._roll(is_new=False)),
        ):
            button.clicked.connect(act)
        place.bridge.reader_state.connect(self._reader_said)

    def come(self, about: object = None) -> None:
        """Look at the devices; ``about`` names the part to show."""
        self._wanted = str(about or "")
        self.ui.next.setText("")
        self._check()
        self.later(self.ui.check.setFocus)

    def leave(self) -> None:
        """A test that is under way is broken off."""
        self._cancelled.set()
        self._end_waiting()

    def primary(self) -> QPushButton | None:
        """全部检查."""
        button: QPushButton = self.ui.check
        return button

    def key_back(self) -> bool:
        """Esc goes back to the settings."""
        self.go.emit("settings", None)
        return True

    # looking

    def _check_all(self) -> None:
        """Devices and this PC: the whole store is read through, so only when somebody asks."""
        self._inside_too = True
        self._check()

    def _check(self) -> None:
        self.ui.check.setEnabled(False)
        self.ui.check.setText("正在检查…")
        thread = self.place.thread
        thread.put(thread.open_desk.probes, then=self._ask_outside, failed=self._no_report)

    def _ask_outside(self, probes: Probes) -> None:
        screens = 2 if self.place.villager.is_there else 1
        asked = replace(probes, screen=probing.screen(lambda: screens))
        self._errand(lambda: doctor.outside(asked), self._ask_inside, self._no_report)

    def _ask_inside(self, outside: tuple[DoctorRow, ...]) -> None:
        if not self._inside_too:
            self._report((*outside, *(row for row in self.rows if row.part not in {one.part for one in outside})))
            return
        self.ask(doctor.inside, then=lambda inside: self._report((*outside, *inside)), failed=self._no_report)

    def _report(self, rows: tuple[DoctorRow, ...]) -> None:
        self._ready()
        self.rows = rows
        devices = [row for row in rows if row.part in SHOWN_IN_PANEL]
        named = [row for row in devices if row.part == self._wanted]
        bad = [row for row in devices if row.health is Health.BAD]
        self._look_at((named or bad or devices)[0])

    def _no_report(self, trouble: BaseException) -> None:
        self._ready()
        self.trouble(trouble)

    def _ready(self) -> None:
        self._inside_too = False
        self.ui.check.setEnabled(True)
        self.ui.check.setText("全部检查")

    def _reader_said(self, news: ReaderState) -> None:
        """A reader that is pulled out or plugged in is seen without pressing anything."""
        if news.condition not in PLUGGED or news.condition is self._reader:
            return
        before, self._reader = self._reader, news.condition
        if before is not None and self.isVisible() and self.ui.check.isEnabled() and not self.waits_for_card:
            self._check()

    def _show_rows(self) -> None:
        fill(self.ui.rows, [self._row(row) for row in self.rows])

    def _row(self, row: DoctorRow) -> RowCard:
        is_device = row.part in SHOWN_IN_PANEL
        code = f"（代码 {row.code}）" if row.code else ""
        words = row.sentence if is_device else f"{row.sentence}{row.to_do}{code}"
        buttons = [("看一看", partial(self._look_at, row))] if is_device else []
        card = RowCard(row.title, words, badge=(STATES[row.health], row.health.words), buttons=buttons)
        card.setProperty("here", "true" if row.part == self.panel.row.part else "false")
        return card

    def _look_at(self, row: DoctorRow) -> None:
        self._end_waiting()
        self._wanted = row.part
        with laid_out_once(self.ui.panelInside):
            self.panel.show(row, str(getattr(self.place.settings.devices, row.part, "")))
        self._show_rows()
        self.ui.panelScroll.verticalScrollBar().setValue(0)

    # testing one

    def _test(self) -> None:
        part = self.panel.row.part
        if part == "reader":
            self.panel.say("info", "正在检查…", "", icon="wait")
            self.place.thread.put(self.place.thread.open_desk.probes, then=self._probe_reader, failed=self._test_failed)
            return
        if part == "screen":
            self._show_on_screen()
            return
        self._cancelled = threading.Event()
        self.panel.say("info", "正在试…", "请看着机器，跟图上一样就对了。", icon="wait")
        opened, cancelled = self.place.thread.open_desk, self._cancelled
        self._errand(lambda: opened.test_device(part, cancelled), self._tested, self._test_failed)

    def _probe_reader(self, probes: Probes) -> None:
        if probes.reader is None:
            self.panel.say("plain", "没有设置", "还没有设置读卡器。")
        else:
            self._errand(probes.reader, self._wait_for_card, self._test_failed)

    def _wait_for_card(self, _: object) -> None:
        self.waits_for_card = True
        self._card_timer.start()
        self.panel.say("info", "请放证件", "读卡器在等。请照图上放一张证件，任何人的都行，内容不会留下。", icon="card")

    def card_read(self, news: CardRead) -> bool:
        """A test takes the card and forgets it."""
        if not self.waits_for_card:
            return False
        self._end_waiting()
        self.place.last_card = None
        self._tested(device_tests.CARD_READ)
        return True

    def _show_on_screen(self) -> None:
        if not self.place.villager.is_there:
            self._test_failed(DeviceTrouble(SCREEN_ABSENT))
            return
        self._shown_on_screen = True
        self.panel.say("info", "正在试…", "请看副屏：上面应有“试一试”几个大字。", icon="wait")
        self.place.villager.try_out()
        self._screen_timer.start()

    def _screen_ended(self) -> None:
        """The words are gone: their time is over, the screen was unplugged, or the clerk went elsewhere."""
        if not self._shown_on_screen:
            return
        self._shown_on_screen = False
        self._screen_timer.stop()
        if self.place.villager.is_there:
            self._tested(device_tests.SCREEN_SHOWN)
        else:
            self._test_failed(DeviceTrouble(SCREEN_ABSENT))

    def _no_card(self) -> None:
        self._end_waiting()
        self.panel.say("note", "没等到证件", NO_CARD.happened, NO_CARD.code)

    def _end_waiting(self) -> None:
        self.waits_for_card = False
        self._card_timer.stop()

    def _tested(self, ended: TryOut) -> None:
        state, word = ("good", "试好了") if ended.sure else ("note", "请看一眼")
        self.panel.say(state, word, ended.words)

    def _test_failed(self, trouble: BaseException) -> None:
        if isinstance(trouble, Known):
            self.panel.say("bad", "有问题", trouble.happened, trouble.code)
        else:
            self.panel.say("bad", "有问题", "")
            self.trouble(trouble)

    # the ways to help

    def _reopen(self) -> None:
        self.panel.say("info", "正在重新连接…", "", icon="wait")
        self._wanted = self.panel.row.part
        thread = self.place.thread
        thread.put(thread.open_desk.reopen, then=lambda _: self._check(), failed=self._test_failed)

    def _roll(self, *, is_new: bool) -> None:
        """What is in the printer now."""
        opened = self.place.thread.open_desk
        self._errand(lambda: opened.settle_roll(is_new=is_new), partial(self._rolled, is_new=is_new), self.trouble)

    def _rolled(self, standing: Standing | None, *, is_new: bool) -> None:
        words = "已记下：换了新纸卷。" if is_new else "已记下：还是原来那卷。"
        self.place.banner.good(words, standing.words if standing is not None else "")
        self._wanted = "printer"
        self._check()

    def _fall_back(self) -> None:
        part = self.panel.row.part
        if part == "reader":
            self.go.emit("intake", None)
            self.place.banner.note("读卡器不能用，这一位请手工输入。", "照着证件填姓名和号码，号码要填两遍。")
        elif part == "printer":
            self.go.emit("worklist", None)
            self.place.banner.note("凭条打印机不能用，请改打 A4。", "打开那一件，在“文书”里点收件凭证，选 A4 打印机。")
        else:
            self._errand(self.place.thread.open_desk.stand_in_scanner, self.finding.use, self._test_failed)

    def _used(self, one: FoundDevice) -> None:
        self._wanted = one.kind.value
        self._check()

    # asking for help from afar

    def _support(self) -> None:
        self.ui.support.setEnabled(False)
        self.ui.next.setText("正在准备求助资料…")
        self.ask(_inside, then=self._gather, failed=self._no_support)

    def _gather(self, told: tuple[tuple[DoctorRow, ...], support_bundle.Inside]) -> None:
        inside, held = told
        home, settings = self.place.thread.open_desk.desk.home, self.place.settings
        outside = (row for row in self.rows if row.part not in {one.part for one in inside})
        rows, found, seen = (*outside, *inside), self.finding.found, screens()
        self._errand(
            lambda: support_bundle.made(home, settings, rows, found, held, seen), self._offer, self._no_support
        )

    def _offer(self, bundle: support_bundle.Bundle) -> None:
        self._support_ready()
        if self.isVisible():
            show_support(self, bundle)

    def _no_support(self, trouble: BaseException) -> None:
        self._support_ready()
        self.trouble(trouble)

    def _support_ready(self) -> None:
        self.ui.support.setEnabled(True)
        self.ui.next.setText("")

    def _errand(self, work: Work, then: Then, failed: Failed) -> None:
        """Work that takes its time and that closing the window does not wait for."""
        Errand(work).run(then, failed)


def _inside(desk: Desk) -> tuple[tuple[DoctorRow, ...], support_bundle.Inside]:
    return doctor.inside(desk), support_bundle.inside(desk)
