"""One request over the line, with a deadline of our own.

``requests`` has no limit on the whole of a request: a server that drips one byte a second
keeps it waiting for ever. Here a watch cuts the connection when the time for the bytes is up.
The engine knows `Line` only, so that a simulation can stand in for the network.
"""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from windowdesk import errors

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS = 10.0
FLOOR_SECONDS = 20.0
"""What any request may take beyond the time for its bytes; also how long the other side may be silent."""
SLOWEST_BYTES_PER_SECOND = 4096
"""The worst village line still taken for a line (a weak 2G signal)."""
LARGEST_ANSWER = 16 * 1024 * 1024
"""Bytes of an answer, unpacked, that are read at most."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the county. ``path`` starts with ``/v1/``; ``body`` is sent as it is."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    expected: int = 64 * 1024
    """Bytes the answer is expected to have; part of the deadline."""
    patience: float = 0.0
    """Seconds the county may wait before it answers (long poll)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Traffic:
    """Bytes of HTTP that went over a line since it was made, headers and broken-off requests included.

    What TLS and TCP add (about 4 %) is not seen from here.
    """

    up: int = 0
    down: int = 0


class Line(Protocol):
    """The way to the county."""

    @property
    def traffic(self) -> Traffic:
        """What went over it so far."""
        ...

    def send(self, request: Request) -> Answer:
        """Send and wait for the whole answer; redirects are never followed.

        Raises:
            CountyTrouble: no whole answer came: ``NO_NETWORK``, ``COUNTY_NAME``, ``COUNTY_TLS``,
                ``COUNTY_TIMEOUT``.
        """
        ...

    def close(self) -> None:
        """Let go of the connection; sending again opens it anew."""
        ...

    def end(self) -> None:
        """Break off what is under way and send nothing any more. May be called from any thread."""
        ...


def seconds_for(request: Request) -> float:
    """How long the bytes in both directions may take, beyond the floor granted to any request."""
    return request.patience + (len(request.body) + request.expected) / SLOWEST_BYTES_PER_SECOND


class HttpLine:
    """The county over HTTP. Belongs to one thread; nothing is opened before the first request.

    Args:
        base: address of the county without a path, for example ``https://county.example``.
        certificate: file with the only certificate (or authority) to be trusted; None: the system's.
        floor: seconds granted to any request beyond those for its bytes.
        traffic: the count to add to; None: one of its own.
    """

    def __init__(
        self,
        base: str,
        *,
        certificate: Path | None = None,
        floor: float = FLOOR_SECONDS,
        traffic: Traffic | None = None,
    ) -> None:
        self._base = base.rstrip("/")
        self._certificate = certificate
        self._floor = floor
        self._traffic = traffic or Traffic()
        self._session: requests.Session | None = None
        self._watch = _Watch()
        self._ended = False

    @property
    def traffic(self) -> Traffic:
        """See `Line.traffic`."""
        return self._traffic

    def send(self, request: Request) -> Answer:
        """Send and wait for the whole answer; see `Line.send`."""
        limit = self._floor + seconds_for(request)
        with self._watch.until(limit):
            try:
                if self._ended:
                    raise errors.CountyTrouble(errors.NO_NETWORK)
                return self._send(request)
            except errors.CountyTrouble:
                self.close()  # half an answer may still be on its way: never read it as the next one
                raise

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._session is not None:
            self._session.close()
            self._session = None
        self._watch.forget()

    def end(self) -> None:
        """Break off what is under way; see `Line.end`."""
        self._ended = True
        self._watch.ring()

    def _send(self, request: Request) -> Answer:
        import requests

        # what was written may still sit in this PC's own buffers while we wait for the answer
        silence = self._floor + request.patience + len(request.body) / SLOWEST_BYTES_PER_SECOND
        try:
            reply = self._opened().request(
                request.method,
                self._base + request.path,
                data=io.BytesIO(request.body) if request.body else None,  # sent in blocks, each with its own limit
                headers=dict(request.headers),
                timeout=(min(CONNECT_SECONDS, self._floor), silence),
                allow_redirects=False,
                # said with each request: requests lets the environment overrule the session's own
                verify=str(self._certificate) if self._certificate else None,
                stream=True,
            )
            with reply:
                body = self._whole(reply)
        except requests.RequestException as trouble:
            raise self._known(trouble) from trouble
        return Answer(reply.status_code, {name.lower(): value for name, value in reply.headers.items()}, body)

    def _known(self, trouble: requests.RequestException) -> errors.CountyTrouble:
        import requests
        from urllib3.exceptions import NameResolutionError

        causes = list(_causes(trouble))
        if self._watch.rang or isinstance(trouble, requests.Timeout):
            return errors.CountyTrouble(errors.COUNTY_TIMEOUT)
        if any(isinstance(cause, TimeoutError) for cause in causes):
            return errors.CountyTrouble(errors.COUNTY_TIMEOUT)
        if isinstance(trouble, requests.exceptions.SSLError):
            return errors.CountyTrouble(errors.COUNTY_TLS)
        if any(isinstance(cause, NameResolutionError | socket.gaierror) for cause in causes):
            return errors.CountyTrouble(errors.COUNTY_NAME)
        if isinstance(trouble, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
            return errors.CountyTrouble(errors.COUNTY_NAME)
        return errors.CountyTrouble(errors.NO_NETWORK)

    def _opened(self) -> requests.Session:
        if self._session is None:
            from windowdesk.sync.watched_connection import session

            self._session = session(self._watch.see, self._sent)
        return self._session

    def _sent(self, size: int) -> None:
        self._traffic.up += size

    def _whole(self, reply: requests.Response) -> bytes:
        parts: list[bytes] = []
        size = 0
        self._traffic.down += _size_of_head(reply)
        try:
            for part in reply.iter_content(64 * 1024):
                size += len(part)
                if size > LARGEST_ANSWER:
                    raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
                parts.append(part)
        finally:
            self._traffic.down += reply.raw.tell()  # as it came, packed
        return b"".join(parts)


def _size_of_head(reply: requests.Response) -> int:
    """Bytes of status line and headers as HTTP/1.1 writes them."""
    lines = (len(name) + len(value) + 4 for name, value in reply.headers.items())
    return len(f"HTTP/1.1 {reply.status_code} {reply.reason}") + 4 + sum(lines)


def _causes(trouble: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting: list[Any] = [trouble]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


class _Watch:
    """Cuts the connection in use when the time is up; ``rang`` tells that it did."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: socket.socket | None = None
        self.rang = False

    def see(self, connection: socket.socket) -> None:
        """A connection was opened: it is the one to cut."""
        self.forget()
        with self._lock:
            self._seen = connection.dup()  # the TLS layer takes the first handle away
            if self.rang:
                self._cut()

    def forget(self) -> None:
        """The connection is closed."""
        with self._lock:
            if self._seen is not None:
                self._seen.close()
                self._seen = None

    @contextmanager
    def until(self, seconds: float) -> Iterator[None]:
        """Cut whatever is open when the block takes longer."""
        self.rang = False
        alarm = threading.Timer(seconds, self.ring)
        alarm.name = "line watch"
        alarm.daemon = True
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()
            alarm.join()

    def ring(self) -> None:
        """The time is up: cut what is open, and what is being opened."""
        with self._lock:
            self.rang = True
            self._cut()

    def _cut(self) -> None:
        if self._seen is None:
            return
        try:
            self._seen.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # the other side was faster
