"""Phase *originals*: scans whose small page the county has proved are no longer needed here (rule G16)."""

from __future__ import annotations

from windowdesk.sync.run import ACTOR, Run


def forget(run: Run) -> None:
    """Remove the scan behind every page that lies below the safe mark; nothing is written when there is none."""
    with run.store.reading() as view:
        pages = [row for row in view.blobs.with_original() if view.blobs.is_safe(row.ref.digest)]
    for page in pages:
        with run.store.unit(ACTOR) as unit:
            run.blobs.forget_original(page.ref, unit.blobs)
