"""What the home page shows: the numbers beside the three big tasks, and notices."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework.desk import Desk
from windowdesk.casework.drafts import DraftRow
from windowdesk.casework.inbox import InboxRow
from windowdesk.casework.queue_view import QueueView


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    site: str
    clerk: str
    enrolled: bool
    items: int
    """Items in the catalogue; 0: none has come yet."""
    today: int
    """Cases received today."""
    due: int
    ready: int
    corrections: int
    drafts: tuple[DraftRow, ...]
    inbox: tuple[InboxRow, ...]
    """The three most pressing rows."""
    queue: QueueView


def view(desk: Desk) -> HomeView:
    """Read the page."""
    raise NotImplementedError
