"""Deliver (送达): the result is handed over, the identity of the receiver checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from windowdesk.casework import records
from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import BlobRef, Case, CaseState
from windowdesk.domain.case_events import CaseDelivered
from windowdesk.domain.news import ResultIssued
from windowdesk.errors import FIELD_MISSING, FIELD_WRONG, ID_NOT_CHECKED, InputRefused
from windowdesk.events import Kind

if TYPE_CHECKING:
    from windowdesk.storage.unit import Unit

WAYS = {"direct": "直接送达", "mail": "邮寄送达", "electronic": "电子送达", "entrusted": "委托送达", "left": "留置送达"}
"""Ways of delivery and their words."""
IN_PERSON = frozenset({"direct", "entrusted"})
"""Ways in which somebody stands at the counter and shows a card."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it was handed over."""

    receiver: str
    relation: str = "本人"
    way: str = "direct"
    documents: tuple[str, ...] = ()
    """Names of what was handed over; empty: the result the county named."""
    id_checked: bool = False
    place: str = ""
    waybill: str = ""
    pages: tuple[BlobRef, ...] = ()


def deliver(desk: Desk, case_id: str, delivery: Delivery) -> Done[Case]:
    """Record the delivery; works with the cable out.

    Raises:
        InputRefused: MOVE_REFUSED when no result is there, ID_NOT_CHECKED for a hand-over
            in person without a look at the card, FIELD_MISSING, FIELD_WRONG.
    """
    _check(delivery)
    with desk.store.unit(desk.actor) as unit:
        case = records.case_of(unit, case_id)
        if case.state in {CaseState.GRANTED, CaseState.NOT_GRANTED}:
            case = records.move(case, CaseState.READY)
        case = replace(records.move(case, CaseState.DELIVERED), deadlines=())
        event = CaseDelivered(
            way=delivery.way,
            receiver=delivery.receiver.strip(),
            relation=delivery.relation.strip(),
            documents=delivery.documents or results(unit, case),
            delivered_at=desk.clock.now(),
            id_checked=delivery.id_checked,
            place=delivery.place.strip(),
            waybill=delivery.waybill.strip(),
            pages=delivery.pages,
        )
        records.write(desk, unit, case, event, "deliver")
        records.put_away(unit, case_id)
    return desk.done(case, Kind.CASES, Kind.OUTBOX, Kind.INBOX)


def results(view: Unit, case: Case) -> tuple[str, ...]:
    """Names of the results the county issued for the case; its own words where it named none."""
    issued = [one.news for one in view.mirror.news_of(case.id) if isinstance(one.news, ResultIssued)]
    named = tuple(f"{one.result_name} {one.result_number}".strip() for one in issued)
    return tuple(one for one in named if one) or (f"{case.item_name}办理结果",)


def _check(delivery: Delivery) -> None:
    if delivery.way not in WAYS:
        raise InputRefused(FIELD_WRONG, field="送达方式", reason=f"没有“{delivery.way}”这种方式")
    if not delivery.receiver.strip():
        raise InputRefused(FIELD_MISSING, field="领取人")
    if delivery.way in IN_PERSON and not delivery.id_checked:
        raise InputRefused(ID_NOT_CHECKED)
    if delivery.way == "mail" and not delivery.waybill.strip():
        raise InputRefused(FIELD_MISSING, field="快递单号")
