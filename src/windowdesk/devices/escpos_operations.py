"""What a Chinese receipt printer understands of the bytes it gets: a stream of ESC/POS operations.

Written from the command tables of printer makers, not from our own encoder, so that it can be held
against that encoder. A byte that starts no known command becomes `Unknown`; nothing is skipped
silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

DLE, ESC, FS, GS, LF, CR, HT, FF, CAN = 0x10, 0x1B, 0x1C, 0x1D, 0x0A, 0x0D, 0x09, 0x0C, 0x18


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the printer's own font."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command with the bytes that follow its name, for example ``GS !`` with ``11``."""

    name: str
    values: bytes = b""


@dataclass(frozen=True, slots=True)
class Raster:
    """GS v 0: a picture, rows from the top, a set bit is black."""

    row_bytes: int
    rows: int
    mode: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Barcode:
    """GS k: a barcode drawn by the printer; ``system`` as in the command, 73 is Code 128."""

    system: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Unknown:
    """Bytes no rule explains, and where in the stream they stand."""

    data: bytes
    offset: int
    reason: str


Operation = Text | Command | Raster | Barcode | Unknown

_SINGLE = {LF: "LF", CR: "CR", HT: "HT", FF: "FF", CAN: "CAN"}
_FIXED: dict[tuple[int, int], tuple[str, int]] = {
    (DLE, 0x04): ("DLE EOT", 1),
    (DLE, 0x05): ("DLE ENQ", 1),
    (DLE, 0x14): ("DLE DC4", 3),
    (ESC, ord("@")): ("ESC @", 0),
    (ESC, ord("!")): ("ESC !", 1),
    (ESC, ord("a")): ("ESC a", 1),
    (ESC, ord("E")): ("ESC E", 1),
    (ESC, ord("G")): ("ESC G", 1),
    (ESC, ord("-")): ("ESC -", 1),
    (ESC, ord("d")): ("ESC d", 1),
    (ESC, ord("J")): ("ESC J", 1),
    (ESC, ord("2")): ("ESC 2", 0),
    (ESC, ord("3")): ("ESC 3", 1),
    (ESC, ord("t")): ("ESC t", 1),
    (ESC, ord("R")): ("ESC R", 1),
    (ESC, ord("M")): ("ESC M", 1),
    (ESC, ord(" ")): ("ESC SP", 1),
    (ESC, ord("$")): ("ESC $", 2),
    (ESC, ord("\\")): ("ESC \\", 2),
    (ESC, ord("B")): ("ESC B", 2),
    (ESC, ord("p")): ("ESC p", 3),
    (ESC, ord("v")): ("ESC v", 0),
    (ESC, ord("{")): ("ESC {", 1),
    (ESC, ord("V")): ("ESC V", 1),
    (FS, ord("&")): ("FS &", 0),
    (FS, ord(".")): ("FS .", 0),
    (FS, ord("!")): ("FS !", 1),
    (FS, ord("-")): ("FS -", 1),
    (FS, ord("W")): ("FS W", 1),
    (FS, ord("S")): ("FS S", 2),
    (GS, ord("!")): ("GS !", 1),
    (GS, ord("B")): ("GS B", 1),
    (GS, ord("H")): ("GS H", 1),
    (GS, ord("h")): ("GS h", 1),
    (GS, ord("w")): ("GS w", 1),
    (GS, ord("f")): ("GS f", 1),
    (GS, ord("a")): ("GS a", 1),
    (GS, ord("r")): ("GS r", 1),
    (GS, ord("I")): ("GS I", 1),
    (GS, ord("L")): ("GS L", 2),
    (GS, ord("W")): ("GS W", 2),
}
_QUESTIONS = frozenset({"DLE EOT", "DLE ENQ", "GS r", "GS a", "GS I", "ESC v"})


class Incomplete(Exception):
    """The operation's last bytes have not arrived yet."""


