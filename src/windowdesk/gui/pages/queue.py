"""The queue (上报) in plain words: what waits, why, what to do, and may the PC be switched off."""

from __future__ import annotations

import enum
from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from windowdesk.casework import aside, carry, exchange_log, lost_files, queue_acts, queue_view, relay, todays_data
from windowdesk.casework.aside import AsideRow
from windowdesk.casework.exchange_log import LogRow
from windowdesk.casework.queue_view import QueueRow, QueueView
from windowdesk.clock import local_date_time
from windowdesk.errors import TRAINING_STAYS
from windowdesk.events import Kind
from windowdesk.gui import lights
from windowdesk.gui.asking import sure
from windowdesk.gui.case_columns import ASIDE_COLUMNS, LOG_COLUMNS, QUEUE_COLUMNS
from windowdesk.gui.forms.ui_queue import Ui_QueuePage
from windowdesk.gui.laid_out import laid_out_once
from windowdesk.gui.other_folder import OtherFolder
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.row_table import RowsModel
from windowdesk.gui.stick_slips import offer_slips

NOTHING = "没有要上报的。收了新的件会自动排到这里，一有网络就上报。"
NOTHING_IN_TRAINING = "没有件在这里。正式办件时，收的件排在这里，一有网络就上报。"
HINT = "收的件什么时候到县里，为什么还在等，都在这里。"
LOST_MEANS = (
    "两份都坏了的扫描件传不上去，这一件会一直等着。报告以后它不再等，县里会另外要这份材料。"
    "群众还在的话，报告后请马上打开这一件，点“补正（补材料）”重扫，会接着报上去。"
)
"""What the clerk reads before telling the county that scans are lost."""
Act = Callable[[carry.Opened], tuple[str, ...]]
"""What a button does with a stick; gives what to tell the clerk."""


class Shown(enum.Enum):
    """Which of the lists the page shows."""

    QUEUE = "queue"
    LOG = "log"
    ASIDE = "aside"


