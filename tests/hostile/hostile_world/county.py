"""The real county in this process: called through its ASGI interface, with an office, backups and restores."""

from __future__ import annotations

import asyncio
import functools
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import anyio.to_thread
from sqlalchemy.util import LRUCache

from county import office
from county.app import build
from county.database import writing
from county.epoch import restored
from county.place import open_county
from county.problems import Problem
from county.relay_counter import import_stick
from hostile_world.broken import CountyDied
from hostile_world.disk import Disk
from hostile_world.time import Time
from windowdesk.sync.transport import Answer, Request

LINES = ({"material": "M1", "name": "身份证", "defect": "看不清", "standard": "原件清晰"},)
_COMPILED: Any = LRUCache(1000)
_ROUTERS: list[Any] = []


def _with_known_routes(app: Any) -> None:
    """Routes know nothing of their county: those of the first one serve all, and need not be worked out anew."""
    while hasattr(app, "_app"):
        app = app._app
    _ROUTERS.append(app.router)
    app.router = _ROUTERS[0]
    del _ROUTERS[1:]


@contextmanager
def one_thread() -> Iterator[asyncio.AbstractEventLoop]:
    """The county's work in threads is done at once, in this one: a story plays the same each time."""
    kept = anyio.to_thread.run_sync

    async def at_once(act: Any, *given: Any, **_: Any) -> Any:
        return act(*given)

    loop = asyncio.new_event_loop()
    anyio.to_thread.run_sync = at_once
    try:
        yield loop
    finally:
        anyio.to_thread.run_sync = kept
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


class CountyEye:
    """What an outsider reads in the folder of a county."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._eye: sqlite3.Connection
        self.look_afresh()

    def look_afresh(self) -> None:
        """Open the database that lies there now."""
        self._eye = sqlite3.connect(self.folder / "county.db", isolation_level=None)
        self._eye.row_factory = sqlite3.Row

    def close(self) -> None:
        """Let go of the database."""
        self._eye.close()

    def rows(self, question: str, *values: Any) -> list[dict[str, Any]]:
        """The answer of the county's database."""
        return [dict(row) for row in self._eye.execute(question, values)]

    def whole_files(self) -> set[str]:
        """Digests of the files that are here whole, by the county's own word and by the disk."""
        told = self.rows("SELECT digest FROM blobs WHERE complete")
        return {row["digest"] for row in told if self.file(row["digest"]).is_file()}

    def file(self, digest: str) -> Path:
        """Where a file of that name lies."""
        return self.folder / "blobs" / digest[:2] / digest


class CountySide(CountyEye):
    """A county platform in ``folder``; ``backups`` holds copies of it."""

    def __init__(self, folder: Path, backups: Path, time: Time, disk: Disk, loop: asyncio.AbstractEventLoop) -> None:
        self.folder = folder
        self.restores = 0
        self._backups = backups
        self._count = 0
        self._time = time
        self._disk = disk
        self._loop = loop
        self._open()

    def _open(self) -> None:
        self.place = replace(open_county(self.folder), now=lambda: self._time.now)
        self.place.engine._compiled_cache = _COMPILED  # a county that starts again writes the same SQL
        self._app = build(self.place)
        _with_known_routes(self._app)
        self.look_afresh()

    def close(self) -> None:
        """Let go of the database."""
        super().close()
        self.place.close()

    def start_again(self) -> None:
        """Its process ended and a new one took its place."""
        self.close()
        self._open()

    # the wire

    def ask(self, request: Request, *, cut_at: int | None = None) -> Answer:
        """What the county answers; with ``cut_at`` the line breaks after so many bytes of the body.

        Raises:
            CountyDied: it did, and was started again.
        """
        self._disk.county_serves = True
        try:
            return self._loop.run_until_complete(self._ask(request, cut_at))
        except CountyDied:
            self.start_again()
            raise
        finally:
            self._disk.county_serves = False

    async def _ask(self, request: Request, cut_at: int | None) -> Answer:
        path, _, query = request.path.partition("?")
        body = request.body if cut_at is None else request.body[:cut_at]
        headers = {"host": "county", **request.headers}
        if request.body or request.method in ("POST", "PATCH"):
            headers["content-length"] = str(len(request.body))
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("county", 80),
            "state": {},
        }
        half = len(body) // 2
        coming = [
            {"type": "http.request", "body": body[:half], "more_body": True},
            {"type": "http.request", "body": body[half:], "more_body": cut_at is not None},
        ]
        came: list[Mapping[str, Any]] = []

        async def receive() -> Mapping[str, Any]:
            return coming.pop(0) if coming else {"type": "http.disconnect"}

        async def send(message: Mapping[str, Any]) -> None:
            came.append(message)

        await self._app(scope, receive, send)
        return self._answer(came)

    def _answer(self, came: list[Mapping[str, Any]]) -> Answer:
        (start,) = [one for one in came if one["type"] == "http.response.start"]
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
        headers["date"] = format_datetime(self._time.now, usegmt=True)
        body = b"".join(one.get("body", b"") for one in came if one["type"] == "http.response.body")
        return Answer(start["status"], headers, body)

    # the office

    def act(self, what: str, which: int) -> str:
        """One act of the office on some case; gives what it did, or why not."""
        cases = [row["id"] for row in self.rows("SELECT id FROM cases ORDER BY received_at, id")]
        if what == "notice":
            office.notice(self.place, "停机通知", "今晚维护")
            return what
        if not cases:
            return "no case"
        try:
            self._acts()[what](cases[which % len(cases)])
        except (Problem, office.Unknown):
            return "refused"
        return what

    def _acts(self) -> Mapping[str, Any]:
        status = functools.partial(office.status, self.place)
        due = (self._time.now + timedelta(days=15)).date().isoformat()
        return {
            "register": lambda case: office.register(self.place, case),
            "correct": lambda case: office.ask_correction(self.place, case, LINES, due=due, how="到窗口补交"),
            "review": lambda case: office.pre_review(self.place, case, passed=True, opinion="可以"),
            "accept": lambda case: status(case, "S50"),
            "look": lambda case: status(case, "S60"),
            "pause": lambda case: status(case, "S70"),
            "send_back": lambda case: status(case, "S28", note="请改正"),
            "complete": lambda case: office.complete(
                self.place,
                case,
                granted=True,
                result_name="决定书",
                result_number=case[-6:],
                pages=[(f"决定书 {case}".encode() * 20, "application/pdf")],
            ),
        }

    # the stick

    def takes_stick(self, stick: Path) -> None:
        """All bundles on the stick taken in, a reply written to each station's newest."""
        import_stick(self.place, [stick], stick)

    # backups

    def back_up(self) -> None:
        """Copy the data folder as it stands."""
        self._count += 1
        shutil.copytree(self.folder, self._backups / str(self._count))

    def restore(self, which: int, *, keep_files: bool) -> bool:
        """Come back from a backup; with ``keep_files`` only the database does. False: there is none."""
        if not self._count:
            return False
        backup = self._backups / str(1 + which % self._count)
        self.close()
        for file in self.folder.glob("county.db*"):
            file.unlink()
        if keep_files:
            for file in backup.glob("county.db*"):
                shutil.copy2(file, self.folder / file.name)
        else:
            shutil.rmtree(self.folder)
            shutil.copytree(backup, self.folder)
        self._open()
        self._time.pass_by(1)  # nobody restores twice in a second
        with writing(self.place.engine) as connection:
            restored(connection, self._time.now)
        self.restores += 1
        return True
