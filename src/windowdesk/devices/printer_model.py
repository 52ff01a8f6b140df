"""What a receipt printer does with the bytes it gets, as a state machine; heart of the simulated printer.

A printer that stops (no paper, cover open, cutter jammed) keeps what it has not printed, answers
real-time questions all the same, and prints the rest when it can go on, even after whoever sent it
has hung up. That is how one receipt too many comes out on a real counter.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from windowdesk.devices.escpos_operations import Command, Decoder, Operation, prints
from windowdesk.domain.printer_profile import PrinterProfile


class Condition(enum.Enum):
    """The state of the simulated printer."""

    READY = "ready"
    NEAR_END = "near_end"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    SILENT = "silent"
    """Prints, but answers nothing: a one-way clone."""
    OFF = "off"
    """No power: nobody listens."""


_REAL_TIME = {
    Condition.READY: "12121212",
    Condition.NEAR_END: "1212121E",
    Condition.PAPER_OUT: "1A32127E",
    Condition.COVER_OPEN: "1A161212",
    Condition.CUTTER: "1A521A12",
}
"""Answers to DLE EOT 1 to 4."""
_QUEUED = {Condition.READY: 0x00, Condition.NEAR_END: 0x03}
"""Answer to GS r 1; a printer that stopped does not come to answer."""
_AUTOMATIC = {
    Condition.READY: "10000000",
    Condition.NEAR_END: "10000300",
    Condition.PAPER_OUT: "18000F00",
    Condition.COVER_OPEN: "38000000",
    Condition.CUTTER: "18080000",
}
"""The four bytes of an automatic status."""
STOPPED = frozenset({Condition.PAPER_OUT, Condition.COVER_OPEN, Condition.CUTTER})
_EOT = b"\x10\x04"


class PowerLost(Exception):
    """The printer died in the middle of a job."""


class _JobEnd(enum.Enum):
    """The sender hung up here."""

    WHOLE = True
    BROKEN = False


@dataclass(slots=True)
class PrinterModel:
    """One printer. ``printed`` gets the bytes of each operation that went onto paper, ``ended`` is told
    at the end of a job whether it is whole.
    """

    printed: Callable[[bytes], None]
    ended: Callable[[bool], None]
    condition: Condition = Condition.READY
    answers: frozenset[int] = frozenset({1, 2, 3, 4})
    """The numbers of DLE EOT it knows; many clones know 1 and 4 only."""
    queued: frozenset[str] = frozenset({"GS r", "ESC v"})
    """The queued questions it knows."""
    can_automatic: bool = True
    """It knows GS a."""
    near_end_sensor: bool = True
    automatic: bool = False
    """Automatic status back (GS a): sent unasked before other answers."""
    near_end_after: int | None = None
    """Bytes on paper until the roll is near its end."""
    dies_after: int | None = None
    """Bytes on paper until the power goes."""
    paper_out_after: int | None = None
    """Bytes on paper until the roll ends."""
    _decoder: Decoder = field(default_factory=Decoder)
    _waiting: list[tuple[Operation, bytes] | _JobEnd] = field(default_factory=list)
    _tail: bytes = b""

    def become(self, profile: PrinterProfile) -> None:
        """Speak the status kinds of that model from now on."""
        status = profile.status
        self.answers = frozenset(status.real_time)
        self.queued = frozenset({status.proof.value})
        self.can_automatic, self.near_end_sensor = status.automatic, status.near_end

    def receive(self, piece: bytes) -> bytes:
        """Bytes from the line; returns what goes back. Raises PowerLost."""
        back = b""
        if self.condition in STOPPED:
            seen = self._tail + piece
            back += b"".join(self._real_time(seen[i + 2]) for i in range(len(seen) - 2) if seen[i : i + 2] == _EOT)
            self._tail = seen[-2:]
        for operation, raw in self._decoder.feed(piece):
            if self.condition in STOPPED and _is_real_time(operation):
                continue
            self._waiting.append((operation, raw))
        return back + self.go_on()

    def go_on(self) -> bytes:
        """Work on what waits until it is done or the printer stops; returns answers. Raises PowerLost."""
        back = b""
        while self._waiting and self.condition not in STOPPED:
            one = self._waiting.pop(0)
            if isinstance(one, _JobEnd):
                self.ended(one.value)
            else:
                back += self._work(*one)
        if self.condition not in STOPPED:
            self._tail = b""
            return back
        # Questions already in the buffer are answered out of turn.
        asked = [one for one in self._waiting if not isinstance(one, _JobEnd) and _is_real_time(one[0])]
        self._waiting = [one for one in self._waiting if one not in asked]
        return back + b"".join(self._real_time(raw[2]) for _, raw in asked)

    def hang_up(self) -> None:
        """The other side closed the connection: the job ends here, whole unless an operation is cut off."""
        end = _JobEnd(not self._decoder.finish())
        if self._waiting:
            self._waiting.append(end)
        else:
            self.ended(end.value)

    def forget(self) -> None:
        """Power off: the buffer is gone."""
        self._waiting.clear()
        self._decoder = Decoder()

    def automatic_status(self) -> bytes:
        """Four bytes sent unasked; empty when switched off or silent."""
        return bytes.fromhex(_AUTOMATIC.get(self._shown, "")) if self.automatic else b""

    @property
    def _shown(self) -> Condition:
        """What it can see of itself."""
        blind = self.condition is Condition.NEAR_END and not self.near_end_sensor
        return Condition.READY if blind else self.condition

    def _work(self, operation: Operation, raw: bytes) -> bytes:
        if prints(operation):
            self.printed(raw)
            self._wear(len(raw))
            return b""
        if not isinstance(operation, Command):
            return b""
        if operation.name == "DLE EOT":
            return self._real_time(operation.values[0])
        if operation.name == "GS a" and self.can_automatic:
            self.automatic = operation.values[0] != 0
            return self.automatic_status()
        if operation.name in self.queued and self._shown in _QUEUED:
            return self.automatic_status() + bytes((_QUEUED[self._shown],))
        return b""

    def _wear(self, size: int) -> None:
        if self.near_end_after is not None:
            self.near_end_after -= size
            if self.near_end_after <= 0:
                self.near_end_after, self.condition = None, Condition.NEAR_END
        if self.paper_out_after is not None:
            self.paper_out_after -= size
            if self.paper_out_after <= 0:
                self.paper_out_after, self.condition = None, Condition.PAPER_OUT
        if self.dies_after is not None:
            self.dies_after -= size
            if self.dies_after <= 0:
                self.dies_after = None
                raise PowerLost

    def _real_time(self, number: int) -> bytes:
        if self._shown not in _REAL_TIME or number not in self.answers:
            return b""
        return self.automatic_status() + bytes.fromhex(_REAL_TIME[self._shown])[number - 1 : number]


def _is_real_time(operation: Operation) -> bool:
    return isinstance(operation, Command) and operation.name == "DLE EOT"
