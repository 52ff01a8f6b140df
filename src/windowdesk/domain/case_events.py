"""What a station tells the county: one event for each act of a clerk on a case.

Each class is the payload of one event type of contract version 1; ``TYPE`` is its name on the
wire. Events are facts: they are never edited, only followed by others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from windowdesk.domain.case import BlobRef, Case, CaseMaterial


@dataclass(frozen=True, slots=True)
class CaseReceived:
    """收件: the whole application as taken in."""

    TYPE: ClassVar[str] = "case.received"
    case: Case
    receipt_digest: str = ""
    """SHA-256 of the signed receipt text: what stands on paper can be held against the record."""


@dataclass(frozen=True, slots=True)
class CaseSupplemented:
    """补正 or 容缺补交: materials and corrected form fields of one round."""

    TYPE: ClassVar[str] = "case.supplemented"
    round: int
    materials: tuple[CaseMaterial, ...]
    form: Mapping[str, Any]
    supplemented_at: datetime
    complete: bool


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """撤回 by the applicant."""

    TYPE: ClassVar[str] = "case.withdrawn"
    reason: str
    withdrawn_at: datetime
    returned_materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseDelivered:
    """送达: result handed over."""

    TYPE: ClassVar[str] = "case.delivered"
    way: str
    """``direct`` 直接, ``mail`` 邮寄, ``electronic`` 电子, ``entrusted`` 委托, ``left`` 留置."""
    receiver: str
    relation: str
    documents: tuple[str, ...]
    delivered_at: datetime
    id_checked: bool
    place: str = ""
    waybill: str = ""
    pages: tuple[BlobRef, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseEvaluated:
    """好差评: voluntary, one service one evaluation. ``level`` is a semantic word, never a number."""

    TYPE: ClassVar[str] = "case.evaluated"
    level: str
    """``very_satisfied``, ``satisfied``, ``basically_satisfied``, ``dissatisfied``, ``very_dissatisfied``."""
    options: tuple[str, ...]
    text: str
    evaluated_at: datetime
    number: int = 1


@dataclass(frozen=True, slots=True)
class CaseVoided:
    """作废 before anything of the case left the machine; the number is never used again."""

    TYPE: ClassVar[str] = "case.voided"
    reason: str
    voided_at: datetime
    supervisor: str


@dataclass(frozen=True, slots=True)
class CaseFilesLost:
    """扫描件丢失: files named earlier that neither copy gives any more. The county goes on without them."""

    TYPE: ClassVar[str] = "case.files_lost"
    digests: tuple[str, ...]
    """Digests alone: a file that is named as a file would be waited for."""
    found_at: datetime


CaseEvent = CaseReceived | CaseSupplemented | CaseWithdrawn | CaseDelivered | CaseEvaluated | CaseVoided | CaseFilesLost
