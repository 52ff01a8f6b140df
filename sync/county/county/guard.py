"""What surrounds every call: the epoch on each answer."""

from __future__ import annotations

import logging

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from county.database import reading
from county.epoch import current_epoch
from county.place import County

log = logging.getLogger(__name__)

EPOCH_HEADER = "WindowDesk-Epoch"


class EpochOnEveryAnswer:
    """Adds the epoch header: the one the call was answered in, otherwise the one of now."""

    def __init__(self, app: ASGIApp, county: County) -> None:
        self._app = app
        self._county = county
        self._last = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def with_epoch(message: Message) -> None:
            if message["type"] == "http.response.start":
                epoch = state.get("epoch") or await run_in_threadpool(self._now)
                MutableHeaders(scope=message)[EPOCH_HEADER] = epoch
            await send(message)

        await self._app(scope, receive, with_epoch)

    def _now(self) -> str:
        try:
            with reading(self._county.engine) as connection:
                self._last = current_epoch(connection)
        except SQLAlchemyError:
            log.exception("the epoch could not be read; answering with the last one known")
        return self._last
