"""What the home page shows: the numbers beside the three big tasks, and what is most pressing."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework import drafts, inbox, queue_view, worklist
from windowdesk.casework.desk import Desk
from windowdesk.casework.drafts import DraftRow
from windowdesk.casework.inbox import InboxRow
from windowdesk.casework.queue_view import QueueView
from windowdesk.casework.worklist import Filter
from windowdesk.errors import STORE_DAMAGED

PRESSING = 3
"""So many rows of the inbox stand on the home page."""


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
    """The most pressing rows, at most `PRESSING`."""
    inbox_count: int
    queue: QueueView
    warning: str
    """What somebody should know before working on, for example that the store was restored; empty: nothing."""


def view(desk: Desk) -> HomeView:
    """Read the page."""
    with desk.store.reading() as reading:
        items = len(reading.catalogue.items())
    counts = worklist.counts(desk)
    rows = inbox.rows(desk)
    return HomeView(
        site=desk.settings.site.name,
        clerk=desk.settings.clerk,
        enrolled=bool(desk.settings.station),
        items=items,
        today=counts[Filter.TODAY],
        due=counts[Filter.DUE],
        ready=counts[Filter.READY],
        corrections=counts[Filter.CORRECTIONS],
        drafts=drafts.listing(desk),
        inbox=rows[:PRESSING],
        inbox_count=len(rows),
        queue=queue_view.view(desk),
        warning=warning(desk),
    )


def warning(desk: Desk) -> str:
    """The message of a start that found the store damaged and put it right from the second copy."""
    if desk.store.restored is None:
        return ""
    return f"{STORE_DAMAGED.happened}{STORE_DAMAGED.to_do}"
