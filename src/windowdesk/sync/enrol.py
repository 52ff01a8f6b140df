"""Making this PC known to the county (登记) with a one-time code."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import windowdesk
from windowdesk import errors
from windowdesk.clock import Clock
from windowdesk.domain.exchange_news import OFFSET_NAME
from windowdesk.domain.relay import Enrolled
from windowdesk.storage.store import Store
from windowdesk.sync import enrolment
from windowdesk.sync.county import County
from windowdesk.sync.enrolment import Enrolment
from windowdesk.sync.platform_name import platform_name
from windowdesk.sync.transport import Line
from windowdesk.sync.trusted_time import TrustedTime
from windowdesk.wire.canonical import to_base64


def enrol(
    code: str,
    *,
    line: Line,
    key: Ed25519PrivateKey,
    store: Store,
    home: Path,
    clock: Clock,
    device_name: str = "",
) -> Enrolled:
    """Spend the code; keeps what the county answered and returns it for the settings.

    The same code with the same key gives the same station again, so a lost answer costs nothing.

    Raises:
        CountyTrouble: ``ENROL_CODE`` wrong or used, or trouble with the line.
        InputRefused: ``FIELD_MISSING``, ``FIELD_WRONG``: the code cannot be one.
    """
    request = {
        "code": checked_code(code),
        "public_key": to_base64(key.public_key().public_bytes_raw()),
        "device_name": device_name or platform.node() or "windowdesk",
        "software": f"windowdesk {windowdesk.__version__} {platform_name()}",
    }
    time = TrustedTime(clock, None)
    county = County(line, None, time)
    county.health()
    answer = county.enrol(request)
    found = from_answer(answer)
    known = enrolment.load(store, home)
    enrolment.keep(store, home, found)
    with store.unit("程序") as unit:
        unit.state.set(OFFSET_NAME, time.offset)
        unit.audit.write("station.enrolled", found.station, {})
    again = known is not None and known.station == found.station
    return Enrolled(found.station, found.device, dict(found.site), again)


def from_answer(answer: Mapping[str, Any]) -> Enrolment:
    """What the county answered (``enrol.answer.json``)."""
    return Enrolment(
        answer["station"],
        answer["device"],
        answer["site"],
        {one["kid"]: one["public_key"] for one in answer["county_keys"]},
        {one["kid"]: one["sealing_key"] for one in answer["county_keys"] if "sealing_key" in one},
    )


def checked_code(code: str) -> str:
    """The code as it was typed, when it can be one.

    Raises:
        InputRefused: ``FIELD_MISSING``, ``FIELD_WRONG``.
    """
    text = code.strip()
    if not text:
        raise errors.InputRefused(errors.FIELD_MISSING, field="登记码")
    bare = text.replace("-", "").replace(" ", "")
    if not (8 <= len(text) <= 40 and bare.isascii() and bare.isalnum()):
        raise errors.InputRefused(errors.FIELD_WRONG, field="登记码", reason="应是 8 位以上的字母和数字")
    return text
