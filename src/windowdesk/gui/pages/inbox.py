"""The inbox (来件): what came back from the county, what to do about it, by when."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QPushButton

from windowdesk.casework import inbox, receipts
from windowdesk.casework.inbox import InboxRow
from windowdesk.events import Kind
from windowdesk.gui.badge import say_mark
from windowdesk.gui.case_columns import INBOX_COLUMNS
from windowdesk.gui.forms.ui_inbox import Ui_InboxPage
from windowdesk.gui.laid_out import laid_out_once
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.row_table import RowsModel
from windowdesk.gui.style import LINE_HEIGHT_PERCENT

PRINT = "print"
"""Kind of row for a print of which nobody knows whether it came out."""


class InboxPage(Page):
    """Most pressing first; at the right what it says and what comes next."""

    listens = frozenset({Kind.INBOX, Kind.CASES, Kind.PRINTS})

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_InboxPage()
        self.ui.setupUi(self)
        self.model = RowsModel(INBOX_COLUMNS, lambda row: row.id, self)
        self.ui.rows.show_rows(self.model)
        self._wanted = ""
        self.ui.rows.chosen.connect(self._show_row)
        self.ui.rows.opened.connect(self._act)
        self.ui.act.clicked.connect(lambda: self._act(self.ui.rows.current()))
        self.ui.putAway.clicked.connect(self._put_away)
        self.ui.cameOut.clicked.connect(lambda: self._answer(came_out=True))
        self.ui.didNot.clicked.connect(lambda: self._answer(came_out=False))

    def come(self, about: object = None) -> None:
        """``about``: id of the row to show."""
        self._wanted = about if isinstance(about, str) else ""
        self.refresh()
        self.later(self.ui.rows.setFocus)

    def refresh(self) -> None:
        """Read the rows."""
        self.ask(inbox.rows, then=self._show, topic="rows")

    def resized(self) -> None:
        """Fit the table."""
        self.ui.rows.fit()

    def primary(self) -> QPushButton | None:
        """去处理. None for a doubtful print: Enter must not say that it came out."""
        button: QPushButton = self.ui.act
        return None if button.isHidden() else button

    def key_back(self) -> bool:
        """Esc goes home."""
        self.go.emit("home", None)
        return True

    def _show(self, rows: tuple[InboxRow, ...]) -> None:
        self.model.set_rows(rows)
        ids = [row.id for row in rows]
        if self._wanted in ids:
            self.ui.rows.setCurrentIndex(self.model.index(ids.index(self._wanted), 0))
            self._wanted = ""
        self.ui.rows.choose_first()
        self._show_row(self.ui.rows.current())
        acts = sum(row.needs_act for row in rows)
        self.ui.next.setText(
            f"有 {acts} 件要处理。" if acts else "都处理好了。" if not rows else "没有要处理的，看过就可以收起来。"
        )

    def _show_row(self, row: InboxRow | None) -> None:
        ui = self.ui
        ui.act.setEnabled(row is not None and bool(row.case_id))
        ui.putAway.setVisible(row is not None and not row.needs_act)
        doubtful = row is not None and row.kind == PRINT
        ui.act.setVisible(not doubtful)
        ui.cameOut.setVisible(doubtful)
        ui.didNot.setVisible(doubtful)
        if row is None:
            ui.mark.say("good", "没有来件")
            ui.what.setText("现在没有要看的。")
            ui.about.setText("县里退回、要补正、办好了，都会出现在这里。")
            for label in (ui.text, ui.toDo):
                label.setText("")
            ui.lines.setText("")
            return
        with laid_out_once(ui.detailScrollInside):
            self._say(row)

    def _say(self, row: InboxRow) -> None:
        ui = self.ui
        say_mark(ui.mark, row.mark, row.mark_words or ("请看一看" if not row.needs_act else "要处理"))
        ui.what.setText(row.title)
        about = " · ".join(part for part in (row.name_masked, row.item_name, row.number) if part)
        ui.about.setText(about)
        ui.text.setText(row.text)
        ui.lines.setText(_lines(row))
        ui.lines.setVisible(bool(row.lines))
        due = f"{row.due.year}年{row.due.month}月{row.due.day}日前办。" if row.due else ""
        ui.toDo.setText(f"怎么办：{row.to_do}{due}")

    def _act(self, row: InboxRow | None) -> None:
        if row is not None and row.case_id and row.kind != PRINT:
            self.place.held["act"] = {"correction": "supplement", "deferral": "supplement", "result": "deliver"}.get(
                row.kind, ""
            )
            self.go.emit("case", row.case_id)

    def _answer(self, *, came_out: bool) -> None:
        """The clerk looked at the paper."""
        row = self.ui.rows.current()
        if row is None or row.kind != PRINT:
            return

        def answered(_: object) -> None:
            if came_out:
                self.place.banner.good("已记下：打出来了。")
            else:
                self.place.banner.note("已记下：没有打出来。", "请检查打印机，再到办件里重新打印。")
            self.refresh()

        self.ask(receipts.answer_print, row.id.removeprefix(f"{PRINT}:"), came_out, then=answered, keeps=True)

    def _put_away(self) -> None:
        row = self.ui.rows.current()
        if row is not None:
            self.ask(inbox.put_away, row.id, then=lambda _: self.refresh(), keeps=True)


def _lines(row: InboxRow) -> str:
    return "".join(
        f"<p style='margin:6px 0; line-height:{LINE_HEIGHT_PERCENT}%'><b>{number}. {escape(line.name)}</b><br>"
        f"问题：{escape(line.defect)}" + (f"<br>要求：{escape(line.standard)}" if line.standard else "") + "</p>"
        for number, line in enumerate(row.lines, start=1)
    )
