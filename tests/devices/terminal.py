"""Anything at the far end of a pseudo-terminal: a serial device by what it answers to the bytes it gets."""

from __future__ import annotations

import os
import select
import threading
import tty
from collections.abc import Callable


class Terminal:
    """``answer`` is given each piece that arrives, on this device's own thread; ``heard`` is all of it."""

    def __init__(self, answer: Callable[[bytes], bytes]) -> None:
        self._answer = answer
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self._wake = os.pipe()
        self.heard = bytearray()
        self._thread = threading.Thread(target=self._serve, name="terminal")

    @property
    def device(self) -> str:
        """Where a driver opens it."""
        return os.ttyname(self._theirs)

    def __enter__(self) -> Terminal:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        os.write(self._wake[1], b"!")
        self._thread.join()
        for end in (self._ours, self._theirs, *self._wake):
            os.close(end)

    def _serve(self) -> None:
        while self._wake[0] not in (ready := select.select([self._ours, self._wake[0]], [], [])[0]):
            if self._ours in ready:
                piece = os.read(self._ours, 4096)
                self.heard += piece
                os.write(self._ours, self._answer(piece))
