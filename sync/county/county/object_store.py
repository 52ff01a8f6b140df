"""Files in an S3-compatible store.

Address ``s3://bucket/prefix``; keys, region and endpoint come from the environment as every S3 program takes them
(``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_REGION``, ``AWS_ENDPOINT_URL``; for an endpoint inside the
house without TLS also ``AWS_ALLOW_HTTP=true``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import IO

import obstore
from obstore.store import from_url

from county.files import CHUNK

ONE_REQUEST = 5 * 1024 * 1024
"""Bytes from which a file goes to the store in several requests."""


AT_ONCE = 16
"""Questions asked of the store at the same time for one call."""


class ObjectStore:
    """Bytes by name in a bucket; see `county.files.Files`. Nothing is asked of the store before the first call."""

    def __init__(self, address: str) -> None:
        self._store = from_url(address)

    def size(self, name: str) -> int | None:
        """See `Files`."""
        try:
            return int(obstore.head(self._store, name)["size"])
        except FileNotFoundError:
            return None

    def present(self, names: Sequence[str]) -> set[str]:
        """See `Files`."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            sizes = pool.map(self.size, names)
        return {name for name, size in zip(names, sizes, strict=True) if size is not None}

    def names(self, under: str) -> dict[str, int]:
        """See `Files`."""
        return {one["path"]: one["size"] for page in obstore.list(self._store, under) for one in page}

    def put(self, name: str, content: IO[bytes]) -> None:
        """See `Files`."""
        content.seek(0)
        head = content.read(ONE_REQUEST)
        if len(head) < ONE_REQUEST:
            obstore.put(self._store, name, head)
        else:
            obstore.put(self._store, name, chain([head], iter(lambda: content.read(CHUNK), b"")))

    def read(self, name: str, first: int, last: int) -> Iterator[bytes]:
        """See `Files`."""
        found = obstore.get(self._store, name, options={"range": (first, last + 1)})
        for piece in found.stream(min_chunk_size=CHUNK):
            yield bytes(piece)

    def remove(self, names: list[str]) -> None:
        """See `Files`."""
        if names:
            obstore.delete(self._store, names)
