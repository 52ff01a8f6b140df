"""Why an event waits, as one plain sentence and what to do about it: read from the queue and its surroundings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from windowdesk import errors
from windowdesk.clock import local_date_time
from windowdesk.domain import patience
from windowdesk.domain.data_budget import ALLOWED_NAME, URGENT_NAME, Allowance
from windowdesk.domain.exchange_news import BLOB_KEY, CARRIED_NAME
from windowdesk.domain.waiting_reasons import (
    fill,
    of_data,
    of_failure,
    of_item_given_up,
    of_line_given_up,
    of_rejection,
)
from windowdesk.errors import Message

if TYPE_CHECKING:
    from windowdesk.casework.desk import Desk
    from windowdesk.storage.outbox import Retry, Waiting
    from windowdesk.storage.unit import Unit

_NO_ANSWER_YET = frozenset({errors.ITS_TURN.code, errors.NO_NETWORK.code})
"""Reasons that say less than that the event is on a stick."""
MOST_FILES = 5000


@dataclass(frozen=True, slots=True)
class Around:
    """What else decides why an event waits."""

    now: datetime | None = None
    """None: nothing is ever taken to have waited too long."""
    bundle: int = 0
    """Number of the newest bundle by stick."""
    carried_to: int = 0
    """Number of the last event in it."""
    retries: Mapping[str, Retry] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    """Files that events name and the county lacks: digest to bytes."""
    allowance: Allowance | None = None
    """What the day still carries; None: nothing is held for data."""
    urgent: str = ""
    """The case whose files go whatever the day carries."""
    training: bool = False
    """演示: nothing is ever sent."""


def around(desk: Desk, view: Unit) -> Around:
    """The surroundings as they are now."""
    bundle, last = view.state.get(CARRIED_NAME, (0, 0))
    return Around(
        now=desk.clock.now(),
        bundle=bundle,
        carried_to=last,
        retries=view.outbox.retries(),
        files={row.ref.digest: row.ref.size for row in view.blobs.to_send(MOST_FILES)},
        allowance=allowance(desk, view),
        urgent=view.state.get(URGENT_NAME, ""),
        training=desk.training,
    )


def allowance(desk: Desk, view: Unit) -> Allowance:
    """What the day still carries, by what was written down of the line so far."""
    now = desk.clock.now()
    day = local_date_time(now).date()
    lifted = view.state.get(ALLOWED_NAME) == day.isoformat()
    return Allowance(desk.settings.budget, view.traffic.of(day), now, lifted)


def of(row: Waiting, here: Around) -> Message:
    """The reason of one event without a final answer, its sentences filled."""
    if here.training:
        return errors.TRAINING_STAYS
    verdict = row.verdict
    if verdict is not None and verdict.kind == "rejected":
        return of_rejection(verdict.title, verdict.detail)
    if verdict is not None and verdict.kind == "held":
        return _of_held(row, verdict.waiting_for, here)
    found = errors.ITS_TURN if row.retry is None else _of_line(row.retry, here)
    if row.state == "waiting" and row.seq <= here.carried_to and found.code in _NO_ANSWER_YET:
        return fill(errors.ON_STICK, {"number": here.bundle})
    return found


def _of_line(retry: Retry, here: Around) -> Message:
    if here.now is None or retry.since is None or here.now - retry.since < patience.AT_MOST:
        return of_failure(retry.code, retry.facts)
    return of_line_given_up(retry.code, retry.facts, retry.since, here.now)


def _of_held(row: Waiting, files: tuple[str, ...], here: Around) -> Message:
    """The worst of what keeps its files; when they are all there, it waits for the county."""
    failed = [here.retries[BLOB_KEY + one] for one in files if BLOB_KEY + one in here.retries]
    if failed:
        return _of_file(max(failed, key=lambda one: one.attempts), here)
    missing = [here.files[one] for one in files if one in here.files]
    if here.allowance is not None and row.case != here.urgent and not all(map(here.allowance.carries, missing)):
        return of_data(here.allowance.next_chance())
    if here.now is not None and not missing and here.now - row.written_at >= patience.AT_MOST:
        return fill(errors.HELD_LONG, {"days": patience.days(row.written_at, here.now)})
    return errors.HELD


def _of_file(retry: Retry, here: Around) -> Message:
    if here.now is None or retry.since is None or not patience.is_spent(retry.attempts, retry.since, here.now):
        return of_failure(retry.code, retry.facts)
    return of_item_given_up(retry.code, retry.facts, retry.attempts, retry.since, here.now)
