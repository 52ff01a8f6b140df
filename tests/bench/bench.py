"""``./dev bench``: speed and memory as ratios to a bare floor measured in the same run.

Prints a table and keeps it as JSON. Each row: what, measured, the floor, the ratio or value, the
wish, met or not. A row that is not met is printed as such and is not a failure.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from card_line import card_to_fields, waiting_costs
from processes import Start, drop_page_cache, measured_start
from village import fill, invented, open_store

from windowdesk.storage.vault import open_vault

HERE = Path(__file__).resolve().parent
PASSPHRASE = "bench-only-passphrase"
QUERIES = ("王", "王秀", "李芳", "zxy", "jyj", "0017", "1390", "高龄", "glj", "LS9901", "曾", "czh", "生育登", "88")


@dataclass(frozen=True)
class Row:
    """One measured promise."""

    what: str
    measured: float
    floor: float
    unit: str
    ratio: float | None
    wish: float
    note: str = ""

    @property
    def met(self) -> bool:
        """Is the wish met?"""
        return (self.measured if self.ratio is None else self.ratio) <= self.wish


def medians(run: Callable[[], float], times: int) -> float:
    """The median of ``times`` runs after one that does not count."""
    run()
    return statistics.median(run() for _ in range(times))


def percentile(values: list[float], part: float) -> float:
    """The value below which ``part`` of all lie."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def start_rows(home: Path, runs: int) -> list[Row]:
    """First paint and memory of the window against the bare window, run by run in turn."""
    bare = [sys.executable, str(HERE / "bare_window.py")]
    real = [sys.executable, str(HERE / "real_window.py"), "--home", str(home)]
    key = {"WINDOWDESK_PASSPHRASE": PASSPHRASE}
    pairs: list[tuple[Start, Start]] = []
    for _ in range(runs + 1):
        pairs.append((measured_start(real, 4.0, key), measured_start(bare, 1.0)))
    pairs = pairs[1:]
    paint = [statistics.median(pair[side].first_paint for pair in pairs) for side in (0, 1)]
    memory = [statistics.median(pair[side].pss_mb for pair in pairs) for side in (0, 1)]
    rows = [
        Row("start to first paint", paint[0], paint[1], "s", paint[0] / paint[1], 1.8),
        Row("memory (PSS), 5,000 cases", memory[0], memory[1], "MB", memory[0] / memory[1], 2.0),
    ]
    cold = [(cold_start(real, key), cold_start(bare)) for _ in range(min(runs, 5))] if drop_page_cache() else []
    if cold:
        paint = [statistics.median(pair[side].first_paint for pair in cold) for side in (0, 1)]
        (one, other) = cold[0]
        note = f"{one.reads} reads, {one.read_mb:.0f} MB; floor {other.reads} reads, {other.read_mb:.0f} MB"
        rows.append(Row("cold start to first paint", paint[0], paint[1], "s", paint[0] / paint[1], 1.8, note))
    return rows


def cold_start(command: list[str], environment: dict[str, str] | None = None) -> Start:
    """One start with nothing in memory."""
    drop_page_cache()
    return measured_start(command, 0.5, environment)


