"""The end of the flow: save once, print the receipt, ask whether it came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from windowdesk.casework import receipts, receive
from windowdesk.casework.desk import Done
from windowdesk.casework.print_job import PrintJob
from windowdesk.casework.receive import Received
from windowdesk.domain.case import Case
from windowdesk.domain.intake import Step
from windowdesk.errors import Known
from windowdesk.gui.receipt_printing import print_receipt

if TYPE_CHECKING:
    from windowdesk.gui.pages.intake import IntakePage


class Saving(QObject):
    """Saves the draft and looks after its receipt. ``done``: the record stands on disk twice."""

    def __init__(self, flow: IntakePage) -> None:
        super().__init__(flow)
        self._flow = flow
        self._busy = False
        self._again = False
        """What is being printed is a reprint (补打)."""
        self.received: Received | None = None
        self.job: PrintJob | None = None
        self.trouble: Known | None = None
        """Why the receipt certainly did not come out."""

    @property
    def busy(self) -> bool:
        """It is being saved."""
        return self._busy

    @property
    def done(self) -> bool:
        """The case is saved; only its receipt is still a matter."""
        return self.received is not None

    def forget(self) -> None:
        """The next villager."""
        self.received, self.job, self.trouble, self._busy, self._again = None, None, None, False, False

    def save(self) -> None:
        """Save, once: a second press while it is under way does nothing."""
        if self._busy or self.done or self._flow.draft is None:
            return
        self._say_busy(True)
        self._flow.ask(receive.receive, self._flow.draft, then=self._received, failed=self._refused, keeps=True)

    def print_receipt(self) -> None:
        """Print for the first time, or again what certainly did not come out."""
        if self.received is not None:
            self._print(self.received.case)

    def reprint(self) -> None:
        """Print once more, marked 补打."""
        self._again = True
        self.print_receipt()

    def answer(self, came_out: bool) -> None:
        """The clerk looked at the paper; if nothing came out it is printed again."""
        if self.job is None or self.received is None:
            return
        case = self.received.case

        def answered(done: Done[PrintJob]) -> None:
            self._printed(done)
            if not came_out:
                self._print(case)

        self._flow.ask(receipts.answer_print, self.job.id, came_out, then=answered, keeps=True)

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

    def _print(self, case: Case) -> None:
        """The clerk may have gone on meanwhile: a doubtful receipt then stands in the inbox, a failed one is told."""
        self.trouble = None

        def not_printed(trouble: BaseException) -> None:
            here = self._is_here(case.id)
            if here or not isinstance(trouble, Known):
                self._not_printed(trouble)
            if isinstance(trouble, Known) and not (here and self._flow.isVisible()):
                words = f"{case.applicant.name}的凭条（{case.number}）没有打出来。{trouble.happened}"
                self._flow.place.banner.note(words, f"{trouble.to_do}再到“办件”里打开这一件，重新打印。", trouble.code)

        print_receipt(self._flow, case.id, again=self._again, then=self._printed, failed=not_printed)

    def _is_here(self, case_id: str) -> bool:
        """Whether that villager still stands at the counter."""
        return self.received is not None and self.received.case.id == case_id

    def _printed(self, done: Done[PrintJob]) -> None:
        if self._is_here(done.value.case_id):
            self.job, self.trouble = done.value, None
            self._flow.show_receipt()

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
