"""The two buttons for a stick: what a clerk is told, with a stick and without one."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from windowdesk.sync.relay import Relay
from windowdesk.wire.canonical import to_base64

PATIENCE = 20_000


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


def test_a_stick_without_a_reply_for_this_desk_is_named(queue, told, enrolled, stick):
    enrolled.plugged = (stick,)
    (stick / "windowdesk-reply-990101-0002-1.wdb").write_bytes(b"for others")
    assert told(queue.ui.fromStick).code == "X644"
