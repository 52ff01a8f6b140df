"""The two files of an enrolment by stick (优盘登记), laid out as ``sync/contract/README.md`` says under *Enrol by stick*.

There is no line to ask who is at the other end, so the one-time code that the clerk got on paper
proves both sides: who does not know it can neither make a request nor an answer.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from windowdesk import errors
from windowdesk.wire.bundle import sealing_key
from windowdesk.wire.canonical import canonical, is_signed, public_key_from, signed, to_base64
from windowdesk.wire.contract import check_answer
from windowdesk.wire.values import moment_text

FORMAT = 1
SUITE = "Ed25519-HMAC-SHA256"
SHORTEST_CODE = 16
"""Letters and digits. The files can be copied and the code be guessed at leisure: a shorter one would be found."""
LARGEST = 256 * 1024
"""Bytes; a file beyond that is none of these."""

_NAME, _REQUEST, _ANSWER = (b"windowdesk/1/enrol-" + word for word in (b"name", b"request", b"answer"))


@dataclass(frozen=True, slots=True)
class CodeKey:
    """What is kept of a code: enough to know the answer, not enough to tell the code."""

    digest: bytes

    @property
    def name(self) -> str:
        """Tells which code is meant without telling the code."""
        return self._proof(_NAME).hex()[:16]

    def proof(self, purpose: bytes, value: Mapping[str, Any]) -> str:
        """The proof over ``value`` without its proof and signature."""
        bare = {name: one for name, one in value.items() if name not in ("proof", "sig")}
        return to_base64(self._proof(purpose, canonical(bare)))

    def _proof(self, purpose: bytes, content: bytes = b"") -> bytes:
        return hmac.digest(self.digest, purpose + content, hashlib.sha256)


def code_key(code: str) -> CodeKey:
    """The key of a code as it was typed.

    Raises:
        InputRefused: ``ENROL_CODE_SHORT``: too short to go by stick.
    """
    bare = "".join(one for one in code.upper() if one.isascii() and one.isalnum())
    if len(bare) < SHORTEST_CODE:
        raise errors.InputRefused(errors.ENROL_CODE_SHORT, count=SHORTEST_CODE)
    return CodeKey(hashlib.sha256(bare.encode("ascii")).digest())


def request_name(name: str) -> str:
    """File name of the request that was made with the code of that name."""
    return f"windowdesk-enrol-{name}.json"


def answer_name(name: str) -> str:
    """File name of the county's answer to it."""
    return f"windowdesk-enrolled-{name}.json"


def request(code: CodeKey, key: Ed25519PrivateKey, *, device_name: str, software: str, created: datetime) -> bytes:
    """The request: proved by the code, signed by the station's key."""
    bare: dict[str, Any] = {
        "format": FORMAT,
        "suite": SUITE,
        "name": code.name,
        "public_key": to_base64(key.public_key().public_bytes_raw()),
        "reply_key": to_base64(sealing_key(key).public_key().public_bytes_raw()),
        "device_name": device_name,
        "software": software,
        "created": moment_text(created.replace(microsecond=0)),
    }
    return canonical(signed({**bare, "proof": code.proof(_REQUEST, bare)}, key))


def read_answer(file: Path) -> Mapping[str, Any]:
    """The answer in ``file``, held against the contract; who wrote it is not yet known.

    Raises:
        InputRefused: ``BUNDLE_TORN``, ``BUNDLE_NEWER``.
        OSError: the stick.
    """
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.read(LARGEST))
        is_newer = isinstance(found["format"], int) and found["format"] > FORMAT
    except (ValueError, TypeError, KeyError) as wrong:
        raise errors.InputRefused(errors.BUNDLE_TORN, file=file.name) from wrong
    if is_newer:
        raise errors.InputRefused(errors.BUNDLE_NEWER, file=file.name)
    try:
        check_answer("enrol.stick.answer", found)
    except errors.CountyTrouble as wrong:
        raise errors.InputRefused(errors.BUNDLE_TORN, file=file.name) from wrong
    answer: Mapping[str, Any] = found
    return answer


def is_proved(answer: Mapping[str, Any], code: CodeKey) -> bool:
    """True when the answer was made by who knows the code, and signed by the county key that it names."""
    if not hmac.compare_digest(code.proof(_ANSWER, answer), str(answer["proof"])):
        return False
    keys = {one["kid"]: one["public_key"] for one in answer["answer"]["county_keys"]}
    try:
        return is_signed(answer, public_key_from(keys[answer["kid"]]))
    except (KeyError, ValueError):
        return False
