"""A step of the intake comes to the front in a few short turns of the event loop: in one they were felt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from windowdesk.domain.intake import Step
from windowdesk.gui.laid_out import NEXT_TURN_MS, laid_out_once, lay_out_ahead

if TYPE_CHECKING:
    from windowdesk.gui.pages.intake import IntakePage

BACK_WORDS = {Step.PERSON: "回首页 Esc"}
NEXT_WORDS = {Step.CONFIRM: "保存 F9", Step.RECEIPT: "接待下一位 Enter"}


class StepChange:
    """Fill the step, lay it out while nobody sees it, show it, then its buttons, then the cursor.

    Keys are answered by the draft, whose step is another one from the beginning. What is begun before all turns of
    the last change are through takes their place: the last wish wins.
    """

    def __init__(self, flow: IntakePage) -> None:
        self._flow = flow
        self._left: Iterator[None] = iter(())
        self._after: list[Callable[[], None]] = []
        self._turn = QTimer(flow, interval=NEXT_TURN_MS, singleShot=True)
        self._turn.timeout.connect(self._go_on)

    @property
    def is_over(self) -> bool:
        """Everything of the step stands, and the cursor where it belongs."""
        return not self._turn.isActive()

    def begin(self, *after: Callable[[], None]) -> None:
        """Bring the step that the flow is at to the front, then do the rest."""
        self._after = [*after]
        self._left = self._turns(self._flow.here())
        self._go_on()

    def then(self, action: Callable[[], None]) -> None:
        """Do it once the step stands."""
        self._after.append(action)

    def _go_on(self) -> None:
        if next(self._left, self) is not self:
            self._turn.start()

    def _turns(self, here: Step) -> Iterator[None]:
        flow, ui = self._flow, self._flow.ui
        step = flow.steps[here]
        flow.fill(step)  # before it is seen: it is then laid out once
        if ui.stack.currentWidget() is not step:
            yield
            lay_out_ahead(step, ui.stack.size())
            yield
            cursor = flow.window().focusWidget()
            if cursor is not None and ui.stack.isAncestorOf(cursor):
                flow.setFocus()  # Qt would give it to the first button of the step, and a quick Enter pressed that
            ui.stack.setCurrentWidget(step)
        ui.steps.here(6 if here is Step.RECEIPT else list(Step).index(here))
        ui.hint.setText(step.hint)
        flow.show_title()
        step.come()
        yield
        self._show_buttons(here)
        yield
        self._do_the_rest()
        yield
        yield from flow.steps.empty_others()

    def _do_the_rest(self) -> None:
        """Put the cursor where it belongs; not where the clerk has left for another page: it would be taken from there."""
        rest, self._after = self._after, []
        if self._flow.isVisible():
            for action in rest:
                action()

    def _show_buttons(self, here: Step) -> None:
        flow, ui = self._flow, self._flow.ui
        scans = here is Step.MATERIALS or (here is Step.ITEM and flow.is_proxy())
        seen = {ui.card: here is Step.PERSON, ui.scan: scans, ui.back: here is not Step.RECEIPT}
        ui.back.setText(BACK_WORDS.get(here, "上一步 Esc"))
        if not flow.saving.busy:
            ui.next.setText(NEXT_WORDS.get(here, "下一步 Enter"))
            ui.next.setEnabled(True)
        if any(button.isHidden() is wanted for button, wanted in seen.items()):
            with laid_out_once(ui.actionBar):
                for button, wanted in seen.items():
                    button.setVisible(wanted)
