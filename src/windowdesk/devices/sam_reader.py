"""Card reader driver: find, select, read, added address, over the SAM protocol.

A card just read must be lifted before the reader finds it again; the added address command tells
whether the same card still lies there. Everything read is checked before it leaves this module.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable

from windowdesk.devices import card_text
from windowdesk.devices.sam_frames import (
    FIND,
    READ_ADDED_ADDRESS,
    READ_BASE,
    SAM_ID,
    SELECT,
    Answer,
    FrameError,
    Sw3,
    sam_id_text,
    split_base,
)
from windowdesk.devices.sam_line import ANSWER_SECONDS, NEEDS_SERVICE, Line, SamLine, open_serial
from windowdesk.domain.people import IdentityCard
from windowdesk.errors import (
    CARD_LIFTED,
    CARD_REPLACE,
    CARD_UNKNOWN_TYPE,
    CARD_UNREADABLE,
    NO_CARD,
    READER_NEEDS_SERVICE,
    DeviceTrouble,
)

POLL_SECONDS = 0.3
TRIES = 2
"""How often one lying card is selected and read before it counts as unreadable."""
_NO_ADDED_ADDRESS = frozenset({Sw3.NO_CONTENT, Sw3.COMMAND})


class SamReader:
    """`ports.CardReader` for any reader that speaks the SAM protocol on ``line``."""

    def __init__(self, address: str, line: Line, *, poll_seconds: float = POLL_SECONDS) -> None:
        self._address = address
        self._line = line
        self._poll_seconds = poll_seconds
        self._read_before = False
        self.found: Callable[[], None] | None = None
        """Told when a card lies there and reading begins."""

    @property
    def address(self) -> str:
        """For example ``serial:/dev/ttyUSB0``."""
        return self._address

    @property
    def speed(self) -> int | None:
        """Baud rate of the open line."""
        return self._line.speed

    def read(self, timeout: float, cancelled: threading.Event | None = None) -> IdentityCard:
        """Wait at most ``timeout`` seconds for a card and read it.

        Raises:
            DeviceTrouble: R102 no card came (or cancelled), R111 the card read before still lies
                there, R103 lifted half-way, R104 unreadable, R105 unknown type, R107 R108 R112
                fault of reader or driver, and those of `SamLine`.
        """
        deadline = time.monotonic() + timeout
        stop = cancelled or threading.Event()
        self._line.open()
        while not stop.is_set():
            status = self._line.ask(FIND).sw3
            if status == Sw3.FOUND:
                return self._read_found()
            if status in NEEDS_SERVICE:
                raise DeviceTrouble(READER_NEEDS_SERVICE, status=f"{status:02X}")
            if (left := deadline - time.monotonic()) <= 0:
                break
            stop.wait(min(self._poll_seconds, left))
        if self._read_before and not stop.is_set() and self._still_lies_there():
            raise DeviceTrouble(CARD_REPLACE)
        raise DeviceTrouble(NO_CARD)

    def serial_number(self) -> str:
        """Number of the security module, as printed on the reader."""
        return sam_id_text(self._line.ask(SAM_ID).data)

    def close(self) -> None:
        """Let go of the port; the next read opens it anew."""
        self._line.close()

    def _read_found(self) -> IdentityCard:
        if self.found is not None:
            self.found()
        self._read_before = False
        status = int(Sw3.READ_FAILED)
        for _ in range(TRIES):
            block, status = self._try_to_read()
            if block is not None:
                return self._checked(block)
            self._refuse_hopeless(status)
            self._line.reset()
            if self._line.ask(FIND).sw3 != Sw3.FOUND:
                # A lifted card and a card the reset does not wake look alike; the advice is the same.
                raise DeviceTrouble(CARD_LIFTED)
        raise DeviceTrouble(CARD_UNREADABLE, status=f"{status:02X}")

    def _try_to_read(self) -> tuple[bytes | None, int]:
        """The text block, or None and the status that stood in its way."""
        status = self._line.ask(SELECT).sw3
        if status != Sw3.DONE:
            return None, status
        answer = self._line.ask(READ_BASE)
        if answer.sw3 != Sw3.DONE:
            return None, answer.sw3
        try:
            return split_base(answer.data), answer.sw3
        except FrameError:
            return None, Sw3.INFORMATION_LENGTH

    @staticmethod
    def _refuse_hopeless(status: int) -> None:
        if status in NEEDS_SERVICE:
            raise DeviceTrouble(READER_NEEDS_SERVICE, status=f"{status:02X}")
        if status == Sw3.UNKNOWN_CARD:
            raise DeviceTrouble(CARD_UNKNOWN_TYPE, flag=f"{status:02X}")

    def _checked(self, block: bytes) -> IdentityCard:
        self._read_before = True
        card = card_text.decode_text(block)
        card_text.check_number(card)
        return _with_added_address(card, self._line.ask(READ_ADDED_ADDRESS))

    def _still_lies_there(self) -> bool:
        return self._line.ask(READ_ADDED_ADDRESS).sw3 in {Sw3.DONE, Sw3.NO_CONTENT}


def serial_reader(
    address: str, device: str, *, poll_seconds: float = POLL_SECONDS, answer_seconds: float = ANSWER_SECONDS
) -> SamReader:
    """The reader at the serial port ``device``, for example ``/dev/ttyUSB0`` or ``COM3``."""
    line = SamLine(address, lambda: open_serial(device), answer_seconds=answer_seconds)
    return SamReader(address, line, poll_seconds=poll_seconds)


def _with_added_address(card: IdentityCard, answer: Answer) -> IdentityCard:
    """The card with what 30 03 said; an answer that says neither yes nor no leaves the field doubtful."""
    if answer.sw3 in _NO_ADDED_ADDRESS:
        return card
    if answer.sw3 == Sw3.DONE:
        text, doubtful = card_text.decode_added_address(answer.data)
    else:
        text, doubtful = "", True
    marks = (*card.doubtful, "added_address") if doubtful else card.doubtful
    return dataclasses.replace(card, added_address=text, doubtful=tuple(sorted(marks)))
