"""From facts to rows: what each accepted event and each act of the county becomes in the exchange tables.

A row is made of what was said and of nothing else. 受理时间 comes from the act of accepting alone; where a
column must not be empty and nobody said what belongs there, the row is not made and the reason is told.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import String, Table

from county.connectors.codes import CodeList
from county.connectors.exchange_tables import EVENTS, EXCHANGE, exchange_tables
from county.connectors.facts import Fact
from county.connectors.times import wall, wall_of_day

_SPACE = uuid.UUID("6f6f5a5e-5a53-5b0e-9b5e-7a5d0f1a9c31")
"""Name space of the row identities: the same fact gives the same row for ever."""

COUNTY = "县平台"
"""Who did what the county's office did: the feed names no person."""


class Lacking(Exception):
    """A row cannot be made truthfully; the sentence says what is missing (Chinese, for the office)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Times are wall times in ISO 8601, a level of satisfaction is the word of the contract."""

    table: str
    guid: str
    operation: str
    values: dict[str, str | int | None]


@dataclass
class Case:
    """What is known of a case at the fact that is being handed over."""

    id: str
    provisional_number: str
    lists: Mapping[str, CodeList]
    item: dict[str, Any] | None = None
    received: dict[str, Any] = field(default_factory=dict)
    """``case`` of the newest accepted ``case.received``."""
    number: str = ""
    """Official number; empty: not registered yet."""
    result: dict[str, str | int | None] | None = None
    """The row of `up_pro_result` as it was handed over last."""

    def out(self, name: str, ours: str) -> str:
        """A code, by the list of that name."""
        return self.lists[name].out(ours)


def row_of(fact: Fact, table: str, values: dict[str, str | int | None], line: int = 0) -> Row:
    """A new row; checks what must be filled and what fits."""
    guid = fact.key if table == EVENTS else str(uuid.uuid5(_SPACE, f"{fact.key}/{table}/{line}"))
    check(table, values)
    return Row(table, guid, "I", values)


def check(table: str, values: Mapping[str, str | int | None]) -> None:
    """Refuse what the table could not hold whole.

    Raises:
        Lacking: a column that must be filled is empty, or a text is longer than its column.
    """
    shape: Table = exchange_tables("1-best")[table]
    for column in shape.columns:
        if column.name in EXCHANGE:
            continue
        value = values.get(column.name)
        if value is None and not column.nullable:
            raise Lacking(f"表 {table} 的“{column.comment}”不能为空，办件里没有。")
        limit = column.type.length if isinstance(column.type, String) else None
        if limit is not None and isinstance(value, str) and len(value) > limit:
            raise Lacking(f"表 {table} 的“{column.comment}”最多 {limit} 个字，这里有 {len(value)} 个。")


def event_row(fact: Fact, case: Case) -> Row:
    """The row of ``wd_pro_event``: the whole report, with what finds it in columns."""
    told, received = fact.told, case.received
    person = received["applicant"]
    agent = received.get("agent") or {}
    return row_of(
        fact,
        EVENTS,
        {
            "case_guid": case.id,
            "case_order": told["case_seq"],
            "station": fact.station,
            "station_order": fact.seq,
            "event_type": case.out("event-kind", fact.type),
            "event_time": wall(happened(fact)),
            "provisional_number": case.provisional_number,
            "project_no": case.number or None,
            "task_handle_item": received["item_code"],
            "task_version": received["item_version"],
            "task_name": received["item_name"],
            **_applicant(person, case),
            "contact_name": agent.get("name") or person["name"],
            "contact_mobile": agent.get("mobile") or person.get("mobile") or None,
            "handle_user_name": handler(fact),
            "content": json.dumps(fact.body, ensure_ascii=False, sort_keys=True),
        },
    )


def _applicant(person: Mapping[str, Any], case: Case) -> dict[str, str | int | None]:
    return {
        "applyer_name": person["name"],
        "applyer_type": case.out("applicant-kind", "person"),
        "applyer_page_type": case.out("id-kind", person["id_kind"]),
        "applyer_page_code": person["id_number"],
    }


