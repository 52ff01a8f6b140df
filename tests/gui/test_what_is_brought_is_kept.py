"""补正: every page, tick and field is on disk as it comes, till it is sent or a person throws it away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sample_day
from PIL import Image
from PySide6.QtCore import Qt

from windowdesk import settings as settings_file
from windowdesk.app import open_desk
from windowdesk.domain.brought import Brought
from windowdesk.gui import supplement_act
from windowdesk.gui.pages_dialog import PagesDialog
from windowdesk.settings import Settings

PROGRAM = Path(__file__).with_name("dying_supplement.py")
ESC, F9 = Qt.Key.Key_Escape, Qt.Key.Key_F9
MATERIAL = "household_register"
PATIENCE = 10_000


@pytest.fixture
def day(window, on_desk, settled, qtbot):
    ids = on_desk(window, sample_day.play)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settled(window)
    return ids


@pytest.fixture
def supplement(settled):
    """Open 补正 of a case in a window."""

    def begin(window, case_id):
        window.show_page("home")
        window.place.held["act"] = "supplement"
        window.show_page("case", case_id)
        settled(window)
        return window.page("case").act

    return begin


@pytest.fixture
def scanned(a_scan, tmp_path, qtbot, settled):
    """A page of a material comes in, as a file of its own."""
    count = 0

    def one(window, act, material=MATERIAL):
        nonlocal count
        count += 1
        file = a_scan(tmp_path, f"{count}.png")
        with file.open("ab") as picture:
            picture.write(bytes([count]))
        window.place.scans.keep_files(act._pages_of(material).goal(), [file])
        qtbot.waitUntil(lambda: window.place.scans.goal is None, timeout=PATIENCE)
        settled(window)

    return one


def kept(desk, case_id):
    """What lies on disk."""
    with desk.store.reading() as view:
        return view.supplements.get(case_id)


def row(act, material=MATERIAL):
    return act.ui.materials.row(material).line


def test_esc_keeps_what_was_scanned_and_it_is_offered_again(window, day, supplement, scanned, press, settled, on_desk):
    act = supplement(window, day["correction"])
    scanned(window, act)
    assert on_desk(window, kept, day["correction"]).page_count == 1
    press(ESC)
    assert window.page("case").act is None
    assert "先存着：扫描 1 页" in window.ui.banner.happened.text()
    again = supplement(window, day["correction"])
    assert row(again).pages == 1
    assert "上次补的还在：扫描 1 页" in window.ui.banner.happened.text()


def test_closing_the_program_keeps_pages_ticks_and_fields(show, window, day, supplement, scanned, settled, press):
    act = supplement(window, day["correction"])
    scanned(window, act)
    act.ui.materials.paper.emit("photo", True)
    form = supplement(window, day["form"])
    form._filled("bank_name", "示例县农商银行石桥支行")
    settled(window)
    window.close()
    other = show()
    again = supplement(other, day["correction"])
    assert (row(again).pages, row(again, "photo").paper) == (1, True)
    again = supplement(other, day["form"])
    assert again.ui.fields.input("bank_name").text() == "示例县农商银行石桥支行"


def test_what_is_kept_goes_up_with_the_next_save_and_is_then_over(
    window, day, supplement, scanned, press, settled, on_desk
):
    act = supplement(window, day["correction"])
    scanned(window, act)
    press(ESC)
    act = supplement(window, day["correction"])
    act.ui.materials.paper.emit("photo", True)
    press(F9)
    settled(window)
    assert window.page("case").act is None, window.ui.banner.happened.text()
    assert on_desk(window, kept, day["correction"]) == Brought(day["correction"])
    case = window.page("case").view.case
    assert [len(one.pages) for one in case.materials if one.material == MATERIAL] == [1]
    assert window.page("case").view.brought.is_empty


def test_a_page_that_comes_after_the_form_was_closed_is_kept_with_its_case(
    window, day, supplement, scanned, press, settled, on_desk
):
    act = supplement(window, day["correction"])
    goal = act._pages_of(MATERIAL).goal()
    scanned(window, act)
    (first,) = on_desk(window, kept, day["correction"]).page_set(MATERIAL).pages
    supplement(window, day["form"])
    scanned_late = type(first)(digest="0" * 64, media_type="image/png", size=1)
    goal.kept(scanned_late)
    settled(window)
    assert on_desk(window, kept, day["correction"]).page_set(MATERIAL).pages == (first, scanned_late)
    assert on_desk(window, kept, day["form"]).is_empty


@pytest.mark.parametrize("yes", [True, False])
def test_only_a_persons_word_throws_it_away(window, day, supplement, scanned, settled, on_desk, monkeypatch, yes):
    asked = []
    monkeypatch.setattr(supplement_act, "sure", lambda *words: asked.append(words) or yes)
    act = supplement(window, day["correction"])
    assert not act.ui.discard.isVisible()
    scanned(window, act)
    act.ui.discard.click()
    settled(window)
    assert len(asked) == 1
    assert "扫描 1 页" in asked[0][2]
    assert row(act).pages == (0 if yes else 1)
    assert on_desk(window, kept, day["correction"]).is_empty is yes
    assert act.ui.discard.isVisible() is not yes


def test_a_form_thrown_away_shows_what_was_filed(window, day, supplement, settled, monkeypatch):
    monkeypatch.setattr(supplement_act, "sure", lambda *_: True)
    act = supplement(window, day["form"])
    filed = act.ui.fields.input("bank_name").text()
    act.ui.fields.input("bank_name").setText("别的行")
    act._filled("bank_name", "别的行")
    act.ui.discard.click()
    settled(window)
    assert act.ui.fields.input("bank_name").text() == filed


@pytest.mark.slow
@pytest.mark.parametrize("pages", [1, 3])
def test_a_kill_keeps_every_page_that_was_said_to_be_saved(tmp_path, a_scan, pages):
    """As the soak asks of a day of intake: each page fed is there, once, where it was fed."""
    home = tmp_path / "home"
    home.mkdir()
    settings_file.save(home, Settings(site=sample_day.SITE, station="ST01", device="Z1", clerk="李代办", badge="001"))
    opened = open_desk(home, passphrase="dying")
    case = sample_day.play(opened.desk)["correction"]
    opened.close()
    files = []
    for number in range(5):
        file = a_scan(tmp_path, f"{number}.png")
        file.write_bytes(file.read_bytes() + bytes([number]))
        files.append(file)

    said = killed_after([home, case, *files], pages)

    opened = open_desk(home, passphrase="dying")
    try:
        found = kept(opened.desk, case).page_set(MATERIAL).pages
        assert [page.digest for page in found[: len(said)]] == said
        assert len({page.digest for page in found}) == len(found) <= len(files)
        for page in found:
            assert opened.desk.blobs.open(page).read(), "its file is whole"
    finally:
        opened.close()


def killed_after(arguments, pages):
    """Run the window and kill it the moment it has said that so many pages are saved; gives their digests."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.Popen(
        [sys.executable, PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    said = []
    with window:
        for line in window.stdout:
            said = line.split()
            if len(said) >= pages:
                break
        window.kill()
        errors = window.stderr.read()
    assert len(said) >= pages, errors
    return said


def test_a_blank_page_is_marked_on_its_line_till_a_person_finds_it_right(
    window, day, supplement, tmp_path, qtbot, settled
):
    act = supplement(window, day["correction"])
    file = tmp_path / "blank.png"
    Image.new("L", (600, 850), 255).save(file)
    window.place.scans.keep_files(act._pages_of(MATERIAL).goal(), [file])
    qtbot.waitUntil(lambda: window.place.scans.goal is None, timeout=PATIENCE)
    settled(window)
    marked = act.ui.materials.row(MATERIAL)
    assert marked.state.words() == "请看一眼"
    assert "第 1 页：这一页像是空白页。" in marked.standard.plain()
    marked.look.click()
    dialog = window.findChild(PagesDialog)
    qtbot.waitUntil(lambda: dialog.ui.view.shows_picture, timeout=PATIENCE)
    dialog.ui.isRight.click()
    dialog.accept()
    assert marked.state.words() == "已扫描 1 页"
    assert "空白" not in marked.standard.plain()
