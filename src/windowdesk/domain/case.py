"""A case (办件): its states, who may move it, and what each move needs."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from windowdesk.domain.people import Person


class Mode(enum.Enum):
    """How the case came in (收件方式), stored, printed and counted."""

    WINDOW = "window"
    """窗口."""
    PROXY = "proxy"
    """代办."""
    HOME_VISIT = "home_visit"
    """上门."""
    APPOINTMENT = "appointment"
    """预约."""

    @property
    def words(self) -> str:
        """What stands on screen and paper."""
        return {"window": "窗口", "proxy": "代办", "home_visit": "上门", "appointment": "预约"}[self.value]


class CaseState(enum.Enum):
    """States of a case; codes are stable and travel in the contract."""

    DRAFT = "S00"
    RECEIVED = "S10"
    RETURNED = "S15"
    QUEUED = "S20"
    UPLOADED = "S25"
    BOUNCED = "S28"
    REGISTERED = "S30"
    PRE_REVIEW = "S35"
    CORRECTION_ASKED = "S40"
    CORRECTED = "S41"
    ACCEPTED_WITH_GAPS = "S45"
    ACCEPTED = "S50"
    REFUSED = "S55"
    IN_REVIEW = "S60"
    SPECIAL_PROCEDURE = "S70"
    EXTENDED = "S75"
    GRANTED = "S80"
    NOT_GRANTED = "S81"
    READY = "S85"
    DELIVERED = "S86"
    EVALUATED = "S88"
    WITHDRAWN = "S90"
    ENDED = "S92"
    VOID = "S95"
    ARCHIVED = "S99"


@dataclass(frozen=True, slots=True)
class BlobRef:
    """A file by its content: SHA-256 of the plain bytes in hex, media type, size in bytes."""

    digest: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class CaseMaterial:
    """What was handed in for one line of the checklist."""

    material: str
    """Id of the catalogue's material."""
    name: str
    pages: tuple[BlobRef, ...] = ()
    how: str = "scan"
    """``scan`` 扫描, ``paper`` 纸质收取, ``file`` 附件, ``library`` 证照库, ``earlier`` 材料库, ``deferred`` 容缺后补,
    ``exempt`` 免交."""
    originals: int = 0
    copies: int = 0
    deferred_until: date | None = None
    undertaking: bool = False
    """The applicant signed the undertaking (容缺受理承诺书)."""
    earlier_case: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """代办委托: who asked whom to do what, until when."""

    powers: tuple[str, ...] = ("submit", "correct", "fetch")
    relation: str = ""
    until: date | None = None
    signed: bool = False
    witness: str = ""
    pages: tuple[BlobRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """上门服务: place and the two names."""

    place: str
    staff: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date with its reason. ``due`` None: no day count (批次)."""

    kind: str
    """``notice`` 告知, ``completion`` 办结, ``correction`` 补正, ``deferral`` 容缺补交, ``delivery`` 送达,
    ``pre_review`` 预审, ``bad_review`` 差评整改, ``special_procedure`` 特别程序."""
    due: date | None
    provisional: bool = False
    """The date crosses a year without an official calendar."""
    note: str = ""
    start: date | None = None
    """The day the clock started, itself not counted; the light needs it for the share of time left."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as this desk knows it: what was taken in, plus what the county said since."""

    id: str
    provisional_number: str
    item_code: str
    item_version: int
    item_name: str
    state: CaseState
    mode: Mode
    applicant: Person
    received_at: datetime
    clerk: str
    badge: str
    window: str
    site: str
    region: str
    receives_for: str
    official_number: str = ""
    agent: Person | None = None
    authority: Authority | None = None
    visit: Visit | None = None
    appointment: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    materials: tuple[CaseMaterial, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    notice_version: str = ""
    notice_at: datetime | None = None
    package: str = ""
    """Package code and run, shared by the cases of one 一件事 (``P1:<id>``); empty: none."""
    after: tuple[str, ...] = ()
    """Ids of cases of the package whose result is needed first."""
    duplicate_reason: str = ""
    vertical_number: str = ""
    status_seq: int = 0
    """Feed number of the newest county status applied; an older one never overwrites."""
    status_note: str = ""
    """The county's words to the newest status."""
    correction_round: int = 0

    @property
    def number(self) -> str:
        """The official number once there is one, the provisional one until then."""
        return self.official_number or self.provisional_number
