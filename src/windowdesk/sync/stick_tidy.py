"""This station's own bundles that lie on a stick already: what need not be written again, and what may go."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from windowdesk import errors
from windowdesk.sync import stick
from windowdesk.sync.relay_files import FILES_CARRIED_NAME
from windowdesk.sync.run import Run
from windowdesk.wire import bundle
from windowdesk.wire.bundle import Bundle

log = logging.getLogger(__name__)


def own_files_on(run: Run, folder: Path) -> frozenset[str]:
    """Digests of the unproved files that lie in whole bundles of this station in ``folder``.

    What an export broken off left behind, and bundles that are not whole, are taken away.
    """
    for left in folder.glob(f"{_pattern(run)}{stick.UNFINISHED}"):
        stick.remove(left)
    whole = {one.label.number for one in _own(run, folder)}
    carried = run.state(FILES_CARRIED_NAME, {})
    return frozenset(digest for digest, number in carried.items() if number in whole)


def remove_old(run: Run, folder: Path) -> None:
    """Take away own bundles of which the county has everything, so that a stick never fills up by itself."""
    with run.store.reading() as view:
        received_to = view.outbox.marks().received_to
        needed = set(view.state.get(FILES_CARRIED_NAME, {}).values())
    labels = {file: bundle.read_label(file) for file in folder.glob(_pattern(run))}
    newest = max((one.number for one in labels.values()), default=0)
    for file, label in labels.items():
        if label.number != newest and label.last <= received_to and label.number not in needed:
            log.info("%s is at the county and leaves the stick", file.name)
            stick.remove(file)


def _own(run: Run, folder: Path) -> Iterator[Bundle]:
    """Own bundles that are whole; one that is torn is of no use to anybody and goes."""
    for file in sorted(folder.glob(_pattern(run))):
        try:
            yield bundle.open_bundle(file)
        except errors.InputRefused as broken:
            log.info("%s: %s", file.name, broken.code)
            stick.remove(file)


def _pattern(run: Run) -> str:
    return f"windowdesk-{run.station.number}-*{bundle.SUFFIX}"
