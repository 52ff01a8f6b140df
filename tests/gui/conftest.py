"""A real window on a real desk: temporary home, encrypted store, sample catalogue, simulated printer."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from windowdesk import assets
from windowdesk.app import trying
from windowdesk.casework import paper_roll
from windowdesk.casework.desk import Desk
from windowdesk.casework.doctor import Probes
from windowdesk.clock import HeldClock
from windowdesk.devices.address import open_camera, open_scanner
from windowdesk.devices.cups_queue import CupsPages
from windowdesk.devices.evaluator_address import open_evaluator
from windowdesk.devices.finding import scanners
from windowdesk.devices.printer_address import open_printer
from windowdesk.devices.simulated_printer import SimulatedPrinter
from windowdesk.documents.page_check import check
from windowdesk.domain.catalogue_import import read_item, read_package
from windowdesk.domain.device_news import CardRead
from windowdesk.domain.found_devices import taken_into_use
from windowdesk.domain.numbers import citizen_check_digit
from windowdesk.domain.people import CardKind, IdentityCard, Sex
from windowdesk.domain.pinyin import initials_table, readings
from windowdesk.events import Bus
from windowdesk.gui import style
from windowdesk.gui.laid_out import NEXT_TURN_MS
from windowdesk.gui.start import make_window
from windowdesk.gui.style import TextSize
from windowdesk.settings import Devices, Settings, Site
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.store import Store
from windowdesk.storage.vault import Vault

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items):
    """A warning of Qt fails a test of the windows. Set here: where Qt is absent the option is unknown."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))


START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SITE = Site(name="石桥村便民服务室", region="990101001001", agency="石桥镇便民服务中心")
KEY = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
VAULT = Vault(bytes(range(32)), KEY)
PATIENCE = 10_000
"""Milliseconds a test waits for the other thread before it gives up."""


def initials():
    text = assets.resource("pinyin", "initials.txt").read_text("utf-8")
    table = initials_table(text)
    return lambda words: readings(words, table)


def fill_catalogue(store):
    folder = assets.resource("catalogue")
    index = json.loads((folder / "index.json").read_text("utf-8"))
    items = [read_item(json.loads((folder / one["file"]).read_text("utf-8"))) for one in index["items"]]
    packages = [read_package(json.loads((folder / one["file"]).read_text("utf-8"))) for one in index["packages"]]
    calendar = json.loads(next(assets.resource("calendar").glob("99-*.json")).read_text("utf-8"))
    with store.unit("county") as unit:
        unit.catalogue.replace(index, items, packages)
        unit.calendar.replace(calendar)


class Counter:
    """What the window is handed; remembers what was asked of it."""

    def __init__(self, home, settings, clock):
        self.home, self.settings, self.clock = home, settings, clock
        self.bus = Bus()
        self.desk = None
        self.synced = 0
        self.opening_trouble = []
        """Raised one by one at each opening."""
        self.passphrases = []
        self.probed = Probes()
        """What the doctor may ask."""
        self.plugged = ()
        """What is found when somebody looks."""
        self.reopened = 0
        self.tests = {}
        """How the test of a part ends: a sentence, or a trouble."""

    def open(self, passphrase):
        self.passphrases.append(passphrase)
        if self.opening_trouble:
            raise self.opening_trouble.pop(0)
        store = Store.open(self.home, VAULT, clock=self.clock, initials=initials())
        with store.reading() as view:
            filled = view.catalogue.version()
        assert filled, "the home is a copy of one with a catalogue"
        self.desk = Desk(
            store, Blobs(self.home, VAULT), self.clock, self.settings, self.bus, self.home, station_key=KEY
        )
        return self

    def camera(self):
        return open_camera(self.settings.devices.scanner, check)

    def scanner(self):
        return open_scanner(self.settings.devices.scanner, check)

    def printer(self):
        devices = self.settings.devices
        return paper_roll.counted(open_printer(devices.printer, devices.printer_model), self.desk, devices)

    def settle_roll(self, *, is_new):
        return paper_roll.settle(self.desk, self.settings.devices, is_new=is_new)

    def evaluator(self):
        return open_evaluator(self.settings.devices.evaluator)

    def page_printer(self):
        return CupsPages()

    def sync_now(self):
        self.synced += 1

    def probes(self):
        return self.probed

    def find(self, *, ask_serial=False):
        return self.plugged

    def certain(self, found):
        return trying.certain(found)

    def try_address(self, found):
        return trying.look_at(found, self.settings.devices.printer_model)

    def test_device(self, part, cancelled=None):
        if isinstance(self.tests[part], Exception):
            raise self.tests[part]
        return self.tests[part]

    def stand_in_scanner(self):
        return scanners.folder_at_hand(self.home)

    def use(self, found):
        self.apply_settings(replace(self.settings, devices=taken_into_use(self.settings.devices, found)))
        return self.settings

    def reopen(self):
        self.reopened += 1

    def apply_settings(self, settings):
        self.settings = settings
        self.desk.settings = settings

    def close(self):
        self.desk.store.close()

    def lay_card(self, card):
        """What the thread of a reader does when a card was read."""
        self.bus.publish(CardRead(card, "simulated:"))


