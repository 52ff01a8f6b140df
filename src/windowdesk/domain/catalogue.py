"""Service items (事项) as the county publishes them: what may be filed, by whom, with what."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar


class ItemType(enum.Enum):
    """事项类型, GB/T 39046-2020 A.1 (those that are filed on application)."""

    LICENCE = "01"
    PAYMENT = "05"
    CONFIRMATION = "07"
    REWARD = "08"
    RULING = "09"
    OTHER = "10"
    PUBLIC_SERVICE = "20"


class ItemState(enum.Enum):
    """事项状态."""

    ACTIVE = 1
    PAUSED = 2
    CANCELLED = 3

    @property
    def words(self) -> str:
        """What stands on the screen."""
        return {1: "在用", 2: "暂停办理", 3: "已取消"}[self.value]


class Necessity(enum.Enum):
    """材料必要性, normalised from the code lists of several systems."""

    MUST = "must"
    """必要."""
    OPTIONAL = "optional"
    """非必要."""
    DEFERRABLE = "deferrable"
    """容缺后补."""
    EXEMPT = "exempt"
    """信息免交: shared or verified data, not asked for."""


class LimitUnit(enum.Enum):
    """Unit of a time limit."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    AT_ONCE = "at_once"
    """即办."""
    BATCH = "batch"
    """集中批次办理: no day count, see the note."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: never a bare number (domain rule B.3)."""

    value: int
    unit: LimitUnit
    note: str = ""


class ProxyRule(enum.Enum):
    """May somebody else file for the applicant (代办)?"""

    ALLOWED = "allowed"
    PRESENCE_ONCE = "presence_once"
    """代办可以, but the applicant must appear once."""
    REFUSED = "refused"
    """本人到场."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a situation question."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the situation questionnaire (情形); ``when`` as in `Material`."""

    id: str
    text: str
    options: tuple[Option, ...]
    when: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Material:
    """One material (申请材料) of an item.

    ``when`` maps question ids to the option ids under which the material applies; every entry
    must match; empty: always. The question id ``@proxy`` is answered by the mode of the case
    with ``yes`` or ``no``. Ids mean the same paper all over the catalogue (``id_card`` is the
    applicant's identity card everywhere): packages and the folder of earlier materials rely on it.
    """

    id: str
    name: str
    necessity: Necessity
    kind: str = "certificate"
    """``certificate`` 证件证书证明, ``form`` 申请表格文书, ``other``."""
    original_rule: str = "original"
    """``original`` 原件, ``copy`` 复印件, ``both`` 原件和复印件, ``either`` 原件或复印件."""
    form: str = "either"
    """``paper`` 纸质, ``electronic`` 电子, ``either``."""
    originals: int = 1
    copies: int = 0
    page_format: str = "A4"
    source: str = "applicant"
    """``applicant`` 申请人自备, ``government`` 政府部门核发, ``library`` 证照库, ``online`` 在线填报, ``other``."""
    source_note: str = ""
    standard: str = ""
    """受理标准, shown while checking."""
    instructions: str = ""
    basis: str = ""
    blank_form: str = ""
    sample: str = ""
    issuer: str = ""
    max_age_months: int | None = None
    paper_required: bool = False
    reusable_days: int = 0
    """How long a scan may be offered again for the same person (材料库); 0: never."""
    never_deferrable: bool = False
    deferral_days: int | None = None
    """Longest working days for supplying it later; needed where the item promises no day (即办, 批次)."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fee:
    """收费项目."""

    name: str
    standard: str
    basis: str
    reduction: str = ""


@dataclass(frozen=True, slots=True)
class Faq:
    """常见问题."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The elements of the service guide (办事指南) that are text; the rest stand on the item.

    Seed 001 article 16 names fourteen: name, code, handling type, basis, conditions, materials,
    flow, statutory limit, promised limit, fees, form, visits, result sample, contact.
    """

    basis: str
    conditions: str
    flow: str
    special_procedure: str
    place: str
    hours: str
    contact: str
    complaint: str
    result_name: str
    result_sample: str
    online: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A service item at the level that is filed (业务办理项), frozen in each case by version."""

    code: str
    """业务办理项编码: 33 characters, or what the county uses (at most 50)."""
    catalog_code: str
    task_code: str
    name: str
    version: int
    type: ItemType
    state: ItemState
    agency: str
    agency_code: str
    agency_type: str
    level: str
    """行使层级: 4 county, 5 township, 6 village."""
    power_source: str
    handling: str
    """办件类型: ``instant`` 即办件, ``promised`` 承诺件, ``other``."""
    served: tuple[str, ...]
    """服务对象, codes of GB/T 39046 A.4."""
    theme: str
    group: str
    """One of the township counter groups, for example 社保."""
    statutory: Limit
    promised: Limit
    visits: int
    area: str
    """通办范围: 1 country … 4 county, 5 township, 6 village."""
    ways: tuple[str, ...]
    """办理形式: ``window``, ``pc``, ``mobile``, ``courier``."""
    proxy: ProxyRule
    guide: Guide
    form: Mapping[str, Any]
    """JSON Schema 2020-12 of the item's own fields."""
    questions: tuple[Question, ...]
    materials: tuple[Material, ...]
    faq: tuple[Faq, ...]
    fees: tuple[Fee, ...] = ()
    split: Mapping[str, str] = field(default_factory=dict)
    """Who does what: ``village``, ``township``, ``county`` to words."""
    min_age: int | None = None
    max_age: int | None = None
    minors_rule: str = ""
    needed_fields: tuple[str, ...] = ()
    """Card fields this item stores beyond name, number, birth and sex: ``nation``, ``address``…"""
    special_procedures: Mapping[str, int] = field(default_factory=dict)
    """Kind (one of the eleven of seed 001 article 19) to its longest working days."""
    vertical_system: str = ""
    """Name of the line department's system in which the item is filed instead; empty: here."""
    accepts_here: bool = False
    """Delegation: the site may itself accept (受理) and print the acceptance notice."""
    effective: date | None = None
    cancelled: date | None = None
    secret: bool = False
    notices: tuple[str, ...] = ()
    """Names of certificates among materials that a committee must not issue (import warning)."""
    doc_titles: Mapping[str, str] = field(default_factory=dict)
    place_codes: tuple[str, ...] = ()
    """Division codes (6 to 12 digits) whose sites may file the item; empty: as ``area`` says."""
    receives_for: str = ""
    """``agency`` or ``applicant`` where this item differs from the site; empty: as the site."""

    @property
    def region(self) -> str:
        """Division in the agency's code, without trailing zero pairs: ``9900`` becomes ``99``."""
        digits = self.agency_code[2:8]
        while digits.endswith("00"):
            digits = digits[:-2]
        return digits


