"""A picture of every page: ``./dev shots [--into DIR] [--size standard]``.

A real desk in a temporary home, filled by `sample_day`, shown in the real window. For looking at
with one's own eyes, and for the papers of the project.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sample_day
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from windowdesk import settings as settings_file
from windowdesk.app import open_desk
from windowdesk.casework import doctor
from windowdesk.casework.device_tests import TryOut
from windowdesk.casework.paper_roll import Standing
from windowdesk.domain.device_news import CardRead, ReaderCondition, ReaderState
from windowdesk.domain.found_devices import DeviceKind, FoundDevice
from windowdesk.domain.intake import Step, typed
from windowdesk.errors import (
    KEY_MISSING,
    PAPER_OUT,
    READER_ABSENT,
    READER_DENIED,
    ROLL_NEAR_END,
    STORE_BEYOND_REPAIR,
    DeviceTrouble,
    Message,
    StoreTrouble,
)
from windowdesk.gui import application
from windowdesk.gui.ink_pad import InkPad
from windowdesk.gui.main_window import MainWindow
from windowdesk.gui.opening import OpenDesk
from windowdesk.gui.start import make_window
from windowdesk.gui.style import TextSize
from windowdesk.gui.support_dialog import SupportDialog
from windowdesk.settings import Settings

PATIENCE_SECONDS = 60.0
SIZE = (1366, 728)
PLUGGED = (
    FoundDevice(DeviceKind.READER, "身份证读卡器（标准模块）", "插在 USB 上（0400:C35A）。", "usb:"),
    FoundDevice(
        DeviceKind.READER,
        "USB 串口线（CH340）",
        "/dev/ttyUSB0，不问不知道上面接的是什么。",
        "serial:/dev/ttyUSB0",
        to_do="点“问一问”会向它发几个字节，看是读卡器、凭条打印机还是评价器；接着别的设备就不要问。",
        ask_first=True,
    ),
    FoundDevice(
        DeviceKind.READER,
        "身份证读卡器（标准模块）",
        READER_DENIED.happened.format(address="USB 0400:C35A"),
        to_do=READER_DENIED.to_do,
        code=READER_DENIED.code,
    ),
    FoundDevice(DeviceKind.OFFICE, "A4 打印机 HP LaserJet", "系统已装好，平时用的就是它，打文书时可以选。"),
)
"""What a counter may have, one of each state."""
ACTS = (
    ("supplement", "correction"),
    ("supplement", "form"),
    ("deliver", "ready"),
    ("evaluate", "delivered"),
    ("withdraw", "case"),
    ("void", "case"),
)
"""Each form of an act, and the case of the sample day it is shown with."""


class Photographer:
    """Leads the window from page to page and takes the pictures."""

    def __init__(self, window: MainWindow, into: Path, prefix: str) -> None:
        self.window = window
        self._into = into
        self._prefix = prefix
        self._count = 0

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """One picture of the window (or of a dialog) as it is now."""
        self.window.read_lights()
        self.settle()
        self._count += 1
        file = self._into / f"{self._prefix}-{self._count:02d}-{name}.png"
        (widget or self.window).grab().save(str(file))

    def settle(self) -> None:
        """Wait until all threads have answered everything asked."""
        for _ in range(3):
            for thread in (self.window.place.thread, self.window.place.printers, self.window.place.devices):
                heard: list[None] = []
                thread.put(lambda: None, then=heard.append)
                wait_for(lambda heard=heard: bool(heard))
        wait_for(lambda: self.window.is_whole)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def on_desk(self, act: Callable[..., Any], *args: Any) -> Any:
        """Run an act on the storage thread and wait for its value."""
        heard: list[Any] = []
        failed: list[BaseException] = []
        self.window.place.thread.ask(act, *args, then=heard.append, failed=failed.append)
        wait_for(lambda: bool(heard or failed))
        if failed:
            raise failed[0]
        return heard[0]


def wait_for(done: Callable[[], bool]) -> None:
    """Let the window work until it is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not answer")
        QApplication.processEvents()
        time.sleep(0.002)


@contextmanager
def window_on(home: Path, size: TextSize) -> Iterator[MainWindow]:
    """A window on a desk in ``home``."""
    printer = home / "receipt.bin"
    settings_file.save(home, sample_day.settings(f"file:{printer}"))
    window = make_window(lambda _: open_desk(home, passphrase="shots"), settings_file.load(home))
    window.resize(*SIZE)
    window.set_text_size(size)
    window.show()
    window.activateWindow()
    try:
        wait_for(lambda: bool(window.front))
        yield window
    finally:
        window.close()


def tour(camera: Photographer) -> None:
    """Every page once."""
    window = camera.window
    ids = camera.on_desk(sample_day.play)
    window.show_page("home")
    camera.take("home")
    _intake(camera, ids)
    _exceptions(camera)
    window.show_page("worklist", "all")
    camera.take("worklist")
    _cases(camera, ids)
    for name in ("inbox", "guide", "queue", "help", "settings"):
        window.show_page(name)
        camera.take(name)
    settings: Any = window.page("settings")
    settings.ui.scroll.verticalScrollBar().setValue(settings.ui.scroll.verticalScrollBar().maximum())
    camera.take("settings-below")
    _devices(camera)


