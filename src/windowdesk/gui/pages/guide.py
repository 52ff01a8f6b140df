"""The service guide (办事指南), without a network: elements, FAQ, materials by situation."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from windowdesk.casework import guide, search
from windowdesk.casework.guide import GuideView
from windowdesk.casework.search import ItemRow
from windowdesk.clock import local_date_time
from windowdesk.events import Kind
from windowdesk.gui.forms.ui_guide import Ui_GuidePage
from windowdesk.gui.item_columns import NARROW_COLUMNS
from windowdesk.gui.laid_out import NEXT_TURN_MS, laid_out_once
from windowdesk.gui.page import Page
from windowdesk.gui.place import Place
from windowdesk.gui.row_table import RowsModel
from windowdesk.gui.style import LINE_HEIGHT_PERCENT


class GuidePage(Page):
    """Items at the left, the guide of one at the right."""

    listens = frozenset({Kind.CATALOGUE})

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ui = Ui_GuidePage()
        self.ui.setupUi(self)
        self.model = RowsModel(NARROW_COLUMNS, lambda row: row.code, self)
        self.ui.items.show_rows(self.model)
        self._answers: dict[str, str] = {}
        self._code, self._kind = "", "item"
        self.ui.search.textChanged.connect(lambda _: self.refresh())
        self.ui.search.returnPressed.connect(self.ui.items.setFocus)
        self.ui.items.chosen.connect(self._choose)
        self.ui.items.opened.connect(lambda _: self._begin())
        self.ui.questions.answered.connect(self._answer)
        self.ui.begin.clicked.connect(self._begin)

    def come(self, about: object = None) -> None:
        """Read the items."""
        self.refresh()
        self.later(self.ui.search.setFocus)

    def refresh(self) -> None:
        """Read the items that fit the search."""
        self.ask(search.items, self.ui.search.text().strip(), 100, then=self._show_items, topic="items")

    def resized(self) -> None:
        """Fit the table."""
        self.ui.items.fit()

    def primary(self) -> QPushButton | None:
        """按这个事项收件."""
        button: QPushButton = self.ui.begin
        return button

    def key_back(self) -> bool:
        """Esc goes home."""
        self.go.emit("home", None)
        return True

    def _show_items(self, rows: tuple[ItemRow, ...]) -> None:
        self.model.set_rows(rows)
        self.ui.items.choose_first()
        if not rows:
            self.ui.itemTitle.setText("没有找到。换几个字试试，或只打拼音首字母。")

    def _choose(self, row: ItemRow | None) -> None:
        if row is not None and row.code != self._code:
            self._code, self._kind, self._answers = row.code, row.kind, {}
            self.ui.begin.setEnabled(row.usable)
            self._read()

    def _answer(self, question: str, option: str) -> None:
        self._answers[question] = option
        self._read()

    def _read(self) -> None:
        act = guide.package if self._kind == "package" else guide.guide
        self.ask(act, self._code, dict(self._answers), then=self._show, topic="guide")

    def _show(self, view: GuideView) -> None:
        ui = self.ui
        ui.itemTitle.setText(view.item.name)
        synced = f"，{local_date_time(view.synced_at):%Y年%m月%d日}下发" if view.synced_at else ""
        ui.itemState.setText(f"{view.state_words} · 第 {view.version} 版{synced}")
        with laid_out_once(ui.scrollInside):
            ui.situationCard.setVisible(bool(view.questions))
            ui.questions.ask(view.questions, self._answers)
            ui.materials.setText(_materials(view))
            ui.elements.setText("")
        # what stands below takes as long to set as all above it
        QTimer.singleShot(NEXT_TURN_MS, ui.elements, lambda: ui.elements.setText(_elements(view)))

    def _begin(self) -> None:
        row = self.ui.items.current()
        if row is not None and row.usable:
            self.place.held[row.kind] = row.code
            self.go.emit("intake", None)


def _materials(view: GuideView) -> str:
    rows = "".join(
        f"<p style='margin:6px 0; line-height:{LINE_HEIGHT_PERCENT}%'><b>{number}. {escape(one.name)}</b>（{escape(one.necessity)}）<br>"
        + escape("；".join(part for part in (one.form, one.copies, one.source, one.standard) if part))
        + "</p>"
        for number, one in enumerate(view.materials, start=1)
    )
    return f"<h3>要带的材料</h3>{rows or '<p>不用带材料。</p>'}"


def _elements(view: GuideView) -> str:
    parts = [
        f"<p style='margin:8px 0; line-height:{LINE_HEIGHT_PERCENT}%'><b>{escape(one.title)}</b><br>{escape(one.text).replace(chr(10), '<br>')}</p>"
        for one in view.elements
        if one.text
    ]
    faq = [
        f"<p style='margin:8px 0; line-height:{LINE_HEIGHT_PERCENT}%'><b>问：{escape(one.question)}</b><br>答：{escape(one.answer)}</p>"
        for one in view.faq
    ]
    return "<h3>办事指南</h3>" + "".join(parts) + ("<h3>常见问题</h3>" + "".join(faq) if faq else "")
