"""Cases and what a clerk did to them, as the JSON of contract version 1 and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from windowdesk.domain import case_events
from windowdesk.domain.case import Case
from windowdesk.domain.case_events import CaseEvent
from windowdesk.wire.values import WrongShape, from_json, to_json

TOMBSTONE = "tombstone"
"""Type of the event that stands for one the station can no longer read."""

_CLASSES: dict[str, type[CaseEvent]] = {
    one.TYPE: one
    for one in (
        case_events.CaseReceived,
        case_events.CaseSupplemented,
        case_events.CaseWithdrawn,
        case_events.CaseDelivered,
        case_events.CaseEvaluated,
        case_events.CaseVoided,
        case_events.CaseFilesLost,
    )
}

EVENT_TYPES = tuple(_CLASSES)
"""Names of the event types on the wire, without the tombstone."""


def payload(event: CaseEvent) -> dict[str, Any]:
    """The payload of an event: the fields of its class."""
    found: dict[str, Any] = to_json(event)
    return found


def event_from(event_type: str, data: Mapping[str, Any]) -> CaseEvent:
    """The event of type ``event_type`` whose payload is ``data``.

    Raises:
        WrongShape: the type is unknown or the payload is not of that type.
    """
    if event_type not in _CLASSES:
        raise WrongShape("type", "unknown type of event")
    return from_json(_CLASSES[event_type], dict(data))


def case_to_json(case: Case) -> dict[str, Any]:
    """A case as it stands in ``case.received``."""
    found: dict[str, Any] = to_json(case)
    return found


def case_from_json(data: Mapping[str, Any]) -> Case:
    """The case in ``data``.

    Raises:
        WrongShape: a field is missing, unknown or not of its type.
    """
    return from_json(Case, dict(data))


def blob_digests(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The digests of all files a payload names, each once, sorted.

    A file is an object with digest, media_type and size; a preview stands in the page it shows.
    """
    return tuple(sorted(set(_digests(data))))


def _digests(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        if data.keys() >= {"digest", "media_type", "size"}:
            yield str(data["digest"])
        for one in data.values():
            yield from _digests(one)
    elif isinstance(data, list | tuple):
        for one in data:
            yield from _digests(one)
