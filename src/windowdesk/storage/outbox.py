"""The uplink log of this station: what the county is told, and what it answered.

Events are appended in the unit of work of the act they report and are never edited. The answer
of the county to each stands beside it: waiting, held, accepted or rejected.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import RowMapping, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from windowdesk.domain.case_events import CaseFilesLost
from windowdesk.storage import codec, tables
from windowdesk.storage.blob_rows import give_up_files, want_files
from windowdesk.storage.engine import Prepared
from windowdesk.storage.state import State
from windowdesk.storage.work import Work, stamp

GENESIS = "0" * 64
"""``prev`` of the first event."""

ACCEPTED, HELD, REJECTED = "accepted", "held", "rejected"
LINE, UPLINK = "line", "uplink"
"""Keys of the retries that concern every event: nobody answers at all, or the uplink is refused."""


class Sealed(Protocol):
    """A signed event, ready for the log (made by ``wire.envelope``)."""

    @property
    def seq(self) -> int:
        """Number in the log."""
        ...

    @property
    def id(self) -> str:
        """Idempotency key."""
        ...

    @property
    def type(self) -> str:
        """Event type of the contract."""
        ...

    @property
    def case(self) -> str:
        """Id of the case, or empty."""
        ...

    @property
    def case_seq(self) -> int:
        """Number among the events of the case."""
        ...

    @property
    def text(self) -> str:
        """Canonical JSON with signature."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256 of the text, hex."""
        ...

    @property
    def blobs(self) -> Sequence[str]:
        """Digests of the files it names."""
        ...


@dataclass(frozen=True, slots=True)
class OutboxEvent:
    """An event of the log. ``text`` is None where it was forgotten below the safe mark."""

    seq: int
    id: str
    type: str
    case: str
    case_seq: int
    text: str | None
    digest: str
    blobs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The county's answer to one event: ``accepted``, ``held`` or ``rejected``."""

    kind: str
    title: str = ""
    detail: str = ""
    code: str = ""
    proof: str = ""
    waiting_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events wait for an answer, are held, are rejected and not dealt with."""

    waiting: int
    held: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Marks:
    """How far the county has got, and which life of its store said so."""

    received_to: int = 0
    safe_to: int = 0
    epoch: str = ""


@dataclass(frozen=True, slots=True)
class Retry:
    """When something is tried again, and why it did not work; kept on disk."""

    attempts: int
    next_at: datetime
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    since: datetime | None = None
    """When it failed for the first time in a row."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event without a final answer.

    ``state`` is ``waiting`` (not sent), ``sent`` (received, not judged), ``held`` or ``rejected``.
    """

    seq: int
    case: str
    type: str
    state: str
    written_at: datetime
    verdict: Verdict | None
    retry: Retry | None


_O = tables.outbox.c
_APPEND = Prepared(
    insert(tables.outbox).values(
        {
            name: bindparam(name)
            for name in ("seq", "unit", "id", "type", "case_id", "case_seq", "text", "digest", "blobs", "written")
        }
    )
)
_NEXT_CASE_SEQ = Prepared(select(func.coalesce(func.max(_O.case_seq), 0) + 1).where(_O.case_id == bindparam("case")))
_AFTER = Prepared(select(tables.outbox).where(_O.seq > bindparam("after")).order_by(_O.seq).limit(bindparam("limit")))
_VERDICT = Prepared(
    update(tables.outbox)
    .where(_O.seq == bindparam("which"), _O.verdict != ACCEPTED, or_(_O.verdict == "", bindparam("kind") != HELD))
    .values(verdict=bindparam("kind"), answer=bindparam("answer"))
)
_UNSETTLE = Prepared(
    update(tables.outbox).where(_O.seq > bindparam("after")).values(verdict="", answer="{}", done=0, aside="")
)
_ASK_AGAIN = Prepared(
    update(tables.outbox)
    .where(_O.seq <= bindparam("through"), or_(_O.verdict == ACCEPTED, _O.verdict == REJECTED))
    .values(verdict="", answer="{}")
)
_DIGEST = Prepared(select(_O.digest).where(_O.seq == bindparam("which")))
_COUNT_WAITING = Prepared(select(func.count()).select_from(tables.outbox).where(tables.UNSETTLED))
_COUNT_HELD = Prepared(select(func.count()).select_from(tables.outbox).where(tables.UNSETTLED, _O.verdict == HELD))
_COUNT_REJECTED = Prepared(select(func.count()).select_from(tables.outbox).where(tables.REJECTED, _O.done == 0))
_COUNT_CASES = """
    SELECT count(*) FROM (
        SELECT case_id FROM outbox INDEXED BY outbox_open WHERE verdict IN ('', 'held')
        UNION SELECT case_id FROM outbox INDEXED BY outbox_rejected WHERE verdict = 'rejected' AND done = 0
    ) WHERE case_id <> ''
