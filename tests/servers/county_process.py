"""The reference county as it is really run: ``windowdesk-county serve`` in processes of its own, on a free port."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import psutil

LEAVES_SECONDS = 30.0


class CountyProcess:
    """The county of ``data``, served by ``workers`` processes; running inside ``with``."""

    def __init__(
        self, data: Path, database: str = "", *, workers: int = 1, files: str = "", options: tuple[str, ...] = ()
    ) -> None:
        place = ["--data", str(data), *(["--database", database] if database else [])]
        place += ["--files", files] if files else []
        serving = ["serve", "--port", "0", "--workers", str(workers), *options]
        self._command = [sys.executable, "-m", "county", *place, *serving]
        self._log = data.with_name(f"{data.name}.log")
        self._workers = workers
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    @property
    def log(self) -> str:
        """What it said."""
        return self._log.read_text("utf-8")

    def worker_ids(self) -> list[int]:
        """Process ids of the workers that are there now."""
        assert self._process is not None
        if self._workers == 1:
            return [self._process.pid]
        children = psutil.Process(self._process.pid).children()
        return [one.pid for one in children if "spawn_main" in " ".join(one.cmdline())]

    def wait_until_ready(self) -> None:
        """Back when every worker has started."""
        deadline = time.monotonic() + LEAVES_SECONDS
        while any(self._is_starting(one) for one in self.worker_ids()) or len(self.worker_ids()) < self._workers:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the county is not ready: {self.log}")
            time.sleep(0.1)

    def _is_starting(self, worker: int) -> bool:
        return f"Started server process [{worker}]" not in self.log

    def __enter__(self) -> CountyProcess:
        with self._log.open("w") as log:
            self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the county did not start: {self.log}")
        self.url = json.loads(line)["url"]
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        self._process.terminate()
        try:
            self._process.wait(LEAVES_SECONDS)
        finally:
            self._process.kill()
            self._process.stdout.close()
