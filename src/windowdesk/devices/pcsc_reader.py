"""Social security cards in any reader that the PC's smart card service knows (PC/SC).

Address ``pcsc:`` for every such reader, ``pcsc:NAME`` for those whose name holds NAME. One card is read once:
only pulling it out and putting one in again makes the next read, told by the service's count of such events. A
service that stops, a reader that is pulled out and a card that is pulled out half-way are all survived: the
next read begins anew. pyscard is imported when the first read begins.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from windowdesk.devices import social_card
from windowdesk.domain.people import SocialSecurityCard
from windowdesk.errors import (
    CARD_LIFTED,
    CARD_REPLACE,
    CARD_SERVICE_ABSENT,
    NO_CARD,
    READER_ABSENT,
    READER_BUSY,
    SOCIAL_CARD_UNREADABLE,
    DeviceTrouble,
    Message,
)

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
"""Longest wait for news of the service; a card that comes is told at once, a reader or an order to stop after this."""
SHARED_PATIENCE_SECONDS = 2.0
"""How long another program may hold a card that was just put in, as Windows itself does."""
_SERVICE = frozenset({0x8010001D, 0x8010001E, 0x80100013, 0x80100003, 0x80100014})
"""No service, stopped, connection broken, handle of an earlier service, internal error of a dying one."""
_NO_READER = frozenset({0x8010002E, 0x80100009, 0x80100017})
"""None at all, unknown name, pulled out."""
_TAKEN_OUT = frozenset({0x80100069, 0x8010000C, 0x80100068, 0x80100016, 0x8010002F})
"""Removed, none there, reset under our hands, or fallen silent between two commands."""
_SHARED = 0x8010000B
_EVENT_SHIFT = 16
"""The service counts insertions and removals above this bit of a reader's state."""


@dataclass(frozen=True, slots=True)
class _Lying:
    """A card as it lies in a reader: the same again means the same card."""

    reader: str
    event: int


