"""One entry of the uplink log: an event sealed so that loss, change and reordering show.

The text that is stored is the text that is sent: RFC 8785 canonical JSON with the signature
in it. Each entry names the digest of the one before; the first names 64 zeros.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from windowdesk.wire.canonical import canonical, is_signed, sha256_hex, signed
from windowdesk.wire.case_json import TOMBSTONE, blob_digests
from windowdesk.wire.values import moment_text

GENESIS = "0" * 64
"""What the first event of a station names as the one before."""

SUITE = "Ed25519-SHA256"
"""Signature and digest in use; named so that SM2 with SM3 can stand beside it."""


@dataclass(frozen=True, slots=True)
class Header:
    """What goes around a payload."""

    seq: int
    """Place in the station's log, from 1, without gaps."""
    id: str
    """UUID version 7; the idempotency key."""
    case: str
    case_seq: int
    """Place among the events of the case, from 1."""
    basis: int
    """The last feed number this station had seen for the case; 0: none."""
    device_time: datetime
    offset_seconds: int | None
    """Seconds to add to the device time, learnt from the county; None: never learnt."""
    actor: str
    prev: str = GENESIS


@dataclass(frozen=True, slots=True)
class SealedEvent:
    """An event as it is stored and sent."""

    seq: int
    id: str
    type: str
    case: str
    case_seq: int
    text: str
    digest: str
    blobs: tuple[str, ...]


def seal(
    event_type: str, payload: Mapping[str, Any], header: Header, station: str, key: Ed25519PrivateKey
) -> SealedEvent:
    """Put the payload into its envelope and sign it.

    Raises:
        ValueError: the payload holds something canonical JSON has no form for.
    """
    blobs = blob_digests(payload)
    body = {
        "seq": header.seq,
        "id": header.id,
        "type": event_type,
        "case": header.case,
        "case_seq": header.case_seq,
        "basis": header.basis,
        "time": moment_text(header.device_time),
        "offset": header.offset_seconds,
        "actor": header.actor,
        "payload": dict(payload),
        "blobs": list(blobs),
        "prev": header.prev,
        "station": station,
        "suite": SUITE,
    }
    text = canonical(signed(body, key)).decode("utf-8")
    return SealedEvent(header.seq, header.id, event_type, header.case, header.case_seq, text, digest(text), blobs)


def tombstone(lost_digest: str, reason: str, header: Header, station: str, key: Ed25519PrivateKey) -> SealedEvent:
    """Stand in for an event that can no longer be read, so that the log goes on.

    ``header`` is the lost event's own place; ``lost_digest`` what its successor names as ``prev``.
    """
    return seal(TOMBSTONE, {"digest": lost_digest, "reason": reason}, header, station, key)


def digest(text: str) -> str:
    """What the next event names as the one before: SHA-256 of the stored text."""
    return sha256_hex(text.encode("utf-8"))


def verify(text: str, public_key: Ed25519PublicKey) -> bool:
    """True when ``text`` is canonical and signed by that key."""
    try:
        event = json.loads(text)
    except ValueError:
        return False
    if not isinstance(event, dict) or event.get("suite") != SUITE:
        return False
    return is_signed(event, public_key) and canonical(event).decode("utf-8") == text