def handler(fact: Fact) -> str:
    """Who did it: the clerk's name where it was said, else the badge number; the county for its own acts."""
    if fact.source == "feed":
        return COUNTY
    return str(fact.body["case"]["clerk"] if fact.type == "case.received" else fact.told["actor"] or fact.station)


_MOMENTS = (
    "supplemented_at",
    "withdrawn_at",
    "voided_at",
    "delivered_at",
    "evaluated_at",
    "found_at",
    "registered_at",
    "at",
)


def happened(fact: Fact) -> str:
    """When it happened, by what was said of it."""
    if fact.type == "case.received":
        return str(fact.body["case"]["received_at"])
    return str(next((fact.body[name] for name in _MOMENTS if name in fact.body), fact.told.get("time")))


def national_rows(fact: Fact, case: Case) -> list[Row]:
    """The rows of the national tables; ``case.number`` is known. Changes of ``up_pro_result`` are kept in ``case``."""
    if fact.source == "event":
        return _of_event(fact, case)
    if fact.type == "status":
        return _of_status(fact, case)
    if fact.type == "result":
        return [_result(fact, case)]
    if fact.type == "pre_review":
        act = "pre_review_passed" if fact.body["passed"] else "pre_review_failed"
        return [_process(fact, case, act, fact.body["opinion"])]
    if fact.type == "correction":
        lines = "；".join(f"{one['name']}：{one['defect']}，{one['standard']}" for one in fact.body["lines"])
        remark = f"{fact.body['document_number']}，期限 {fact.body['due']}，{fact.body['how']}"
        return [_process(fact, case, "correction", lines, remark)]
    return [_process(fact, case, "registered", "")] if fact.type == "registered" else []


def _of_event(fact: Fact, case: Case) -> list[Row]:
    body = fact.body
    if fact.type == "case.received":
        return [*_materials(fact, case, body["case"]["materials"]), _process(fact, case, "received", "")]
    if fact.type == "case.supplemented":
        explain = "已补齐" if body["complete"] else "未补齐"
        done = _process(fact, case, "supplemented", explain, f"第 {body['round']} 轮")
        return [*_materials(fact, case, body["materials"]), done]
    if fact.type == "case.withdrawn":
        return [_process(fact, case, "withdrawn", body["reason"])]
    if fact.type == "case.voided":
        return [_process(fact, case, "voided", body["reason"])]
    if fact.type == "case.delivered":
        changed = _result_changed(fact, case, is_delivery_results=case.out("express", body["way"]))
        return [_process(fact, case, "delivered", "、".join(body["documents"])), *changed]
    if fact.type == "case.files_lost":
        return []  # the national tables have no word for it; the row of the report itself says it
    return _result_changed(fact, case, satisfaction=body["level"])  # case.evaluated


def _process(fact: Fact, case: Case, act: str, explain: str, remark: str | None = None) -> Row:
    stage, step = case.out("process", act).split("/")
    when = wall(happened(fact))
    words = next(code.words for code in case.lists["process"].codes if code.ours == act)
    values: dict[str, str | int | None] = {
        "project_no": case.number,
        "process_name": stage,
        "event_name": step,
        "handle_user_name": handler(fact),
        "handle_explain": explain or words,
        "event_start_time": when,
        "event_end_time": when,
        "remark": remark,
    }
    return row_of(fact, "up_pro_process", values)


def _materials(fact: Fact, case: Case, materials: list[dict[str, Any]]) -> list[Row]:
    rows = []
    for number, one in enumerate(materials):
        if one["how"] in case.lists["material-got"].left_out:
            continue
        pages = one.get("pages", [])
        values: dict[str, str | int | None] = {
            "project_no": case.number,
            "material_name": one["name"],
            "get_type": case.out("material-got", one["how"]),
            "get_num": (one.get("originals", 0) + one.get("copies", 0)) or len(pages) or None,
            "material_attach_name": " ".join(page["digest"] for page in pages) or None,
            "remark": f"后补至 {one['deferred_until']}" if one.get("deferred_until") else None,
        }
        rows.append(row_of(fact, "up_pro_material", values, number))
    return rows


