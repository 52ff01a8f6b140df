"""Numbers of people, organisations, places and papers: their check digits and their parts.

Sources: GB 11643 (citizen number), GB 32100-2015 (unified social credit code), GB 11714
(organisation code), ISO 7064 (MOD 11-2 and MOD 37,36), GB/T 36904 (certificate identifier),
GB/T 2260 (divisions). Region 99 is fictional and accepted everywhere: it is what samples use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from windowdesk.domain.people import IdKind, Sex
from windowdesk.errors import FIELD_WRONG, NUMBER_CHECK, InputRefused

_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_CHECKS = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83), (90, 99))
    for code in range(first, last + 1)
)
_HMT_REGIONS = ("810000", "820000", "830000")
_EARLIEST_BIRTH = date(1800, 1, 1)

PROVISIONAL_PREFIX = "LS"
PROVISIONAL_LENGTH = 27
OFFICIAL_LENGTH = 20
CERTIFICATE_ARC = "1.2.156.3005.2"
"""Object identifier under which e-certificates are numbered (GB/T 36904)."""


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """A checked 18-character number of a person; the check letter is an upper-case X."""

    number: str
    birth: date
    sex: Sex


@dataclass(frozen=True, slots=True)
class ForeignResidentNumber:
    """A checked number of a foreigner's permanent resident card (外国人永久居留身份证).

    ``birth`` and ``sex`` are None and unknown on the 15-character number of 2017: its two-digit
    year does not tell the century.
    """

    number: str
    birth: date | None
    sex: Sex
    nationality: str
    """Three letters (2017) or three digits (2023) of GB/T 2659."""


@dataclass(frozen=True, slots=True)
class ProvisionalNumber:
    """The parts of a provisional number (临时收件号)."""

    region: str
    day: date
    device: str
    serial: int


def normalised(text: str) -> str:
    """``text`` as numbers are compared: half-width, upper case, without spaces and hyphens."""
    half = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)
    return re.sub(r"[\s\u3000\-]", "", half).upper()


def citizen_check_digit(first17: str) -> str:
    """The 18th character for the first 17 digits (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _CITIZEN_WEIGHTS, strict=True))
    return _CITIZEN_CHECKS[total % 11]


