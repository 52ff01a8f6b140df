"""What goes wrong with a stick (优盘), in words: not there, write-protected, full, pulled out."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from windowdesk import errors
from windowdesk.storage import disk

log = logging.getLogger(__name__)

UNFINISHED = ".part"
"""Ending of a file that is being written."""
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}


@contextmanager
def troubles(place: Path) -> Iterator[None]:
    """Whatever the stick does in the block becomes one plain sentence.

    Raises:
        DeviceTrouble: ``STICK_ABSENT``, ``STICK_READ_ONLY``, ``STICK_FULL``, ``STICK_PULLED``.
    """
    if not place.exists():
        raise errors.DeviceTrouble(errors.STICK_ABSENT, place=str(place))
    try:
        yield
    except OSError as trouble:
        log.info("the stick: %s", errno.errorcode.get(trouble.errno or 0, trouble.errno))
        raise _named(place, trouble) from trouble


@contextmanager
def writing(file: Path) -> Iterator[BinaryIO]:
    """Write beside and rename, so that a file of that name is always whole on a stick that is not pulled.

    Raises:
        OSError: the stick; nothing is left behind where it still lets us.
    """
    fresh = file.with_name(f"{file.name}{UNFINISHED}")
    try:
        with fresh.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            forget_pages(stream.fileno())
        fresh.replace(file)
        sync_folder(file.parent)
    except BaseException:
        remove(fresh)
        raise


def remove(file: Path) -> None:
    """Take back what is half written; where the stick is gone there is nothing to take back."""
    try:
        file.unlink(missing_ok=True)
    except OSError as trouble:
        log.info("left on the stick: %s (%s)", file.name, trouble.strerror)


def forget_pages(handle: int) -> None:
    """Let the next reading come from the stick and not from memory, where the system can do that."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: Path) -> None:
    """Make the name last, where the file system of the stick can."""
    try:
        disk.sync_folder(folder)
    except OSError as trouble:
        if trouble.errno not in _NO_SYNC:
            raise


def _named(place: Path, trouble: OSError) -> errors.DeviceTrouble:
    if disk.is_full(trouble):
        return errors.DeviceTrouble(errors.STICK_FULL)
    if trouble.errno in _READ_ONLY:
        return errors.DeviceTrouble(errors.STICK_READ_ONLY)
    if trouble.errno == errno.ENOENT and not place.exists():
        return errors.DeviceTrouble(errors.STICK_ABSENT, place=str(place))
    return errors.DeviceTrouble(errors.STICK_PULLED)
