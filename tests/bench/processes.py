"""Starting a program for measurement: when it painted first, what it read, what it holds."""

import json
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Start:
    """One measured start. Times in seconds, sizes in MB."""

    first_paint: float
    reads: int
    read_mb: float
    pss_mb: float


def drop_page_cache() -> bool:
    """Empty the page cache where this user may; False where not."""
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
    except OSError:
        return False
    return True


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [one for child in children for one in _tree(int(child))]


def _pss_mb(pid: int) -> float:
    kilobytes = 0
    for one in _tree(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


def _reads(pid: int) -> tuple[int, float]:
    counts = dict(line.split(": ") for line in Path(f"/proc/{pid}/io").read_text().splitlines())
    faults = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[9])
    return int(counts["syscr"]) + faults, int(counts["read_bytes"]) / 1e6


def measured_start(command: list[str], settle: float, environment: dict[str, str] | None = None) -> Start:
    """Start ``command``, wait for its line ``{"painted": time}`` and ``settle`` seconds more, end it."""
    began = time.time()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}
    ) as process:
        assert process.stdout is not None
        try:
            painted = json.loads(process.stdout.readline())["painted"]
            reads, read_mb = _reads(process.pid)
            time.sleep(settle)
            pss = _pss_mb(process.pid)
        finally:
            process.kill()
    return Start(painted - began, reads, read_mb, pss)
