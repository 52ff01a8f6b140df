"""What comes down from the county, one class for each feed item of contract version 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from windowdesk.domain.case import BlobRef, CaseState


@dataclass(frozen=True, slots=True)
class Registered:
    """平台已登记: the official number (统一受理编号)."""

    TYPE: ClassVar[str] = "registered"
    case: str
    official_number: str
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """A new state of a case, decided by the county."""

    TYPE: ClassVar[str] = "status"
    case: str
    state: CaseState
    at: datetime
    note: str = ""
    """In words for the applicant; never inner opinions (seed 002, 一(三)5)."""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One thing to be supplied or put right."""

    material: str
    """Catalogue id, or empty when the form is meant."""
    name: str
    defect: str
    standard: str


@dataclass(frozen=True, slots=True)
class CorrectionAsked:
    """补齐补正: everything at once, one notice a round (seed 001 article 18)."""

    TYPE: ClassVar[str] = "correction"
    case: str
    round: int
    document_number: str
    lines: tuple[CorrectionLine, ...]
    due: date
    how: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PreReviewed:
    """预审意见."""

    TYPE: ClassVar[str] = "pre_review"
    case: str
    passed: bool
    opinion: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ResultIssued:
    """办结: the result document is ready to be handed out."""

    TYPE: ClassVar[str] = "result"
    case: str
    granted: bool
    result_name: str
    result_number: str
    at: datetime
    note: str = ""
    pages: tuple[BlobRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice to the desk, for example a maintenance stop with its items."""

    TYPE: ClassVar[str] = "notice"
    title: str
    text: str
    at: datetime
    stops_from: datetime | None = None
    stops_to: datetime | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackAvailable:
    """A signed pack can be fetched: ``catalogue``, ``calendar``, ``settings`` or ``program``."""

    TYPE: ClassVar[str] = "available"
    what: str
    version: int
    digest: str

    @property
    def is_notice(self) -> bool:
        """Only told to the clerk: a new program comes with the technician, never by itself."""
        return self.what == "program"


@dataclass(frozen=True, slots=True)
class Stopped:
    """The county stops this station, or lifts the stop (失控、停用)."""

    TYPE: ClassVar[str] = "stop"
    stopped: bool
    reason: str
    at: datetime


News = Registered | StatusChanged | CorrectionAsked | PreReviewed | ResultIssued | Noticed | PackAvailable | Stopped
