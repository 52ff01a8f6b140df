"""Papers on their way through the print system: handed over and followed while the clerk works on.

One for the window: a paper is followed when its dialog is long closed, and after a restart.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from windowdesk.casework import office_print
from windowdesk.casework.office_print import STUCK_SECONDS, Progress, Ticket
from windowdesk.casework.print_job import PrintJob, PrintState

if TYPE_CHECKING:
    from windowdesk.casework.desk import Done
    from windowdesk.casework.papers import Paper
    from windowdesk.gui.place import Place

LOOK_EVERY_MS = 1000


class OfficePrinting(QObject):
    """Prints and follows. Signals name the paper by its id in the print journal."""

    begun = Signal(object, str)
    """The `Paper`, and the id its print has in the journal."""
    refused = Signal(object, object)
    """The `Paper`, and why it was not handed over."""
    moved = Signal(str, object)
    """Id, `Progress`."""
    ended = Signal(str, object)
    """Id, `PrintJob`."""

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._since: dict[str, float] = {}
        self._tickets: dict[str, Ticket] = {}

    def resume(self) -> None:
        """Follow again what was in the queue when the program ended."""

        def found(tickets: tuple[Ticket, ...]) -> None:
            for ticket in tickets:
                self._follow(ticket)

        self._place.thread.ask(office_print.unfinished, then=found)

    def queues(self, then: Any, failed: Any) -> None:
        """The printers to choose from."""
        printer = self._place.thread.open_desk.page_printer()
        self._place.printers.put(lambda: office_print.queues(printer), then=then, failed=failed)

    def print(self, paper: Paper, queue: str, pages: str) -> None:
        """Hand a paper to the print system."""

        def written(entry: str) -> None:
            def bug(trouble: BaseException) -> None:
                self._sent(paper, entry, None)
                self._place.banner.trouble(trouble)

            self.begun.emit(paper, entry)
            printer = self._place.thread.open_desk.page_printer()
            self._place.printers.put(
                lambda: office_print.send(printer, entry, paper, queue, pages),
                then=lambda sent: self._sent(paper, entry, sent),
                failed=bug,
            )

        def refused(trouble: BaseException) -> None:
            self.refused.emit(paper, trouble)

        self._place.thread.ask(office_print.begin, paper, queue, then=written, failed=refused, keeps=True)

    def take_back(self, entry: str) -> None:
        """The clerk does not want to wait, or the job is stuck: out of the queue."""
        ticket = self._tickets.get(entry)
        if ticket is not None:
            printer = self._place.thread.open_desk.page_printer()
            self._place.printers.put(
                lambda: office_print.take_back(printer, ticket),
                failed=lambda _: self._place.banner.note("撤不回来。", "请看打印机。"),
            )

    def _sent(self, paper: Paper, entry: str, sent: Any) -> None:
        def written(done: Done[PrintJob]) -> None:
            if isinstance(sent, Ticket):
                self._follow(sent)
            else:
                self._tell(entry, paper.title, done.value)

        def refused(trouble: BaseException) -> None:
            self.refused.emit(paper, trouble)

        self._place.thread.ask(office_print.handed_over, entry, sent, then=written, failed=refused, keeps=True)

    def _follow(self, ticket: Ticket) -> None:
        self._tickets[ticket.entry] = ticket
        self._since[ticket.entry] = time.monotonic()
        self._look(ticket)

    def _look(self, ticket: Ticket) -> None:
        printer = self._place.thread.open_desk.page_printer()
        self._place.printers.put(
            lambda: office_print.look(printer, ticket),
            then=lambda seen: self._seen(ticket, seen),
            failed=lambda _: self._again(ticket),
        )

    def _seen(self, ticket: Ticket, progress: Progress) -> None:
        if progress.over:
            self._place.thread.ask(
                office_print.over,
                ticket,
                progress.seen,
                then=lambda done: self._tell(ticket.entry, ticket.title, done.value),
                keeps=True,
            )
            return
        self.moved.emit(ticket.entry, progress)
        if time.monotonic() - self._since[ticket.entry] > STUCK_SECONDS:
            self.take_back(ticket.entry)
        self._again(ticket)

    def _again(self, ticket: Ticket) -> None:
        """The print system may be away for a while; the job is looked for until it answers."""
        QTimer.singleShot(LOOK_EVERY_MS, self, lambda: self._look(ticket))

    def _tell(self, entry: str, title: str, job: PrintJob) -> None:
        self._tickets.pop(entry, None)
        self._since.pop(entry, None)
        self.ended.emit(entry, job)
        if job.state is PrintState.FINISHED:
            self._place.banner.good(f"《{title}》：{job.state.words}。", "请看一眼纸，再交给群众。")
        else:
            self._place.banner.note(f"《{title}》：{job.state.words}。", job.detail, job.code)
