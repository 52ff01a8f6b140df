"""A PC is enrolled from the settings page: over the line, or without any by a stick in two steps."""

from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog

from county.enrolment import issue_code
from county.packs import publish_keys
from county.place import open_county
from county.relay_counter import import_stick
from county_process import CountyProcess
from windowdesk.errors import ENROL_CODE, NO_NETWORK, STICK_ABSENT
from windowdesk.gui.enrolment import EnrolmentCard
from windowdesk.gui.settings_cards import PeopleCard
from windowdesk.sync.enrol import enrol
from windowdesk.sync.relay import Relay
from windowdesk.sync.transport import HttpLine

PATIENCE = 20_000
SITE = {
    "name": "柳树村便民服务室", "region": "990101001001", "kind": "village", "agency": "青溪镇便民服务中心",
    "receives_for": "applicant",
}  # fmt: skip


@pytest.fixture
def office(tmp_path):
    county = open_county(tmp_path / "county")
    publish_keys(county)
    yield county
    county.close()


@pytest.fixture
def served(office):
    with CountyProcess(office.data) as process:
        yield process.url


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def unknown(counter, monkeypatch, stick):
    """A desk that no county knows, with a stick plugged in."""
    counter.settings = replace(counter.settings, station="", device="")

    def relay(self):
        desk = self.desk
        return Relay(
            desk.store.sibling(), desk.blobs, key=desk.station_key, home=self.home, clock=self.clock, bus=self.bus
        )

    def over_the_line(self, county, code):
        desk = self.desk
        with closing(HttpLine(county)) as line, closing(desk.store.sibling()) as store:
            return enrol(code, line=line, key=desk.station_key, store=store, home=self.home, clock=self.clock)

    def enrolled(self, found, county=""):
        site = replace(self.settings.site, name=found.site["name"])
        known = replace(self.settings, station=found.station, device=found.device, site=site, county=county)
        self.apply_settings(known)
        return self.settings

    for name, what in (
        ("relay", relay),
        ("enrol", over_the_line),
        ("enrolled", enrolled),
        ("sticks", lambda self: (stick,)),
    ):
        monkeypatch.setattr(type(counter), name, what, raising=False)
    return counter


def card(page):
    return page.card(EnrolmentCard)


@pytest.fixture
def page(unknown, window, settled):
    window.show_page("settings", None)
    settled(window)
    return window.page("settings")


def press(qtbot, settled, window, button):
    button.click()
    qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
    settled(window)
    return window.place.banner


def test_two_buttons_and_a_code_make_the_desk_known(page, unknown, window, qtbot, settled, office, stick):
    assert card(page).isVisibleTo(page)
    card(page).ui.enrolCode.setText(issue_code(office, SITE))
    banner = press(qtbot, settled, window, card(page).ui.enrolAsk)
    assert banner.happened.text().startswith("登记申请已写到优盘")
    import_stick(office, [stick], stick)
    banner = press(qtbot, settled, window, card(page).ui.enrolTake)
    assert banner.happened.text().startswith("已登记：柳树村便民服务室，站点号 990101-")
    assert unknown.settings.station.startswith("990101-")
    assert not card(page).isVisibleTo(page)
    assert unknown.settings.station in page.card(PeopleCard).ui.station.plain()


def test_address_and_code_make_the_desk_known_over_the_line(page, unknown, window, qtbot, settled, office, served):
    card(page).ui.enrolCode.setText(issue_code(office, SITE))
    card(page).ui.enrolCounty.setText(served)
    banner = press(qtbot, settled, window, card(page).ui.enrolLine)
    assert banner.happened.text().startswith("已登记：柳树村便民服务室，站点号 990101-")
    assert (unknown.settings.station[:7], unknown.settings.county) == ("990101-", served)
    assert not card(page).isVisibleTo(page)


def test_a_wrong_code_a_line_that_is_down_and_a_missing_address_are_told(page, window, qtbot, settled, served):
    card(page).ui.enrolCode.setText("ABCD-EFGH-0000-1111")
    card(page).ui.enrolCounty.setText("")
    assert press(qtbot, settled, window, card(page).ui.enrolLine).code == "N701"
    card(page).ui.enrolCounty.setText(served)
    assert press(qtbot, settled, window, card(page).ui.enrolLine).code == ENROL_CODE.code
    card(page).ui.enrolCounty.setText("http://127.0.0.1:9")
    assert press(qtbot, settled, window, card(page).ui.enrolLine).code == NO_NETWORK.code


def test_without_a_code_or_an_answer_the_clerk_is_told_what_to_do(page, window, qtbot, settled):
    assert press(qtbot, settled, window, card(page).ui.enrolAsk).code == "N701"
    assert press(qtbot, settled, window, card(page).ui.enrolTake).code == "X662"


def test_an_enrolled_desk_shows_no_such_card(counter, window, settled):
    window.show_page("settings", None)
    settled(window)
    page = window.page("settings")
    assert not card(page).isVisibleTo(page)


def test_where_no_stick_is_found_the_clerk_points_at_the_folder_for_either_step(
    page, unknown, window, qtbot, settled, office, stick, monkeypatch
):
    monkeypatch.setattr(type(unknown), "sticks", lambda self: ())
    ui = card(page).ui
    assert ui.enrolElsewhere.isHidden()
    ui.enrolCode.setText(issue_code(office, SITE))
    assert press(qtbot, settled, window, ui.enrolAsk).code == STICK_ABSENT.code
    assert not ui.enrolElsewhere.isHidden()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    ui.enrolElsewhere.click()
    assert not ui.enrolElsewhere.isHidden(), "nothing was chosen"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(stick))
    ui.enrolElsewhere.click()
    qtbot.waitUntil(ui.enrolAsk.isEnabled, timeout=PATIENCE)
    assert window.place.banner.happened.text().startswith("登记申请已写到优盘")
    assert ui.enrolElsewhere.isHidden()
    import_stick(office, [stick], stick)
    assert press(qtbot, settled, window, ui.enrolTake).code == STICK_ABSENT.code
    ui.enrolElsewhere.click()
    qtbot.waitUntil(ui.enrolTake.isEnabled, timeout=PATIENCE)
    settled(window)
    assert unknown.settings.station.startswith("990101-")
