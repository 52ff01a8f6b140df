"""How many events go into one request: fewer after a failure, more after a success."""

from __future__ import annotations

from dataclasses import dataclass

STATE_NAME = "exchange.batch"
FIRST_EVENTS = 16
MOST_EVENTS = 256
BYTES_PER_EVENT = 16 * 1024
"""A batch is cut at this many bytes of text for each event it may hold."""
MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Batch:
    """The size of the next batch; kept on disk so that a bad line is not learnt anew each day."""

    events: int = FIRST_EVENTS

    @property
    def bytes(self) -> int:
        """Text of the batch at most, in bytes (one event always goes)."""
        return min(MOST_BYTES, self.events * BYTES_PER_EVENT)

    def smaller(self) -> Batch:
        """Half of it; one event at least."""
        return Batch(max(1, self.events // 2))

    def larger(self) -> Batch:
        """Twice as much."""
        return Batch(min(MOST_EVENTS, self.events * 2))

    @property
    def is_smallest(self) -> bool:
        """It cannot shrink any more."""
        return self.events == 1
