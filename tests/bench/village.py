"""A home with many cases, written through the store as the desk writes them."""

import hashlib
import random
from datetime import date, timedelta
from pathlib import Path

from windowdesk import assets
from windowdesk.clock import SystemClock, local_date_time, new_id
from windowdesk.domain import numbers, pinyin
from windowdesk.domain.case import Case, CaseState, Deadline, Mode
from windowdesk.domain.people import Assurance, Person
from windowdesk.storage.store import Store
from windowdesk.storage.vault import Vault
from windowdesk.wire.envelope import SealedEvent

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗单曾解仇尉迟"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉珍国建华志文红梅"
ITEMS = ("城乡居民基本养老保险参保登记", "高龄津贴申请", "临时救助", "生育登记", "残疾人两项补贴", "农村村民宅基地审批")
REGION = "990101001001"
UNIT = 500
"""Cases in one unit of work while filling: filling is not what is measured."""


def open_store(home: Path, vault: Vault) -> Store:
    """The store of ``home`` with the search words of the product."""
    table = pinyin.initials_table(assets.resource("pinyin", "initials.txt").read_text("utf-8"))
    return Store.open(home, vault, clock=SystemClock(), initials=lambda text: pinyin.readings(text, table))


def fill(store: Store, count: int, seed: int = 1) -> None:
    """Take ``count`` invented cases in."""
    chance = random.Random(seed)
    for start in range(0, count, UNIT):
        with store.unit("演示") as unit:
            for index in range(start, min(start + UNIT, count)):
                add(unit, invented(index, chance))


def add(unit, case: Case) -> None:
    """The case and its event, as one confirmed act."""
    seq, _ = unit.outbox.head()
    unit.cases.put(case)
    text = f'{{"case":"{case.id}","filler":"{"示" * 700}"}}'
    digest = hashlib.sha256(text.encode()).hexdigest()
    case_seq = unit.outbox.next_case_seq(case.id)
    event_id = new_id(SystemClock().now())
    unit.outbox.append(SealedEvent(seq + 1, event_id, "case.received", case.id, case_seq, text, digest, ()))


def invented(index: int, chance: random.Random) -> Case:
    """One invented case of region 99."""
    now = SystemClock().now() - timedelta(minutes=chance.randrange(60 * 24 * 300))
    day = local_date_time(now).date()
    first17 = (
        f"990101{chance.randrange(1940, 2006)}0{chance.randrange(1, 10)}{chance.randrange(10, 28)}{index % 1000:03d}"
    )
    name = chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.randrange(1, 3)))
    return Case(
        id=new_id(now),
        provisional_number=numbers.provisional_number(REGION, day, f"{index // 46656:02d}", index % 46656),
        item_code=f"11990101MB0000000{index % len(ITEMS)}499010100100101",
        item_version=1,
        item_name=ITEMS[index % len(ITEMS)],
        state=CaseState.QUEUED,
        mode=Mode.WINDOW,
        applicant=Person(
            name,
            first17 + numbers.citizen_check_digit(first17),
            assurance=Assurance.READ,
            mobile=f"139{chance.randrange(10**8):08d}",
        ),
        received_at=now,
        clerk="代办员",
        badge="001",
        window="1",
        site="示例村便民服务室",
        region=REGION,
        receives_for="applicant",
        deadlines=(Deadline("completion", date(2026, 12, 1) + timedelta(days=index % 60)),),
    )
