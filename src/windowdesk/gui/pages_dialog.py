"""The pages of one material, large, with the tools to put them right: all by keyboard or by big buttons.

Drawing is done on the devices' thread, storing on the desk's; the window only shows. What was scanned
stays: every page can be restored until the case is saved.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QPushButton
from shiboken6 import isValid

from windowdesk.casework import change_page, look_at_pages
from windowdesk.casework.change_page import Drawn, Tool
from windowdesk.casework.look_at_pages import PageLook
from windowdesk.gui.crop_view import Box
from windowdesk.gui.dialog import Dialog
from windowdesk.gui.forms.ui_pages import Ui_PagesDialog
from windowdesk.gui.page import Page
from windowdesk.gui.page_pictures import pictures
from windowdesk.gui.scanning import MaterialPages, begin

TOOLS = {
    "left": Tool.LEFT,
    "right": Tool.RIGHT,
    "half": Tool.HALF,
    "straighten": Tool.STRAIGHTEN,
    "auto": Tool.CUT,
    "restore": Tool.RESTORE,
}
"""Button to tool."""
SMALL = QSize(72, 96)
DOTS_PER_INCH = 96
CUT, CUT_NOW = "裁剪", "裁成这样"
HINT = "选左边的一页，再点右边的按钮。改过的页随时可以还原。"
FRAMING = "用鼠标拉出要留下的部分；或按方向键把边往里收，按住 Shift 往外放。按 Enter 裁，按 Esc 不裁。"

Seen = tuple[PageLook, QImage]


class PagesDialog(Dialog):
    """Modal for its page only; closes itself away. Pages that are being scanned appear as they come."""

    def __init__(self, owner: Page, source: MaterialPages) -> None:
        super().__init__(owner.window())
        self.ui = Ui_PagesDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(source.title)
        self.resize(min(1180, owner.window().width() - 60), owner.window().height() - 50)
        self._owner = owner
        self._source = source
        self._largest = QSize(self.width() - 300, self.height() - 100)
        """Pages are drawn so large on the other thread that the window has next to nothing to scale."""
        self._pictures: dict[str, QImage] = {}
        self._looks: dict[str, PageLook] = {}
        self._busy = False
        self._framed = ""
        """The page that the frame was drawn on."""
        self.ui.view.say("正在打开…")
        self._connect()
        self._read()
        self.ui.list.setFocus()

    def _connect(self) -> None:
        ui = self.ui
        for name, tool in TOOLS.items():
            self._button(name).clicked.connect(partial(self._use, tool))
        ui.cut.clicked.connect(self._cut)
        ui.up.clicked.connect(lambda: self._move(-1))
        ui.down.clicked.connect(lambda: self._move(1))
        ui.remove.clicked.connect(self._remove)
        ui.more.clicked.connect(lambda: self._scan(feeder=False))
        ui.stack.clicked.connect(lambda: self._scan(feeder=True))
        ui.rescan.clicked.connect(self._rescan)
        ui.isRight.clicked.connect(self._is_right)
        ui.close.clicked.connect(self.accept)
        ui.list.currentRowChanged.connect(lambda _: self._show_current())
        ui.view.framed.connect(lambda box: self._use(Tool.CUT, box=box))
        ui.view.stopped.connect(self._framing_ended)
        self._owner.place.scans.changed.connect(self._read)

    # reading

    def _read(self) -> None:
        """Draw what is not drawn yet, then show the list as it is now."""
        pages = self._source.read()
        wanted = tuple(ref for ref in pages.pages if ref.digest not in self._pictures)
        blobs, largest = self._owner.place.thread.open_desk.desk.blobs, self._largest

        def draw() -> list[Seen]:
            looks = look_at_pages.look(blobs, replace(pages, pages=wanted))
            return [(look, _picture(blobs.read(look.ref), largest)) for look in looks]

        self._owner.place.devices.put(draw, then=self._drawn, failed=self._failed, topic="pages")

    def _drawn(self, seen: list[Seen]) -> None:
        if not isValid(self):
            return
        for look, picture in seen:
            self._looks[look.ref.digest] = look
            self._pictures[look.ref.digest] = picture
        self._fill()

    def _fill(self) -> None:
        here = max(0, self.ui.list.currentRow())
        pages = self._source.read()
        quiet = QSignalBlocker(self.ui.list)
        self.ui.list.clear()
        for number, ref in enumerate(pages.pages, start=1):
            words = [f"第 {number} 页"]
            words += ["改过"] if ref.digest in pages.edits else []
            words += ["请看一眼"] if self._warning(ref.digest) else []
            item = QListWidgetItem("\n".join(words))
            item.setData(Qt.ItemDataRole.UserRole, ref.digest)
            if ref.digest in self._pictures:
                item.setIcon(_icon(self._pictures[ref.digest]))
            self.ui.list.addItem(item)
        self.ui.list.setCurrentRow(min(here, self.ui.list.count() - 1))
        quiet.unblock()
        self._show_current()

    # showing

    def _here(self) -> str:
        """Digest of the page in front; empty: none."""
        item = self.ui.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _show_current(self) -> None:
        digest = self._here()
        if self.ui.view.is_framing and digest == self._framed:
            return
        picture, look = self._pictures.get(digest), self._looks.get(digest)
        if picture is not None:
            self.ui.view.show_picture(picture)
        else:
            self.ui.view.say("这份材料还没有页。" if not digest else "正在打开…")
        self.ui.hint.setText(self._hint(look))
        self.ui.isRight.setVisible(bool(self._warning(digest)))
        self._enable()

    def _warning(self, digest: str) -> str:
        """What is wrong with that page; empty: nothing, or a person found it right."""
        look = self._looks.get(digest)
        return self._owner.place.scans.faults.get(digest, look.warning if look is not None else "")

    def _hint(self, look: PageLook | None) -> str:
        warning = self._warning(look.ref.digest) if look is not None else ""
        if warning:
            return f"{warning}不行就点“重扫这一页”；纸上本来就是这样，就点“这页没问题”。"
        if look is not None and not look.editable:
            return "PDF 和多页图片不能转正或裁剪，可以排序、去掉或重扫。"
        return HINT

    def _enable(self) -> None:
        look, digest = self._looks.get(self._here()), self._here()
        row, count = self.ui.list.currentRow(), self.ui.list.count()
        ready = bool(digest) and not self._busy
        for name in (*TOOLS, "cut"):
            self._button(name).setEnabled(ready and look is not None and look.editable)
        self.ui.restore.setEnabled(ready and digest in self._source.read().edits)
        self.ui.up.setEnabled(ready and row > 0)
        self.ui.down.setEnabled(ready and row < count - 1)
        for name in ("remove", "rescan"):
            self._button(name).setEnabled(ready)

    def _button(self, name: str) -> QPushButton:
        button: QPushButton = getattr(self.ui, name)
        return button

    # tools

    def _use(self, tool: Tool, _: bool = False, *, box: Box | None = None) -> None:
        """Draw, store, put in place; the pages may have grown meanwhile, so they are read anew at each step."""
        digest, pages = self._here(), self._source.read()
        if not digest or self._busy:
            return
        self._set_busy(True)
        blobs = self._owner.place.thread.open_desk.desk.blobs
        self._owner.place.devices.put(
            lambda: change_page.draw(blobs, pages, digest, tool, box), then=self._store, failed=self._failed
        )

    def _store(self, drawn: Drawn) -> None:
        self._owner.ask(
            change_page.settle, drawn, then=lambda ref: self._put(drawn, ref), failed=self._failed, keeps=True
        )

    def _put(self, drawn: Drawn, ref: Any) -> None:
        pages = self._source.read()
        if drawn.digest in {one.digest for one in pages.pages}:
            self._source.write(pages.replaced(drawn.digest, ref, drawn.edit))
        if not isValid(self):
            return
        self._set_busy(False)
        if ref.digest == drawn.digest:
            self.ui.hint.setText("这一页不用改。")
            return
        self._read()

    def _cut(self) -> None:
        if self.ui.view.is_framing:
            self.ui.view.accept()
            return
        self._framed = self._here()
        self.ui.view.frame()
        self.ui.cut.setText(CUT_NOW)
        self.ui.hint.setText(FRAMING)

    def _framing_ended(self) -> None:
        self.ui.cut.setText(CUT)
        self.ui.list.setFocus()
        self._show_current()

    def _move(self, by: int) -> None:
        row = self.ui.list.currentRow()
        self._source.write(self._source.read().moved(self._here(), row + by))
        self._fill()
        self.ui.list.setCurrentRow(row + by)

    def _remove(self) -> None:
        self._source.write(self._source.read().without(self._here()))
        self._fill()

    def _scan(self, *, feeder: bool) -> None:
        begin(self._owner, self._source, feeder=feeder)

    def _rescan(self) -> None:
        begin(self._owner, self._source, instead_of=self._here())

    def _is_right(self) -> None:
        self._owner.place.scans.is_right(self._here())
        self._fill()
        self.ui.list.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.ui.cut.setText(CUT)
        self._enable()
        if busy:
            self.ui.hint.setText("正在改这一页…")

    def _failed(self, trouble: BaseException) -> None:
        self._owner.trouble(trouble)
        if not isValid(self):
            return
        self._set_busy(False)
        self.ui.hint.setText(str(getattr(trouble, "happened", "没有改成，请再试一次。")))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F3 scans, Delete takes the page out, Esc closes; the arrows walk through the list."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_F3:
            self._scan(feeder=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key is Qt.Key.Key_Delete and self.ui.remove.isEnabled():
            self._remove()
        else:
            super().keyPressEvent(event)


def show_pages(owner: Page, source: MaterialPages) -> PagesDialog:
    """Open the dialog; it closes itself away."""
    dialog = PagesDialog(owner, source)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _icon(picture: QImage) -> QIcon:
    """The page as a small picture with an edge, so that a blank one is seen on the white list too."""
    small = QPixmap.fromImage(picture.scaled(SMALL, Qt.AspectRatioMode.KeepAspectRatio))
    with QPainter(small) as painter:
        painter.setPen(Qt.GlobalColor.gray)
        painter.drawRect(small.rect().adjusted(0, 0, -1, -1))
    return QIcon(small)


def _picture(data: bytes, largest: QSize) -> QImage:
    """The (first) page as it is shown."""
    picture = pictures(data, DOTS_PER_INCH)[0]
    if picture.width() <= largest.width() and picture.height() <= largest.height():
        return picture
    return picture.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
