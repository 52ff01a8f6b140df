"""Events handed over by name: too long for one body, their texts came as files before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from county import contract
from county.blobs import readable
from county.canonical import NotCanonical, read_json
from county.files import blob_name
from county.place import County
from county.problems import Problem

LONGEST = 1_000_000
"""Bytes of the text of one event."""


def in_full(county: County, station: str, batch: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The batch with the event itself wherever its name stood.

    Raises:
        Problem: ``not_found`` (the file is not here whole, or not this station's), ``too_large``,
            ``request_invalid`` (the file holds no event).
    """
    return [_event(county, station, one["digest"]) if set(one) == {"digest"} else one for one in batch]


def _event(county: County, station: str, digest: str) -> Mapping[str, Any]:
    size, _ = readable(county, station, digest)
    if size > LONGEST:
        raise Problem("too_large", limit=LONGEST)
    text = b"".join(county.files.read(blob_name(digest), 0, size - 1))
    try:
        event: Mapping[str, Any] = read_json(text)
    except NotCanonical as error:
        raise Problem("request_invalid", detail=f"不是规范的 JSON：{error}") from error
    fault = contract.fault("event.json", event)
    if fault is not None:
        raise Problem("request_invalid", detail=f"“{fault.title}”{fault.reason}。", field=fault.field)
    return event
