"""A fault on purpose (``serve --drop-after-commit N``): the work is done and committed, and the line drops.

Every Nth uplink POST, and every Nth PATCH of an upload, loses its answer: the TCP connection is cut.
What a station must survive can so be shown with the real server.
"""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState


class CuttableProtocol(H11Protocol):
    """uvicorn's HTTP protocol that lets the application cut its connection."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, {**app_state, "cut": self._cut}, _loop)

    def _cut(self) -> None:
        self.transport.abort()


class DropAfterCommit:
    """Cuts the connection in place of the answer to every ``every``-th call that stores something."""

    def __init__(self, app: ASGIApp, every: int) -> None:
        self._app = app
        self._every = every
        self._seen = {"POST": 0, "PATCH": 0}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if not self._counts(scope):
            await self._app(scope, receive, send)
            return
        self._seen[scope["method"]] += 1
        if self._seen[scope["method"]] % self._every:
            await self._app(scope, receive, send)
            return
        answered = False

        async def cut(message: Message) -> None:
            nonlocal answered
            if not answered and message["type"] == "http.response.start" and message["status"] < 300:
                answered = True
                scope["state"]["cut"]()
                return
            if not answered:
                await send(message)

        await self._app(scope, receive, cut)
        while answered and (await receive())["type"] != "http.disconnect":
            continue

    @staticmethod
    def _counts(scope: Scope) -> bool:
        if scope["type"] != "http" or "cut" not in scope.get("state", {}):
            return False
        uplink = scope["method"] == "POST" and scope["path"] == "/v1/uplink"
        return bool(uplink or (scope["method"] == "PATCH" and scope["path"].startswith("/v1/blobs/uploads/")))
