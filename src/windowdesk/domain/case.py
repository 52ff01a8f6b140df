"""A case (办件): what was taken in, and what the county said since. Its states: `case_states`."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from windowdesk.domain.case_states import (
    COUNTY_SAYS,
    FINISHED,
    MOVES,
    CaseState,
    Exchange,
    Role,
    Stage,
    check_move,
    clock_of,
    document_of,
    documents_of,
    may_move,
    shown_state,
    stage_of,
    words_of,
)
from windowdesk.domain.people import Person

__all__ = [
    "COUNTY_SAYS",
    "FINISHED",
    "MOVES",
    "Authority",
    "BlobRef",
    "Case",
    "CaseMaterial",
    "CaseState",
    "Deadline",
    "Exchange",
    "Mode",
    "Preview",
    "Role",
    "Stage",
    "Visit",
    "WrittenSignature",
    "check_move",
    "clock_of",
    "document_of",
    "documents_of",
    "follow_county",
    "may_move",
    "may_print_acceptance",
    "move",
    "shown_state",
    "stage_of",
    "words_of",
]


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


@dataclass(frozen=True, slots=True)
class Preview:
    """预览图: a small picture of a large page, a file of its own that is sent ahead of it."""

    digest: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class BlobRef:
    """A file by its content: SHA-256 of the plain bytes in hex, media type, size in bytes."""

    digest: str
    media_type: str
    size: int
    preview: Preview | None = field(default=None, compare=False, metadata={"optional": True})
    """Of a large page; it makes no other file of it."""

    def with_preview(self, small: BlobRef) -> BlobRef:
        """The same file, to be seen by a smaller one until it is there."""
        return replace(self, preview=Preview(small.digest, small.media_type, small.size))


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
class WrittenSignature:
    """手写签名: who signed which document, bound to the exact sheet; the ink is a file (`handwriting`)."""

    document: str
    """``application`` 申请表, ``authority`` 代办委托书."""
    signer: str
    """``applicant`` or ``agent``."""
    sheet: str
    """SHA-256 of the sheet that was signed; it stands whole in the file."""
    signed_at: datetime
    file: BlobRef


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
    signatures: tuple[WrittenSignature, ...] = ()
    """Of the sheets as they stand; a document without one is signed on paper."""
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


def move(
    case: Case, to: CaseState, *, offline: bool = True, role: Role = Role.CLERK, left_machine: bool = False
) -> Case:
    """``case`` in state ``to``.

    ``left_machine``: an event of the case was sent, or may have been (taken in by any upload).

    Raises:
        InputRefused: N712, the state table does not allow it.
    """
    check_move(case.state, to, offline=offline, role=role, left_machine=left_machine)
    return replace(case, state=to)


def follow_county(
    case: Case, state: CaseState, seq: int, *, note: str = "", official_number: str = "", correction_round: int = 0
) -> Case:
    """``case`` after a word of the county; the same or an older word changes nothing (rule B.2.4).

    The county may skip states the desk never hears of, so the table is not asked; but it cannot
    report a state that belongs to the desk alone, nor revive a case voided here.

    Raises:
        ValueError: ``state`` is one the county cannot report.
    """
    if state not in COUNTY_SAYS:
        raise ValueError(f"the county cannot report {state.value}")
    if seq <= case.status_seq or case.state is CaseState.VOID:
        return case
    return replace(
        case,
        state=state,
        status_seq=seq,
        status_note=note,
        official_number=official_number or case.official_number,
        correction_round=max(correction_round, case.correction_round),
    )


def may_print_acceptance(case: Case, *, delegated: bool, offline: bool) -> bool:
    """May 受理通知书, 不予受理通知书 or 容缺受理通知书 be printed now?

    With the county's acceptance on record: yes. Before that only where the signed catalogue
    delegates the acceptance of this item to the site, and never offline (rule B.2.2).
    """
    answered = {CaseState.ACCEPTED, CaseState.ACCEPTED_WITH_GAPS, CaseState.REFUSED, CaseState.IN_REVIEW}
    return case.state in answered or (delegated and not offline)
