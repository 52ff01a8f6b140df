"""One scan in a process of its own that can be killed: the side of the desk.

The two talk through a folder, which works alike on every system and for a frozen program: the child
writes each page whole under its own name, and ``end.json`` last; a file ``stop`` asks it to end.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from windowdesk import errors
from windowdesk.devices.page_files import into_page
from windowdesk.devices.ports import PageCheck
from windowdesk.errors import SCAN_FAILED, DeviceTrouble

log = logging.getLogger(__name__)

COMMAND = "scan-child"
REQUEST, END, STOP = "request.json", "end.json", "stop"
STALL_SECONDS = 180.0
"""Longest wait for one page; an A4 page at 600 dpi on an old scanner takes about a minute."""
GRACE_SECONDS = 3.0
"""Time to tell the scanner to stop."""
_LOOK_SECONDS = 0.05


class ScanChild:
    """One run; use as a context so that it never outlives its caller."""

    def __init__(self, work: str, options: Mapping[str, str], folder: Path, *, feeder: bool) -> None:
        self._folder = folder
        request = {"work": work, "options": dict(options), "feeder": feeder}
        (folder / REQUEST).write_text(json.dumps(request, ensure_ascii=False), "utf-8")
        self._child = subprocess.Popen(  # noqa: S603 our own program, no shell
            [*_own_program(), COMMAND, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> ScanChild:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def pages(self, cancelled: threading.Event) -> Iterator[Path]:
        """Each page as it arrives, till the end or till ``cancelled``; whoever takes it moves it away.

        Raises:
            DeviceTrouble: S202 nothing comes for too long.
        """
        heard = time.monotonic()
        while not cancelled.is_set():
            ended = self._child.poll() is not None
            for file in sorted(self._folder.glob("p*.*")):
                yield file
                heard = time.monotonic()
            if ended:
                return
            if time.monotonic() > heard + STALL_SECONDS:
                raise DeviceTrouble(SCAN_FAILED, reason="扫描仪很久没有反应")
            cancelled.wait(_LOOK_SECONDS)

    def end(self) -> None:
        """The end of the run.

        Raises:
            DeviceTrouble: what the driver said, or S202 when it died without a word.
        """
        file = self._folder / END
        if not file.exists():
            log.warning("a scan ended without a word, status %s", self._child.poll())
            raise DeviceTrouble(SCAN_FAILED, reason="扫描驱动意外退出")
        said = json.loads(file.read_text("utf-8"))
        if said.get("bug"):
            log.error("a bug in a scan driver: %s", said["bug"])
            raise DeviceTrouble(SCAN_FAILED, reason="扫描驱动出错")
        if said.get("code"):
            raise DeviceTrouble(errors.all_messages()[said["code"]], **said["facts"])

    def stop(self) -> None:
        """End it and all it started: politely first, then for certain."""
        if self._child.poll() is not None:
            return
        (self._folder / STOP).touch()
        try:
            self._child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            log.warning("a scan did not stop when asked and was killed")
            kill(self._child)
            self._child.wait()


class ChildScanner:
    """`ports.Scanner` for a driver that runs in a child."""

    def __init__(self, address: str, work: str, options: Mapping[str, str], check: PageCheck, *, dpi: int) -> None:
        self._address = address
        self._work = work
        self._options = options
        self._check = check
        self._dpi = dpi

    @property
    def address(self) -> str:
        """For example ``escl:http://192.168.1.60/eSCL`` or ``wia:``."""
        return self._address

    def scan(
        self,
        into: Path,
        *,
        feeder: bool = False,
        arrived: Callable[[Path], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> list[Path]:
        """Scan one page or the whole feeder; cancelled, it returns the pages that arrived till then.

        Raises:
            DeviceTrouble: S201 absent, S202 other failure, S203 jam, S204 feeder empty, S205 cover
                open, S206 busy, S210 picture not whole, S215 not allowed.
        """
        stop = cancelled or threading.Event()
        pages: list[Path] = []
        with (
            tempfile.TemporaryDirectory(prefix=".scan-", dir=into) as raw,
            ScanChild(self._work, self._options, Path(raw), feeder=feeder) as child,
        ):
            for file in child.pages(stop):
                page = into_page(file, into, self._dpi)
                self._check(page)
                pages.append(page)
                if arrived is not None:
                    arrived(page)
            if not stop.is_set():
                child.end()
        return pages


def kill(child: subprocess.Popen[bytes]) -> None:
    """End a child that leads a group of its own, and all it started, for certain."""
    if sys.platform == "win32":
        child.kill()
        return
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        log.debug("the child had ended by itself")


def _own_program() -> list[str]:
    """How this program starts itself; a frozen one has no interpreter beside it."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "windowdesk"]
