"""One case alone by stick: for the county to look at, or to take its stuck files from.

Where the county has every event of the case by number, it is an ordinary bundle: a repeat gets its stored
verdict, and the files that it lacks are taken. Where it has not, the log allows no gap, so the same content
goes as a bundle to *look* at: sealed and signed alike, opened by the county's people, never taken in.
"""

from __future__ import annotations

import logging
from pathlib import Path

from windowdesk import errors
from windowdesk.domain.relay import Exported
from windowdesk.storage.outbox import OutboxEvent
from windowdesk.sync import blobs_up, stick
from windowdesk.sync.relay_out import NUMBER_NAME, Plan, Unreadable, county_key, manifest_of, next_number, write_plan
from windowdesk.sync.run import ACTOR, Run
from windowdesk.wire import bundle
from windowdesk.wire.bundle import Label
from windowdesk.wire.values import moment_text

log = logging.getLogger(__name__)


def write_case(run: Run, folder: Path, case: str, *, actor: str) -> Exported:
    """Write the bundle of ``case`` into ``folder``, whole and synced, and read it back.

    Raises:
        InputRefused: ``CASE_UNKNOWN``.
        DeviceTrouble, CountyTrouble: as `relay_out.write_bundles`.
    """
    events, what = _events_of(run, case)
    kid, to = county_key(run)
    damaged: set[str] = set()
    with stick.troubles(folder):
        while True:
            plan = _plan(run, events, what, next_number(run, folder), kid, damaged)
            try:
                carried = write_plan(run, plan, folder, to)
                break
            except Unreadable as found:
                damaged.add(found.digest)
    label = plan.label
    with run.store.unit(ACTOR) as unit:
        unit.state.set(NUMBER_NAME, max(label.number, unit.state.get(NUMBER_NAME, 0)))
        facts = {"number": label.number, "files": label.files, "what": what, "actor": actor}
        unit.audit.write("queue.exported", case, facts)
    log.info("bundle %d written: one case, %d events, %d files", label.number, label.texts, label.files)
    return Exported(
        folder=str(folder),
        site=str(run.enrolment.site.get("name", "")),
        station=label.station,
        bundles=(carried,),
        first=label.first,
        last=label.last,
        left=len(damaged),
        at=run.clock.now(),
        actor=actor,
    )


def _events_of(run: Run, case: str) -> tuple[tuple[OutboxEvent, ...], str]:
    """All events of the case, and what a bundle of them is to the county."""
    with run.store.reading() as view:
        events = tuple(event for event, _ in view.outbox.of_case(case))
        received = view.outbox.marks().received_to
    if not events:
        raise errors.InputRefused(errors.CASE_UNKNOWN, number=case)
    return events, bundle.LOOK if events[-1].seq > received else bundle.UP


def _plan(
    run: Run, events: tuple[OutboxEvent, ...], what: str, number: int, kid: str, damaged: set[str]
) -> Plan:  # fmt: skip
    named = {one for event in events for one in event.blobs} - damaged
    with run.store.reading() as view:
        rows = tuple(row for row in view.blobs.to_send(blobs_up.WAITING_AT_MOST) if row.ref.digest in named)
        manifest = manifest_of(run, view, number, list(rows), rows, len(events))
    label = Label(
        what=what,
        station=run.station.number,
        number=number,
        first=events[0].seq,
        last=events[-1].seq,
        texts=len(events),
        files=len(rows),
        created=moment_text(run.clock.now().replace(microsecond=0)),
        kid=kid,
    )
    return Plan(label, manifest, rows, len(damaged), 0, events)
