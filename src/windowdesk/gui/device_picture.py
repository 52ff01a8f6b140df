"""The picture of what should happen at a device, as wide as its place, and the words to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from windowdesk.gui import icons

WIDTH, SMALL_WIDTH = 320, 192
SHOULD = {
    "reader": "应该这样：证件平放在读卡器中间，等屏幕说“读到一张证件”再拿开。",
    "scanner": "应该这样：纸放进扫描仪，有字的一面对着玻璃，听到机器走动。",
    "camera": "应该这样：材料放平在镜头下面，四个角都在画面里。",
    "folder": "应该这样：拍好的照片拷进这个文件夹，收件时点“扫描”就进来。",
    "printer": "应该这样：打出一张试打条，字清楚，最后切断或走到撕纸口。",
    "office": "应该这样：A4 纸从打印机里出来，字在上面。",
    "evaluator": "应该这样：评价器亮起来请人评，按一下，这里的屏幕说“收到了”。",
    "screen": "应该这样：给群众的屏幕亮着；点“试一试”，上面有“试一试”几个大字。",
}
"""Name of each drawing and its words."""


def picture_of(part: str, address: str) -> str:
    """Which drawing shows the device at that address."""
    scheme = address.partition(":")[0]
    if part == "scanner" and scheme in {"camera", "folder"}:
        return scheme
    return part if part in SHOULD else ""


class DevicePicture(QLabel):
    """The drawing; empty for a part that has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = ""

    def show_drawing(self, name: str, *, small: bool = False) -> None:
        """Show what should happen."""
        self.name = name
        self.setVisible(bool(name))
        if name:
            self.setPixmap(icons.drawing(name, SMALL_WIDTH if small else WIDTH))
            self.setAccessibleName(SHOULD[name])
