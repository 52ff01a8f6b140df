"""The 256-byte text block of the four chip cards of the resident ID family, read and written.

All text is UTF-16LE padded with spaces. The unit at offset 248 tells the layout: space (or zero)
居民身份证, ``J`` 港澳台居民居住证, ``I`` and ``Y`` 外国人永久居留身份证 of 2017 and 2023. Writing is for the
simulated reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from windowdesk.devices.sam_frames import TEXT_BYTES
from windowdesk.domain import numbers
from windowdesk.domain.people import CardKind, IdentityCard, Sex
from windowdesk.domain.rare_names import is_doubtful
from windowdesk.errors import CARD_NUMBER_WRONG, CARD_TEXT_WRONG, CARD_UNKNOWN_TYPE, DeviceTrouble, InputRefused

FLAG_OFFSET = 248
LONG_TERM = "长期"
PADDING = " \0\u3000"
"""Stripped at the ends of a field only."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where one field lies in the block; offset and size in bytes."""

    offset: int
    size: int


_PERSON = {"name": Field(0, 30), "sex": Field(30, 2), "birth": Field(36, 16), "number": Field(122, 36)}
_VALIDITY = {"valid_from": Field(188, 16), "valid_to": Field(204, 16)}
_HOME = {"address": Field(52, 70), "authority": Field(158, 30)}

LAYOUTS: Mapping[CardKind, Mapping[str, Field]] = MappingProxyType(
    {
        CardKind.CITIZEN: {**_PERSON, "nation": Field(32, 4), **_HOME, **_VALIDITY},
        CardKind.RESIDENCE_PERMIT: {
            **_PERSON,
            **_HOME,
            **_VALIDITY,
            "pass_number": Field(220, 18),
            "issues": Field(238, 4),
        },
        CardKind.FOREIGNER_2017: {
            "english_name": Field(0, 120),
            "sex": Field(120, 2),
            "number": Field(122, 30),
            "nationality": Field(152, 6),
            "name": Field(158, 30),
            **_VALIDITY,
            "birth": Field(220, 16),
            "issues": Field(236, 4),
            "authority": Field(240, 8),
        },
        CardKind.FOREIGNER_2023: {
            **_PERSON,
            "issues": Field(32, 4),
            "english_name": Field(52, 70),
            **_VALIDITY,
            "english_name_end": Field(220, 22),
            "nationality": Field(242, 6),
        },
    }
)
"""Fields of each kind of card by the name they have in `IdentityCard`."""

_ENGLISH_UNITS = LAYOUTS[CardKind.FOREIGNER_2023]["english_name"].size // 2
_FREE_TEXT = frozenset({"name", "address", "authority", "english_name"})
_TITLES = {"sex": "性别", "birth": "出生日期", "valid_from": "有效期起", "valid_to": "有效期止"}


def decode_text(block: bytes) -> IdentityCard:
    """The card whose chip holds ``block``; the number is not yet checked.

    Raises:
        DeviceTrouble: R105 unknown letter at the flag; R112 a date or sex that cannot be.
    """
    if len(block) != TEXT_BYTES:
        raise DeviceTrouble(CARD_TEXT_WRONG, field="长度")
    kind = _kind(block)
    layout = LAYOUTS[kind]
    raw = {name: _text(block, field) for name, field in layout.items()}
    if kind is CardKind.FOREIGNER_2023:
        raw["english_name"] = _joined_english_name(block)
        del raw["english_name_end"]
    valid_to = raw.pop("valid_to")
    sex = raw.pop("sex")
    birth, valid_from = _date(raw.pop("birth"), "birth"), _date(raw.pop("valid_from"), "valid_from")
    doubtful = tuple(sorted(name for name in _FREE_TEXT & raw.keys() if is_doubtful(raw[name])))
    raw["name"] = raw["name"] or raw.get("english_name", "")
    return IdentityCard(
        kind=kind,
        sex=_sex(sex),
        birth=birth,
        valid_from=valid_from,
        valid_to=None if valid_to == LONG_TERM else _date(valid_to, "valid_to"),
        doubtful=doubtful,
        **raw,
    )


def decode_added_address(data: bytes) -> tuple[str, bool]:
    """Text of the answer to 30 03 and whether it is doubtful; its length comes from the frame."""
    text = _unpadded(data.decode("utf-16-le", "replace"))
    return text, is_doubtful(text)


