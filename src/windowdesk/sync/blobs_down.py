"""Phase *papers*: result documents that the county issued, fetched so that the desk can hand them out."""

from __future__ import annotations

import logging
from collections.abc import Container, Iterable
from typing import Any

from windowdesk import errors
from windowdesk.domain.case import BlobRef
from windowdesk.events import Kind
from windowdesk.storage.outbox import Retry
from windowdesk.storage.unit import Unit
from windowdesk.sync.answers import NO_USE, Refusal
from windowdesk.sync.back_off import is_due
from windowdesk.sync.incoming import Incoming
from windowdesk.sync.reasons import filled
from windowdesk.sync.run import ACTOR, Run
from windowdesk.wire.packs import PackPart

log = logging.getLogger(__name__)

NAME = "exchange.papers"
"""Files that the feed named and this PC does not have yet: digest to ``[media type, size]``."""

ASKED_AT_MOST = 10
"""Times a paper is asked for that the county says it does not have; by the back-off about half an hour."""


def want(unit: Unit, pages: Iterable[BlobRef]) -> None:
    """Note files to be fetched, in the unit that applies the news naming them."""
    wanted: dict[str, Any] = unit.state.get(NAME, {})
    fresh = {page.digest: [page.media_type, page.size] for page in pages}
    if fresh.keys() - wanted.keys():
        unit.state.set(NAME, {**wanted, **fresh})


def fetch(run: Run, only: Container[str] | None = None) -> None:
    """Fetch what is wanted; a file that fails keeps its reason and does not keep back the next.

    ``only``: the files that there are; None: any.
    """
    with run.store.reading() as view:
        wanted = view.state.get(NAME, {})
        retries = view.outbox.retries()
    incoming = Incoming(run.home)
    for digest, (media_type, size) in wanted.items():
        if only is not None and digest not in only:
            continue
        if not (run.force or is_due(retries.get(_key(digest)), run.clock.now())):
            continue
        part = PackPart(digest, digest, size)
        try:
            content = incoming.fetch(part, run.county.read_blob)
        except errors.CountyTrouble as trouble:
            if _is_gone(trouble, retries.get(_key(digest))):
                _give_up(run, digest, trouble)
                continue
            run.failed(_key(digest), trouble)
            if trouble.code in NO_USE:
                raise
            continue
        _keep(run, digest, content, media_type)
        incoming.done(part)


def _is_gone(trouble: errors.CountyTrouble, retry: Retry | None) -> bool:
    """The county itself says that it has no such file, and said so often before (it came back from a backup)."""
    return (
        isinstance(trouble, Refusal) and trouble.word == "not_found" and getattr(retry, "attempts", 0) >= ASKED_AT_MOST
    )


def _give_up(run: Run, digest: str, trouble: errors.CountyTrouble) -> None:
    """Want it no more, for everybody to see; when the county names it again it is wanted again."""
    log.warning("the county no longer has the file %s", digest[:12])
    with run.store.unit(ACTOR) as unit:
        _no_longer_wanted(unit, digest)
        run.back_off(unit).worked(_key(digest))
        unit.audit.write("paper.missing", digest, {})
    run.report.refused.append(filled(trouble))


def _no_longer_wanted(unit: Unit, digest: str) -> None:
    wanted = unit.state.get(NAME, {})
    unit.state.set(NAME, {name: one for name, one in wanted.items() if name != digest})


def _keep(run: Run, digest: str, content: bytes, media_type: str) -> None:
    ref = run.blobs.put(content, media_type)
    with run.store.unit(ACTOR) as unit:
        unit.blobs.add(ref)
        _no_longer_wanted(unit, digest)
        run.back_off(unit).worked(_key(digest))
    run.changed.add(Kind.CASES)


def _key(digest: str) -> str:
    return f"paper:{digest}"
