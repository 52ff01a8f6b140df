"""Training 演示 in the window: on every page a strip says so, and the counter is simulated."""

import pytest
from PySide6.QtCore import Qt

from windowdesk.app import open_training
from windowdesk.casework import training
from windowdesk.gui import training as training_view
from windowdesk.gui.settings_cards import TrainingCard
from windowdesk.gui.start import make_window
from windowdesk.settings import Settings
from windowdesk.storage import vault

PATIENCE = 15_000


@pytest.fixture
def window(tmp_path, qtbot, monkeypatch, settled):
    monkeypatch.setattr(vault, "_ARGON2_KIB", 1024)

    def opener(passphrase):
        found = open_training(training.home_of(tmp_path))
        found.begin()
        return found

    made = make_window(opener, Settings())
    made.resize(1366, 728)
    made.show()
    qtbot.waitUntil(lambda: made.front == "home", timeout=PATIENCE)
    settled(made)
    yield made
    made.close()
    made.deleteLater()


def strip(window):
    return window.findChild(training_view.TrainingStrip)


def test_every_page_says_that_this_is_training(window, settled):
    for page in ("home", "intake", "worklist", "queue", "settings"):
        window.show_page(page)
        settled(window)
        assert strip(window).isVisible()
    assert "永远不会上报" in strip(window).words.plain()
    assert window.windowTitle().startswith("演示")


def test_the_watermark_covers_the_window_and_stops_no_click(window, qtbot):
    mark = window.findChild(training_view.Watermark)
    assert mark.size() == window.frame.size()
    window.resize(1400, 760)
    qtbot.waitUntil(lambda: mark.size() == window.frame.size())
    qtbot.mouseClick(window.ui.goGuide, Qt.MouseButton.LeftButton)
    assert window.front == "guide"


def test_an_invented_person_lays_a_card_down(window, settled, qtbot):
    strip(window).card.click()
    qtbot.waitUntil(lambda: window.front == "intake", timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.page("intake").draft is not None, timeout=PATIENCE)
    settled(window)
    first = window.page("intake").draft.applicant.text("name")
    assert first
    window.show_page("home")
    strip(window).card.click()
    qtbot.waitUntil(
        lambda: window.front == "intake" and window.page("intake").draft.applicant.text("name") not in {"", first},
        timeout=PATIENCE,
    )
    settled(window)


def test_no_receipt_yet_is_said(window, qtbot):
    strip(window).receipt.click()
    qtbot.waitUntil(window.ui.banner.isVisible)
    assert "还没有打出过凭条" in window.ui.banner.happened.text()


def test_the_settings_lead_to_training(window, settled, monkeypatch):
    window.show_page("settings")
    settled(window)
    window.page("settings").card(TrainingCard).ui.training.click()
    assert "现在就是演示" in window.ui.banner.happened.text()
