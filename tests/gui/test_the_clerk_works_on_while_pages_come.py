"""A scan belongs to the draft it was begun for; the window stays usable, and no page is lost or misplaced."""

from dataclasses import replace

import pytest
import sample_day
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt

from windowdesk.casework import drafts, filling
from windowdesk.devices.simulated_escl import SimulatedEscl
from windowdesk.domain.intake import Step
from windowdesk.gui.intake_scanning import DraftPages
from windowdesk.gui.material_list import SCAN, STOP
from windowdesk.settings import Devices

F3 = Qt.Key.Key_F3
PATIENCE = 10_000


@pytest.fixture
def device():
    with SimulatedEscl() as one:
        yield one


@pytest.fixture
def flow(counter, device, show, settled):
    """The intake flow at the materials of an item, with a driverless scanner."""
    address = f"{device.address}?resolution=75&width=60&height=80"
    counter.settings = replace(counter.settings, devices=Devices(scanner=address))
    window = show()
    flow = window.page("intake")
    window.show_page("intake")
    settled(window)
    flow.item_chosen(sample_day.code_of(sample_day.ELDER))
    settled(window)
    flow.go_to(Step.MATERIALS)
    settled(window)
    return flow


@pytest.fixture
def room(flow):
    return flow.place.scans


@pytest.fixture
def rows(flow):
    return flow.steps[Step.MATERIALS].ui.materials


def pages_of(draft, material):
    return filling.material(draft, material).pages


def test_a_stack_arrives_page_by_page_while_the_clerk_types(flow, room, rows, device, qtbot):
    device.set(sheets=4)
    key = rows.here()
    qtbot.keyClick(flow, F3, Qt.KeyboardModifier.ShiftModifier)
    assert rows.row(key).scan.text() == STOP
    seen = set()
    room.changed.connect(lambda: seen.add(room.pages))
    flow.go_to(Step.PERSON)
    flow.change(filling.with_entry(flow.current(), "applicant", "name", "王小红"))
    qtbot.waitUntil(lambda: room.goal is None, timeout=PATIENCE)
    assert len(pages_of(flow.current(), key)) == 4
    assert flow.current().applicant.text("name") == "王小红"
    assert {1, 2, 3, 4} <= seen


def test_pages_go_to_the_person_they_were_scanned_for_when_the_next_one_is_in_front(
    flow, room, rows, device, qtbot, settled, on_desk
):
    device.set(sheets=3, trouble="slow", after=2)
    key, first = rows.here(), flow.current().id
    rows.row(key).stack.click()
    qtbot.waitUntil(lambda: room.pages == 2, timeout=PATIENCE)
    flow.begin()
    qtbot.waitUntil(lambda: flow.current().id != first, timeout=PATIENCE)
    assert "正在扫描" in flow.window().ui.scanning.words()
    assert flow.scanning.here() == ""
    device.woken.set()
    qtbot.waitUntil(lambda: room.goal is None, timeout=PATIENCE)
    settled(flow.window())
    assert flow.current().materials == ()
    assert len(pages_of(on_desk(flow.window(), drafts.resume, first), key)) == 2


def test_a_page_that_comes_after_the_next_person_was_begun_is_in_the_first_persons_draft(
    flow, room, rows, device, qtbot, settled, on_desk, counter
):
    key, first = rows.here(), flow.current().id
    rows.row(key).scan.click()
    flow.begin()
    qtbot.waitUntil(lambda: room.goal is None and flow.current().id != first, timeout=PATIENCE)
    settled(flow.window())
    assert flow.current().materials == ()
    assert len(pages_of(on_desk(flow.window(), drafts.resume, first), key)) == 1
    flow.come(first)
    settled(flow.window())
    assert len(pages_of(flow.current(), key)) == 1


def test_stopping_keeps_what_came_and_the_scanner_is_free_at_once(flow, room, rows, device, qtbot):
    device.set(sheets=5, trouble="slow", after=2)
    key = rows.here()
    rows.row(key).stack.click()
    qtbot.waitUntil(lambda: room.pages == 2, timeout=PATIENCE)
    rows.row(key).scan.click()
    qtbot.waitUntil(lambda: room.goal is None, timeout=PATIENCE)
    assert rows.row(key).scan.text() == SCAN
    assert len(pages_of(flow.current(), key)) == 2
    assert device.cancelled


