"""Files (扫描件) by their content: encrypted, kept twice, never trusted without a check.

A blob is named by the SHA-256 of its bytes; its file by a keyed hash of that, so that the
folder tells nothing about known documents. Content is sealed in pieces of 64 KiB (AES-256-GCM,
one key for each file), so that any part of a large file can be read without the rest.

File: 4 bytes magic, 16 bytes salt, then pieces; the last one is marked in its nonce, so that a
cut file is not taken for a shorter one.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from windowdesk import errors
from windowdesk.domain.case import BlobRef
from windowdesk.storage.blob_rows import BlobRows
from windowdesk.storage.disk import is_full, make_folder, sync_folder
from windowdesk.storage.vault import Vault

log = logging.getLogger(__name__)

PIECE = 64 * 1024
_TAG = 16
_MAGIC = b"WDb1"
_HEAD = len(_MAGIC) + 16


class Blobs:
    """The files of one station. Safe to use from any thread."""

    def __init__(self, home: Path, vault: Vault, *, second_copy: Path | None = None) -> None:
        """Nothing is touched yet.

        Args:
            home: folder of the station.
            vault: its opened keys.
            second_copy: folder of the second copy; None: inside ``home``.
        """
        self._first = home / "blobs"
        self._second = (second_copy or home / "second-copy") / "blobs"
        self._seal_key = vault.derive("blob")
        self._name_key = vault.derive("blob-name")

    def put(self, source: bytes | Path, media_type: str) -> BlobRef:
        """Store the bytes or the file twice, synced; storing the same content again costs little.

        Raises:
            StoreTrouble: DISK_FULL, nothing is left behind.
            OSError: the source cannot be read.
        """
        stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        with stream:
            try:
                return self._put(stream, media_type)
            except OSError as trouble:
                if is_full(trouble):
                    raise errors.StoreTrouble(errors.DISK_FULL) from trouble
                raise

    def open(self, ref: BlobRef | str) -> BinaryIO:
        """The bytes as a seekable stream. A damaged first copy is replaced from the second.

        Raises:
            StoreTrouble: BLOB_DAMAGED, also while reading.
        """
        digest = _digest(ref)
        for file in self._places(digest):
            if file.exists():
                return cast("BinaryIO", io.BufferedReader(_Reader(self, digest, file), PIECE))
        raise errors.StoreTrouble(errors.BLOB_DAMAGED)

    def read(self, ref: BlobRef | str) -> bytes:
        """All bytes, checked against their name.

        Raises:
            StoreTrouble: BLOB_DAMAGED.
        """
        with self.open(ref) as stream:
            content = stream.read()
        if hashlib.sha256(content).hexdigest() != _digest(ref):
            raise errors.StoreTrouble(errors.BLOB_DAMAGED)
        return content

    def has(self, ref: BlobRef | str) -> bool:
        """True when a file of that name is here; says nothing about its state."""
        return any(file.exists() for file in self._places(_digest(ref)))

    def verify(self, ref: BlobRef | str) -> bool:
        """Read both copies through and mend one from the other; False: neither is whole."""
        return self._mended(_digest(ref)) is not None

    def drop_second(self, ref: BlobRef | str, rows: BlobRows) -> bool:
        """Remove the second copy of a file that is safe at the county; False: it is not."""
        digest = _digest(ref)
        if not rows.is_safe(digest):
            return False
        self._places(digest)[1].unlink(missing_ok=True)
        return True

    def forget(self, ref: BlobRef | str, rows: BlobRows) -> bool:
        """Remove the bytes for good (rule G16); False and untouched unless safe at the county."""
        digest = _digest(ref)
        if not rows.is_safe(digest):
            return False
        for file in self._places(digest):
            file.unlink(missing_ok=True)
        rows.forgotten(digest)
        return True

    def forget_original(self, page: BlobRef | str, rows: BlobRows) -> bool:
        """Remove the scan that ``page`` was made of, once the page is safe at the county (rule G16)."""
        row = rows.get(_digest(page))
        if row is None or not row.original or not rows.is_safe(row.ref.digest):
            return False
        rows.original_gone(row.ref.digest)
        if not rows.is_needed(row.original):
            for file in self._places(row.original):
                file.unlink(missing_ok=True)
            rows.drop(row.original)
        return True

    def _put(self, stream: BinaryIO, media_type: str) -> BlobRef:
        fresh = self._first / f"{secrets.token_hex(8)}.new"
        make_folder(fresh.parent)
        try:
            digest, size = self._write(stream, fresh)
            first, second = self._places(digest)
            if not self._is_whole(first, digest):  # what comes again may mend what went bad
                _move(fresh, first)
            if not self._is_whole(second, digest):
                self._copy(first, second)
        finally:
            fresh.unlink(missing_ok=True)
        return BlobRef(digest, media_type, size)

    def _write(self, stream: BinaryIO, file: Path) -> tuple[str, int]:
        salt = secrets.token_bytes(16)
        cipher, digest, size = self._cipher(salt), hashlib.sha256(), 0
        with file.open("wb") as out:
            out.write(_MAGIC + salt)
            piece = stream.read(PIECE)
            number = 0
            while True:
                following = stream.read(PIECE) if len(piece) == PIECE else b""
                digest.update(piece)
                size += len(piece)
                out.write(cipher.encrypt(_nonce(number, last=not following), piece, None))
                if not following:
                    break
                piece, number = following, number + 1
            out.flush()
            os.fsync(out.fileno())
        return digest.hexdigest(), size

    def _copy(self, source: Path, target: Path) -> None:
        make_folder(target.parent)
        fresh = target.with_name(f"{secrets.token_hex(8)}.new")
        try:
            with source.open("rb") as read, fresh.open("wb") as write:
                while block := read.read(1 << 20):
                    write.write(block)
                write.flush()
                os.fsync(write.fileno())
            _move(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)

    def _is_whole(self, file: Path, digest: str) -> bool:
        found = hashlib.sha256()
        with suppress(OSError, InvalidTag, ValueError):
            for piece in self._pieces(file):
                found.update(piece)
            return found.hexdigest() == digest
        return False

    def _pieces(self, file: Path) -> Iterator[bytes]:
        with _Sealed(self, file) as sealed:
            for number in range(sealed.count):
                yield sealed.piece(number)

    def _mended(self, digest: str) -> Path | None:
        """A whole copy, and the other one made whole from it where the disk allows."""
        files = self._places(digest)
        whole = [self._is_whole(file, digest) for file in files]
        if not any(whole):
            return None
        good = files[whole.index(True)]
        for file, is_whole in zip(files, whole, strict=True):
            if is_whole:
                continue
            log.warning("a stored file is damaged: mended from its other copy")
            try:
                self._copy(good, file)
            except OSError as trouble:
                log.warning("it could not be mended now: %s", trouble.strerror)
        return good

    def _places(self, digest: str) -> tuple[Path, Path]:
        name = hmac.new(self._name_key, digest.encode(), hashlib.sha256).hexdigest()
        return (self._first / name[:2] / name[2:], self._second / name[:2] / name[2:])

    def _cipher(self, salt: bytes) -> AESGCM:
        return AESGCM(HKDF(hashes.SHA256(), 32, salt=salt, info=b"windowdesk/1/blob-file").derive(self._seal_key))


class _Sealed:
    """One sealed file, opened for reading piece by piece."""

    def __init__(self, blobs: Blobs, file: Path) -> None:
        self._stream = file.open("rb")
        head = self._stream.read(_HEAD)
        length = file.stat().st_size - _HEAD
        if head[: len(_MAGIC)] != _MAGIC or length < _TAG:
            self._stream.close()
            raise ValueError("not a sealed file")
        self._cipher = blobs._cipher(head[len(_MAGIC) :])
        self.count = -(-length // (PIECE + _TAG))
        self.size = length - self.count * _TAG

    def piece(self, number: int) -> bytes:
        """The plain bytes of one piece."""
        self._stream.seek(_HEAD + number * (PIECE + _TAG))
        sealed = self._stream.read(PIECE + _TAG)
        return self._cipher.decrypt(_nonce(number, last=number == self.count - 1), sealed, None)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def __enter__(self) -> _Sealed:
        return self

    def __exit__(self, *trouble: object) -> None:
        self.close()


class _Reader(io.RawIOBase):
    """A seekable view of the plain bytes; turns to the other copy when a piece is damaged."""

    def __init__(self, blobs: Blobs, digest: str, file: Path) -> None:
        self._blobs, self._digest, self._file = blobs, digest, file
        self._place = 0
        self._sealed: _Sealed | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._opened().size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        sealed = self._opened()
        if self._place >= sealed.size:
            return 0
        number, start = divmod(self._place, PIECE)
        part = self._piece(number)[start : start + len(buffer)]
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)

    def close(self) -> None:
        if self._sealed is not None:
            self._sealed.close()
            self._sealed = None
        super().close()

    def _opened(self) -> _Sealed:
        if self._sealed is None:
            try:
                self._sealed = _Sealed(self._blobs, self._file)
            except (OSError, ValueError):
                self._sealed = self._other()
        return self._sealed

    def _piece(self, number: int) -> bytes:
        try:
            return self._opened().piece(number)
        except (OSError, InvalidTag):
            if self._sealed is not None:
                self._sealed.close()
            self._sealed = self._other()
            return self._sealed.piece(number)

    def _other(self) -> _Sealed:
        good = self._blobs._mended(self._digest)
        if good is None:
            raise errors.StoreTrouble(errors.BLOB_DAMAGED)
        return _Sealed(self._blobs, good)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _move(fresh: Path, target: Path) -> None:
    make_folder(target.parent)
    fresh.replace(target)
    sync_folder(target.parent)


def _digest(ref: BlobRef | str) -> str:
    return ref if isinstance(ref, str) else ref.digest
