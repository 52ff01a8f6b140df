"""The document camera in the window: a preview, then a picture in full size, page after page."""

import io
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import sample_day
from PIL import Image
from PySide6.QtCore import Qt

from windowdesk.casework import filling
from windowdesk.devices.page_files import next_free
from windowdesk.domain.intake import Step
from windowdesk.errors import CAMERA_PROGRAM_ABSENT, DeviceTrouble
from windowdesk.gui.camera_dialog import CameraDialog
from windowdesk.gui.style import TextSize
from windowdesk.settings import Devices

PATIENCE = 10_000


class Camera:
    """A camera that serves one at a time, as real ones do."""

    def __init__(self):
        self.busy = threading.Lock()
        self.taken = 0
        self.trouble = None

    def frames(self, cancelled):
        if self.trouble is not None:
            raise self.trouble
        out = io.BytesIO()
        Image.new("RGB", (640, 360), "white").save(out, "JPEG")
        with self.busy:
            while not cancelled.is_set():
                yield out.getvalue()
                time.sleep(0.02)

    def scan(self, into: Path, *, feeder=False, arrived=None, cancelled=None):
        assert self.busy.acquire(blocking=False), "the preview still holds the camera"
        try:
            self.taken += 1
            picture = Image.new("RGB", (1920, 1080), "white")
            picture.paste("black", (100, 100, 100 + 200 * self.taken, 400))
            page = next_free(into, ".jpg")
            picture.save(page)
        finally:
            self.busy.release()
        arrived(page)
        return [page]


@pytest.fixture
def camera(counter, monkeypatch):
    one = Camera()
    counter.settings = replace(counter.settings, devices=Devices(scanner="camera:"))
    monkeypatch.setattr(counter, "camera", lambda: one)
    monkeypatch.setattr(counter, "scanner", lambda: one)
    return one


@pytest.fixture
def flow(camera, show, settled):
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
def dialog(flow, camera, qtbot):
    flow.key_scan()
    found = flow.window().findChild(CameraDialog)
    yield found
    found.reject()
    qtbot.waitUntil(lambda: not camera.busy.locked(), timeout=PATIENCE)


def test_pictures_are_taken_one_after_the_other_while_the_clerk_looks(flow, dialog, camera, qtbot):
    key = flow.steps[Step.MATERIALS].ui.materials.here()
    for number in (1, 2):
        qtbot.waitUntil(lambda: dialog.ui.view.shows_picture, timeout=PATIENCE)
        qtbot.keyClick(dialog, Qt.Key.Key_F3)
        assert not dialog.ui.shoot.isEnabled()
        qtbot.waitUntil(lambda number=number: dialog.taken == number, timeout=PATIENCE)
    assert "已拍 2 页" in dialog.ui.hint.plain()
    assert len(filling.material(flow.current(), key).pages) == 2


def test_an_impatient_press_takes_one_picture(flow, dialog, camera, qtbot):
    qtbot.waitUntil(lambda: dialog.ui.view.shows_picture, timeout=PATIENCE)
    for _ in range(4):
        dialog.shoot()
    qtbot.waitUntil(lambda: dialog.taken == 1, timeout=PATIENCE)
    assert camera.taken == 1


def test_where_the_program_is_absent_the_dialog_says_so_and_what_to_do(flow, camera, qtbot):
    camera.trouble = DeviceTrouble(CAMERA_PROGRAM_ABSENT)
    flow.key_scan()
    found = flow.window().findChild(CameraDialog)
    qtbot.waitUntil(lambda: "S223" in found.ui.hint.plain(), timeout=PATIENCE)
    found.reject()


@pytest.mark.parametrize("size", TextSize)
def test_it_fits_the_old_screen_and_its_buttons_can_be_hit(flow, camera, qtbot, settled, size):
    flow.window().set_text_size(size)
    settled(flow.window())
    flow.key_scan()
    found = flow.window().findChild(CameraDialog)
    qtbot.waitUntil(lambda: found.ui.view.shows_picture, timeout=PATIENCE)
    hint = found.minimumSizeHint()
    assert (hint.width() <= 1306, hint.height() <= 678) == (True, True), hint
    assert min(found.ui.shoot.height(), found.ui.close.height()) >= 44
    found.reject()
    qtbot.waitUntil(lambda: not camera.busy.locked(), timeout=PATIENCE)
