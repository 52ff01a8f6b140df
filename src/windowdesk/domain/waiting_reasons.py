"""Why something waits, as one plain sentence and what to do; the same words wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from windowdesk import errors
from windowdesk.clock import local_date_time
from windowdesk.domain import patience
from windowdesk.domain.kept_facts import NOT_KEPT
from windowdesk.errors import Message

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
        errors.ITEM_STUCK,
        errors.LINE_STUCK,
        errors.HELD_LONG,
    )
)
"""Codes that trying again alone will not cure."""


def of_failure(code: str, facts: Mapping[str, Any]) -> Message:
    """Why something did not work the last time; an unknown code is shown as it stands."""
    message = errors.all_messages().get(code)
    if message is None:
        return Message(code, errors.ITS_TURN.happened, errors.ITS_TURN.to_do)
    return fill(message, facts)


def of_item_given_up(code: str, facts: Mapping[str, Any], attempts: int, since: datetime, now: datetime) -> Message:
    """A file that failed so often that a person should know."""
    known = {
        "times": attempts,
        "days": patience.days(since, now),
        "reason": of_failure(code, facts).happened.rstrip("。"),
    }
    return fill(errors.ITEM_STUCK, known)


def of_line_given_up(code: str, facts: Mapping[str, Any], since: datetime, now: datetime) -> Message:
    """The line as a whole, silent for days."""
    known = {"days": patience.days(since, now), "reason": of_failure(code, facts).happened.rstrip("。")}
    return fill(errors.LINE_STUCK, known)


def of_rejection(title: str, detail: str) -> Message:
    """The county's own words to a rejected event."""
    reason = "：".join(part.rstrip("。") for part in (title, detail) if part)
    return fill(errors.COUNTY_REJECTED, {"reason": reason or "没有写明原因"})


def of_data(chance_at: datetime) -> Message:
    """Files wait for the night, or for the next day's data."""
    return fill(errors.DATA_USED_UP, {"when": f"{local_date_time(chance_at):%m月%d日 %H:%M}"})


def fill(message: Message, facts: Mapping[str, Any]) -> Message:
    """``message`` with its sentences complete; for a fact that is missing it says so."""
    known = _Facts(facts)
    return Message(message.code, message.happened.format_map(known), message.to_do.format_map(known))


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return NOT_KEPT
