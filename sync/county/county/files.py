"""Where the bytes of files are: in a folder of the data folder, or in an object store; by name, whole or not at all.

What is here is immutable: a name is written once, appears when all of it is durable, and any worker may read it.
Two kinds of names: ``blobs/ab/abcd…`` for a file by its SHA-256, ``uploads/<upload>/<offset>-<chance>`` for a piece
of an upload under way.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Protocol

CHUNK = 256 * 1024


class Files(Protocol):
    """Bytes by name. Every call may be made from any thread of any process."""

    def size(self, name: str) -> int | None:
        """Bytes of ``name``; None: it is not here."""
        ...

    def present(self, names: Sequence[str]) -> set[str]:
        """Those of ``names`` that are here."""
        ...

    def names(self, under: str) -> dict[str, int]:
        """What is here below ``under/``, with sizes."""
        ...

    def put(self, name: str, content: IO[bytes]) -> None:
        """Store ``content``, read from its start; durable on return. The same again changes nothing."""
        ...

    def read(self, name: str, first: int, last: int) -> Iterator[bytes]:
        """The bytes ``first`` to ``last``, both included, in pieces.

        Raises:
            FileNotFoundError: it is not here.
        """
        ...

    def remove(self, names: list[str]) -> None:
        """Let go of these; what is not here is no trouble."""
        ...


class Folder:
    """Files in a folder; a name appears there whole and synced."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def size(self, name: str) -> int | None:
        """See `Files`."""
        try:
            return (self._root / name).stat().st_size
        except FileNotFoundError:
            return None

    def present(self, names: Sequence[str]) -> set[str]:
        """See `Files`."""
        return {name for name in names if (self._root / name).is_file()}

    def names(self, under: str) -> dict[str, int]:
        """See `Files`."""
        found = {}
        for file in (self._root / under).glob("*"):
            with contextlib.suppress(FileNotFoundError):  # another worker removed it meanwhile
                found[f"{under}/{file.name}"] = file.stat().st_size
        return found

    def put(self, name: str, content: IO[bytes]) -> None:
        """See `Files`."""
        final = self._root / name
        _make_folder(final.parent, lasting=not name.startswith("uploads/"))
        fresh = final.with_name(f".{final.name}.{secrets.token_hex(4)}")
        try:
            content.seek(0)
            with fresh.open("xb") as stream:
                while piece := content.read(CHUNK):
                    stream.write(piece)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(final)
        finally:
            fresh.unlink(missing_ok=True)
        sync_folder(final.parent)

    def read(self, name: str, first: int, last: int) -> Iterator[bytes]:
        """See `Files`."""
        left = last - first + 1
        with (self._root / name).open("rb") as stream:
            stream.seek(first)
            while left > 0 and (piece := stream.read(min(CHUNK, left))):
                left -= len(piece)
                yield piece

    def remove(self, names: list[str]) -> None:
        """See `Files`."""
        for name in names:
            (self._root / name).unlink(missing_ok=True)
        for folder in {(self._root / name).parent for name in names if name.startswith("uploads/")}:
            with contextlib.suppress(OSError):  # not empty, or another worker was faster
                folder.rmdir()


def _make_folder(folder: Path, *, lasting: bool) -> None:
    """Make ``folder`` and what is missing above it.

    ``lasting``: their names survive a power cut too, which takes a sync of the folder above each. A piece of an
    upload may be sent again.
    """
    if folder.is_dir():
        return
    _make_folder(folder.parent, lasting=lasting)
    folder.mkdir(exist_ok=True)
    if lasting:
        sync_folder(folder.parent)


def open_files(data: Path, where: str) -> Files:
    """The files of a county: in its data folder, or, where ``where`` is ``s3://bucket/prefix``, in that store."""
    if not where:
        return Folder(data)
    from county.object_store import ObjectStore  # not everybody has one; its library stays unloaded

    return ObjectStore(where)


def blob_name(digest: str) -> str:
    """The name of the file with that digest."""
    return f"blobs/{digest[:2]}/{digest}"


def stored_digest(files: Files, name: str, size: int) -> str:
    """SHA-256 of what is stored, in hex; ``size``: its bytes."""
    seen = hashlib.sha256()
    for piece in files.read(name, 0, size - 1):
        seen.update(piece)
    return seen.hexdigest()


def keep_bytes(files: Files, content: bytes) -> str:
    """Store ``content`` by its digest; gives the digest. Storing twice changes nothing."""
    digest = hashlib.sha256(content).hexdigest()
    name = blob_name(digest)
    if files.size(name) != len(content):
        files.put(name, io.BytesIO(content))
    return digest


def sync_folder(folder: Path) -> None:
    """Make names in ``folder`` survive a power cut (nothing to do where folders cannot be synced)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
