"""What the document camera sees, and the button that takes the picture.

The preview runs in a thread and a child of its own at a moderate size. For a picture it is ended first:
a camera serves one program at a time, and many hang when their size is changed while they run.
"""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from windowdesk.errors import Known
from windowdesk.gui.dialog import Dialog
from windowdesk.gui.forms.ui_camera import Ui_CameraDialog
from windowdesk.gui.opening import SeeingCamera
from windowdesk.gui.page import Page
from windowdesk.gui.scan_room import ScanGoal

SHOWN = QSize(1000, 600)
"""Pixels a picture is brought to on the camera's thread, so that the window has little to paint."""
_WHOLE = Qt.AspectRatioMode.KeepAspectRatio
HINT = "把材料放平、放满画面，看清楚了再拍。"


class Preview(QObject):
    """Hands over what the camera sees, the newest picture only: a slow window never builds up a queue."""

    seen = Signal()
    ended = Signal(object)
    """The camera is free again; the trouble that ended it, or None."""

    def __init__(self, camera: SeeingCamera) -> None:
        super().__init__()
        self._camera = camera
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._newest: QImage | None = None
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End it; `ended` tells when."""
        self._cancelled.set()

    def take(self) -> QImage | None:
        """The newest picture, once."""
        with self._lock:
            newest, self._newest = self._newest, None
        return newest

    def _run(self) -> None:
        trouble: BaseException | None = None
        try:
            for frame in self._camera.frames(self._cancelled):
                picture = QImage.fromData(frame).scaled(SHOWN, _WHOLE, Qt.TransformationMode.SmoothTransformation)
                with self._lock:
                    waiting, self._newest = self._newest is not None, picture
                if not waiting:
                    self.seen.emit()
        except Exception as failed:
            trouble = failed
        self.ended.emit(trouble)


class CameraDialog(Dialog):
    """Modal; each picture goes to the goal at once, and the camera looks on."""

    def __init__(self, owner: Page, camera: SeeingCamera, goal: ScanGoal) -> None:
        super().__init__(QApplication.activeModalWidget() or owner.window())
        self.ui = Ui_CameraDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(f"拍照：{goal.words}")
        self.resize(min(1180, owner.window().width() - 60), owner.window().height() - 50)
        self._room = owner.place.scans
        self._owner = owner
        self._camera = camera
        self._goal = goal
        self._preview: Preview | None = None
        self._shooting = self._closing = False
        self.taken = 0
        self.ui.shoot.clicked.connect(self.shoot)
        self.ui.close.clicked.connect(self.reject)
        self._room.changed.connect(self._scan_changed)
        self.ui.shoot.setFocus()
        self._look()

    def shoot(self) -> None:
        """Take a picture: the preview lets go of the camera first."""
        if self._shooting or self._room.goal is not None:
            return
        self._shooting = True
        self.ui.shoot.setEnabled(False)
        self.ui.hint.setText("正在拍照，请不要动…")
        if self._preview is not None:
            self._preview.stop()
        else:
            self._room.scan(self._goal)

    def reject(self) -> None:
        """Close as soon as the camera is free."""
        self._closing = True
        if self._preview is not None:
            self._preview.stop()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F3 takes a picture, Esc closes."""
        if event.key() == Qt.Key.Key_F3:
            self.shoot()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """By the cross of the window: the same as Esc."""
        self.reject()
        event.accept()

    def _look(self) -> None:
        self.ui.view.say("正在打开摄像头…")
        self.ui.hint.setText(HINT if not self.taken else f"已拍 {self.taken} 页。换下一页再拍，拍完按 Esc。")
        preview = self._preview = Preview(self._camera)
        preview.seen.connect(lambda: self._show(preview), Qt.ConnectionType.QueuedConnection)
        preview.ended.connect(self._preview_ended, Qt.ConnectionType.QueuedConnection)
        preview.start()

    def _show(self, preview: Preview) -> None:
        picture = preview.take()
        if picture is not None and isValid(self) and preview is self._preview:
            self.ui.view.show_picture(picture)

    def _preview_ended(self, trouble: BaseException | None) -> None:
        self._preview = None
        if self._closing:
            return
        if self._shooting:
            self._room.scan(self._goal)
        elif trouble is not None:
            self._say(trouble)

    def _scan_changed(self) -> None:
        if not self._shooting or self._room.goal is not None:
            return
        self._shooting = False
        self.ui.shoot.setEnabled(True)
        self.taken += self._room.pages
        if not self._closing:
            self._look()

    def _say(self, trouble: BaseException) -> None:
        if isinstance(trouble, Known):
            self.ui.view.say(trouble.happened)
            self.ui.hint.setText(f"{trouble.to_do}（代码 {trouble.code}）")
        else:
            self._owner.trouble(trouble)
            self.reject()


def show_camera(owner: Page, camera: SeeingCamera, goal: ScanGoal) -> CameraDialog:
    """Open the dialog; it closes itself away."""
    dialog = CameraDialog(owner, camera, goal)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
