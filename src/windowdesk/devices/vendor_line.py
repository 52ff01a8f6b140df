"""A vendor's library in a process of its own, asked like a line to a card reader.

The library may hang, crash or print: its process (`vendor_helper`) is killed and started anew, and only the
command under way is lost. Answers are those of the SAM protocol, so the driver above is the same as for a serial
line. Logs command, status and duration.
"""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from typing import IO, Any

from windowdesk.devices import vendor_helper
from windowdesk.devices.card_text import LONG_TERM, encode_fields
from windowdesk.devices.sam_frames import RESET, Answer, Request, Sw3, join_base
from windowdesk.devices.sam_line import NEEDS_SERVICE
from windowdesk.domain.people import CardKind, Sex
from windowdesk.errors import (
    READER_ABSENT,
    READER_GARBLED,
    READER_NEEDS_SERVICE,
    READER_SILENT,
    VENDOR_LIBRARY,
    VENDOR_STOPPED,
    DeviceTrouble,
)

log = logging.getLogger(__name__)

BINDINGS = tuple(vendor_helper.BINDINGS)
"""Libraries that are known by name."""
CALL_SECONDS = 8.0
"""After that long a call hangs: the libraries' own longest wait is about five seconds."""
OPEN_SECONDS = 40.0
"""The library may have to try 32 ports."""
END_SECONDS = 2.0
_SEXES = {"男": Sex.MALE.value, "女": Sex.FEMALE.value}
COMMAND = "reader-library"
"""Word by which the frozen program knows that it is to be the helper."""


def helper_command(python: str = "", program: str = "") -> list[str]:
    """How the helper is started: a program or a Python of its own (32-bit where the library is), else this one."""
    if program:
        return [program]
    if python:
        return [python, vendor_helper.__file__]
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND]
    return [sys.executable, vendor_helper.__file__]


class VendorLine:
    """The surface of `sam_line.SamLine` over a helper process; it is started with the first question."""

    def __init__(
        self,
        address: str,
        command: Sequence[str],
        *,
        call_seconds: float = CALL_SECONDS,
        open_seconds: float = OPEN_SECONDS,
    ) -> None:
        self._address = address
        self._command = command
        self._call_seconds = call_seconds
        self._open_seconds = open_seconds
        self._helper: _Helper | None = None

    @property
    def speed(self) -> int | None:
        """A library does not tell."""
        return None

    def open(self) -> None:
        """Start the helper and find the reader; nothing to do when done.

        Raises:
            DeviceTrouble: R123 the library cannot be used, R121 it hangs or crashes, R101 no reader, R107.
        """
        if self._helper is not None:
            return
        self._helper = _Helper(self._command)
        ready = self._heard(self._open_seconds)
        if "ready" not in ready:
            self.close()
            raise DeviceTrouble(VENDOR_LIBRARY, reason=str(ready.get("detail", ""))[:60])
        status = self._asked("open", self._open_seconds).sw3
        if status in NEEDS_SERVICE:
            self.close()
            raise DeviceTrouble(READER_NEEDS_SERVICE, status=f"{status:02X}")

    def ask(self, request: Request) -> Answer:
        """Have the library carry out a command.

        Raises:
            DeviceTrouble: as `open`; R101 unplugged, R106 silent, R113 garbled.
        """
        self.open()
        return self._asked(request.name, self._call_seconds)

    def reset(self) -> None:
        """Reset the security module; its answer does not matter."""
        self.ask(RESET)

    def close(self) -> None:
        """End the helper, by force where it does not end by itself."""
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.end()

    def _asked(self, name: str, seconds: float) -> Answer:
        helper = self._helper
        assert helper is not None
        started = time.perf_counter()
        helper.say({"do": name})
        said = self._heard(seconds)
        milliseconds = (time.perf_counter() - started) * 1000
        if "error" in said:
            log.info("library, %s: %s %s after %.0f ms", name, said["error"], said.get("status"), milliseconds)
            self.close()
            raise self._trouble(str(said["error"]), str(said.get("status", "")))
        log.debug("library, %s: %02X in %.0f ms", name, said["sw3"], milliseconds)
        return Answer(int(said["sw3"]), _data_of(said))

    def _heard(self, seconds: float) -> dict[str, Any]:
        helper = self._helper
        assert helper is not None
        said = helper.heard(seconds)
        if isinstance(said, str):
            log.warning("the library of %s was ended: %s", self._address, said)
            self._helper = None
            helper.kill()
            raise DeviceTrouble(VENDOR_STOPPED, how=said)
        return said

    def _trouble(self, kind: str, status: str) -> DeviceTrouble:
        if kind == "silent":
            return DeviceTrouble(READER_SILENT)
        if kind == "garbled":
            return DeviceTrouble(READER_GARBLED, status=status)
        return DeviceTrouble(READER_ABSENT, address=self._address)


def _data_of(said: dict[str, Any]) -> bytes:
    if "fields" in said and said["sw3"] == Sw3.DONE:
        return join_base(_block_of(said["fields"]), b"")
    return base64.b64decode(said.get("data", ""))


def _block_of(fields: dict[str, str]) -> bytes:
    """The text block of fields as libraries write them: dates with words or dots, the sex as a word."""
    texts = dict(fields)
    for name in ("birth", "valid_from", "valid_to"):
        if texts.get(name) != LONG_TERM:
            texts[name] = "".join(letter for letter in texts.get(name, "") if letter.isdigit())
    texts["sex"] = _SEXES.get(texts.get("sex", ""), texts.get("sex", ""))
    return encode_fields(CardKind(texts.pop("kind")), texts)


class _Helper:
    """One helper process, its answers, and the private folder that its library may litter."""

    def __init__(self, command: Sequence[str]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="windowdesk-reader-", ignore_cleanup_errors=True)
        private = dict.fromkeys(("TMP", "TEMP", "TMPDIR"), self._folder.name)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the helper that the settings name
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder.name,
                env={**os.environ, **private},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as refused:
            self._folder.cleanup()
            raise DeviceTrouble(VENDOR_LIBRARY, reason=type(refused).__name__) from refused
        self._number = 0
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        assert self._process.stdout is not None
        self._thread = threading.Thread(target=_listen, args=(self._process.stdout, self._lines), name="reader library")
        self._thread.start()

    def say(self, order: dict[str, Any]) -> None:
        """Send one line; a helper that is gone is noticed when its answer does not come."""
        self._number += 1
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(json.dumps({"id": self._number, **order}).encode() + b"\n")
            self._process.stdin.flush()

    def heard(self, seconds: float) -> dict[str, Any] | str:
        """The next answer, or what happened instead, in words."""
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            return "停止响应"
        if not line:
            return "意外退出"
        said: dict[str, Any] = json.loads(line)
        return said if said.get("id", self._number) == self._number else "答非所问"

    def end(self) -> None:
        """Let it end by itself, then by force."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it now, with all that it left."""
        self._process.kill()
        self._process.wait()
        self._thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with contextlib.suppress(OSError):
                stream.close()
        self._folder.cleanup()


def _listen(stream: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    """Hand on line after line; an empty one at the end."""
    for line in stream:
        lines.put(line)
    lines.put(b"")