"""
"""Left to itself SQLite walks the index by case, and with it every text of the log."""
_OPEN = Prepared(select(tables.outbox).where(tables.UNSETTLED).order_by(_O.seq).limit(bindparam("limit")))
_REJECTED = Prepared(select(tables.outbox).where(tables.REJECTED, _O.done == 0).order_by(_O.seq))
_OF_CASE = Prepared(select(tables.outbox).where(_O.case_id == bindparam("case")).order_by(_O.case_seq))
_DEALT_WITH = Prepared(update(tables.outbox).where(_O.seq == bindparam("which")).values(done=1))
_FORGET = Prepared(
    update(tables.outbox)
    .where(
        _O.seq <= bindparam("through"), _O.written < bindparam("before"), _O.text.is_not(None), _O.verdict == ACCEPTED
    )
    .values(text=None)
)
_R = tables.retries.c
_RETRIES = Prepared(select(tables.retries))
_RETRY = Prepared(select(tables.retries).where(_R.key == bindparam("which")))
_RETRY_COLUMNS = ("key", "attempts", "next_at", "code", "facts", "since")
_NO_RETRY = Prepared(delete(tables.retries).where(_R.key == bindparam("which")))


def _keep_retry() -> Prepared:
    fresh = insert(tables.retries).values({name: bindparam(name) for name in _RETRY_COLUMNS})
    return Prepared(
        fresh.on_conflict_do_update(
            index_elements=["key"], set_={name: fresh.excluded[name] for name in _RETRY_COLUMNS[1:]}
        )
    )


_KEEP_RETRY = _keep_retry()


class Outbox:
    """The uplink log in one unit or reading."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def head(self) -> tuple[int, str]:
        """Number and digest of the newest event; (0, 64 zeros) before the first."""
        heads = self._work.heads
        return heads.outbox_seq, heads.outbox_digest

    def next_case_seq(self, case: str) -> int:
        """The number the next event of this case gets; counts from 1."""
        return int(self._work.value(_NEXT_CASE_SEQ, case=case))

    def append(self, event: Sealed) -> None:
        """Add an event; part of the confirmed rows of the unit.

        Raises:
            ValueError: its number is not the next one (a bug of the caller).
        """
        heads = self._work.heads
        if event.seq != heads.outbox_seq + 1:
            raise ValueError(f"event {event.seq} after {heads.outbox_seq}")
        values = {
            "seq": event.seq,
            "unit": self._work.unit,
            "id": event.id,
            "type": event.type,
            "case_id": event.case,
            "case_seq": event.case_seq,
            "text": event.text,
            "digest": event.digest,
            "blobs": json.dumps(list(event.blobs)),
            "written": self._work.now(),
        }
        self._work.value(_APPEND, **values)
        if event.blobs:
            want_files(self._work, str(values["blobs"]), event.seq)
        if event.type == CaseFilesLost.TYPE:
            give_up_files(self._work, event.text)
        heads.outbox_seq, heads.outbox_digest = event.seq, event.digest
        self._work.confirm("outbox", values)

    def after(self, seq: int, limit: int = 100, max_bytes: int = 1_000_000) -> list[OutboxEvent]:
        """The events behind ``seq``: at most ``limit`` and ``max_bytes`` of text, but at least one."""
        taken: list[OutboxEvent] = []
        size = 0
        for row in self._work.run(_AFTER, after=seq, limit=limit).mappings():
            size += len((row["text"] or "").encode())
            if taken and size > max_bytes:
                break
            taken.append(_event(row))
        return taken

    def of_case(self, case: str) -> list[tuple[OutboxEvent, Verdict | None]]:
        """The events of one case in order, each with the county's answer so far."""
        return [(_event(row), verdict_of(row)) for row in self._work.run(_OF_CASE, case=case).mappings()]

    def verdict(self, seq: int, verdict: Verdict) -> None:
        """Store the county's answer to one event; a repeat changes nothing.

        *Accepted* is final, and a settled event does not fall back to *held*: only `unsettle`,
        after the county itself lost it, opens it again.
        """
        answer = {key: value for key, value in dataclasses.asdict(verdict).items() if key != "kind"}
        self._work.run(_VERDICT, which=seq, kind=verdict.kind, answer=codec.dumps(answer))

    def unsettle(self, after: int) -> None:
        """The county was restored from a backup: its answers to events behind ``after`` are void.

        What it judged before that may wait there again for a file that came after the backup, and be
        judged otherwise: it is asked for all of those once more. What a person has dealt with stays so.
        """
        self._work.run(_UNSETTLE, after=after)
        self._work.run(_ASK_AGAIN, through=after)

    def digest_of(self, seq: int) -> str | None:
        """Digest of one event, to be held against the county's; None: no such event."""
        found = self._work.run(_DIGEST, which=seq).scalar()
        return None if found is None else str(found)

    def rejected(self) -> list[Waiting]:
        """Events the county rejected and nobody has dealt with yet: rows of the inbox."""
        return [self._waiting(row, {}, 0) for row in self._work.run(_REJECTED).mappings()]

    def dealt_with(self, seq: int) -> None:
        """A person has dealt with the rejected event."""
        self._work.run(_DEALT_WITH, which=seq)

    def waiting(self, limit: int = 500) -> list[Waiting]:
        """Events without a final answer, oldest first."""
        retries = {row["key"]: _retry(row) for row in self._work.run(_RETRIES).mappings()}
        received = self.marks().received_to
        return [self._waiting(row, retries, received) for row in self._work.run(_OPEN, limit=limit).mappings()]

    def counts(self) -> Counts:
        """How many events are not settled; found by short indexes."""
        held = self._work.run(_COUNT_HELD).scalar_one()
        return Counts(
            waiting=self._work.run(_COUNT_WAITING).scalar_one() - held,
            held=held,
            rejected=self._work.run(_COUNT_REJECTED).scalar_one(),
        )

    def cases_waiting(self) -> int:
        """How many cases have an event the county has not settled, or rejected and nobody has dealt with."""
        return int(self._work.sql(_COUNT_CASES).scalar_one())

    def marks(self) -> Marks:
        """What the county last said about how far it has got."""
        return codec.from_plain(Marks, State(self._work).get("marks", {}))  # type: ignore[no-any-return]

    def set_marks(self, received_to: int, safe_to: int, epoch: str) -> None:
        """Store what the county said."""
        State(self._work).set("marks", {"received_to": received_to, "safe_to": safe_to, "epoch": epoch})

    def retry(self, key: str) -> Retry | None:
        """When ``key`` (a lane, ``event:<seq>``, ``blob:<digest>``) is tried again; None: at once."""
        row = self._work.one(_RETRY, which=key)
        return None if row is None else _retry(row)

    def set_retry(self, key: str, retry: Retry | None) -> None:
        """Keep when ``key`` is tried again; None: it worked."""
        if retry is None:
            self._work.run(_NO_RETRY, which=key)
            return
        self._work.run(
            _KEEP_RETRY,
            key=key,
            attempts=retry.attempts,
            next_at=stamp(retry.next_at),
            code=retry.code,
            facts=codec.dumps(dict(retry.facts)),
            since=stamp(retry.since) if retry.since else "",
        )

    def retries(self) -> dict[str, Retry]:
        """Everything that waits for a later try."""
        return {row["key"]: _retry(row) for row in self._work.run(_RETRIES).mappings()}

    def forget(self, before: datetime) -> int:
        """Drop the text of accepted events written before ``before`` and below the safe mark.

        Number, id and digest stay, so that a tombstone can take the place of the text.
        """
        through = self.marks().safe_to
        return self._work.run(_FORGET, through=through, before=stamp(before)).rowcount

    def _waiting(self, row: RowMapping, retries: Mapping[str, Retry], received_to: int) -> Waiting:
        state = row["verdict"] or ("sent" if row["seq"] <= received_to else "waiting")
        return Waiting(
            seq=row["seq"],
            case=row["case_id"],
            type=row["type"],
            state=state,
            written_at=datetime.fromisoformat(row["written"]),
            verdict=verdict_of(row),
            retry=retries.get(f"event:{row['seq']}") or retries.get(LINE) or retries.get(UPLINK),
        )


def _event(row: RowMapping) -> OutboxEvent:
    return OutboxEvent(
        row["seq"],
        row["id"],
        row["type"],
        row["case_id"],
        row["case_seq"],
        row["text"],
        row["digest"],
        tuple(json.loads(row["blobs"])),
    )


def verdict_of(row: RowMapping) -> Verdict | None:
    """The county's answer as it stands in a row of the log; None: none yet."""
    if not row["verdict"]:
        return None
    return codec.from_plain(Verdict, {"kind": row["verdict"], **json.loads(row["answer"])})  # type: ignore[no-any-return]


def _retry(row: RowMapping) -> Retry:
    since = datetime.fromisoformat(row["since"]) if row["since"] else None
    return Retry(row["attempts"], datetime.fromisoformat(row["next_at"]), row["code"], json.loads(row["facts"]), since)
