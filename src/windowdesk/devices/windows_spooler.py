"""Queues of the Windows spooler, through pywin32.

python-escpos has a class for it (Win32Raw) that hides the number of the job, and without that number
nobody can tell what became of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from windowdesk.devices.ports import JobFate, NotTaken, PrinterState, QueuedJob, QueueName

_JOB_INFO, _PRINTER_INFO = 1, 2
_LOCAL_AND_CONNECTIONS = 0x0002 | 0x0004
_MOST_JOBS = 1000
_PRINTER_ACCESS_USE = 0x0008
_NO_SUCH_JOB = 87
"""ERROR_INVALID_PARAMETER."""
_CANCEL = 3
"""JOB_CONTROL_CANCEL: newer systems take it for what the older JOB_CONTROL_DELETE did."""
_JOB_PRINTING, _JOB_PRINTED, _JOB_COMPLETE = 0x0010, 0x0080, 0x1000
_JOB_DELETING, _JOB_DELETED = 0x0004, 0x0100
_JOB_PAPER_OUT, _JOB_OFFLINE, _JOB_ERROR = 0x0040, 0x0020, 0x0002
_PRINTER = (
    (0x00000010, PrinterState.PAPER_OUT),
    (0x00400000, PrinterState.COVER_OPEN),
    (0x00000008, PrinterState.ERROR),
    (0x00000002, PrinterState.ERROR),
    (0x00000080, PrinterState.OFFLINE),
    (0x00000001, PrinterState.OFFLINE),
    (0x00001000, PrinterState.OFFLINE),
)
"""PRINTER_STATUS_*: paper out, door open, jam, error, off line, paused, not available."""
_WORK_OFFLINE = 0x00000400
"""PRINTER_ATTRIBUTE_WORK_OFFLINE: somebody chose *use printer offline*, or Windows did."""


class WindowsSpooler:
    """`ports.PrintQueue` for receipts: bytes go to the printer as they are (``RAW``)."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun: set[int] = set()
        self._taken_back: set[int] = set()

    @property
    def name(self) -> str:
        """As Windows shows it."""
        return self._name

    def state(self) -> PrinterState:
        """What Windows knows of the printer; *unknown* when it knows no trouble: most drivers never ask."""
        spooler, error = _spooler()
        try:
            with _Opened(spooler, self._name) as handle:
                said = spooler.GetPrinter(handle, _PRINTER_INFO)
        except error as refused:
            raise NotTaken from refused
        return _printer_state(said)

    def submit(self, data: bytes, title: str) -> int:
        """Queue the bytes: nothing is printed before the document is ended."""
        spooler, error = _spooler()
        try:
            with _Opened(spooler, self._name) as handle:
                job = int(spooler.StartDocPrinter(handle, 1, (title, None, "RAW")))
                try:
                    spooler.StartPagePrinter(handle)
                    _write(spooler, handle, data)
                    spooler.EndPagePrinter(handle)
                except error:
                    spooler.AbortPrinter(handle)
                    raise
                spooler.EndDocPrinter(handle)
        except error as refused:
            raise NotTaken from refused
        return job

    def look(self, job: int) -> QueuedJob:
        """How the job stands. One that is not in the queue any more is done, unless we took it out: Windows
        forgets jobs when they are over.
        """
        spooler, error = _spooler()
        try:
            with _Opened(spooler, self._name) as handle:
                status = spooler.GetJob(handle, job, _JOB_INFO)["Status"]
        except error as refused:
            if refused.args[0] != _NO_SUCH_JOB:
                raise OSError("the spooler does not answer") from refused
            if job in self._taken_back:
                return QueuedJob(JobFate.GIVEN_UP, job in self._begun, PrinterState.UNKNOWN)
            return QueuedJob(JobFate.DONE, begun=True, state=PrinterState.UNKNOWN)
        if status & (_JOB_PRINTING | _JOB_PRINTED | _JOB_COMPLETE):
            self._begun.add(job)
        return QueuedJob(_fate(status), job in self._begun, _state(status))

    def find(self, title: str) -> int | None:
        """The job with that title; None when it is not in the queue any more."""
        spooler, error = _spooler()
        try:
            with _Opened(spooler, self._name) as handle:
                jobs = spooler.EnumJobs(handle, 0, _MOST_JOBS, _JOB_INFO)
        except error:
            return None
        return next((int(one["JobId"]) for one in jobs if one["pDocument"] == title), None)

    def take_back(self, job: int) -> None:
        """Delete it."""
        spooler, error = _spooler()
        try:
            with _Opened(spooler, self._name) as handle:
                spooler.SetJob(handle, job, 0, None, _CANCEL)
        except error as refused:
            if refused.args[0] == _NO_SUCH_JOB:
                return
            raise OSError("the spooler does not give the job back") from refused
        self._taken_back.add(job)


def names() -> tuple[QueueName, ...]:
    """All printers of this user, local ones and connections. Raises NotTaken."""
    spooler, error = _spooler()
    try:
        usual = spooler.GetDefaultPrinter()
    except error:
        usual = ""  # there is none
    try:
        found = spooler.EnumPrinters(_LOCAL_AND_CONNECTIONS, None, _PRINTER_INFO)
    except error as refused:
        raise NotTaken from refused
    return tuple(
        QueueName(one["pPrinterName"], one["pPrinterName"], one["pPrinterName"] == usual, _printer_state(one))
        for one in found
    )


def _printer_state(said: Mapping[str, Any]) -> PrinterState:
    """By what Windows writes of a printer."""
    for bit, state in _PRINTER:
        if said["Status"] & bit:
            return state
    return PrinterState.OFFLINE if said["Attributes"] & _WORK_OFFLINE else PrinterState.UNKNOWN


def _fate(status: int) -> JobFate:
    if status & (_JOB_PRINTED | _JOB_COMPLETE):
        return JobFate.DONE
    if status & (_JOB_DELETING | _JOB_DELETED):
        return JobFate.GIVEN_UP
    return JobFate.PRINTING if status & _JOB_PRINTING else JobFate.WAITING


def _state(status: int) -> PrinterState:
    if status & _JOB_PAPER_OUT:
        return PrinterState.PAPER_OUT
    if status & _JOB_OFFLINE:
        return PrinterState.OFFLINE
    return PrinterState.ERROR if status & _JOB_ERROR else PrinterState.UNKNOWN


def _write(spooler: Any, handle: Any, data: bytes) -> None:
    while data:
        data = data[int(spooler.WritePrinter(handle, data)) :]


def _spooler() -> tuple[Any, type[Exception]]:
    """pywin32 and what it raises. Raises NotTaken where there is none."""
    try:
        import pywintypes
        import win32print
    except ImportError as absent:
        raise NotTaken from absent
    return win32print, pywintypes.error


class _Opened:
    """A printer's handle for the time of one question."""

    def __init__(self, spooler: Any, name: str) -> None:
        self._spooler, self._name = spooler, name

    def __enter__(self) -> Any:
        self._handle = self._spooler.OpenPrinter(self._name, {"DesiredAccess": _PRINTER_ACCESS_USE})
        return self._handle

    def __exit__(self, *_: object) -> None:
        self._spooler.ClosePrinter(self._handle)