def test_a_second_scan_meanwhile_is_refused_in_words(flow, room, rows, device, qtbot):
    device.set(sheets=5, trouble="slow", after=1)
    rows.row(rows.here()).stack.click()
    qtbot.waitUntil(lambda: room.pages == 1, timeout=PATIENCE)
    flow.key_scan()
    assert "正在扫描" in flow.window().ui.banner.happened.text()
    room.stop()
    qtbot.waitUntil(lambda: room.goal is None, timeout=PATIENCE)


def test_a_jam_is_told_and_the_pages_before_it_are_there(flow, room, rows, device, qtbot):
    device.set(sheets=5, trouble="jam", after=2)
    key = rows.here()
    rows.row(key).stack.click()
    qtbot.waitUntil(lambda: room.goal is None, timeout=PATIENCE)
    assert flow.window().ui.banner.code == "S203"
    assert len(pages_of(flow.current(), key)) == 2


def test_a_case_is_not_saved_while_its_pages_still_come(flow, room, rows, device, qtbot, settled):
    device.set(sheets=5, trouble="slow", after=1)
    rows.row(rows.here()).stack.click()
    qtbot.waitUntil(lambda: room.pages == 1, timeout=PATIENCE)
    flow.change(replace(flow.current(), step=Step.CONFIRM, confirmed=True))
    view = flow.view
    flow._checked(replace(view, draft=flow.current(), troubles=()))
    assert "正在扫描" in flow.window().ui.banner.happened.text()
    assert not flow.saving.done
    room.stop()
    qtbot.waitUntil(lambda: room.goal is None, timeout=PATIENCE)


def test_a_blank_page_is_told_while_the_paper_is_still_in_the_hand(flow, room, rows, counter, qtbot, tmp_path):
    from PIL import Image

    folder = tmp_path / "scans"
    counter.settings = replace(counter.settings, devices=Devices(scanner=f"folder:{folder}"))
    Image.new("L", (800, 1100), 240).save(folder / "blank.png")
    flow.key_scan()
    qtbot.waitUntil(lambda: "空白" in flow.window().ui.banner.happened.text(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not list((counter.home / "incoming").rglob("*.png")), timeout=PATIENCE)


def test_closing_the_window_lets_go_of_the_scanner(flow, room, rows, device, qtbot):
    device.set(sheets=5, trouble="slow", after=1)
    rows.row(rows.here()).stack.click()
    qtbot.waitUntil(lambda: room.pages == 1, timeout=PATIENCE)
    flow.window().close()
    assert device.cancelled


def test_readable_pages_of_a_run_that_was_killed_are_gone_with_the_next_scan(flow, room, rows, counter, qtbot):
    left = counter.home / "incoming" / "tmp0"
    left.mkdir(parents=True)
    (left / "page-0001.jpg").write_bytes(b"somebody's page")
    flow.key_scan()
    qtbot.waitUntil(lambda: room.goal is None and room.pages == 1, timeout=PATIENCE)
    assert not (left / "page-0001.jpg").exists()


@pytest.fixture
def stack(tmp_path):
    """Files of a written page, a blank one, another blank one and a dark one."""
    files = [tmp_path / f"{number}.png" for number in range(4)]
    written = Image.new("L", (600, 850), 255)
    for line in range(10):
        ImageDraw.Draw(written).rectangle((60, 60 + 60 * line, 540, 80 + 60 * line), fill=0)
    written.save(files[0])
    Image.new("L", (600, 850), 255).save(files[1])
    Image.new("L", (600, 800), 255).save(files[2])
    written.point(lambda level: level // 4).save(files[3])
    return files


def test_one_sentence_names_all_bad_pages_of_a_stack_and_the_line_is_marked_till_they_are_gone(
    flow, room, rows, stack, qtbot, settled
):
    key = rows.here()
    room.keep_files(DraftPages(flow, key, "材料").goal(), stack)
    qtbot.waitUntil(lambda: room.goal is None, timeout=PATIENCE)
    settled(flow.window())
    said = flow.window().ui.banner.happened.text()
    assert "第 2、3 页：这一页像是空白页。" in said
    assert "第 4 页：这一页太暗，可能看不清。" in said
    row = rows.row(key)
    assert row.state.words() == "请看一眼"
    marked = "第 2、3 页：这一页像是空白页。第 4 页"
    qtbot.waitUntil(lambda: row.standard.plain().startswith(marked), timeout=PATIENCE)
    pages = filling.page_set(flow.current(), key)
    for page in pages.pages[1:]:
        pages = pages.without(page.digest)
    flow.change(filling.with_page_set(flow.current(), key, pages))
    qtbot.waitUntil(lambda: row.state.words() != "请看一眼", timeout=PATIENCE)
    assert not row.standard.plain().startswith("第")