def save_row(folder: Path, runs: int) -> Row:
    """One confirmed unit (both copies) against an append and fsync of the same bytes."""
    import random

    from village import add

    home = folder / "save"
    store = open_store(home, open_vault(home, passphrase=PASSPHRASE))
    chance = random.Random(7)
    copy_before = _size(home / "second-copy")
    saves: list[float] = []
    raws: list[float] = []
    try:
        with (folder / "raw").open("ab") as raw:
            for index in range(runs):
                case = invented(index, chance)
                before = time.perf_counter()
                with store.unit("演示") as unit:
                    add(unit, case)
                    unit.audit.write("case.received", case.provisional_number, {})
                saves.append(time.perf_counter() - before)
                size = max(1, (_size(home / "second-copy") - copy_before) // (index + 1))
                before = time.perf_counter()
                raw.write(os.urandom(size))
                raw.flush()
                os.fsync(raw.fileno())
                raws.append(time.perf_counter() - before)
    finally:
        store.close()
    save, floor = statistics.median(saves) * 1000, statistics.median(raws) * 1000
    return Row("confirmed save, both copies", save, floor, "ms", save / floor, 6.0, _syncs(folder))


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _syncs(folder: Path) -> str:
    """Synced writes of one save, counted by the kernel's own record of system calls where strace is there."""
    script = (
        "import sys,random; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from village import add, invented, open_store\n"
        "from windowdesk.storage.vault import open_vault\n"
        "home=Path(sys.argv[2]); store=open_store(home, open_vault(home, passphrase='x'))\n"
        "def save(i):\n"
        "    with store.unit('x') as unit: add(unit, invented(i, random.Random(i)))\n"
        "[save(i) for i in range(5)]\n"
        "import os; os.write(2, b'MARK')\n"
        "[save(i) for i in range(5, 25)]\n"
        "os.write(2, b'MARK'); store.close()\n"
    )
    trace = folder / "trace"
    command = ["strace", "-f", "-e", "trace=fsync,fdatasync,write", "-o", str(trace)]
    try:
        subprocess.run(
            [*command, sys.executable, "-c", script, str(HERE), str(folder / "traced")], check=True, capture_output=True
        )
    except FileNotFoundError:
        return "synced writes not counted: no strace"
    middle = trace.read_text().split('"MARK"')[1]
    return f"{middle.count('sync(') / 20:.1f} synced writes a save"


def worklist_rows(folder: Path, cases: int) -> list[Row]:
    """Search per keystroke and opening the worklist with many cases, through the desk's own acts."""
    from windowdesk.app import open_desk
    from windowdesk.casework import search, worklist

    home = folder / "many"
    store = open_store(home, open_vault(home, passphrase=PASSPHRASE))
    fill(store, cases)
    store.close()
    opened = open_desk(home, passphrase=PASSPHRASE)
    try:
        keystrokes: list[float] = []
        for query in QUERIES * 4:
            for end in range(1, len(query) + 1):
                before = time.perf_counter()
                search.cases(opened.desk, query[:end], 50)
                keystrokes.append((time.perf_counter() - before) * 1000)

        def open_list() -> float:
            before = time.perf_counter()
            page = worklist.page(opened.desk)
            assert len(page.rows) == 100
            return (time.perf_counter() - before) * 1000

        opening = medians(open_list, 7)
    finally:
        opened.close()
    worst = percentile(keystrokes, 0.95)
    middle = statistics.median(keystrokes)
    return [
        Row(f"search per keystroke, {cases:,} cases, p95", worst, middle, "ms", None, 50.0, "floor column: median"),
        Row(f"opening the worklist, {cases:,} cases", opening, 0.0, "ms", None, 150.0),
    ]


def card_row(runs: int) -> Row:
    """Card on the reader to fields filled, against the time the frames need on the line."""
    measured, line = card_to_fields(runs)
    return Row("card to fields", measured, line, "s", measured / line, 1.5, "115200 baud")


def waiting_row(seconds: float) -> Row:
    """The dearest kind of reader while no card comes: CPU time of its thread."""
    costs = waiting_costs(seconds)
    dearest = max(costs, key=lambda kind: costs[kind])
    return Row("waiting for a card, of one core", costs[dearest] * 100, 0.0, "%", None, 1.0, f"of {', '.join(costs)}")


def table(rows: list[Row]) -> str:
    """The rows for people."""
    lines = ["| what | measured | floor | ratio | wish | |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        floor = f"{row.floor:.3g} {row.unit}" if row.floor else ""
        verdict = ("met" if row.met else "not met") + (f"; {row.note}" if row.note else "")
        wish = f"≤ {row.wish:g}" + ("" if row.ratio is not None else f" {row.unit}")
        lines.append(f"| {row.what} | {row.measured:.3g} {row.unit} | {floor} | {ratio} | {wish} | {verdict} |")
    return "\n".join(lines)


def main() -> int:
    """Measure everything, print the table, keep the JSON."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--into", type=Path, default=Path("build/bench.json"))
    arguments = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="windowdesk-bench-") as name:
        folder = Path(name)
        home = folder / "window"
        store = open_store(home, open_vault(home, passphrase=PASSPHRASE))
        fill(store, 5_000)
        store.close()
        rows += start_rows(home, arguments.runs)
        rows.append(save_row(folder, 300))
        rows += worklist_rows(folder, arguments.cases)
        rows.append(card_row(arguments.runs))
        rows.append(waiting_row(15.0))
    print(table(rows))
    arguments.into.parent.mkdir(parents=True, exist_ok=True)
    arguments.into.write_text(
        json.dumps([asdict(row) | {"met": row.met} for row in rows], indent=2, ensure_ascii=False)
    )
    assert threading.active_count() == 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
