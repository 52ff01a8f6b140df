"""Deliver (送达): the result is handed over, the identity of the receiver checked."""

from __future__ import annotations

from dataclasses import dataclass

from windowdesk.casework.desk import Desk, Done
from windowdesk.domain.case import BlobRef, Case

WAYS = {"direct": "直接送达", "mail": "邮寄送达", "electronic": "电子送达", "entrusted": "委托送达", "left": "留置送达"}
"""Ways of delivery and their words."""


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
    """Record the delivery.

    Raises:
        InputRefused: MOVE_REFUSED when no result is there, ID_NOT_CHECKED for a hand-over
            in person without a look at the card, FIELD_MISSING.
    """
    raise NotImplementedError
