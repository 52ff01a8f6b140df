"""A simulated card reader on a pseudo-terminal, speaking the true protocol through the true driver.

In a process of its own: ``python -m windowdesk.devices.simulated_sam --link PATH``. Commands are
JSON lines on standard input, what happens comes as JSON lines on standard output::

    {"place": {"name": "张桂兰", "number": "…", "birth": "1952-03-08"}}     fields of a card
    {"place": {…}, "unreadable": true}    or "lifted_while_read": true, or "flag": "Q"
    {"lift": true}  {"fail_next": "checksum", "command": "30 01"}  {"fail_next": "41"}
    {"unplug": true}  {"plug": true}  {"next": true}  {"quit": true}

Needs pseudo-terminals, so Linux or macOS. ``next`` puts the next card of ``--cards FILE`` (a JSON list) on the reader.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import select
import sys
import tempfile
import termios
import threading
import time
import tty
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from windowdesk.devices.sam_frames import SPEEDS
from windowdesk.devices.sam_model import Fault, LyingCard, SamModel
from windowdesk.devices.sam_reader import SamReader, serial_reader
from windowdesk.devices.simulated_people import PEOPLE, card_from_json
from windowdesk.domain.people import IdentityCard

BITS_PER_BYTE = 10
"""Start bit, eight data bits, stop bit."""
_SLICE = 32
_BAUD_OF = {getattr(termios, f"B{speed}"): speed for speed in SPEEDS}


class SimulatedSam:
    """A reader plugged in at a pseudo-terminal. Calls are safe from any thread.

    ``link`` is kept pointing at the present terminal, as udev keeps a name for a real reader.
    ``paced`` lets bytes take the time they take on a real line at the present speed.
    """

    def __init__(self, link: Path | None = None, *, speed: int = SPEEDS[0], paced: bool = False) -> None:
        self._link = link
        self._paced = paced
        self._model = SamModel(speed=speed)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ends: tuple[int, int] | None = None
        self._wake: tuple[int, int] | None = None

    def __enter__(self) -> SimulatedSam:
        self.plug()
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()

    @property
    def device(self) -> str:
        """Path to open: the link, or the terminal itself."""
        if self._link is not None:
            return str(self._link)
        if self._ends is None:
            raise FileNotFoundError("the simulated reader is not plugged in")
        return os.ttyname(self._ends[1])

    @property
    def model(self) -> SamModel:
        """The reader's state, for looking at; change it through the methods here."""
        return self._model

    def plug(self) -> None:
        """Appear at the link; nothing to do when plugged in."""
        if self._ends is not None:
            return
        master, slave = os.openpty()
        tty.setraw(slave)
        os.set_blocking(master, False)
        self._ends, self._wake = (master, slave), os.pipe()
        if self._link is not None:
            fresh = self._link.with_name(self._link.name + ".new")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(os.ttyname(slave))
            fresh.replace(self._link)
        self._thread = threading.Thread(target=self._serve, args=(master, self._wake[0]), name="simulated-sam")
        self._thread.start()

    def unplug(self) -> None:
        """Disappear as a pulled plug does: whoever has the terminal open gets an error."""
        if self._ends is None or self._wake is None or self._thread is None:
            return
        os.write(self._wake[1], b"!")
        self._thread.join()
        if self._link is not None:
            self._link.unlink(missing_ok=True)
        for end in (*self._ends, *self._wake):
            os.close(end)
        self._ends = self._wake = self._thread = None

    def place(
        self,
        card: IdentityCard,
        *,
        unreadable: bool = False,
        lifted_while_read: bool = False,
        flag: str | None = None,
    ) -> None:
        """Put a card on the reader."""
        with self._lock:
            self._model.place(LyingCard(card, unreadable, lifted_while_read, flag))

    def lift(self) -> None:
        """Take the card off the reader."""
        with self._lock:
            self._model.lift()

    def fail_next(self, fault: Fault | int, command: str | None = None, times: int = 1) -> None:
        """Spoil the next answers, or the next to one command; a number is an SW3."""
        with self._lock:
            for _ in range(times):
                self._model.fail_next(fault, command)

    def _serve(self, master: int, wake: int) -> None:
        while True:
            ready, _, _ = select.select([master, wake], [], [])
            if wake in ready:
                return
            try:
                piece = os.read(master, 4096)
            except BlockingIOError:
                # The host took back what it had written between our look and our read.
                continue
            with self._lock:
                speed = self._model.speed
                heard = self._host_speed(master) == speed
                back = self._model.receive(piece) if heard else b""
            if self._paced:
                time.sleep(len(piece) * BITS_PER_BYTE / speed)
            self._send(master, back, speed)

    @staticmethod
    def _host_speed(master: int) -> int | None:
        """Baud rate the program on the other side has set; a reader at another one hears only noise."""
        return _BAUD_OF.get(termios.tcgetattr(master)[5])

    def _send(self, master: int, back: bytes, speed: int) -> None:
        start = time.perf_counter()
        step = _SLICE if self._paced else max(1, len(back))
        for first in range(0, len(back), step):
            piece = back[first : first + step]
            if self._paced:
                due = start + (first + len(piece)) * BITS_PER_BYTE / speed
                time.sleep(max(0.0, due - time.perf_counter()))
            try:
                os.write(master, piece)
            except BlockingIOError:
                # Nobody reads: a real line would lose these bytes too.
                return


