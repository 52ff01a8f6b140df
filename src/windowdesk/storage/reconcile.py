"""Making the database and the second copy say the same: at every start, and after damage."""

from __future__ import annotations

import itertools
import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from windowdesk.domain.case_events import CaseFilesLost
from windowdesk.storage import tables
from windowdesk.storage.blob_rows import give_up_files, want_files
from windowdesk.storage.second_copy import Frame, SecondCopy
from windowdesk.storage.serials import SKIP_AFTER_RESTORE
from windowdesk.storage.work import Row, Work

log = logging.getLogger(__name__)

_BATCH = 256
_ONE_FRAME = 2000
"""So many rows still go into one frame: all of them or none."""
_KEYS = {"cases": "id", "outbox": "seq", "drafts": "id", "prints": "id", "serials": "day", "audit": "seq"}
_IMMUTABLE = {"outbox", "audit"}
"""Rows that are written once: a known one is never touched again."""
_LOCAL_COLUMNS = {"cases": {"indexed"}, "outbox": {"verdict", "answer", "done", "aside"}}
"""Columns that are found again by themselves and stay out of the second copy."""


def reconcile(work: Work, copy: SecondCopy, *, thorough: bool = False) -> None:
    """Bring up whichever of the two is behind, in one transaction of the database.

    The last frame the database knows of is looked at first; only when it is not where it
    should be, or with ``thorough`` (the last stop was not a good one), the whole file is read.
    """
    heads = work.heads
    known = copy.frame_at(heads.copy_offset) if heads.unit else None
    trusted = not thorough and known is not None and known.unit == heads.unit
    survey = copy.survey(heads.copy_offset) if trusted else copy.survey()
    if survey.end < copy.end and not survey.holes and survey.last_unit:
        log.warning("second copy: %d bytes of a torn frame cut off", copy.end - survey.end)
        copy.cut(survey.end)
    if survey.last_unit > heads.unit:
        frames = copy.frames(heads.copy_offset) if trusted else copy.frames()
        count = replay(work, (frame for frame in frames if frame.unit > heads.unit))
        log.warning("second copy was ahead: %d rows put back", count)
        settle_heads(work, survey.last_unit, survey.last_offset)
    unreadable = not survey.last_unit and survey.end < copy.end
    if survey.holes or unreadable:
        log.warning("second copy was damaged: written anew, the old one put aside")
        offset = copy.rewrite(heads.unit, everything(work), aside=_aside(work))
        settle_heads(work, heads.unit, offset)
    elif survey.last_unit < heads.unit:
        log.warning("second copy was behind: %d of %d", survey.last_unit, heads.unit)
        missing = list(itertools.islice(_rows_since(work, survey.last_unit), _ONE_FRAME + 1))
        if len(missing) <= _ONE_FRAME:
            offset = copy.append(heads.unit, missing)
        else:
            offset = copy.rewrite(heads.unit, everything(work))
        settle_heads(work, heads.unit, offset)


def replay(work: Work, frames: Iterable[Frame]) -> int:
    """Put the rows of ``frames`` into the database; returns how many."""
    count = 0
    for frame in frames:
        for row in frame.rows:
            put_back(work, row)
            count += 1
    return count


def put_back(work: Work, row: Row) -> None:
    """Store one confirmed row unless the database has a newer one; of several in one unit the last one holds."""
    values = dict(row.values)
    names = list(values)
    key = _KEYS[row.table]
    if row.table in _IMMUTABLE:
        action = "DO NOTHING"
    else:
        changed = ", ".join(f"{name} = excluded.{name}" for name in names if name not in (key, "row"))
        action = f"DO UPDATE SET {changed} WHERE excluded.unit >= {row.table}.unit"
    places = ", ".join(f":{name}" for name in names)
    work.sql(
        f"INSERT INTO {row.table} ({', '.join(names)}) VALUES ({places}) ON CONFLICT({key}) {action}",  # noqa: S608
        values,
    )
    if row.table == "cases":
        work.sql("UPDATE cases SET indexed = 0 WHERE id = ?", (values["id"],))
        _note_files(work, values["body"])
    elif row.table == "outbox":
        want_files(work, values["blobs"], values["seq"])
        if values["text"] is None:
            return
        if values["blobs"] != NO_FILES:  # the case itself may be found as it was before the event
            _note_files(work, values["text"])
        if values["type"] == CaseFilesLost.TYPE:
            give_up_files(work, values["text"])


def settle_heads(work: Work, unit: int, copy_offset: int) -> None:
    """Set the ends of the logs to what the tables now hold."""
    heads = work.heads
    for log_name in ("outbox", "audit"):
        last = work.sql(f"SELECT seq, digest FROM {log_name} ORDER BY seq DESC LIMIT 1").mappings().first()  # noqa: S608
        if last is not None and last["seq"] > getattr(heads, f"{log_name}_seq"):
            setattr(heads, f"{log_name}_seq", last["seq"])
            setattr(heads, f"{log_name}_digest", last["digest"])
    heads.unit = unit
    work.keep_heads(unit, copy_offset)


def everything(work: Work) -> Iterator[Sequence[Row]]:
    """All confirmed rows of the database, in batches for frames."""
    rows = _rows_since(work, -1)
    while batch := list(itertools.islice(rows, _BATCH)):
        yield batch


def _rows_since(work: Work, unit: int) -> Iterator[Row]:
    for name, table in tables.CONFIRMED.items():
        local = _LOCAL_COLUMNS.get(name, set())
        columns = [column.name for column in table.columns if column.name not in local]
        found = work.sql(f"SELECT {', '.join(columns)} FROM {name} WHERE unit > ?", (unit,)).mappings()  # noqa: S608
        for row in found:
            yield Row(name, dict(row))


def skip_serials(work: Work, today: date) -> None:
    """After a rebuild: leave a gap, in case a number was given whose record is in neither copy."""
    newest = work.sql("SELECT max(day) FROM serials").scalar()
    days = {(today + timedelta(days=ahead)).isoformat() for ahead in (0, 1)} | ({newest} if newest else set())
    for day in days:
        work.sql(
            "INSERT INTO serials(day, unit, last) VALUES (?, ?, ?)"
            " ON CONFLICT(day) DO UPDATE SET last = last + excluded.last, unit = excluded.unit",
            (day, work.unit, SKIP_AFTER_RESTORE),
        )
        last = work.sql("SELECT last FROM serials WHERE day = ?", (day,)).scalar()
        work.confirm("serials", {"day": day, "unit": work.unit, "last": last})


NO_FILES = "[]"
_FILE = (
    "INSERT INTO blobs(digest, media_type, size) VALUES (?, ?, ?)"
    " ON CONFLICT(digest) DO UPDATE SET media_type = excluded.media_type, size = excluded.size"
)


def _note_files(work: Work, body: str) -> None:
    """The files a case or an event names, wherever in it they stand."""
    waiting: list[Any] = [json.loads(body)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            if one.keys() >= {"digest", "media_type", "size"}:
                work.sql(_FILE, (one["digest"], one["media_type"], one["size"]))
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _aside(work: Work) -> str:
    return "aside-" + work.now()[:19].replace(":", "")
