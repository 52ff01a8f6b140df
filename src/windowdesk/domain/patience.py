"""When trying again becomes a matter for a person: nothing is retried for ever in silence.

A village may be without a line for days, and a file may fail while the line is bad: neither is
worth a call at once. What has failed often and for a day, or for three days, is.
"""

from __future__ import annotations

from datetime import datetime, timedelta

TRIES = 10
AT_LEAST = timedelta(days=1)
AT_MOST = timedelta(days=3)


def is_spent(attempts: int, since: datetime | None, now: datetime) -> bool:
    """Has it failed for so long that a person should know? ``since``: of the first failure in a row."""
    if since is None:
        return False
    waited = now - since
    return waited >= AT_MOST or (attempts >= TRIES and waited >= AT_LEAST)


def days(since: datetime, now: datetime) -> int:
    """Whole days between, at least 1, for a sentence."""
    return max(1, (now - since).days)
