"""Phase *uplink*: the texts of the log, in order, from where the county stands.

The texts go out exactly as they are stored. A lost answer costs nothing: the next run asks for
the marks and the verdicts again, and the county gives a repeat its stored verdict.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator

from windowdesk import errors
from windowdesk.domain.exchange_news import SENT_NAME
from windowdesk.events import Kind
from windowdesk.storage.outbox import Marks, OutboxEvent
from windowdesk.sync import batch as batches
from windowdesk.sync import blobs_up
from windowdesk.sync.answers import LINE_DOWN, Refusal
from windowdesk.sync.batch import Batch
from windowdesk.sync.marks import agree, take
from windowdesk.sync.run import ACTOR, Run
from windowdesk.sync.verdicts import record
from windowdesk.wire.envelope import Header, digest, tombstone

log = logging.getLogger(__name__)

GAPS_AT_MOST = 3
"""Times in one run that the county may say "not from there"; more is a county that contradicts itself."""


def send(run: Run) -> None:
    """Send everything the county does not have.

    Raises:
        CountyTrouble: the line or the county; what was taken until then is recorded.
    """
    if run.received_to is None:
        return
    batch = Batch(run.number(batches.STATE_NAME, batches.FIRST_EVENTS))
    gaps = 0
    while events := _next(run, batch):
        try:
            _hand_over(run, events)
        except Refusal as refusal:
            if refusal.code == errors.COUNTY_TOO_LARGE.code and len(events) > 1:
                batch = _keep(run, batch.smaller())
                continue
            if refusal.code == errors.COUNTY_TOO_LARGE.code:
                _hand_over_by_name(run, events)
                continue
            if refusal.word == "gap" and gaps < GAPS_AT_MOST:
                gaps += 1
                agree(run)
                continue
            raise
        except errors.CountyTrouble as trouble:
            if trouble.code in LINE_DOWN:
                _keep(run, batch.smaller())
            raise
        if len(events) >= batch.events:
            batch = _keep(run, batch.larger())


def waits(run: Run) -> bool:
    """True when there is text the county does not have (text always goes before large files)."""
    if run.received_to is None:
        return False
    with run.store.reading() as view:
        return view.outbox.head()[0] > run.received_to


def texts(run: Run, events: Iterable[OutboxEvent]) -> Iterator[str]:
    """The texts as they go out, by line or by stick."""
    return (_text(run, event) for event in events)


def _next(run: Run, batch: Batch) -> list[OutboxEvent]:
    """The next batch, noted on disk as possibly sent before its first byte leaves."""
    assert run.received_to is not None
    if not waits(run):
        return []
    with run.store.unit(ACTOR) as unit:
        events = unit.outbox.after(run.received_to, batch.events, batch.bytes)
        if events[-1].seq > unit.state.get(SENT_NAME, 0):
            unit.state.set(SENT_NAME, events[-1].seq)
    return events


def _hand_over_by_name(run: Run, events: list[OutboxEvent]) -> None:
    """One event whose text is too long for a body on this way: it goes as a file, then by its name (U7).

    The log has no gaps and what a villager confirmed is never given up, so neither leaving it out
    nor a tombstone will do; chunks of a file pass where a body does not.
    """
    text = _text(run, events[0])
    blobs_up.send_text(run, text)
    _hand_over(run, events, [json.dumps({"digest": digest(text)})])


def _hand_over(run: Run, events: list[OutboxEvent], texts: list[str] | None = None) -> None:
    """Send ``events``, as ``texts`` where these are given."""
    answer = run.county.send_events(texts or [_text(run, event) for event in events])
    run.report.events_sent += len(events)
    if answer["epoch"] != run.epoch:
        agree(run)  # restored between two requests
        return
    if answer["received_to"] < events[-1].seq:
        raise errors.CountyTrouble(errors.COUNTY_SCHEMA)
    with run.store.unit(ACTOR) as unit:
        take(run, unit, Marks(answer["received_to"], answer["safe_to"], answer["epoch"]))
        record(run, unit, answer["verdicts"], {event.seq: event for event in events})
    run.received_to = answer["received_to"]
    run.changed |= {Kind.EXCHANGE, Kind.CASES}


def _text(run: Run, event: OutboxEvent) -> str:
    """The stored text; a tombstone in its place when the store no longer gives back what was sealed."""
    if event.text is not None and digest(event.text) == event.digest:
        return event.text
    log.error("event %d cannot be read any more: a tombstone goes in its place", event.seq)
    header = Header(
        seq=event.seq,
        id=event.id,
        case=event.case,
        case_seq=event.case_seq,
        basis=0,
        device_time=run.clock.now(),
        offset_seconds=None,
        actor=ACTOR,
        **_prev(run, event.seq),
    )
    run.report.refused.append(errors.EVENT_UNREADABLE)
    return tombstone(event.digest, "本机已读不出这条记录", header, run.station.number, run.station.key).text


def _prev(run: Run, seq: int) -> dict[str, str]:
    if seq == 1:
        return {}
    with run.store.reading() as view:
        (before,) = view.outbox.after(seq - 2, limit=1)
    return {"prev": before.digest}


def _keep(run: Run, batch: Batch) -> Batch:
    with run.store.unit(ACTOR) as unit:
        unit.state.set(batches.STATE_NAME, batch.events)
    return batch
