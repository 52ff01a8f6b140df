"""A simulated evaluator (评价器) at a TCP port or a pseudo-terminal, with the words of `evaluator_words`.

``python -m windowdesk.devices.simulated_evaluator --port 0`` prints ``{"port": N}`` and answers every question
the way ``--answer`` says: 5 to 1 with the first option of that level, ``skip``, or ``timeout``.
"""

from __future__ import annotations

import argparse
import contextlib
import enum
import json
import os
import select
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from windowdesk.devices.evaluator_words import line_of, words_of
from windowdesk.domain.evaluation import Level, Rating
from windowdesk.errors import DeviceTrouble

if TYPE_CHECKING:
    from windowdesk.devices.evaluator import LineEvaluator

MODEL = "PJQ-SIM"
SECONDS_TO_PRESS = 1.0
"""How long the invented villager of training thinks."""


class Fault(enum.Enum):
    """What a real device was seen, or is feared, to do."""

    NONE = "none"
    SILENT = "silent"
    """Not even hello is answered."""
    IGNORES = "ignores"
    """Takes the question and says nothing more, not even when it is taken back."""
    GARBAGE = "garbage"
    HALF = "half"
    """Half a line, then silence."""
    HALF_AND_GONE = "half_and_gone"
    UNPLUGGED = "unplugged"
    """Gone as soon as it is asked."""
    REVERSED = "reversed"
    """Counts 1 for the best, as GB/T 39046 does, and 5 for the worst."""
    TWICE = "twice"
    """Sends its answer two times at once."""
    BUSY = "busy"
    STRANGE_OPTION = "strange_option"
    NOISY_START = "noisy_start"
    """Says things of its own before it answers hello."""


class SimulatedEvaluator:
    """A device that waits for one PC. Calls are safe from any thread.

    ``answer``: 5 to 1, ``skip``, ``timeout``, or empty: nobody presses until `press`.
    """

    def __init__(self, answer: str = "", *, port: int = 0, terminal: bool = False) -> None:
        self.answer = answer
        self.thinks = 0.0
        self.fault = Fault.NONE
        self.leftovers: list[dict[str, Any]] = []
        """Sent before hello is answered: what an earlier connection left in the device."""
        self.asked: list[dict[str, Any]] = []
        self.cancelled: list[str] = []
        self._pressed: list[str] = []
        self._lock = threading.Lock()
        self._wake = os.pipe()
        self._ended = False
        self._listener: socket.socket | None = None
        self._terminal: tuple[int, int] | None = None
        if terminal:
            import tty

            self._terminal = os.openpty()
            tty.setraw(self._terminal[1])
        else:
            self._listener = socket.create_server(("127.0.0.1", port))
        self._thread = threading.Thread(target=self._serve, name="simulated-evaluator", daemon=True)
        self._thread.start()

    def __enter__(self) -> SimulatedEvaluator:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def port(self) -> int:
        """Where it listens."""
        assert self._listener is not None
        found: int = self._listener.getsockname()[1]
        return found

    @property
    def address(self) -> str:
        """Device address of this evaluator."""
        if self._terminal is not None:
            return f"serial:{os.ttyname(self._terminal[1])}"
        return f"tcp://127.0.0.1:{self.port}"

    def press(self, answer: str) -> None:
        """A villager presses: 5 to 1, or ``skip``."""
        with self._lock:
            self._pressed.append(answer)
        os.write(self._wake[1], b"!")

    def close(self) -> None:
        """Unplug it."""
        self._ended = True
        os.write(self._wake[1], b"!")
        self._thread.join()
        if self._listener is not None:
            self._listener.close()
        for end in (*(self._terminal or ()), *self._wake):
            os.close(end)

    # its thread

    def _serve(self) -> None:
        while not self._ended:
            if self._terminal is not None:
                self._talk(self._terminal[0])
                continue
            assert self._listener is not None
            ready, _, _ = select.select([self._listener.fileno(), self._wake[0]], [], [])
            if self._listener.fileno() in ready:
                connection, _ = self._listener.accept()
                with connection:
                    self._talk(connection.fileno())
            else:
                os.read(self._wake[0], 64)

    def _talk(self, line: int) -> None:
        """One connection until it ends."""
        held, open_question = b"", None
        while not self._ended:
            ready, _, _ = select.select([line, self._wake[0]], [], [], None)
            if self._wake[0] in ready:
                os.read(self._wake[0], 64)
            if line in ready:
                fresh = _read(line)
                if not fresh:
                    return
                held += fresh
            while b"\n" in held:
                text, _, held = held.partition(b"\n")
                words = _words(text)
                if words is None:
                    continue
                open_question = self._heard(line, words, open_question)
                if open_question == "gone":
                    return
            if open_question is not None:
                open_question = self._answer_if_pressed(line, open_question)
                if open_question == "gone":
                    return

    def _heard(self, line: int, words: dict[str, Any], open_question: Any) -> Any:
        match words.get("cmd"):
            case "hello" if self.fault is not Fault.SILENT:
                if self.fault is Fault.NOISY_START:
                    os.write(line, b"boot v1.3 ok\r\n")
                for one in self.leftovers:
                    os.write(line, line_of(one))
                self.leftovers = []
                os.write(line, line_of({"cmd": "hello", "id": words["id"], "model": MODEL}))
            case "evaluate":
                self.asked.append(words)
                return words
            case "cancel" if self.fault is not Fault.IGNORES:
                self.cancelled.append(words["id"])
                os.write(line, line_of({"cmd": "cancel", "id": words["id"], "result": "ok"}))
                return None
        return open_question

    def _answer_if_pressed(self, line: int, asked: dict[str, Any]) -> Any:
        with self._lock:
            answer = self._pressed.pop(0) if self._pressed else self.answer
        broken = {
            Fault.GARBAGE: b"\xff\xfe\x00garbage}{\n",
            Fault.HALF: b'{"cmd":"evaluate","id":"',
            Fault.HALF_AND_GONE: b'{"cmd":"evaluate","id":"',
            Fault.UNPLUGGED: b"",
        }
        if self.fault in broken:
            os.write(line, broken[self.fault])
            return "gone" if self.fault in {Fault.HALF_AND_GONE, Fault.UNPLUGGED} else None
        if not answer or self.fault is Fault.IGNORES:
            return asked
        if self.thinks:
            select.select([line, self._wake[0]], [], [], self.thinks)
        told = line_of(_answer(asked, answer, self.fault))
        os.write(line, told * 2 if self.fault is Fault.TWICE else told)
        return None