class SimulatedReader:
    """Address ``simulated:``: a simulated reader inside this process, read through the serial driver.

    Options: ``person`` (index of the first card), ``every`` (seconds after which a card that was read is
    exchanged for the next person's; 0 lets it lie), ``laid`` (``no``: the first card waits for `next_person`).
    """

    def __init__(self, address: str, *, person: int = 0, every: float = 0.0, laid: bool = True) -> None:
        self._address = address
        self._people = itertools.cycle(PEOPLE[person % len(PEOPLE) :] + PEOPLE[: person % len(PEOPLE)])
        self._every = every
        self._laid = laid
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._sam: SimulatedSam | None = None
        self._reader: SamReader | None = None
        self._exchange_at: float | None = None
        self.found: Callable[[], None] | None = None
        """Told when a card lies there and reading begins."""

    @property
    def address(self) -> str:
        """``simulated:`` with its options."""
        return self._address

    @property
    def sam(self) -> SimulatedSam:
        """The simulated reader; plugged in with the first person's card when first asked for."""
        if self._sam is None:
            self._folder = tempfile.TemporaryDirectory(prefix="windowdesk-reader-")
            self._sam = SimulatedSam(Path(self._folder.name) / "reader")
            self._sam.plug()
            if self._laid:
                self.next_person()
        return self._sam

    def next_person(self) -> None:
        """Somebody else lays a card down. Any thread."""
        sam = self.sam
        sam.lift()
        sam.place(next(self._people))

    def read(self, timeout: float, cancelled: threading.Event | None = None) -> IdentityCard:
        """As `ports.CardReader.read`."""
        sam = self.sam
        if self._reader is None:
            self._reader = serial_reader(self._address, sam.device)
        self._reader.found = self.found
        stop = cancelled or threading.Event()
        if self._exchange_at is not None:
            pause = max(0.0, self._exchange_at - time.monotonic())
            if pause <= timeout and not stop.wait(pause):
                sam.place(next(self._people))
                self._exchange_at = None
                timeout -= pause
        card = self._reader.read(timeout, stop)
        self._exchange_at = time.monotonic() + self._every if self._every > 0 else None
        return card

    def close(self) -> None:
        """Let go of the port and unplug the simulation."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        if self._sam is not None:
            self._sam.unplug()
            self._sam = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def obey(sam: SimulatedSam, order: Mapping[str, Any], cards: list[Mapping[str, Any]]) -> str:
    """Carry out one JSON command; returns its name. Raises ValueError for one that cannot be."""
    if "place" in order:
        _place(sam, order["place"], order)
        return "place"
    if "next" in order:
        if not cards:
            raise ValueError("no cards left")
        _place(sam, cards.pop(0), order)
        return "next"
    if "fail_next" in order:
        text = str(order["fail_next"])
        names = {fault.value: fault for fault in Fault}
        sam.fail_next(names.get(text) or int(text, 16), order.get("command"), int(order.get("times", 1)))
        return "fail_next"
    for name, act in (("lift", sam.lift), ("unplug", sam.unplug), ("plug", sam.plug)):
        if name in order:
            act()
            return name
    message = f"no such command: {', '.join(order)}"
    raise ValueError(message)


def _place(sam: SimulatedSam, values: Mapping[str, Any], order: Mapping[str, Any]) -> None:
    sam.place(
        card_from_json(values),
        unreadable=bool(order.get("unreadable", False)),
        lifted_while_read=bool(order.get("lifted_while_read", False)),
        flag=order.get("flag"),
    )


def main(arguments: list[str] | None = None) -> int:
    """Run a simulated reader until standard input ends or says ``quit``."""
    parser = argparse.ArgumentParser(description="Simulated ID-card reader on a pseudo-terminal")
    parser.add_argument("--link", type=Path, required=True, help="path that leads to the reader's terminal")
    parser.add_argument("--cards", type=Path, help="JSON list of cards for the command next")
    parser.add_argument("--speed", type=int, default=SPEEDS[0], choices=SPEEDS)
    parser.add_argument("--paced", action="store_true", help="let bytes take their time on the line")
    chosen = parser.parse_args(arguments)
    cards = json.loads(chosen.cards.read_text("utf-8")) if chosen.cards else []
    with SimulatedSam(chosen.link, speed=chosen.speed, paced=chosen.paced) as sam:
        _say({"ready": str(chosen.link)})
        for line in sys.stdin:
            try:
                order = json.loads(line)
                if "quit" in order:
                    break
                _say({"done": obey(sam, order, cards), "cards_read": sam.model.cards_read})
            except (ValueError, TypeError) as wrong:
                _say({"error": str(wrong)})
    return 0


def _say(what: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
