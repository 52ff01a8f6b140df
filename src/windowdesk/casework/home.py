"""What the home page shows: the numbers beside the three big tasks, and what is most pressing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from windowdesk.casework import drafts, inbox, worklist
from windowdesk.casework.desk import Desk
from windowdesk.casework.drafts import DraftRow
from windowdesk.casework.inbox import InboxRow
from windowdesk.casework.worklist import Filter
from windowdesk.domain import news
from windowdesk.domain.calendar import Calendar
from windowdesk.domain.exchange_news import STATE_NAME, from_record
from windowdesk.errors import STORE_DAMAGED

PRESSING = 3
"""So many rows of the inbox stand on the home page."""
NOTICES = frozenset({news.Noticed.TYPE, news.PackAvailable.TYPE, news.Stopped.TYPE})


@dataclass(frozen=True, slots=True)
class CatalogueFacts:
    """Which catalogue (事项库) stands here."""

    version: int
    synced_at: datetime | None
    """When the county was last heard: until then it is known to be the newest. None: never."""


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """How far the official working-day calendar (工作日历) reaches."""

    last_year: int | None
    warning: str
    """Why dates beyond it are provisional; empty: it reaches far enough."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    site: str
    clerk: str
    enrolled: bool
    items: int
    """Items in the catalogue; 0: none has come yet."""
    catalogue: CatalogueFacts
    calendar: CalendarFacts
    today: int
    """Cases received today."""
    due: int
    ready: int
    corrections: int
    drafts: tuple[DraftRow, ...]
    inbox: tuple[InboxRow, ...]
    """The most pressing rows, at most `PRESSING`."""
    inbox_count: int
    notices: tuple[InboxRow, ...]
    """What the county announces: maintenance, closures, a new program."""
    warning: str
    """What somebody should know before working on, for example that the store was restored; empty: nothing."""


def view(desk: Desk) -> HomeView:
    """Read the page."""
    with desk.store.reading() as reading:
        items = len(reading.catalogue.items())
        version = int(reading.catalogue.version() or 0)
        exchange = desk.exchange or from_record(reading.state.get(STATE_NAME))
        calendar = calendar_facts(desk.calendar(reading), desk.today())
    counts = worklist.counts(desk)
    rows = inbox.rows(desk)
    return HomeView(
        site=desk.settings.site.name,
        clerk=desk.settings.clerk,
        enrolled=bool(desk.settings.station),
        items=items,
        catalogue=CatalogueFacts(version, exchange.last_contact),
        calendar=calendar,
        today=counts[Filter.TODAY],
        due=counts[Filter.DUE],
        ready=counts[Filter.READY],
        corrections=counts[Filter.CORRECTIONS],
        drafts=drafts.listing(desk),
        inbox=rows[:PRESSING],
        inbox_count=len(rows),
        notices=tuple(row for row in rows if row.kind in NOTICES),
        warning=warning(desk),
    )


def calendar_facts(calendar: Calendar, today: date) -> CalendarFacts:
    """How far the calendar reaches, seen from today (facts F.1: the next year is announced in November)."""
    last = calendar.last_official_year()
    if last is None:
        return CalendarFacts(None, "没有工作日历，算出的期限都是暂定的；联网后会自动更新。")
    if last < today.year or calendar.lacks_next_year(today):
        return CalendarFacts(last, f"工作日历只到 {last} 年，再往后的期限是暂定的；联网后会自动更新。")
    return CalendarFacts(last, "")


def warning(desk: Desk) -> str:
    """The message of a start that found the store damaged and put it right from the second copy."""
    if desk.store.restored is None:
        return ""
    return f"{STORE_DAMAGED.happened}{STORE_DAMAGED.to_do}"
