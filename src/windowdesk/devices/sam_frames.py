"""Frames of the serial protocol of resident-ID-card readers (SAM modules, GA/T 467), as pure bytes.

Request: preamble, length (2 bytes, big-endian), command, parameter, data, check byte.
Answer: the same with SW1 SW2 SW3 in place of command and parameter. The length counts all that
follows it; the check byte is the XOR of everything between the preamble and itself. SW1 and SW2
come from the card, SW3 from the reader, and SW3 alone decides.
"""

from __future__ import annotations

import enum
import functools
import operator
import struct
from dataclasses import dataclass

PREAMBLE = bytes.fromhex("AAAAAA9669")
LONGEST = 2400
"""Highest believable length field; the largest real answer has two fingerprints and is 2314."""
SHORTEST_REQUEST = 3
SHORTEST_ANSWER = 4
TEXT_BYTES = 256
PHOTO_BYTES = 1024


class FrameError(ValueError):
    """Bytes that cannot be what the protocol promises. Never holds the bytes themselves."""


class Sw3(enum.IntEnum):
    """Answers of the reader."""

    DONE = 0x90
    FOUND = 0x9F
    NO_CONTENT = 0x91
    CHECKSUM = 0x10
    LENGTH = 0x11
    COMMAND = 0x21
    NOT_PERMITTED = 0x23
    UNKNOWN_ERROR = 0x24
    CARD_REFUSED_SAM = 0x31
    SAM_REFUSED_CARD = 0x32
    INFORMATION_CHECK = 0x33
    NO_CARD_YET = 0x34
    INFORMATION_LENGTH = 0x3F
    UNKNOWN_CARD = 0x40
    READ_FAILED = 0x41
    NO_RANDOM = 0x47
    SELF_TEST_FAILED = 0x60
    NOT_AUTHORISED = 0x66
    NO_CARD = 0x80
    SELECT_FAILED = 0x81


@dataclass(frozen=True, slots=True)
class Request:
    """A command to the reader."""

    command: int
    parameter: int
    data: bytes = b""

    def to_bytes(self) -> bytes:
        """The whole frame."""
        return _frame(bytes((self.command, self.parameter)) + self.data)

    @classmethod
    def from_body(cls, body: bytes) -> Request:
        """The request whose frame carried ``body``."""
        if len(body) < SHORTEST_REQUEST - 1:
            raise FrameError("request too short")
        return cls(body[0], body[1], body[2:])

    @property
    def name(self) -> str:
        """Command and parameter for the log, for example ``30 01``."""
        return f"{self.command:02X} {self.parameter:02X}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader says to a command."""

    sw3: int
    data: bytes = b""
    sw1: int = 0
    sw2: int = 0

    def to_bytes(self) -> bytes:
        """The whole frame."""
        return _frame(bytes((self.sw1, self.sw2, self.sw3)) + self.data)

    @classmethod
    def from_body(cls, body: bytes) -> Answer:
        """The answer whose frame carried ``body``."""
        if len(body) < SHORTEST_ANSWER - 1:
            raise FrameError("answer too short")
        return cls(body[2], body[3:], body[0], body[1])


RESET = Request(0x10, 0xFF)
SAM_STATUS = Request(0x11, 0xFF)
SAM_ID = Request(0x12, 0xFF)
FIND = Request(0x20, 0x01)
SELECT = Request(0x20, 0x02)
READ_BASE = Request(0x30, 0x01)
READ_ADDED_ADDRESS = Request(0x30, 0x03)
READ_MANAGEMENT = Request(0x30, 0x05)
READ_BASE_AND_FINGERPRINT = Request(0x30, 0x10)

SPEEDS = (115200, 57600, 38400, 19200, 9600)
"""Baud rates in the order of their code in command 60 xx, fastest first."""


def set_speed(baud: int) -> Request:
    """Command 60 xx; the answer still comes at the old speed."""
    return Request(0x60, SPEEDS.index(baud))


def set_frame_size(size: int) -> Request:
    """Command 61 FF: largest radio frame in bytes, 0x50 or 0x80."""
    return Request(0x61, 0xFF, bytes((size,)))


def _frame(content: bytes) -> bytes:
    counted = struct.pack(">H", len(content) + 1) + content
    return PREAMBLE + counted + bytes((checksum(counted),))


def checksum(counted: bytes) -> int:
    """XOR over the bytes from the length field on; 0 over a good frame with its check byte."""
    return functools.reduce(operator.xor, counted, 0)


class Damage(enum.Enum):
    """Why bytes after a preamble are no frame."""

    CHECKSUM = "checksum"
    LENGTH = "length"


class FrameParser:
    """Finds frames in a stream that arrives in any pieces with any junk between.

    ``shortest`` is the least length field: 3 for requests, 4 for answers. After damage the search
    goes on right behind the false preamble, so that a good frame inside junk is still found.
    """

    def __init__(self, shortest: int = SHORTEST_ANSWER) -> None:
        self._shortest = shortest
        self._held = bytearray()

    def feed(self, piece: bytes) -> list[bytes | Damage]:
        """Take the next bytes; returns bodies (without length and check byte) and damages in order."""
        self._held += piece
        found: list[bytes | Damage] = []
        while (one := self._next()) is not None:
            found.append(one)
        return found

    def clear(self) -> None:
        """Forget what is held: a new question is asked."""
        self._held.clear()

    def _next(self) -> bytes | Damage | None:
        start = self._held.find(PREAMBLE)
        if start < 0:
            del self._held[: max(0, len(self._held) - len(PREAMBLE) + 1)]
            return None
        del self._held[:start]
        head = len(PREAMBLE) + 2
        if len(self._held) < head:
            return None
        length = int.from_bytes(self._held[len(PREAMBLE) : head], "big")
        if not self._shortest <= length <= LONGEST:
            del self._held[: len(PREAMBLE)]
            return Damage.LENGTH
        if len(self._held) < head + length:
            return None
        counted = bytes(self._held[len(PREAMBLE) : head + length])
        if checksum(counted) != 0:
            del self._held[: len(PREAMBLE)]
            return Damage.CHECKSUM
        del self._held[: head + length]
        return counted[2:-1]


def join_base(text: bytes, photo: bytes) -> bytes:
    """Data of the answer to read base (30 01)."""
    return struct.pack(">HH", len(text), len(photo)) + text + photo


def split_base(data: bytes) -> bytes:
    """The text block in the answer to read base; raises FrameError when its sizes do not add up.

    The photo is left where it is: nothing opens it without a vendor's decoder, nothing may keep it.
    """
    if len(data) < 4:
        raise FrameError("base data too short")
    text_size, photo_size = struct.unpack(">HH", data[:4])
    if text_size != TEXT_BYTES or len(data) != 4 + text_size + photo_size:
        raise FrameError("sizes of base data do not add up")
    return data[4 : 4 + text_size]


def sam_id_text(data: bytes) -> str:
    """The 16 bytes of the answer to 12 FF as printed on the reader, for example ``05.01-20090101-…``."""
    if len(data) != 16:
        raise FrameError("SAM id is not 16 bytes")
    series, kind, day, first, second = struct.unpack("<HHIII", data)
    return f"{series:02d}.{kind:02d}-{day:08d}-{first:010d}-{second:010d}"


def sam_id_bytes(series: int, kind: int, day: int, first: int, second: int) -> bytes:
    """Data of the answer to 12 FF."""
    return struct.pack("<HHIII", series, kind, day, first, second)
