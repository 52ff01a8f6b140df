"""A line between a station and its county that can be made bad on command.

A TCP proxy on a free port. In a test::

    with BadLine(to=county.port) as line:
        line.cut_after(up=100_000, times=3)

As a process, commanded by JSON lines on stdin, each answered by one JSON line::

    python tests/line.py --to 8000
    {"port": 40123}
    {"do": "cut"}
    {"ok": true, "connections": 4, "up": 10123, "down": 2048, "cuts": 1}

Commands: ``open``; ``cut`` (connections are torn down and new ones reset); ``silent`` (accepts,
swallows, never answers); ``cut_after`` with ``up`` or ``down`` bytes and ``times``; ``delay``
with ``seconds``; ``drip`` with ``bytes_per_second``; ``answer`` with ``status``, ``type``,
``body`` and ``headers`` (answers every request itself: captive portal, 500, 429, 413);
``count``; ``quit``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import socket
import struct
import sys
import threading
from dataclasses import dataclass, field
from typing import Any

PORTAL = "<html><head><title>上网认证</title></head><body>请先登录</body></html>"
BLOCK = 16 * 1024


@dataclass
class Fault:
    """What is wrong with the line now; nothing: it carries."""

    cut: bool = False
    silent: bool = False
    delay: float = 0.0
    drip: int = 0
    answer: bytes = b""
    after_up: int = 0
    after_down: int = 0
    times: int = 0
    passed_up: int = 0
    passed_down: int = 0


@dataclass
class Count:
    """What went over the line so far."""

    connections: int = 0
    up: int = 0
    down: int = 0
    cuts: int = 0
    requests: list[str] = field(default_factory=list)


class BadLine:
    """The proxy; works from ``start`` (or ``with``) to ``stop`` in a thread of its own."""

    def __init__(self, to: int, host: str = "127.0.0.1") -> None:
        self.to = to
        self.port = 0
        self.count = Count()
        self._host = host
        self._fault = Fault()
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._work, name="bad line", daemon=True)
        self._ready = threading.Event()

    @property
    def address(self) -> str:
        """Base address for a client."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> BadLine:
        self._thread.start()
        self._ready.wait()
        return self

    def stop(self) -> None:
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def __enter__(self) -> BadLine:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # faults: each replaces the one before

    def open(self) -> None:
        """The line is good."""
        self._set(Fault())

    def cut(self) -> None:
        """Tear down what is open; every new connection is reset."""
        self._set(Fault(cut=True), tear=True)

    def silent(self) -> None:
        """Accept and swallow, never answer."""
        self._set(Fault(silent=True), tear=True)

    def cut_after(self, *, up: int = 0, down: int = 0, times: int = 1) -> None:
        """Tear down the connection on which this many bytes have passed; ``times`` times, then carry."""
        self._set(Fault(after_up=up, after_down=down, times=times))

    def delay(self, seconds: float) -> None:
        """Hold back every block of the answers for so long."""
        self._set(Fault(delay=seconds))

    def drip(self, bytes_per_second: int) -> None:
        """Let answers through a few bytes at a time."""
        self._set(Fault(drip=bytes_per_second))

    def answer(
        self, status: int = 200, body: str = PORTAL, type_: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        """Answer every request here instead of carrying it (a captive portal, a broken proxy)."""
        content = body.encode("utf-8")
        lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {type_}", f"Content-Length: {len(content)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        head = "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")
        self._set(Fault(answer=head + content), tear=True)

    # inner side

    def _set(self, fault: Fault, *, tear: bool = False) -> None:
        async def put() -> None:
            self._fault = fault
            if tear:
                self._tear_all()

        asyncio.run_coroutine_threadsafe(put(), self._loop).result()

    def _work(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._begin())
        self._ready.set()
        self._loop.run_forever()

    async def _begin(self) -> None:
        self._server = await asyncio.start_server(self._met, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _end(self) -> None:
        assert self._server is not None
        self._server.close()
        self._tear_all()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _tear_all(self) -> None:
        for writer in list(self._open):
            self._tear(writer)

    def _tear(self, writer: asyncio.StreamWriter) -> None:
        """A reset, as a broken line looks; not a polite end."""
        raw = writer.get_extra_info("socket")
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
        self._open.discard(writer)

    def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.count.connections += 1
        self._open.add(writer)
        try:
            if self._fault.cut:
                self.count.cuts += 1
                self._tear(writer)
            elif self._fault.silent:
                while await reader.read(BLOCK):
                    pass
            elif self._fault.answer:
                await self._answer(reader, writer)
            else:
                await self._carry(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self._tear(writer)
        finally:
            self._open.discard(writer)
            if not writer.transport.is_closing():
                writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.count.requests.append(head.splitlines()[0])
        lengths = [int(line.split(":")[1]) for line in head.lower().splitlines() if line.startswith("content-length:")]
        await reader.readexactly(lengths[0] if lengths else 0)
        writer.write(self._fault.answer)
        await writer.drain()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(self._host, self.to)
        except OSError:
            self._tear(writer)
            return
        self._open.add(far_writer)
        try:
            await asyncio.gather(
                self._pump(reader, far_writer, writer, up=True), self._pump(far_reader, writer, far_writer, up=False)
            )
        finally:
            self._open.discard(far_writer)
            if not far_writer.transport.is_closing():
                far_writer.close()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, back: asyncio.StreamWriter, *, up: bool
    ) -> None:
        while block := await reader.read(BLOCK):
            passing = self._allowed(len(block), up=up)
            await self._let_through(block[:passing], writer, up=up)
            if passing < len(block):
                self.count.cuts += 1
                self._tear(writer)
                self._tear(back)
                return
        if not writer.transport.is_closing():
            with contextlib.suppress(OSError):
                writer.write_eof()

    def _allowed(self, size: int, *, up: bool) -> int:
        fault = self._fault
        limit = fault.after_up if up else fault.after_down
        if not limit or fault.times <= 0:
            return size
        passed = fault.passed_up if up else fault.passed_down
        room = limit - passed
        if size < room:
            if up:
                fault.passed_up += size
            else:
                fault.passed_down += size
            return size
        fault.times -= 1
        fault.passed_up = fault.passed_down = 0
        return max(0, room - 1)

    async def _let_through(self, block: bytes, writer: asyncio.StreamWriter, *, up: bool) -> None:
        fault = self._fault
        if up:
            self.count.up += len(block)
        else:
            self.count.down += len(block)
            if fault.delay:
                await asyncio.sleep(fault.delay)
            if fault.drip:
                for place in range(len(block)):
                    writer.write(block[place : place + 1])
                    await writer.drain()
                    await asyncio.sleep(1 / fault.drip)
                return
        writer.write(block)
        await writer.drain()


def obey(line: BadLine, command: dict[str, Any]) -> dict[str, Any]:
    """Do one command; the answer."""
    wish = dict(command)
    do = wish.pop("do")
    if do == "answer" and "type" in wish:
        wish["type_"] = wish.pop("type")
    if do == "answer":
        wish |= wish.pop("headers", {})
    if do in ("open", "cut", "silent", "cut_after", "delay", "drip", "answer"):
        getattr(line, do)(**({"seconds": wish["seconds"]} if do == "delay" else wish))
    elif do != "count":
        return {"ok": False, "error": f"unknown: {do}"}
    count = line.count
    return {"ok": True, "connections": count.connections, "up": count.up, "down": count.down, "cuts": count.cuts}


def main() -> None:
    parser = argparse.ArgumentParser(description="A line that can be cut.")
    parser.add_argument("--to", type=int, required=True, help="port the line leads to")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0: a free one")
    given = parser.parse_args()
    line = BadLine(given.to, given.host)
    line.port = given.port
    with line:
        print(json.dumps({"port": line.port}), flush=True)
        for text in sys.stdin:
            command = json.loads(text)
            if command.get("do") == "quit":
                break
            print(json.dumps(obey(line, command)), flush=True)


if __name__ == "__main__":
    main()