class PcscReader:
    """`ports.CardReader` for social security cards over PC/SC."""

    def __init__(self, address: str, name: str = "") -> None:
        self._address = address
        self._name = name
        self._service: Any = None
        """`smartcard.scard` with an open context."""
        self._context: Any = None
        self._done: set[_Lying] = set()
        """Cards that were read, or that never can be, while they lie there."""
        self.found: Callable[[], None] | None = None
        """Told when a card lies there and reading begins."""

    @property
    def address(self) -> str:
        """For example ``pcsc:``."""
        return self._address

    def read(self, timeout: float, cancelled: threading.Event | None = None) -> SocialSecurityCard:
        """Wait at most ``timeout`` seconds for a card and read it.

        Raises:
            DeviceTrouble: R102 no card came (or cancelled), R111 the card read before still lies there, R101 no
                reader, R115 no service, R109 another program holds the card, R103 pulled out half-way, and
                those of `social_card.read`.
        """
        deadline = time.monotonic() + timeout
        stop = cancelled or threading.Event()
        states: dict[str, int] = {}
        while True:
            states = self._states(states, 0.0 if not states else min(LOOK_SECONDS, deadline - time.monotonic()))
            lying = self._lying(states)
            fresh = next((one for one in lying if one not in self._done), None)
            if fresh is not None:
                return self._read(fresh)
            if stop.is_set() or time.monotonic() >= deadline:
                raise DeviceTrouble(CARD_REPLACE if lying and not stop.is_set() else NO_CARD)

    def close(self) -> None:
        """Let go of the service; the next read asks it anew."""
        context, self._context = self._context, None
        if context is not None:
            self._service.SCardReleaseContext(context)

    def _states(self, known: dict[str, int], seconds: float) -> dict[str, int]:
        """State of each reader by name, at the latest after ``seconds`` or at the first change."""
        self._open()
        names = self._names()
        asked = [(name, known.get(name, self._service.SCARD_STATE_UNAWARE)) for name in names]
        milliseconds = max(0, round(seconds * 1000))
        code, told = self._service.SCardGetStatusChange(self._context, milliseconds, asked)
        if _plain(code) != self._service.SCARD_E_TIMEOUT & 0xFFFFFFFF:
            self._check(code)
        return {name: state for name, state, _ in told}

    def _names(self) -> list[str]:
        code, names = self._service.SCardListReaders(self._context, [])
        if _plain(code) in _SERVICE:
            # Perhaps it was only started anew since we last asked.
            self._forget_service()
            self._open()
            code, names = self._service.SCardListReaders(self._context, [])
        self._check(code)
        found = [name for name in names if self._name.casefold() in name.casefold()]
        if not found:
            raise self._absent()
        return found

    def _absent(self) -> DeviceTrouble:
        """A reader that comes back counts from the beginning."""
        self._done.clear()
        return DeviceTrouble(READER_ABSENT, address=self._address)

    def _lying(self, states: dict[str, int]) -> list[_Lying]:
        present = self._service.SCARD_STATE_PRESENT
        lying = [_Lying(name, state >> _EVENT_SHIFT) for name, state in states.items() if state & present]
        self._done.intersection_update(lying)
        return lying

    def _read(self, lying: _Lying) -> SocialSecurityCard:
        if self.found is not None:
            self.found()
        card, protocol = self._connect(lying.reader)
        try:
            read = social_card.read(lambda command: self._transmit(card, protocol, command))
        except DeviceTrouble as trouble:
            if trouble.message not in _AGAIN:
                self._done.add(lying)
            raise
        finally:
            self._service.SCardDisconnect(card, self._service.SCARD_LEAVE_CARD)
        self._done.add(lying)
        return read

    def _connect(self, reader: str) -> tuple[Any, Any]:
        """For us alone, so that no other program selects something else between two of our commands."""
        service = self._service
        protocols = service.SCARD_PROTOCOL_T0 | service.SCARD_PROTOCOL_T1
        deadline = time.monotonic() + SHARED_PATIENCE_SECONDS
        while True:
            code, card, protocol = service.SCardConnect(self._context, reader, service.SCARD_SHARE_EXCLUSIVE, protocols)
            if _plain(code) != _SHARED or time.monotonic() >= deadline:
                break
            time.sleep(0.05)
        self._check(code)
        return card, protocol

    def _transmit(self, card: Any, protocol: Any, command: bytes) -> bytes:
        code, answer = self._service.SCardTransmit(card, protocol, list(command))
        self._check(code)
        # Some services give bytes as signed numbers.
        return bytes(byte & 0xFF for byte in answer)

    def _open(self) -> None:
        if self._context is not None:
            return
        if self._service is None:
            try:
                from smartcard import scard
            except ImportError as missing:
                raise DeviceTrouble(CARD_SERVICE_ABSENT) from missing
            self._service = scard
        code, context = self._service.SCardEstablishContext(self._service.SCARD_SCOPE_USER)
        if _plain(code) != 0:
            log.info("smart card service: %08X", _plain(code))
            raise DeviceTrouble(CARD_SERVICE_ABSENT)
        self._context = context

    def _forget_service(self) -> None:
        """Releasing a handle of a dead service only fails; a new service counts cards from the beginning."""
        self._done.clear()
        self.close()

    def _check(self, code: int) -> None:
        plain = _plain(code)
        if plain == 0:
            return
        log.info("smart card service: %08X", plain)
        if plain in _SERVICE:
            self._forget_service()
            raise DeviceTrouble(CARD_SERVICE_ABSENT)
        if plain in _NO_READER:
            raise self._absent()
        if plain in _TAKEN_OUT:
            raise DeviceTrouble(CARD_LIFTED)
        if plain == _SHARED:
            raise DeviceTrouble(READER_BUSY)
        raise DeviceTrouble(SOCIAL_CARD_UNREADABLE, status=f"{plain:08X}")


_AGAIN: tuple[Message, ...] = (CARD_LIFTED, READER_ABSENT, READER_BUSY, CARD_SERVICE_ABSENT)
"""Troubles that say nothing about the card: it is tried again where it lies."""


def _plain(code: int) -> int:
    """Windows and some services give status codes as negative numbers."""
    return code & 0xFFFFFFFF
