"""The end of the flow: save once, print the receipt, ask whether it came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from windowdesk.casework import receipts, receive
from windowdesk.casework.desk import Done
from windowdesk.casework.print_job import PrintJob
from windowdesk.casework.receive import Received
from windowdesk.domain.intake import Step
from windowdesk.errors import Known
from windowdesk.gui.receipt_printing import print_receipt
from windowdesk.gui.work_thread import Then

if TYPE_CHECKING:
    from windowdesk.gui.pages.intake import IntakePage


class Saving(QObject):
    """Saves the draft and looks after its receipt. ``done``: the record stands on disk twice."""

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow)
        self._flow = flow
        self._busy = False
        self.received: Received | None = None
        self.job: PrintJob | None = None
        self.trouble: Known | None = None
        """Why the receipt certainly did not come out."""

    @property
    def done(self) -> bool:
        """The case is saved; only its receipt is still a matter."""
        return self.received is not None

    def forget(self) -> None:
        """The next villager."""
        self.received, self.job, self.trouble, self._busy = None, None, None, False

    def save(self) -> None:
        """Save, once: a second press while it is under way does nothing."""
        if self._busy or self.done or self._flow.draft is None:
            return
        self._say_busy(True)
        self._flow.ask(receive.receive, self._flow.draft, then=self._received, failed=self._refused, keeps=True)

    def print_receipt(self) -> None:
        """Print for the first time, or again after a print that certainly failed."""
        self._print(again=False)

    def reprint(self) -> None:
        """Print once more, marked 补打."""
        self._print(again=True)

    def answer(self, came_out: bool) -> None:
        """The clerk looked at the paper; if nothing came out it is printed again."""
        if self.job is not None:
            then = self._printed if came_out else self._did_not
            self._flow.ask(receipts.answer_print, self.job.id, came_out, then=then, keeps=True)

    def read_jobs(self) -> None:
        """Read the print journal of the case again."""
        if self.received is not None:
            self._flow.ask(receipts.jobs, self.received.case.id, then=self._jobs, topic="jobs")

    def _received(self, done: Done[Received]) -> None:
        self._say_busy(False)
        self.received = done.value
        self._flow.place.thread.open_desk.desk.unsaved.kept(self._flow.draft.id if self._flow.draft else "")
        self._flow.saved_now()
        self.print_receipt()

    def _refused(self, trouble: BaseException) -> None:
        self._say_busy(False)
        self._flow.trouble(trouble)

    def _print(self, *, again: bool) -> None:
        """A villager may have left meanwhile: what becomes of that receipt then stands in the inbox."""
        if self.received is None:
            return
        case_id = self.received.case.id
        self.trouble = None

        def mine(then: Then) -> Then:
            return lambda found: then(found) if self.received and self.received.case.id == case_id else None

        print_receipt(self._flow, case_id, again=again, then=mine(self._printed), failed=mine(self._not_printed))

    def _printed(self, done: Done[PrintJob]) -> None:
        self.job, self.trouble = done.value, None
        self._flow.show_receipt()

    def _did_not(self, done: Done[PrintJob]) -> None:
        self.job = done.value
        self.print_receipt()

    def _not_printed(self, trouble: BaseException) -> None:
        if isinstance(trouble, Known):
            self.trouble = trouble
            self.read_jobs()
            self._flow.show_receipt()
        else:
            self._flow.trouble(trouble)

    def _jobs(self, jobs: tuple[PrintJob, ...]) -> None:
        # A sheet on its way through the system is followed elsewhere; nobody need be asked about it here.
        told = [job for job in jobs if not (job.sheet and job.waits_for_person)]
        if told:
            self.job = told[-1]
            self.trouble = None if self.job.sheet else self.trouble
        self._flow.show_receipt()

    def _say_busy(self, busy: bool) -> None:
        self._busy = busy
        self._flow.ui.next.setEnabled(not busy)
        self._flow.ui.next.setText("正在保存…" if busy else "保存 F9")
        if not busy and self._flow.here() is Step.CONFIRM:
            self._flow.ui.next.setFocus()
