"""What devices say without being asked; published on `windowdesk.events.Bus` by a device's thread."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from windowdesk.domain.people import Card


class ReaderCondition(enum.Enum):
    """How a card reader is, in the words a status line needs."""

    READY = "ready"
    """Waiting for a card."""
    READING = "reading"
    """A card was found and is being read: do not lift it."""
    TROUBLE = "trouble"
    """This card or this try failed; the reader itself works."""
    BUSY = "busy"
    """Another program holds the reader."""
    ABSENT = "absent"
    """Unplugged, switched off or not allowed; the driver keeps looking for it."""
    LET_GO = "let_go"
    """The program has let go of it: nothing more is heard from it."""


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card was read whole and checked 读卡完成."""

    card: Card
    reader: str
    """Address of the reader."""


@dataclass(frozen=True, slots=True)
class ReaderState:
    """The condition of a reader has changed, or one try failed.

    ``code``, ``happened`` and ``to_do`` are those of the known trouble; empty when all is well.
    """

    reader: str
    condition: ReaderCondition
    code: str = ""
    happened: str = ""
    to_do: str = ""
