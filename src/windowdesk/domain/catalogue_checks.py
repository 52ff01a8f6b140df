"""What a county should look at in an item of its catalogue (导入检查).

Elements: seed 001 article 16. Consistency: domain rule C.4, last paragraph. Certificates that a
village committee must not issue: 民发〔2020〕20号, twenty kinds.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from windowdesk.domain.catalogue import Item, LimitUnit, Necessity
from windowdesk.domain.form_rules import CHECKS, KEYWORDS
from windowdesk.domain.numbers import check_credit_code
from windowdesk.errors import InputRefused


class Level(enum.Enum):
    """How much a finding weighs."""

    ERROR = "error"
    """The item is not taken."""
    WARNING = "warning"
    """The item is taken; the county is told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on an item: weight, element, one plain sentence."""

    level: Level
    element: str
    text: str


ELEMENTS: Mapping[str, str] = {
    "name": "事项名称",
    "code": "事项编码",
    "handling": "办件类型",
    "guide.basis": "设定依据",
    "guide.conditions": "受理条件",
    "materials": "申请材料",
    "guide.flow": "办事流程",
    "statutory": "法定时限",
    "promised": "承诺时限",
    "fees": "收费依据",
    "ways": "办理形式",
    "visits": "到场次数",
    "guide.result_sample": "结果样本",
    "guide.contact": "咨询投诉方式",
}
"""The fourteen elements of a guide and where each stands in the file."""

FORBIDDEN_CERTIFICATES: Mapping[str, str] = {
    "亲属关系证明": r"(亲属|家庭)关系",
    "居民身份信息证明": r"(居民)?身份(信息)?证明|同一人",
    "户口登记项目内容变更申请证明": r"户口.*(变更|更正)",
    "居民养犬证明": r"养犬",
    "无犯罪记录证明": r"(无犯罪|犯罪记录)",
    "社区戒毒康复证明": r"戒毒",
    "人员失踪证明": r"失踪",
    "婚姻状况证明": r"(婚姻状况|单身|未婚|未再婚)",
    "出生证明": r"(?<!医学)出生(?!医学).*证明",
    "健在证明": r"(健在|在世|生存)",
    "死亡证明": r"死亡(?!医学).*证明",
    "疾病状况证明": r"(疾病|患病|健康状况)",
    "残疾状况证明": r"残疾(状况|情况).*证明",
    "婚育状况证明": r"(婚育|生育状况|计划生育证明)",
    "就业状况证明": r"(就业状况|失业证明|无业)",
    "个人档案证明": r"(个人|人事)档案",
    "财产证明": r"(财产|房产|资产).*证明",
    "遗产继承权公证证明": r"(遗产|继承)",
    "市场主体住所证明": r"(住所|经营场所).*证明",
    "证件遗失证明": r"遗失.*证明|证明.*遗失",
}
"""Kinds that committees shall not issue (民发〔2020〕20号) and how their names are recognised."""

_COMMITTEE = re.compile(r"(村|居|社区).{0,3}(委员会|委会)|村委|居委")
_PROOF_WANTED = re.compile(r"《([^》]{2,40})》|(?:提供|提交|持有|出具)([\u4e00-\u9fff]{2,16}?证明)")
_FLOW_STEPS = {"受理": r"受理", "审查": r"审查|审核|核对|初审", "决定": r"决定|办结|确认|发放|登记|审批"}
_ADULT = 18


def missing_elements(values: Mapping[str, Any]) -> list[str]:
    """Names of the fourteen elements that the file does not have. No fee is said by an empty list."""
    found: list[str] = []
    for path, title in ELEMENTS.items():
        value: Any = values
        for part in path.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is None or (path != "fees" and (value == [] or value == {} or not str(value).strip())):
            found.append(title)
    return found


def forbidden_certificates(item: Item) -> tuple[str, ...]:
    """Materials of the item that a village committee is named to issue and must not."""
    return tuple(
        material.name
        for material in item.materials
        if _COMMITTEE.search(material.issuer or material.source_note)
        and any(re.search(pattern, material.name) for pattern in FORBIDDEN_CERTIFICATES.values())
    )


def warnings(item: Item) -> list[Finding]:
    """Every warning on an item that could be read."""
    return [Finding(Level.WARNING, element, text) for check in _CHECKS for element, text in check(item)]


_Remarks = Iterator[tuple[str, str]]


def _certificates(item: Item) -> _Remarks:
    for name in forbidden_certificates(item):
        yield "申请材料", f"“{name}”属于村（居）委会不得出具的证明（民发〔2020〕20号），请取消或改由主管部门出具。"


def _codes(item: Item) -> _Remarks:
    for title, code, length in (
        ("基本编码", item.catalog_code, 12),
        ("实施编码", item.task_code, 31),
        ("业务办理项编码", item.code, 33),
    ):
        if len(code) != length:
            yield title, f"{title}应为 {length} 位，现在是 {len(code)} 位。"
    try:
        check_credit_code(item.agency_code)
    except InputRefused:
        yield "实施主体编码", "实施主体的统一社会信用代码没有通过校验。"
    if not item.code.startswith(item.task_code):
        yield "业务办理项编码", "业务办理项编码应以实施编码开头。"


def _limits(item: Item) -> _Remarks:
    days = {LimitUnit.WORKING_DAYS: 1.0, LimitUnit.CALENDAR_DAYS: 5 / 7, LimitUnit.MONTHS: 21.0, LimitUnit.AT_ONCE: 0.0}
    promised, statutory = item.promised, item.statutory
    comparable = promised.unit in days and statutory.unit in days
    if comparable and promised.value * days[promised.unit] > statutory.value * days[statutory.unit] + 1e-9:
        yield "承诺时限", "承诺时限比法定时限长。"
    if item.handling == "instant" and promised.unit is not LimitUnit.AT_ONCE and promised.value > 1:
        yield "承诺时限", "即办件的承诺时限超过 1 天。"
    if promised.unit is LimitUnit.BATCH and not promised.note:
        yield "承诺时限", "批次办理没有写明批次时间。"


def _conditions(item: Item) -> _Remarks:
    conditions = item.guide.conditions
    names = [material.name for material in item.materials]
    for found in _PROOF_WANTED.finditer(conditions):
        wanted = found.group(1) or found.group(2)
        if not any(wanted in name or name in wanted for name in names):
            yield "受理条件", f"受理条件要求“{wanted}”，申请材料里没有。"
    for name in names:
        if len(name) > 3 and name in conditions:
            yield "受理条件", f"受理条件里写了材料名称“{name}”，应只写条件。"


def _flow(item: Item) -> _Remarks:
    for step, pattern in _FLOW_STEPS.items():
        if not re.search(pattern, item.guide.flow):
            yield "办事流程", f"办事流程里没有“{step}”环节。"


def _minors(item: Item) -> _Remarks:
    if "1" in item.served and (item.min_age or 0) < _ADULT and not item.minors_rule:
        yield "受理条件", "未成年人可以申请，但没有写监护人规则。"


def _visits(item: Item) -> _Remarks:
    distant = {"pc", "mobile", "courier"} & set(item.ways)
    if item.visits == 0 and not distant:
        yield "到场次数", "到场次数为 0，但只能到窗口办理。"
    if item.visits > 0 and "window" not in item.ways:
        yield "到场次数", "需要到场，但办理形式里没有窗口。"


def _materials(item: Item) -> _Remarks:
    by_days = item.promised.unit not in {LimitUnit.AT_ONCE, LimitUnit.BATCH}
    for material in item.materials:
        if material.kind == "form" and not (material.sample and material.blank_form):
            yield "申请材料", f"“{material.name}”没有空白表或示例样表。"
        if material.necessity is Necessity.DEFERRABLE and material.never_deferrable:
            yield "申请材料", f"“{material.name}”既写可以后补又写不得后补。"
        if material.necessity is Necessity.DEFERRABLE and not by_days and material.deferral_days is None:
            yield "申请材料", f"“{material.name}”可以后补，但没有写后补的最长天数。"


def _form(item: Item) -> _Remarks:
    for name, schema in item.form.get("properties", {}).items():
        title = str(schema.get("title", ""))
        if not title:
            yield "表单", f"表单项 {name} 没有中文名称。"
        for schemas in (schema, *schema.get("items", {}).get("properties", {}).values()):
            unknown = sorted(set(schemas) - KEYWORDS)
            if unknown:
                yield "表单", f"表单项“{title or name}”用了窗口程序不认识的规则 {unknown[0]}。"
            if schemas.get("x-check", "") not in CHECKS | {""}:
                yield "表单", f"表单项“{title or name}”的校验方式不认识。"
    for name in item.form.get("required", ()):
        if item.form.get("properties", {}).get(name, {}).get("x-when"):
            yield "表单", f"表单项 {name} 只在部分情形出现，不能写成总是必填。"


_CHECKS: tuple[Callable[[Item], _Remarks], ...] = (
    _certificates,
    _codes,
    _limits,
    _conditions,
    _flow,
    _minors,
    _visits,
    _materials,
    _form,
)
