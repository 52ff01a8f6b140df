"""Home: three big tasks, what is to be done today, drafts to go on with, what the county says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from windowdesk.clock import SystemClock, local_date_time
from windowdesk.events import Kind
from windowdesk.gui import icons
from windowdesk.gui.forms.ui_home import Ui_HomePage
from windowdesk.gui.laid_out import laid_out_once
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.row_card import RowCard, fill

if TYPE_CHECKING:
    from windowdesk.casework.drafts import DraftRow
    from windowdesk.casework.home import HomeView
    from windowdesk.casework.inbox import InboxRow

WEEKDAYS = "一二三四五六日"
STEP_WORDS = {
    "person": "填到人员",
    "item": "填到事项",
    "form": "填到情形和内容",
    "materials": "填到材料",
    "confirm": "填到核对",
    "receipt": "填到凭条",
}
DRAFTS_SHOWN = 4
COUNTED = {"correction", "result", "notice", "stop", "available"}
"""Kinds of messages that stand on the page already, as a number or as a notice."""


class HomePage(Page):
    """The first page of the day."""

    listens = frozenset(
        {Kind.CASES, Kind.DRAFTS, Kind.INBOX, Kind.CATALOGUE, Kind.CALENDAR, Kind.EXCHANGE, Kind.OUTBOX}
    )

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_HomePage()
        self.ui.setupUi(self)
        self._tasks = {
            "intake": (self.ui.intake, "intake", "收件", "群众来办事，从这里开始"),
            "progress": (self.ui.progress, "search", "查进度", "按姓名、号码或拼音找办件"),
            "results": (self.ui.results, "hand_over", "交结果", "县里办好的，交给群众"),
        }
        self.ui.intake.clicked.connect(lambda: self.go.emit("intake", None))
        self.ui.progress.clicked.connect(lambda: self.go.emit("worklist", "search"))
        self.ui.results.clicked.connect(lambda: self.go.emit("worklist", "ready"))
        self.ui.begin.clicked.connect(lambda: self.go.emit("intake", None))
        for button, _, title, words in self._tasks.values():
            button.setAccessibleName(f"{title}：{words}")
        self.ui.noticeCard.hide()
        self._dress()

    def come(self, about: object = None) -> None:
        """Read the numbers."""
        self.refresh()
        self.later(self.ui.begin.setFocus)

    def refresh(self) -> None:
        """Read the page."""
        from windowdesk.casework import home

        self.ask(home.view, then=self._show, topic="home")

    def resized(self) -> None:
        """Icons follow the text."""
        self._dress()

    def primary(self) -> QPushButton | None:
        """开始收件."""
        button: QPushButton = self.ui.begin
        return button

    def _dress(self) -> None:
        pixels = round(self.place.text_size.points * 3.2)
        for name, (_, icon, title, words) in self._tasks.items():
            getattr(self.ui, f"{name}Icon").setPixmap(icons.picture(icon, "primary", pixels))
            getattr(self.ui, f"{name}Title").setText(title)
            getattr(self.ui, f"{name}Words").setText(words)
            getattr(self.ui, f"{name}Words").setWordWrap(True)

    def _show(self, view: HomeView) -> None:
        now = local_date_time(SystemClock().now())
        self.ui.title.setText(f"{view.clerk}，您好")
        today = f"今天是{now.year}年{now.month}月{now.day}日，星期{WEEKDAYS[now.weekday()]}。今天已收 {view.today} 件。"
        self.ui.hint.setText(today)
        with laid_out_once(self.ui.scrollInside):
            words = f"有 {view.ready} 件办好了，等着交" if view.ready else "县里办好的，交给群众"
            self.ui.resultsWords.setText(words)
            self._show_today(view)
            self._show_drafts(view.drafts)
            self._show_notices(view)

    def _show_today(self, view: HomeView) -> None:
        rows = []
        for number, words, page, about in (
            (view.corrections, f"{view.corrections} 件要补材料", "worklist", "corrections"),
            (view.due, f"{view.due} 件快到期或已超期", "worklist", "due"),
            (view.ready, f"{view.ready} 件结果可以交给群众", "worklist", "ready"),
        ):
            if number:
                rows.append(RowCard(words, icon="wait", buttons=[("去看", partial(self.go.emit, page, about))]))
        for row in view.inbox:
            if row.kind not in COUNTED:
                rows.append(self._message(row))
        fill(self.ui.todayRows, rows)
        self.ui.todayEmpty.setVisible(not rows)

    def _message(self, row: InboxRow) -> RowCard:
        return RowCard(row.title, row.to_do, icon="inbox", buttons=[("去看", lambda: self.go.emit("inbox", row.id))])

    def _show_drafts(self, drafts: tuple[DraftRow, ...]) -> None:
        rows = []
        for draft in drafts[:DRAFTS_SHOWN]:
            at = local_date_time(draft.started_at)
            title = " · ".join(part for part in (draft.name_masked or "还没填姓名", draft.item_name) if part)
            words = f"{at.month}月{at.day}日 {at:%H:%M} 开始，{STEP_WORDS[draft.step.value]}"
            buttons = [
                ("接着填", partial(self.go.emit, "intake", draft.id)),
                ("不要了", partial(self._discard, draft)),
            ]
            rows.append(RowCard(title, words, icon="paper", buttons=buttons, below=True))
        fill(self.ui.draftRows, rows)
        more = len(drafts) - DRAFTS_SHOWN
        self.ui.draftTitle.setText(f"没填完的草稿（还有 {more} 份没列出）" if more > 0 else "没填完的草稿")
        self.ui.draftEmpty.setVisible(not rows)

    def _discard(self, draft: DraftRow) -> None:
        from windowdesk.casework import drafts
        from windowdesk.gui.asking import sure

        if sure(self, "不要这份草稿了吗？", "草稿里填的内容会去掉，不能找回。", "不要了"):
            self.ask(drafts.discard, draft.id, then=lambda _: self.refresh(), keeps=True)

    def _show_notices(self, view: HomeView) -> None:
        rows = [RowCard("请注意", view.warning, icon="note")] if view.warning else []
        rows += [RowCard(row.title, row.text, icon="info") for row in view.notices]
        if view.calendar.warning:
            rows.append(RowCard("期限请留意", view.calendar.warning, icon="wait"))
        if not view.enrolled:
            rows.append(
                RowCard(
                    "这台电脑还没有在县里登记。",
                    "可以先查办事指南；请向县里要登记码，登记后再收件。没有网络也能登记：在“设置”里用优盘。",
                    icon="note",
                )
            )
        if not view.items:
            rows.append(RowCard("还没有事项库。", "联网后会自动下载；也可以请县里用优盘送来。", icon="note"))
        fill(self.ui.noticeRows, rows)
        self.ui.noticeCard.setVisible(bool(rows))
        self.ui.versions.setText(versions(view))


def versions(view: HomeView) -> str:
    """Which catalogue and calendar stand here, in one quiet line."""
    if not view.items:
        return ""
    synced = view.catalogue.synced_at
    at = f"，{local_date_time(synced):%Y年%m月%d日 %H:%M} 和县里核对过" if synced else "，还没有和县里核对过"
    year = f"工作日历到 {view.calendar.last_year} 年。" if view.calendar.last_year else "没有工作日历。"
    return f"事项库第 {view.catalogue.version} 版，{view.items} 个事项{at}。{year}"
