"""Files of the social security card application (SSSE, 社会保障卡规范): tags, codings, and the card as a value.

A record is tag, length, value. EF05 (issuer) and EF06 (holder) are free to read on cards of version 1 and 2;
version 3 asks for a security module first. Text is GBK, numbers are ASCII or BCD.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from windowdesk.domain.numbers import birth_and_sex, check_identity_number
from windowdesk.domain.people import IdKind, Sex, SocialSecurityCard
from windowdesk.domain.rare_names import is_doubtful
from windowdesk.errors import CARD_NUMBER_WRONG, CARD_TEXT_WRONG, SOCIAL_NUMBER_OTHER, DeviceTrouble, InputRefused

APPLICATION = b"sx1.sh." + "社会保障".encode("gbk")
"""Name of the application, 15 bytes."""
EF05, EF06 = 0xEF05, 0xEF06


@dataclass(frozen=True, slots=True)
class Tag:
    """One data object: its file, tag, bytes, and whether a card may lack it."""

    file: int
    number: int
    size: int
    optional: bool = False


IDENTIFICATION = Tag(EF05, 0x01, 16)
"""卡识别码; its first three bytes are the issuing region."""
VERSION = Tag(EF05, 0x03, 4)
ISSUED = Tag(EF05, 0x05, 4, optional=True)
VALID_TO = Tag(EF05, 0x06, 4, optional=True)
CARD_NUMBER = Tag(EF05, 0x07, 9, optional=True)
NUMBER = Tag(EF06, 0x08, 18)
NAME = Tag(EF06, 0x09, 30)
NAME_MORE = Tag(EF06, 0x4E, 20, optional=True)
"""What does not fit into 30 bytes; since version 2."""
SEX = Tag(EF06, 0x0A, 1, optional=True)
NATION = Tag(EF06, 0x0B, 1, optional=True)
BIRTH = Tag(EF06, 0x0D, 4, optional=True)
ISSUER_TAGS = (VERSION, IDENTIFICATION, ISSUED, VALID_TO, CARD_NUMBER)
HOLDER_TAGS = (NUMBER, NAME, NAME_MORE, SEX, NATION, BIRTH)
TAGS = (*ISSUER_TAGS, *HOLDER_TAGS)
"""All that is read; photo, fingerprint and birthplace are not."""

_PADDING = b"\x00\x20"
_OF_PERMITS = ("81", "82", "83")
_OF_FOREIGNERS, _FICTIONAL = "9", "99"
"""Numbers of permanent residents begin with 9 and a province; region 99 is the one of training cards."""


def card_of(values: Mapping[Tag, bytes]) -> SocialSecurityCard:
    """The card whose chip holds ``values``.

    Raises:
        DeviceTrouble: R112 a field that cannot be, R108 number and birth contradict each other, R118 the
            number is not that of an identity document.
    """
    number, id_kind = _number(_ascii(values.get(NUMBER, b"")))
    born, sex = birth_and_sex(id_kind, number)
    birth = _day(values.get(BIRTH, b""), "出生日期") or born
    if birth is None or (born is not None and birth != born):
        raise DeviceTrouble(CARD_NUMBER_WRONG)
    name = _name(values.get(NAME, b""), values.get(NAME_MORE, b""))
    return SocialSecurityCard(
        name=name,
        number=number,
        id_kind=id_kind,
        sex=_sex(_ascii(values.get(SEX, b"")), sex),
        birth=birth,
        card_number=_ascii(values.get(CARD_NUMBER, b"")),
        version=_ascii(values.get(VERSION, b"")),
        nation=_nation(values.get(NATION, b"")),
        region=values.get(IDENTIFICATION, b"")[:3].hex().upper(),
        issued=_day(values.get(ISSUED, b""), "发卡日期"),
        valid_to=_day(values.get(VALID_TO, b""), "有效期止"),
        doubtful=("name",) if not name or "?" in name or is_doubtful(name) else (),
    )


def values_of(card: SocialSecurityCard) -> dict[Tag, bytes]:
    """What the chip of ``card`` holds; a character that GBK lacks becomes a question mark, as on real chips."""
    name = card.name.encode("gbk", "replace")
    texts: dict[Tag, bytes] = {
        IDENTIFICATION: bytes.fromhex(card.region or "990101") + bytes(13),
        VERSION: card.version.encode(),
        ISSUED: _bcd_day(card.issued),
        VALID_TO: _bcd_day(card.valid_to),
        CARD_NUMBER: card.card_number.encode(),
        NUMBER: card.number.encode(),
        NAME: name[: NAME.size],
        NAME_MORE: name[NAME.size :],
        SEX: card.sex.value.encode(),
        NATION: bytes.fromhex(card.nation or "00"),
        BIRTH: _bcd_day(card.birth),
    }
    return {tag: text.ljust(tag.size, b"\0")[: tag.size] for tag, text in texts.items()}


def _name(first: bytes, more: bytes) -> str:
    """Both parts as one text; a character may be cut between them. Bytes outside GBK become U+E000… or U+FFFD."""
    return (first.rstrip(_PADDING) + more.rstrip(_PADDING)).decode("gb18030", "replace").strip()


def _number(text: str) -> tuple[str, IdKind]:
    kind = IdKind.RESIDENT_ID
    if text.startswith(_OF_PERMITS):
        kind = IdKind.HMT_RESIDENCE_PERMIT
    elif text.startswith(_OF_FOREIGNERS) and not text.startswith(_FICTIONAL):
        kind = IdKind.FOREIGN_RESIDENT
    try:
        return check_identity_number(kind, text), kind
    except InputRefused as refused:
        looks_like_one = len(text) == 18 and text[:17].isascii() and text[:17].isdigit()
        raise DeviceTrouble(CARD_NUMBER_WRONG if looks_like_one else SOCIAL_NUMBER_OTHER) from refused


def _ascii(value: bytes) -> str:
    return value.strip(_PADDING).decode("ascii", "replace")


def _sex(text: str, by_number: Sex) -> Sex:
    known = {sex.value: sex for sex in Sex}
    return known.get(text, by_number)


def _nation(value: bytes) -> str:
    text = value.hex()
    return text if text.isdigit() and text != "00" else ""


def _day(value: bytes, field: str) -> date | None:
    """A BCD date; None where the card gives none (zeros, FF, or nothing)."""
    text = value.hex()
    if not text.strip("0") or not text.strip("f"):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as wrong:
        raise DeviceTrouble(CARD_TEXT_WRONG, field=field) from wrong


def _bcd_day(day: date | None) -> bytes:
    return bytes(4) if day is None else bytes.fromhex(f"{day:%Y%m%d}")
