"""The calls of the contract, one method each: asked, signed in, checked, as plain values."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from windowdesk import errors
from windowdesk.sync.answers import Refusal, checked, date_of, json_of
from windowdesk.sync.sign_in import SignIn
from windowdesk.sync.transport import Answer, Line, Request
from windowdesk.sync.trusted_time import TrustedTime
from windowdesk.wire.values import read_moment

TUS = {"Tus-Resumable": "1.0.0"}
HAND_ON_PATIENCE = 300.0
"""Seconds: a bundle may hold hundreds of files, and the reply a whole catalogue."""
GZIP_FROM = 512
"""Bytes; smaller bodies are not worth packing."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload at the county: where, and how many bytes are there."""

    path: str
    offset: int


class County:
    """The county platform as one station sees it.

    Args:
        line: the way there.
        sign_in: None for calls that need no token (health, enrolment).
        time: learns the county's time from its answers.
        heard: called after every true answer.
    """

    def __init__(
        self, line: Line, sign_in: SignIn | None, time: TrustedTime, heard: Callable[[], None] = lambda: None
    ) -> None:
        self._line = line
        self._sign_in = sign_in
        self._time = time
        self._heard = heard

    def health(self) -> Mapping[str, Any]:
        """Who is there, and what time it is there."""
        found: Mapping[str, Any] = json_of(self._ask(Request("GET", "/v1/health")), "health")
        self._time.learn(read_moment(found["time"], "time"), exact=True)
        return found

    def enrol(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Make this station known."""
        body = json.dumps(request, ensure_ascii=False).encode("utf-8")
        answer = self._ask(Request("POST", "/v1/enrol", {"Content-Type": "application/json"}, body))
        found: Mapping[str, Any] = json_of(answer, "enrol.answer")
        return found

    def sign_in(self) -> None:
        """Make sure there is a token; first that it is the county that answers, and what time it is."""
        if self._sign_in is None or not self._sign_in.has_token:
            self.health()
        self._token()

    def marks(self, head: int) -> Mapping[str, Any]:
        """How far the county has got with this station's log, which goes to ``head``."""
        found: Mapping[str, Any] = json_of(self._call(Request("GET", f"/v1/uplink?head={head}")), "marks")
        return found

    def send_events(self, texts: Sequence[str]) -> Mapping[str, Any]:
        """Hand over events, each exactly as it is stored."""
        body = ('{"events":[' + ",".join(texts) + "]}").encode("utf-8")
        expected = 400 * len(texts)
        request = Request("POST", "/v1/uplink", {"Content-Type": "application/json"}, body, expected)
        answer = self._call(request) if len(body) < GZIP_FROM else self._call_packed(request)
        found: Mapping[str, Any] = json_of(answer, "uplink.answer")
        return found

    def _call_packed(self, request: Request) -> Answer:
        """Send the body packed; once more as it is where something on the way spoils packed bodies."""
        headers = {**request.headers, "Content-Encoding": "gzip"}
        try:
            return self._call(replace(request, headers=headers, body=gzip.compress(request.body, 6, mtime=0)))
        except Refusal as refusal:
            if refusal.word != "request_invalid":
                raise
        return self._call(request)

    def verdicts(self, first: int, limit: int) -> Mapping[str, Any]:
        """The verdicts as they stand now, from event ``first`` on."""
        request = Request("GET", f"/v1/verdicts?from={first}&limit={limit}", expected=400 * limit)
        found: Mapping[str, Any] = json_of(self._call(request), "verdicts.answer")
        return found

    def feed(self, after: int, limit: int, wait: int = 0) -> Any:
        """The items behind the cursor; not yet checked one by one. ``wait``: seconds of patience."""
        request = Request(
            "GET", f"/v1/feed?after={after}&limit={limit}&wait={wait}", expected=2048 * limit, patience=float(wait)
        )
        return json_of(self._call(request), "feed.answer")

    def have(self, digests: Sequence[str]) -> frozenset[str]:
        """Which of these files the county has, whole."""
        body = json.dumps({"digests": list(digests)}).encode("ascii")
        answer = self._call(Request("POST", "/v1/blobs/query", {"Content-Type": "application/json"}, body))
        return frozenset(json_of(answer, "blobs.have")["have"])

    def begin_upload(self, digest: str, size: int, media_type: str) -> Upload:
        """Begin an upload, or find the one begun before with the bytes that are there."""
        headers = {
            **TUS,
            "Upload-Length": str(size),
            "Upload-Metadata": f"digest {_base64(digest)},media_type {_base64(media_type)}",
        }
        answer = self._call(Request("POST", "/v1/blobs", headers))
        where = urlsplit(answer.headers.get("location", "")).path
        if not where.startswith("/v1/blobs/"):
            raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
        return Upload(where, _offset(answer))

    def send_bytes(self, upload: Upload, chunk: bytes) -> int:
        """Send the bytes that follow; the offset after them."""
        headers = {
            **TUS,
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(upload.offset),
            "Upload-Checksum": "sha256 " + base64.b64encode(hashlib.sha256(chunk).digest()).decode("ascii"),
        }
        return _offset(self._call(Request("PATCH", upload.path, headers, chunk)))

    def read_blob(self, digest: str, start: int, length: int) -> bytes:
        """At most ``length`` bytes of a file from ``start`` on (HTTP Range)."""
        headers = {"Range": f"bytes={start}-{start + length - 1}"}
        answer = self._call(Request("GET", f"/v1/blobs/{digest}", headers, expected=length))
        whole = answer.status != 206  # a proxy may drop the range and give everything
        return answer.body[start : start + length] if whole else answer.body[:length]

    def hand_on(self, digest: str) -> Mapping[str, Any]:
        """Hand on a file that was carried for another station and uploaded before; what goes back to it."""
        body = json.dumps({"digest": digest}).encode("ascii")
        request = Request("POST", "/v1/relay", {"Content-Type": "application/json"}, body, patience=HAND_ON_PATIENCE)
        found: Mapping[str, Any] = json_of(self._call(request), "relay.answer")
        return found

    def pack_index(self, what: str) -> Any | None:
        """The signed index of a pack, unchecked; None: nothing published."""
        try:
            return json_of(self._call(Request("GET", f"/v1/packs/{what}/index", expected=256 * 1024)), "pack.index")
        except Refusal as refusal:
            if refusal.word == "not_found":
                return None
            raise

    def _call(self, request: Request) -> Answer:
        """Send with the token; once more with a new one when the county does not take it."""
        try:
            return self._ask(request, self._token())
        except Refusal as refusal:
            if refusal.word != "token" or self._sign_in is None:
                raise
        self._sign_in.forget()
        return self._ask(request, self._token())

    def _token(self) -> str:
        if self._sign_in is None:
            raise errors.CountyTrouble(errors.COUNTY_REFUSED_STATION)
        try:
            return self._sign_in.token(self._token_answer)
        except Refusal as refusal:
            county = refusal.problem.get("time")
            if refusal.word != "clock" or county is None:
                raise
            self._time.learn(read_moment(county, "time"), exact=True)
        return self._sign_in.token(self._token_answer)

    def _token_answer(self, request: Request) -> dict[str, object]:
        found: dict[str, object] = json_of(self._ask(request), "token.answer")
        return found

    def _ask(self, request: Request, token: str = "") -> Answer:
        headers = {**request.headers, "Accept": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        answer = checked(self._line.send(replace(request, headers=headers)))
        self._heard()
        date = date_of(answer)
        if date is not None:
            self._time.learn(date)
        return answer


def _offset(answer: Answer) -> int:
    text = answer.headers.get("upload-offset", "")
    if not text.isdecimal():
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
    return int(text)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")
