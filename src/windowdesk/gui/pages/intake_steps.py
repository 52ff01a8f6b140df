"""Which widget draws which step of the intake flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from windowdesk.domain.intake import Step
from windowdesk.gui.intake_step import IntakeStep
from windowdesk.gui.page_stack import polish
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
        self._half: dict[Step, IntakeStep] = {}
        self._full: set[IntakeStep] = set()
        """They still hold what another draft left there."""

    def __getitem__(self, step: Step) -> IntakeStep:
        if step not in self._built:
            self._make(step)
            self._take_in(step)
        self._empty(self._built[step])
        return self._built[step]

    def empty(self, here: Step, seen: QWidget) -> None:
        """Another draft begins: the step that is seen and the one that comes hold nothing any more (rule G24)."""
        self._full = {*self._built.values()}
        for step in (seen, self._built.get(here)):
            if isinstance(step, IntakeStep):
                self._empty(step)

    def empty_others(self) -> Iterator[None]:
        """The same for those that nobody sees, one at each step; who is wanted earlier is empty, too."""
        while self._full:
            self._empty(next(iter(self._full)))
            yield

    def _empty(self, step: IntakeStep) -> None:
        if step in self._full:
            self._full.remove(step)
            step.reset()

    def built(self) -> tuple[IntakeStep, ...]:
        """Those built so far."""
        return tuple(self._built.values())

    def build_ahead(self) -> Iterator[None]:
        """Make, take in and polish those that do not stand yet, one small step each time."""
        for step in STEPS:
            if step in self._built:
                continue
            self._make(step)
            yield
            yield from polish(self._half.get(step))
            if step in self._half:
                self._take_in(step)
            yield
            yield from self._built[step].build_ahead()

    def _make(self, step: Step) -> None:
        if step not in self._half:
            self._half[step] = STEPS[step](self._flow)

    def _take_in(self, step: Step) -> None:
        self._built[step] = self._half.pop(step)
        self._flow.ui.stack.addWidget(self._built[step])
