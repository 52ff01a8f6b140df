"""To the county by stick: a sealed bundle of everything it is not known to have.

A bundle goes on from the last marks heard, by whatever way, so any one of several suffices and
none must be kept. Files that do not fit lead the next bundle.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from windowdesk import errors
from windowdesk.domain.exchange_news import CARRIED_NAME, IN_USE_NAME, SENT_NAME
from windowdesk.domain.relay import Carried, Exported
from windowdesk.events import Kind
from windowdesk.storage.blob_rows import BlobRow
from windowdesk.storage.outbox import OutboxEvent
from windowdesk.storage.unit import Unit
from windowdesk.sync import blobs_down, blobs_up, stick, stick_tidy, uplink
from windowdesk.sync.relay_files import FILES_CARRIED_NAME, seen_outside
from windowdesk.sync.run import ACTOR, Run
from windowdesk.sync.verdicts import OPEN_AT_ONCE
from windowdesk.wire import bundle
from windowdesk.wire.bundle import Bundle, Label
from windowdesk.wire.canonical import from_base64, to_base64
from windowdesk.wire.values import moment_text

log = logging.getLogger(__name__)

NUMBER_NAME = "relay.number"
"""Number of the newest bundle written."""
READ = 256 * 1024
SPARE = 1024 * 1024
"""Bytes of a stick left free for its own book-keeping."""
EVENTS_AT_ONCE = 100
"""Read from the store at a time."""


LARGEST_BUNDLE = 256 * 1024 * 1024
"""Bytes of files in one bundle: what a stick that is pulled costs at most, and far below the 4 GiB of FAT32."""


class Unreadable(Exception):
    """A stored file is damaged: the bundle is written again without it."""

    def __init__(self, digest: str, trouble: errors.StoreTrouble) -> None:
        self.digest = digest
        self.trouble = trouble
        super().__init__(digest)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a bundle will hold; fixed before the first byte is written."""

    label: Label
    manifest: dict[str, Any]
    rows: tuple[BlobRow, ...]
    left: int
    after: int
    only: tuple[OutboxEvent, ...] | None = None
    """These events and no others; None: all from ``after`` to the label's last."""


def write_bundles(run: Run, folder: Path, *, actor: str) -> Exported:
    """Write what the county is not known to have into ``folder`` (the stick), in one bundle or several.

    Each bundle is whole and synced, read back and remembered before the next begins: an export
    that is broken off goes on behind the last one, on this stick or another.

    Raises:
        DeviceTrouble: ``STICK_ABSENT``, ``STICK_READ_ONLY``, ``STICK_FULL``, ``STICK_PULLED``, ``STICK_SPOILT``; the
            bundles before stay, nothing else is left behind where the stick still lets us.
        CountyTrouble: ``COUNTY_NO_SEAL``.
        StoreTrouble: the local store.
    """
    kid, to = county_key(run)
    written: list[tuple[Label, Carried]] = []
    with stick.troubles(folder):
        kept = stick_tidy.own_files_on(run, folder)
        done, unreadable = set(kept), set[str]()
        while True:
            plan = _plan(run, folder, next_number(run, folder), kid, done | unreadable, first=not written)
            if written and not plan.rows:
                break
            try:
                carried = write_plan(run, plan, folder, to)
            except Unreadable as damaged:
                unreadable.add(damaged.digest)
                run.failed(blobs_up.key_of(damaged.digest), damaged.trouble)
                continue
            _note(run, plan)
            written.append((plan.label, carried))
            done |= {row.ref.digest for row in plan.rows}
        stick_tidy.remove_old(run, folder)
    return _exported(run, folder, written, actor, left=plan.left, kept=len(kept))


def _exported(
    run: Run, folder: Path, written: list[tuple[Label, Carried]], actor: str, *, left: int, kept: int
) -> Exported:
    label = written[0][0]
    return Exported(
        folder=str(folder),
        site=str(run.enrolment.site.get("name", "")),
        station=label.station,
        bundles=tuple(carried for _, carried in written),
        first=label.first,
        last=label.last,
        left=left,
        at=run.clock.now(),
        actor=actor,
        kept=kept,
    )


def _read_back(file: Path) -> Bundle:
    """What the stick gives back is what was written.

    Raises:
        DeviceTrouble: ``STICK_SPOILT``.
    """
    try:
        return bundle.open_bundle(file)
    except errors.InputRefused as spoilt:
        stick.remove(file)
        raise errors.DeviceTrouble(errors.STICK_SPOILT) from spoilt


