"""Files by content in the data folder: ``blobs/ab/abcd…``; a file appears there only whole and synced."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

CHUNK = 256 * 1024


def blob_path(data: Path, name: str) -> Path:
    """Where the file with that digest is or would be."""
    return data / "blobs" / name[:2] / name


def part_path(data: Path, upload: str) -> Path:
    """Where the bytes of an upload under way are."""
    return data / "uploads" / upload


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def settle_file(part: Path, final: Path) -> None:
    """Move a synced file to its final name and make the move durable."""
    final.parent.mkdir(parents=True, exist_ok=True)
    part.replace(final)
    sync_folder(final.parent)


def keep_bytes(data: Path, content: bytes) -> str:
    """Store ``content`` by its digest; gives the digest. Storing twice changes nothing."""
    name = hashlib.sha256(content).hexdigest()
    final = blob_path(data, name)
    if final.exists() and final.stat().st_size == len(content):
        return name
    fresh = data / "uploads" / f"{name}.{os.getpid()}"
    fresh.parent.mkdir(parents=True, exist_ok=True)
    with fresh.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    settle_file(fresh, final)
    return name


def write_at(path: Path, offset: int, content: bytes) -> None:
    """Write ``content`` at ``offset``, made at the first call; what stood behind ``offset`` goes.

    Not synced: the caller syncs once for many writes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "w+b") as stream:
        stream.truncate(offset)
        stream.seek(offset)
        stream.write(content)


def sync_file(path: Path) -> None:
    """Make what was written to ``path``, and its name, survive a power cut."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names in ``folder`` survive a power cut (nothing to do where folders cannot be synced)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_range(path: Path, first: int, last: int) -> Iterator[bytes]:
    """The bytes ``first`` to ``last`` of a file, both included, in chunks."""
    left = last - first + 1
    with path.open("rb") as stream:
        stream.seek(first)
        while left > 0:
            chunk = stream.read(min(CHUNK, left))
            if not chunk:
                return
            left -= len(chunk)
            yield chunk
