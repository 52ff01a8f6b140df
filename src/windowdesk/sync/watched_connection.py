"""A requests session that tells of every connection it opens and of every byte it hands over.

The hook is ``_new_conn`` of urllib3, the one place all connections come from, before TLS.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

Seen = Callable[[socket.socket], None]
Sent = Callable[[int], None]
"""Told how many bytes were handed to the connection."""


def session(seen: Seen, sent: Sent) -> requests.Session:
    """A session with one connection, no retries of its own and no credentials from ``~/.netrc``."""
    opened = requests.Session()
    opened.auth = _as_it_is
    for scheme in ("http://", "https://"):
        opened.mount(scheme, _adapter(seen, sent))
    return opened


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _adapter(seen: Seen, sent: Sent) -> HTTPAdapter:
    plain, secure = _connections(seen, sent)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = secure

    adapter = HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0)
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return adapter


def _connections(seen: Seen, sent: Sent) -> tuple[Any, Any]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            opened = super()._new_conn()
            seen(opened)
            return opened

        def send(self, data: Any) -> None:
            super().send(data)
            sent(len(data))

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            opened = super()._new_conn()
            seen(opened)
            return opened

        def send(self, data: Any) -> None:
            super().send(data)
            sent(len(data))

    return Plain, Secure
