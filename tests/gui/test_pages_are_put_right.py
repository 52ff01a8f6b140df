"""The pages of a material: seen, turned, cut, ordered, taken out, scanned anew; by keyboard and by button."""

from pathlib import Path

import pytest
import sample_day
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from shiboken6 import isValid

from windowdesk.casework import filling
from windowdesk.domain.intake import Step
from windowdesk.gui.pages_dialog import CUT, PagesDialog
from windowdesk.gui.style import TextSize

KEY = Qt.Key
PATIENCE = 10_000


@pytest.fixture
def flow(window, settled):
    flow = window.page("intake")
    window.show_page("intake")
    settled(window)
    flow.item_chosen(sample_day.code_of(sample_day.ELDER))
    settled(window)
    flow.go_to(Step.MATERIALS)
    settled(window)
    return flow


@pytest.fixture
def material(flow):
    return flow.steps[Step.MATERIALS].ui.materials.here()


def a_page(folder, number):
    picture = Image.new("RGB", (300, 420), "white")
    for line in range(40, 380, 20):
        picture.paste("black", (30, line, 80 + number * 40, line + 6))
    file = folder / f"{number}.jpg"
    picture.save(file)
    return file


@pytest.fixture
def pages(flow, material, counter, tmp_path, qtbot, settled):
    """Two pages on the framed material."""
    flow.place.scans.keep_files(filling_goal(flow, material), [a_page(tmp_path, number) for number in (1, 2)])
    qtbot.waitUntil(lambda: flow.place.scans.goal is None, timeout=PATIENCE)
    settled(flow.window())
    return lambda: filling.page_set(flow.current(), material)


def filling_goal(flow, material):
    from windowdesk.gui.intake_scanning import DraftPages

    return DraftPages(flow, material, "身份证").goal()


@pytest.fixture
def dialog(flow, material, pages, qtbot):
    flow.steps[Step.MATERIALS].ui.materials.row(material).look.click()
    found = flow.window().findChild(PagesDialog)
    qtbot.waitUntil(lambda: found.ui.list.count() == 2 and found.ui.view.shows_picture, timeout=PATIENCE)
    yield found
    if isValid(found):
        found.accept()


def done(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog._busy, timeout=PATIENCE)


def test_a_page_is_turned_and_restored(dialog, pages, qtbot, settled, flow):
    before = pages()
    dialog.ui.right.click()
    assert not dialog.ui.left.isEnabled(), "one thing at a time"
    done(dialog, qtbot)
    assert pages().pages[0] != before.pages[0]
    assert pages().edit_of(pages().pages[0].digest).original == before.pages[0]
    settled(flow.window())
    assert "改过" in dialog.ui.list.item(0).text()
    dialog.ui.restore.click()
    done(dialog, qtbot)
    assert pages() == before


def test_pages_are_walked_moved_and_taken_out_by_keyboard(dialog, pages, qtbot):
    first, second = pages().pages
    qtbot.keyClick(dialog.ui.list, KEY.Key_Down)
    assert dialog._here() == second.digest
    dialog.ui.up.click()
    assert pages().pages == (second, first)
    assert dialog._here() == second.digest
    qtbot.keyClick(dialog.ui.list, KEY.Key_Delete)
    assert pages().pages == (first,)


def test_a_page_is_cut_with_the_arrow_keys(dialog, pages, qtbot):
    dialog.ui.cut.click()
    view = dialog.ui.view
    for _ in range(5):
        qtbot.keyClick(view, KEY.Key_Left)
    qtbot.keyClick(view, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.box == pytest.approx((0.13, 0.08, 0.93, 0.92))
    qtbot.keyClick(view, KEY.Key_Return)
    done(dialog, qtbot)
    assert pages().edit_of(pages().pages[0].digest).box == pytest.approx((0.13, 0.08, 0.93, 0.92))
    assert dialog.ui.cut.text() == CUT


def test_a_page_is_cut_with_the_mouse_and_esc_leaves_it_whole(dialog, pages, qtbot):
    before = pages()
    view = dialog.ui.view
    dialog.ui.cut.click()
    middle = view.rect().center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle - QPoint(60, 80))
    qtbot.mouseMove(view, middle + QPoint(60, 80))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 80))
    assert view.box[2] - view.box[0] < 0.8
    qtbot.keyClick(view, KEY.Key_Escape)
    assert not view.is_framing
    assert dialog.isVisible()
    assert pages() == before


