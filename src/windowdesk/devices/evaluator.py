"""An evaluator (评价器) on a serial line or on the network; its words stand in `evaluator_words`.

The line is opened for each question and closed behind it, so that an unplugged device is found again. No
wait is longer than was asked for and a few seconds; a case is never held up by a rating.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from windowdesk.devices.evaluator_words import LONGEST_LINE, line_of, question, rating_of, words_of
from windowdesk.devices.sam_line import Port
from windowdesk.devices.serial_loss import LOST
from windowdesk.domain.evaluation import Ending, Level, Rating
from windowdesk.errors import (
    EVALUATOR_ABSENT,
    EVALUATOR_GARBLED,
    EVALUATOR_HALF,
    EVALUATOR_LATE,
    EVALUATOR_LOST,
    EVALUATOR_REPEATED,
    EVALUATOR_SILENT,
    DeviceTrouble,
)

log = logging.getLogger(__name__)

HELLO_SECONDS = 3.0
"""A device that says nothing for so long is off, or no evaluator."""
GRACE_SECONDS = 2.0
"""How long beyond the time asked for the device may take to say that time is up."""
CANCEL_SECONDS = 2.0
GAP_SECONDS = 1.0
"""Longest silence within a line."""
REPEAT_SECONDS = 0.15
"""How long an answer's double is watched for before the line is closed."""
_SLICE = 0.05
_NOT_OPENED: tuple[type[BaseException], ...] = (*LOST, ValueError)


class LineEvaluator:
    """One device. ``opens`` gives the open line; several questions at a time are not for one device."""

    def __init__(self, address: str, opens: Callable[[], Port]) -> None:
        self._address = address
        self._opens = opens
        self._answered = ""

    @property
    def address(self) -> str:
        """For example ``tcp://192.168.1.70:9200``."""
        return self._address

    def look(self) -> str:
        """Say hello; the device's model. Raises DeviceTrouble."""
        with _Line(self._address, self._opens) as line:
            return self._greet(line)[0]

    def ask(self, levels: Sequence[Level], timeout: float, cancelled: threading.Event | None = None) -> Rating:
        """As `ports.Evaluator.ask`."""
        stop = cancelled or threading.Event()
        with _Line(self._address, self._opens) as line:
            _, note = self._greet(line)
            mark = secrets.token_hex(8)
            line.say(question(mark, levels, timeout))
            found = self._answer(line, mark, timeout + GRACE_SECONDS, stop)
            if found is None:
                found = self._take_back(line, mark)
            if found is None:
                return Rating(Ending.TAKEN_BACK if stop.is_set() else Ending.TIMED_OUT, note=note)
            self._answered = mark
            rating = rating_of(found, levels)
            note = self._repeats(line, mark) or note
        return Rating(rating.ending, rating.level, rating.options, rating.text, note)

    def close(self) -> None:
        """Nothing is held between two questions."""

    def _greet(self, line: _Line) -> tuple[str, str]:
        """Model, and the code of what the line still held: an answer that came too late, or twice."""
        mark, note = secrets.token_hex(8), ""
        line.say({"cmd": "hello", "id": mark})
        ends = time.monotonic() + HELLO_SECONDS
        while (words := line.hear(ends, noise_allowed=True)) is not None:
            # Without a model it is our own line come back, as from a plug that joins both wires.
            if words.get("cmd") == "hello" and words.get("id") == mark and "model" in words:
                return str(words["model"])[:40] or "评价器", note
            if words.get("cmd") == "evaluate":
                note = self._old(words)
        raise DeviceTrouble(EVALUATOR_SILENT, address=self._address)

    def _old(self, words: dict[str, Any]) -> str:
        again = bool(self._answered) and words.get("id") == self._answered
        log.warning("an answer of before was not taken (%s)", "sent again" if again else "late")
        return EVALUATOR_REPEATED.code if again else EVALUATOR_LATE.code

    def _answer(self, line: _Line, mark: str, seconds: float, stop: threading.Event) -> dict[str, Any] | None:
        """The answer to ``mark``; None: none came in time, or the clerk took the question back."""
        ends = time.monotonic() + seconds
        while (words := line.hear(ends, stop)) is not None:
            if words.get("cmd") == "evaluate" and words.get("id") == mark:
                return words
            log.warning("the evaluator said something nobody asked for")
        return None

    def _take_back(self, line: _Line, mark: str) -> dict[str, Any] | None:
        """End the question at the device. Whoever pressed in that very moment has still answered."""
        line.say({"cmd": "cancel", "id": mark})
        ends = time.monotonic() + CANCEL_SECONDS
        while (words := line.hear(ends)) is not None:
            if words.get("id") != mark:
                continue
            if words.get("cmd") == "evaluate" and words.get("result") == "ok":
                return words
            if words.get("cmd") == "cancel":
                break
        return None

    def _repeats(self, line: _Line, mark: str) -> str:
        try:
            words = line.hear(time.monotonic() + REPEAT_SECONDS)
        except DeviceTrouble as trouble:  # the answer is here, whole: what follows it cannot spoil it
            log.info("after the answer: %s", trouble.code)
            return ""
        return EVALUATOR_REPEATED.code if words is not None and words.get("id") == mark else ""


