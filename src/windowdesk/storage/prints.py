"""The print journal: what was sent to a printer and whether a person saw it come out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from windowdesk.storage import codec, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.work import Work, stamp

BEGUN, SENT, PRINTED, DOUBTFUL, FAILED = "begun", "sent", "printed", "doubtful", "failed"


@dataclass(frozen=True, slots=True)
class PrintEntry:
    """One attempt to put a document on paper.

    ``state``: ``begun`` (bytes may be on their way), ``sent`` (all bytes went out on a
    line that cannot answer), ``printed`` (the printer or a person says
    it came out), ``finished`` (the system's print queue says so), ``saved`` (kept as a
    file), ``doubtful`` (nobody knows, a person must look), ``failed`` (it did not).
    """

    id: str
    case: str
    document: str
    """For example ``receipt``."""
    number: str
    """What stands on the paper."""
    copy: int
    """0: first print, n: marked 补打 n."""
    at: datetime
    printer: str
    state: str = BEGUN
    digest: str = ""
    """SHA-256 of what was sent."""
    code: str = ""
    """Code of the trouble, if any."""
    job: str = ""
    """What the system's print queue knows it by, where it went through one."""
    sheet: bool = False
    """A4, through the system or as a file; else a slip of the receipt printer."""
    answered_by: str = ""


_P = tables.prints.c
_COLUMNS = ("id", "unit", "case_id", "at", "state", "body")


def _put_statement() -> Prepared:
    fresh = insert(tables.prints).values({name: bindparam(name) for name in _COLUMNS})
    changed = {name: fresh.excluded[name] for name in ("unit", "state", "body")}
    return Prepared(fresh.on_conflict_do_update(index_elements=["id"], set_=changed))


_PUT = _put_statement()
_GET = Prepared(select(_P.body).where(_P.id == bindparam("which")))
_OF_CASE = Prepared(select(_P.body).where(_P.case_id == bindparam("case")).order_by(_P.at, _P.id))
_OPEN = Prepared(select(_P.body).where(tables.UNANSWERED).order_by(_P.at))


class Prints:
    """The journal in one unit or reading; its rows are confirmed rows."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, entry: PrintEntry) -> None:
        """Note an attempt, or what became of it."""
        values = {
            "id": entry.id,
            "unit": self._work.unit,
            "case_id": entry.case,
            "at": stamp(entry.at),
            "state": entry.state,
            "body": codec.dumps(entry),
        }
        self._work.value(_PUT, **values)
        self._work.confirm("prints", values)

    def get(self, entry_id: str) -> PrintEntry:
        """The attempt with this id.

        Raises:
            KeyError: there is none.
        """
        body = self._work.run(_GET, which=entry_id).scalar()
        if body is None:
            raise KeyError(entry_id)
        return codec.loads(PrintEntry, body)

    def settle(self, entry_id: str, state: str, *, code: str = "", answered_by: str = "") -> PrintEntry:
        """Store what became of an attempt; returns the entry as it now stands."""
        entry = replace(self.get(entry_id), state=state, code=code, answered_by=answered_by)
        self.put(entry)
        return entry

    def of_case(self, case: str) -> list[PrintEntry]:
        """All attempts for one case, oldest first."""
        return [codec.loads(PrintEntry, body) for body in self._work.run(_OF_CASE, case=case).scalars()]

    def open(self) -> list[PrintEntry]:
        """Attempts a person must still answer for, oldest first; after a crash also the begun ones."""
        return [codec.loads(PrintEntry, body) for body in self._work.run(_OPEN).scalars()]

    def next_copy(self, case: str, document: str) -> int:
        """The mark the next print carries: 0 the first time, then 补打 1, 2, …

        Attempts that certainly failed do not count.
        """
        return sum(1 for one in self.of_case(case) if one.document == document and one.state != FAILED)