def test_a_straight_page_stays_as_it_is_and_the_clerk_is_told(dialog, pages, qtbot):
    before = pages()
    dialog.ui.straighten.click()
    done(dialog, qtbot)
    assert pages() == before
    assert "不用改" in dialog.ui.hint.plain()


def test_one_page_is_scanned_anew_in_its_place_and_more_come_behind(dialog, pages, flow, counter, qtbot, settled):
    first, second = pages().pages
    folder = Path(counter.settings.devices.scanner.removeprefix("folder:"))
    a_page(folder, 5)
    dialog.ui.rescan.click()
    qtbot.waitUntil(lambda: pages().pages[0] != first, timeout=PATIENCE)
    assert pages().pages[1] == second
    qtbot.waitUntil(lambda: flow.place.scans.goal is None, timeout=PATIENCE)
    a_page(folder, 6)
    qtbot.keyClick(dialog.ui.list, KEY.Key_F3)
    qtbot.waitUntil(lambda: dialog.ui.list.count() == 3, timeout=PATIENCE)


def test_closed_in_the_middle_of_a_turn_the_turn_is_still_done(dialog, pages, qtbot):
    before = pages()
    dialog.ui.right.click()
    qtbot.keyClick(dialog, KEY.Key_Escape)
    qtbot.waitUntil(lambda: pages() != before, timeout=PATIENCE)
    assert pages().edit_of(pages().pages[0].digest).turns == 1


def test_a_pdf_is_shown_and_ordered_but_not_turned(dialog, pages, flow, material, qtbot, tmp_path, settled):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(100, 700, "page")
    canvas.save()
    flow.place.scans.keep_files(filling_goal(flow, material), [tmp_path / "a.pdf"])
    qtbot.waitUntil(lambda: dialog.ui.list.count() == 3, timeout=PATIENCE)
    dialog.ui.list.setCurrentRow(2)
    assert dialog.ui.view.shows_picture
    assert not dialog.ui.left.isEnabled()
    assert dialog.ui.up.isEnabled()
    assert "PDF" in dialog.ui.hint.plain()


@pytest.mark.parametrize("size", TextSize)
def test_it_fits_the_old_screen_and_every_button_can_be_hit(flow, material, pages, qtbot, settled, size):
    flow.window().set_text_size(size)
    settled(flow.window())
    flow.steps[Step.MATERIALS].ui.materials.row(material).look.click()
    found = flow.window().findChildren(PagesDialog)[-1]
    qtbot.waitUntil(lambda: found.ui.list.count() == 2, timeout=PATIENCE)
    hint = found.minimumSizeHint()
    assert (hint.width() <= 1306, hint.height() <= 678) == (True, True), hint
    for name in ("left", "right", "half", "straighten", "cut", "auto", "up", "down", "restore", "remove", "rescan"):
        assert getattr(found.ui, name).height() >= 44, name
    found.accept()


@pytest.fixture
def blank(flow, material, tmp_path, qtbot, settled):
    """A blank page on the framed material, looked at."""
    file = tmp_path / "blank.png"
    Image.new("L", (600, 850), 255).save(file)
    flow.place.scans.keep_files(filling_goal(flow, material), [file])
    qtbot.waitUntil(lambda: flow.place.scans.goal is None, timeout=PATIENCE)
    settled(flow.window())
    flow.steps[Step.MATERIALS].ui.materials.row(material).look.click()
    found = flow.window().findChild(PagesDialog)
    qtbot.waitUntil(lambda: found.ui.view.shows_picture, timeout=PATIENCE)
    yield found
    found.accept()


def test_a_person_says_that_a_blank_page_is_right_and_nothing_asks_again(
    flow, material, blank, qtbot, settled, tmp_path
):
    row = flow.steps[Step.MATERIALS].ui.materials.row(material)
    assert row.state.words() == "请看一眼"
    assert "请看一眼" in blank.ui.list.item(0).text()
    blank.ui.isRight.click()
    assert "请看一眼" not in blank.ui.list.item(0).text()
    assert blank.ui.isRight.isHidden()
    assert "空白" not in blank.ui.hint.plain()
    assert row.state.words() != "请看一眼"
    assert "空白" not in row.standard.plain()


def test_a_sound_page_is_not_asked_about(dialog):
    assert dialog.ui.isRight.isHidden()
