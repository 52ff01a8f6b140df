"""Why something waits, as one plain sentence and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from windowdesk import errors
from windowdesk.errors import Known, Message
from windowdesk.storage.outbox import Retry, Verdict, Waiting

NEEDS_PERSON = frozenset(
    message.code
    for message in (
        errors.COUNTY_TLS,
        errors.COUNTY_TOO_LARGE,
        errors.COUNTY_REFUSED_STATION,
        errors.COUNTY_REJECTED,
        errors.COUNTY_SIGNATURE,
        errors.COUNTY_REFUSED_CALL,
        errors.STATION_STOPPED,
        errors.LOG_FORKED,
        errors.LOG_BEHIND,
        errors.LOG_REFUSED,
        errors.BLOB_DAMAGED,
        errors.NOT_ENROLLED,
    )
)
"""Codes that trying again alone will not cure."""


def filled(trouble: Known) -> Message:
    """The message of a trouble with its sentences complete."""
    return Message(trouble.code, trouble.happened, trouble.to_do)


def of_retry(retry: Retry) -> Message:
    """Why a lane or a file is tried again later; an unknown code is shown as it stands."""
    message = errors.all_messages().get(retry.code)
    if message is None:
        return Message(retry.code, errors.ITS_TURN.happened, errors.ITS_TURN.to_do)
    return fill(message, retry.facts)


def of_waiting(row: Waiting) -> Message:
    """Why an event has no final answer yet."""
    verdict = row.verdict
    if verdict is not None and verdict.kind == "rejected":
        return of_rejection(verdict)
    if verdict is not None and verdict.kind == "held":
        return errors.HELD
    if row.retry is not None:
        return of_retry(row.retry)
    return errors.ITS_TURN


def of_rejection(verdict: Verdict) -> Message:
    """The county's own words to a rejected event."""
    reason = "：".join(part.rstrip("。") for part in (verdict.title, verdict.detail) if part)
    return fill(errors.COUNTY_REJECTED, {"reason": reason or "没有写明原因"})


def fill(message: Message, facts: Mapping[str, Any]) -> Message:
    """``message`` with its sentences complete; a fact that is missing shows as ``?``."""
    known = _Facts(facts)
    return Message(message.code, message.happened.format_map(known), message.to_do.format_map(known))


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"