_ACTS = {"S28": "sent_back", "S55": "refused", "S60": "in_review", "S92": "ended"}
_SPECIALS = {"S70": "special_procedure", "S75": "extension"}


def _of_status(fact: Fact, case: Case) -> list[Row]:
    state, note = fact.body["state"], fact.body.get("note", "")
    if state in ("S45", "S50"):
        remark = "容缺受理" if state == "S45" else None
        return [_accept(fact, case), _process(fact, case, "accepted", note, remark)]
    if state in _SPECIALS:
        kind = _SPECIALS[state]
        due = fact.body.get("due")
        words = next(code.words for code in case.lists["special-type"].codes if code.ours == kind)
        values: dict[str, str | int | None] = {
            "project_no": case.number,
            "special_type": case.out("special-type", kind),
            "special_name": words,
            "special_time": wall(happened(fact)),
            "special_reason": note or None,
            "end_time": wall_of_day(due) if due else None,
            "applyer_user_name": case.received["applicant"]["name"],
            "handle_user": COUNTY,
        }
        return [row_of(fact, "up_pro_special_procedure", values)]
    return [_process(fact, case, _ACTS[state], note)] if state in _ACTS else []


def _accept(fact: Fact, case: Case) -> Row:
    """受理: said by the county alone, with the county's time."""
    item, received = case.item, case.received
    if item is None:
        told = f"{received['item_code']} 第 {received['item_version']} 版"
        raise Lacking(f"发布的事项库里没有事项 {told}，填不了受理信息；请先发布。")
    person, agent = received["applicant"], received.get("agent")
    contact = agent or person
    due = fact.body.get("due")
    values: dict[str, str | int | None] = {
        "project_no": case.number,
        "catalog_code": item["catalog_code"],
        "task_code": item["task_code"],
        "task_handle_item": item["code"],
        "task_name": item["name"],
        "task_version": item["version"],
        "project_name": f"关于{person['name']}{item['name']}的业务",
        "project_type": case.out("project-type", item["handling"]),
        **_applicant(person, case),
        "contact_name": contact["name"],
        "contact_type": case.out("id-kind", contact["id_kind"]),
        "contact_code": contact["id_number"],
        "contact_mobile": contact.get("mobile") or None,
        "address": person.get("present_address") or person.get("address") or None,
        "apply_type": case.out("apply-type", received["mode"]),
        "apply_date": wall(received["received_at"]),
        "accept_date": wall(happened(fact)),
        "promise_date": wall_of_day(due) if due else None,
        "org_code": item["agency_code"],
        "org_name": item["agency"],
    }
    return row_of(fact, "up_pro_accept", values)


def _result(fact: Fact, case: Case) -> Row:
    body = fact.body
    values: dict[str, str | int | None] = {
        "project_no": case.number,
        "result_type": case.out("result-type", "granted" if body["granted"] else "not_granted"),
        "result_date": wall(happened(fact)),
        "result_explain": body.get("note") or None,
        "result_cetr_name": body["result_name"] or None,
        "result_cetr_no": body["result_number"] or None,
        "is_delivery_results": "0",  # nothing was sent by courier up to now; the delivery says more
        "handle_user_name": COUNTY,
    }
    row = row_of(fact, "up_pro_result", values)
    case.result = {**values, "row_guid": row.guid}
    return row


def _result_changed(fact: Fact, case: Case, **changed: str) -> list[Row]:
    """A change of the result that we handed over; the result of the county's own system is for it to change."""
    if case.result is None:
        return []
    case.result = {**case.result, **changed}
    values = {name: value for name, value in case.result.items() if name != "row_guid"}
    return [Row("up_pro_result", str(case.result["row_guid"]), "U", values)]
