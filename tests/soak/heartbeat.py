"""The heartbeat of an event loop: how long it takes until a posted event is handled, and who held it up.

A thread beside the loop posts an event every few milliseconds. One that is late has the stack of the loop's thread
looked at, so that the culprit has a name. What the loop's thread spent waiting for a processor is told apart from
what it did itself: a busy machine is not a slow window. As a program (``heartbeat.py``) it measures a bare event loop
until standard input ends; its figures are the floor of the same minutes on the same machine.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

LATE_SECONDS = 0.050
"""An event that waits longer is felt."""
EVERY_SECONDS = 0.010
_LOOK_SECONDS = 0.010


@dataclass(frozen=True)
class Late:
    """One event that waited too long. Times in seconds; ``began`` as in ``time.monotonic``."""

    began: float
    waited: float
    queued: float
    """Of it: the loop's thread was ready to run and had no processor."""
    ran: float
    """Of it: the loop's thread was running."""
    others: float
    """The longest that another thread of the program had no processor meanwhile: it may have held what this one
    needed (Python runs one thread at a time)."""
    where: str
    """What the loop's thread was doing, innermost first; and the thread that ran more than it, if one did."""

    @property
    def own(self) -> float:
        """What cannot be laid at the machine's door."""
        asleep = max(0.0, self.waited - self.queued - self.ran)
        return self.waited - self.queued - min(asleep, self.others)


@dataclass
class Figures:
    """All beats of one loop."""

    beats: int = 0
    milliseconds: Counter[int] = field(default_factory=Counter)
    late: list[Late] = field(default_factory=list)

    def quantile(self, part: float) -> int:
        """Milliseconds within which that part of the beats was answered."""
        left = part * self.beats
        for waited in sorted(self.milliseconds):
            left -= self.milliseconds[waited]
            if left <= 0:
                return waited
        return max(self.milliseconds, default=0)

    def longest(self) -> int:
        """Milliseconds of the slowest beat, whoever was to blame."""
        return max(self.milliseconds, default=0)


class Answer(threading.Event):
    """Set when the event is handled, ``at`` that moment: what this thread needs to hear of it is no wait of the loop."""

    at = 0.0


class Heart(QObject):
    """Measures the loop of the thread it is made in, from `start` to `stop`; ``step`` says what is being done."""

    _beat = Signal(object)

    def __init__(self, step: Callable[[], str] = str) -> None:
        super().__init__()
        self.figures = Figures()
        self._step = step
        self._beat.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._loop = threading.get_ident()
        self._task = threading.get_native_id()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> Figures:
        """End; the figures. The loop must still be running, or nothing under way."""
        self._over.set()
        self._thread.join()
        return self.figures

    @staticmethod
    def _heard(answered: Answer) -> None:
        answered.at = time.monotonic()
        answered.set()

    def _run(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            self._once()

    def _once(self) -> None:
        answered, step, before = Answer(), self._step(), _scheduled()
        began = time.monotonic()
        self._beat.emit(answered)
        looks: list[dict[int, str]] = []
        if not answered.wait(LATE_SECONDS):
            looks.append(_look())
            while not answered.wait(_LOOK_SECONDS) and not self._over.is_set():
                looks.append(_look())
        waited = (answered.at or time.monotonic()) - began
        self.figures.beats += 1
        self.figures.milliseconds[round(waited * 1000)] += 1
        if waited > LATE_SECONDS and not self._over.is_set():
            self.figures.late.append(self._late(began, waited, before, looks, step))

    def _late(
        self,
        began: float,
        waited: float,
        before: dict[int, tuple[float, float]],
        looks: list[dict[int, str]],
        step: str,
    ) -> Late:
        after = _scheduled()
        gone = {
            task: (after[task][0] - before[task][0], after[task][1] - before[task][1])
            for task in before.keys() & after.keys()
        }
        ran, queued = gone.pop(self._task)
        where = _most(looks, self._loop) or "it had answered before one could look"
        names = {thread.native_id: thread for thread in threading.enumerate()}
        busiest = max(gone, key=lambda task: gone[task][0], default=0)
        if gone[busiest][0] > ran and (thread := names.get(busiest)) is not None:
            where += f"; {thread.name} ran {gone[busiest][0] * 1000:.0f} ms: {_most(looks, thread.ident or 0)}"
        return Late(
            began, waited, queued, ran, max((queue for _, queue in gone.values()), default=0.0), f"{where} (at: {step})"
        )


def _look() -> dict[int, str]:
    return {thread: place_of(frame) for thread, frame in sys._current_frames().items()}


def _most(looks: list[dict[int, str]], thread: int) -> str:
    """Where that thread was seen most often."""
    seen = Counter(look[thread] for look in looks if thread in look)
    return seen.most_common(1)[0][0] if seen else ""


def _scheduled() -> dict[int, tuple[float, float]]:
    """For each thread of this process: seconds it ran, and seconds it waited for a processor."""
    found = {}
    for task in Path("/proc/self/task").iterdir():
        try:
            ran, queued, _ = (task / "schedstat").read_text("ascii").split()
        except OSError:
            continue  # it ended while we looked
        found[int(task.name)] = (int(ran) / 1e9, int(queued) / 1e9)
    return found


def place_of(frame: FrameType | None) -> str:
    """The innermost functions of a stack, the innermost first."""
    parts: list[str] = []
    while frame is not None and len(parts) < 6:
        code = frame.f_code
        parts.append(f"{Path(code.co_filename).name}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return " < ".join(parts)


def main() -> None:
    """A bare loop until standard input ends; its figures as one JSON line."""
    app = QCoreApplication(sys.argv[:1])
    heart = Heart()
    heart.start()
    listener = threading.Thread(target=lambda: (sys.stdin.read(), app.quit()), daemon=True)
    listener.start()
    print(json.dumps({"ready": True}), flush=True)
    app.exec()
    print(json.dumps(as_json(heart.stop())), flush=True)


def as_json(figures: Figures) -> dict[str, Any]:
    """For the pipe."""
    return {
        "beats": figures.beats,
        "milliseconds": sorted(figures.milliseconds.items()),
        "late": [asdict(one) for one in figures.late],
    }


def from_json(said: dict[str, Any]) -> Figures:
    """What `as_json` made."""
    return Figures(said["beats"], Counter(dict(said["milliseconds"])), [Late(**one) for one in said["late"]])


if __name__ == "__main__":
    main()
