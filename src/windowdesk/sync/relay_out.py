"""To the county by stick: a sealed bundle of everything it is not known to have.

A bundle goes on from the last marks heard, by whatever way, so any one of several suffices and
none must be kept. Files that do not fit lead the next bundle.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from windowdesk import errors
from windowdesk.domain.exchange_news import CARRIED_NAME, SENT_NAME
from windowdesk.domain.relay import Exported
from windowdesk.events import Kind
from windowdesk.storage.blob_rows import BlobRow
from windowdesk.storage.unit import Unit
from windowdesk.sync import blobs_down, blobs_up, stick, uplink
from windowdesk.sync.packs_down import IN_USE_NAME
from windowdesk.sync.run import ACTOR, Run
from windowdesk.sync.verdicts import OPEN_AT_ONCE
from windowdesk.wire import bundle
from windowdesk.wire.bundle import Label
from windowdesk.wire.canonical import from_base64, to_base64
from windowdesk.wire.values import moment_text

log = logging.getLogger(__name__)

NUMBER_NAME = "relay.number"
"""Number of the newest bundle written."""
FILES_CARRIED_NAME = "relay.files_carried"
"""Files that went into a bundle and are not proved yet: digest to number of the newest such bundle."""
READ = 256 * 1024
SPARE = 1024 * 1024
"""Bytes of a stick left free for its own book-keeping."""
EVENTS_AT_ONCE = 100
"""Read from the store at a time."""


class _Unreadable(Exception):
    """A stored file is damaged: the bundle is written again without it."""

    def __init__(self, digest: str, trouble: errors.StoreTrouble) -> None:
        self.digest = digest
        self.trouble = trouble
        super().__init__(digest)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a bundle will hold; fixed before the first byte is written."""

    label: Label
    manifest: dict[str, Any]
    rows: tuple[BlobRow, ...]
    left: int
    after: int


def write_bundle(run: Run, folder: Path, *, actor: str) -> Exported:
    """Write the next bundle into ``folder`` (the stick), whole and synced, and read it back.

    Raises:
        DeviceTrouble: ``STICK_ABSENT``, ``STICK_READ_ONLY``, ``STICK_FULL``, ``STICK_PULLED``; nothing is left behind
            where the stick still lets us.
        CountyTrouble: ``COUNTY_NO_SEAL``.
        StoreTrouble: the local store.
    """
    kid, to = _county_key(run)
    now = run.clock.now()
    unreadable: set[str] = set()
    with stick.troubles(folder):
        number = _next_number(run, folder)
        while True:
            plan = _plan(run, folder, number, kid, now, unreadable)
            file = folder / bundle.station_name(run.station.number, number)
            try:
                size = _write(run, plan, file, to)
                break
            except _Unreadable as damaged:
                unreadable.add(damaged.digest)
                run.failed(blobs_up.key_of(damaged.digest), damaged.trouble)
        _read_back(file)
    _note(run, plan)
    log.info("bundle %d written: events %d to %d, %d files", number, plan.label.first, plan.label.last, len(plan.rows))
    label = plan.label
    site = str(run.enrolment.site.get("name", ""))
    return Exported(
        file=str(file),
        name=file.name,
        station=label.station,
        site=site,
        number=number,
        first=label.first,
        last=label.last,
        files=len(plan.rows),
        left=plan.left,
        size=size,
        at=now,
        actor=actor,
    )


def _read_back(file: Path) -> None:
    """What the stick gives back is what was written.

    Raises:
        DeviceTrouble: ``STICK_SPOILT``.
    """
    try:
        bundle.open_bundle(file)
    except errors.InputRefused as spoilt:
        stick.remove(file)
        raise errors.DeviceTrouble(errors.STICK_SPOILT) from spoilt


def _county_key(run: Run) -> tuple[str, X25519PublicKey]:
    """The county's sealing key, newest of them where there are several."""
    for kid, text in reversed(tuple(run.enrolment.sealing_keys.items())):
        try:
            return kid, X25519PublicKey.from_public_bytes(from_base64(text))
        except ValueError:
            log.warning("the sealing key %s cannot be read", kid)
    raise errors.CountyTrouble(errors.COUNTY_NO_SEAL)


def _next_number(run: Run, folder: Path) -> int:
    """Above every number given, also by a store that was rebuilt since."""
    prefix, suffix = f"windowdesk-{run.station.number}-", bundle.SUFFIX
    found = (one.name.removeprefix(prefix).removesuffix(suffix) for one in folder.glob(f"{prefix}*{suffix}"))
    return max([run.number(NUMBER_NAME, 0), *(int(one) for one in found if one.isdecimal())]) + 1


