"""Third step: the situation (情形) by big choices, then the item's own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from windowdesk.casework import filling
from windowdesk.domain.intake import Draft, typed
from windowdesk.domain.nations import NATIONS
from windowdesk.gui.forms.ui_intake_form import Ui_IntakeForm
from windowdesk.gui.intake_step import IntakeStep

if TYPE_CHECKING:
    from windowdesk.casework.intake_view import IntakeView
    from windowdesk.domain.catalogue import Item
    from windowdesk.gui.pages.intake import IntakePage

PERSON_FIELDS: dict[str, Mapping[str, Any]] = {
    "nation": {"title": "民族", "enum": list(NATIONS)},
    "address": {"title": "户籍地址", "maxLength": 200},
    "present_address": {"title": "现住址", "maxLength": 200, "description": "和户籍地址一样可以不填"},
}
"""Card fields that only some items need (rule G01); asked here when no card filled them."""


class FormStep(IntakeStep):
    """Questions first, because they decide which fields and materials follow."""

    hint = "先问情形，再填内容。带 * 的一定要填；填好按 Enter 到下一格。"

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow)
        self.ui = Ui_IntakeForm()
        self.ui.setupUi(self)
        self._asked_of = ""
        self.ui.questions.answered.connect(
            lambda question, option: flow.change(filling.with_answer(flow.current(), question, option))
        )
        self.ui.fields.filled.connect(lambda name, value: flow.change(filling.with_field(flow.current(), name, value)))
        self.ui.personFields.filled.connect(self._person_field)

    def reset(self) -> None:
        """Forget what was drawn."""
        self._asked_of = ""
        self.ui.fields.ask({}, {}, frozenset())
        self.ui.personFields.ask({}, {}, frozenset())
        self.ui.questions.ask((), {})

    def show_draft(self, draft: Draft, view: IntakeView | None) -> None:
        """Show questions and fields of the chosen item under the answers given."""
        if view is None or view.item is None or view.draft.id != draft.id:
            return
        item = view.item
        asked = view.fields
        missing = self._missing_person_fields(draft, item)
        self.ui.questions.ask(view.questions, draft.answers)
        self.ui.fields.ask(asked, draft.form, frozenset(item.form.get("required", ())))
        self.ui.personFields.ask(missing, _person_values(draft), frozenset())
        self.ui.situationCard.setVisible(bool(view.questions))
        self.ui.formCard.setVisible(bool(asked))
        self.ui.personCard.setVisible(bool(missing))
        self.ui.emptyCard.setVisible(not (view.questions or asked or missing))
        if view.draft == draft:
            faults = {
                trouble.field.removeprefix("form."): trouble.happened
                for trouble in view.troubles
                if trouble.field.startswith("form.") and trouble.message.code == "N702"
            }
            self.ui.fields.mark(faults)

    def _missing_person_fields(self, draft: Draft, item: Item) -> dict[str, Mapping[str, Any]]:
        """Fixed when the item is first shown, so that a field does not vanish while it is typed."""
        key = f"{draft.id} {item.code}"
        if key != self._asked_of:
            self._asked_of = key
            self._wanted = {
                name: schema
                for name, schema in PERSON_FIELDS.items()
                if name in item.needed_fields and not draft.applicant.text(name)
            }
        return self._wanted

    def _person_field(self, name: str, value: Any) -> None:
        text = str(value or "")
        if name == "nation" and text in NATIONS:
            text = f"{NATIONS.index(text) + 1:02d}"
        self.flow.change(typed(self.flow.current(), name, text))

    def first_field(self) -> QWidget | None:
        """Open questions come first: they decide what else is asked."""
        return self.ui.questions.first_open()

    def field(self, name: str) -> QWidget | None:
        """The widget of a trouble."""
        kind, _, rest = name.partition(".")
        if kind == "form":
            return self.ui.fields.input(rest)
        if kind == "answers":
            return next(iter(self.ui.questions.choices(rest).values()), None)
        return None


def _person_values(draft: Draft) -> dict[str, Any]:
    values: dict[str, Any] = {name: draft.applicant.text(name) for name in PERSON_FIELDS}
    code = values["nation"]
    if code.isdigit() and 1 <= int(code) <= len(NATIONS):
        values["nation"] = NATIONS[int(code) - 1]
    return {name: value for name, value in values.items() if value}
