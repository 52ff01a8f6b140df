"""The exchange tables (交换表) of the front database, as SQLAlchemy tables with the Chinese name of every column.

``up_*`` goes out and follows the national case tables field by field; ``dn_*`` comes back and has the same
fields, with the provisional number beside the official one that may not be known yet. Three tables are this
platform's own, because the national ones have no place for a case that was received and not accepted yet:
``wd_pro_event`` (every accepted report, in order per case), ``dn_pro_correction`` (补正告知, one row a line) and
``wd_code`` (what each code means, which end of a scale is best). Times are the county's wall clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Column, DateTime, Integer, MetaData, PrimaryKeyConstraint, String, Table, Text
from sqlalchemy.types import TypeEngine

from county.connectors.satisfaction import ScoreColumn

_T = TypeEngine[Any]
_Field = tuple[str, _T, str, bool]
_MOMENT = DateTime()

EXCHANGE = ("row_guid", "cd_operation", "cd_time", "cd_batch", "data_source", "is_sync")
"""Columns of the exchange itself, in every table but ``wd_code``."""

UP = ("up_pro_accept", "up_pro_process", "up_pro_special_procedure", "up_pro_result", "up_pro_material")
"""National tables that go out."""

EVENTS = "wd_pro_event"
"""Every accepted report."""

DOWN = ("dn_pro_process", "dn_pro_accept", "dn_pro_correction", "dn_pro_special_procedure", "dn_pro_result")
"""What comes back; at the same ``cd_time`` in this order."""

CODES = "wd_code"
"""What the codes mean."""


def _must(name: str, kind: _T, words: str) -> _Field:
    return name, kind, words, False


def _may(name: str, kind: _T, words: str) -> _Field:
    return name, kind, words, True


_NUMBER = _must("project_no", String(50), "办件编号")

_ACCEPT = (
    _NUMBER,
    _must("catalog_code", String(12), "基本编码"),
    _may("local_catalog_code", String(50), "地方基本编码"),
    _must("task_code", String(36), "实施编码"),
    _may("local_task_code", String(50), "地方实施编码"),
    _may("task_handle_item", String(50), "业务办理项编码"),
    _must("task_name", String(1000), "事项名称"),
    _must("task_version", Integer(), "事项版本"),
    _may("project_name", String(1000), "办理摘要"),
    _must("project_type", String(2), "办件类型"),
    _must("applyer_name", String(100), "申请人名称"),
    _must("applyer_type", String(2), "申请人类型"),
    _must("applyer_page_type", String(70), "申请人证件类型"),
    _must("applyer_page_code", String(500), "申请人证件号码"),
    _may("legal", String(100), "法定代表人"),
    _may("contact_name", String(100), "联系人/代理人姓名"),
    _may("contact_type", String(6), "联系人/代理人证件类型"),
    _may("contact_code", String(50), "联系人/代理人证件号码"),
    _may("contact_mobile", String(11), "联系人/代理人手机"),
    _may("address", String(1000), "通讯地址"),
    _may("zip_code", String(6), "邮编"),
    _must("apply_type", String(2), "申请类型"),
    _must("apply_date", _MOMENT, "申请时间"),
    _must("accept_date", _MOMENT, "受理时间"),
    _may("accept_doc_no", String(50), "受理文书编号"),
    _may("promise_date", _MOMENT, "承诺办结时间"),
    _must("org_code", String(64), "受理部门编码"),
    _must("org_name", String(100), "受理部门"),
    _may("handle_user_name", String(100), "受理人员"),
)
_PROCESS = (
    _NUMBER,
    _must("process_name", String(200), "办理环节名称"),
    _must("event_name", String(50), "业务动作"),
    _must("handle_user_name", String(100), "办理人员"),
    _must("handle_explain", Text(), "办理意见"),
    _must("event_start_time", _MOMENT, "开始时间"),
    _must("event_end_time", _MOMENT, "结束时间"),
    _may("remark", Text(), "备注"),
)
_SPECIAL = (
    _NUMBER,
    _must("special_type", String(2), "特别程序种类"),
    _must("special_name", String(200), "特别程序名称"),
    _must("special_time", _MOMENT, "开始时间"),
    _must("special_reason", Text(), "启动理由"),
    _must("end_time", _MOMENT, "结束时间"),
    _may("result", Text(), "结果"),
    _may("special_explain", Text(), "说明"),
    _may("applyer_user_name", String(100), "申请人"),
    _may("handle_user", String(100), "办理人"),
)
_RESULT = (
    _NUMBER,
    _must("result_type", String(2), "办结结果"),
    _must("result_date", _MOMENT, "办结时间"),
    _may("result_explain", Text(), "结果说明"),
    _may("result_cetr_name", String(300), "结果证照名称"),
    _may("result_cetr_no", String(100), "结果证照编号"),
    _must("is_delivery_results", String(1), "是否快递"),
    _may("handle_user_name", String(100), "办理人员"),
)
_MATERIAL = (
    _NUMBER,
    _must("material_name", String(300), "材料名称"),
    _must("get_type", String(2), "收取方式"),
    _may("get_num", Integer(), "收取数量"),
    _may("material_attach_name", Text(), "附件名称"),
    _may("remark", Text(), "备注"),
)
_REMARK = _may("remark", Text(), "备注")
_EVENT = (
    _must("case_guid", String(36), "办件标识"),
    _must("case_order", Integer(), "本件内的顺序"),
    _must("station", String(20), "站点"),
    _must("station_order", Integer(), "站点上报序号"),
    _must("event_type", String(20), "上报种类"),
    _must("event_time", _MOMENT, "发生时间"),
    _must("provisional_number", String(50), "临时收件号"),
    _may("project_no", String(50), "办件编号，登记之前没有"),
    _must("task_handle_item", String(64), "业务办理项编码"),
    _must("task_version", Integer(), "事项版本"),
    _must("task_name", String(1000), "事项名称"),
    _must("applyer_name", String(100), "申请人名称"),
    _must("applyer_type", String(2), "申请人类型"),
    _must("applyer_page_type", String(70), "申请人证件类型"),
    _must("applyer_page_code", String(500), "申请人证件号码"),
    _may("contact_name", String(100), "联系人/代理人姓名"),
    _may("contact_mobile", String(11), "联系人/代理人手机"),
    _must("handle_user_name", String(100), "经办人或工号"),
    _must("content", Text(), "全部内容（JSON）"),
)
_BACK = (
    _may("provisional_number", String(50), "临时收件号"),
    _may("project_no", String(50), "办件编号"),
)
_CORRECTION = (
    *_BACK,
    _must("document_no", String(50), "补正告知文书编号"),
    _must("line_no", Integer(), "第几条"),
    _must("line_count", Integer(), "共几条"),
    _must("material_code", String(64), "材料编号，申请表填空"),
    _must("material_name", String(300), "材料名称"),
    _must("defect", Text(), "问题"),
    _must("standard", Text(), "要求"),
    _must("due_date", _MOMENT, "期限"),
    _must("how", String(500), "补正方式"),
    _must("ask_time", _MOMENT, "告知时间"),
)


def _columns(fields: Iterable[_Field]) -> list[Column[Any]]:
    return [Column(name, kind, nullable=empty, comment=words) for name, kind, words, empty in fields]


def _table(metadata: MetaData, name: str, fields: Iterable[_Field]) -> Table:
    return Table(
        name,
        metadata,
        Column("row_guid", String(50), primary_key=True, comment="记录唯一标识"),
        *_columns(fields),
        Column("cd_operation", String(1), nullable=False, comment="操作：I 新增 U 修改 D 删除"),
        Column("cd_time", _MOMENT, nullable=False, index=True, comment="操作时间"),
        Column("cd_batch", String(50), nullable=False, comment="批次"),
        Column("data_source", String(3), nullable=False, comment="数据来源"),
        Column("is_sync", String(1), nullable=False, server_default="0", index=True, comment="对方取走后改为 1"),
    )


def _coming(fields: Iterable[_Field]) -> list[_Field]:
    """Fields of a ``dn_`` table: as ``up_``, the number not known at first, and nothing that only we can know."""
    return [*_BACK, *(one for one in fields if one[0] != "project_no")]


def _optional(fields: Iterable[_Field], *needed: str) -> list[_Field]:
    """An answer must say what the platform acts on; the rest of the row is known here already."""
    return [(name, kind, words, name not in needed) for name, kind, words, _empty in fields]


@cache
def exchange_tables(scale: str) -> dict[str, Table]:
    """Tables by name; ``scale`` names the direction of the column ``satisfaction``."""
    metadata = MetaData()
    result = (*_RESULT, _may("satisfaction", ScoreColumn(scale), f"满意度，{scale}"), _REMARK)
    wanted: dict[str, Iterable[_Field]] = {
        "up_pro_accept": _ACCEPT,
        "up_pro_process": _PROCESS,
        "up_pro_special_procedure": _SPECIAL,
        "up_pro_result": result,
        "up_pro_material": _MATERIAL,
        EVENTS: _EVENT,
        "dn_pro_accept": [
            *_optional(_coming(_ACCEPT), "accept_date"),
            _must("accept_kind", String(2), "1 受理 2 容缺受理"),
            _REMARK,
        ],
        "dn_pro_process": _optional(_coming(_PROCESS), "process_name", "event_name", "event_end_time"),
        "dn_pro_special_procedure": _optional(_coming(_SPECIAL), "special_type", "special_time", "end_time"),
        "dn_pro_result": _optional(_coming((*_RESULT, _REMARK)), "result_type", "result_date", "result_cetr_name"),
        "dn_pro_correction": _CORRECTION,
    }
    found = {name: _table(metadata, name, fields) for name, fields in wanted.items()}
    found[CODES] = Table(
        CODES,
        metadata,
        Column("list_name", String(60), comment="代码表"),
        Column("ours", String(60), comment="平台的词"),
        Column("theirs", String(60), nullable=False, comment="代码"),
        Column("words", String(200), nullable=False, comment="意思"),
        Column("end_of_scale", String(5), nullable=False, comment="best 最好 worst 最差"),
        PrimaryKeyConstraint("list_name", "ours"),
    )
    return found
