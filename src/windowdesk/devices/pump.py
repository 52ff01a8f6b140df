"""One thread per card reader: waits for cards, survives unplugging, tells the bus.

The thread owns the port from its first read to its end. News is published from this thread; a
screen bridges it into its own.
"""

from __future__ import annotations

import logging
import threading

from windowdesk.devices.ports import CardReader, TellsWhenFound
from windowdesk.domain.device_news import CardRead, ReaderCondition, ReaderState
from windowdesk.errors import (
    CARD_REPLACE,
    CARD_SERVICE_ABSENT,
    NO_CARD,
    READER_ABSENT,
    READER_BUSY,
    READER_DENIED,
    READER_GARBLED,
    READER_NEEDS_SERVICE,
    READER_SILENT,
    VENDOR_LIBRARY,
    VENDOR_STOPPED,
    DeviceTrouble,
)
from windowdesk.events import Bus

log = logging.getLogger(__name__)

WAIT_SECONDS = 30.0
"""How long one read waits for a card; between reads nothing is lost."""
LOOK_AGAIN_SECONDS = 1.5
"""How often a missing reader is looked for."""
RETRY_SECONDS = 1.0
"""Rest before a card that failed is tried again where it lies."""
NO_READER = {
    READER_ABSENT.code: ReaderCondition.ABSENT,
    READER_DENIED.code: ReaderCondition.ABSENT,
    READER_SILENT.code: ReaderCondition.ABSENT,
    CARD_SERVICE_ABSENT.code: ReaderCondition.ABSENT,
    READER_GARBLED.code: ReaderCondition.TROUBLE,
    READER_NEEDS_SERVICE.code: ReaderCondition.TROUBLE,
    VENDOR_STOPPED.code: ReaderCondition.TROUBLE,
    VENDOR_LIBRARY.code: ReaderCondition.TROUBLE,
    READER_BUSY.code: ReaderCondition.BUSY,
}
"""Troubles of the reader itself, by code: look again after a while."""
WAITING = frozenset({NO_CARD.code, CARD_REPLACE.code})


class ReaderPump:
    """Reads card after card from one reader until stopped."""

    def __init__(self, reader: CardReader, bus: Bus, *, look_again_seconds: float = LOOK_AGAIN_SECONDS) -> None:
        self._reader = reader
        self._bus = bus
        self._look_again_seconds = look_again_seconds
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._last: ReaderState | None = None
        self._settled = False
        """The last look found the reader well."""
        self._retrying = False
        """The card that failed may still lie there: its trouble is not told twice."""

    @property
    def reader(self) -> CardReader:
        """The reader this thread owns."""
        return self._reader

    @property
    def state(self) -> ReaderState | None:
        """What was last said of the reader; None before the first look."""
        return self._last

    def start(self) -> None:
        """Begin; call once."""
        if self._thread is not None:
            raise RuntimeError("this pump runs already")
        self._thread = threading.Thread(target=self._run, name=f"reader {self._reader.address}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End and let go of the reader; returns when the thread has ended. May be called again."""
        self._stop.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        if isinstance(self._reader, TellsWhenFound):
            self._reader.found = self._tell_found
        try:
            while not self._stop.is_set():
                self._one_read()
        finally:
            self._reader.close()
            self._say(ReaderCondition.LET_GO)

    def _one_read(self) -> None:
        # After any trouble one quick look first: it tells that the reader is back or the card gone.
        patience = WAIT_SECONDS if self._settled else 0.0
        try:
            card = self._reader.read(patience, self._stop)
        except DeviceTrouble as trouble:
            self._tell_trouble(trouble)
        except Exception:
            log.exception("reader %s: unexpected failure", self._reader.address)
            self._reader.close()
            self._settled = False
            self._say(ReaderCondition.TROUBLE, DeviceTrouble(READER_GARBLED, status="Z0"))
            self._stop.wait(self._look_again_seconds)
        else:
            self._settled, self._retrying = True, False
            self._bus.publish(CardRead(card, self._reader.address))
            self._say(ReaderCondition.READY)

    def _tell_found(self) -> None:
        if not self._retrying:
            self._say(ReaderCondition.READING)

    def _tell_trouble(self, trouble: DeviceTrouble) -> None:
        if self._stop.is_set():
            return
        if trouble.code in WAITING:
            # A trouble stays on the screen for a while after the card was taken away.
            if not self._retrying:
                self._say(ReaderCondition.READY)
            self._settled, self._retrying = True, False
            return
        condition = NO_READER.get(trouble.code)
        self._say(condition or ReaderCondition.TROUBLE, trouble)
        self._settled, self._retrying = False, condition is None
        self._stop.wait(RETRY_SECONDS if self._retrying else self._look_again_seconds)

    def _say(self, condition: ReaderCondition, trouble: DeviceTrouble | None = None) -> None:
        words = (trouble.code, trouble.happened, trouble.to_do) if trouble else ("", "", "")
        state = ReaderState(self._reader.address, condition, *words)
        if state != self._last:
            self._last = state
            self._bus.publish(state)
