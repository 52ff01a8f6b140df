"""Steps that the county rejected and a person put aside with a reason (不再处理): listed, and taken back.

A reason may name a person: it stays in the encrypted file. It is not part of the second copy, like the
verdict it stands beside; the audit log, which is, holds it too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, select, update

from windowdesk.storage import codec, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.outbox import Verdict, verdict_of
from windowdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Aside:
    """A rejected step that was put aside: by whom, when and why."""

    seq: int
    case: str
    type: str
    verdict: Verdict
    reason: str
    actor: str
    at: datetime


_O = tables.outbox.c
_PUT = Prepared(update(tables.outbox).where(_O.seq == bindparam("which")).values(done=1, aside=bindparam("told")))
_BACK = Prepared(
    update(tables.outbox)
    .where(tables.REJECTED, _O.case_id == bindparam("case"), _O.aside != "")
    .values(done=0, aside="")
)
_ALL = Prepared(select(tables.outbox).where(tables.REJECTED, _O.aside != "").order_by(_O.seq))


class Asides:
    """What was put aside, in one unit or reading."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, seq: int, reason: str) -> None:
        """Put a rejected step aside in the name of the unit's actor: it leaves queue and inbox."""
        told = {"reason": reason, "actor": self._work.actor, "at": self._work.now()}
        self._work.run(_PUT, which=seq, told=codec.dumps(told))

    def take_back(self, case: str) -> int:
        """Put what was put aside of a case back into queue and inbox; gives how many steps."""
        return self._work.run(_BACK, case=case).rowcount

    def all(self) -> list[Aside]:
        """Everything that is put aside, in the order of the log."""
        return [_aside(row) for row in self._work.run(_ALL).mappings()]


def _aside(row: RowMapping) -> Aside:
    told = json.loads(row["aside"])
    verdict = verdict_of(row)
    assert verdict is not None
    at = datetime.fromisoformat(told["at"])
    return Aside(row["seq"], row["case_id"], row["type"], verdict, told["reason"], told["actor"], at)