class QueuePage(Page):
    """Two lights and a lamp, each with its sentence; then what waits, row by row, or the log, or what was put aside."""

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
        self.put_aside = RowsModel(ASIDE_COLUMNS, lambda row: f"{row.case_id} {row.seq}", self)
        self.ui.asideRows.show_rows(self.put_aside)
        self.ui.asideRows.chosen.connect(lambda _: self._arrange())
        self.ui.asideRows.opened.connect(lambda row: self.go.emit("case", row.case_id))
        for hidden in (
            self.ui.log,
            self.ui.asideRows,
            self.ui.showAside,
            self.ui.lift,
            self.ui.lost,
        ):
            hidden.hide()
        self._shown = Shown.QUEUE
        self._count_aside = 0
        self.ui.summary.setMinimumHeight(1)  # the window shall not grow before the cards can go
        self.other_folder = OtherFolder(self.ui.elsewhere)
        self.ui.again.clicked.connect(lambda: self._on_row(queue_acts.try_again, "已放回，马上再试。"))
        self.ui.urgent.clicked.connect(self._urgent)
        self.ui.aside.clicked.connect(self._aside)
        self.ui.putBack.clicked.connect(
            lambda: self._on_row(aside.put_back, "已放回：请按县里说明改正后重新提交，它的材料马上再试。")
        )
        self.ui.lost.clicked.connect(self._lost)
        self.ui.exportOne.clicked.connect(self._export)
        self.ui.lift.clicked.connect(lambda: self.ask(todays_data.lift_today, then=lambda _: self.refresh()))
        self.ui.showLog.clicked.connect(lambda: self._turn(Shown.LOG))
        self.ui.showAside.clicked.connect(lambda: self._turn(Shown.ASIDE))
        self.ui.sync.clicked.connect(self._sync)
        self.ui.toStick.clicked.connect(lambda: self._stick(self._way(relay.write_plugged_in, carry.write_plugged_in)))
        self.ui.fromStick.clicked.connect(lambda: self._stick(self._way(relay.read_plugged_in, carry.read_plugged_in)))
        self.ui.village.clicked.connect(lambda: self._stick(carry.village_plugged_in))

    def come(self, about: object = None) -> None:
        """Read the queue."""
        self.ui.sync.setText("现在就上报")
        self.other_folder.hide()
        self.ui.village.setVisible(self._carries())
        self._show_list(Shown.QUEUE)
        self.refresh()
        self.later(self.ui.sync.setFocus)

    def refresh(self) -> None:
        """Read the queue, and the other list that is shown."""
        self.ask(queue_view.view, then=self._show, topic="queue")
        if self._shown is Shown.LOG:
            self.ask(exchange_log.rows, then=self._show_log_rows, topic="log")
        if self._shown is Shown.ASIDE:
            self.ask(aside.rows, then=self._show_aside_rows, topic="aside")

    def resized(self) -> None:
        """Fit the tables."""
        self.ui.rows.fit()
        self.ui.log.fit()
        self.ui.asideRows.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The banner came or went, or the strip of training stands above."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where the page is short the cards go: their lights stand below as well, the acts on a row do not."""
        summary, column = self.ui.summary, self.ui.layout_4
        needed = self.ui.layout_1.minimumHeightForWidth(self.width())
        if summary.isHidden():
            margins = column.contentsMargins()
            needed += summary.heightForWidth(self.width() - margins.left() - margins.right()) + column.spacing()
        summary.setVisible(needed <= self.height())

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
        known = "" if view.network == "unknown" and view.last_success else f"。上次联系上县里：{last}"
        ui.networkWords.setText(f"{view.network_words.rstrip('。')}{known}。")
        pages = f"还有 {view.waiting_pages} 张材料图片没传完。" if view.waiting_pages else "材料图片都传完了。"
        ui.waitingWords.setText(pages)
        if self.place.training:
            self._say_training()
        ui.safeWords.setText(view.safe_words)
        ui.hint.setText(view.data_words or HINT)
        ui.lift.setVisible(view.may_lift)
        self._count_aside = view.aside
        self.model.set_rows(view.rows)
        ui.rows.choose_first()
        self._arrange()

    def _arrange(self) -> None:
        """One of the lists, and its chosen row."""
        ui, rows, shown = self.ui, self.model.rowCount(), self._shown
        lists = {Shown.QUEUE: ui.rows, Shown.LOG: ui.log, Shown.ASIDE: ui.asideRows}
        for which, one in lists.items():  # what goes goes first: a page too tall for a moment makes the window grow
            if which is not shown:
                one.hide()
        if shown is Shown.LOG:
            ui.detail.hide()
        lists[shown].setVisible(shown is not Shown.QUEUE or bool(rows))
        ui.empty.setText(NOTHING_IN_TRAINING if self.place.training else NOTHING)
        ui.empty.setVisible(not rows and shown is Shown.QUEUE)
        ui.showLog.setText("回到等待的件" if shown is Shown.LOG else "上报记录")
        ui.showAside.setText("回到等待的件" if shown is Shown.ASIDE else f"不再处理的（{self._count_aside}）")
        ui.showAside.setVisible(shown is Shown.ASIDE or bool(self._count_aside))
        if shown is Shown.ASIDE:
            self._show_aside(ui.asideRows.current())
        else:
            self._show_row(ui.rows.current())
        self._make_room()

    def _say_training(self) -> None:
        """Here nothing waits for a line."""
        self.ui.networkWords.setText("演示不连任何县平台。")
        self.ui.waitingWords.setText("正式办件时看还剩几件。")
        self.ui.next.setText(TRAINING_STAYS.happened)

    def _show_aside(self, row: AsideRow | None) -> None:
        ui = self.ui
        self._offer_acts(aside=True)
        ui.detail.setVisible(row is not None)
        if row is not None:
            ui.reason.setText(f"{row.what}：{row.county}")
            ui.toDo.setText(row.story)

    def _offer_acts(self, *, aside: bool) -> None:
        """The acts on what waits, or the one on what was put aside."""
        ui = self.ui
        ui.putBack.setVisible(aside)
        for act in (ui.again, ui.exportOne, ui.urgent):
            act.setVisible(not aside)
        if aside:
            for hidden in (ui.lost, ui.aside, ui.asideReason):
                hidden.hide()

    def _show_row(self, row: QueueRow | None) -> None:
        ui = self.ui
        if self._shown is Shown.ASIDE:
            return
        self._offer_acts(aside=False)
        ui.detail.setVisible(row is not None and self._shown is Shown.QUEUE)
        if row is None:
            return
        with laid_out_once(ui.detail):
            code = f"（代码 {row.code}）" if row.code else ""
            ui.reason.setText(f"{row.what}：{row.reason}{code}")
            ui.toDo.setText(f"怎么办：{row.to_do}" if row.to_do else "不用处理，会自动上报。")
            ui.urgent.setText("取消加急" if row.urgent else "标为加急")
            ui.aside.setVisible(row.may_put_aside)
            ui.asideReason.setVisible(row.may_put_aside)
            ui.lost.setVisible(row.may_report_lost)

    def _turn(self, to: Shown) -> None:
        self._show_list(Shown.QUEUE if self._shown is to else to)
        self.refresh()

    def _show_list(self, shown: Shown) -> None:
        self._shown = shown
        self._arrange()

    def _show_log_rows(self, rows: list[LogRow]) -> None:
        self.log.set_rows(rows)
        self.ui.log.fit()

    def _show_aside_rows(self, rows: tuple[AsideRow, ...]) -> None:
        self.put_aside.set_rows(rows)
        self.ui.asideRows.choose_first()
        self.ui.asideRows.fit()
        self._arrange()

    def _current(self) -> QueueRow | AsideRow | None:
        """The chosen row of the list that is shown."""
        table = self.ui.asideRows if self._shown is Shown.ASIDE else self.ui.rows
        row: QueueRow | AsideRow | None = table.current()
        return row

    def _on_row(self, act: Callable[..., object], said: str, *more: object) -> None:
        """An act on the chosen row, in the desk's thread."""
        row = self._current()
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
        self._on_row(aside.put_aside, "已不再处理，原因记下了；要放回请点“不再处理的”。", self.ui.asideReason.text())
        self.ui.asideReason.clear()

    def _lost(self) -> None:
        if sure(self, "扫描件找不回来了，报告县里吗？", LOST_MEANS, "报告县里"):
            self._on_row(lost_files.report, "已报告县里：这一件先不带坏了的扫描件往下走。")

    def _export(self) -> None:
        row = self.ui.rows.current()
        if row is not None:
            self._stick(lambda opened: queue_acts.export_plugged_in(opened, row.case_id))

    def _open(self) -> None:
        row = self._current()
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
        opened = self.other_folder.opened_for(partial(self._stick, act), self.place.thread.open_desk)
        self._sticks_can_be_pressed(False)
        self.place.banner.note("正在读写优盘。", "请等这里说好了再拔。")
        self.place.devices.put(lambda: act(opened), then=self._stick_done, failed=self._stick_failed)

    def _stick_done(self, said: tuple[str, ...]) -> None:
        self._sticks_can_be_pressed(True)
        self.place.banner.good(said[0], "".join(said[1:]))
        self.refresh()
        offer_slips(self)

    def _stick_failed(self, trouble: BaseException) -> None:
        self._sticks_can_be_pressed(True)
        self.trouble(trouble)
        self.other_folder.failed(trouble)

    def _sticks_can_be_pressed(self, may: bool) -> None:
        for button in (self.ui.village, self.ui.toStick, self.ui.fromStick):
            button.setEnabled(may)
