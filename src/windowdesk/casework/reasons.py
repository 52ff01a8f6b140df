"""Why an event waits, as one plain sentence and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from windowdesk import errors
from windowdesk.errors import Message

if TYPE_CHECKING:
    from windowdesk.storage.outbox import Waiting


_NO_ANSWER_YET = frozenset({errors.ITS_TURN.code, errors.NO_NETWORK.code})
"""Reasons that say less than that the event is on a stick."""


def of(row: Waiting, carried: Sequence[int] = (0, 0)) -> Message:
    """The reason of one event without a final answer, its sentences filled.

    ``carried``: number of the newest bundle by stick, and of the last event in it.
    """
    found = _of_line(row)
    bundle, last = carried
    if row.state == "waiting" and row.seq <= last and found.code in _NO_ANSWER_YET:
        return filled(errors.ON_STICK, {"number": bundle})
    return found


def _of_line(row: Waiting) -> Message:
    verdict = row.verdict
    if verdict is not None and verdict.kind == "rejected":
        parts = [part.rstrip("。") for part in (verdict.title, verdict.detail) if part]
        return filled(errors.COUNTY_REJECTED, {"reason": "：".join(parts) or "没有写明原因"})
    if verdict is not None and verdict.kind == "held":
        return errors.HELD
    if row.retry is None:
        return errors.ITS_TURN
    message = errors.all_messages().get(row.retry.code, errors.ITS_TURN)
    return filled(message, row.retry.facts)


def filled(message: Message, facts: Mapping[str, Any]) -> Message:
    """``message`` with its sentences complete; a fact that is missing shows as ``?``."""
    known = _Facts(facts)
    return Message(message.code, message.happened.format_map(known), message.to_do.format_map(known))


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"
