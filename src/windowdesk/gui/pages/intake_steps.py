"""Which widget draws which step of the intake flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from windowdesk.domain.intake import Step
from windowdesk.gui.intake_step import IntakeStep
from windowdesk.gui.pages.intake_confirm import ConfirmStep
from windowdesk.gui.pages.intake_form import FormStep
from windowdesk.gui.pages.intake_item import ItemStep
from windowdesk.gui.pages.intake_materials import MaterialsStep
from windowdesk.gui.pages.intake_person import PersonStep
from windowdesk.gui.pages.intake_receipt import ReceiptStep

if TYPE_CHECKING:
    from windowdesk.gui.pages.intake import IntakePage

STEPS: dict[Step, type[IntakeStep]] = {
    Step.PERSON: PersonStep,
    Step.ITEM: ItemStep,
    Step.FORM: FormStep,
    Step.MATERIALS: MaterialsStep,
    Step.CONFIRM: ConfirmStep,
    Step.RECEIPT: ReceiptStep,
}


class Steps:
    """The steps by name, each built when it is first wanted: building all at once would be felt."""

    def __init__(self, flow: IntakePage) -> None:
        self._flow = flow
        self._built: dict[Step, IntakeStep] = {}

    def __getitem__(self, step: Step) -> IntakeStep:
        if step not in self._built:
            self._build(step)
        return self._built[step]

    def built(self) -> tuple[IntakeStep, ...]:
        """Those built so far."""
        return tuple(self._built.values())

    def build_next(self) -> bool:
        """Build one more; False when all stand."""
        missing = next((step for step in STEPS if step not in self._built), None)
        if missing is not None:
            self._build(missing)
        return missing is not None

    def _build(self, step: Step) -> None:
        self._built[step] = STEPS[step](self._flow)
        self._flow.ui.stack.addWidget(self._built[step])
