"""The case register (办件登记簿): what an accepted event does to its case.

Which event may come in which state follows the state table of the contract's case states; a
refusal is a rejected verdict with the words of ``problems``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from county.place import County
from county.problems import Problem
from county.sheet import FILES_LOST, Sheet
from county.tables import cases

WORDS = {
    "S25": "已上传",
    "S28": "平台退回",
    "S30": "平台已登记",
    "S35": "预审中",
    "S40": "待补正",
    "S41": "已补正",
    "S45": "容缺受理",
    "S50": "已受理",
    "S55": "不予受理",
    "S60": "审查中",
    "S70": "特别程序",
    "S75": "延期",
    "S80": "准予",
    "S81": "不予许可",
    "S85": "待领取",
    "S86": "已送达",
    "S88": "已评价",
    "S90": "撤回",
    "S92": "终止",
    "S95": "作废",
    "S99": "归档",
}
"""State codes and their words."""

_OPEN = {"S25", "S30", "S35", "S40", "S41", "S45", "S50", "S60", "S70", "S75"}
_DECIDED = {"S80", "S81", "S85"}


def apply(sheet: Sheet, event: Mapping[str, Any]) -> None:
    """Do what the event says to its case.

    Raises:
        Problem: it cannot be done; nothing was changed then.
    """
    _ACTS[event["type"]](sheet, event)


def find(connection: Connection, case: str, station: str) -> RowMapping | None:
    """The case of that station, locked until the transaction ends; None: unknown."""
    own = (cases.c.station == station) & (cases.c.id == case)
    return connection.execute(select(cases).where(own).with_for_update()).mappings().first()


def set_state(connection: Connection, county: County, case: RowMapping, state: str, **more: Any) -> None:
    """Move a case; ``more`` are other columns that change with it."""
    changed = {"state": state, "updated_at": county.moment(), **more}
    own = (cases.c.station == case["station"]) & (cases.c.id == case["id"])
    connection.execute(update(cases).where(own).values(**changed))


def must_be(case: Mapping[str, Any] | RowMapping, allowed: set[str], act: str) -> None:
    """Refuse an act that the state of the case does not allow.

    Raises:
        Problem: ``case_state``.
    """
    if case["state"] not in allowed:
        raise Problem("case_state", state=WORDS[case["state"]], act=act)


def _received(sheet: Sheet, event: Mapping[str, Any]) -> None:
    payload, case = event["payload"], event["payload"]["case"]
    if case["id"] != event["case"]:
        raise Problem("schema", field="/case/id", field_title="办件标识", reason="和上报的办件不一致")
    row = {
        "item_code": case["item_code"],
        "item_version": case["item_version"],
        "item_name": case["item_name"],
        "applicant": json.dumps(case["applicant"], ensure_ascii=False),
        "mode": case["mode"],
        "received_at": case["received_at"],
        "received_event": event["id"],
        "receipt_digest": payload.get("receipt_digest", ""),
    }
    number = case["provisional_number"]
    known = sheet.cases.get(event["case"])
    if known is not None and known["state"] == "S28":  # the platform had sent it back; this is the new version
        sheet.change(event["case"], state="S25", **row)
    elif known is not None:
        raise Problem("case_exists")
    elif number in sheet.numbers:
        raise Problem("number_taken", number=number)
    else:
        sheet.add_case({"id": event["case"], "provisional_number": number, "state": "S25", **row})


def _known(sheet: Sheet, event: Mapping[str, Any]) -> Mapping[str, Any]:
    case = sheet.cases.get(event["case"])
    if case is None:
        raise Problem("case_unknown")
    return case


def _known_or_refused(sheet: Sheet, event: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The case; None when its receiving was rejected: to end such a case changes nothing here."""
    case = sheet.cases.get(event["case"])
    if case is None and not any(past.type == "case.received" for _, past in sheet.earlier(event)):
        raise Problem("case_unknown")
    return case


def _supplemented(sheet: Sheet, event: Mapping[str, Any]) -> None:
    case, payload = _known(sheet, event), event["payload"]
    must_be(case, _OPEN, "补交材料")
    if payload["round"] not in (0, case["correction_round"]):
        raise Problem("round_passed")
    if case["state"] == "S40" and payload["complete"] and payload["round"] == case["correction_round"]:
        sheet.answer_correction(case["id"], payload["round"], payload["supplemented_at"])
        sheet.change(case["id"], state="S41")


def _withdrawn(sheet: Sheet, event: Mapping[str, Any]) -> None:
    case = _known_or_refused(sheet, event)
    if case is not None:
        must_be(case, _OPEN | {"S28"}, "撤回")
        sheet.change(case["id"], state="S90")


def _delivered(sheet: Sheet, event: Mapping[str, Any]) -> None:
    case = _known(sheet, event)
    must_be(case, _DECIDED, "送达")
    sheet.change(case["id"], state="S86")


def _evaluated(sheet: Sheet, event: Mapping[str, Any]) -> None:
    case, payload = _known(sheet, event), event["payload"]
    must_be(case, set(WORDS) - {"S95"}, "评价")
    if (case["id"], payload["number"]) in sheet.evaluated:
        raise Problem("evaluation_exists")
    row = {
        "case_id": case["id"],
        "number": payload["number"],
        "level": payload["level"],
        "options": json.dumps(payload["options"]),
        "text": payload["text"],
        "evaluated_at": payload["evaluated_at"],
    }
    sheet.add_evaluation(row)
    if case["state"] == "S86":
        sheet.change(case["id"], state="S88")


def _voided(sheet: Sheet, event: Mapping[str, Any]) -> None:
    case = _known_or_refused(sheet, event)
    if case is not None:
        must_be(case, {"S25", "S28"}, "作废")
        sheet.change(case["id"], state="S95")


def _files_lost(sheet: Sheet, event: Mapping[str, Any]) -> None:
    _known_or_refused(sheet, event)  # nothing of the case changes: what is lost is read from the event itself


_ACTS: dict[str, Callable[[Sheet, Mapping[str, Any]], None]] = {
    "case.received": _received,
    "case.supplemented": _supplemented,
    "case.withdrawn": _withdrawn,
    "case.delivered": _delivered,
    "case.evaluated": _evaluated,
    "case.voided": _voided,
    FILES_LOST: _files_lost,
}
EVENT_TYPES = frozenset(_ACTS)
"""Event types this county can judge, beside ``tombstone``."""