def _devices(camera: Photographer) -> None:
    """The doctor: all parts, one in trouble with its steps, what is plugged in."""
    window = camera.window
    window.show_page("devices", "reader")
    page: Any = window.page("devices")
    wait_for(lambda: bool(page.rows))
    camera.take("devices")
    for part, trouble in (("reader", READER_ABSENT), ("printer", PAPER_OUT)):
        row = doctor.trouble_row(part, "读卡器" if part == "reader" else "凭条打印机", trouble_of(trouble))
        page._wanted = part
        page._report(tuple(row if one.part == part else one for one in page.rows))
        camera.take(f"devices-{part}-trouble")
    roll = Standing(8, near_end=True, asks=False)
    row = doctor.probed("printer", "凭条打印机", lambda: raised(doctor.SeeTo(ROLL_NEAR_END, roll.words)))
    page._report(tuple(row if one.part == "printer" else one for one in page.rows))
    camera.take("devices-printer-roll")
    page.finding.show_found(PLUGGED)
    camera.take("devices-found")
    page._look_at(next(one for one in page.rows if one.part == "scanner"))
    page._tested(TryOut("扫到了一页，扫描仪正常。试扫的这一页没有留下。"))
    camera.take("devices-tested")
    page.ui.support.click()
    wait_for(lambda: bool(window.findChildren(SupportDialog)))
    (dialog,) = window.findChildren(SupportDialog)
    dialog.ui.parts.setCurrentRow(dialog.ui.parts.count() - 2)
    camera.take("devices-support", dialog)
    dialog.reject()


def raised(trouble: Exception) -> str:
    """What a probe does that found something."""
    raise trouble


def trouble_of(message: Message) -> DeviceTrouble:
    """A device in trouble."""
    return DeviceTrouble(message, address="usb:")


def _intake(camera: Photographer, ids: dict[str, str]) -> None:
    window = camera.window
    flow: Any = window.page("intake")
    window.show_page("intake")
    camera.settle()
    camera.take("intake-person-empty")
    for step in (Step.PERSON, Step.ITEM, Step.FORM, Step.MATERIALS, Step.CONFIRM):
        kept = camera.on_desk(sample_day.draft, 30 + list(Step).index(step), sample_day.ELDER)
        window.show_page("intake", kept.id)
        camera.settle()
        flow.go_to(step)
        camera.take(f"intake-{step.value}")
    _signing(camera)
    flow.ui.next.click()
    camera.settle()
    camera.take("intake-receipt")
    window.show_page("intake", ids["draft"])
    camera.settle()
    flow.ui.next.click()
    camera.take("intake-materials-missing")
    _pages(camera)
    rare = camera.on_desk(sample_day.draft, 13, sample_day.ELDER)
    window.show_page("intake", rare.id)
    camera.settle()
    flow.go_to(Step.PERSON)
    camera.take("intake-rare-name")


def _signing(camera: Photographer) -> None:
    """A name written by hand: in the dialog, on the villager's screen, and as the clerk sees it afterwards."""
    from windowdesk.gui import sheet_text
    from windowdesk.gui.second_screen import SecondView

    flow: Any = camera.window.page("intake")
    step = flow.steps[Step.CONFIRM]
    step.ui.scroll.verticalScrollBar().setValue(step.ui.scroll.verticalScrollBar().maximum())
    camera.take("intake-sign-rows")
    step.ui.signRows.itemAt(0).widget().buttons[0].click()
    camera.settle()
    dialog = flow.signing.dialog
    write_name(dialog.view.pad)
    camera.take("signing", dialog)
    dialog.view.done.click()
    camera.settle()
    step.ui.scroll.verticalScrollBar().setValue(step.ui.scroll.verticalScrollBar().maximum())
    camera.take("intake-signed")
    villager = SecondView()
    villager.resize(1366, 768)
    sheet = flow.view.sheets[-1]
    villager.signature("申请表：请看一遍，写上名字", sheet_text.to_sign(sheet), lambda _: None, lambda: None)
    villager.show()
    write_name(villager.findChild(InkPad))
    camera.take("villager-signing", villager)
    villager.close()


