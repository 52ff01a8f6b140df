"""Runs the application under uvicorn and says on one line where."""

from __future__ import annotations

import json
import socket
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import uvicorn

from county.app import build
from county.dropping import CuttableProtocol
from county.place import County, Limits, open_county
from county.workers import Workers, when_the_parent_is_gone

GRACE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen. Port 0: any free one. Certificate and key (PEM files) for TLS."""

    host: str = "127.0.0.1"
    port: int = 0
    certificate: str = ""
    key: str = ""


def listen(address: Address, *, shared: bool = False) -> socket.socket:
    """A listening socket; ``shared``: others of this program listen at the same port.

    Its connections inherit that small answers leave at once; asyncio would not see that they are TCP, and each
    answer of two parts would wait some 40 ms for the caller's delayed acknowledgement (Nagle).
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listening = socket.create_server((address.host, address.port), family=family, backlog=1024, reuse_port=shared)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def make_server(
    county: County, address: Address | None = None, *, at_once: int = 0, drop_every: int = 0
) -> uvicorn.Server:
    """The server, not yet running; ``server.run(sockets=[listen(address)])`` runs it until ``should_exit``."""
    address = address or Address()
    holder: list[uvicorn.Server] = []
    app = build(county, closing=lambda: holder[0].should_exit, at_once=at_once, drop_every=drop_every)
    config = uvicorn.Config(
        app,
        http=CuttableProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ssl_certfile=address.certificate or None,
        ssl_keyfile=address.key or None,
    )
    holder.append(uvicorn.Server(config))
    return holder[0]


@dataclass(frozen=True, slots=True)
class Serving:
    """All that a worker needs to open the county by itself and serve it."""

    data: Path
    database: str = ""
    files: str = ""
    limits: Limits = field(default_factory=Limits)
    address: Address = field(default_factory=Address)
    at_once: int = 0
    drop_every: int = 0

    def open(self) -> County:
        """The county it is about."""
        return open_county(self.data, self.database, files=self.files, limits=self.limits)

    def work(self, listening: socket.socket) -> None:
        """Serve until told to stop."""
        county = self.open()
        try:
            server = make_server(county, self.address, at_once=self.at_once, drop_every=self.drop_every)
            when_the_parent_is_gone(lambda: setattr(server, "should_exit", True))
            server.run(sockets=[listening])
        finally:
            county.close()


def serve(serving: Serving, workers: int = 1) -> None:
    """Listen, print ``{"port": …, "url": …}`` on one line, serve until told to stop (SIGTERM, Ctrl+C)."""
    with ExitStack() as held:
        sockets = [held.enter_context(one) for one in _sockets(serving.address, workers)]
        host, port = serving.address.host, sockets[0].getsockname()[1]
        scheme = "https" if serving.address.certificate else "http"
        print(
            json.dumps({"port": port, "url": f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"}), flush=True
        )
        if workers == 1:
            serving.work(sockets[0])
        else:
            Workers(serving.work, sockets).run()


def _sockets(address: Address, workers: int) -> list[socket.socket]:
    """A listening socket for each worker, all at one port, so that the system deals connections out evenly.

    Where it cannot do that (Windows) all workers listen at one socket.
    """
    if workers == 1:
        return [listen(address)]
    if not hasattr(socket, "SO_REUSEPORT"):
        return [listen(address)] * workers
    first = listen(address, shared=True)
    at_its_port = replace(address, port=first.getsockname()[1])
    return [first, *(listen(at_its_port, shared=True) for _ in range(workers - 1))]
