"""Exchange by stick (优盘): what was put on it, what was taken from it, and the slip between (交接单)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from windowdesk.errors import Message


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle as it lies on the stick."""

    file: str
    """Where, with its name."""
    name: str
    station: str
    site: str
    number: int
    first: int
    """Number of the first event in it."""
    last: int
    """Number of the last one; ``first - 1``: none."""
    files: int
    left: int
    """Files that did not fit on the stick; the next bundle begins with them."""
    size: int
    """Bytes."""
    at: datetime
    actor: str

    @property
    def events(self) -> int:
        """How many events are in it."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Imported:
    """What one reply did."""

    name: str
    number: int
    answers: int
    """Number of the bundle it answers."""
    accepted: int
    held: int
    rejected: int
    files: int
    """Files now proved to be at the county."""
    news: int
    packs: tuple[str, ...]
    """Packs put into use, as ``catalogue 7``."""
    offered_again: bool
    """The county was restored: the next bundle offers the difference again."""
    remarks: tuple[Message, ...]
    """What was not taken, or was no news; nothing here is a fault of the clerk."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of which nothing was taken, and why."""

    name: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Import:
    """What was found on a stick."""

    taken: tuple[Imported, ...]
    refused: tuple[Refused, ...]
    others: int
    """Replies for other stations, left as they are."""
