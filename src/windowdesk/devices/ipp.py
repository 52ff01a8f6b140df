"""The few questions to a print server that ``lp`` and ``lpstat`` cannot ask, in IPP (RFC 8010, RFC 8011).

``lpstat`` of CUPS 2.4 tells neither whether a job that is over was printed, given up or taken back, nor
whether it had begun. The server's own numbers (``job-state``, ``time-at-processing``) do.
"""

from __future__ import annotations

import http.client
import socket
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

GET_PRINTER, GET_JOB, CUPS_GET_PRINTERS = 0x000B, 0x0009, 0x4002
NOT_FOUND = 0x0406
SECONDS = 5.0
_OPERATION, _END = 0x01, 0x03
_CHARSET, _LANGUAGE, _URI, _KEYWORD = 0x47, 0x48, 0x45, 0x44
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_FIRST_VALUE_TAG = 0x10
_LARGEST_STATUS_OF_SUCCESS = 0x00FF
_REQUESTS = count(1)

Value = int | bool | str
Group = dict[str, list[Value]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    groups: tuple[Group, ...] = field(default=())
    """Attributes of each thing that was asked for; those of the operation itself are left out."""

    @property
    def good(self) -> bool:
        """It did what it was asked."""
        return self.status <= _LARGEST_STATUS_OF_SUCCESS


class BadAnswer(OSError):
    """What came is no answer in IPP."""


def ask(server: str, operation: int, wanted: tuple[str, ...], uri: Mapping[str, str] | None = None) -> Answer:
    """Ask a server (a socket's path, or ``host:port``). Raises OSError."""
    connection = _connection(server)
    try:
        body = request(operation, wanted, uri or {})
        connection.request("POST", "/", body, {"Content-Type": "application/ipp"})
        said = connection.getresponse()
        if said.status != http.client.OK:
            raise BadAnswer(f"the print server answers {said.status}")
        return answer(said.read())
    except http.client.HTTPException as wrong:
        raise BadAnswer(str(wrong)) from wrong
    finally:
        connection.close()


def request(operation: int, wanted: tuple[str, ...], uri: Mapping[str, str]) -> bytes:
    """The bytes of a question."""
    body = struct.pack(">BBHI", 2, 0, operation, next(_REQUESTS)) + bytes((_OPERATION,))
    body += _attribute(_CHARSET, "attributes-charset", "utf-8")
    body += _attribute(_LANGUAGE, "attributes-natural-language", "en")
    for name, value in uri.items():
        body += _attribute(_URI, name, value)
    for place, name in enumerate(wanted):
        body += _attribute(_KEYWORD, "" if place else "requested-attributes", name)
    return body + bytes((_END,))


def answer(data: bytes) -> Answer:
    """Take an answer apart. Raises BadAnswer."""
    try:
        _, _, status, _ = struct.unpack_from(">BBHI", data)
        return Answer(status, tuple(_groups(data)))
    except (struct.error, IndexError) as wrong:
        raise BadAnswer("an answer of the print server is cut off") from wrong


def _attribute(tag: int, name: str, value: str) -> bytes:
    key, text = name.encode(), value.encode()
    return struct.pack(">BH", tag, len(key)) + key + struct.pack(">H", len(text)) + text


def _groups(data: bytes) -> Iterator[Group]:
    at, name = 8, ""
    group: Group | None = None
    while (tag := data[at]) != _END:
        at += 1
        if tag < _FIRST_VALUE_TAG:
            if group is not None:
                yield group
            group = None if tag == _OPERATION else {}
            continue
        (size,) = struct.unpack_from(">H", data, at)
        name = data[at + 2 : at + 2 + size].decode("utf-8", "replace") or name
        at += 2 + size
        (size,) = struct.unpack_from(">H", data, at)
        value = data[at + 2 : at + 2 + size]
        at += 2 + size
        if group is not None and (found := _value(tag, value)) is not None:
            group.setdefault(name, []).append(found)
    if group is not None:
        yield group


def _value(tag: int, value: bytes) -> Value | None:
    """Numbers, truths and texts; None for what is not a value (``no-value``, ``unknown``) or never asked for."""
    if tag in {_INTEGER, _ENUM}:
        (number,) = struct.unpack(">i", value)
        return int(number)
    if tag == _BOOLEAN:
        return bool(value[0])
    return value.decode("utf-8", "replace") if tag >= 0x40 else None


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a socket in the file system, as CUPS listens on the same PC."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=SECONDS)
        self._path = path

    def connect(self) -> None:
        """Open the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(SECONDS)
        self.sock.connect(self._path)


def _connection(server: str) -> http.client.HTTPConnection:
    if server.startswith("/"):
        return _SocketConnection(server)
    host, _, port = server.rpartition(":")
    return http.client.HTTPConnection(host or server, int(port) if host else 631, timeout=SECONDS)
