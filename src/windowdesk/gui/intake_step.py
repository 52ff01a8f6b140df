"""What the six steps of the intake flow share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from windowdesk.casework.intake_view import IntakeView
    from windowdesk.domain.intake import Draft
    from windowdesk.gui.pages.intake import IntakePage


class IntakeStep(QWidget):
    """One step. It shows the flow's draft and hands every change back to the flow."""

    title = ""
    hint = ""

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow.ui.stack)  # where it will stand: moved there later, each of its parts were dressed anew
        self.flow = flow

    def build_ahead(self) -> Iterator[None]:
        """Build parts of the step while nobody waits, one small step each time it is asked for the next."""
        yield from ()

    def show_draft(self, draft: Draft, view: IntakeView | None) -> None:
        """Show the draft; what stands in the field with the cursor is left alone."""

    def reset(self) -> None:
        """Another draft begins; nothing of the last one may stay on the screen (rule G24)."""

    def come(self) -> None:
        """The step comes to the front."""

    def field(self, name: str) -> QWidget | None:
        """The widget of a trouble's field."""
        return None

    def first_field(self) -> QWidget | None:
        """Where the cursor goes when the step comes to the front; None: the first empty field."""
        return None

    def scan(self) -> bool:
        """F3."""
        return False

    def scan_stack(self) -> bool:
        """Shift+F3: what does not take a stack takes a page."""
        return self.scan()

    def who(self) -> str:
        """Whose card is expected: ``applicant`` or ``agent``."""
        return "applicant"

    def resized(self) -> None:
        """The text size has changed."""
