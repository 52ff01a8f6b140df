"""What schemathesis cannot think of by itself: a token, an upload that was begun, a signed log (``schemathesis.toml``).

Every request is made by ``openapi.yaml``; here most of them get names that exist in the place of names that cannot be
guessed, and then the answer must be the one that is meant. Which request gets what hangs on its own content, so that it
can be played again. Written for one worker: a log has one writer.
"""

from __future__ import annotations

import gzip
import json
import os
import secrets
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import schemathesis
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from rfc8785 import CanonicalizationError
from schemathesis.checks import CheckContext
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.transport import Response
from schemathesis.generation.case import Case
from schemathesis.hooks import HookContext

from conformance import bundles, sealing
from conformance.desk import GRANT, SOFTWARE, Desk
from conformance.file_calls import begin, creation_headers, has, kept, patch_headers, upload
from conformance.line import Line
from conformance.trust_checks import a_code_makes_a_station

CREATED = 201
CODES = "WINDOWDESK_CODES"
"""Environment variable: unused codes for region 990101001001, with commas between; the first makes the station."""
PAGE = b"\xff\xd8 a page of the random requests"
UNGUESSED = frozenset[int]()
"""Left as it was made: any answer of the contract will do."""

Meant = frozenset[int]
_meant: dict[str, Meant] = {}
_begun: set[str] = set()
"""The uploads that were begun by a request of schemathesis, which may name them afterwards."""


@schemathesis.serializer("application/offset+octet-stream")
def as_bytes(_context: Any, value: Any) -> bytes:
    """The bytes of a chunk; whatever else was thought of, as text."""
    return _chunk(value)


@cache
def station(url: str) -> Desk:
    """The station that all requests come from; enrolled when it is first needed."""
    desk = Desk(Line(url), _codes()[0], 0)
    a_code_makes_a_station(desk)
    return desk


@schemathesis.auth(refresh_interval=60)
class AccessToken:
    """The token of that station."""

    def get(self, case: Case[Any], _context: Any) -> str:
        """A new one."""
        desk = station(case.operation.schema.get_base_url())
        desk.sign_in()
        return desk.token

    def set(self, case: Case[Any], data: str, _context: Any) -> None:
        """Into the header."""
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_load_schema(_context: HookContext, raw_schema: dict[str, Any]) -> None:
    """What is begun by one call is the object of others; plain OpenAPI cannot say that of a Location."""
    created = raw_schema["paths"]["/v1/blobs"]["post"]["responses"]["201"]
    own = {"upload": r"$response.header.Location#regex:/uploads/([^/?]+)$"}
    created["links"] = {
        to: {"operationId": to, "parameters": own} for to in ("uploadOffset", "uploadBytes", "dropUpload")
    }


