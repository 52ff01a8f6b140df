"""Phases *small files* and *large files*: what events name and the county does not have.

Asked before sent. An upload goes on at the byte where the county says it stands, whatever
happened since. A file that will not go keeps its reason and holds up nobody but its own case.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable
from typing import BinaryIO

from windowdesk import errors
from windowdesk.domain.data_budget import SMALL_FILE
from windowdesk.domain.exchange_news import BLOB_KEY
from windowdesk.events import Kind
from windowdesk.storage.blob_rows import BlobRow
from windowdesk.sync.answers import NO_USE, Refusal
from windowdesk.sync.back_off import is_due
from windowdesk.sync.county import Upload
from windowdesk.sync.run import ACTOR, Run

log = logging.getLogger(__name__)

CHUNK = 256 * 1024
SMALLEST_CHUNK = 16 * 1024
ASK_AT_ONCE, LEAST_ASKED = 500, 10
"""Digests in one question, and in one that nothing on the way can find too large."""
WAITING_AT_MOST = 5000
CHUNK_TRIES = 3
LOST_IN_A_ROW = 2
"""Files that broke off one after the other: then it is the line, not the file."""

Stop = Callable[[], bool]


def send_small(run: Run) -> None:
    """The lane of small files, and of those of the urgent case whatever their size."""
    urgent = run.urgent_files()
    _lane(run, lambda row: row.ref.size < SMALL_FILE or row.ref.digest in urgent, lambda: False, urgent)


def send_large(run: Run, text_waits: Stop) -> None:
    """The lane of large files; gives way as soon as new text waits, and goes on at the byte later."""
    urgent = run.urgent_files()
    _lane(run, lambda row: row.ref.size >= SMALL_FILE and row.ref.digest not in urgent, text_waits, urgent)


def settle_known(run: Run) -> None:
    """Settle what the county says it has, and send nothing."""
    with run.store.reading() as view:
        rows = view.blobs.to_send(WAITING_AT_MOST)
    _ask(run, rows)


def key_of(digest: str) -> str:
    """Under what the failures of a file are kept."""
    return f"{BLOB_KEY}{digest}"


def _lane(run: Run, belongs: Callable[[BlobRow], bool], stop: Stop, urgent: frozenset[str]) -> None:
    rows = sorted((row for row in _due(run) if belongs(row)), key=lambda row: row.ref.digest not in urgent)
    missing = _ask(run, rows)
    broken_off = 0
    for row in missing:
        if stop():
            return
        if not run.may_carry(row, urgent):
            _hold(run)
            continue
        sent_before = run.report.bytes_sent
        try:
            whole = _send(run, row, stop, urgent)
        except errors.Known as trouble:
            run.failed(key_of(row.ref.digest), trouble, afresh=run.report.bytes_sent > sent_before)
            broken_off = broken_off + 1 if trouble.code in NO_USE else 0
            if broken_off >= LOST_IN_A_ROW or _is_hopeless(trouble):
                raise
            continue
        broken_off = 0
        if whole:
            _settle(run, [row])


def _hold(run: Run) -> None:
    """Note that a file waits for the night or the next day, and until when."""
    assert run.allowance is not None
    run.report.held_for_data += 1
    run.report.chance_at = run.allowance().next_chance()


def _due(run: Run) -> list[BlobRow]:
    """Files whose time has come; those that failed before stand behind those that never did."""
    with run.store.reading() as view:
        retries = view.outbox.retries()
        rows = view.blobs.to_send(WAITING_AT_MOST)
    now = run.clock.now()
    due = [row for row in rows if run.force or is_due(retries.get(key_of(row.ref.digest)), now)]
    return sorted(due, key=lambda row: key_of(row.ref.digest) in retries)


def _ask(run: Run, rows: list[BlobRow]) -> list[BlobRow]:
    """Those the county does not have; the others are settled at once."""
    missing: list[BlobRow] = []
    start, at_once = 0, ASK_AT_ONCE
    while page := rows[start : start + at_once]:
        try:
            have = run.county.have([row.ref.digest for row in page])
        except Refusal as refusal:
            if refusal.code != errors.COUNTY_TOO_LARGE.code or at_once <= LEAST_ASKED:
                raise
            at_once //= 2
            continue
        _settle(run, [row for row in page if row.ref.digest in have])
        missing += [row for row in page if row.ref.digest not in have]
        start += len(page)
    return missing


def send_text(run: Run, text: str) -> None:
    """Upload the text of one event as a file, to be handed over by its name.

    Raises:
        CountyTrouble: the line or the county.
    """
    content = text.encode("utf-8")
    name = hashlib.sha256(content).hexdigest()
    _send_bytes(run, name, len(content), "application/json", io.BytesIO(content), lambda missing: True)


def _send(run: Run, row: BlobRow, stop: Stop, urgent: frozenset[str]) -> bool:
    """Send what is missing of one file; False when it gave way half-way, to text or for the day's data.

    Raises:
        CountyTrouble: the line or the county.
        StoreTrouble: ``BLOB_DAMAGED``.
    """

    def may_go_on(missing: int) -> bool:
        if stop():
            return False
        if run.may_carry(row, urgent, missing):
            return True
        _hold(run)
        return False

    ref = row.ref
    with run.blobs.open(ref) as stream:
        return _send_bytes(run, ref.digest, ref.size, ref.media_type, stream, may_go_on)


def _send_bytes(
    run: Run, digest: str, size: int, media_type: str, stream: BinaryIO, may_go_on: Callable[[int], bool]
) -> bool:
    upload = run.county.begin_upload(digest, size, media_type)
    tries = 0
    while upload.offset < size:
        if not may_go_on(size - upload.offset):
            return False
        stream.seek(upload.offset)
        chunk = stream.read(run.chunk)
        if not chunk:
            raise errors.StoreTrouble(errors.BLOB_DAMAGED)
        try:
            upload = Upload(upload.path, run.county.send_bytes(upload, chunk))
            run.report.bytes_sent += len(chunk)
            tries = 0
        except Refusal as refusal:
            if refusal.code == errors.COUNTY_TOO_LARGE.code and run.chunk > SMALLEST_CHUNK:
                run.chunk //= 2  # something on the way takes no larger bodies
                continue
            tries += 1
            if tries >= CHUNK_TRIES or refusal.word not in ("offset", "checksum", "not_found"):
                raise
            upload = run.county.begin_upload(digest, size, media_type)
    return True


def _settle(run: Run, rows: list[BlobRow]) -> None:
    if not rows:
        return
    with run.store.unit(ACTOR) as unit:
        for row in rows:
            unit.blobs.at_county(row.ref.digest)
            run.back_off(unit).worked(key_of(row.ref.digest))
    run.report.blobs_sent += len(rows)
    run.changed.add(Kind.EXCHANGE)


def _is_hopeless(trouble: errors.Known) -> bool:
    """Nobody is there at all, or nobody who would take anything from us now."""
    return trouble.code in NO_USE - {errors.COUNTY_TIMEOUT.code, errors.NO_NETWORK.code}