def county_key(run: Run) -> tuple[str, X25519PublicKey]:
    """The county's sealing key, newest of them where there are several."""
    for kid, text in reversed(tuple(run.enrolment.sealing_keys.items())):
        try:
            return kid, X25519PublicKey.from_public_bytes(from_base64(text))
        except ValueError:
            log.warning("the sealing key %s cannot be read", kid)
    raise errors.CountyTrouble(errors.COUNTY_NO_SEAL)


def next_number(run: Run, folder: Path) -> int:
    """Above every number given, also by a store that was rebuilt since."""
    prefix, suffix = f"windowdesk-{run.station.number}-", bundle.SUFFIX
    found = (one.name.removeprefix(prefix).removesuffix(suffix) for one in folder.glob(f"{prefix}*{suffix}"))
    return max([run.number(NUMBER_NAME, 0), *(int(one) for one in found if one.isdecimal())]) + 1


def _plan(
    run: Run, folder: Path, number: int, kid: str, done: set[str], *, first: bool
) -> Plan:  # fmt: skip
    """The next bundle; only the ``first`` of an export holds the events. ``done``: files that are not to go with it."""
    with run.store.unit(ACTOR) as unit:
        head, _ = unit.outbox.head()
        if head > unit.state.get(SENT_NAME, 0):
            unit.state.set(SENT_NAME, head)  # from now on it may be at the county: no longer to be voided
    with run.store.reading() as view:
        after = min(view.outbox.marks().received_to, head) if first else head
        files = view.blobs.to_send(blobs_up.WAITING_AT_MOST)
        carried = view.state.get(FILES_CARRIED_NAME, {})
        room = shutil.disk_usage(folder).free - SPARE - _size_of_texts(view, after, head)
        if room < 0 and first:
            raise errors.DeviceTrouble(errors.STICK_FULL)
        wanted = [row for row in files if row.ref.digest not in done]
        rows = _fitting(sorted(wanted, key=lambda row: (carried.get(row.ref.digest, 0), row.ref.size)), room)
        manifest = manifest_of(run, view, number, files, rows, head - after)
    label = Label(
        what=bundle.UP,
        station=run.station.number,
        number=number,
        first=after + 1,
        last=head,
        texts=head - after,
        files=len(rows),
        created=moment_text(run.clock.now().replace(microsecond=0)),
        kid=kid,
    )
    return Plan(label, manifest, rows, len(wanted) - len(rows), after)


def manifest_of(
    run: Run, unit: Unit, number: int, files: list[BlobRow], rows: tuple[BlobRow, ...], events: int
) -> dict[str, Any]:
    """The first text of a bundle: what is in it, what is asked, what the station has."""
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
    """What fits into ``room`` bytes with the tag of each sealed piece, in the order given; for one bundle."""
    taken: list[BlobRow] = []
    size = 0
    for row in rows:
        cost = row.ref.size + row.ref.size // 4096
        if size + cost <= room and (not taken or size + cost <= LARGEST_BUNDLE):
            taken.append(row)
            size += cost
    return tuple(taken)


def write_plan(run: Run, plan: Plan, folder: Path, to: X25519PublicKey) -> Carried:
    """Write one bundle, synced, and read it back.

    Raises:
        Unreadable: a stored file is damaged; nothing is left behind.
        DeviceTrouble: ``STICK_SPOILT``.
    """
    label = plan.label
    name = bundle.look_name if label.what == bundle.LOOK else bundle.station_name
    file = folder / name(label.station, label.number)
    with stick.writing(file) as stream:
        plain = bundle.content(plan.manifest, _texts(run, plan), _files(run, plan))
        bundle.write(stream, label, plain, to=to, key=run.station.key)
    log.info("bundle %d written: events %d to %d, %d files", label.number, label.first, label.last, label.files)
    return seen_outside(_read_back(file))


def _texts(run: Run, plan: Plan) -> Iterator[str]:
    if plan.only is not None:
        yield from uplink.texts(run, plan.only)
        return
    after = plan.after
    while after < plan.label.last:
        with run.store.reading() as view:
            page = [one for one in view.outbox.after(after, EVENTS_AT_ONCE) if one.seq <= plan.label.last]
        yield from uplink.texts(run, page)
        after = page[-1].seq


def _files(run: Run, plan: Plan) -> Iterator[bytes]:
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
            raise Unreadable(row.ref.digest, trouble) from trouble


def _note(run: Run, plan: Plan) -> None:
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
