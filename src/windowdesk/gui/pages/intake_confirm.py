"""Fifth step: the villager looks at everything, in the large letters of elders; then it is saved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from windowdesk.domain.intake import Draft
from windowdesk.domain.signed_sheet import APPLICATION
from windowdesk.gui import sheet_text
from windowdesk.gui.forms.ui_intake_confirm import Ui_IntakeConfirm
from windowdesk.gui.intake_signing import SigningRows
from windowdesk.gui.intake_step import IntakeStep
from windowdesk.gui.paper_dialog import show_draft_paper
from windowdesk.gui.row_card import RowCard, fill

if TYPE_CHECKING:
    from windowdesk.casework.intake_view import IntakeView
    from windowdesk.gui.pages.intake import IntakePage


class ConfirmStep(IntakeStep):
    """The confirmation view; what is still missing stands above it with a way to it."""

    hint = "请申请人看一遍；没有错就勾选，要手写签名的在最下面签，再按 F9 保存。"

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow)
        self.ui = Ui_IntakeConfirm()
        self.ui.setupUi(self)
        self._duplicate = ""
        self.ui.agreed.clicked.connect(lambda on: flow.change(replace(flow.current(), confirmed=on)))
        self.ui.duplicateReason.textEdited.connect(
            lambda text: flow.change(replace(flow.current(), duplicate_reason=text.strip()))
        )
        self.ui.openDuplicate.clicked.connect(lambda: flow.open_number(self._duplicate))
        self.ui.push.clicked.connect(self._push)
        villager = flow.place.villager
        villager.agreed.connect(self._agreed)
        villager.ended.connect(self._ended)
        self._shown = ""
        """The sheet that the villager looks at; empty: none."""
        self._signing = SigningRows(flow.signing, self.ui.signRows, APPLICATION)
        self.ui.application.clicked.connect(lambda: show_draft_paper(flow, flow.current(), "application"))

    def reset(self) -> None:
        """Nothing of the last villager stays (rule G24)."""
        self._take_back()
        self.ui.summary.clear()
        self.ui.duplicateReason.clear()
        self.ui.agreed.setChecked(False)
        self.ui.troubleCard.hide()
        self.ui.duplicateCard.hide()

    def show_draft(self, draft: Draft, view: IntakeView | None) -> None:
        """Show the sheet."""
        if view is None or view.draft.id != draft.id or view.item is None:
            return
        text = sheet_text.of_sheet(view.sheets[-1], [due_row(view)])
        if text != self._shown:
            self._take_back()
        self.ui.summary.setText(text)
        self._signing.show(view)
        self.ui.push.setVisible(self.flow.place.villager.is_there)
        self.ui.agreed.setChecked(draft.confirmed)
        self._duplicate = view.duplicate_number
        self.ui.duplicateCard.setVisible(bool(view.duplicate_number))
        self.ui.duplicateText.setText(
            f"这个人同一事项已有在办件 {view.duplicate_number}，请先打开看看；确需再办请写明原因。"
        )
        if not self.ui.duplicateReason.hasFocus():
            self.ui.duplicateReason.setText(draft.duplicate_reason)
        others = [one for one in view.troubles if one.field != "duplicate_reason"]
        fill(
            self.ui.troubleRows,
            [
                RowCard(one.happened, one.to_do, icon="note", buttons=[("去改", partial(self.flow.point_at, one))])
                for one in others
            ],
        )
        self.ui.troubleCard.setVisible(bool(others))

    def _push(self) -> None:
        self._shown = self.ui.summary.text()
        self.flow.place.villager.show_sheet(self._shown)

    def _take_back(self) -> None:
        if self._shown:
            self.flow.place.villager.take_back()

    def _ended(self) -> None:
        self._shown = ""

    def _agreed(self) -> None:
        """The villager found no mistake: the same as the clerk's tick."""
        if self.flow.draft is not None:
            self.flow.change(replace(self.flow.current(), confirmed=True))
            self.flow.place.banner.good("群众在副屏上看过了，没有写错。")

    def first_field(self) -> QWidget | None:
        """Looking at the sheet is what this step is for."""
        return self.ui.agreed

    def field(self, name: str) -> QWidget | None:
        """The widget of a trouble."""
        return {"duplicate_reason": self.ui.duplicateReason, "agreed": self.ui.agreed}.get(name)


def due_row(view: IntakeView) -> tuple[str, str]:
    """How long it will take: told, not signed, for it is the office's word."""
    due = f"，预计 {view.due.year}年{view.due.month}月{view.due.day}日前" if view.due else ""
    return "多久办好", f"{view.promised}{due}{'（暂定）' if view.due_provisional else ''}"
