"""Lost scans (扫描件找不回来了): what neither copy gives any more is told to the county, so that the case goes on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from windowdesk.casework import records
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case_events import CaseFilesLost
from windowdesk.domain.exchange_news import BLOB_KEY
from windowdesk.errors import BLOB_DAMAGED, NOT_LOST, InputRefused
from windowdesk.events import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from windowdesk.casework.reasons import Around
    from windowdesk.storage.outbox import Waiting
    from windowdesk.storage.unit import Unit


def report(desk: Desk, case_id: str) -> Done[int]:
    """Tell the county which scans of the case are lost; gives how many.

    Every file of the case that is not at the county is read from both copies first; one that can be mended
    from the other is, and is not lost. Nothing of the case changes but that nobody waits for those files.

    Raises:
        InputRefused: CASE_UNKNOWN; NOT_LOST: each can be read, is at the county, or was told before.
    """
    with desk.store.reading() as view:
        case = records.case_of(view, case_id)
        suspects = _not_at_county(view, case_id)
    lost = _unreadable(desk, suspects)
    if not lost:
        raise InputRefused(NOT_LOST, number=case.number)
    with desk.store.unit(desk.actor) as unit:
        event = CaseFilesLost(lost, desk.clock.now())
        records.write(desk, unit, records.case_of(unit, case_id), event, "files_lost")
        for digest in lost:
            unit.outbox.set_retry(f"{BLOB_KEY}{digest}", None)
    return desk.done(len(lost), Kind.CASES, Kind.OUTBOX, Kind.EXCHANGE)


def _unreadable(desk: Desk, digests: list[str]) -> tuple[str, ...]:
    """Those that neither copy gives whole, proved by reading both."""
    return tuple(digest for digest in digests if not desk.blobs.verify(digest))


def may_report(view: Unit, row: Waiting, here: Around) -> bool:
    """The county waits for a file that could be read from neither copy the last time, and does not know it yet."""
    if row.verdict is None or row.verdict.kind != "held":
        return False
    unreadable = {
        digest for digest in row.verdict.waiting_for if view.blobs.is_lost(digest) or _failed_by_damage(here, digest)
    }
    return bool(unreadable and unreadable - _told(view, row.case))


def taken_in_without(view: Unit, here: Around) -> list[Waiting]:
    """Steps the county answered long ago and, restored, lacks a file of that neither copy here gives any more."""
    found: dict[int, set[str]] = {}
    for digest in here.files:
        row = view.blobs.get(digest) if _failed_by_damage(here, digest) else None
        if row is not None and row.wanted is not None:
            found.setdefault(row.wanted, set()).add(digest)
    return [one for seq, files in sorted(found.items()) for one in _held_again(view, seq, files, here)]


def _held_again(view: Unit, seq: int, files: set[str], here: Around) -> Iterator[Waiting]:
    """As if the county held it for those files."""
    from windowdesk.storage.outbox import Verdict, Waiting

    event = view.outbox.after(seq - 1, 1)[0]
    answers = (answer for one, answer in view.outbox.of_case(event.case) if one.seq == seq)
    if any(answer is not None and answer.kind != "held" for answer in answers) and files - _told(view, event.case):
        failed = (here.retries[f"{BLOB_KEY}{digest}"] for digest in files)
        since = min(one.since or one.next_at for one in failed)
        verdict = Verdict("held", waiting_for=tuple(sorted(files)))
        yield Waiting(seq, event.case, event.type, "held", since, verdict, None)


def _failed_by_damage(here: Around, digest: str) -> bool:
    retry = here.retries.get(f"{BLOB_KEY}{digest}")
    return retry is not None and retry.code == BLOB_DAMAGED.code


def _not_at_county(view: Unit, case_id: str) -> list[str]:
    """Files of the case that the county is not known to have and was not told to be lost."""
    named = {digest for event, _ in view.outbox.of_case(case_id) for digest in event.blobs}
    rows = (view.blobs.get(digest) for digest in sorted(named - _told(view, case_id)))
    return [row.ref.digest for row in rows if row is not None and row.state in ("local", "lost")]


def _told(view: Unit, case_id: str) -> set[str]:
    """What was told of this case, unless the county refused to hear it."""
    told: set[str] = set()
    for event, verdict in view.outbox.of_case(case_id):
        refused = verdict is not None and verdict.kind == "rejected"
        if event.type == CaseFilesLost.TYPE and event.text is not None and not refused:
            told.update(json.loads(event.text)["payload"]["digests"])
    return told
