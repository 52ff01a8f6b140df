"""A simulated social security card, two ways.

`SocialCardPlug` puts a card into a virtual reader of the real smart card service (vpcd of the vsmartcard project,
Debian package ``vsmartcard-vpcd``), so that everything from the service up is the real thing. In a process of its
own: ``python -m windowdesk.devices.simulated_social --port 35963``, with JSON lines on standard input::

    {"place": {"name": "张桂兰", …}}    fields of a card, those not given come from the first training card
    {"lift": true}  {"quit": true}

`SimulatedSocialReader` is the address ``simulated:?card=social``: the same commands with no service at all.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import itertools
import json
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from windowdesk.devices import social_card
from windowdesk.devices.simulated_people import SOCIAL_CARDS
from windowdesk.devices.social_model import SocialModel
from windowdesk.domain.people import SocialSecurityCard
from windowdesk.errors import CARD_REPLACE, NO_CARD, DeviceTrouble

VPCD_PORT = 35963
"""Where Debian's virtual reader waits for a card."""
_POWER_OFF, _POWER_ON, _RESET, _GET_ATR = b"\x00", b"\x01", b"\x02", b"\x04"
CONNECT_SECONDS = 5.0
NOTICED_SECONDS = 0.6
"""The service looks every 0.4 s; no hand changes cards faster, so the simulation does not either."""


class SocialCardPlug:
    """The slot of a virtual reader at ``port`` on this PC. Connected means: a card is in."""

    def __init__(self, port: int = VPCD_PORT) -> None:
        self._port = port
        self._line: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> SocialCardPlug:
        return self

    def __exit__(self, *_: object) -> None:
        self.pull()

    def insert(self, model: SocialModel, *, dies_at: str = "") -> None:
        """Put a card in; one that is in is pulled out first.

        ``dies_at``: head of the command at which the card is torn out, for example ``00B20930``.
        """
        self.pull()
        self._line = socket.create_connection(("127.0.0.1", self._port), CONNECT_SECONDS)
        self._line.settimeout(None)
        self._thread = threading.Thread(target=_serve, args=(self._line, model, dies_at), name="simulated-social-card")
        self._thread.start()

    def pull(self) -> None:
        """Take the card out; returns when the service has had time to look."""
        line, thread, self._line, self._thread = self._line, self._thread, None, None
        if line is None or thread is None:
            return
        _hang_up(line)
        thread.join()
        line.close()
        time.sleep(NOTICED_SECONDS)


def _serve(line: socket.socket, model: SocialModel, dies_at: str) -> None:
    """Answer the virtual reader until it or we hang up: each message is its length (2 bytes) and itself."""
    while (message := _heard(line)) is not None:
        if message == _GET_ATR:
            answer = model.atr
        elif message in {_POWER_OFF, _POWER_ON, _RESET}:
            model.reset()
            continue
        elif dies_at and message[:4].hex().upper() == dies_at:
            _hang_up(line)
            return
        else:
            answer = model.transmit(message)
        try:
            line.sendall(struct.pack(">H", len(answer)) + answer)
        except OSError:
            # Pulled out while it answered, as happens to real cards.
            return


def _heard(line: socket.socket) -> bytes | None:
    head = _exactly(line, 2)
    return None if head is None else _exactly(line, struct.unpack(">H", head)[0])


def _exactly(line: socket.socket, size: int) -> bytes | None:
    found = b""
    while len(found) < size:
        try:
            piece = line.recv(size - len(found))
        except OSError:
            return None
        if not piece:
            return None
        found += piece
    return found


def _hang_up(line: socket.socket) -> None:
    # The other side may have been faster.
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


class SimulatedSocialReader:
    """Address ``simulated:?card=social``. Options ``person`` and ``every`` as for the simulated ID-card reader."""

    def __init__(self, address: str, *, person: int = 0, every: float = 0.0) -> None:
        self._address = address
        self._cards = itertools.cycle(
            SOCIAL_CARDS[person % len(SOCIAL_CARDS) :] + SOCIAL_CARDS[: person % len(SOCIAL_CARDS)]
        )
        self._every = every
        self._next_at: float | None = 0.0
        self.found: Callable[[], None] | None = None
        """Told when a card lies there and reading begins."""

    @property
    def address(self) -> str:
        """``simulated:`` with its options."""
        return self._address

    def read(self, timeout: float, cancelled: threading.Event | None = None) -> SocialSecurityCard:
        """As `ports.CardReader.read`."""
        stop = cancelled or threading.Event()
        pause = None if self._next_at is None else max(0.0, self._next_at - time.monotonic())
        if stop.wait(timeout if pause is None else min(timeout, pause)):
            raise DeviceTrouble(NO_CARD)
        if pause is None or pause > timeout:
            raise DeviceTrouble(CARD_REPLACE)
        if self.found is not None:
            self.found()
        self._next_at = time.monotonic() + self._every if self._every > 0 else None
        return social_card.read(SocialModel(next(self._cards)).transmit)

    def close(self) -> None:
        """The card is laid down anew at the next read."""
        self._next_at = 0.0


def obey(plug: SocialCardPlug, order: Mapping[str, Any]) -> str:
    """Carry out one JSON command; returns its name. Raises ValueError for one that cannot be."""
    if "place" in order:
        known = {field.name for field in dataclasses.fields(SocialSecurityCard)}
        values = {name: str(value) for name, value in order["place"].items() if name in known}
        if values.keys() != order["place"].keys():
            raise ValueError("no such field of a card")
        plug.insert(SocialModel(dataclasses.replace(SOCIAL_CARDS[0], **values)))  # type: ignore[arg-type]
        return "place"
    if "lift" in order:
        plug.pull()
        return "lift"
    message = f"no such command: {', '.join(order)}"
    raise ValueError(message)


def main(arguments: list[str] | None = None) -> int:
    """Run a simulated card until standard input ends or says ``quit``."""
    parser = argparse.ArgumentParser(description="Simulated social security card in a virtual reader")
    parser.add_argument("--port", type=int, default=VPCD_PORT, help="where the virtual reader waits")
    chosen = parser.parse_args(arguments)
    with SocialCardPlug(chosen.port) as plug:
        _say({"ready": chosen.port})
        for line in sys.stdin:
            try:
                order = json.loads(line)
                if "quit" in order:
                    break
                _say({"done": obey(plug, order)})
            except (ValueError, TypeError, OSError) as wrong:
                _say({"error": str(wrong)})
    return 0


def _say(what: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
