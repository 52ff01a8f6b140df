"""The A4 papers, and the names their templates may use, with the words a clerk knows them by."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


class PaperKind(enum.Enum):
    """A paper; the value is its template's file name without ``.json``."""

    RECEIPT = "receipt"
    """收件凭证."""
    AUTHORITY = "authority"
    """代办委托书."""
    APPLICATION = "application"
    """申请表."""
    NOTICE = "notice"
    """一次性告知单."""
    CORRECTION = "correction"
    """补齐补正通知单."""
    DEFERRAL = "deferral"
    """容缺受理承诺书."""
    PICK_UP = "pick_up"
    """领取凭证."""
    SERVICE = "service"
    """送达回证."""
    WITHDRAWAL = "withdrawal"
    """撤回申请书."""
    RETURNED = "returned"
    """材料退还清单."""
    HAND_OVER = "hand_over"
    """交接清单."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a template may name: texts, flags (only to choose blocks), and tables with their columns."""

    texts: Mapping[str, str]
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()


COMMON = Names(
    texts=MappingProxyType(
        {
            "number": "编号",
            "agency": "办理机构",
            "site": "收件地点",
            "date": "日期",
            "handler": "经办人",
            "query_ways": "查询方式",
            "hotline": "监督投诉电话",
        }
    )
)
CASE = Names(
    texts=MappingProxyType(
        {"item_name": "申请事项", "item_code": "事项编码", "applicant": "申请人", "id_masked": "证件号码"}
    ),
    flags=frozenset({"provisional"}),
)
_OWN: Mapping[PaperKind, Names] = {
    PaperKind.RECEIPT: Names(
        texts={
            "phone_masked": "联系电话", "mode": "收件方式", "window": "窗口", "received_at": "收件时间",
            "next_step": "下一步", "legal_note": "受理说明", "promised": "承诺时限", "due": "预计办结日期",
            "entrance": "网上查询地址", "provisional_number": "原临时收件号", "other_numbers": "同办的其他编号",
        },
        tables={"materials": {"name": "材料名称", "how": "收取方式"}, "missing": {"name": "材料名称", "how": "收取方式"}},
        flags=frozenset({"due_provisional"}),
    ),
    PaperKind.AUTHORITY: Names(
        texts={
            "phone_masked": "委托人电话", "address": "委托人住址", "agent": "代办人", "agent_id_masked": "代办人证件号码",
            "agent_phone_masked": "代办人电话", "agent_address": "代办人住址", "relation": "与委托人的关系",
            "powers": "委托权限", "until": "委托期限", "witness": "见证人",
        },
    ),
    PaperKind.APPLICATION: Names(
        texts={
            "sex": "性别", "birth": "出生日期", "nation": "民族", "phone_masked": "联系电话", "address": "户籍地址",
            "present_address": "现住址", "agent": "代办人", "agent_id_masked": "代办人证件号码", "mode": "申请方式",
            "assurance": "身份核验",
        },
        tables={
            "fields": {"title": "项目", "value": "内容"},
            "answers": {"question": "问题", "answer": "选择"},
            "materials": {"name": "材料名称", "how": "提交方式"},
        },
    ),
    PaperKind.NOTICE: Names(
        texts={"promised": "承诺时限", "statutory": "法定时限", "fee": "收费", "place": "办理地点", "hours": "办理时间",
               "contact": "咨询方式"},
        tables={
            "lines": {
                "name": "材料名称", "defect": "存在的问题", "standard": "要求", "copies": "份数", "source": "从哪里取得",

            }
        },
    ),
    PaperKind.CORRECTION: Names(
        texts={"document_number": "文书编号", "round": "第几次", "due": "补正期限", "how": "补正方式"},
        tables={"lines": {"name": "材料名称", "defect": "存在的问题", "standard": "补正要求"}},
    ),
    PaperKind.DEFERRAL: Names(
        texts={"phone_masked": "联系电话", "agent": "代办人"},
        tables={"materials": {"name": "材料名称", "form": "补交形式", "until": "补交日期"}},
    ),
    PaperKind.PICK_UP: Names(
        texts={"receiver": "领取人", "relation": "与申请人的关系", "id_checked": "领取人身份核验"},
        tables={"documents": {"name": "名称", "number": "文号或证号", "pieces": "件数"}},
    ),
    PaperKind.SERVICE: Names(
        texts={"receiver": "受送达人", "relation": "与受送达人的关系", "way": "送达方式", "place": "送达地点",
               "delivered_at": "送达时间", "waybill": "快递单号"},
        tables={"documents": {"name": "文书名称", "number": "文号或证号"}},
    ),
    PaperKind.WITHDRAWAL: Names(texts={"phone_masked": "联系电话", "reason": "撤回原因"}),
    PaperKind.RETURNED: Names(
        texts={"receiver": "领回人"},
        tables={"materials": {"name": "材料名称", "originals": "原件份数", "copies": "复印件份数"}},
    ),
    PaperKind.HAND_OVER: Names(
        texts={"from_site": "交出单位", "to_site": "接收单位", "cases_count": "办件数", "originals_count": "原件总份数"},
        tables={
            "cases": {
                "number": "编号", "item": "事项", "applicant": "申请人", "pages": "扫描页数", "originals": "原件份数",
                "note": "备注",
            }
        },
    ),
}  # fmt: skip


def names_of(kind: PaperKind) -> Names:
    """Everything the template of ``kind`` may name."""
    own = _OWN[kind]
    shared = (COMMON,) if kind is PaperKind.HAND_OVER else (COMMON, CASE)
    texts = {name: words for names in (*shared, own) for name, words in names.texts.items()}
    flags = frozenset({"reprint"}).union(own.flags, *(names.flags for names in shared))
    return Names(texts, own.tables, flags)
