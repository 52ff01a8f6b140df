"""What is known of each file (扫描件): where it is and how far its upload has got."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, bindparam, case, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from windowdesk.domain.case import BlobRef
from windowdesk.storage import tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.state import State
from windowdesk.storage.work import Work

LOCAL, AT_COUNTY, FORGOTTEN, LOST = "local", "at_county", "forgotten", "lost"
"""*Lost*: neither copy is whole and the county was told; nobody tries to send it any more."""


@dataclass(frozen=True, slots=True)
class BlobRow:
    """A file. ``wanted``: number of the first event that names it; None: of no event yet."""

    ref: BlobRef
    state: str
    upload: str
    """Address of an upload under way, or empty."""
    sent: int
    """Bytes the county was last known to have of it."""
    wanted: int | None
    original: str = ""
    """Digest of the scan this page was made of; empty: it is as it came."""


_B = tables.blobs.c


def _add_statement() -> Prepared:
    columns = ("digest", "media_type", "size", "added", "original")
    fresh = insert(tables.blobs).values({name: bindparam(name) for name in columns})
    known: dict[str, Any] = {name: fresh.excluded[name] for name in ("media_type", "size")}
    known["original"] = func.coalesce(func.nullif(tables.blobs.c.original, ""), fresh.excluded["original"])
    known["state"] = case((tables.blobs.c.state == LOST, LOCAL), else_=tables.blobs.c.state)  # it is here again
    return Prepared(fresh.on_conflict_do_update(index_elements=["digest"], set_=known))


_ADD = _add_statement()
_GET = Prepared(select(tables.blobs).where(_B.digest == bindparam("which")))
_TO_SEND = Prepared(select(tables.blobs).where(tables.TO_SEND).order_by(_B.size, _B.wanted).limit(bindparam("limit")))
_UPLOAD = Prepared(
    update(tables.blobs).where(_B.digest == bindparam("which")).values(upload=bindparam("at"), sent=bindparam("bytes"))
)
_STATE = Prepared(
    update(tables.blobs).where(_B.digest == bindparam("which")).values(state=bindparam("now"), upload="", sent=_B.size)
)
_LOCAL_AGAIN = Prepared(update(tables.blobs).where(_B.state == AT_COUNTY).values(state=LOCAL, upload="", sent=0))
_GIVE_UP = (
    "UPDATE blobs SET state = 'lost', upload = '' WHERE state = 'local' AND digest IN (SELECT value FROM json_each(?))"
)
_LOST_THERE = Prepared(
    update(tables.blobs)
    .where(_B.digest == bindparam("which"), _B.state == AT_COUNTY)
    .values(state=LOCAL, upload="", sent=0)
)
_WITH_ORIGINAL = Prepared(select(tables.blobs).where(tables.HAS_ORIGINAL, _B.state == AT_COUNTY))
_NO_ORIGINAL = Prepared(update(tables.blobs).where(_B.digest == bindparam("which")).values(original=""))
_DROP = Prepared(delete(tables.blobs).where(_B.digest == bindparam("which"), _B.wanted.is_(None)))
_NEEDED = (
    "SELECT 1 FROM blobs WHERE digest = :which AND wanted IS NOT NULL"
    " UNION ALL SELECT 1 FROM blobs WHERE original = :which"
    " UNION ALL SELECT 1 FROM drafts WHERE instr(body, :which)"
    " UNION ALL SELECT 1 FROM supplements WHERE instr(body, :which) LIMIT 1"
)
_COUNT = Prepared(
    select(func.count().label("files"), func.coalesce(func.sum(_B.size - _B.sent), 0).label("bytes")).where(
        tables.TO_SEND
    )
)
_WANT = (
    "INSERT INTO blobs(digest, wanted) SELECT value, :seq FROM json_each(:digests) WHERE true"
    " ON CONFLICT(digest) DO UPDATE SET wanted = coalesce(wanted, excluded.wanted)"
)
_YOUNGEST_EVENT = (
    "SELECT max(outbox.seq) FROM outbox, json_each(outbox.blobs) WHERE json_each.value = ? AND outbox.seq >= ?"
)


def want_files(work: Work, digests: str, seq: int) -> None:
    """Note that event ``seq`` names these files; ``digests`` is a JSON list."""
    work.sql(_WANT, {"digests": digests, "seq": seq})


def give_up_files(work: Work, event: str) -> None:
    """Note that the files which ``event``, the text of a `CaseFilesLost`, names are sent no more."""
    work.sql(_GIVE_UP, (json.dumps(json.loads(event)["payload"]["digests"]),))


class BlobRows:
    """The files of one unit or reading (their bytes are in `windowdesk.storage.blobs`)."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, ref: BlobRef, *, original: str = "") -> None:
        """Note a file that has been stored, and its preview; ``original``: digest of the scan it was made of."""
        values = {"digest": ref.digest, "media_type": ref.media_type, "size": ref.size, "original": original}
        self._work.run(_ADD, **values, added=self._work.now())
        if ref.preview is not None:
            self.add(BlobRef(ref.preview.digest, ref.preview.media_type, ref.preview.size))

    def get(self, digest: str) -> BlobRow | None:
        """One file, or None."""
        row = self._work.one(_GET, which=digest)
        return None if row is None else _row(row)

    def is_lost(self, digest: str) -> bool:
        """True when the county was told that nobody can give the file any more."""
        row = self.get(digest)
        return row is not None and row.state == LOST

    def to_send(self, limit: int = 200) -> list[BlobRow]:
        """Files that events name and the county does not have: small ones first."""
        return [_row(row) for row in self._work.run(_TO_SEND, limit=limit).mappings()]

    def set_upload(self, digest: str, address: str, sent: int) -> None:
        """Note how far an upload has got; an empty address: begin anew."""
        self._work.run(_UPLOAD, which=digest, at=address, bytes=sent)

    def at_county(self, digest: str) -> None:
        """The county has the whole file and said so."""
        self._work.run(_STATE, which=digest, now=AT_COUNTY)

    def offer_again(self) -> None:
        """The county was restored from a backup: ask again for every file it was said to have."""
        self._work.run(_LOCAL_AGAIN)

    def lost(self, digests: Iterable[str]) -> int:
        """The county waits for files it was said to have: send them again. Returns how many."""
        return sum(self._work.run(_LOST_THERE, which=digest).rowcount for digest in digests)

    def counts(self) -> tuple[int, int]:
        """Files and bytes that events name and the county does not have."""
        row = self._work.run(_COUNT).mappings().one()
        return int(row["files"]), int(row["bytes"])

    def is_safe(self, digest: str) -> bool:
        """True when the county has the file and every event that names it lies below the safe mark."""
        row = self.get(digest)
        if row is None or row.state != AT_COUNTY or row.wanted is None:
            return False
        youngest = self._work.sql(_YOUNGEST_EVENT, (digest, row.wanted)).scalar()
        safe_to = State(self._work).get("marks", {}).get("safe_to", 0)
        return youngest is not None and youngest <= safe_to

    def with_original(self) -> list[BlobRow]:
        """Pages at the county whose original scan is still here."""
        return [_row(row) for row in self._work.run(_WITH_ORIGINAL).mappings()]

    def original_gone(self, page: str) -> None:
        """The original of ``page`` was removed from this PC."""
        self._work.run(_NO_ORIGINAL, which=page)

    def is_needed(self, digest: str) -> bool:
        """An event names that file, another page was made of it, or it is a page of what is not filed yet."""
        return self._work.sql(_NEEDED, {"which": digest}).first() is not None

    def drop(self, digest: str) -> None:
        """Forget that a file which no event names was ever here."""
        self._work.run(_DROP, which=digest)

    def forgotten(self, digest: str) -> None:
        """The bytes are gone from this PC; the row stays."""
        self._work.run(_STATE, which=digest, now=FORGOTTEN)


def _row(row: RowMapping) -> BlobRow:
    return BlobRow(
        BlobRef(row["digest"], row["media_type"], row["size"]),
        row["state"],
        row["upload"],
        row["sent"],
        row["wanted"],
        row["original"],
    )