def write_name(pad: QWidget | None) -> None:
    """Some strokes with the mouse, as a name might be."""
    assert pad is not None
    wide, high = pad.width(), pad.height()
    for turn in range(7):
        left, top = 0.3 + 0.12 * (turn // 3), 0.25 + 0.2 * (turn % 3)
        places = [
            QPoint(
                round((left + step / 220 * (1 + turn % 2)) * wide),
                round((top + math.sin(step / 4 + turn) / 18 + step * (turn % 3) / 90) * high),
            )
            for step in range(18)
        ]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(pad, place)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def _pages(camera: Photographer) -> None:
    """The pages of a material: one askew, one blank, and a frame for cutting."""
    from windowdesk.gui.intake_scanning import DraftPages
    from windowdesk.gui.pages_dialog import show_pages

    window = camera.window
    flow: Any = window.page("intake")
    key = flow.steps[Step.MATERIALS].ui.materials.here()
    source = DraftPages(flow, key, "身份证复印件")
    with tempfile.TemporaryDirectory() as folder:
        files = sample_pages(Path(folder))
        window.place.scans.keep_files(source.goal(), files)
        camera.take("intake-materials-scanning")
        wait_for(lambda: window.place.scans.goal is None)
    camera.take("intake-materials-scanned")
    dialog = show_pages(flow, source)
    wait_for(lambda: dialog.ui.list.count() == len(files))
    camera.take("pages", dialog)
    dialog.ui.cut.click()
    camera.take("pages-cut", dialog)
    dialog.accept()
    window.ui.banner.clear()


def sample_pages(folder: Path) -> list[Path]:
    """A page of lines that lies askew, and a blank one."""
    from PIL import Image, ImageDraw

    page = Image.new("L", (1240, 1754), 245)
    draw = ImageDraw.Draw(page)
    for line in range(200, 1500, 44):
        draw.line((160, line, 700 + line * 7 % 380, line), 30, 12)
    page.rotate(2.5, fillcolor=245).save(folder / "1.jpg")
    Image.new("L", (1240, 1754), 244).save(folder / "2.jpg")
    return [folder / "1.jpg", folder / "2.jpg"]


def _exceptions(camera: Photographer) -> None:
    """What a clerk sees when something is not as usual."""
    window = camera.window
    flow: Any = window.page("intake")
    flow.begin()
    camera.settle()
    card = sample_day.card(7)
    flow.change(typed(flow.current(), "name", "钱契"))
    window.place.bridge.card_read.emit(CardRead(card, "simulated:"))
    window.place.bridge.reader_state.emit(ReaderState("simulated:", ReaderCondition.READY))
    camera.take("intake-card-differs")
    flow.begin()
    camera.settle()
    flow.steps[Step.PERSON].ui.modeProxy.click()
    flow.take_card(sample_day.card(3))
    camera.settle()
    flow.take_card(sample_day.card(4))
    camera.settle()
    flow.steps[Step.PERSON].ui.scroll.verticalScrollBar().setValue(2000)
    camera.take("intake-proxy")
    flow.item_chosen(sample_day.code_of(sample_day.ELDER))
    camera.settle()
    flow.go_to(Step.ITEM)
    camera.take("intake-proxy-authority")
    flow.onward()
    camera.take("intake-says-what-is-missing")
    window.show_page("home")


def troubles(into: Path, size: TextSize) -> None:
    """The window while the desk opens, and when it can not be opened."""
    for name, trouble in (
        ("passphrase", StoreTrouble(KEY_MISSING)),
        ("beyond-repair", StoreTrouble(STORE_BEYOND_REPAIR)),
    ):
        window = make_window(partial(_refuse, trouble), Settings(text_size=size.value))
        window.resize(*SIZE)
        window.show()
        window.repaint()
        window.grab().save(str(into / f"{size.value}-00-opening.png"))
        wait_for(lambda window=window: bool(window.front))
        QApplication.processEvents()
        window.grab().save(str(into / f"{size.value}-00-trouble-{name}.png"))
        window.close()


def _refuse(trouble: StoreTrouble, _: str | None) -> OpenDesk:
    raise trouble


def _cases(camera: Photographer, ids: dict[str, str]) -> None:
    window = camera.window
    page: Any = window.page("case")
    window.show_page("case", ids["case"])
    for index, name in enumerate(("progress", "content", "materials", "papers")):
        page.ui.tabs.setCurrentIndex(index)
        if name == "papers" and page.view is not None:
            page._make_paper("receipt")
        camera.take(f"case-{name}")
    for act, name in ACTS:
        window.show_page("case", ids[name])
        camera.settle()
        page._do(act)
        camera.settle()
        if act == "evaluate":
            page.act.ui.device.show()  # as where an evaluator stands on the counter
            page.act.ui.levelRows.itemAt(4).widget().setChecked(True)
        camera.take(f"case-{act}-{name}")
        page.key_back()


def main() -> int:
    """Take the pictures into the folder asked for."""
    parser = argparse.ArgumentParser(description="Pictures of every page")
    parser.add_argument("--into", type=Path, default=Path("out/shots"))
    parser.add_argument("--size", choices=[size.value for size in TextSize], action="append")
    asked = parser.parse_args()
    asked.into.mkdir(parents=True, exist_ok=True)
    sizes = [TextSize(value) for value in asked.size or ("standard", "largest")]
    application.make(["windowdesk"], sizes[0])
    for size in sizes:
        with tempfile.TemporaryDirectory() as home, window_on(Path(home), size) as window:
            tour(Photographer(window, asked.into, size.value))
        troubles(asked.into, size)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