def state_on(item: Item, day: date) -> ItemState:
    """The state of this version on ``day``: planned dates count, not the day they arrived."""
    if item.state is ItemState.CANCELLED or (item.cancelled is not None and day >= item.cancelled):
        return ItemState.CANCELLED
    if item.effective is not None and day < item.effective:
        return ItemState.PAUSED
    return item.state


class Versioned(Protocol):
    """One version of an item or a package."""

    @property
    def version(self) -> int:
        """Rises with each version."""
        ...

    @property
    def effective(self) -> date | None:
        """The day from which it counts; None: at once."""
        ...


Version = TypeVar("Version", bound=Versioned)


def in_force(versions: Iterable[Version], day: date) -> Version | None:
    """The version of one item or package that counts on ``day``: the newest already effective, else the oldest.

    Cases keep the version they were received under; this is for new ones only.
    """
    known = sorted(versions, key=lambda item: item.version)
    effective = [item for item in known if item.effective is None or item.effective <= day]
    return effective[-1] if effective else next(iter(known), None)


_AREA_DIGITS = {"1": 0, "2": 2, "3": 4, "4": 6, "5": 9, "6": 9}
"""How many leading digits site and item must share, by 通办范围 (6 跨村: the whole township)."""


def may_file_at(item: Item, site_region: str) -> bool:
    """Does the item's area (通办范围) reach the site with that division code?"""
    if item.place_codes:
        return any(site_region.startswith(code.rstrip("0") or code) for code in item.place_codes)
    return site_region.startswith(item.region[: _AREA_DIGITS.get(item.area, 6)])


@dataclass(frozen=True, slots=True)
class Step:
    """One item inside a package, and the items whose result it needs first."""

    item: str
    after: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Answers to the package's own questions under which the step is taken; empty: always."""


@dataclass(frozen=True, slots=True)
class Package:
    """一件事: one form, one deduplicated set of materials, several cases."""

    code: str
    name: str
    version: int
    steps: tuple[Step, ...]
    conditions: str
    promised: Limit
    notes: str = ""
    questions: tuple[Question, ...] = ()
    """Questions that decide which steps are taken."""
    effective: date | None = None