class _Line:
    """The open line: whole lines out of whatever arrives."""

    def __init__(self, address: str, opens: Callable[[], Port]) -> None:
        self._address = address
        self._opens = opens
        self._port: Port | None = None
        self._held = b""
        self._held_since = 0.0

    def __enter__(self) -> _Line:
        try:
            self._port = self._opens()
        except _NOT_OPENED as trouble:
            raise DeviceTrouble(EVALUATOR_ABSENT, address=self._address) from trouble
        self._port.timeout = _SLICE
        return self

    def __exit__(self, *_: object) -> None:
        if self._port is not None:
            try:
                self._port.close()
            except LOST as trouble:
                log.info("closing a lost line: %s", type(trouble).__name__)

    def say(self, words: dict[str, Any]) -> None:
        """Send one line. Raises DeviceTrouble(EVALUATOR_LOST)."""
        assert self._port is not None
        try:
            self._port.write(line_of(words))
        except LOST as trouble:
            raise self._lost() from trouble

    def hear(
        self, ends: float, stop: threading.Event | None = None, *, noise_allowed: bool = False
    ) -> dict[str, Any] | None:
        """The next line until the moment ``ends`` or ``stop``; None: none came.

        Raises:
            DeviceTrouble: EVALUATOR_LOST, EVALUATOR_HALF, EVALUATOR_GARBLED (unless ``noise_allowed``: what a
                device says while it starts).
        """
        while True:
            line, feed, rest = self._held.partition(b"\n")
            if feed:
                self._held, self._held_since = rest, time.monotonic()
                try:
                    return words_of(line)
                except DeviceTrouble:
                    if not noise_allowed:
                        raise
                    continue
            if time.monotonic() >= ends or (stop is not None and stop.is_set()):
                return None
            self._read()

    def _read(self) -> None:
        assert self._port is not None
        try:
            fresh = self._port.read(max(1, self._port.in_waiting))
        except LOST as trouble:
            raise self._lost() from trouble
        now = time.monotonic()
        if fresh:
            self._held, self._held_since = self._held + fresh, now
        elif self._held.strip() and now - self._held_since > GAP_SECONDS:
            self._held = b""
            raise DeviceTrouble(EVALUATOR_HALF)
        if len(self._held) > LONGEST_LINE:
            self._held = b""
            raise DeviceTrouble(EVALUATOR_GARBLED)

    def _lost(self) -> DeviceTrouble:
        return DeviceTrouble(EVALUATOR_HALF if self._held.strip() else EVALUATOR_LOST)
