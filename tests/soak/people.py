"""The villagers of the soak: as many as wanted, no two alike in any field, region 99, valid check digits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from windowdesk.domain.numbers import citizen_check_digit
from windowdesk.domain.people import CardKind, IdentityCard, Sex

FAMILIES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "秀英建国桂兰玉珍志强卫红大山家贵腊梅春生福来有田长河满仓月娥淑芬永康德明文海"
FIRST_BIRTH = date(1936, 1, 1)
DAYS = 3_600
"""All of them are old enough for the allowance they come for."""


def villager(index: int) -> IdentityCard:
    """The card of villager number ``index``."""
    birth = FIRST_BIRTH + timedelta(days=index % DAYS)
    sex = Sex.MALE if index % 2 else Sex.FEMALE
    first17 = f"990101{birth:%Y%m%d}{index // DAYS:02d}{index % 2}"
    family, rest = FAMILIES[index % len(FAMILIES)], index // len(FAMILIES)
    name = family + GIVEN[rest % len(GIVEN)] + GIVEN[rest // len(GIVEN) % len(GIVEN)]
    return IdentityCard(
        kind=CardKind.CITIZEN,
        name=name,
        sex=sex,
        birth=birth,
        number=first17 + citizen_check_digit(first17),
        valid_from=date(2020, 1, 1),
        valid_to=None,
        nation=f"{1 + index % 15:02d}",
        address=f"示例县示例镇石桥村{index + 1}号",
        authority="示例县公安局",
    )


def as_json(card: IdentityCard) -> dict[str, Any]:
    """As the simulated reader takes it."""
    return {
        "name": card.name,
        "sex": card.sex.value,
        "birth": card.birth.isoformat(),
        "number": card.number,
        "nation": card.nation,
        "address": card.address,
        "authority": card.authority,
        "valid_from": card.valid_from.isoformat(),
        "valid_to": None,
    }
