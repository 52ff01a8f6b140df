"""What a card reader does, as a state machine over bytes: the heart of the simulated reader.

Knows nothing of ports and threads. Cards are put on it and lifted, faults are ordered in advance.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from windowdesk.devices.card_text import encode_added_address, encode_text
from windowdesk.devices.sam_frames import (
    PHOTO_BYTES,
    SHORTEST_REQUEST,
    SPEEDS,
    Answer,
    Damage,
    FrameParser,
    Request,
    Sw3,
    join_base,
    sam_id_bytes,
)
from windowdesk.domain.people import IdentityCard


class Fault(enum.Enum):
    """One thing that goes wrong with the next answer."""

    CHECKSUM = "checksum"
    """The check byte is wrong."""
    SILENT = "silent"
    """Nothing comes."""
    HALF = "half"
    """Only the first half comes."""
    JUNK = "junk"
    """Noise stands before a good answer."""


@dataclass(frozen=True, slots=True)
class LyingCard:
    """A card on the reader and what is wrong with it."""

    card: IdentityCard
    unreadable: bool = False
    lifted_while_read: bool = False
    """Gone when its base data is asked for."""
    flag: str | None = None
    """Another letter than that of its kind."""


class _Phase(enum.Enum):
    IDLE = "idle"
    FOUND = "found"
    SELECTED = "selected"
    CONSUMED = "consumed"


_LATER_COMMANDS = frozenset({(0x10, 0xFF), (0x30, 0x03), (0x30, 0x05), (0x30, 0x10), (0x61, 0xFF)})


@dataclass(slots=True)
class _Ordered:
    fault: Fault | int
    command: str | None


@dataclass(slots=True)
class SamModel:
    """A reader with its security module. ``speed`` is the baud rate it listens at."""

    speed: int = SPEEDS[0]
    self_test: int = Sw3.DONE
    """Answer to SAM status; 0x60 or 0x66 for a broken or unauthorised module."""
    first_generation: bool = False
    """An old module: it knows no added address, no management record, no reset and no frame size."""
    cards_read: int = 0
    commands: list[str] = field(default_factory=list)
    """Names of the commands understood, oldest first; the last thousand."""
    _lying: LyingCard | None = None
    _phase: _Phase = _Phase.IDLE
    _ordered: list[_Ordered] = field(default_factory=list)
    _parser: FrameParser = field(default_factory=lambda: FrameParser(SHORTEST_REQUEST))

    def place(self, card: LyingCard) -> None:
        """Put a card down; one that lies there is lifted first."""
        self._lying, self._phase = card, _Phase.IDLE

    def lift(self) -> None:
        """Take the card away."""
        self._lying, self._phase = None, _Phase.IDLE

    def fail_next(self, fault: Fault | int, command: str | None = None) -> None:
        """Spoil the next answer, or the next answer to ``command`` (``"30 01"``); a number is an SW3."""
        self._ordered.append(_Ordered(fault, command))

    def receive(self, piece: bytes) -> bytes:
        """Bytes from the line; returns what goes back."""
        back = b""
        for found in self._parser.feed(piece):
            if isinstance(found, Damage):
                status = Sw3.CHECKSUM if found is Damage.CHECKSUM else Sw3.LENGTH
                back += Answer(status).to_bytes()
            else:
                request = Request.from_body(found)
                self.commands = [*self.commands[-999:], request.name]
                back += self._spoiled(request)
        return back

    def _spoiled(self, request: Request) -> bytes:
        fault = self._fault_for(request)
        if isinstance(fault, int):
            return Answer(fault).to_bytes()
        if fault is Fault.SILENT:
            return b""
        frame = self._answer(request).to_bytes()
        if fault is Fault.CHECKSUM:
            return frame[:-1] + bytes((frame[-1] ^ 0xFF,))
        if fault is Fault.HALF:
            return frame[: len(frame) // 2]
        if fault is Fault.JUNK:
            return b"\xaa\x00\xaa\xaa\xaa\x96\x00\x13" + frame
        return frame

    def _fault_for(self, request: Request) -> Fault | int | None:
        for index, ordered in enumerate(self._ordered):
            if ordered.command in {None, request.name}:
                del self._ordered[index]
                return ordered.fault
        return None

    def _answer(self, request: Request) -> Answer:
        if request.command == 0x60 and request.parameter < len(SPEEDS):
            self.speed = SPEEDS[request.parameter]
            return Answer(Sw3.DONE)
        if self.first_generation and (request.command, request.parameter) in _LATER_COMMANDS:
            return Answer(Sw3.COMMAND)
        match (request.command, request.parameter):
            case (0x10, 0xFF):
                if self._phase is not _Phase.CONSUMED:
                    self._phase = _Phase.IDLE
                return Answer(Sw3.DONE)
            case (0x11, 0xFF):
                return Answer(self.self_test)
            case (0x12, 0xFF):
                return Answer(Sw3.DONE, sam_id_bytes(5, 1, 20260101, 99, 1))
            case (0x61, 0xFF):
                return Answer(Sw3.DONE)
            case (0x20, 0x01):
                return self._find()
            case (0x20, 0x02):
                return self._select()
            case (0x30, 0x01):
                return self._read_base()
            case (0x30, 0x03):
                return self._read_added_address()
            case (0x30, 0x05) if self._is_open():
                return Answer(Sw3.DONE, bytes(28))
        return Answer(Sw3.COMMAND)

    def _find(self) -> Answer:
        if self._lying is None or self._phase is _Phase.CONSUMED:
            return Answer(Sw3.NO_CARD)
        self._phase = _Phase.FOUND
        return Answer(Sw3.FOUND, bytes(4))

    def _select(self) -> Answer:
        if self._lying is None or self._phase is not _Phase.FOUND:
            return Answer(Sw3.SELECT_FAILED)
        self._phase = _Phase.SELECTED
        return Answer(Sw3.DONE, bytes(8))

    def _read_base(self) -> Answer:
        lying = self._lying
        if lying is None or not self._is_open() or lying.unreadable:
            return Answer(Sw3.READ_FAILED)
        if lying.lifted_while_read:
            self.lift()
            return Answer(Sw3.READ_FAILED)
        if self._phase is _Phase.SELECTED:
            self.cards_read += 1
        self._phase = _Phase.CONSUMED
        return Answer(Sw3.DONE, join_base(encode_text(lying.card, lying.flag), bytes(PHOTO_BYTES)))

    def _read_added_address(self) -> Answer:
        if self._lying is None or not self._is_open():
            return Answer(Sw3.READ_FAILED)
        text = self._lying.card.added_address
        return Answer(Sw3.DONE, encode_added_address(text)) if text else Answer(Sw3.NO_CONTENT)

    def _is_open(self) -> bool:
        return self._phase in {_Phase.SELECTED, _Phase.CONSUMED}
