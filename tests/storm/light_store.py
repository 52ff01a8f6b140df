"""A station's store held in memory, as far as the exchange looks into it.

The engine and all its phases are the real ones; only what they write into is light, because six hundred
encrypted databases on two cores would measure SQLCipher and not the county.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from windowdesk.storage.outbox import ACCEPTED, HELD, REJECTED, Counts, Marks, OutboxEvent, Retry, Verdict, Waiting
from windowdesk.wire.envelope import SealedEvent

_WRITTEN = datetime(2026, 11, 24, tzinfo=UTC)


class _State:
    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def get(self, name: str, default: Any = None) -> Any:
        return self._kept.get(name, default)

    def set(self, name: str, value: Any) -> None:
        self._kept[name] = value


class _Outbox:
    def __init__(self, log: Sequence[SealedEvent]) -> None:
        self._log = log
        self._verdicts: dict[int, Verdict] = {}
        self._open = {one.seq for one in log}
        self._marks = Marks()
        self._retries: dict[str, Retry] = {}

    def head(self) -> tuple[int, str]:
        last = self._log[-1]
        return last.seq, last.digest

    def after(self, seq: int, limit: int = 100, max_bytes: int = 1_000_000) -> list[OutboxEvent]:
        taken: list[OutboxEvent] = []
        size = 0
        for one in self._log[seq : seq + limit]:
            size += len(one.text.encode())
            if taken and size > max_bytes:
                break
            taken.append(
                OutboxEvent(one.seq, one.id, one.type, one.case, one.case_seq, one.text, one.digest, one.blobs)
            )
        return taken

    def verdict(self, seq: int, verdict: Verdict) -> None:
        self._verdicts[seq] = verdict
        if verdict.kind != HELD:
            self._open.discard(seq)

    def unsettle(self, after: int) -> None:
        self._open |= {one.seq for one in self._log if one.seq > after}

    def waiting(self, limit: int = 500) -> list[Waiting]:
        named = [self._log[seq - 1] for seq in sorted(self._open)[:limit]]
        return [Waiting(one.seq, one.case, one.type, "waiting", _WRITTEN, None, None) for one in named]

    def counts(self) -> Counts:
        kinds = [one.kind for one in self._verdicts.values() if one.kind != ACCEPTED]
        return Counts(len(self._open) - kinds.count(HELD), kinds.count(HELD), kinds.count(REJECTED))

    def marks(self) -> Marks:
        return self._marks

    def set_marks(self, received_to: int, safe_to: int, epoch: str) -> None:
        self._marks = Marks(received_to, safe_to, epoch)

    def retry(self, key: str) -> Retry | None:
        return self._retries.get(key)

    def set_retry(self, key: str, retry: Retry | None) -> None:
        if retry is None:
            self._retries.pop(key, None)
        else:
            self._retries[key] = retry

    def retries(self) -> dict[str, Retry]:
        return dict(self._retries)


class _Mirror:
    def __init__(self, cursor: int) -> None:
        self._cursor = cursor

    def cursor(self) -> int:
        return self._cursor

    def apply(self, seq: int, _news: Any, _text: str) -> bool:
        self._cursor = max(self._cursor, seq)
        return True

    def keep(self, seq: int, *_told: Any) -> None:
        self._cursor = max(self._cursor, seq)


class _Exchanges:
    """The lasting log of exchanges: the last row is all that the engine looks back at."""

    def __init__(self) -> None:
        self._last: tuple[int, Any] | None = None

    def last(self) -> tuple[int, Any] | None:
        return self._last

    def put(self, entry: Any, row: int | None = None) -> int:
        number = row or (self._last[0] if self._last else 0) + 1
        self._last = number, entry
        return number


class _Nothing:
    """What this station has none of: files, cases on the screen, calendar, audit."""

    def find(self, _case: str) -> None:
        return None

    def get(self) -> None:
        return None

    def to_send(self, _limit: int) -> list[Any]:
        return []

    def with_original(self) -> list[Any]:
        return []

    def counts(self) -> tuple[int, int]:
        return 0, 0

    def offer_again(self) -> None:
        """Nothing to offer."""

    def lost(self, _digests: Sequence[str]) -> None:
        """Nothing to lose."""

    def write(self, *_told: object) -> None:
        """No audit here."""

    def add(self, *_counted: object, **_when: object) -> None:
        """Nobody here looks at a data budget."""


class LightStore:
    """One station's log and what the exchange keeps beside it."""

    def __init__(self, log: Sequence[SealedEvent], state: Mapping[str, Any], cursor: int) -> None:
        self.outbox = _Outbox(log)
        self.state = _State()
        self.mirror = _Mirror(cursor)
        self.exchanges = _Exchanges()
        self.blobs = self.cases = self.calendar = self.audit = self.traffic = _Nothing()
        for name, value in state.items():
            self.state.set(name, value)

    @contextmanager
    def unit(self, _actor: str = "") -> Iterator[LightStore]:
        """Written at once: nobody kills this station."""
        yield self

    @contextmanager
    def reading(self) -> Iterator[LightStore]:
        """As it stands."""
        yield self

    @property
    def all_text_safe(self) -> bool:
        """The county has said of every event that it is safe."""
        return self.outbox.marks().safe_to >= self.outbox.head()[0]
