"""When to try again: exponential with full jitter, kept on disk, the county's own wish honoured.

Full jitter because six hundred stations come back at once after an outage. What is kept is a
moment of the device clock; a clock that was set back since cannot hold anything up for longer
than the longest wait.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from windowdesk import errors
from windowdesk.domain import patience
from windowdesk.domain.exchange_news import BLOB_KEY
from windowdesk.storage.outbox import Outbox, Retry

FIRST_SECONDS = 5.0
LONGEST_SECONDS = 900.0
SHORTEST_SECONDS = 1.0
"""Never a bare zero: nothing may spin."""
PERSON_SECONDS = 3600.0
"""What waits for a person is looked at again only this often by itself."""


def seconds_until_next(attempts: int, draw: random.Random) -> float:
    """How long to wait after the ``attempts``-th failure in a row (1, 2, …)."""
    ceiling = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(attempts - 1, 16))
    return max(SHORTEST_SECONDS, draw.uniform(0.0, ceiling))


def after_failure(
    earlier: Retry | None, trouble: errors.Known, now: datetime, draw: random.Random, *, item: bool = False
) -> Retry:
    """The record to keep after one more failure; an ``item`` that a person should see to is tried once an hour."""
    busy = errors.COUNTY_BUSY.code
    # Who is told to come later was answered: the line is well, and a failure of it after that is its first.
    in_a_row = earlier is not None and (earlier.code == busy) == (trouble.code == busy)
    attempts = (earlier.attempts if earlier and in_a_row else 0) + 1
    since = min(earlier.since, now) if earlier and earlier.since else now
    wait = trouble.facts.get("wait") if trouble.code == busy else None
    if isinstance(wait, int):
        seconds = wait + draw.uniform(0.0, min(wait, FIRST_SECONDS))  # not all stations in the same second
    elif item and patience.is_spent(attempts, since, now):
        seconds = draw.uniform(0.75, 1.25) * PERSON_SECONDS
    else:
        seconds = seconds_until_next(attempts, draw)
    return Retry(attempts, now + timedelta(seconds=seconds), trouble.code, dict(trouble.facts), since)


def is_due(retry: Retry | None, now: datetime) -> bool:
    """May it be tried now? A moment further off than any wait was written by another clock."""
    if retry is None or retry.next_at <= now:
        return True
    furthest = timedelta(seconds=2 * PERSON_SECONDS)
    return retry.next_at - now > furthest


def is_wish_of_county(retry: Retry | None) -> bool:
    """The county asked for this wait: a press of the button does not shorten it."""
    return retry is not None and retry.code == errors.COUNTY_BUSY.code


class BackOff:
    """The records of one unit of work, by key: ``uplink``, ``feed``, …, ``blob:<digest>``."""

    def __init__(self, outbox: Outbox, now: datetime, draw: random.Random) -> None:
        self._outbox = outbox
        self._now = now
        self._draw = draw

    def failed(self, key: str, trouble: errors.Known) -> Retry:
        """Keep one more failure of ``key``."""
        is_item = key.startswith(BLOB_KEY)
        retry = after_failure(self._outbox.retry(key), trouble, self._now, self._draw, item=is_item)
        self._outbox.set_retry(key, retry)
        return retry

    def worked(self, key: str) -> None:
        """``key`` went well: forget its failures."""
        if self._outbox.retry(key) is not None:
            self._outbox.set_retry(key, None)
