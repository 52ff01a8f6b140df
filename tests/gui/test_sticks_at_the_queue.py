"""The two buttons for a stick: what a clerk is told, with a stick and without one."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PySide6.QtWidgets import QFileDialog

from windowdesk.gui.paper_dialog import PaperDialog
from windowdesk.sync.carrying import Carrying
from windowdesk.sync.relay import Relay
from windowdesk.wire.canonical import to_base64

PATIENCE = 20_000
EXAMPLES = Path(__file__).parents[2] / "sync" / "contract" / "examples" / "bundles"


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def enrolled(counter, monkeypatch):
    """A desk that knows its county's keys; ``plugged`` says which sticks there are."""
    counter.plugged = ()

    def relay(self):
        desk = self.desk
        return Relay(
            desk.store.sibling(), desk.blobs, key=desk.station_key, home=self.home, clock=self.clock, bus=self.bus
        )

    def carrying(self):
        return Carrying(self.desk.store.sibling(), self.home, "990101-0001", self.bus)

    monkeypatch.setattr(type(counter), "carrying", carrying, raising=False)
    monkeypatch.setattr(type(counter), "sticks", lambda self: self.plugged, raising=False)
    monkeypatch.setattr(type(counter), "relay", relay, raising=False)
    signing = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    sealing = X25519PrivateKey.generate().public_key().public_bytes_raw()
    known = {
        "station": "990101-0001", "device": "01", "site": {"name": "石桥村便民服务室"},
        "county_keys": {"county-1": to_base64(signing)}, "sealing_keys": {"county-1": to_base64(sealing)},
    }  # fmt: skip
    (counter.home / "enrolment.json").write_text(json.dumps(known), "utf-8")
    return counter


@pytest.fixture
def queue(enrolled, window, settled):
    window.show_page("queue", None)
    settled(window)
    return window.page("queue")


@pytest.fixture
def told(window, qtbot):
    """Press a button of the stick and wait for the banner."""

    def press(button):
        button.click()
        assert not button.isEnabled()
        qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
        return window.place.banner

    return press


def test_without_a_stick_both_buttons_say_so(queue, told):
    for button in (queue.ui.toStick, queue.ui.fromStick):
        banner = told(button)
        assert banner.code == "X640"
        assert "没有找到优盘" in banner.happened.text()


def test_a_stick_that_is_not_found_may_be_pointed_at(queue, told, stick, monkeypatch, qtbot):
    assert not queue.ui.elsewhere.isVisible()
    told(queue.ui.toStick)
    assert queue.ui.elsewhere.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    queue.ui.elsewhere.click()
    assert queue.ui.elsewhere.isVisible(), "nothing was chosen"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(stick))
    queue.ui.elsewhere.click()
    qtbot.waitUntil(queue.ui.toStick.isEnabled, timeout=PATIENCE)
    assert [file.name for file in stick.iterdir()] == ["windowdesk-990101-0001-1.wdb"]
    assert not queue.ui.elsewhere.isVisible()


def test_two_sticks_are_one_too_many(queue, told, enrolled, tmp_path, stick):
    enrolled.plugged = (stick, tmp_path)
    assert told(queue.ui.toStick).code == "X658"


def test_a_stick_is_written_with_its_slip_and_the_clerk_is_told_what_next(queue, told, enrolled, stick, printer):
    enrolled.plugged = (stick,)
    banner = told(queue.ui.toStick)
    assert banner.happened.text().startswith("已写到优盘：第 1 号")
    assert "先弹出优盘再拔" in banner.to_do.plain()
    assert [file.name for file in stick.iterdir()] == ["windowdesk-990101-0001-1.wdb"]
    assert len(printer.jobs) == 1


