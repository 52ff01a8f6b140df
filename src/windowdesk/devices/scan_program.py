"""Running ``scanimage`` as a child that can be killed, and what its ends mean.

A SANE driver can hang or crash; it does so in a process group of its own, and the desk goes on.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence

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
_OPEN_FAILED = "open of device"
_OPEN_MESSAGES: Mapping[str, Message] = {
    "busy": SCANNER_BUSY,
    "denied": SCANNER_DENIED,
}


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

        Raises DeviceTrouble S202 when it says nothing for too long.
        """
        stdout = self._child.stdout
        assert stdout is not None
        held = b""
        deadline = time.monotonic() + stall_seconds
        while not cancelled.is_set():
            if time.monotonic() > deadline:
                raise DeviceTrouble(SCAN_FAILED, reason="扫描仪很久没有反应")
            if not select.select([stdout], [], [], _TICK)[0]:
                continue
            piece = os.read(stdout.fileno(), 4096)
            if not piece:
                return
            deadline = time.monotonic() + stall_seconds
            *whole, held = (held + piece).split(b"\n")
            yield from (line.decode("utf-8", "replace") for line in whole)

    def end(self) -> tuple[int, str]:
        """Wait for the end; exit code and the last line of what it complained about."""
        try:
            code = self._child.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.stop()
            code = self._child.wait()
        self._stderr.seek(0)
        complaints = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        return code, complaints[-1] if complaints else ""

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


def trouble(code: int, complaint: str, address: str) -> DeviceTrouble:
    """What a failed run means to the clerk."""
    log.info("%s ended with %d: %s", PROGRAM, code, complaint)
    if _OPEN_FAILED in complaint or "no SANE devices" in complaint:
        lower = complaint.lower()
        message = next((message for word, message in _OPEN_MESSAGES.items() if word in lower), SCANNER_ABSENT)
        return DeviceTrouble(message, address=address)
    if code in _MESSAGES:
        return DeviceTrouble(_MESSAGES[code])
    reason = "扫描驱动意外退出" if code < 0 else _REASONS.get(code, f"代码 {code}")
    return DeviceTrouble(SCAN_FAILED, reason=reason)
