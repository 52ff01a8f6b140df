"""Fifth step: the villager looks at everything, in the large letters of elders; then it is saved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from windowdesk.domain.intake import Draft
from windowdesk.domain.masking import mask_bank, mask_id, mask_phone
from windowdesk.gui.forms.ui_intake_confirm import Ui_IntakeConfirm
from windowdesk.gui.intake_step import IntakeStep
from windowdesk.gui.paper_dialog import show_draft_paper
from windowdesk.gui.row_card import RowCard, fill
from windowdesk.gui.style import LINE_HEIGHT_PERCENT

if TYPE_CHECKING:
    from windowdesk.casework.intake_view import IntakeView
    from windowdesk.domain.catalogue import Item, Question
    from windowdesk.gui.pages.intake import IntakePage


class ConfirmStep(IntakeStep):
    """The confirmation view; what is still missing stands above it with a way to it."""

    hint = "请申请人看一遍；没有错就勾选，再按 F9 保存。"

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
        text = sheet(draft, view, view.item)
        if text != self._shown:
            self._take_back()
        self.ui.summary.setText(text)
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


def sheet(draft: Draft, view: IntakeView, item: Item) -> str:
    """All that will be saved, masked where others might look on (rule G04)."""
    person = draft.applicant
    rows = [
        ("事项", view.package.name if view.package else item.name),
        ("申请人", person.text("name")),
        ("证件号码", f"{mask_id(person.text('id_number'))}（{person.assurance.words}）"),
        ("手机", "无手机" if person.no_mobile else mask_phone(person.text("mobile"))),
        ("办理方式", draft.mode.words),
    ]
    if draft.agent is not None:
        rows.append(("代办人", f"{draft.agent.text('name')} {mask_id(draft.agent.text('id_number'))}"))
    rows += [(question.text, _option(question, draft)) for question in view.questions]
    rows += _form_rows(draft, view)
    rows += [(row.name, row.state_words) for row in view.checklist if row.state != "exempt"]
    due = f"，预计 {view.due.year}年{view.due.month}月{view.due.day}日前" if view.due else ""
    rows.append(("多久办好", f"{view.promised}{due}{'（暂定）' if view.due_provisional else ''}"))
    cells = "".join(
        f'<tr><td style="padding:4px 24px 4px 0; color:#46535f">{escape(label)}</td>'
        f'<td style="padding:4px 0"><b>{escape(value)}</b></td></tr>'
        for label, value in rows
    )
    return f'<table style="line-height:{LINE_HEIGHT_PERCENT}%">{cells}</table>'


def _option(question: Question, draft: Draft) -> str:
    chosen = draft.answers.get(question.id, "")
    return next((one.text for one in question.options if one.id == chosen), "还没选")


def _form_rows(draft: Draft, view: IntakeView) -> list[tuple[str, str]]:
    rows = []
    for name, schema in view.fields.items():
        if name in draft.form:
            rows.append((str(schema.get("title", name)), words(draft.form[name], str(schema.get("x-check", "")))))
    return rows


def words(value: object, check: str = "") -> str:
    """A value of a form as a person reads it; numbers of people and accounts masked."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (list, tuple)):
        return f"{len(value)} 行"
    text = str(value)
    return {"bank_card": mask_bank, "id_number": mask_id, "mobile": mask_phone}.get(check, str)(text)
