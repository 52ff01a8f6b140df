"""An invented day at a desk of the fictional region 99, for pictures of every page.

Everything goes through the same acts a clerk uses; only what the county would say is put into
the mirror here. Runs on the thread that owns the desk.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from windowdesk import assets
from windowdesk.casework import cards, choose, deliver, drafts, filling, receive, training
from windowdesk.casework.deliver import Delivery
from windowdesk.casework.desk import Desk
from windowdesk.domain import news
from windowdesk.domain.case import Case, CaseState
from windowdesk.domain.catalogue_import import read_item
from windowdesk.domain.intake import Draft, Step, choose_item, typed
from windowdesk.domain.numbers import citizen_check_digit, mod37_36
from windowdesk.domain.people import CardKind, IdentityCard, Sex
from windowdesk.events import Changed, Kind
from windowdesk.settings import Devices, Settings, Site

SITE = Site(
    name="石桥村便民服务室", region="990101001001", agency="石桥镇便民服务中心", query_ways="到本窗口或拨打 12345 查询"
)
ELDER, PENSIONER = "07-gaoling-jintie", "02-yanglao-daiyu"
PEOPLE = (
    ("赵秀英", "1940-03-12", Sex.FEMALE),
    ("䶮𫖯𬱖㛃𠅤", "1944-08-02", Sex.MALE),
    ("张桂兰", "1938-05-21", Sex.FEMALE),
    ("孙建国", "1942-11-30", Sex.MALE),
    ("周玉珍", "1943-01-15", Sex.FEMALE),
    ("吴志强", "1941-07-07", Sex.MALE),
    ("郑大山", "1939-09-09", Sex.MALE),
    ("钱㛃", "1940-12-01", Sex.FEMALE),
    ("冯卫红", "1944-02-28", Sex.FEMALE),
    ("单雄信", "1943-06-18", Sex.MALE),
    ("褚家贵", "1937-04-04", Sex.MALE),
    ("沈腊梅", "1942-10-10", Sex.FEMALE),
)


def settings(printer: str) -> Settings:
    """Settings of the desk on the pictures."""
    devices = Devices(reader="simulated:", scanner="folder:/home/clerk/扫描", printer=printer)
    return Settings(site=SITE, devices=devices, station="ST-0001", device="Z1", clerk="李代办", badge="001")


def card(position: int) -> IdentityCard:
    """The card of the person at that place of `PEOPLE`."""
    name, born, sex = PEOPLE[position % len(PEOPLE)]
    birth = date.fromisoformat(born)
    first = f"990101{birth:%Y%m%d}{position % 100:02d}{2 if sex is Sex.FEMALE else 1}"
    return IdentityCard(
        kind=CardKind.CITIZEN,
        name=name,
        sex=sex,
        birth=birth,
        number=first + citizen_check_digit(first),
        valid_from=date(2020, 1, 1),
        valid_to=None,
        nation="01",
        address=f"示例县示例镇石桥村{position + 1}号",
        authority="示例县公安局",
    )


def fill_catalogue(desk: Desk) -> None:
    """The sample catalogue and calendar, as the county would send them."""
    training.put_catalogue(desk.store)
    calendar = json.loads((assets.resource("calendar") / "99-1.json").read_text("utf-8"))
    with desk.store.unit(desk.actor) as unit:
        unit.calendar.replace(calendar)
    desk.bus.publish(Changed(frozenset({Kind.CATALOGUE, Kind.CALENDAR})))


def code_of(file: str) -> str:
    """The code of a sample item by its file name."""
    return str(json.loads(assets.resource("catalogue", "items", f"{file}.json").read_text("utf-8"))["code"])


def draft(desk: Desk, position: int, file: str = ELDER, *, step: Step = Step.CONFIRM) -> Draft:
    """A draft filled with samples as far as ``step``, kept on disk."""
    made = drafts.start(desk).value
    made = filling.with_notice(made, desk.clock.now())
    made = cards.take_card(desk, made, card(position)).value.draft
    made = typed(made, "mobile", f"199000{position:05d}")
    if step is not Step.PERSON:
        item = read_item(json.loads(assets.resource("catalogue", "items", f"{file}.json").read_text("utf-8")))
        made = choose_item(made, item)
    if step in {Step.MATERIALS, Step.CONFIRM}:
        made = choose.with_samples(desk, made)
    if step is Step.CONFIRM and item is not None:
        for material in item.materials:
            if not material.when:
                made = filling.with_paper(made, material.id, True)
        made = replace(made, confirmed=True)
    return drafts.keep(desk, replace(made, step=step)).value


def received(desk: Desk, position: int, file: str = ELDER) -> Case:
    """A case taken in."""
    return receive.receive(desk, draft(desk, position, file)).value.case


def county_says(desk: Desk, seq: int, case: Case, word: news.News, state: CaseState) -> None:
    """What the county said about a case, as the exchange would store it."""
    with desk.store.unit("county") as unit:
        unit.mirror.apply(seq, word, "{}")
        number = case.official_number or official_number(desk.today(), seq)
        round_ = word.round if isinstance(word, news.CorrectionAsked) else 0
        unit.cases.put(replace(case, official_number=number, state=state, status_seq=seq, correction_round=round_))


def official_number(day: date, serial: int) -> str:
    """A number as the county of the fictional region makes them."""
    body = f"990101{day:%Y%m%d}{serial:05d}"
    return body + mod37_36(body)


def play(desk: Desk) -> dict[str, str]:
    """The whole day; gives ids for the pictures: ``case``, ``correction``, ``form``, ``ready``, ``delivered``, ``draft``."""
    fill_catalogue(desk)
    cases = [received(desk, position) for position in range(len(PEOPLE))]
    now = desk.clock.now()
    due = desk.today() + timedelta(days=5)
    lines = (
        news.CorrectionLine("household_register", "户口簿", "缺少本人页", "请补拍首页、户主页和本人页"),
        news.CorrectionLine("photo", "近期证件照片", "照片不清楚", "近 6 个月一寸白底免冠照"),
    )
    asked = news.CorrectionAsked(cases[1].id, 1, "示补〔2026〕1 号", lines, due, "带齐后到原窗口交。", now)
    county_says(desk, 1, cases[1], asked, CaseState.CORRECTION_ASKED)
    result = news.ResultIssued(cases[2].id, True, "高龄津贴核定通知书", "示津〔2026〕7 号", now)
    county_says(desk, 2, cases[2], result, CaseState.GRANTED)
    registered = news.Registered(cases[3].id, official_number(desk.today(), 3), now)
    county_says(desk, 3, cases[3], registered, CaseState.REGISTERED)
    form_lines = (
        news.CorrectionLine("", "申请表", "开户行写得不全，补贴发不出去", "写到支行，例如“示例县农商银行石桥支行”"),
    )
    form_asked = news.CorrectionAsked(cases[4].id, 1, "示补〔2026〕2 号", form_lines, due, "在原窗口改好就行。", now)
    county_says(desk, 5, cases[4], form_asked, CaseState.CORRECTION_ASKED)
    county_says(
        desk, 6, cases[5], replace(result, case=cases[5].id, result_number="示津〔2026〕8 号"), CaseState.GRANTED
    )
    handed = Delivery(cases[5].applicant.name, "本人", id_checked=True, place=SITE.name)
    deliver.deliver(desk, cases[5].id, handed)
    stop = news.Noticed("周六晚上系统维护", "22 点到 24 点县平台停用，照常收件，会自动补报。", now)
    with desk.store.unit("county") as unit:
        unit.mirror.apply(4, stop, "{}")
    kept = draft(desk, 20, PENSIONER, step=Step.MATERIALS)
    kept = drafts.keep(desk, filling.with_paper(kept, "id_card", True)).value
    draft(desk, 21, ELDER, step=Step.ITEM)
    desk.bus.publish(Changed(frozenset({Kind.CASES, Kind.INBOX, Kind.DRAFTS})))
    return {
        "case": cases[0].id,
        "correction": cases[1].id,
        "ready": cases[2].id,
        "form": cases[4].id,
        "delivered": cases[5].id,
        "draft": kept.id,
    }
