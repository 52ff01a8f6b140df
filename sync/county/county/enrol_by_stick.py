"""Enrolment by stick: a station's request is proved by its code, and so is the answer to it.

As the contract's chapter *Enrol by stick* lays it out. The database holds the digest of a code and
nothing else, which is all that is needed here.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from county import contract
from county.bundle import NotABundle
from county.canonical import NotCanonical, canonical, read_json, to_base64url
from county.database import reading
from county.enrolment import enrol_with
from county.files import sync_folder
from county.keys import signature_holds
from county.place import County
from county.problems import Problem
from county.tables import codes

FORMAT = 1
SUITE = "Ed25519-HMAC-SHA256"
PATTERN = "windowdesk-enrol-*.json"
LARGEST = 256 * 1024

_NAME, _REQUEST, _ANSWER = (b"windowdesk/1/enrol-" + word for word in (b"name", b"request", b"answer"))


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What became of one request."""

    file: str
    station: str
    is_new: bool
    name: str
    reply_key: str
    answer: bytes
    """The file that goes back."""


def answer_request(county: County, file: Path) -> Enrolled:
    """Enrol the station whose request is in ``file``. The same request again gives the same station.

    Raises:
        NotABundle: nothing was done: ``torn``, ``newer``, ``signature``, ``enrol_code``, ``revoked``, or it cannot be
            read (``unreadable``).
    """
    request = _read(file)
    if not signature_holds(request, request["public_key"]):
        raise _torn()
    code = _code_of(county, request["name"])
    if code is None or not hmac.compare_digest(_proof(code, _REQUEST, request), request["proof"]):
        raise NotABundle("enrol_code", "登记码不对、已作废，或申请被改动过，请核对登记码后让站点重新写一份")
    asked = {name: request[name] for name in ("public_key", "device_name", "software")}
    try:
        is_new, answer = enrol_with(county, code, asked)
    except Problem as problem:
        code_of_refusal = "revoked" if problem.code == "station_revoked" else "enrol_code"
        raise NotABundle(code_of_refusal, f"{problem.body['title']}{problem.body['detail']}".rstrip("。")) from problem
    content = canonical(_answer(county, code, request, answer))
    return Enrolled(file.name, answer["station"], is_new, request["name"], request["reply_key"], content)


def write_answer(enrolled: Enrolled, folder: Path) -> Path:
    """Put the answer into ``folder``, whole and synced.

    Raises:
        OSError: the stick.
    """
    file = folder / f"windowdesk-enrolled-{enrolled.name}.json"
    fresh = file.with_name(f"{file.name}.part")
    try:
        with fresh.open("wb") as stream:
            stream.write(enrolled.answer)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
        sync_folder(folder)
    finally:
        fresh.unlink(missing_ok=True)
    return file


def first_manifest(enrolled: Enrolled) -> Mapping[str, Any]:
    """What a new station would ask for in a bundle: everything, from the beginning."""
    nothing: list[str] = []
    return {
        "cursor": 0,
        "open": nothing,
        "asks": nothing,
        "wants": nothing,
        "packs": {},
        "reply_key": enrolled.reply_key,
    }


def _read(file: Path) -> Mapping[str, Any]:
    try:
        with file.open("rb") as stream:
            found = read_json(stream.read(LARGEST))
    except NotCanonical as wrong:
        raise _torn() from wrong
    except OSError as error:
        raise NotABundle("unreadable", f"读不出来（{error.strerror}），请重新插好优盘") from error
    if isinstance(found, dict) and isinstance(found.get("format"), int) and found["format"] > FORMAT:
        raise NotABundle("newer", "是新版程序写的，请先升级县平台")
    if contract.fault("enrol.stick.request.json", found) is not None:
        raise _torn()
    request: Mapping[str, Any] = found
    return request


def _code_of(county: County, name: str) -> bytes | None:
    """The digest of the code that goes by that name."""
    with reading(county.engine) as connection:
        digests = [bytes.fromhex(one) for one in connection.execute(select(codes.c.code_hash)).scalars()]
    return next((one for one in digests if hmac.digest(one, _NAME, hashlib.sha256).hex()[:16] == name), None)


def _answer(county: County, code: bytes, request: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    bare: dict[str, Any] = {
        "format": FORMAT,
        "suite": SUITE,
        "name": request["name"],
        "public_key": request["public_key"],
        "at": county.moment(),
        "answer": answer,
        "kid": county.keys.kid,
    }
    return county.keys.signed({**bare, "proof": _proof(code, _ANSWER, bare)})


def _proof(code: bytes, purpose: bytes, value: Mapping[str, Any]) -> str:
    bare = {name: one for name, one in value.items() if name not in ("proof", "sig")}
    return to_base64url(hmac.digest(code, purpose + canonical(bare), hashlib.sha256))


def _torn() -> NotABundle:
    return NotABundle("torn", "不完整或被改动过，请重新拷贝")
