"""What an answer means: the county's word, or something on the way that is not the county.

A captive portal says 200 in HTML, a proxy says 403 in its own words. Only a problem in the
contract's form (RFC 9457) is taken for the county's refusal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from windowdesk import errors
from windowdesk.sync.transport import Answer
from windowdesk.wire.contract import check_answer

DEFAULT_WAIT = 30
LONGEST_WAIT = 3600
"""Seconds; a Retry-After beyond this is a mistake of a proxy, not a wish of the county."""

LINE_DOWN = frozenset(
    message.code
    for message in (
        errors.NO_NETWORK,
        errors.COUNTY_NAME,
        errors.COUNTY_TLS,
        errors.COUNTY_TIMEOUT,
        errors.COUNTY_NOT_COUNTY,
    )
)
"""Codes that say: nobody is at the other end now."""

NO_USE = LINE_DOWN | {errors.COUNTY_BUSY.code, errors.COUNTY_REFUSED_STATION.code}
"""Codes after which no other call of the same run can do better."""


class Refusal(errors.CountyTrouble):
    """The county said no in the contract's own form; ``word`` is its stable code."""

    def __init__(self, message: errors.Message, problem: Mapping[str, Any], **facts: object) -> None:
        self.word = str(problem.get("code", ""))
        self.problem = problem
        super().__init__(message, word=self.word, **facts)


def checked(answer: Answer) -> Answer:
    """The answer itself when it is a success.

    Raises:
        Refusal: a problem of the contract.
        CountyTrouble: not the county, busy, or broken.
    """
    status = answer.status
    if 200 <= status < 300:
        return answer
    if status in (429, 503):
        raise errors.CountyTrouble(errors.COUNTY_BUSY, wait=_wait(answer))
    if status >= 500 and status != 511:
        raise errors.CountyTrouble(errors.COUNTY_ERROR, status=status)
    problem = _problem(answer)
    if status == 413:
        raise Refusal(errors.COUNTY_TOO_LARGE, problem or {"code": "too_large"})
    if problem is None:
        raise errors.CountyTrouble(errors.COUNTY_NOT_COUNTY)
    raise Refusal(_message(status, str(problem["code"])), problem, status=status)


def json_of(answer: Answer, schema: str) -> Any:
    """The body of a success, held against ``schema``.

    Raises:
        CountyTrouble: ``COUNTY_NOT_COUNTY`` (not JSON at all: a portal), ``COUNTY_SCHEMA``.
    """
    if not answer.headers.get("content-type", "").startswith("application/json"):
        raise errors.CountyTrouble(errors.COUNTY_NOT_COUNTY)
    try:
        body = json.loads(answer.body)
    except ValueError as wrong:
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA) from wrong
    check_answer(schema, body)
    return body


def date_of(answer: Answer) -> datetime | None:
    """The server's time in the ``Date`` header, where it stands."""
    return _http_date(answer.headers.get("date", ""))


def _message(status: int, word: str) -> errors.Message:
    if word == "upload_locked":
        return errors.COUNTY_ERROR  # an earlier try is still running there: passes by itself
    if word == "station_stopped":
        return errors.STATION_STOPPED
    if word in ("enrol_code", "enrol_key"):
        return errors.ENROL_CODE
    if word in ("signature", "chain"):
        return errors.LOG_REFUSED
    if word == "forked":
        return errors.LOG_FORKED
    if status in (401, 403) or word == "assertion":
        return errors.COUNTY_REFUSED_STATION
    return errors.COUNTY_REFUSED_CALL


def _problem(answer: Answer) -> Mapping[str, Any] | None:
    if not answer.headers.get("content-type", "").startswith("application/problem+json"):
        return None
    try:
        body = json.loads(answer.body)
        check_answer("problem", body)
    except (ValueError, errors.CountyTrouble):
        return None
    found: Mapping[str, Any] = body
    return found


def _wait(answer: Answer) -> int:
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return max(1, min(int(text), LONGEST_WAIT))
    until, now = _http_date(text), date_of(answer)
    if until is None or now is None:
        return DEFAULT_WAIT
    return max(1, min(int((until - now).total_seconds()), LONGEST_WAIT))


def _http_date(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