class Decoder:
    """Takes bytes as they come; gives each operation once it is complete.

    ``hanzi`` is the state of FS & / FS . with which Chinese printers are switched on.
    """

    def __init__(self, *, hanzi: bool = True) -> None:
        self._held = b""
        self._offset = 0
        self._hanzi = hanzi
        self._hanzi_at_start = hanzi

    def feed(self, piece: bytes) -> Iterator[tuple[Operation, bytes]]:
        """Each complete operation with the bytes it came as; stop taking and the rest stays held."""
        self._held += piece
        while self._held:
            try:
                operation, size = self._operation(self._held)
            except Incomplete:
                return
            raw, self._held = self._held[:size], self._held[size:]
            self._offset += size
            yield operation, raw

    def finish(self) -> list[Operation]:
        """What was left incomplete at the end, as `Unknown`."""
        rest, self._held = self._held, b""
        return [Unknown(rest, self._offset, "cut off")] if rest else []

    def _operation(self, held: bytes) -> tuple[Operation, int]:
        first = held[0]
        if first in _SINGLE:
            return Command(_SINGLE[first]), 1
        if first in {DLE, ESC, FS, GS}:
            return self._command(held)
        if 0x20 <= first < 0x7F:
            return self._ascii(held)
        if first >= 0x81 and first != 0xFF and self._hanzi:
            return self._double_byte(held)
        return Unknown(held[:1], self._offset, "no Hanzi mode" if first >= 0x80 else "control byte"), 1

    @staticmethod
    def _ascii(held: bytes) -> tuple[Operation, int]:
        size = next((i for i, byte in enumerate(held) if not 0x20 <= byte < 0x7F), len(held))
        return Text(held[:size].decode("ascii")), size

    def _double_byte(self, held: bytes) -> tuple[Operation, int]:
        second = _need(held, 2)[1]
        if 0x30 <= second <= 0x39:
            size = min(4, len(_need(held, 4)))
            return Unknown(held[:size], self._offset, "four-byte GB 18030, misprinted by double-byte printers"), size
        try:
            return Text(held[:2].decode("gbk")), 2
        except UnicodeDecodeError:
            return Unknown(held[:2], self._offset, "no character of GBK"), 2

    def _command(self, held: bytes) -> tuple[Operation, int]:
        second = _need(held, 2)[1]
        fixed = _FIXED.get((held[0], second))
        if fixed is not None:
            name, values = fixed
            _need(held, 2 + values)
            self._watch_hanzi(name)
            return Command(name, held[2 : 2 + values]), 2 + values
        if held[0] == GS and second == ord("v"):
            return _raster(held, self._offset)
        if held[0] == GS and second == ord("k"):
            return _barcode(held, self._offset)
        if held[0] == GS and second == ord("V"):
            size = 4 if _need(held, 3)[2] in {65, 66, 97, 98, 103, 104} else 3
            return Command("GS V", _need(held, size)[2:size]), size
        if second == ord("(") and held[0] in {GS, FS}:
            size = 5 + int.from_bytes(_need(held, 5)[3:5], "little")
            name = f"{'GS' if held[0] == GS else 'FS'} ( {chr(held[2])}"
            return Command(name, _need(held, size)[5:size]), size
        if held[0] == ESC and second == ord("D"):
            end = held.find(b"\0", 2, 36)
            if end < 0:
                raise Incomplete
            return Command("ESC D", held[2:end]), end + 1
        return Unknown(held[:2], self._offset, "no known command"), 2

    def _watch_hanzi(self, name: str) -> None:
        if name == "ESC @":
            self._hanzi = self._hanzi_at_start
        elif name in {"FS &", "FS ."}:
            self._hanzi = name == "FS &"


def _need(held: bytes, size: int) -> bytes:
    if len(held) < size:
        raise Incomplete
    return held


def _raster(held: bytes, offset: int) -> tuple[Operation, int]:
    head = _need(held, 8)
    if head[2] != ord("0"):
        return Unknown(held[:3], offset, "GS v other than 0"), 3
    row_bytes, rows = int.from_bytes(head[4:6], "little"), int.from_bytes(head[6:8], "little")
    size = 8 + row_bytes * rows
    return Raster(row_bytes, rows, head[3] & 3, _need(held, size)[8:size]), size


def _barcode(held: bytes, offset: int) -> tuple[Operation, int]:
    system = _need(held, 3)[2]
    if system <= 6:
        end = held.find(b"\0", 3)
        if end < 0:
            raise Incomplete
        return Barcode(system, held[3:end]), end + 1
    if 65 <= system <= 73:
        size = 4 + _need(held, 4)[3]
        return Barcode(system, _need(held, size)[4:size]), size
    return Unknown(held[:3], offset, "no such barcode system"), 3


def operations(job: bytes) -> list[Operation]:
    """All operations of one whole job."""
    decoder = Decoder()
    return [operation for operation, _ in decoder.feed(job)] + decoder.finish()


def prints(operation: Operation) -> bool:
    """Whether the operation belongs to a print job: all but questions about the printer's state."""
    return not (isinstance(operation, Command) and operation.name in _QUESTIONS)
