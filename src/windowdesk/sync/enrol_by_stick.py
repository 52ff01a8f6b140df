"""Making this PC known to the county (登记) with no line at all: a request on a stick, an answer on a stick.

The station has nothing yet that it could trust the county by, but the one-time code that its clerk
got on paper: an answer is believed when it is proved by that code, and brings the county's keys.
"""

from __future__ import annotations

import logging
import platform
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import windowdesk
from windowdesk import errors
from windowdesk.clock import Clock
from windowdesk.domain.check_words import check_words
from windowdesk.domain.relay import Carried, Enrolled
from windowdesk.storage.store import Store
from windowdesk.sync import enrolment, stick
from windowdesk.sync.enrol import checked_code, from_answer
from windowdesk.sync.platform_name import platform_name
from windowdesk.wire import enrolment_file
from windowdesk.wire.canonical import sha256_hex, to_base64
from windowdesk.wire.enrolment_file import CodeKey

log = logging.getLogger(__name__)

ASKED_NAME = "enrol.asked"
"""Name of each code a request was written with, and the digest of the code: what answers are checked with."""
_ACTOR = "程序"
_REMEMBERED = 5


def write_request(
    code: str, folder: Path, *, key: Ed25519PrivateKey, store: Store, clock: Clock, device_name: str = ""
) -> Carried:
    """Put the request made with ``code`` into ``folder`` (the stick). Writing it again is harmless.

    Raises:
        DeviceTrouble: ``STICK_ABSENT``, ``STICK_READ_ONLY``, ``STICK_FULL``, ``STICK_PULLED``.
        InputRefused: ``FIELD_MISSING``, ``FIELD_WRONG``, ``ENROL_CODE_SHORT``: the code cannot be one.
        StoreTrouble: the local store.
    """
    secret = enrolment_file.code_key(checked_code(code))
    content = enrolment_file.request(
        secret,
        key,
        device_name=device_name or platform.node() or "windowdesk",
        software=f"windowdesk {windowdesk.__version__} {platform_name()}",
        created=clock.now(),
    )
    with store.unit(_ACTOR) as unit:  # first: an answer must never find that it was not asked for
        asked = {**unit.state.get(ASKED_NAME, {})}
        asked.pop(secret.name, None)
        asked[secret.name] = secret.digest.hex()
        unit.state.set(ASKED_NAME, dict(list(asked.items())[-_REMEMBERED:]))
        unit.audit.write("station.enrol_asked", secret.name, {})
    file = folder / enrolment_file.request_name(secret.name)
    with stick.troubles(folder), stick.writing(file) as stream:
        stream.write(content)
    return Carried(file.name, "enrol", "", 0, 0, 0, len(content), check_words(sha256_hex(content)))


def answers_in(place: Path) -> list[Path]:
    """The answers to requests of whatever station that lie in ``place``, or ``place`` itself where it is one."""
    pattern = enrolment_file.answer_name("*")
    if not place.is_dir():
        return [place] if place.match(pattern) else []
    return sorted(place.glob(pattern))


def take_answer(place: Path, *, key: Ed25519PrivateKey, store: Store, home: Path) -> Enrolled:
    """Take the county's answer from ``place``: a file, or the folder (stick) that holds it.

    Raises:
        InputRefused: nothing was taken: ``ENROL_NO_ANSWER``, ``ENROL_NOT_ASKED``, ``ENROL_FORGED``, ``BUNDLE_TORN``,
            ``BUNDLE_NEWER``.
        DeviceTrouble: the stick.
        StoreTrouble: the local store.
    """
    with stick.troubles(place):
        refused: errors.InputRefused | None = None
        for file in answers_in(place):
            try:
                return _take_one(file, key=key, store=store, home=home)
            except errors.InputRefused as trouble:
                log.info("%s: %s", file.name, trouble.code)
                if refused is None or refused.code == errors.ENROL_NOT_ASKED.code:
                    refused = trouble
    raise refused or errors.InputRefused(errors.ENROL_NO_ANSWER, place=str(place))


def _take_one(file: Path, *, key: Ed25519PrivateKey, store: Store, home: Path) -> Enrolled:
    answer = enrolment_file.read_answer(file)
    with store.reading() as view:
        asked = view.state.get(ASKED_NAME, {})
    own = to_base64(key.public_key().public_bytes_raw())
    if answer["name"] not in asked or answer["public_key"] != own:
        raise errors.InputRefused(errors.ENROL_NOT_ASKED, file=file.name)
    if not enrolment_file.is_proved(answer, CodeKey(bytes.fromhex(asked[answer["name"]]))):
        raise errors.InputRefused(errors.ENROL_FORGED, file=file.name)
    found = from_answer(answer["answer"])
    known = enrolment.load(store, home)
    again = known is not None and known.station == found.station
    if not again:  # the keys of one that works already came by packs since and are newer
        enrolment.keep(store, home, found)
        with store.unit(_ACTOR) as unit:
            unit.audit.write("station.enrolled", found.station, {"by": "stick"})
    return Enrolled(found.station, found.device, dict(found.site), again)
