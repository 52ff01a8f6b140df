"""Files on their way down, kept half-finished between runs so that a download goes on at the byte.

Nothing here is synced: a torn part shows in the digest and is fetched again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from windowdesk import errors
from windowdesk.storage.disk import is_full
from windowdesk.wire.packs import PackPart, is_part

FOLDER = "incoming"
PIECE = 256 * 1024
LARGEST_PART = 64 * 1024 * 1024


class Incoming:
    """The folder of unfinished downloads of one station."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def fetch(self, part: PackPart, read: Callable[[str, int, int], bytes]) -> bytes:
        """The whole file, fetched from where it stopped; ``read(digest, start, length)`` gets more of it.

        Raises:
            CountyTrouble: ``COUNTY_SIGNATURE``: the bytes are not what the index named;
                ``COUNTY_SCHEMA``: the county stopped short.
            StoreTrouble: ``DISK_FULL``.
        """
        if part.size > LARGEST_PART:
            raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
        file = self._folder / f"{part.digest}.part"
        content = bytearray(file.read_bytes()) if file.exists() else bytearray()
        if len(content) > part.size:
            content.clear()
        while len(content) < part.size:
            piece = read(part.digest, len(content), min(PIECE, part.size - len(content)))
            if not piece:
                raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
            content += piece
            self._keep(file, bytes(content), len(content) - len(piece))
        if not is_part(part, bytes(content)):
            self._drop(file)
            raise errors.CountyTrouble(errors.COUNTY_SIGNATURE)
        return bytes(content)

    def fetch_file(self, part: PackPart, read: Callable[[str, int, int], bytes], at_most: int | None) -> Path | None:
        """The whole file where it lies, too large for memory; None: ``at_most`` bytes came, the rest another time.

        Raises:
            CountyTrouble: ``COUNTY_SIGNATURE``: the bytes are not what the index named;
                ``COUNTY_SCHEMA``: the county stopped short.
            StoreTrouble: ``DISK_FULL``.
        """
        file = self._folder / f"{part.digest}.part"
        have = file.stat().st_size if file.exists() else 0
        end = part.size if at_most is None else min(part.size, have + at_most)
        while have < end:
            piece = read(part.digest, have, min(PIECE, end - have))
            if not piece:
                raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
            self._append(file, piece)
            have += len(piece)
        if have < part.size:
            return None
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if have != part.size or digest != part.digest:
            self._drop(file)
            raise errors.CountyTrouble(errors.COUNTY_SIGNATURE)
        return file

    def done(self, part: PackPart) -> None:
        """The file is in use: the download is no longer needed."""
        self._drop(self._folder / f"{part.digest}.part")

    def _keep(self, file: Path, content: bytes, start: int) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with file.open("r+b" if file.exists() else "w+b") as stream:
                stream.seek(start)
                stream.write(content[start:])
                stream.truncate()
        except OSError as trouble:
            if is_full(trouble):
                raise errors.StoreTrouble(errors.DISK_FULL) from trouble
            raise

    def _append(self, file: Path, piece: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with file.open("ab") as stream:
                stream.write(piece)
        except OSError as trouble:
            if is_full(trouble):
                raise errors.StoreTrouble(errors.DISK_FULL) from trouble
            raise

    def _drop(self, file: Path) -> None:
        file.unlink(missing_ok=True)
