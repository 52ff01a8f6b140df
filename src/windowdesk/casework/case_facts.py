"""What is known of a case beyond the case itself: the county's words and this desk's own events."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from windowdesk.clock import local_date_time
from windowdesk.domain.case import Case, CaseMaterial
from windowdesk.domain.case_events import CaseDelivered, CaseWithdrawn
from windowdesk.domain.catalogue import Item
from windowdesk.domain.intake import Draft, is_proxy
from windowdesk.domain.materials import checklist
from windowdesk.domain.news import CorrectionAsked, ResultIssued

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit


def day(case: Case) -> date:
    """The day on which the case was received, on the wall of the office."""
    return local_date_time(case.received_at).date()


def last_round(view: Unit, case_id: str) -> CorrectionAsked | None:
    """The newest correction round (补正) of the county; None: none was asked."""
    rounds = [one.news for one in view.mirror.news_of(case_id) if isinstance(one.news, CorrectionAsked)]
    return max(rounds, key=lambda one: one.round, default=None)


def last_result(view: Unit, case_id: str) -> ResultIssued | None:
    """The result the county issued last; None: none yet."""
    issued = [one.news for one in view.mirror.news_of(case_id) if isinstance(one.news, ResultIssued)]
    return issued[-1] if issued else None


def delivery(view: Unit, case_id: str) -> CaseDelivered | None:
    """How the result was handed over at this desk; None: it was not."""
    payload = own_event(view, case_id, CaseDelivered.TYPE)
    if payload is None:
        return None
    from windowdesk.wire.case_json import event_from

    event = event_from(CaseDelivered.TYPE, payload)
    assert isinstance(event, CaseDelivered)
    return event


def withdrawal_reason(view: Unit, case_id: str) -> str:
    """Why the applicant took it back; empty: it was not taken back here."""
    payload = own_event(view, case_id, CaseWithdrawn.TYPE)
    return str(payload["reason"]) if payload else ""


def own_event(view: Unit, case_id: str, event_type: str) -> dict[str, Any] | None:
    """The payload of the newest event of that type; None: there is none, or its text is gone."""
    found = [event for event, _ in view.outbox.of_case(case_id) if event.type == event_type and event.text]
    return dict(json.loads(found[-1].text or "{}")["payload"]) if found else None


def draft_materials(draft: Draft, item: Item) -> tuple[CaseMaterial, ...]:
    """What has been brought for a draft, as its case would hold it: for papers made before the save."""
    held = {one.material: one for one in draft.materials}
    found = []
    for line in checklist(item, draft.answers, proxy=is_proxy(draft)):
        material, one = line.material, held.get(line.material.id)
        if one is None:
            continue
        deferred = one.deferred_until if not (one.pages or one.paper or one.earlier_case) else None
        found.append(
            CaseMaterial(
                material.id,
                material.name,
                pages=one.pages,
                how="deferred" if deferred else "scan" if one.pages else "paper",
                originals=material.originals if one.paper else 0,
                copies=material.copies if one.paper else 0,
                deferred_until=deferred,
                undertaking=one.undertaking,
                earlier_case=one.earlier_case,
            )
        )
    return tuple(found)
