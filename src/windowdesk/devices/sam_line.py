"""The line to a card reader: find its speed, ask, get the answer, and name what went wrong.

Logs command, status and duration. Never a frame, a text or a photo.
"""

from __future__ import annotations

import errno
import logging
import time
from collections.abc import Callable, Sequence
from typing import Protocol

import serial

from windowdesk.devices.sam_frames import (
    RESET,
    SAM_STATUS,
    SPEEDS,
    Answer,
    Damage,
    FrameParser,
    Request,
    Sw3,
)
from windowdesk.devices.serial_loss import LOST
from windowdesk.errors import (
    READER_ABSENT,
    READER_BUSY,
    READER_DENIED,
    READER_GARBLED,
    READER_NEEDS_SERVICE,
    READER_SILENT,
    DeviceTrouble,
)

log = logging.getLogger(__name__)

DETECT_SECONDS = 0.4
"""How long a speed is tried; a status frame and its answer take 0.02 s at 9600 baud."""
ANSWER_SECONDS = 5.0
"""Longest wait for the first byte of an answer; radio and SAM work on a card take about a second."""
GAP_SECONDS = 0.5
"""Longest silence inside an answer."""
DAMAGE_SECONDS = 0.2
"""How long after damage a good frame may still follow."""
LONGEST_ANSWER_SECONDS = 5.0
"""Beyond the wait for the first byte; 2400 bytes at 9600 baud take 2.5 s."""
NEEDS_SERVICE = frozenset({Sw3.SELF_TEST_FAILED, Sw3.NOT_AUTHORISED})
_ASK_AGAIN = frozenset({Sw3.CHECKSUM, Sw3.LENGTH, Sw3.UNKNOWN_ERROR})
_BUSY_ERRORS = frozenset({errno.EAGAIN, errno.EBUSY, errno.EWOULDBLOCK})
_DENIED_ERRORS = frozenset({errno.EACCES, errno.EPERM})