def encode_text(card: IdentityCard, flag: str | None = None) -> bytes:
    """The block of ``card``. Text too long is cut at its last unit, as on real chips.

    ``flag`` overrides the type letter, to make cards no reader knows.
    """
    return encode_fields(card.kind, _written(card), flag)


def encode_fields(kind: CardKind, texts: Mapping[str, str], flag: str | None = None) -> bytes:
    """The block of a card of ``kind`` with these texts by field name; names its layout lacks are left out."""
    block = bytearray(" ".encode("utf-16-le") * (TEXT_BYTES // 2))
    for name, field in LAYOUTS[kind].items():
        _put(block, field, texts.get(name, ""))
    _put(block, Field(FLAG_OFFSET, 2), kind.value if flag is None else flag)
    return bytes(block)


def encode_added_address(text: str) -> bytes:
    """Data of the answer to 30 03: 70 bytes."""
    data = bytearray(" ".encode("utf-16-le") * 35)
    _put(data, Field(0, len(data)), text)
    return bytes(data)


def check_number(card: IdentityCard) -> None:
    """Check digit and birth date of the number against the rule of that kind of card.

    On a chip a mismatch means a driver or offset fault. Raises DeviceTrouble R108.
    """
    try:
        if card.kind is CardKind.CITIZEN:
            birth: date | None = numbers.check_citizen_number(card.number).birth
        elif card.kind is CardKind.RESIDENCE_PERMIT:
            birth = numbers.check_hmt_permit(card.number).birth
        else:
            birth = numbers.check_foreign_resident(card.number).birth
    except InputRefused as refused:
        raise DeviceTrouble(CARD_NUMBER_WRONG) from refused
    if birth is not None and birth != card.birth:
        raise DeviceTrouble(CARD_NUMBER_WRONG)


def _kind(block: bytes) -> CardKind:
    flag = block[FLAG_OFFSET : FLAG_OFFSET + 2].decode("utf-16-le", "replace")
    if flag in PADDING:
        return CardKind.CITIZEN
    if flag in {kind.value for kind in CardKind}:
        return CardKind(flag)
    raise DeviceTrouble(CARD_UNKNOWN_TYPE, flag=flag if flag.isascii() and flag.isalnum() else f"{ord(flag):04X}")


def _text(block: bytes, field: Field) -> str:
    return _unpadded(block[field.offset : field.offset + field.size].decode("utf-16-le", "replace"))


def _unpadded(text: str) -> str:
    return text.strip(PADDING)


def _joined_english_name(block: bytes) -> str:
    """Characters 1 to 35 and 36 to 46; a space at the joint is part of the name."""
    layout = LAYOUTS[CardKind.FOREIGNER_2023]
    first, last = layout["english_name"], layout["english_name_end"]
    pieces = (block[one.offset : one.offset + one.size] for one in (first, last))
    return _unpadded(b"".join(pieces).decode("utf-16-le", "replace"))


def _sex(text: str) -> Sex:
    if not text:
        return Sex.UNKNOWN
    try:
        return Sex(text)
    except ValueError as wrong:
        raise DeviceTrouble(CARD_TEXT_WRONG, field=_TITLES["sex"]) from wrong


def _date(text: str, field: str) -> date:
    if len(text) == 8 and text.isascii() and text.isdigit():
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError as wrong:
            raise DeviceTrouble(CARD_TEXT_WRONG, field=_TITLES[field]) from wrong
    raise DeviceTrouble(CARD_TEXT_WRONG, field=_TITLES[field])


def _written(card: IdentityCard) -> dict[str, str]:
    """Field texts of ``card`` as they stand on the chip."""
    chinese_name = "" if card.name == card.english_name and card.kind is not CardKind.CITIZEN else card.name
    return {
        "name": chinese_name,
        "english_name": card.english_name,
        "english_name_end": card.english_name[_ENGLISH_UNITS:],
        "sex": card.sex.value,
        "nation": card.nation,
        "birth": f"{card.birth:%Y%m%d}",
        "address": card.address,
        "number": card.number,
        "authority": card.authority,
        "nationality": card.nationality,
        "pass_number": card.pass_number,
        "issues": card.issues,
        "valid_from": f"{card.valid_from:%Y%m%d}",
        "valid_to": LONG_TERM if card.valid_to is None else f"{card.valid_to:%Y%m%d}",
    }


def _put(block: bytearray, field: Field, text: str) -> None:
    units = text.encode("utf-16-le", "surrogatepass")[: field.size]
    block[field.offset : field.offset + len(units)] = units