def _words(text: bytes) -> dict[str, Any] | None:
    """A line; None: one that is not for an evaluator, which a device passes over in silence."""
    try:
        return words_of(text)
    except DeviceTrouble:
        return None


def _read(line: int) -> bytes:
    try:
        return os.read(line, 4096)
    except OSError:  # the other side of a terminal or connection was pulled out
        return b""


def _answer(asked: dict[str, Any], answer: str, fault: Fault) -> dict[str, Any]:
    head = {"cmd": "evaluate", "id": asked["id"]}
    if fault is Fault.BUSY:
        return {**head, "result": "busy"}
    if answer in {"skip", "timeout"}:
        return {**head, "result": answer}
    number = int(answer)
    level = next(one for one in asked["levels"] if one["level"] == number)
    options = "999" if fault is Fault.STRANGE_OPTION else "|".join(one["code"] for one in level["options"][:2])
    told = 6 - number if fault is Fault.REVERSED else number
    return {**head, "result": "ok", "level": told, "name": level["name"], "options": options, "text": ""}


class OwnEvaluator:
    """For training: a simulated device inside this program behind the true driver and a true port."""

    def __init__(self, address: str, answer: str) -> None:
        self._address = address
        self._answer = answer

    @property
    def address(self) -> str:
        """As it was set."""
        return self._address

    def look(self) -> str:
        """As `ports.Evaluator.look`."""
        with self._device() as driver:
            return driver.look()

    def ask(self, levels: Sequence[Level], timeout: float, cancelled: threading.Event | None = None) -> Rating:
        """As `ports.Evaluator.ask`."""
        with self._device() as driver:
            return driver.ask(levels, timeout, cancelled)

    def close(self) -> None:
        """Nothing is held."""

    @contextlib.contextmanager
    def _device(self) -> Iterator[LineEvaluator]:
        from windowdesk.devices.evaluator import LineEvaluator
        from windowdesk.devices.evaluator_lines import open_network

        with SimulatedEvaluator(self._answer) as device:
            device.thinks = SECONDS_TO_PRESS
            yield LineEvaluator(self._address, lambda: open_network("127.0.0.1", device.port))


def main(arguments: list[str] | None = None) -> int:
    """Answer until standard input ends."""
    parser = argparse.ArgumentParser(description="Simulated evaluator on a TCP port")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--answer", default="5", choices=["5", "4", "3", "2", "1", "skip", "timeout"])
    chosen = parser.parse_args(arguments)
    with SimulatedEvaluator(chosen.answer, port=chosen.port) as device:
        sys.stdout.write(json.dumps({"port": device.port}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
