"""People, their cards, and how sure we are of who they are."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date


class Assurance(enum.Enum):
    """How well an identity is proved (T < C < R < V), printed as words."""

    TYPED = "T"
    """手工输入."""
    CHECKED = "C"
    """typed, check digit right 校验通过."""
    READ = "R"
    """read from the chip by a reader 读卡."""
    VERIFIED = "V"
    """verified online 联网核验."""

    @property
    def words(self) -> str:
        """What stands on screen and paper."""
        return {"T": "手工输入", "C": "号码校验通过", "R": "读卡", "V": "联网核验"}[self.value]


class CardKind(enum.Enum):
    """The four chip cards of the resident ID family; the value is the flag on the card."""

    CITIZEN = " "
    """居民身份证."""
    RESIDENCE_PERMIT = "J"
    """港澳台居民居住证."""
    FOREIGNER_2017 = "I"
    """外国人永久居留身份证 (2017)."""
    FOREIGNER_2023 = "Y"
    """外国人永久居留身份证 (2023)."""


class Sex(enum.Enum):
    """GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What the chip of one card said, checked. Empty text where that kind of card has no such field."""

    kind: CardKind
    name: str
    """Chinese name; the English one where a foreigner's card has no other."""
    sex: Sex
    birth: date
    number: str
    valid_from: date
    valid_to: date | None
    """None: 长期."""
    nation: str = ""
    """Two digits of GB/T 3304."""
    address: str = ""
    added_address: str = ""
    authority: str = ""
    """Issuing authority 签发机关 (its code on the 2017 foreigner's card)."""
    english_name: str = ""
    nationality: str = ""
    """Three letters of GB/T 2659."""
    pass_number: str = ""
    """通行证号码 on the residence permit."""
    issues: str = ""
    """Number of issues, renewals or card version."""
    doubtful: tuple[str, ...] = ()
    """Names of fields with a lone surrogate or a private-use character: a person must look."""


class IdKind(enum.Enum):
    """Kind of identity document, GA/T 2000.156."""

    RESIDENT_ID = "111"
    """居民身份证."""
    HOUSEHOLD_REGISTER = "113"
    """户口簿."""
    TEMPORARY_ID = "112"
    """临时居民身份证."""
    BIRTH_CERTIFICATE = "117"
    """出生医学证明."""
    HMT_RESIDENCE_PERMIT = "154"
    """港澳台居民居住证."""
    FOREIGN_RESIDENT = "553"
    """外国人永久居留身份证."""


@dataclass(frozen=True, slots=True)
class SocialSecurityCard:
    """What the chip of a social security card (社会保障卡) said, checked.

    Nobody proves to a plain card reader that such a chip is genuine, and its name is GBK, in which rare
    characters are missing: the ID card is believed before it.
    """

    name: str
    number: str
    """社会保障号码: the number of the identity document."""
    id_kind: IdKind
    """The document that the number belongs to."""
    sex: Sex
    birth: date
    card_number: str
    version: str
    """``1.00``, ``2.00`` or ``3.00``."""
    nation: str = ""
    """Two digits of GB/T 3304."""
    region: str = ""
    """Six digits of the issuing region."""
    issued: date | None = None
    valid_to: date | None = None
    doubtful: tuple[str, ...] = ()
    """Names of fields that a person must look at."""


Card = IdentityCard | SocialSecurityCard
"""Whatever a `CardReader` may read."""


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant (申请人), agent (代理人) or proxy clerk as stored with a case."""

    name: str
    id_number: str
    id_kind: IdKind = IdKind.RESIDENT_ID
    assurance: Assurance = Assurance.TYPED
    sex: Sex = Sex.UNKNOWN
    birth: date | None = None
    nation: str = ""
    address: str = ""
    present_address: str = ""
    mobile: str = ""
    no_mobile: bool = False
    """无手机: said expressly (seed 001 article 15)."""
    name_needs_check: bool = False
    check_override_reason: str = ""
    """Why the number counts though its check digit is wrong; empty: it is right."""