@pytest.fixture(scope="session")
def qapp_args():
    return ["windowdesk"]


@pytest.fixture(autouse=True)
def no_dialog_waits_for_a_person(monkeypatch):
    """A file dialog of the system would wait for ever; a test that opens one says what is chosen there."""

    def opened(*_, **__):
        pytest.fail("a file dialog was opened")

    for way in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, way, opened)


@pytest.fixture(autouse=True)
def dressed(qapp):
    style.apply(qapp, TextSize.STANDARD)


@pytest.fixture
def printer(tmp_path):
    folder = tmp_path / "printed"
    folder.mkdir()
    with SimulatedPrinter(folder) as printer:
        yield printer


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory):
    """A home with the sample catalogue, made once and copied for each test."""
    home = tmp_path_factory.mktemp("filled") / "home"
    store = Store.open(home, VAULT, clock=HeldClock(START), initials=initials())
    fill_catalogue(store)
    store.close()
    return home


@pytest.fixture
def counter(tmp_path, printer, filled_home):
    shutil.copytree(filled_home, tmp_path / "home")
    scans = tmp_path / "scans"
    scans.mkdir()
    devices = Devices(reader="simulated:", scanner=f"folder:{scans}", printer=printer.address)
    settings = Settings(site=SITE, devices=devices, station="ST01", device="Z1", clerk="李代办", badge="001")
    return Counter(tmp_path / "home", settings, HeldClock(START))


@pytest.fixture
def show(qtbot, counter):
    """Open a window on the counter and wait until its home page is there."""
    windows = []

    def open_window(*, waits=True):
        window = make_window(counter.open, counter.settings)
        windows.append(window)
        window.resize(1366, 728)
        window.show()
        if waits:
            qtbot.waitUntil(lambda: window.front == "home", timeout=PATIENCE)
            settle(qtbot, window)
        return window

    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def window(show):
    return show()


@pytest.fixture
def settled(qtbot):
    return lambda window: settle(qtbot, window)


def settle(qtbot, window):
    """Wait until all threads have answered everything asked so far, and the page stands whole."""
    for _ in range(3):
        for thread in (window.place.thread, window.place.printers, window.place.devices, window.place.thread):
            heard = []
            thread.put(lambda: None, then=heard.append)
            qtbot.waitUntil(lambda heard=heard: bool(heard), timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.is_whole, timeout=PATIENCE)
    later = []
    QTimer.singleShot(2 * NEXT_TURN_MS, lambda: later.append(None))  # after all that was left for the next turn
    qtbot.waitUntil(lambda: bool(later), timeout=PATIENCE)
    QApplication.processEvents()


@pytest.fixture
def press(qtbot, qapp):
    """Press a key wherever the cursor is, or type a text there."""

    def strike(what):
        if isinstance(what, str) and not what.isascii():
            event = QInputMethodEvent()
            event.setCommitString(what)
            qapp.sendEvent(qapp.focusWidget(), event)
        elif isinstance(what, str):
            qtbot.keyClicks(qapp.focusWidget(), what)
        else:
            qtbot.keyClick(qapp.focusWidget(), what)

    return strike


@pytest.fixture
def on_desk(qtbot):
    """Run an act on the storage thread and wait for its value."""

    def run(window, act, *args, **named):
        heard, failed = [], []
        window.place.thread.ask(act, *args, then=heard.append, failed=failed.append, **named)
        qtbot.waitUntil(lambda: bool(heard or failed), timeout=PATIENCE)
        if failed:
            raise failed[0]
        return heard[0]

    return run


@pytest.fixture
def make_card():
    def make(name="赵秀英", first17="99010119400312002", **changed):
        number = first17 + citizen_check_digit(first17)
        values = {
            "kind": CardKind.CITIZEN,
            "name": name,
            "sex": Sex.FEMALE,
            "birth": date(int(number[6:10]), int(number[10:12]), int(number[12:14])),
            "number": number,
            "valid_from": date(2020, 1, 1),
            "valid_to": None,
            "nation": "01",
            "address": "示例县示例镇石桥村12号",
            "authority": "示例县公安局",
        }
        return IdentityCard(**(values | changed))

    return make


@pytest.fixture
def a_scan():
    """A picture of a page, as a file."""

    def make(folder: Path, name: str):
        from PIL import Image

        picture = Image.new("RGB", (400, 560), "white")
        picture.paste("gray", (40, 40, 360, 80))
        file = folder / name
        picture.save(file)
        return file

    return make
