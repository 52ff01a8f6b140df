"""The service guide (办事指南) offline: fourteen elements, FAQ, materials by situation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from windowdesk.casework import choose, item_words
from windowdesk.casework.desk import Desk
from windowdesk.clock import local_date_time
from windowdesk.domain import packages
from windowdesk.domain.catalogue import Faq, Item, Package, Question, Step, state_on
from windowdesk.domain.deadlines import limit_words
from windowdesk.domain.draft import Draft
from windowdesk.domain.exchange_news import STATE_NAME, from_record
from windowdesk.domain.materials import ChecklistLine, checklist, questions_asked
from windowdesk.errors import ITEM_UNKNOWN, InputRefused


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the guide."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """One material under the chosen situation."""

    name: str
    necessity: str
    form: str
    copies: str
    source: str
    standard: str


@dataclass(frozen=True, slots=True)
class GuideView:
    """The guide of one item."""

    item: Item
    elements: tuple[Element, ...]
    questions: tuple[Question, ...]
    """Situation questions asked under the answers given so far."""
    materials: tuple[GuideMaterial, ...]
    faq: tuple[Faq, ...]
    state_words: str
    version: int
    synced_at: datetime | None
    """When the county was last heard: until then the catalogue is known to be the newest."""


def guide(desk: Desk, code: str, answers: Mapping[str, str] | None = None) -> GuideView:
    """The guide of an item; materials by the answers given.

    Raises:
        InputRefused: ITEM_UNKNOWN, CATALOGUE_EMPTY.
    """
    with desk.store.reading() as view:
        item = choose.item_in_force(desk, view, code)
        exchange = desk.exchange or from_record(view.state.get(STATE_NAME))
    given = answers or {}
    lines = checklist(item, given)
    return GuideView(
        item=item,
        elements=elements(item, lines),
        questions=questions_asked(item, given),
        materials=tuple(_material(line) for line in lines),
        faq=item.faq,
        state_words=state_on(item, local_date_time(desk.clock.now()).date()).words,
        version=item.version,
        synced_at=exchange.last_contact,
    )


def package(desk: Desk, code: str, answers: Mapping[str, str] | None = None) -> GuideView:
    """The guide of a package (一件事): its steps one after the other, and one set of materials for all.

    Raises:
        InputRefused: ITEM_UNKNOWN, CATALOGUE_EMPTY.
    """
    given = dict(answers or {})
    with desk.store.reading() as view:
        found = view.catalogue.package(code)
        if found is None:
            raise InputRefused(ITEM_UNKNOWN, code=code)
        items = {step.item: choose.item_in_force(desk, view, step.item) for step in found.steps}
        exchange = desk.exchange or from_record(view.state.get(STATE_NAME))
    merged = packages.merged_item(found, tuple(items.values()), Draft("", desk.clock.now(), answers=given))
    lines = checklist(merged, given)
    steps = packages.steps_taken(found, given)
    names = {step.item: items[step.item].name for step in found.steps}
    return GuideView(
        item=merged,
        elements=package_elements(found, steps, names, lines),
        questions=questions_asked(merged, given),
        materials=tuple(_material(line) for line in lines),
        faq=tuple(dict.fromkeys(faq for step in steps for faq in items[step.item].faq)),
        state_words="一件事",
        version=found.version,
        synced_at=exchange.last_contact,
    )


def package_elements(
    one: Package, steps: tuple[Step, ...], names: Mapping[str, str], lines: tuple[ChecklistLine, ...]
) -> tuple[Element, ...]:
    """What a package is, which cases it becomes, and in which order."""
    order = [
        f"{number}. {names[step.item]}"
        + (f"（等“{'”“'.join(names[code] for code in step.after)}”办好）" if step.after else "")
        for number, step in enumerate(steps, start=1)
    ]
    texts = (
        ("办的是什么", f"{one.name}：填一次、交一套材料，一起办 {len(steps)} 个事项。"),
        ("先后", "\n".join(order)),
        ("受理条件", one.conditions),
        ("申请材料", "；".join(f"{line.material.name}（{item_words.NECESSITY[line.necessity]}）" for line in lines)),
        ("承诺时限", limit_words(one.promised)),
        ("说明", one.notes),
    )
    return tuple(Element(title, words) for title, words in texts if words)


def elements(item: Item, lines: tuple[ChecklistLine, ...]) -> tuple[Element, ...]:
    """The fourteen elements of seed 001 article 16, in its order, then what else the counter needs."""
    text = item.guide
    fourteen = (
        ("事项名称", item.name),
        ("事项编码", item.code),
        ("办件类型", item_words.HANDLING.get(item.handling, item.handling)),
        ("设定依据", text.basis),
        ("受理条件", text.conditions),
        ("申请材料", "；".join(f"{line.material.name}（{item_words.NECESSITY[line.necessity]}）" for line in lines)),
        ("办事流程", text.flow),
        ("法定时限", limit_words(item.statutory)),
        ("承诺时限", limit_words(item.promised)),
        ("收费依据", item_words.fees_words(item.fees)),
        ("办理形式", "、".join(item_words.WAYS.get(way, way) for way in item.ways)),
        ("到场次数", item_words.visits_words(item)),
        ("结果样本", f"{text.result_name}。{text.result_sample}"),
        ("咨询投诉方式", f"咨询：{text.contact}；投诉：{text.complaint}"),
    )
    beyond = (
        ("办理地点和时间", f"{text.place}，{text.hours}"),
        ("通办范围", item_words.AREAS.get(item.area, "")),
        ("能否代办", item_words.PROXY[item.proxy]),
        ("特别程序", text.special_procedure),
        ("谁来办", "；".join(f"{_WHO.get(who, who)}：{what}" for who, what in item.split.items())),
        ("填写说明", text.notes),
    )
    return tuple(Element(title, words) for title, words in (*fourteen, *((a, b) for a, b in beyond if b)))


_WHO = {"village": "村（社区）", "township": "乡镇", "county": "县"}


def _material(line: ChecklistLine) -> GuideMaterial:
    one = line.material
    return GuideMaterial(
        name=one.name,
        necessity=item_words.NECESSITY[line.necessity],
        form=item_words.FORMS.get(one.form, one.form),
        copies=item_words.copies_words(one),
        source=one.source_note or item_words.SOURCES.get(one.source, one.source),
        standard=one.standard,
    )
