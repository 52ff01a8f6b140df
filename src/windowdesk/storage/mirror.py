"""What the county said (the feed), item by item; the screen's picture of the county folds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import RowMapping, bindparam, case, select, update
from sqlalchemy.dialects.sqlite import insert

from windowdesk.domain import news as domain_news
from windowdesk.domain.case import CaseState
from windowdesk.domain.news import News
from windowdesk.storage import codec, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.state import State
from windowdesk.storage.work import Work

_CLASSES: dict[str, type] = {
    cls.TYPE: cls
    for cls in (
        domain_news.Registered,
        domain_news.StatusChanged,
        domain_news.CorrectionAsked,
        domain_news.PreReviewed,
        domain_news.ResultIssued,
        domain_news.Noticed,
        domain_news.PackAvailable,
        domain_news.Stopped,
    )
}
_CURSOR = "feed_cursor"
_SILENT_STATES = {
    CaseState.QUEUED,
    CaseState.UPLOADED,
    CaseState.REGISTERED,
    CaseState.PRE_REVIEW,
    CaseState.ACCEPTED,
    CaseState.IN_REVIEW,
    CaseState.DELIVERED,
    CaseState.EVALUATED,
    CaseState.ARCHIVED,
}
"""The ordinary course of a case: nobody has to do anything about it."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One feed item. ``open``: it stands in the inbox and waits for a person."""

    seq: int
    news: News
    arrived_at: datetime
    open: bool
    raw: str


_F = tables.feed.c
_COLUMNS = ("seq", "case_id", "type", "body", "raw", "arrived", "folded", "open")
_UNREAD = "null"
_READ = _F.body != _UNREAD


def _store_statement() -> Prepared:
    """A new item, or one that waits to be folded; whether a person has dealt with it stays."""
    fresh = insert(tables.feed).values({name: bindparam(name) for name in _COLUMNS})
    changed: dict[str, Any] = {name: fresh.excluded[name] for name in ("case_id", "type", "body", "raw", "folded")}
    changed["open"] = case((_F.body == _UNREAD, fresh.excluded["open"]), else_=_F.open)
    return Prepared(
        fresh.on_conflict_do_update(
            index_elements=["seq"], set_=changed, where=(_F.folded == 0) & (fresh.excluded["folded"] == 1)
        )
    )


_STORE = _store_statement()
_OF_CASE = Prepared(select(tables.feed).where(_F.case_id == bindparam("case"), _READ).order_by(_F.seq))
_INBOX = Prepared(select(tables.feed).where(tables.IN_INBOX).order_by(_F.seq))
_ALL = Prepared(select(tables.feed).where(_READ).order_by(_F.seq.desc()).limit(bindparam("limit")))
_DONE = Prepared(update(tables.feed).where(_F.seq == bindparam("which")).values(open=0))
_GET = Prepared(select(tables.feed).where(_F.seq == bindparam("which"), _READ))


class Mirror:
    """The feed in one unit or reading."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def cursor(self) -> int:
        """Number of the newest feed item applied; 0 after a restore, so that all is folded again."""
        return int(State(self._work).get(_CURSOR, 0))

    def apply(self, seq: int, news: News, raw: str, *, for_person: bool | None = None) -> bool:
        """Store one feed item and move the cursor; False when it had been applied before.

        Args:
            seq: number of the item in the county's feed.
            news: the item as a value.
            raw: the item as it came, with its signature.
            for_person: put it into the inbox; None decides by its kind.
        """
        return self._store(
            seq,
            case_id=getattr(news, "case", ""),
            type=news.TYPE,
            body=codec.dumps(news),
            raw=raw,
            folded=1,
            open=int(_needs_person(news) if for_person is None else for_person),
        )

    def keep(self, seq: int, case: str, type_: str, raw: str) -> bool:
        """Store a feed item this program cannot read yet and move the cursor.

        It is shown nowhere; after `refold` a newer program applies it. False: known already.
        """
        return self._store(seq, case_id=case, type=type_, body=_UNREAD, raw=raw, folded=0, open=0)

    def _store(self, seq: int, **values: Any) -> bool:
        if seq > self.cursor():
            State(self._work).set(_CURSOR, seq)
        return bool(self._work.run(_STORE, seq=seq, arrived=self._work.now(), **values).rowcount)

    def news_of(self, case: str) -> list[Arrived]:
        """Everything the county said about one case, oldest first."""
        return [_arrived(row) for row in self._work.run(_OF_CASE, case=case).mappings()]

    def inbox(self) -> list[Arrived]:
        """What waits for a person, oldest first."""
        return [_arrived(row) for row in self._work.run(_INBOX).mappings()]

    def latest(self, limit: int = 100) -> list[Arrived]:
        """The newest items, done or not."""
        return [_arrived(row) for row in self._work.run(_ALL, limit=limit).mappings()]

    def get(self, seq: int) -> Arrived | None:
        """One item, or None."""
        row = self._work.one(_GET, which=seq)
        return None if row is None else _arrived(row)

    def done(self, seq: int) -> None:
        """A person has dealt with the item."""
        self._work.run(_DONE, which=seq)

    def refold(self) -> None:
        """Go back to the beginning of the feed: every item is asked for and applied again."""
        self._work.sql("UPDATE feed SET folded = 0")
        State(self._work).set(_CURSOR, 0)


def _needs_person(news: News) -> bool:
    if isinstance(news, domain_news.StatusChanged):
        return news.state not in _SILENT_STATES
    if isinstance(news, domain_news.PackAvailable):
        return news.is_notice
    return not isinstance(news, domain_news.Registered)


def _arrived(row: RowMapping) -> Arrived:
    value: Any = codec.loads(_CLASSES[row["type"]], row["body"])
    return Arrived(
        row["seq"], cast("News", value), datetime.fromisoformat(row["arrived"]), bool(row["open"]), row["raw"]
    )
