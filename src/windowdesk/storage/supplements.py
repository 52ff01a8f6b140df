"""What was brought for a case and is not sent yet (补正的草稿): durable at once, like a draft."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from windowdesk.domain.brought import Brought
from windowdesk.domain.case import Case, CaseState
from windowdesk.domain.case_states import FINISHED
from windowdesk.storage import codec, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.work import Work

_S = tables.supplements.c


def _keep_statement() -> Prepared:
    fresh = insert(tables.supplements).values({name: bindparam(name) for name in ("case_id", "kept", "body")})
    changed = {name: fresh.excluded[name] for name in ("kept", "body")}
    return Prepared(fresh.on_conflict_do_update(index_elements=["case_id"], set_=changed))


_KEEP = _keep_statement()
_GET = Prepared(select(_S.body).where(_S.case_id == bindparam("which")))
_DISCARD = Prepared(delete(tables.supplements).where(_S.case_id == bindparam("which")))


class Supplements:
    """The supplements of one unit or reading that are still being brought; one for each case at most."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def keep(self, brought: Brought) -> None:
        """Save it as it stands; one with nothing in it is not kept."""
        if brought.is_empty:
            self.discard(brought.case)
        else:
            self._work.run(_KEEP, case_id=brought.case, kept=self._work.now(), body=codec.dumps(brought))

    def get(self, case_id: str) -> Brought:
        """What was brought for that case so far; empty when nothing was."""
        body = self._work.run(_GET, which=case_id).scalar()
        return Brought(case_id) if body is None else codec.loads(Brought, body)

    def let_go(self, case: Case, state: CaseState) -> None:
        """The county said, or accepted, that the case is over: nothing more is brought for it.

        Of one that is decided and not closed, what may be for something deferred (容缺) is kept.
        """
        if state in FINISHED or not any(one.how == "deferred" for one in case.materials):
            self.discard(case.id)

    def discard(self, case_id: str) -> None:
        """Throw it away."""
        self._work.run(_DISCARD, which=case_id)
