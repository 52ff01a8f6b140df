"""Phase *feed*: what the county says to this station, item by item from the cursor on.

A page is applied in one transaction with what it does to the cases. An item that was applied
before changes nothing; one for a case unknown here, or of a kind unknown to this program, is
kept. An item with a wrong signature is not passed: it stops the feed there and is reported.
"""

from __future__ import annotations

from typing import Any

from windowdesk import errors
from windowdesk.domain.calendar import Calendar, read_calendar_pack
from windowdesk.domain.case_states import DECIDED
from windowdesk.domain.exchange_news import WANTED_NAME
from windowdesk.domain.news import News, PackAvailable, ResultIssued
from windowdesk.events import Kind
from windowdesk.storage.unit import Unit
from windowdesk.sync import blobs_down
from windowdesk.sync.fold import Rules, folded, state_of
from windowdesk.sync.run import ACTOR, Run
from windowdesk.sync.verdicts import exchange_of
from windowdesk.wire.feed_json import FeedItem, read_item

PAGE = 100
PAGES_AT_MOST = 500


def fetch(run: Run) -> None:
    """Apply everything behind the cursor.

    Raises:
        CountyTrouble: the line; ``COUNTY_SIGNATURE`` for an item that is not the county's.
    """
    for _ in range(PAGES_AT_MOST):
        with run.store.reading() as view:
            cursor = view.mirror.cursor()
        answer = run.county.feed(cursor, PAGE)
        raw = sorted((one for one in answer["items"] if one["seq"] > cursor), key=lambda one: int(one["seq"]))
        if not raw:
            return
        items, trouble = _read(run, raw)
        if items:
            _apply(run, items)
        if trouble is not None:
            raise trouble


def _read(run: Run, raw: list[Any]) -> tuple[list[FeedItem], errors.CountyTrouble | None]:
    """The items up to the first that cannot be trusted, and the trouble with that one."""
    keys = run.enrolment.keys()
    items: list[FeedItem] = []
    for one in raw:
        try:
            items.append(read_item(one, run.enrolment.station, keys))
        except errors.CountyTrouble as trouble:
            return items, trouble
    return items, None


def _apply(run: Run, items: list[FeedItem]) -> None:
    with run.store.unit(ACTOR) as unit:
        pack = unit.calendar.get()
        calendar = read_calendar_pack(pack) if pack else None
        for item in items:
            if item.news is None:
                unit.mirror.keep(item.seq, item.case, item.type, item.text)
                if item.trouble is not None:
                    run.report.refused.append(item.trouble)
            elif unit.mirror.apply(item.seq, item.news, item.text):
                run.report.news += 1
                _do(unit, item.seq, item.news, calendar)
    run.changed |= {Kind.INBOX, Kind.CASES}


def _do(unit: Unit, seq: int, news: News, calendar: Calendar | None) -> None:
    if isinstance(news, PackAvailable):
        if not news.is_notice:
            wanted = set(unit.state.get(WANTED_NAME, []))
            unit.state.set(WANTED_NAME, sorted({*wanted, news.what}))
        return
    if isinstance(news, ResultIssued):
        blobs_down.want(unit, news.pages)
    case_id = getattr(news, "case", "")
    case = unit.cases.find(case_id) if case_id else None
    if case is None:
        return
    events = unit.outbox.of_case(case_id)
    exchange = exchange_of(events[-1][1] if events else None)
    rules = Rules(unit.catalogue.item(case.item_code, case.item_version), calendar)
    after = folded(case, seq, news, exchange, rules)
    if after != case:
        unit.cases.put(after)
    said = state_of(news)
    if said in DECIDED and after.status_seq == seq:
        unit.supplements.let_go(after, said)
