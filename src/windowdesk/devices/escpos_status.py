"""What a receipt printer says of itself, byte by byte, with everything mixed that really comes mixed.

Answers to DLE EOT have the fixed bits ``0xx1xx10``. An automatic status (GS a) is four bytes and may
come at any time; its first has ``0xx1xx00``. The answer to GS r has bits 4 and 7 clear, like the
last three bytes of an automatic status, so these are told apart by where they stand. XON and XOFF
may be sprinkled in on a serial line.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from windowdesk.devices.ports import PrinterState
from windowdesk.domain.printer_profile import Proof

ASK_QUEUED = {Proof.GS_R: b"\x1d\x72\x01", Proof.ESC_V: b"\x1b\x76", Proof.NONE: b""}
"""Answered only when everything before it has been taken from the buffer; clones answer ESC v alike."""
AUTOMATIC_ON, AUTOMATIC_OFF = b"\x1d\x61\x0f", b"\x1d\x61\x00"
"""GS a: the state is sent at once and at every change, until switched off."""
QUESTIONS = (1, 2, 3, 4)
_FLOW_CONTROL = frozenset({0x11, 0x13})
_AUTOMATIC_BYTES = 4


def ask_real_time(number: int) -> bytes:
    """DLE EOT n: answered at once, even off line."""
    return bytes((0x10, 0x04, number))


class Kind(enum.Enum):
    """Which question an answer belongs to."""

    REAL_TIME = "DLE EOT"
    QUEUED = "GS r"
    AUTOMATIC = "GS a"


@dataclass(frozen=True, slots=True)
class Said:
    """One answer."""

    kind: Kind
    data: bytes


class StatusParser:
    """Sorts the bytes a printer sends into answers."""

    def __init__(self) -> None:
        self._automatic = b""

    def feed(self, piece: bytes) -> list[Said]:
        """Take the next bytes; returns complete answers in order."""
        said: list[Said] = []
        for byte in piece:
            if byte in _FLOW_CONTROL:
                continue
            if byte & 0x93 == 0x12:
                said.append(Said(Kind.REAL_TIME, bytes((byte,))))
            elif self._automatic:
                self._automatic += bytes((byte,))
                if len(self._automatic) == _AUTOMATIC_BYTES:
                    said.append(Said(Kind.AUTOMATIC, self._automatic))
                    self._automatic = b""
            elif byte & 0x93 == 0x10:
                self._automatic = bytes((byte,))
            elif byte & 0x90 == 0:
                said.append(Said(Kind.QUEUED, bytes((byte,))))
        return said


def state_of(answers: Mapping[int, int]) -> tuple[PrinterState, str]:
    """State and a short reason from the answers to DLE EOT by number; those not answered are absent."""
    if not answers:
        return PrinterState.UNKNOWN, ""
    printer, offline, error, paper = (answers.get(number, 0) for number in QUESTIONS)
    if offline & 0x04:
        return PrinterState.COVER_OPEN, ""
    if paper & 0x60 or offline & 0x20:
        return PrinterState.PAPER_OUT, ""
    if error & 0x08:
        return PrinterState.ERROR, "切刀"
    if error & 0x20:
        return PrinterState.ERROR, "不能自行恢复"
    if error & 0x40:
        return PrinterState.ERROR, "打印头过热"
    if offline & 0x40 or error & 0x04:
        return PrinterState.ERROR, "机械"
    if printer & 0x08:
        return PrinterState.OFFLINE, "脱机"
    if paper & 0x0C:
        return PrinterState.PAPER_LOW, ""
    return PrinterState.READY, ""


def paper_low(queued: bytes) -> bool:
    """Whether the answer to GS r 1 or ESC v says that the roll is near its end."""
    return bool(queued[0] & 0x03)


def state_of_automatic(data: bytes) -> PrinterState:
    """State by an automatic status."""
    first, second, third = data[0], data[1], data[2]
    if first & 0x20:
        return PrinterState.COVER_OPEN
    if third & 0x0C:
        return PrinterState.PAPER_OUT
    if second & 0x68:
        return PrinterState.ERROR
    if first & 0x08:
        return PrinterState.OFFLINE
    return PrinterState.PAPER_LOW if third & 0x03 else PrinterState.READY