def _plan(run: Run, folder: Path, number: int, kid: str, now: datetime, unreadable: set[str]) -> _Plan:
    with run.store.unit(ACTOR) as unit:
        head, _ = unit.outbox.head()
        if head > unit.state.get(SENT_NAME, 0):
            unit.state.set(SENT_NAME, head)  # from now on it may be at the county: no longer to be voided
    with run.store.reading() as view:
        after = min(view.outbox.marks().received_to, head)
        files = view.blobs.to_send(blobs_up.WAITING_AT_MOST)
        carried = view.state.get(FILES_CARRIED_NAME, {})
        room = shutil.disk_usage(folder).free - SPARE - _size_of_texts(view, after, head)
        if room < 0:
            raise errors.DeviceTrouble(errors.STICK_FULL)
        wanted = [row for row in files if row.ref.digest not in unreadable]
        rows = _fitting(sorted(wanted, key=lambda row: (carried.get(row.ref.digest, 0), row.ref.size)), room)
        manifest = _manifest(run, view, number, files, rows, head - after)
    label = Label(
        what=bundle.UP,
        station=run.station.number,
        number=number,
        first=after + 1,
        last=head,
        texts=head - after,
        files=len(rows),
        created=moment_text(now.replace(microsecond=0)),
        kid=kid,
    )
    return _Plan(label, manifest, rows, len(wanted) - len(rows), after)


def _manifest(
    run: Run, unit: Unit, number: int, files: list[BlobRow], rows: tuple[BlobRow, ...], events: int
) -> dict[str, Any]:
    used = unit.state.get(IN_USE_NAME, {})
    reply_key = bundle.sealing_key(run.station.key).public_key().public_bytes_raw()
    return {
        "station": run.station.number,
        "number": number,
        "epoch": unit.outbox.marks().epoch,
        "cursor": unit.mirror.cursor(),
        "open": [one.seq for one in unit.outbox.waiting(OPEN_AT_ONCE)],
        "asks": [row.ref.digest for row in files],
        "wants": sorted(unit.state.get(blobs_down.NAME, {})),
        "packs": {
            what: {"version": one["version"], "parts": sorted(set(one["parts"].values()))}
            for what, one in used.items()
        },
        "reply_key": to_base64(reply_key),
        "texts": [{"name": "events", "count": events}],
        "blobs": [
            {"digest": row.ref.digest, "media_type": row.ref.media_type, "size": row.ref.size} for row in rows
        ],
    }  # fmt: skip


def _size_of_texts(unit: Unit, after: int, head: int) -> int:
    size = 0
    while after < head:
        page = unit.outbox.after(after, EVENTS_AT_ONCE)
        size += sum(len((one.text or "").encode()) + 4 for one in page)
        after = page[-1].seq
    return size


def _fitting(rows: list[BlobRow], room: int) -> tuple[BlobRow, ...]:
    """What fits into ``room`` bytes with the tag of each sealed piece, in the order given."""
    taken: list[BlobRow] = []
    for row in rows:
        cost = row.ref.size + row.ref.size // 4096
        if cost <= room:
            taken.append(row)
            room -= cost
    return tuple(taken)


def _write(run: Run, plan: _Plan, file: Path, to: X25519PublicKey) -> int:
    """Write beside and rename, so that a file of that name is always whole on a stick that is not pulled."""
    fresh = file.with_name(f"{file.name}.part")
    try:
        with fresh.open("wb") as stream:
            plain = bundle.content(plan.manifest, _texts(run, plan), _files(run, plan))
            bundle.write(stream, plan.label, plain, to=to, key=run.station.key)
            stream.flush()
            os.fsync(stream.fileno())
            stick.forget_pages(stream.fileno())
            size = stream.tell()
        fresh.replace(file)
        stick.sync_folder(file.parent)
    except BaseException:
        stick.remove(fresh)
        raise
    return size


def _texts(run: Run, plan: _Plan) -> Iterator[str]:
    after = plan.after
    while after < plan.label.last:
        with run.store.reading() as view:
            page = [one for one in view.outbox.after(after, EVENTS_AT_ONCE) if one.seq <= plan.label.last]
        yield from uplink.texts(run, page)
        after = page[-1].seq


def _files(run: Run, plan: _Plan) -> Iterator[bytes]:
    for row in plan.rows:
        left = row.ref.size
        try:
            with run.blobs.open(row.ref) as stream:
                while left and (chunk := stream.read(min(READ, left))):
                    left -= len(chunk)
                    yield chunk
            if left:
                raise errors.StoreTrouble(errors.BLOB_DAMAGED)
        except errors.StoreTrouble as trouble:
            raise _Unreadable(row.ref.digest, trouble) from trouble


def _note(run: Run, plan: _Plan) -> None:
    label = plan.label
    with run.store.unit(ACTOR) as unit:
        waiting = {row.ref.digest for row in unit.blobs.to_send(blobs_up.WAITING_AT_MOST)}
        carried = {digest: n for digest, n in unit.state.get(FILES_CARRIED_NAME, {}).items() if digest in waiting}
        unit.state.set(FILES_CARRIED_NAME, carried | dict.fromkeys((row.ref.digest for row in plan.rows), label.number))
        unit.state.set(CARRIED_NAME, [label.number, label.last])
        unit.state.set(NUMBER_NAME, max(label.number, unit.state.get(NUMBER_NAME, 0)))
        facts = {"number": label.number, "first": label.first, "last": label.last, "files": label.files}
        unit.audit.write("relay.exported", label.station, facts)
    run.changed.add(Kind.EXCHANGE)