class Port(Protocol):
    """What a line needs of an open port; that of pyserial, and of a USB reader that acts like one."""

    baudrate: int
    timeout: float | None

    @property
    def in_waiting(self) -> int:
        """Bytes that can be read without waiting."""
        ...

    def read(self, size: int = 1, /) -> bytes:
        """What arrives within ``timeout`` seconds."""
        ...

    def write(self, data: bytes, /) -> int | None:
        """Send all of ``data``."""
        ...

    def reset_input_buffer(self) -> None:
        """Forget what has arrived."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


class Line(Protocol):
    """What the driver needs of a way to the reader: `SamLine`, or a vendor's library that acts like one."""

    @property
    def speed(self) -> int | None:
        """Baud rate, None where there is none or while closed."""
        ...

    def open(self) -> None:
        """Open; nothing to do when open. Raises DeviceTrouble."""
        ...

    def ask(self, request: Request) -> Answer:
        """Send a command and wait for its answer. Raises DeviceTrouble."""
        ...

    def reset(self) -> None:
        """Reset the security module; its answer does not matter."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


def open_serial(device: str) -> Port:
    """The serial port ``device`` for us alone. Raises OSError or ValueError."""
    port: Port = serial.Serial(device, SPEEDS[0], timeout=0, write_timeout=2, exclusive=True)
    return port


class SamLine:
    """One reader. Opens at the first question and again after any loss.

    ``opens`` gives the open port; ``speeds`` are tried in turn (one for a line that has none).
    """

    def __init__(
        self,
        address: str,
        opens: Callable[[], Port],
        *,
        speeds: Sequence[int] = SPEEDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._address = address
        self._opens = opens
        self._speeds = speeds
        self._answer_seconds = answer_seconds
        self._port: Port | None = None
        self._parser = FrameParser()

    @property
    def speed(self) -> int | None:
        """Baud rate found, None while closed."""
        return None if self._port is None else int(self._port.baudrate)

    def open(self) -> None:
        """Open the port for us alone and find the reader's speed; nothing to do when open.

        Raises:
            DeviceTrouble: R101 absent, R109 held by another program, R114 not allowed, R106 no
                answer at any speed, R107 the security module fails its self-test.
        """
        if self._port is not None:
            return
        self._port = self._opened()
        try:
            status = self._detect(self._port)
        except LOST as lost:
            self.close()
            raise DeviceTrouble(READER_ABSENT, address=self._address) from lost
        except BaseException:
            self.close()
            raise
        if status in NEEDS_SERVICE:
            self.close()
            raise DeviceTrouble(READER_NEEDS_SERVICE, status=f"{status:02X}")

    def close(self) -> None:
        """Let go of the port."""
        port, self._port = self._port, None
        self._parser.clear()
        if port is not None:
            try:
                port.close()
            except LOST as gone:
                log.info("the port of %s was gone at closing: %s", self._address, type(gone).__name__)

    def ask(self, request: Request) -> Answer:
        """Send a command and wait for its answer; once more after damage, silence or a bad request.

        Raises:
            DeviceTrouble: as `open`; R101 unplugged, R106 silent, R113 damaged twice.
        """
        self.open()
        trouble = DeviceTrouble(READER_SILENT)
        for attempt in (1, 2):
            heard = self._ask_once(request, attempt)
            if isinstance(heard, Answer):
                if heard.sw3 not in _ASK_AGAIN:
                    return heard
                trouble = DeviceTrouble(READER_GARBLED, status=f"{heard.sw3:02X}")
            elif heard is None:
                trouble = DeviceTrouble(READER_SILENT)
            else:
                trouble = DeviceTrouble(READER_GARBLED, status=heard.value)
        self.close()
        raise trouble

    def reset(self) -> None:
        """Reset the security module: helps some readers after a failed read. Its answer does not matter."""
        self._ask_once(RESET, 1)

    def _ask_once(self, request: Request, attempt: int) -> Answer | Damage | None:
        port = self._port
        if port is None:
            return None
        started = time.perf_counter()
        try:
            heard = self._exchange(port, request, self._answer_seconds)
        except LOST as lost:
            log.info("command %s: reader lost (%s)", request.name, type(lost).__name__)
            self.close()
            raise DeviceTrouble(READER_ABSENT, address=self._address) from lost
        status = f"{heard.sw3:02X}" if isinstance(heard, Answer) else heard.value if heard else "silence"
        milliseconds = (time.perf_counter() - started) * 1000
        log.debug("command %s attempt %d: %s in %.0f ms", request.name, attempt, status, milliseconds)
        return heard

    def _opened(self) -> Port:
        try:
            return self._opens()
        except (OSError, ValueError) as refused:
            number = getattr(refused, "errno", None)
            if number in _BUSY_ERRORS:
                raise DeviceTrouble(READER_BUSY) from refused
            if number in _DENIED_ERRORS:
                raise DeviceTrouble(READER_DENIED, address=self._address) from refused
            raise DeviceTrouble(READER_ABSENT, address=self._address) from refused

    def _detect(self, port: Port) -> int:
        """Status of the reader at the first speed it answers at."""
        for speed in self._speeds:
            port.baudrate = speed
            heard = self._exchange(port, SAM_STATUS, DETECT_SECONDS)
            if isinstance(heard, Answer):
                log.info("reader %s answers at %d baud", self._address, speed)
                return heard.sw3
        self.close()
        raise DeviceTrouble(READER_SILENT)

    def _exchange(self, port: Port, request: Request, seconds: float) -> Answer | Damage | None:
        """The answer, the last damage seen instead of one, or None after silence."""
        self._parser.clear()
        port.reset_input_buffer()
        port.write(request.to_bytes())
        damage: Damage | None = None
        now = time.monotonic()
        deadline, last_chance = now + seconds, now + seconds + LONGEST_ANSWER_SECONDS
        while (left := min(deadline, last_chance) - time.monotonic()) > 0:
            port.timeout = left
            piece = port.read(max(1, port.in_waiting))
            if not piece:
                break
            deadline = max(deadline, time.monotonic() + GAP_SECONDS)
            for found in self._parser.feed(piece):
                if isinstance(found, bytes):
                    return Answer.from_body(found)
                damage, deadline = found, time.monotonic() + DAMAGE_SECONDS
        return damage