def check_citizen_number(text: str, today: date | None = None, *, any_check_digit: bool = False) -> CitizenNumber:
    """The number behind ``text``, in the form it is stored in.

    The first six digits are the division at the time of first registration and are never held
    against today's list, only against the possible provinces. ``any_check_digit``: archives hold
    numbers that were given out wrong; length, province and birth date must be right even so.

    Raises:
        InputRefused: N703, wrong length, check digit, province or birth date, or born after ``today``.
    """
    number = normalised(text)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number) or number[:2] not in _PROVINCES:
        raise InputRefused(NUMBER_CHECK)
    if citizen_check_digit(number[:17]) != number[17] and not any_check_digit:
        raise InputRefused(NUMBER_CHECK)
    birth = _real_date(number[6:14])
    if birth is None or birth < _EARLIEST_BIRTH or (today is not None and birth > today):
        raise InputRefused(NUMBER_CHECK)
    return CitizenNumber(number, birth, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def upgrade_fifteen(text: str) -> CitizenNumber:
    """The 18-digit number for a 15-digit one of the first generation (archive data only).

    Raises:
        InputRefused: N703; also for serials 996 to 999, which marked people born before 1900.
    """
    old = normalised(text)
    if not re.fullmatch(r"[0-9]{15}", old) or old[12:] in {"996", "997", "998", "999"}:
        raise InputRefused(NUMBER_CHECK)
    first17 = f"{old[:6]}19{old[6:]}"
    return check_citizen_number(first17 + citizen_check_digit(first17))


def check_hmt_permit(text: str, today: date | None = None) -> CitizenNumber:
    """The number of a residence permit (港澳台居民居住证): 810000, 820000 or 830000 first.

    Raises:
        InputRefused: N703.
    """
    checked = check_citizen_number(text, today)
    if not checked.number.startswith(_HMT_REGIONS):
        raise InputRefused(NUMBER_CHECK)
    return checked


def check_foreign_resident(text: str, today: date | None = None) -> ForeignResidentNumber:
    """The number of a foreigner's permanent resident card of 2017 (15) or 2023 (18 characters).

    2023: ``9``, province of application, numeric country, birth, serial, MOD 11-2. 2017: three
    letters and twelve digits; no public check rule.

    Raises:
        InputRefused: N703.
    """
    number = normalised(text)
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return ForeignResidentNumber(number, None, Sex.UNKNOWN, number[:3])
    checked = check_citizen_number(number, today)
    if not number.startswith("9") or number[1:3] not in _PROVINCES:
        raise InputRefused(NUMBER_CHECK)
    return ForeignResidentNumber(number, checked.birth, checked.sex, number[3:6])


OVERRIDABLE_KINDS = frozenset({IdKind.RESIDENT_ID, IdKind.TEMPORARY_ID, IdKind.HOUSEHOLD_REGISTER})
"""Documents on which a number of an old archive may stand with a check digit that never was right."""


def check_identity_number(kind: IdKind, text: str, today: date | None = None, *, any_check_digit: bool = False) -> str:
    """The number on an identity document of that kind, in the form it is stored in.

    ``any_check_digit``: a person wrote down why (only for `OVERRIDABLE_KINDS`).

    Raises:
        InputRefused: N703.
    """
    if kind is IdKind.HMT_RESIDENCE_PERMIT:
        return check_hmt_permit(text, today).number
    if kind is IdKind.FOREIGN_RESIDENT:
        return check_foreign_resident(text, today).number
    if kind is IdKind.BIRTH_CERTIFICATE:
        number = normalised(text)
        if not re.fullmatch(r"[A-Z][0-9]{9}", number):
            raise InputRefused(NUMBER_CHECK)
        return number
    overridden = any_check_digit and kind in OVERRIDABLE_KINDS
    return check_citizen_number(text, today, any_check_digit=overridden).number


def birth_and_sex(kind: IdKind, number: str) -> tuple[date | None, Sex]:
    """What a checked number itself says of birth and sex; None and unknown where it says nothing."""
    if kind is IdKind.BIRTH_CERTIFICATE or len(number) != 18:
        return None, Sex.UNKNOWN
    checked = check_citizen_number(number, any_check_digit=kind in OVERRIDABLE_KINDS)
    return checked.birth, checked.sex


def credit_check_digit(first17: str) -> str:
    """The 18th character of a unified social credit code (GB 32100-2015)."""
    total = sum(_CREDIT_ALPHABET.index(c) * w for c, w in zip(first17, _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31]


def organisation_check_digit(first8: str) -> str:
    """The ninth character of an organisation code (GB 11714)."""
    total = sum(_BASE_36.index(c) * w for c, w in zip(first8, _ORGANISATION_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def check_credit_code(text: str) -> str:
    """A unified social credit code (统一社会信用代码) with both its check characters right.

    Raises:
        InputRefused: N702.
    """
    code = normalised(text)
    if (
        re.fullmatch(rf"[{_CREDIT_ALPHABET}]{{18}}", code)
        and credit_check_digit(code[:17]) == code[17]
        and organisation_check_digit(code[8:16]) == code[16]
    ):
        return code
    raise InputRefused(FIELD_WRONG, field="统一社会信用代码", reason="没有通过校验")


def mod37_36(text: str) -> str:
    """The check character of digits and capital letters (ISO 7064 MOD 37,36).

    Raises:
        ValueError: another character.
    """
    product = 36
    for character in text:
        total = (product + _BASE_36.index(character)) % 36 or 36
        product = total * 2 % 37
    return _BASE_36[(37 - product) % 36]


def provisional_number(region12: str, day: date, device2: str, serial: int) -> str:
    """A provisional number: unique without a network, never reused, 27 characters (rule D.7).

    ``LS``, region, yyMMdd, device, serial of the day, check. Serials stay decimal up to 9999 and
    go on with a leading letter (A000 is 10000), so that people read digits on all but wild days.

    Raises:
        ValueError: a part has the wrong form.
    """
    device = normalised(device2)
    if not re.fullmatch(r"[0-9]{12}", region12) or not re.fullmatch(r"[0-9A-Z]{2}", device):
        raise ValueError("region needs 12 digits and device 2 characters")
    body = f"{PROVISIONAL_PREFIX}{region12}{day:%y%m%d}{device}{_serial_text(serial)}"
    return body + mod37_36(body)


def parse_provisional(text: str) -> ProvisionalNumber:
    """The parts of a provisional number, typed or read by a barcode gun.

    Raises:
        InputRefused: N702, the check character or a part is wrong.
    """
    number = normalised(text)
    day = _real_date(f"20{number[14:20]}")
    shape = re.fullmatch(r"LS[0-9]{18}[0-9A-Z]{2}(?:[0-9]{4}|[A-Z][0-9A-Z]{3})[0-9A-Z]", number)
    if not shape or day is None or mod37_36(number[:-1]) != number[-1]:
        raise InputRefused(FIELD_WRONG, field="临时收件号", reason="没有通过校验")
    return ProvisionalNumber(number[2:14], day, number[20:22], _serial_value(number[22:26]))


def is_provisional(text: str) -> bool:
    """Is this a well-formed provisional number?"""
    try:
        parse_provisional(text)
    except InputRefused:
        return False
    return True


def is_official(text: str) -> bool:
    """Is this an official number (统一受理编号) as the county platform makes them, with its check character right?

    Region 6, yyyyMMdd, serial 5, check (ISO 7064 MOD 37,36). Only the county gives one; the contract
    lets a county that has numbers of its own keep their form, which nothing here can check.
    """
    number = normalised(text)
    shape = re.fullmatch(r"[0-9]{19}[0-9A-Z]", number) and number[:2] in _PROVINCES
    return bool(shape and _real_date(number[6:14]) and mod37_36(number[:-1]) == number[-1])


def luhn_ok(text: str) -> bool:
    """A bank card number: 12 to 19 digits with the right Luhn digit (ISO/IEC 7812-1)."""
    number = normalised(text)
    if not re.fullmatch(r"[0-9]{12,19}", number):
        return False
    doubled = (int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(number)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def mobile_ok(text: str) -> bool:
    """A mobile number of mainland China: 11 digits beginning with 13 to 19."""
    return re.fullmatch(r"1[3-9][0-9]{9}", normalised(text)) is not None


def region_ok(text: str) -> bool:
    """A division code of 6 (GB/T 2260), 9 or 12 digits with a possible province."""
    return re.fullmatch(r"[0-9]{6}(?:[0-9]{3}){0,2}", text) is not None and text[:2] in _PROVINCES


def certificate_identifier_ok(text: str) -> bool:
    """An e-certificate identifier (GB/T 36904): arc, type 21, issuer 18, serial, version 3, check.

    Only the form and the check character are proved; authenticity is the county's answer.
    """
    identifier = text.strip().upper()
    parts = identifier.removeprefix(CERTIFICATE_ARC + ".").split(".")
    if not identifier.startswith(CERTIFICATE_ARC + ".") or len(parts) != 5:
        return False
    kind, issuer, serial, version, check = parts
    body = kind + issuer + serial + version
    shape = len(kind) == 21 and len(issuer) == 18 and serial and re.fullmatch(r"[0-9]{3}", version)
    return bool(shape and re.fullmatch(r"[0-9A-Z]+", body) and mod37_36(body) == check)


def _real_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _serial_text(serial: int) -> str:
    if 0 <= serial <= 9999:
        return f"{serial:04d}"
    rest = serial - 10_000
    if serial < 0 or rest >= 26 * 36**3:
        raise ValueError("serial out of range")
    letters = [_BASE_36[10 + rest // 36**3]]
    letters += [_BASE_36[rest // 36**power % 36] for power in (2, 1, 0)]
    return "".join(letters)


def _serial_value(text: str) -> int:
    return int(text) if text.isdigit() else 10_000 + int(text, 36) - 10 * 36**3
