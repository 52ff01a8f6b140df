"""Second step: what for. Search by name, code or pinyin initials; Enter takes the row and goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from windowdesk.casework import search
from windowdesk.casework.filling import AUTHORITY
from windowdesk.casework.search import ItemRow
from windowdesk.domain.case import Authority
from windowdesk.domain.intake import Draft, is_proxy
from windowdesk.domain.signed_sheet import APPLICANT
from windowdesk.domain.signed_sheet import AUTHORITY as AUTHORITY_SHEET
from windowdesk.gui.entries import read_date
from windowdesk.gui.forms.ui_intake_item import Ui_IntakeItem
from windowdesk.gui.intake_signing import SigningRows
from windowdesk.gui.intake_step import IntakeStep
from windowdesk.gui.item_columns import ITEM_COLUMNS
from windowdesk.gui.paper_dialog import show_draft_paper
from windowdesk.gui.row_table import RowsModel

TITLE = "代办委托书"

if TYPE_CHECKING:
    from windowdesk.casework.intake_view import IntakeView
    from windowdesk.gui.pages.intake import IntakePage


class ItemStep(IntakeStep):
    """The list of items; below it the proxy authority or the number of the line department's system."""

    hint = "打几个拼音首字母就能找到事项；按上下键选一行，按 Enter 选定。"

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow)
        self.ui = Ui_IntakeItem()
        self.ui.setupUi(self)
        self._model = RowsModel(ITEM_COLUMNS, lambda row: row.code, self)
        self.ui.items.show_rows(self._model)
        self._go_on = False
        self.ui.search.textChanged.connect(self._search)
        self.ui.search.returnPressed.connect(self._take_first)
        self.ui.items.opened.connect(lambda row: self._take(row, go_on=True))
        self.ui.items.clicked.connect(lambda index: self._take(self._model.row_at(index), go_on=False))
        for line in (self.ui.relation, self.ui.witness):
            line.textEdited.connect(lambda _: self._authority())
        self.ui.until.settled.connect(lambda _: self._authority())
        self.ui.vertical.textEdited.connect(
            lambda text: flow.change(replace(flow.current(), vertical_number=text.strip()))
        )
        self.ui.printAuthority.clicked.connect(lambda: show_draft_paper(flow, flow.current(), "authority"))
        self.ui.scanAuthority.clicked.connect(self.scan)
        self.ui.fileAuthority.clicked.connect(lambda: flow.scanning.choose_files(AUTHORITY, TITLE))
        self.ui.lookAuthority.clicked.connect(lambda: flow.scanning.look(AUTHORITY, TITLE))
        self._signing = SigningRows(flow.signing, self.ui.signRows, AUTHORITY_SHEET)
        self.ui.until.setPlaceholderText("例如 20271231")
        self.ui.search.installEventFilter(self)
        self.reset()

    def reset(self) -> None:
        """Forget the search and the authority's words."""
        self.ui.search.clear()
        for line in (self.ui.relation, self.ui.witness, self.ui.vertical):
            line.clear()
        self.ui.until.set_value("")
        self.ui.authorityCard.hide()
        self.ui.verticalCard.hide()

    def come(self) -> None:
        """Fill the list."""
        self._search(self.ui.search.text())

    def resized(self) -> None:
        """Fit the list."""
        self.ui.items.fit()

    def show_draft(self, draft: Draft, view: IntakeView | None) -> None:
        """Show what was chosen."""
        item = view.item if view is not None else None
        chosen = view.package.name if view is not None and view.package is not None else item.name if item else ""
        self.ui.found.setText(f"已选定：{chosen}。按“下一步”继续，或另选一个。" if chosen else "请选一个事项。")
        proxy = is_proxy(draft) and bool(chosen)
        self.ui.authorityCard.setVisible(proxy)
        authority = draft.authority or Authority()
        if not self.ui.relation.hasFocus():
            self.ui.relation.setText(authority.relation)
        if authority.until is not None and not self.ui.until.hasFocus():
            self.ui.until.set_value(authority.until.isoformat())
        if not self.ui.witness.hasFocus():
            self.ui.witness.setText(authority.witness)
        self.ui.lookAuthority.setVisible(bool(authority.pages))
        if view is not None:
            self._signing.show(view)
        by_hand = {(one.signer, one.state) for one in view.places if one.document == AUTHORITY_SHEET} if view else set()
        if proxy and (APPLICANT, "signed") in by_hand:
            self.ui.authority.say("good", "已手写签名")
        elif proxy and authority.pages:
            self.ui.authority.say("good", f"已扫描 {len(authority.pages)} 页")
        elif proxy:
            self.ui.authority.say("note", "还没有签字的委托书")
        vertical = item.vertical_system if item is not None else ""
        self.ui.verticalCard.setVisible(bool(vertical))
        if vertical:
            self.ui.verticalHint.setText(f"这个事项在“{vertical}”里办。请在那边录入，把那边的编号记到这里：")
            if not self.ui.vertical.hasFocus():
                self.ui.vertical.setText(draft.vertical_number)

    def _search(self, text: str) -> None:
        self.flow.ask(search.items, text.strip(), 100, then=self._found, topic="items")

    def _found(self, rows: tuple[ItemRow, ...]) -> None:
        self._model.set_rows(rows)
        draft = self.flow.draft
        codes = [row.code for row in rows]
        wanted = (draft.package_code or draft.item_code) if draft is not None else ""
        if wanted in codes:
            self.ui.items.setCurrentIndex(self._model.index(codes.index(wanted), 0))
            self.flow.later(lambda: self.ui.items.scrollTo(self.ui.items.currentIndex()))
        elif rows:
            self.ui.items.setCurrentIndex(self._model.index(0, 0))
        if not rows:
            self.ui.found.setText("没有找到。换几个字试试，或只打拼音首字母。")
        elif draft is not None and not draft.item_code:
            self.ui.found.setText(f"找到 {len(rows)} 个事项。选一行，按 Enter。")

    def _take_first(self) -> None:
        row = self.ui.items.current()
        if row is not None:
            self._take(row, go_on=True)

    def _take(self, row: ItemRow | None, *, go_on: bool) -> None:
        if row is None:
            return
        draft = self.flow.current()
        if row.code in {draft.package_code, draft.item_code} and bool(draft.package_code) == (row.kind == "package"):
            if go_on:
                self.flow.onward()
            return
        self.flow.item_chosen(row.code, package=row.kind == "package")
        if go_on and not is_proxy(draft) and row.usable:
            self.flow.onward_soon()

    # the authority 代办委托

    def _authority(self) -> None:
        draft = self.flow.current()
        changed = replace(
            draft.authority or Authority(),
            relation=self.ui.relation.text().strip(),
            witness=self.ui.witness.text().strip(),
            until=read_date(self.ui.until.value()),
        )
        self.flow.change(replace(draft, authority=changed))

    def scan(self) -> bool:
        """F3 scans the signed authority."""
        if self.ui.authorityCard.isVisible():
            self.flow.scanning.scan(AUTHORITY, TITLE)
        return True

    def field(self, name: str) -> QWidget | None:
        """The widget of a trouble."""
        return {
            "vertical_number": self.ui.vertical,
            "authority.relation": self.ui.relation,
            "authority": self.ui.scanAuthority,
        }.get(name, self.ui.search)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Up and down in the search field move in the list."""
        if watched is self.ui.search and isinstance(event, QKeyEvent) and event.type() is QKeyEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = min(max(0, self.ui.items.currentIndex().row() + step), self._model.rowCount() - 1)
                if row >= 0:
                    self.ui.items.setCurrentIndex(self._model.index(row, 0))
                return True
        return super().eventFilter(watched, event)
