"""Invented villagers for journeys: region 99, valid check digits, some names with rare characters."""

from dataclasses import dataclass
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NAMES = (
    "张三丰", "李小妹", "王䶮", "赵𫖯", "钱㛃", "孙建国", "周秀英", "吴𬱖", "郑志强", "单雄信",
    "冯桂兰", "陈玉珍", "褚卫国", "卫红", "蒋大为", "沈𠅤", "韩梅", "杨柳青", "朱自强", "秦岭",
    "尤三姐", "许仙", "何其芳", "吕洞", "施耐", "张果", "孔方", "曹雪", "严冬", "华山",
    "金山", "魏紫", "陶然", "姜尚", "戚光", "谢安", "邹平", "喻世", "柏林", "水生",
)  # fmt: skip


@dataclass(frozen=True)
class Villager:
    """What stands on the chip of an invented card."""

    name: str
    sex: str
    birth: date
    number: str
    address: str

    def card(self) -> dict[str, str]:
        """The card as the simulated reader takes it."""
        return {
            "kind": " ",
            "name": self.name,
            "sex": self.sex,
            "nation": "01",
            "birth": self.birth.isoformat(),
            "address": self.address,
            "number": self.number,
            "authority": "示例县公安局",
            "valid_from": "2020-01-01",
            "valid_to": "",
        }


def villager(index: int, age: int, today: date) -> Villager:
    """The ``index``-th villager, ``age`` years old on ``today``."""
    birth = date(today.year - age, 1 + index % 9, 1 + index % 27)
    if (birth.month, birth.day) > (today.month, today.day):
        birth = birth.replace(year=birth.year - 1)
    male = index % 2 == 0
    first17 = f"990101{birth:%Y%m%d}{index % 100:02d}{1 if male else 2}"
    check = "10X98765432"[sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True)) % 11]
    return Villager(
        NAMES[index % len(NAMES)],
        "1" if male else "2",
        birth,
        first17 + check,
        f"示例县示例镇示例村{index + 1}号",
    )
