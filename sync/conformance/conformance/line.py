"""The line to the platform: plain HTTP calls, each remembered so that the form of every answer can be judged."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from conformance.findings import Failed, expect

SECONDS = 60
"""How long one answer may take."""


class LineDown(Exception):
    """The platform did not answer at all; the sentence says how."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``body`` is the parsed JSON, None where it is no JSON."""

    verb: str
    path: str
    status: int
    headers: requests.structures.CaseInsensitiveDict[str]
    content: bytes
    body: Any

    @property
    def media_type(self) -> str:
        """Content-Type without its parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def code(self) -> str:
        """The code of a problem; empty where there is none."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""

    @property
    def call(self) -> str:
        """What was called."""
        return f"{self.verb} {self.path}"

    def __str__(self) -> str:
        detail = f" {self.code}" if self.code else ""
        return f"HTTP {self.status}{detail} to {self.call}"

    def members(self) -> dict[str, Any]:
        """The body of a good answer.

        Raises:
            Failed: it is an error, or no JSON object.
        """
        expect(self.status in (200, 201) and isinstance(self.body, dict), "HTTP 200 with a JSON object", self)
        found: dict[str, Any] = self.body
        return found

    def must_refuse(self, status: int, *codes: str) -> None:
        """The call was wrong and must be refused with ``status`` and one of ``codes``.

        A refusal without a problem document counts here by its status: its form has a clause of its own.

        Raises:
            Failed: it was not, or otherwise.
        """
        said = self.code in codes or not self.code
        expect(self.status == status and said, f"HTTP {status} {' or '.join(codes)}", self)


class CutBody:
    """A request body whose line breaks after ``sent`` bytes."""

    def __init__(self, content: bytes, sent: int) -> None:
        self._content = content
        self._sent = sent
        self._at = 0

    def __len__(self) -> int:
        return len(self._content)

    def __iter__(self) -> Iterator[bytes]:
        raise NotImplementedError("read() is used")

    def read(self, size: int = -1) -> bytes:
        """The next bytes.

        Raises:
            ConnectionAbortedError: where the cut is.
        """
        if self._at >= self._sent:
            raise ConnectionAbortedError("cut on purpose")
        end = self._sent if size < 0 else min(self._sent, self._at + size)
        piece = self._content[self._at : end]
        self._at = end
        return piece


class Line:
    """Calls below ``url``. ``certificate``: a PEM file the platform's TLS certificate must lead to."""

    def __init__(self, url: str, certificate: str = "") -> None:
        self.url = url.rstrip("/")
        self.answers: list[Answer] = []
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "windowdesk-conformance"
        # read once what requests would read from the environment before every call; password files stay closed
        self._session.trust_env = False
        self._session.proxies = dict(requests.utils.get_environ_proxies(self.url))
        self._session.verify = certificate or os.environ.get("REQUESTS_CA_BUNDLE") or True

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def call(self, verb: str, path: str, *, token: str = "", **more: Any) -> Answer:
        """One call; ``path`` below the base address, or a whole address.

        Raises:
            LineDown: there was no answer.
        """
        address = path if "://" in path else self.url + path
        if token:
            more["headers"] = {**more.get("headers", {}), "Authorization": f"Bearer {token}"}
        try:
            answer = self._session.request(verb, address, timeout=SECONDS, allow_redirects=False, **more)
        except requests.RequestException as error:
            raise LineDown(f"{verb} {address}: {_plainly(error)}") from error
        kept = Answer(verb, self._below(address), answer.status_code, answer.headers, answer.content, _json(answer))
        self.answers.append(kept)
        return kept

    def cut(self, verb: str, path: str, body: CutBody, *, token: str, headers: dict[str, str]) -> None:
        """A call whose line breaks while the body is on its way.

        Raises:
            Failed: the platform answered before.
        """
        try:
            answered = self.call(verb, path, token=token, headers=headers, data=body)
        except (LineDown, ConnectionAbortedError):
            return
        raise Failed("to wait for the bytes still to come", str(answered))

    def resolve(self, location: str) -> str:
        """The address that a Location header of ``POST /v1/blobs`` means (RFC 9110, 10.2.2)."""
        return urljoin(self.url + "/v1/blobs", location)

    def _below(self, address: str) -> str:
        own = urlsplit(self.url).path
        return urlsplit(address).path.removeprefix(own)


def patiently(seconds: float) -> Iterator[None]:
    """Turns of a loop that asks again until ``seconds`` have gone; at least one, and the last at the end."""
    deadline = time.monotonic() + seconds
    while True:
        last = time.monotonic() >= deadline
        yield
        if last:
            return
        time.sleep(min(0.05, seconds))


def _json(answer: requests.Response) -> Any:
    if "json" not in answer.headers.get("Content-Type", ""):
        return None
    try:
        return json.loads(answer.content)
    except ValueError:
        return None


def _plainly(error: requests.RequestException) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "the TLS certificate does not hold (name its authority with --certificate)"
    if isinstance(error, requests.Timeout):
        return f"no answer within {SECONDS} seconds"
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.MissingSchema):
        return "not an address"
    if isinstance(error, requests.ConnectionError):
        return "no connection, or it broke"
    return type(error).__name__
