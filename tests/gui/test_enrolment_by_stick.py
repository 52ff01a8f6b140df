"""A PC without any network is enrolled from the settings page: write the request, read the answer."""

from dataclasses import replace

import pytest

from county.enrolment import issue_code
from county.packs import publish_keys
from county.place import open_county
from county.relay_counter import import_stick
from windowdesk.sync.relay import Relay

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

    def enrolled(self, found):
        site = replace(self.settings.site, name=found.site["name"])
        self.apply_settings(replace(self.settings, station=found.station, device=found.device, site=site))
        return self.settings

    for name, what in (("relay", relay), ("enrolled", enrolled), ("sticks", lambda self: (stick,))):
        monkeypatch.setattr(type(counter), name, what, raising=False)
    return counter


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
    assert page.ui.enrolCard.isVisibleTo(page)
    page.ui.enrolCode.setText(issue_code(office, SITE))
    banner = press(qtbot, settled, window, page.ui.enrolAsk)
    assert banner.happened.text().startswith("登记申请已写到优盘")
    import_stick(office, [stick], stick)
    banner = press(qtbot, settled, window, page.ui.enrolTake)
    assert banner.happened.text().startswith("已登记：柳树村便民服务室，站点号 990101-")
    assert unknown.settings.station.startswith("990101-")
    assert not page.ui.enrolCard.isVisibleTo(page)
    assert unknown.settings.station in page.ui.station.plain()


def test_without_a_code_or_an_answer_the_clerk_is_told_what_to_do(page, window, qtbot, settled):
    assert press(qtbot, settled, window, page.ui.enrolAsk).code == "N701"
    assert press(qtbot, settled, window, page.ui.enrolTake).code == "X662"


def test_an_enrolled_desk_shows_no_such_card(counter, window, settled):
    window.show_page("settings", None)
    settled(window)
    page = window.page("settings")
    assert not page.ui.enrolCard.isVisibleTo(page)
