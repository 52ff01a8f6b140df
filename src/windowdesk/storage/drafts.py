"""Drafts (草稿): saved at every field, durable at once, closed when they become cases."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from windowdesk import errors
from windowdesk.domain.intake import Draft
from windowdesk.storage import codec, tables
from windowdesk.storage.engine import Prepared
from windowdesk.storage.work import Work, stamp

_D = tables.drafts.c


def _keep_statement() -> Prepared:
    fresh = insert(tables.drafts).values({name: bindparam(name) for name in ("id", "started", "kept", "body")})
    return Prepared(
        fresh.on_conflict_do_update(
            index_elements=["id"],
            set_={"kept": fresh.excluded["kept"], "body": fresh.excluded["body"]},
            where=_D.case_id == "",
        ).returning(_D.id)
    )


_KEEP = _keep_statement()
_GET = Prepared(select(_D.body).where(_D.id == bindparam("which"), _D.case_id == ""))
_CLOSED_AS = Prepared(select(_D.number).where(_D.id == bindparam("which"), _D.case_id != ""))
_LIST = Prepared(select(_D.body).where(_D.case_id == "").order_by(_D.kept.desc()))
_CLOSE = Prepared(
    update(tables.drafts)
    .where(_D.id == bindparam("which"), _D.case_id == "")
    .values(
        unit=bindparam("in_unit"), kept=bindparam("at"), case_id=bindparam("case"), number=bindparam("named"), body=None
    )
    .returning(_D.started)
)
_DISCARD = Prepared(delete(tables.drafts).where(_D.id == bindparam("which"), _D.case_id == ""))


class Drafts:
    """The drafts of one unit or reading."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def keep(self, draft: Draft) -> None:
        """Save a draft as it stands.

        Raises:
            StoreTrouble: DRAFT_SAVED_ELSEWHERE, it has become a case meanwhile.
        """
        kept = self._work.value(
            _KEEP, id=draft.id, started=stamp(draft.started_at), kept=self._work.now(), body=codec.dumps(draft)
        )
        if kept is None:
            self._refuse(draft.id)

    def get(self, draft_id: str) -> Draft:
        """The draft with this id.

        Raises:
            StoreTrouble: DRAFT_SAVED_ELSEWHERE.
            KeyError: there is none.
        """
        body = self._work.run(_GET, which=draft_id).scalar()
        if body is None:
            self._refuse(draft_id)
            raise KeyError(draft_id)
        return codec.loads(Draft, body)

    def list(self) -> list[Draft]:
        """All open drafts, the one touched last first."""
        return [codec.loads(Draft, body) for body in self._work.run(_LIST).scalars()]

    def discard(self, draft_id: str) -> None:
        """Throw a draft away; one that has become a case stays as it is."""
        self._work.run(_DISCARD, which=draft_id)

    def close(self, draft_id: str, case_id: str, number: str) -> None:
        """Note that the draft has become a case; part of the confirmed rows of the unit.

        Args:
            draft_id: the draft; one that was never kept is closed as well.
            case_id: the case it became; the first one of a package.
            number: what the case is called on the receipt.

        Raises:
            StoreTrouble: DRAFT_SAVED_ELSEWHERE, somebody was faster.
        """
        at = self._work.now()
        values = {"at": at, "case": case_id, "named": number, "in_unit": self._work.unit}
        started = self._work.value(_CLOSE, which=draft_id, **values)
        if started is None:
            self._refuse(draft_id)
            started = at
            self._work.sql(
                "INSERT INTO drafts(id, unit, started, kept, case_id, number) VALUES (?, ?, ?, ?, ?, ?)",
                (draft_id, self._work.unit, at, at, case_id, number),
            )
        self._work.confirm(
            "drafts",
            {
                "id": draft_id,
                "unit": self._work.unit,
                "started": started,
                "kept": at,
                "case_id": case_id,
                "number": number,
                "body": None,
            },
        )

    def closed_as(self, draft_id: str) -> str:
        """Number of the case the draft became; empty while it is open or unknown."""
        return str(self._work.run(_CLOSED_AS, which=draft_id).scalar() or "")

    def _refuse(self, draft_id: str) -> None:
        number = self.closed_as(draft_id)
        if number:
            raise errors.StoreTrouble(errors.DRAFT_SAVED_ELSEWHERE, number=number)
