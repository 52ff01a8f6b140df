"""A watched folder as a scanner: pages come from a phone, a document camera or the maker's program.

A file is taken only when nobody writes to it any more (size and time unchanged for a second) and
it is whole. It is moved, not copied: what lies in the folder is what was not yet taken. Nothing is
ever deleted; what cannot be used is put aside in a folder of its own.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from windowdesk.devices.page_files import next_free
from windowdesk.devices.ports import PageCheck
from windowdesk.errors import (
    EMPTY_FILE,
    FOLDER_EMPTY,
    IMAGE_TRUNCATED,
    PAGE_SEEN,
    SCAN_FAILED,
    SCANNER_ABSENT,
    DeviceTrouble,
    InputRefused,
)

log = logging.getLogger(__name__)

WAIT_SECONDS = 30.0
"""How long the folder is watched for a first file."""
STILL_SECONDS = 1.0
"""Unchanged for so long, a file counts as written."""
PATIENCE_SECONDS = 10.0
"""Unchanged for so long, a file that is not whole will not become whole."""
GROWING_SECONDS = 120.0
"""How much longer a file may grow or stay locked by the program that writes it."""
LOOK_SECONDS = 0.25
PUT_ASIDE = "不能用的文件"
SEEN_FILE = ".windowdesk-taken"
"""SHA-256 of every page taken, one a line: programs that copy photos often copy them again later."""
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download")
_MAYBE_GROWING = frozenset({EMPTY_FILE.code, IMAGE_TRUNCATED.code})


class FolderScanner:
    """`ports.Scanner` for a folder."""

    def __init__(
        self,
        address: str,
        folder: Path,
        check: PageCheck,
        *,
        wait_seconds: float = WAIT_SECONDS,
        still_seconds: float = STILL_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._address = address
        self._folder = folder
        self._check = check
        self._wait_seconds = wait_seconds
        self._still_seconds = still_seconds
        self._patience_seconds = patience_seconds
        self._looks: dict[Path, tuple[tuple[int, int], float]] = {}
        """Size and time of each file, and since when they have not changed (monotonic seconds)."""

    @property
    def address(self) -> str:
        """For example ``folder:/home/desk/扫描``."""
        return self._address

    def scan(
        self,
        into: Path,
        *,
        feeder: bool = False,
        arrived: Callable[[Path], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> list[Path]:
        """Take the oldest file, or with ``feeder`` all that lie there; waits for a first one.

        Raises:
            DeviceTrouble: S201 no such folder, S211 nothing came.
            InputRefused: what the page check says of the oldest file, S212 taken before; that file
                is put aside, so that the next try goes on behind it.
        """
        stop = cancelled or threading.Event()
        deadline = time.monotonic() + self._wait_seconds
        pages: list[Path] = []
        while not stop.is_set():
            files = self._files()
            for file in files:
                if not self._is_still(file):
                    if feeder:
                        continue
                    break
                if self._not_yet_whole(file):
                    break
                page = self._taken(file, into)
                pages.append(page)
                if arrived is not None:
                    arrived(page)
                if not feeder:
                    return pages
            if pages and not self._files():
                return pages
            if not files and time.monotonic() >= deadline:
                raise DeviceTrouble(FOLDER_EMPTY, folder=self._folder)
            if time.monotonic() >= deadline + GROWING_SECONDS:
                raise DeviceTrouble(SCAN_FAILED, reason="文件夹里的文件一直没有写完或打不开")
            stop.wait(LOOK_SECONDS)
        return pages

    def _files(self) -> list[Path]:
        """Files to take, oldest first. Raises DeviceTrouble S201 where the folder is gone."""
        try:
            found = [entry for entry in os.scandir(self._folder) if entry.is_file() and not _is_unfinished(entry.name)]
            dated = sorted((entry.stat().st_mtime_ns, entry.name) for entry in found)
        except OSError as gone:
            raise DeviceTrouble(SCANNER_ABSENT, address=self._address) from gone
        return [self._folder / name for _, name in dated]

    def _is_still(self, file: Path) -> bool:
        """Whether the file has not changed for `STILL_SECONDS` since we first looked."""
        return self._unchanged_for(file) >= self._still_seconds

    def _unchanged_for(self, file: Path) -> float:
        try:
            facts = file.stat()
        except OSError:
            self._looks.pop(file, None)
            return -1.0
        present = (facts.st_size, facts.st_mtime_ns)
        known, since = self._looks.get(file, (None, 0.0))
        if known != present:
            self._looks[file] = present, time.monotonic()
            return 0.0
        return time.monotonic() - since

    def _not_yet_whole(self, file: Path) -> bool:
        """True while a file that is not whole may still become so. Puts aside and raises what never will."""
        try:
            self._check(file)
        except InputRefused as refused:
            if refused.code in _MAYBE_GROWING and self._unchanged_for(file) < self._patience_seconds:
                return True
            self._put_aside(file)
            raise
        except OSError as locked:
            log.info("a file in the scan folder cannot be opened yet: %s", type(locked).__name__)
            return True
        return False

    def _taken(self, file: Path, into: Path) -> Path:
        """Move the file to ``into`` under a neutral name; refuses one that was taken before."""
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        seen = self._folder / SEEN_FILE
        if seen.exists() and digest in seen.read_text("ascii").split():
            self._put_aside(file)
            raise InputRefused(PAGE_SEEN)
        page = next_free(into, file.suffix.lower() or ".dat")
        half = page.with_name(f".{page.name}.part")
        _move(file, half)
        half.replace(page)
        with seen.open("a", encoding="ascii") as stream_of_digests:
            stream_of_digests.write(digest + "\n")
        self._looks.pop(file, None)
        return page

    def _put_aside(self, file: Path) -> None:
        aside = self._folder / PUT_ASIDE
        aside.mkdir(exist_ok=True)
        file.replace(next_free(aside, file.suffix.lower() or ".dat"))
        self._looks.pop(file, None)


def _move(source: Path, target: Path) -> None:
    """Move; onto another disk only by a copy that is on that disk before the source goes."""
    try:
        source.replace(target)
    except OSError as other:
        if other.errno != errno.EXDEV:
            raise
        with source.open("rb") as old, target.open("wb") as new:
            shutil.copyfileobj(old, new)
            new.flush()
            os.fsync(new.fileno())
        source.unlink()


def _is_unfinished(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED)
