"""Cards for training, demonstrations and tests: people of the fictional region 99, and cards from JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from windowdesk.domain.numbers import citizen_check_digit
from windowdesk.domain.people import CardKind, IdentityCard, IdKind, Sex, SocialSecurityCard


def _citizen(name: str, sex: Sex, birth: date, serial: str, nation: str, place: str, added: str = "") -> IdentityCard:
    first17 = f"990101{birth:%Y%m%d}{serial}"
    return IdentityCard(
        kind=CardKind.CITIZEN,
        name=name,
        sex=sex,
        birth=birth,
        number=first17 + citizen_check_digit(first17),
        valid_from=date(2016, 5, 20),
        valid_to=None if birth.year < 1970 else date(2036, 5, 20),
        nation=nation,
        address=f"示例省示范县青溪镇{place}",
        added_address=added,
        authority="示范县公安局",
    )


PEOPLE: tuple[IdentityCard, ...] = (
    _citizen("张桂兰", Sex.FEMALE, date(1952, 3, 8), "002", "01", "柳树村12号"),
    _citizen("李建国", Sex.MALE, date(1961, 10, 1), "013", "01", "柳树村甲7号"),
    _citizen("王𬱖", Sex.MALE, date(1988, 6, 15), "035", "11", "杏花村3组21号", "示例省示范县青溪镇新街5栋2单元301室"),
    _citizen("阿依古丽·买买提", Sex.FEMALE, date(1990, 12, 24), "104", "05", "杏花村1组8号"),
    _citizen("㛃䶮", Sex.FEMALE, date(2001, 2, 28), "026", "15", "河湾村老街44号"),
)
"""Citizens: old and young, a rare name, a long one, a moved home."""

_HMT_17 = "81000019751103004"
_FOREIGN_17 = "99984019810803002"

OTHER_KINDS: tuple[IdentityCard, ...] = (
    IdentityCard(
        kind=CardKind.RESIDENCE_PERMIT,
        name="陈美玲",
        sex=Sex.FEMALE,
        birth=date(1975, 11, 3),
        number=_HMT_17 + citizen_check_digit(_HMT_17),
        valid_from=date(2023, 1, 1),
        valid_to=date(2028, 1, 1),
        address="示例省示范县青溪镇新街9号",
        authority="示范县公安局",
        pass_number="H00000001",  # noqa: S106 a travel permit, no password
        issues="01",
    ),
    IdentityCard(
        kind=CardKind.FOREIGNER_2017,
        name="史密斯",
        sex=Sex.MALE,
        birth=date(1980, 1, 1),
        number="USA990180010101",
        valid_from=date(2018, 1, 1),
        valid_to=date(2028, 1, 1),
        authority="9900",
        english_name="SMITH, JOHN",
        nationality="USA",
        issues="01",
    ),
    IdentityCard(
        kind=CardKind.FOREIGNER_2023,
        name="史密斯",
        sex=Sex.FEMALE,
        birth=date(1981, 8, 3),
        number=_FOREIGN_17 + citizen_check_digit(_FOREIGN_17),
        valid_from=date(2023, 12, 1),
        valid_to=date(2033, 11, 30),
        english_name="SMITH, JANE",
        nationality="USA",
        issues="01",
    ),
)
"""One card of each other kind."""


def _social(card: IdentityCard, place: int) -> SocialSecurityCard:
    return SocialSecurityCard(
        name=card.name,
        number=card.number,
        id_kind=IdKind.RESIDENT_ID,
        sex=card.sex,
        birth=card.birth,
        card_number=f"X0000000{place}",
        version="1.00" if place % 2 else "2.00",
        nation=card.nation,
        region="990101",
        issued=date(2018, 5, 20),
        valid_to=date(2028, 5, 20),
    )


SOCIAL_CARDS: tuple[SocialSecurityCard, ...] = tuple(
    _social(card, place)
    for place, card in enumerate(PEOPLE, start=1)
    if card.name.encode("gbk", "replace").find(b"?") < 0
)
"""Social security cards of those whose names GBK can write, versions 1 and 2."""


def card_from_json(values: Mapping[str, Any]) -> IdentityCard:
    """A card from JSON: field names of `IdentityCard`, dates as ``2020-01-31`` or ``20200131``.

    What is not given comes from the first of `PEOPLE`; ``valid_to`` may be null or ``长期``. A key that is no
    field raises ValueError.
    """
    known = {field.name for field in dataclasses.fields(IdentityCard)}
    if unknown := values.keys() - known:
        message = f"no such field of a card: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return dataclasses.replace(PEOPLE[0], **{name: _value(name, value) for name, value in values.items()})


def _value(name: str, value: Any) -> Any:
    if name == "kind":
        return CardKind(value)
    if name == "sex":
        return Sex(str(value))
    if name == "valid_to" and value in {None, "", "长期"}:
        return None
    if name in {"birth", "valid_from", "valid_to"}:
        return date.fromisoformat(str(value))
    if not isinstance(value, str):
        message = f"{name} must be text"
        raise TypeError(message)
    return value
