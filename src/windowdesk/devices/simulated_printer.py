"""A simulated receipt printer at a TCP port; keeps every job's bytes in a folder.

``python -m windowdesk.devices.simulated_printer --port 0 --into DIR`` prints ``{"port": N}`` and
then one line per job: ``{"job": "job-0001.bin", "bytes": 900, "whole": true}``. Its state is
changed by JSON lines on standard input::

    {"state": "paper_out"}    ready near_end paper_out cover_open cutter silent off
    {"dies_after": 300}  {"paper_out_after": 300}  {"near_end_after": 300}   bytes on paper from now on
    {"slow": 2000}       bytes a second: it prints, and answers, that slowly; 0 is quick again
    {"model": "pos-5890"}     speak the status kinds of that profile
    {"automatic": true}  {"answers": [1, 4]}  {"quit": true}

With ``--pictures WIDTH`` each job is also drawn beside its bytes (``job-0001.png``, ``job-0001.txt``).
A job that broke off is called ``job-0001.broken.bin``.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from windowdesk.devices.printer_model import Condition, PowerLost, PrinterModel
from windowdesk.domain import printer_profile
from windowdesk.errors import InputRefused

_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER that makes close() send a reset, as a machine without power seems to."""


class SimulatedPrinter:
    """A printer that listens on this PC. Calls are safe from any thread.

    One connection at a time, as on a real one. ``job_done`` is told the file of each job and
    whether it is whole, from the printer's thread.
    """

    def __init__(self, into: Path, port: int = 0, job_done: Callable[[Path, bool], None] | None = None) -> None:
        self._into = into
        self._job_done = job_done
        self._lock = threading.RLock()
        self._model = PrinterModel(self._onto_paper, self._job_ended)
        self._file: Path | None = None
        self._wake = os.pipe()
        self._listener: socket.socket | None = _listening(port)
        self.port: int = self._listener.getsockname()[1]
        self._ended = False
        self._bytes_per_second = 0
        into.mkdir(parents=True, exist_ok=True)
        self._thread = threading.Thread(target=self._serve, name="simulated-printer")
        self._thread.start()

    def __enter__(self) -> SimulatedPrinter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Device address of this printer."""
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def jobs(self) -> list[Path]:
        """Files of all jobs so far, oldest first."""
        return sorted(self._into.glob("job-*.bin"))

    def become(self, condition: Condition) -> None:
        """Change the state; what waits is printed when the printer can go on."""
        with self._lock:
            self._model.condition = condition
        self._nudge()

    def order(
        self,
        *,
        dies_after: int | None = None,
        paper_out_after: int | None = None,
        near_end_after: int | None = None,
        slow: int | None = None,
        model: str | None = None,
        automatic: bool | None = None,
        answers: frozenset[int] | None = None,
    ) -> None:
        """Arrange what will go wrong; bytes are counted from now on."""
        with self._lock:
            self._model.dies_after = dies_after if dies_after is not None else self._model.dies_after
            self._model.paper_out_after = (
                paper_out_after if paper_out_after is not None else self._model.paper_out_after
            )
            self._model.near_end_after = near_end_after if near_end_after is not None else self._model.near_end_after
            self._bytes_per_second = self._bytes_per_second if slow is None else slow
            if model is not None:
                self._model.become(printer_profile.of_model(model))
            self._model.automatic = self._model.automatic if automatic is None else automatic
            self._model.answers = self._model.answers if answers is None else answers

    def close(self) -> None:
        """Stop listening and end the thread."""
        self._ended = True
        self._nudge()
        self._thread.join()
        for end in self._wake:
            os.close(end)

    def _nudge(self) -> None:
        os.write(self._wake[1], b"!")

    def _serve(self) -> None:
        while not self._ended:
            listener = self._listener
            ready, _, _ = select.select([self._wake[0], *([listener.fileno()] if listener else [])], [], [])
            if listener is not None and listener.fileno() in ready:
                connection, _ = listener.accept()
                with connection:
                    self._talk(connection)
            else:
                os.read(self._wake[0], 64)
                self._after_nudge(None)
        if self._listener is not None:
            self._listener.close()

    def _talk(self, connection: socket.socket) -> None:
        with self._lock:
            greeting = self._model.automatic_status()
        alive = self._answer(connection, greeting)
        while alive and not self._ended:
            ready, _, _ = select.select([connection.fileno(), self._wake[0]], [], [])
            if self._wake[0] in ready:
                os.read(self._wake[0], 64)
                alive = self._after_nudge(connection)
                continue
            try:
                piece = connection.recv(65536)
            except OSError:
                piece = b""
            if not piece:
                break
            alive = self._work(connection, partial(self._model.receive, piece))
        if alive or self._model.condition is not Condition.OFF:
            with self._lock:
                self._model.hang_up()

    def _after_nudge(self, connection: socket.socket | None) -> bool:
        """The state may have changed: go on printing, switch off or on. False ends the connection."""
        if self._model.condition is Condition.OFF:
            self._power_off(connection)
            return False
        if self._listener is None and not self._ended:
            self._listener = _listening(self.port)
        return self._work(connection, self._model.go_on)

    def _work(self, connection: socket.socket | None, work: Callable[[], bytes]) -> bool:
        try:
            with self._lock:
                back = work()
        except PowerLost:
            self._model.condition = Condition.OFF
            self._power_off(connection)
            return False
        return connection is None or self._answer(connection, back)

    @staticmethod
    def _answer(connection: socket.socket, back: bytes) -> bool:
        try:
            connection.sendall(back)
        except OSError:
            return False
        return True

    def _power_off(self, connection: socket.socket | None) -> None:
        with self._lock:
            self._model.forget()
            self._job_ended(False)
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _onto_paper(self, raw: bytes) -> None:
        if self._bytes_per_second:
            time.sleep(len(raw) / self._bytes_per_second)
        if self._file is None:
            number = 1 + max((int(file.name[4:8]) for file in self.jobs), default=0)
            self._file = self._into / f"job-{number:04d}.bin"
        with self._file.open("ab") as stream:
            stream.write(raw)

    def _job_ended(self, whole: bool) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        if not whole:
            file = file.rename(file.with_suffix(".broken.bin"))
        if self._job_done is not None:
            self._job_done(file, whole)


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(8)
    return listener


_ORDERS = frozenset(
    {"state", "dies_after", "paper_out_after", "near_end_after", "slow", "model", "automatic", "answers"}
)


def obey(printer: SimulatedPrinter, order: Mapping[str, Any]) -> None:
    """Carry out one JSON command. Raises ValueError or TypeError for one that cannot be."""
    wrong = order.keys() - _ORDERS
    if wrong or not order:
        message = f"no such command: {', '.join(sorted(wrong))}"
        raise ValueError(message)
    settings = {name: value for name, value in order.items() if name != "state"}
    if "answers" in settings:
        settings["answers"] = frozenset(int(number) for number in settings["answers"])
    printer.order(**settings)
    if "state" in order:
        printer.become(Condition(order["state"]))


def draw(file: Path, width: int) -> None:
    """Leave a picture and the plain text of a job beside its bytes."""
    from windowdesk.devices import escpos_picture

    paper = escpos_picture.read(file.read_bytes(), width)
    paper.picture.save(file.with_suffix(".png"))
    codes = [f"[{code.kind}] {code.text}" for code in paper.codes]
    faults = [f"[fault] {fault}" for fault in paper.faults]
    file.with_suffix(".txt").write_text("\n".join([*paper.lines, *codes, *faults]) + "\n", "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run a simulated printer until standard input ends or says ``quit``."""
    parser = argparse.ArgumentParser(description="Simulated receipt printer at a TCP port of this PC")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port and prints its number")
    parser.add_argument("--into", type=Path, required=True, help="folder for the bytes of each job")
    parser.add_argument("--pictures", type=int, metavar="WIDTH", help="also draw each job, 384 or 576 dots wide")
    chosen = parser.parse_args(arguments)

    def job_done(file: Path, whole: bool) -> None:
        if chosen.pictures:
            draw(file, chosen.pictures)
        _say({"job": file.name, "bytes": file.stat().st_size, "whole": whole})

    with SimulatedPrinter(chosen.into, chosen.port, job_done) as printer:
        _say({"port": printer.port})
        for line in sys.stdin:
            try:
                order = json.loads(line)
                if "quit" in order:
                    break
                obey(printer, order)
                _say({"done": order})
            except (ValueError, TypeError, InputRefused) as wrong:
                _say({"error": str(wrong)})
    return 0


_SAYING = threading.Lock()


def _say(what: Mapping[str, Any]) -> None:
    with _SAYING:
        sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