def test_a_slip_that_the_receipt_printer_does_not_print_is_offered_on_a4(
    queue, told, enrolled, stick, window, qtbot, settled, monkeypatch, tmp_path
):
    enrolled.plugged = (stick,)
    enrolled.apply_settings(
        replace(enrolled.settings, devices=replace(enrolled.settings.devices, printer="tcp://127.0.0.1:1"))
    )
    banner = told(queue.ui.toStick)
    assert banner.happened.text().startswith("已写到优盘")
    assert "请用 A4 纸打" in banner.to_do.plain()
    qtbot.waitUntil(lambda: window.findChild(PaperDialog) is not None, timeout=PATIENCE)
    dialog = window.findChild(PaperDialog)
    assert dialog.windowTitle() == "优盘交接单"
    settled(window)
    kept = tmp_path / "slip.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(kept), ""))
    dialog.ui.save.click()
    qtbot.waitUntil(lambda: not dialog.ui.save.isEnabled(), timeout=PATIENCE)
    settled(window)
    assert kept.read_bytes().startswith(b"%PDF")
    assert enrolled.desk.slips_owed == []
    dialog.reject()


def test_a_stick_without_a_reply_for_this_desk_is_named(queue, told, enrolled, stick):
    enrolled.plugged = (stick,)
    (stick / "windowdesk-reply-990101-0002-1.wdb").write_bytes(b"for others")
    assert told(queue.ui.fromStick).code == "X644"


# A township, which takes the sticks of its villages along.


@pytest.fixture
def township(enrolled, monkeypatch):
    site = replace(enrolled.settings.site, kind="township", name="青溪镇便民服务中心")
    enrolled.settings = replace(enrolled.settings, site=site, station="990101-0007")
    number = "990101-0007"
    record = enrolled.home / "enrolment.json"
    record.write_text(record.read_text("utf-8").replace("990101-0001", number), "utf-8")
    monkeypatch.setattr(
        type(enrolled), "carrying", lambda self: Carrying(self.desk.store.sibling(), self.home, number, self.bus)
    )
    return enrolled


def test_a_village_has_no_button_for_the_sticks_of_others(queue):
    assert not queue.ui.village.isVisibleTo(queue)


def test_a_township_takes_a_villages_stick_along_and_puts_it_onto_the_stick_to_the_county(
    township, window, settled, told, stick, tmp_path, printer
):
    window.show_page("queue", None)
    settled(window)
    page = window.page("queue")
    assert page.ui.village.isVisibleTo(page)
    village = tmp_path / "village stick"
    village.mkdir()
    shutil.copy(EXAMPLES / "windowdesk-990101-0001-1.wdb", village / "windowdesk-990101-0001-1.wdb")
    township.plugged = (village,)
    banner = told(page.ui.village)
    assert banner.happened.text() == "从优盘收下代传的 1 个。"
    assert "写到优盘" in banner.to_do.plain()
    assert len(printer.jobs) == 1  # the slip between village and township
    township.plugged = (stick,)
    banner = told(page.ui.toStick)
    assert "代传的 1 个文件也在上面" in banner.to_do.plain()
    assert len(list(stick.glob("windowdesk-*.wdb"))) == 2
    shutil.copy(EXAMPLES / "windowdesk-reply-990101-0001-1.wdb", stick)
    banner = told(page.ui.fromStick)
    assert "代传的回执收下 1 个" in banner.happened.text() + banner.to_do.plain()
    township.plugged = (village,)
    banner = told(page.ui.village)
    said = banner.happened.text() + banner.to_do.plain()
    assert "给村里的回执 1 个已写到优盘" in said
    assert "带到县里" not in said, "nothing is left to be brought there"
    assert (village / "windowdesk-reply-990101-0001-1.wdb").exists()
    assert len(printer.jobs) == 4  # one at each change of hands


def test_a_stick_with_nothing_to_carry_is_named(township, window, settled, told, stick):
    window.show_page("queue", None)
    settled(window)
    page = window.page("queue")
    township.plugged = (stick,)
    assert told(page.ui.village).code == "X666"
    township.plugged = ()
    assert told(page.ui.village).code == "X640"
