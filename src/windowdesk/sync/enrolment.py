"""What enrolment brought: who this station is to the county, and the county's pinned keys.

Kept twice: in the store, and as a file beside it, because the store's small values are not in
the second copy and a rebuilt store must go on reporting without a new code.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from windowdesk import errors
from windowdesk.domain.exchange_news import COUNTY_NAME
from windowdesk.storage.disk import is_full, write_whole
from windowdesk.storage.store import Store
from windowdesk.wire.canonical import public_key_from

log = logging.getLogger(__name__)

FILE_NAME = "enrolment.json"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """This station as the county knows it."""

    station: str
    device: str
    site: Mapping[str, Any]
    county_keys: Mapping[str, str]
    """Public keys by ``kid``, raw Ed25519 in base64url."""
    sealing_keys: Mapping[str, str]
    """Keys that bundles by stick are sealed to, by ``kid``, raw X25519 in base64url; empty: the county takes none."""

    def keys(self) -> Mapping[str, Ed25519PublicKey]:
        """The county's keys, ready to check with."""
        return {kid: public_key_from(text) for kid, text in self.county_keys.items()}


def load(store: Store, home: Path) -> Enrolment | None:
    """The enrolment of this station, or None; mends the store from the file."""
    with store.reading() as view:
        record = view.state.get(COUNTY_NAME)
    if record is not None:
        return _read(record)
    file = home / FILE_NAME
    if not file.exists():
        return None
    try:
        record = json.loads(file.read_text("utf-8"))
        enrolment = _read(record)
    except (ValueError, KeyError, TypeError):
        log.warning("%s cannot be read", FILE_NAME)
        return None
    with store.unit("程序") as unit:
        unit.state.set(COUNTY_NAME, record)
    return enrolment


def keep(store: Store, home: Path, enrolment: Enrolment) -> None:
    """Store the enrolment in both places.

    Raises:
        StoreTrouble: DISK_FULL.
    """
    record = {
        "station": enrolment.station,
        "device": enrolment.device,
        "site": dict(enrolment.site),
        "county_keys": dict(enrolment.county_keys),
        "sealing_keys": dict(enrolment.sealing_keys),
    }
    content = json.dumps(record, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"
    try:
        write_whole(home / FILE_NAME, content)
    except OSError as trouble:
        if is_full(trouble):
            raise errors.StoreTrouble(errors.DISK_FULL) from trouble
        raise
    with store.unit("程序") as unit:
        unit.state.set(COUNTY_NAME, record)


def _read(record: Mapping[str, Any]) -> Enrolment:
    return Enrolment(
        str(record["station"]),
        str(record["device"]),
        dict(record["site"]),
        dict(record["county_keys"]),
        dict(record.get("sealing_keys", {})),
    )
