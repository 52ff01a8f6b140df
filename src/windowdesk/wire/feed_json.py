"""What comes down from the county: feed items checked for shape and signature, then values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from windowdesk import errors
from windowdesk.domain import news
from windowdesk.domain.news import News
from windowdesk.wire.canonical import canonical, is_signed
from windowdesk.wire.contract import check_answer
from windowdesk.wire.values import WrongShape, from_json

_CLASSES: dict[str, type[News]] = {
    one.TYPE: one
    for one in (
        news.Registered,
        news.StatusChanged,
        news.CorrectionAsked,
        news.PreReviewed,
        news.ResultIssued,
        news.Noticed,
        news.PackAvailable,
        news.Stopped,
    )
}

NEWS_TYPES = tuple(_CLASSES)
"""Names of the feed types on the wire."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One numbered item of the station's feed."""

    seq: int
    type: str
    case: str
    """Empty when it concerns the desk as a whole."""
    news: News | None
    """None: of a kind this program does not know yet, or not as agreed; kept, not applied."""
    text: str
    """The item as canonical JSON, signature and all: the mirror can be rebuilt from it."""
    trouble: errors.Message | None = None
    """Why the news could not be read, where the county is at fault."""


def news_from(item: Mapping[str, Any]) -> News:
    """The value of a feed item of a known type; fields of a later contract are passed over.

    Raises:
        CountyTrouble: ``COUNTY_SCHEMA``: unknown type or wrong body.
    """
    kind = _CLASSES.get(str(item.get("type")))
    if kind is None:
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
    check_answer(f"feed.{kind.TYPE}", item.get("body"))
    try:
        return from_json(kind, item.get("body"), unknown_ignored=True)
    except WrongShape as wrong:
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA) from wrong


def read_item(item: Any, station: str, keys: Mapping[str, Ed25519PublicKey]) -> FeedItem:
    """Check one item of the feed answer and read it.

    ``keys`` are the county's public keys by ``kid``, pinned at enrolment.

    Raises:
        CountyTrouble: ``COUNTY_SCHEMA``; ``COUNTY_SIGNATURE`` when no pinned key signed it or
            it was meant for another station.
    """
    check_answer("feed.item", item)
    check_signature(item, keys)
    if item["station"] != station:
        raise errors.CountyTrouble(errors.COUNTY_SIGNATURE)
    found, trouble = _news_or_trouble(item)
    return FeedItem(item["seq"], item["type"], item["case"] or "", found, canonical(item).decode("utf-8"), trouble)


def _news_or_trouble(item: Mapping[str, Any]) -> tuple[News | None, errors.Message | None]:
    if item["type"] not in _CLASSES:
        return None, None  # a kind of a later contract: the log goes on
    try:
        return news_from(item), None
    except errors.CountyTrouble as wrong:
        return None, wrong.message  # signed, so it is the county's mistake: it must not stop the log


def check_signature(value: Mapping[str, Any], keys: Mapping[str, Ed25519PublicKey]) -> None:
    """Hold ``sig`` against the pinned key that ``kid`` names.

    Raises:
        CountyTrouble: ``COUNTY_SIGNATURE``.
    """
    key = keys.get(str(value.get("kid")))
    if key is None or not is_signed(value, key):
        raise errors.CountyTrouble(errors.COUNTY_SIGNATURE)
