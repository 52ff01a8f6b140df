"""Running ``scanimage`` as a child that can be killed, and what its ends mean.

A SANE driver can hang or crash; it does so in a process group of its own, and the desk goes on.
"""

from __future__ import annotations

import logging
import os
import re
import select
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from windowdesk.errors import (
    SCAN_FAILED,
    SCANNER_ABSENT,
    SCANNER_BUSY,
    SCANNER_COVER_OPEN,
    SCANNER_DENIED,
    SCANNER_JAMMED,
    SCANNER_NO_PAPER,
    SCANNER_PROGRAM_ABSENT,
    DeviceTrouble,
    Message,
)

log = logging.getLogger(__name__)

PROGRAM = "scanimage"
STALL_SECONDS = 180.0
"""Longest wait for one page; an A4 page at 600 dpi on an old scanner takes about a minute."""
LIST_SECONDS = 30.0
GRACE_SECONDS = 3.0
"""Time for ``scanimage`` to park the lamp after it was told to stop."""
COMPLAINT_SECONDS = 5.0
"""How long a program may live on after its last word was a complaint."""
PARK_SECONDS = 15.0
"""Between the last page that was asked for and the end."""
END_SECONDS = 60.0
"""Between the last byte and the end a scanner may carry its lamp home."""
_TICK = 0.1
NO_DOCUMENTS = 7
_MESSAGES: Mapping[int, Message] = {
    3: SCANNER_BUSY,
    6: SCANNER_JAMMED,
    NO_DOCUMENTS: SCANNER_NO_PAPER,
    8: SCANNER_COVER_OPEN,
    11: SCANNER_DENIED,
}
"""Exit codes of ``scanimage`` are the status numbers of SANE."""
_REASONS: Mapping[int, str] = {
    1: "扫描仪不支持这样扫",
    2: "扫描仪上按了取消",
    4: "扫描仪不接受这个设置",
    9: "和扫描仪的连接出错",
    10: "电脑内存不够",
}
_COMPLAINT = re.compile(r"^scanimage: (?:sane_\w+: (?P<words>.+)|(?P<opening>open of device .+))$", re.MULTILINE)
_ABORTED = "scanimage: aborting"
"""Said when a driver sends it a signal; the exit code may be 0 all the same."""
_STATUS_OF_WORDS: Mapping[str, int] = {
    "Operation not supported": 1,
    "Operation was canceled": 2,
    "Device busy": 3,
    "Invalid argument": 4,
    "Document feeder jammed": 6,
    "Document feeder out of documents": NO_DOCUMENTS,
    "Scanner cover is open": 8,
    "Error during device I/O": 9,
    "Out of memory": 10,
    "Access to resource has been denied": 11,
}
"""Texts of ``sane_strstatus``, which ``scanimage`` does not translate."""
_OPEN_FAILED = "open of device"
_OPEN_MESSAGES: Mapping[int, Message] = {3: SCANNER_BUSY, 11: SCANNER_DENIED}


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended: a status number of SANE, or a negative signal."""

    status: int
    complaint: str = ""


class ScanProgram:
    """One run of ``scanimage``; use as a context so that it never outlives its caller."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 closed with the program
        try:
            self._child = subprocess.Popen(  # noqa: S603 a list of arguments, no shell; the device name is a setting
                [PROGRAM, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
                start_new_session=True,
            )
        except OSError as absent:
            self._stderr.close()
            raise DeviceTrouble(SCANNER_PROGRAM_ABSENT) from absent

    def __enter__(self) -> ScanProgram:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        if self._child.stdout is not None:
            self._child.stdout.close()
        self._stderr.close()

    def lines(self, cancelled: threading.Event, stall_seconds: float = STALL_SECONDS) -> Iterator[str]:
        """What it prints, line by line, until it ends or ``cancelled`` is set.

        A program that has complained and then does not end is stopped: drivers hang at closing.

        Raises DeviceTrouble S202 when it says nothing for too long.
        """
        stdout = self._child.stdout
        assert stdout is not None
        held = b""
        heard = complained = time.monotonic()
        while not cancelled.is_set():
            now = time.monotonic()
            if now > heard + stall_seconds:
                raise DeviceTrouble(SCAN_FAILED, reason="扫描仪很久没有反应")
            if not self._complaint():
                complained = now
            elif now > max(complained, heard) + COMPLAINT_SECONDS:
                log.warning("%s complained and did not end; it is stopped", PROGRAM)
                self.stop()
                return
            if not select.select([stdout], [], [], _TICK)[0]:
                continue
            piece = os.read(stdout.fileno(), 4096)
            if not piece:
                return
            heard = time.monotonic()
            *whole, held = (held + piece).split(b"\n")
            yield from (line.decode("utf-8", "replace") for line in whole)

    def end(self) -> End:
        """Wait for the end. What it complained of counts before its exit code."""
        try:
            code = self._child.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.stop()
            code = self._child.wait()
        complaint = self._complaint()
        if not complaint and code == 0 and _ABORTED in self._said():
            code = -signal.SIGABRT
        return End(_STATUS_OF_WORDS.get(complaint, code), complaint)

    def park(self) -> None:
        """All pages are here: let it carry the lamp home and end, but wait no longer than that takes.

        Some drivers hang at closing after a good scan (sane-airscan 0.99.27 now and then).
        """
        try:
            self._child.wait(PARK_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("%s did not end after its last page; it is stopped", PROGRAM)
            self.stop()

    def _complaint(self) -> str:
        """The last thing it said to be wrong, in the words of SANE; empty for none."""
        found = list(_COMPLAINT.finditer(self._said()))
        return str(found[-1]["words"] or found[-1]["opening"]).strip() if found else ""

    def _said(self) -> str:
        """All it has written about itself."""
        size = os.fstat(self._stderr.fileno()).st_size
        return os.pread(self._stderr.fileno(), size, 0).decode("utf-8", "replace") if size else ""

    def stop(self) -> None:
        """End it and all it started: politely first, then for certain."""
        if self._child.poll() is not None:
            return
        self._signal(signal.SIGTERM)
        try:
            self._child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("%s did not stop when asked and was killed", PROGRAM)
            self._signal(signal.SIGKILL)
            self._child.wait()

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self._child.pid, number)
        except ProcessLookupError:
            log.debug("%s had ended by itself", PROGRAM)


def trouble(end: End, address: str) -> DeviceTrouble:
    """What a failed run means to the clerk."""
    log.info("%s ended with %d: %s", PROGRAM, end.status, end.complaint)
    if _OPEN_FAILED in end.complaint:
        status = next((status for words, status in _STATUS_OF_WORDS.items() if words in end.complaint), None)
        return DeviceTrouble(_OPEN_MESSAGES.get(status or 0, SCANNER_ABSENT), address=address)
    if end.status in _MESSAGES:
        return DeviceTrouble(_MESSAGES[end.status])
    reason = "扫描驱动意外退出" if end.status < 0 else _REASONS.get(end.status, f"代码 {end.status}")
    return DeviceTrouble(SCAN_FAILED, reason=reason)
