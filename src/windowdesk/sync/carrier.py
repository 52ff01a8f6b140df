"""What the phases ask of a county, whatever carries the answers: the line, or a reply by stick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from windowdesk.sync.county import Upload


class Carrier(Protocol):
    """The county as one station sees it; every method may raise CountyTrouble."""

    def sign_in(self) -> None:
        """Make sure the county knows who asks."""
        ...

    def marks(self, head: int) -> Mapping[str, Any]:
        """How far the county has got with this station's log, which goes to ``head`` here."""
        ...

    def send_events(self, texts: Sequence[str]) -> Mapping[str, Any]:
        """Hand over events, each exactly as it is stored."""
        ...

    def verdicts(self, first: int, limit: int) -> Mapping[str, Any]:
        """The verdicts as they stand, from event ``first`` on."""
        ...

    def feed(self, after: int, limit: int) -> Any:
        """The items behind the cursor, not yet checked one by one."""
        ...

    def have(self, digests: Sequence[str]) -> frozenset[str]:
        """Which of these files the county has, whole."""
        ...

    def begin_upload(self, digest: str, size: int, media_type: str) -> Upload:
        """Begin an upload, or find the one begun before."""
        ...

    def send_bytes(self, upload: Upload, chunk: bytes) -> int:
        """Send the bytes that follow; the offset after them."""
        ...

    def read_blob(self, digest: str, start: int, length: int) -> bytes:
        """At most ``length`` bytes of a file from ``start`` on."""
        ...

    def pack_index(self, what: str) -> Any | None:
        """The signed index of a pack, unchecked; None: nothing published."""
        ...
