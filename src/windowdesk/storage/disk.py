"""Files that survive a power cut: whole or not at all, and one process at a time."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from pathlib import Path
from typing import IO

from windowdesk import errors

FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def is_full(trouble: OSError) -> bool:
    """True when the disk, the quota or the largest file size is reached."""
    return trouble.errno in FULL or trouble.errno == errno.EFBIG


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` last. Windows has no such call and needs none (NTFS logs them)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, so that a power cut does not take their names back.

    A folder's sync makes the names in it last, not its own.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_data(handle: int) -> None:
    """Push the bytes of an open file to the disk."""
    if sys.platform == "linux":
        os.fdatasync(handle)
    else:
        os.fsync(handle)


def write_whole(file: Path, content: bytes) -> None:
    """Replace ``file`` so that a power cut leaves the old or the new one; readable by its owner only.

    Raises:
        OSError: nothing has changed.
    """
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}.new")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


class InstanceLock:
    """One program per home folder (lesson: two windows made the same receipt number).

    The lock ends with the process, also when it is killed. The file tells whether the last
    holder closed in good order.
    """

    def __init__(self, file: Path) -> None:
        """Take the lock.

        Raises:
            StoreTrouble: STORE_LOCKED, another program holds it.
        """
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._stream: IO[bytes] = os.fdopen(handle, "r+b", buffering=0)
        try:
            _lock(self._stream.fileno())
        except OSError as trouble:
            self._stream.close()
            raise errors.StoreTrouble(errors.STORE_LOCKED) from trouble
        self.closed_well = self._stream.read(1) != b"o"
        """False when the last holder was killed or lost power."""
        self._mark(b"o")

    def release(self) -> None:
        """Let the next one in and note that this one closed in good order."""
        if not self._stream.closed:
            self._mark(b"c")
            self._stream.close()

    def abandon(self) -> None:
        """Let go without a word, as if the power had failed."""
        self._stream.close()

    def _mark(self, letter: bytes) -> None:
        self._stream.seek(0)
        self._stream.write(letter)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 1024, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
