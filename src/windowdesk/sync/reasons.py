"""Why a lane or a file waits, from the record of its failures."""

from __future__ import annotations

from datetime import datetime

from windowdesk.domain import patience
from windowdesk.domain.exchange_news import BLOB_KEY
from windowdesk.domain.waiting_reasons import of_failure, of_item_given_up, of_line_given_up
from windowdesk.errors import Known, Message
from windowdesk.storage.outbox import Retry


def filled(trouble: Known) -> Message:
    """The message of a trouble with its sentences complete."""
    return Message(trouble.code, trouble.happened, trouble.to_do)


def of_retry(retry: Retry) -> Message:
    """Why a lane or a file is tried again later."""
    return of_failure(retry.code, retry.facts)


def of_key(key: str, retry: Retry, now: datetime) -> Message:
    """The same, or that a person must see to it: files after their patience, everything else after three days."""
    if retry.since is None or not patience.is_spent(retry.attempts, retry.since, now):
        return of_retry(retry)
    if key.startswith(BLOB_KEY):
        return of_item_given_up(retry.code, retry.facts, retry.attempts, retry.since, now)
    if now - retry.since < patience.AT_MOST:
        return of_retry(retry)
    return of_line_given_up(retry.code, retry.facts, retry.since, now)
