"""The draft of an application (收件草稿) as a value; the rules on it stand in `intake`."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from windowdesk.domain.case import Authority, BlobRef, Mode, Visit, WrittenSignature
from windowdesk.domain.page_set import PageEdit
from windowdesk.domain.people import Assurance, IdKind


class Source(enum.Enum):
    """Where the value of a field came from; shown beside it."""

    TYPED = "typed"
    CARD = "card"
    """Resident ID card, read by a certified module."""
    SOCIAL_CARD = "social_card"
    """Social security card: the number counts, the name yields to every other source."""
    EARLIER = "earlier"


class Step(enum.Enum):
    """The pages of the guided flow, in order."""

    PERSON = "person"
    ITEM = "item"
    FORM = "form"
    """Situation questions and the item's own fields."""
    MATERIALS = "materials"
    CONFIRM = "confirm"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value and where it came from."""

    value: str
    source: Source = Source.TYPED


@dataclass(frozen=True, slots=True)
class DraftPerson:
    """A person while being taken in; ``entries`` by field name.

    Field names: name, id_number, sex, birth (YYYY-MM-DD), nation, address, present_address, mobile.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    id_kind: IdKind = IdKind.RESIDENT_ID
    assurance: Assurance = Assurance.TYPED
    no_mobile: bool = False
    doubtful: tuple[str, ...] = ()
    name_on_chip: str = ""
    """The name as the card gave it where it is doubtful; kept beside what the clerk types in its place."""
    reason_without_card: str = ""
    check_override_reason: str = ""
    """Why a typed number of an old archive counts though its check digit is wrong; empty: it is not."""
    typed_twice: bool = False
    """The number was typed twice alike, as is asked where no card was read."""

    def text(self, name: str) -> str:
        """The value of a field, empty when not filled."""
        entry = self.entries.get(name)
        return entry.value if entry else ""


@dataclass(frozen=True, slots=True)
class DraftMaterial:
    """What has been brought so far for one material."""

    material: str
    pages: tuple[BlobRef, ...] = ()
    paper: bool = False
    """The clerk holds the paper and confirms it."""
    deferred_until: date | None = None
    undertaking: bool = False
    earlier_case: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An application being taken in. Immutable: each change is a new value, each value is saved."""

    id: str
    started_at: datetime
    step: Step = Step.PERSON
    mode: Mode = Mode.WINDOW
    item_code: str = ""
    item_version: int = 0
    package_code: str = ""
    applicant: DraftPerson = field(default_factory=DraftPerson)
    agent: DraftPerson | None = None
    authority: Authority | None = None
    visit: Visit | None = None
    appointment: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    materials: tuple[DraftMaterial, ...] = ()
    signatures: tuple[WrittenSignature, ...] = ()
    """As they were given; `signed_sheet` says which of them still hold."""
    notice_version: str = ""
    notice_at: datetime | None = None
    confirmed: bool = False
    """The villager looked at the confirmation view."""
    duplicate_reason: str = ""
    vertical_number: str = ""
    edits: Mapping[str, PageEdit] = field(default_factory=dict)
    """How pages were turned or cut, by digest: their originals stay until the case is saved, and after."""


FIELD_WORDS = {
    "name": "姓名",
    "id_number": "证件号码",
    "sex": "性别",
    "birth": "出生日期",
    "nation": "民族",
    "address": "户籍地址",
}
"""Fields of a person that a card can contradict."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A card says one thing, the form another; a person decides."""

    field: str
    typed: str
    card: str

    @property
    def title(self) -> str:
        """What the field is called on screens."""
        return FIELD_WORDS.get(self.field, self.field)


def is_proxy(draft: Draft) -> bool:
    """Does somebody else file for the applicant?"""
    return draft.mode is Mode.PROXY or draft.agent is not None
