"""The second copy (第二份): every confirmed row once more, in a plain append-only file.

A database that survives power cuts still dies with its disk blocks. This file shares no format
with it: sealed frames, one for each unit of work, one write and one sync each. Put on another
disk it also survives the loss of the first. A frame that was torn by a power cut is recognised
and cut off; damage in the middle costs only the frames it touches.

File: 8 bytes magic, 16 bytes identity; then frames: 4 bytes magic, length and unit number,
12 bytes nonce, AES-256-GCM over JSON. The identity, the offset and the unit number are
authenticated, so that frames cannot be moved, repeated or mixed between files.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from windowdesk import errors
from windowdesk.storage import codec
from windowdesk.storage.disk import is_full, make_folder, sync_data, sync_folder
from windowdesk.storage.work import Row

log = logging.getLogger(__name__)

FILE_NAME = "confirmed.copy"
_MAGIC = b"WDCOPY01"
_FRAME = b"WDf1"
_HEAD = struct.Struct(">4sIQ12s")
_START = len(_MAGIC) + 16
_LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame that is whole: where it begins and ends, its unit, its rows."""

    offset: int
    end: int
    unit: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What reading the file to its end found."""

    last_unit: int
    last_offset: int
    end: int
    """Behind the last whole frame; what follows is torn."""
    holes: int
    """Damaged places before the last whole frame."""


class SecondCopy:
    """The file of frames in one folder. Used under the writing lock of the store only."""

    def __init__(self, folder: Path, key: bytes, *, name: str = FILE_NAME) -> None:
        self.folder = folder
        self.file = folder / name
        self._key = key
        self._cipher = AESGCM(key)
        self._handle: int | None = None
        self._identity = b""
        self.end = 0

    @property
    def is_open(self) -> bool:
        """True when frames can be appended."""
        return self._handle is not None

    def exists(self) -> bool:
        """True when there is a file with at least one byte of frames."""
        return self.file.exists() and self.file.stat().st_size > _START

    def open(self) -> None:
        """Open the file, making it when it is not there.

        Raises:
            OSError: the folder cannot be written.
            StoreTrouble: FOREIGN_FILE.
        """
        make_folder(self.folder)
        handle = os.open(self.file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            if os.fstat(handle).st_size < _START:
                os.ftruncate(handle, 0)
                _write_all(handle, _MAGIC + secrets.token_bytes(16))
                os.fsync(handle)
                sync_folder(self.folder)
            os.lseek(handle, 0, os.SEEK_SET)
            head = os.read(handle, _START)
            if head[: len(_MAGIC)] != _MAGIC:
                raise errors.StoreTrouble(errors.FOREIGN_FILE, file=self.file.name)
        except BaseException:
            os.close(handle)
            raise
        self._handle, self._identity = handle, head[len(_MAGIC) :]
        self.end = os.fstat(handle).st_size

    def close(self) -> None:
        """Close the file; everything is on disk already."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def append(self, unit: int, rows: Sequence[Row]) -> int:
        """Add the frame of a unit and push it to the disk; returns where it begins.

        Raises:
            StoreTrouble: DISK_FULL, SECOND_COPY_FAILED; the file is as it was before.
        """
        offset = self.end
        frame = self._seal(offset, unit, rows)
        try:
            if self._handle is None:
                raise FileNotFoundError(self.file)
            if os.fstat(self._handle).st_size != offset:
                os.ftruncate(self._handle, offset)
            os.lseek(self._handle, offset, os.SEEK_SET)
            _write_all(self._handle, frame)
            sync_data(self._handle)
        except OSError as trouble:
            self._cut_quietly(offset)
            if is_full(trouble):
                raise errors.StoreTrouble(errors.DISK_FULL) from trouble
            self.close()
            reason = os.strerror(trouble.errno) if trouble.errno else "盘不见了"
            raise errors.StoreTrouble(errors.SECOND_COPY_FAILED, reason=reason) from trouble
        self.end = offset + len(frame)
        return offset

    def take_back(self, offset: int) -> None:
        """Remove the frame of a unit whose commit failed.

        Where the disk refuses even that, the frame stays and the unit counts as saved: the next
        unit compares both copies first and puts it into the database.
        """
        try:
            self.cut(offset)
        except OSError as trouble:
            log.warning("second copy could not be cut back: %s", trouble.strerror)
            self.close()

    def cut(self, offset: int) -> None:
        """Remove everything behind ``offset``."""
        assert self._handle is not None
        self.end = offset
        os.ftruncate(self._handle, offset)
        sync_data(self._handle)

    def frame_at(self, offset: int) -> Frame | None:
        """The whole frame that begins at ``offset``, or None."""
        with self.file.open("rb") as stream:
            return self._read(stream, offset)

    def frames(self, start: int = _START) -> Iterator[Frame]:
        """All whole frames from ``start`` on; damaged places are stepped over."""
        with self.file.open("rb") as stream:
            offset = start
            while True:
                frame = self._read(stream, offset)
                if frame is not None:
                    yield frame
                    offset = frame.end
                    continue
                offset = _next_magic(stream, offset + 1)
                if offset < 0:
                    return

    def survey(self, start: int = _START) -> Survey:
        """Read the file from ``start`` to its end."""
        found = Survey(0, 0, start, 0)
        for frame in self.frames(start):
            holes = found.holes + (frame.offset != found.end)
            found = Survey(frame.unit, frame.offset, frame.end, holes)
        return found

    def rewrite(self, unit: int, batches: Iterable[Sequence[Row]], *, aside: str = "") -> int:
        """Replace the file by one that holds ``batches``; returns where its last frame begins.

        A power cut leaves the old file or the new one. With ``aside`` the old one is kept under
        that ending: it may hold what nobody can read now.

        Raises:
            StoreTrouble: DISK_FULL, SECOND_COPY_FAILED; the old file stands.
        """
        fresh = SecondCopy(self.folder, self._key, name=self.file.stem + ".new")
        try:
            fresh.file.unlink(missing_ok=True)
            fresh.open()
            last = _START
            for rows in batches:
                last = fresh.append(unit, rows)
            fresh.close()
            self.close()
            if aside:
                self.file.replace(self.file.with_suffix(f".{aside}"))
            fresh.file.replace(self.file)
            sync_folder(self.folder)
            self.open()
        except OSError as trouble:
            raise errors.StoreTrouble(errors.SECOND_COPY_FAILED, reason=str(trouble.strerror)) from trouble
        finally:
            fresh.close()
            fresh.file.unlink(missing_ok=True)
            if not self.is_open:
                self.open()
        return last

    def _seal(self, offset: int, unit: int, rows: Sequence[Row]) -> bytes:
        nonce = secrets.token_bytes(12)
        content = codec.plain_dumps({"rows": [[row.table, row.values] for row in rows]}).encode()
        sealed = self._cipher.encrypt(nonce, content, self._bound_to(offset, unit))
        return _HEAD.pack(_FRAME, len(sealed), unit, nonce) + sealed

    def _read(self, stream: BinaryIO, offset: int) -> Frame | None:
        identity = self._identity or _identity_of(stream)
        stream.seek(offset)
        head = stream.read(_HEAD.size)
        if len(head) < _HEAD.size:
            return None
        magic, length, unit, nonce = _HEAD.unpack(head)
        if magic != _FRAME or length > _LARGEST:
            return None
        sealed = stream.read(length)
        try:
            content = self._cipher.decrypt(nonce, sealed, _bound(identity, offset, unit))
        except InvalidTag:
            return None
        rows = tuple(Row(table, values) for table, values in json.loads(content)["rows"])
        return Frame(offset, offset + _HEAD.size + length, unit, rows)

    def _bound_to(self, offset: int, unit: int) -> bytes:
        return _bound(self._identity, offset, unit)

    def _cut_quietly(self, offset: int) -> None:
        """After a failed write. Where this fails too the file is opened and compared afresh."""
        if self._handle is None:
            return
        try:
            os.ftruncate(self._handle, offset)
        except OSError as trouble:
            log.warning("second copy could not be cut back: %s", trouble.strerror)
            self.close()


def _bound(identity: bytes, offset: int, unit: int) -> bytes:
    return identity + struct.pack(">QQ", offset, unit)


def _identity_of(stream: BinaryIO) -> bytes:
    stream.seek(len(_MAGIC))
    return stream.read(16)


def _write_all(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]


def _next_magic(stream: BinaryIO, start: int) -> int:
    """Offset of the next frame magic at or behind ``start``; -1 without one."""
    step = 1 << 20
    stream.seek(start)
    base, carry = start, b""
    while block := stream.read(step):
        window = carry + block
        place = window.find(_FRAME)
        if place >= 0:
            return base + place
        carry = window[-(len(_FRAME) - 1) :]
        base += len(window) - len(carry)
    return -1
