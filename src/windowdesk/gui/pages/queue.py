"""The queue (上报) in plain words: what waits, why, what to do, and may the PC be switched off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from windowdesk.casework import carry, queue_view, relay
from windowdesk.casework.queue_view import QueueRow, QueueView
from windowdesk.clock import local_date_time
from windowdesk.events import Kind
from windowdesk.gui import lights
from windowdesk.gui.case_columns import QUEUE_COLUMNS
from windowdesk.gui.forms.ui_queue import Ui_QueuePage
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.row_table import RowsModel

Act = Callable[[carry.Opened], tuple[str, ...]]
"""What a button does with a stick; gives what to tell the clerk."""


class QueuePage(Page):
    """Two lights and a lamp, each with its sentence; then one row for each thing that waits."""

    listens = frozenset({Kind.OUTBOX, Kind.EXCHANGE, Kind.CASES})

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_QueuePage()
        self.ui.setupUi(self)
        self.model = RowsModel(QUEUE_COLUMNS, lambda row: f"{row.case_id} {row.what}", self)
        self.ui.rows.show_rows(self.model)
        self.ui.rows.chosen.connect(self._show_row)
        self.ui.rows.opened.connect(lambda row: self.go.emit("case", row.case_id))
        self.ui.open.clicked.connect(self._open)
        self.ui.sync.clicked.connect(self._sync)
        self.ui.toStick.clicked.connect(lambda: self._stick(self._way(relay.write_plugged_in, carry.write_plugged_in)))
        self.ui.fromStick.clicked.connect(lambda: self._stick(self._way(relay.read_plugged_in, carry.read_plugged_in)))
        self.ui.village.clicked.connect(lambda: self._stick(carry.village_plugged_in))

    def come(self, about: object = None) -> None:
        """Read the queue."""
        self.ui.sync.setText("现在就上报")
        self.ui.village.setVisible(self._carries())
        self.refresh()
        self.later(self.ui.sync.setFocus)

    def refresh(self) -> None:
        """Read the queue."""
        self.ask(queue_view.view, then=self._show, topic="queue")

    def resized(self) -> None:
        """Fit the table."""
        self.ui.rows.fit()

    def primary(self) -> QPushButton | None:
        """现在就上报."""
        button: QPushButton = self.ui.sync
        return button

    def key_back(self) -> bool:
        """Esc goes home."""
        self.go.emit("home", None)
        return True

    def _show(self, view: QueueView) -> None:
        ui = self.ui
        lights.show_network(ui.network, view.network)
        lights.show_waiting(ui.waiting, view.waiting, view.waiting_words)
        lights.show_safe(ui.safe, saving=self.place.thread.unfinished > 0, safe=view.safe)
        last = f"{local_date_time(view.last_success):%m月%d日 %H:%M}" if view.last_success else "还没有"
        ui.networkWords.setText(f"{view.network_words}。上次联系上县里：{last}。")
        pages = f"还有 {view.waiting_pages} 张材料图片没传完。" if view.waiting_pages else "材料图片都传完了。"
        ui.waitingWords.setText(pages)
        ui.safeWords.setText(view.safe_words)
        self.model.set_rows(view.rows)
        ui.rows.setVisible(bool(view.rows))
        ui.empty.setText("" if view.rows else "没有要上报的。收了新的件会自动排到这里，一有网络就上报。")
        ui.empty.setVisible(not view.rows)
        ui.rows.choose_first()
        self._show_row(ui.rows.current())

    def _show_row(self, row: QueueRow | None) -> None:
        self.ui.detail.setVisible(row is not None)
        self.ui.open.setVisible(row is not None)
        if row is not None:
            code = f"（代码 {row.code}）" if row.code else ""
            self.ui.reason.setText(f"{row.what}：{row.reason}{code}")
            self.ui.toDo.setText(f"怎么办：{row.to_do}" if row.to_do else "不用处理，会自动上报。")

    def _open(self) -> None:
        row = self.ui.rows.current()
        if row is not None:
            self.go.emit("case", row.case_id)

    def _sync(self) -> None:
        self.place.thread.open_desk.sync_now()
        self.ui.sync.setText("正在联系县里…")
        self.place.banner.note("正在联系县里。", "不用等，结果会显示在这里；联系不上也不要紧，会自动再试。")

    def _carries(self) -> bool:
        """A township takes the sticks of its villages along."""
        return self.place.settings.site.kind == "township"

    def _way(self, own: Act, carrying: Act) -> Act:
        return carrying if self._carries() else own

    def _stick(self, act: Act) -> None:
        """A stick is slow: it is written and read beside the desk's thread, which goes on saving."""
        opened = self.place.thread.open_desk
        self._sticks_can_be_pressed(False)
        self.place.banner.note("正在读写优盘。", "请等这里说好了再拔。")
        self.place.devices.put(lambda: act(opened), then=self._stick_done, failed=self._stick_failed)

    def _stick_done(self, said: tuple[str, ...]) -> None:
        self._sticks_can_be_pressed(True)
        self.place.banner.good(said[0], "".join(said[1:]))
        self.refresh()

    def _stick_failed(self, trouble: BaseException) -> None:
        self._sticks_can_be_pressed(True)
        self.trouble(trouble)

    def _sticks_can_be_pressed(self, may: bool) -> None:
        for button in (self.ui.village, self.ui.toStick, self.ui.fromStick):
            button.setEnabled(may)
