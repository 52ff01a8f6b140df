"""A4 papers on Windows: painted page by page by whoever can (Qt), followed in the spooler by their title."""

from __future__ import annotations

from collections.abc import Callable

from windowdesk.devices.ports import JobFate, NotTaken, PageOrder, PrinterState, QueuedJob, QueueName
from windowdesk.devices.windows_spooler import WindowsSpooler, names

Paint = Callable[[str, str, bytes, str], None]
"""Queue, title, PDF, pages. Raises OSError."""
_UNSEEN = "0"
"""The job had left the queue before it was looked for."""


class WindowsPages:
    """`ports.PagePrinter`. What it knows a job by is ``12@Name of the printer``."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint
        self._spoolers: dict[str, WindowsSpooler] = {}

    def queues(self) -> tuple[QueueName, ...]:
        """All printers of this user."""
        return names()

    def submit(self, queue: str, pdf: bytes, order: PageOrder) -> str:
        """Paint it, and look for the job under its title, which no other has."""
        try:
            self._paint(queue, order.title, pdf, order.pages)
        except OSError as refused:
            raise NotTaken from refused
        return f"{self._spooler(queue).find(order.title) or _UNSEEN}@{queue}"

    def look(self, job: str) -> QueuedJob:
        """How it stands."""
        number, _, queue = job.partition("@")
        if number == _UNSEEN:
            return QueuedJob(JobFate.DONE, begun=True, state=PrinterState.UNKNOWN)
        return self._spooler(queue).look(int(number))

    def take_back(self, job: str) -> None:
        """Delete it."""
        number, _, queue = job.partition("@")
        if number != _UNSEEN:
            self._spooler(queue).take_back(int(number))

    def _spooler(self, queue: str) -> WindowsSpooler:
        """One for each printer: it remembers which jobs had begun."""
        return self._spoolers.setdefault(queue, WindowsSpooler(queue))
