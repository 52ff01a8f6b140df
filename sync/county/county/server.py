"""Runs the application under uvicorn and says on one line where."""

from __future__ import annotations

import json
import socket
import sys
from dataclasses import dataclass

import uvicorn

from county.app import build
from county.dropping import CuttableProtocol
from county.place import County

GRACE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen. Port 0: any free one. Certificate and key (PEM files) for TLS."""

    host: str = "127.0.0.1"
    port: int = 0
    certificate: str = ""
    key: str = ""


def listen(address: Address) -> socket.socket:
    """A listening socket.

    Its connections inherit that small answers leave at once; asyncio would not see that they are TCP, and each
    answer of two parts would wait some 40 ms for the caller's delayed acknowledgement (Nagle).
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listening = socket.create_server((address.host, address.port), family=family, backlog=1024)
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


def serve(county: County, address: Address, *, at_once: int = 0, drop_every: int = 0) -> None:
    """Listen, print ``{"port": …, "url": …}`` on one line, serve until told to stop (SIGTERM, Ctrl+C)."""
    with listen(address) as listening:
        port = listening.getsockname()[1]
        scheme = "https" if address.certificate else "http"
        host = f"[{address.host}]" if ":" in address.host else address.host
        print(json.dumps({"port": port, "url": f"{scheme}://{host}:{port}"}), flush=True)
        sys.stdout.flush()
        make_server(county, address, at_once=at_once, drop_every=drop_every).run(sockets=[listening])
