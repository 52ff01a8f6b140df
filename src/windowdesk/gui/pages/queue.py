"""The queue (上报) in plain words: what waits, why, what to do, and may the PC be switched off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from windowdesk.casework import carry, exchange_log, lost_files, queue_acts, queue_view, relay, todays_data
from windowdesk.casework.exchange_log import LogRow
from windowdesk.casework.queue_view import QueueRow, QueueView
from windowdesk.clock import local_date_time
from windowdesk.events import Kind
from windowdesk.gui import lights
from windowdesk.gui.asking import sure
from windowdesk.gui.case_columns import LOG_COLUMNS, QUEUE_COLUMNS
from windowdesk.gui.forms.ui_queue import Ui_QueuePage
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.row_table import RowsModel

HINT = "收的件什么时候到县里，为什么还在等，都在这里。"
LOST_MEANS = (
    "两份都坏了的扫描件传不上去，这一件会一直等着。报告以后它不再等，县里会另外要这份材料。"
    "群众还在的话，报告后请马上打开这一件，点“补正（补材料）”重扫，会接着报上去。"
)
"""What the clerk reads before telling the county that scans are lost."""
Act = Callable[[carry.Opened], tuple[str, ...]]
"""What a button does with a stick; gives what to tell the clerk."""


class QueuePage(Page):
    """Two lights and a lamp, each with its sentence; then one row for each thing that waits, or the log."""

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
        self.log = RowsModel(LOG_COLUMNS, lambda row: f"{row.at} {row.way}", self)
        self.ui.log.show_rows(self.log)
        self.ui.log.hide()
        self.ui.lift.hide()
        self.ui.lost.hide()
        self._shows_log = False
        self.ui.again.clicked.connect(lambda: self._on_row(queue_acts.try_again, "已放回，马上再试。"))
        self.ui.urgent.clicked.connect(self._urgent)
        self.ui.aside.clicked.connect(self._aside)
        self.ui.lost.clicked.connect(self._lost)
        self.ui.exportOne.clicked.connect(self._export)
        self.ui.lift.clicked.connect(lambda: self.ask(todays_data.lift_today, then=lambda _: self.refresh()))
        self.ui.showLog.clicked.connect(self._turn)
        self.ui.sync.clicked.connect(self._sync)
        self.ui.toStick.clicked.connect(lambda: self._stick(self._way(relay.write_plugged_in, carry.write_plugged_in)))
        self.ui.fromStick.clicked.connect(lambda: self._stick(self._way(relay.read_plugged_in, carry.read_plugged_in)))
        self.ui.village.clicked.connect(lambda: self._stick(carry.village_plugged_in))

    def come(self, about: object = None) -> None:
        """Read the queue."""
        self.ui.sync.setText("现在就上报")
        self.ui.village.setVisible(self._carries())
        self._show_log(False)
        self.refresh()
        self.later(self.ui.sync.setFocus)

    def refresh(self) -> None:
        """Read the queue, and the log where it is shown."""
        self.ask(queue_view.view, then=self._show, topic="queue")
        if self._shows_log:
            self.ask(exchange_log.rows, then=self._show_log_rows, topic="log")

    def resized(self) -> None:
        """Fit the tables."""
        self.ui.rows.fit()
        self.ui.log.fit()

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
        ui.hint.setText(view.data_words or HINT)
        ui.lift.setVisible(view.may_lift)
        self.model.set_rows(view.rows)
        ui.rows.choose_first()
        self._arrange()

    def _arrange(self) -> None:
        """Either the queue with its chosen row, or the log."""
        ui, rows = self.ui, self.model.rowCount()
        if self._shows_log:  # what goes goes first: a page that is too tall for a moment makes the window grow
            ui.rows.hide()
            ui.detail.hide()
        ui.log.setVisible(self._shows_log)
        ui.rows.setVisible(bool(rows) and not self._shows_log)
        ui.empty.setText("没有要上报的。收了新的件会自动排到这里，一有网络就上报。")
        ui.empty.setVisible(not rows and not self._shows_log)
        ui.showLog.setText("回到等待的件" if self._shows_log else "上报记录")
        self._show_row(ui.rows.current())

    def _show_row(self, row: QueueRow | None) -> None:
        ui = self.ui
        ui.detail.setVisible(row is not None and not self._shows_log)
        if row is not None:
            code = f"（代码 {row.code}）" if row.code else ""
            ui.reason.setText(f"{row.what}：{row.reason}{code}")
            ui.toDo.setText(f"怎么办：{row.to_do}" if row.to_do else "不用处理，会自动上报。")
            ui.urgent.setText("取消加急" if row.urgent else "标为加急")
            ui.aside.setVisible(row.may_put_aside)
            ui.asideReason.setVisible(row.may_put_aside)
            ui.lost.setVisible(row.may_report_lost)

    def _turn(self) -> None:
        self._show_log(not self._shows_log)
        self.refresh()

    def _show_log(self, shown: bool) -> None:
        self._shows_log = shown
        self._arrange()

    def _show_log_rows(self, rows: list[LogRow]) -> None:
        self.log.set_rows(rows)
        self.ui.log.fit()

    def _on_row(self, act: Callable[..., object], said: str, *more: object) -> None:
        """An act on the chosen row, in the desk's thread."""
        row = self.ui.rows.current()
        if row is not None:
            self.ask(act, row.case_id, *more, then=lambda _: self._did(said), keeps=True)

    def _did(self, said: str) -> None:
        self.place.banner.good(said, "")
        self.refresh()

    def _urgent(self) -> None:
        row = self.ui.rows.current()
        if row is not None and row.urgent:
            self.ask(todays_data.unmark_urgent, then=lambda _: self._did("已取消加急。"), keeps=True)
        else:
            self._on_row(todays_data.mark_urgent, "已加急：这一件的材料先传，不受流量限制。")

    def _aside(self) -> None:
        self._on_row(queue_acts.put_aside, "已不再处理，原因记下了。", self.ui.asideReason.text())
        self.ui.asideReason.clear()

    def _lost(self) -> None:
        if sure(self, "扫描件找不回来了，报告县里吗？", LOST_MEANS, "报告县里"):
            self._on_row(lost_files.report, "已报告县里：这一件先不带坏了的扫描件往下走。")

    def _export(self) -> None:
        row = self.ui.rows.current()
        if row is not None:
            self._stick(lambda opened: queue_acts.export_plugged_in(opened, row.case_id))

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