@schemathesis.hook
def before_call(_context: HookContext, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Put what exists into the request, where the request is not meant to be wrong."""
    prepare = PREPARE.get(case.operation.definition.raw.get("operationId", ""))
    if prepare is None or case.meta is None or case.method != case.operation.method.upper():
        return
    desk = station(case.operation.schema.get_base_url())
    desk.line.answers.clear()
    meant = prepare(desk, case)
    if case.headers.get("Content-Encoding") == "gzip" and _right(case, ParameterLocation.BODY):
        case.headers["Content-Type"] = "application/json"
        kwargs["data"] = gzip.compress(json.dumps(case.body).encode())
    if case.meta.generation.mode.is_positive:
        _meant[case.id] = meant


@schemathesis.hook
def after_call(_context: HookContext, case: Case[Any], response: Response) -> None:
    """Remember what was begun."""
    if case.operation.path == "/v1/blobs" and response.status_code == CREATED:
        _begun.add(response.headers["location"][0].rpartition("/")[2])


@schemathesis.check
def answered_as_meant(_context: CheckContext, response: Response, case: Case[Any]) -> None:
    """A request that was made right, or wrong in one known way, is answered so."""
    meant = _meant.pop(case.id, UNGUESSED)
    assert not meant or response.status_code in meant, f"meant for {sorted(meant)}, came {response.status_code}"


def _enrol(desk: Desk, case: Case[Any]) -> Meant:
    spare, way = _codes()[1:], _way(case, 4)
    if way == 0 or not _right(case, ParameterLocation.BODY):
        return UNGUESSED
    if way == 1:
        case.body = {**case.body, "code": desk.code, "public_key": sealing.public_key(Ed25519PrivateKey.generate())}
        return frozenset({403})
    if way == 2 and spare:
        code = spare[_way(case, len(spare))]
        case.body = {**case.body, "code": code, "public_key": sealing.public_key(_key_for(code))}
        return frozenset({201, 200})
    case.body = {**case.body, "code": desk.code, "public_key": sealing.public_key(desk.key)}
    return frozenset({200})


def _token(desk: Desk, case: Case[Any]) -> Meant:
    way = _way(case, 5)
    if way == 0 or not _right(case, ParameterLocation.BODY):
        return UNGUESSED
    stranger = Ed25519PrivateKey.generate() if way == 1 else None
    case.body = {"grant_type": GRANT, "assertion": desk.assertion(stranger)}
    return frozenset({400 if stranger else 200})


def _events(desk: Desk, case: Case[Any]) -> Meant:
    """The events that were made become the next of the log, truly signed; some cases that make sense go with them."""
    way = _way(case, 4)
    if way == 0 or not _right(case, ParameterLocation.BODY):
        return UNGUESSED
    made = list(case.body["events"])
    _ask_where_the_log_stands(desk)
    try:
        events = [_next_event(desk, one) for one in made]
        sealing.canonical({"as read again": [json.loads(sealing.canonical(one)) for one in events]})
    except CanonicalizationError:
        return UNGUESSED  # a number that has no place in a log
    if way == 1:
        received = desk.received(
            [PAGE], **{name: value for one in made for name, value in one.get("payload", {}).items()}
        )
        events += [received, desk.withdrawn(received["case"])]
    case.body = {"events": events}
    if way == 2:
        case.body["events"][-1] = {"digest": _put(desk, sealing.canonical(events[-1]))}
    return frozenset({200})


def _next_event(desk: Desk, made: dict[str, Any]) -> dict[str, Any]:
    if "digest" in made:
        return desk.received([made["digest"].encode()])
    own = {"seq", "prev", "station", "suite", "sig", "type", "case", "payload"}
    changed = {name: value for name, value in made.items() if name not in own}
    return desk.event(f"x{made['type']}"[:64], made["case"], made["payload"], **changed)


def _query(desk: Desk, case: Case[Any]) -> Meant:
    if _way(case, 2) and _right(case, ParameterLocation.BODY) and sealing.sha256(PAGE) not in case.body["digests"]:
        case.body = {"digests": [*case.body["digests"][1:], _page(desk)]}
    return frozenset({200})


def _create(desk: Desk, case: Case[Any]) -> Meant:
    way = _way(case, 4)
    if way == 0 or not _right(case, ParameterLocation.HEADER):
        return UNGUESSED
    headers = creation_headers(PAGE if way == 1 and _page(desk) else _new())
    case.headers["Upload-Metadata"] = headers["Upload-Metadata"]
    if way == 2:
        return UNGUESSED  # its length as it was made
    case.headers["Upload-Length"] = headers["Upload-Length"]
    return frozenset({201})


def _offset(desk: Desk, case: Case[Any]) -> Meant:
    return _at_upload(desk, case, _new(), frozenset({200}))


def _drop(desk: Desk, case: Case[Any]) -> Meant:
    return _at_upload(desk, case, _new(), frozenset({204}))


def _at_upload(desk: Desk, case: Case[Any], content: bytes, meant: Meant) -> Meant:
    if _way(case, 4) == 0 or not _guessed(case):
        return UNGUESSED
    place = begin(desk, content)
    kept(desk, place, 0, content[:3])
    case.path_parameters = {"upload": place.rpartition("/")[2]}
    return meant


def _bytes(desk: Desk, case: Case[Any]) -> Meant:
    """The chunk as it was made: the whole file, a part of it, its end, or wrong in one way."""
    way = _way(case, 8)
    if way == 0 or not _guessed(case) or not _right(case, ParameterLocation.BODY) or case.body is None:
        return UNGUESSED  # schemathesis takes None for no body, and no body for a wrong one
    chunk = _chunk(case.body)
    way = way if chunk else 3
    before, after = b"" if way in (1, 2) else _new(), _new() if way in (1, 2, 3) else b""
    digest = sealing.sha256(_new()) if way == 4 else ""
    place = begin(desk, before + chunk + after, digest=digest)
    if before:
        kept(desk, place, 0, before)
    case.path_parameters = {"upload": place.rpartition("/")[2]}
    if not _right(case, ParameterLocation.HEADER):
        return UNGUESSED
    headers = patch_headers(len(before) + (1 if way == 5 else 0), b"another" if way == 6 else chunk)
    case.headers.update({name: headers[name] for name in ("Upload-Offset", "Upload-Checksum")})
    return frozenset({{4: 422, 5: 409, 6: 460}.get(way, 204)})


def _read(desk: Desk, case: Case[Any]) -> Meant:
    way = _way(case, 5)
    if way == 0 or not _right(case, ParameterLocation.PATH):
        return UNGUESSED
    case.path_parameters = {"digest": _page(desk)}
    ranges = {1: "bytes=1-3", 2: "bytes=-2", 3: "bytes=99999999-"}
    if way not in ranges or not _right(case, ParameterLocation.HEADER):
        return UNGUESSED if "Range" in case.headers else frozenset({200})
    case.headers["Range"] = ranges[way]
    return frozenset({416 if way == 3 else 206})


def _relay(desk: Desk, case: Case[Any]) -> Meant:
    """A bundle of this station, whole or torn; its enrolment once more; something else."""
    way = _way(case, 5)
    if way == 0 or not _right(case, ParameterLocation.BODY) or desk.sealing_key is None:
        return UNGUESSED
    content = _new()
    if way in (1, 2):
        _ask_where_the_log_stands(desk)
        whole = desk.bundle([desk.received([content])], [content])
        content = whole if way == 1 else whole[:-1]
    elif way == 3:
        told = {"device_name": _new().hex(), "software": SOFTWARE, "created": desk.moment()}
        content = sealing.canonical(bundles.enrolment_request(desk.code, desk.key, desk.reply_key, **told))
    case.body = {"digest": upload(desk, content)}
    return frozenset({200 if way in (1, 3) else 422})


PREPARE: dict[str, Callable[[Desk, Case[Any]], Meant]] = {
    "enrol": _enrol,
    "token": _token,
    "uplink": _events,
    "queryBlobs": _query,
    "createUpload": _create,
    "uploadOffset": _offset,
    "uploadBytes": _bytes,
    "dropUpload": _drop,
    "readBlob": _read,
    "relay": _relay,
}


def _codes() -> list[str]:
    return os.environ[CODES].split(",")


def _ask_where_the_log_stands(desk: Desk) -> None:
    """What was prepared before may not have arrived."""
    desk.sketch("again", "", {})
    desk.catch_up()


@cache
def _key_for(_code: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def _put(desk: Desk, content: bytes) -> str:
    """Send a file that may be there already; gives its digest."""
    digest = sealing.sha256(content)
    return digest if has(desk, digest) else upload(desk, content)


@cache
def _page(desk: Desk) -> str:
    """The digest of a file that is there, whole."""
    return upload(desk, PAGE)


def _new() -> bytes:
    """A file that nobody sent before."""
    return secrets.token_bytes(32)


def _chunk(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


def _way(case: Case[Any], ways: int) -> int:
    """One of so many ways, always the same for the same request."""
    made = sorted((name, value) for name, value in case.headers.items() if name.lower() != "authorization")
    return zlib.crc32(_chunk((case.path_parameters, case.query, made, case.body))) % ways


def _right(case: Case[Any], place: ParameterLocation) -> bool:
    """Is this part of the request as the contract wants it?"""
    return case.meta is not None and not case.meta.is_negative_at(place)


def _guessed(case: Case[Any]) -> bool:
    """Is the upload named in the path one that nobody began?"""
    return _right(case, ParameterLocation.PATH) and case.path_parameters.get("upload") not in _begun
