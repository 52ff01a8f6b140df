"""Phase *marks*: how far has the county got, and is it still the county we knew?

Nothing here is marked as sent by hand. The county says where it stands, the station goes on
from there; a county restored from last week simply stands further back.
"""

from __future__ import annotations

import logging

from windowdesk import errors
from windowdesk.events import Kind
from windowdesk.storage.outbox import Marks
from windowdesk.storage.unit import Unit
from windowdesk.sync.run import ACTOR, Run

log = logging.getLogger(__name__)


def agree(run: Run) -> None:
    """Ask for the marks, take them over, and note where the uplink goes on.

    Raises:
        CountyTrouble: ``LOG_BEHIND``, ``LOG_FORKED``: the county holds another log of this
            station (restored or copied disk): nothing more is sent, a person must look.
    """
    with run.store.reading() as view:
        head, _ = view.outbox.head()
    answer = run.county.marks(head)
    run.epoch = answer["epoch"]
    said = Marks(answer["received_to"], answer["safe_to"], answer["epoch"])
    with run.store.reading() as view:
        _same_log(view, said.received_to, answer["head_digest"])
        kept = view.outbox.marks()
    if said != kept:
        with run.store.unit(ACTOR) as unit:
            take(run, unit, said)
    run.received_to = said.received_to


EPOCHS_LEFT_NAME = "exchange.epochs_left"
"""Epochs that gave way to another: what a reply by stick says of them is out of date."""
_EPOCHS_KEPT = 50


def take(run: Run, unit: Unit, said: Marks) -> None:
    """Store what the county said; when it fell back, everything behind its mark counts as unsent."""
    kept = unit.outbox.marks()
    if said == kept:
        return
    another_life = said.received_to < kept.received_to or said.epoch != kept.epoch
    if another_life:
        # also at first contact and with a store that was rebuilt: nothing it holds counts as proved
        unit.outbox.unsettle(said.received_to)
        unit.blobs.offer_again()
    if another_life and kept.epoch:
        log.warning("county restored: epoch %s -> %s, received %d", kept.epoch, said.epoch, said.received_to)
        unit.audit.write("exchange.epoch", said.epoch, {"received_to": said.received_to, "before": kept.received_to})
        run.report.offered_again = True
        run.changed |= {Kind.EXCHANGE, Kind.CASES}
    if kept.epoch and said.epoch != kept.epoch:
        left = [one for one in unit.state.get(EPOCHS_LEFT_NAME, []) if one not in (kept.epoch, said.epoch)]
        unit.state.set(EPOCHS_LEFT_NAME, [*left, kept.epoch][-_EPOCHS_KEPT:])
    unit.outbox.set_marks(said.received_to, said.safe_to, said.epoch)


def _same_log(unit: Unit, received_to: int, head_digest: str) -> None:
    head, _ = unit.outbox.head()
    if received_to > head:
        raise errors.CountyTrouble(errors.LOG_BEHIND)
    if received_to == 0:
        return
    (event,) = unit.outbox.after(received_to - 1, limit=1)
    if event.digest != head_digest:
        raise errors.CountyTrouble(errors.LOG_FORKED)
