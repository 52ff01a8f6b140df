"""The case register (办件登记簿): what an accepted event does to its case.

Which event may come in which state follows the state table of the contract's case states; a
refusal is a rejected verdict with the words of ``problems``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update
from sqlalchemy.exc import IntegrityError

from county.place import County
from county.problems import Problem
from county.tables import cases, corrections, evaluations, events

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


def apply(connection: Connection, county: County, event: Mapping[str, Any]) -> None:
    """Do what the event says to its case.

    Raises:
        Problem: it cannot be done; nothing was changed then.
    """
    _ACTS[event["type"]](connection, county, event)


def find(connection: Connection, case: str, station: str | None = None) -> RowMapping | None:
    """The case, locked until the transaction ends; None: unknown, or of another station."""
    wanted = select(cases).where(cases.c.id == case).with_for_update()
    if station is not None:
        wanted = wanted.where(cases.c.station == station)
    return connection.execute(wanted).mappings().first()


def set_state(connection: Connection, county: County, case: str, state: str, **more: Any) -> None:
    """Move a case; ``more`` are other columns that change with it."""
    changed = {"state": state, "updated_at": county.moment(), **more}
    connection.execute(update(cases).where(cases.c.id == case).values(**changed))


def must_be(case: RowMapping, allowed: set[str], act: str) -> None:
    """Refuse an act that the state of the case does not allow.

    Raises:
        Problem: ``case_state``.
    """
    if case["state"] not in allowed:
        raise Problem("case_state", state=WORDS[case["state"]], act=act)


def _received(connection: Connection, county: County, event: Mapping[str, Any]) -> None:
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
        "updated_at": county.moment(),
    }
    known = find(connection, event["case"], event["station"])
    if known is not None and known["state"] == "S28":  # the platform had sent it back; this is the new version
        connection.execute(update(cases).where(cases.c.id == event["case"]).values(state="S25", **row))
        return
    row.update(id=event["case"], station=event["station"], provisional_number=case["provisional_number"], state="S25")
    try:
        with connection.begin_nested():
            connection.execute(insert(cases).values(**row))
    except IntegrityError as error:
        if find(connection, event["case"]) is not None:
            raise Problem("case_exists") from error
        raise Problem("number_taken", number=case["provisional_number"]) from error


def _known(connection: Connection, event: Mapping[str, Any]) -> RowMapping:
    case = find(connection, event["case"], event["station"])
    if case is None:
        raise Problem("case_unknown")
    return case


def _known_or_refused(connection: Connection, event: Mapping[str, Any]) -> RowMapping | None:
    """The case; None when its receiving was rejected: to end such a case changes nothing here."""
    case = find(connection, event["case"], event["station"])
    if case is not None:
        return case
    own = (events.c.station == event["station"]) & (events.c.case_id == event["case"])
    received = select(events.c.seq).where(own, events.c.type == "case.received", events.c.seq < event["seq"])
    if connection.execute(received.limit(1)).first() is None:
        raise Problem("case_unknown")
    return None


def _supplemented(connection: Connection, county: County, event: Mapping[str, Any]) -> None:
    case, payload = _known(connection, event), event["payload"]
    must_be(case, _OPEN, "补交材料")
    if payload["round"] not in (0, case["correction_round"]):
        raise Problem("round_passed")
    if case["state"] == "S40" and payload["complete"] and payload["round"] == case["correction_round"]:
        this_round = (corrections.c.case_id == case["id"]) & (corrections.c.round == payload["round"])
        connection.execute(update(corrections).where(this_round).values(answered_at=payload["supplemented_at"]))
        set_state(connection, county, case["id"], "S41")


def _withdrawn(connection: Connection, county: County, event: Mapping[str, Any]) -> None:
    case = _known_or_refused(connection, event)
    if case is not None:
        must_be(case, _OPEN | {"S28"}, "撤回")
        set_state(connection, county, case["id"], "S90")


def _delivered(connection: Connection, county: County, event: Mapping[str, Any]) -> None:
    case = _known(connection, event)
    must_be(case, _DECIDED, "送达")
    set_state(connection, county, case["id"], "S86")


def _evaluated(connection: Connection, county: County, event: Mapping[str, Any]) -> None:
    case, payload = _known(connection, event), event["payload"]
    must_be(case, set(WORDS) - {"S95"}, "评价")
    row = {
        "case_id": case["id"],
        "number": payload["number"],
        "level": payload["level"],
        "options": json.dumps(payload["options"]),
        "text": payload["text"],
        "evaluated_at": payload["evaluated_at"],
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(evaluations).values(**row))
    except IntegrityError as error:
        raise Problem("evaluation_exists") from error
    if case["state"] == "S86":
        set_state(connection, county, case["id"], "S88")


def _voided(connection: Connection, county: County, event: Mapping[str, Any]) -> None:
    case = _known_or_refused(connection, event)
    if case is not None:
        must_be(case, {"S25", "S28"}, "作废")
        set_state(connection, county, case["id"], "S95")


_ACTS: dict[str, Callable[[Connection, County, Mapping[str, Any]], None]] = {
    "case.received": _received,
    "case.supplemented": _supplemented,
    "case.withdrawn": _withdrawn,
    "case.delivered": _delivered,
    "case.evaluated": _evaluated,
    "case.voided": _voided,
}
EVENT_TYPES = frozenset(_ACTS)
"""Event types this county can judge, beside ``tombstone``."""
