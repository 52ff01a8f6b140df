"""What the county's office does to cases and stations; each act is one transaction and tells the station.

A case is named by its provisional number, its official number or its id. ``within`` joins an act to a transaction
that is open already, for a connector that must note in the same breath that it did it; ``at`` is the time that
the deciding side gave, where that is not this platform.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, or_, select, update

from county.blobs import mark_complete
from county.cases import WORDS, find, must_be, set_state
from county.database import insert_once, writing
from county.feed import active_stations, lock_stations, tell
from county.files import keep_bytes
from county.numbering import correction_number, official_number
from county.packs import renew_keys
from county.place import County
from county.problems import Problem
from county.tables import blob_readers, cases, corrections, stations

_UNDER_WAY = {"S50", "S60", "S75"}
_TO_ACCEPT = {"S30", "S35", "S41"}
_STATUS_FROM = {
    "S28": {"S25"},
    "S45": {"S30", "S35"},
    "S50": _TO_ACCEPT,
    "S55": {"S30", "S35"},
    "S60": {"S45", "S50", "S70"},
    "S70": {"S50", "S60"},
    "S75": {"S60"},
    "S92": {"S40", "S45"},
}
"""From which states the office may move a case to each of these by a plain status."""


class Unknown(Exception):
    """There is no such case or station; the sentence is for the office (Chinese)."""


@contextmanager
def _transaction(county: County, within: Connection | None) -> Iterator[Connection]:
    if within is not None:
        yield within
        return
    with writing(county.engine) as connection:
        yield connection


def register(county: County, number: str, *, official: str = "", within: Connection | None = None) -> dict[str, Any]:
    """登记: give the case its official number: ``official``, where the county's own system made one.

    Raises:
        Unknown: no such case.
        Problem: ``case_state``.
    """
    with _transaction(county, within) as connection:
        return _register(connection, county, _case(connection, number), official)


def register_all(county: County) -> list[dict[str, Any]]:
    """Register every case that waits for it, oldest first."""
    with writing(county.engine) as connection:
        unregistered = cases.c.state == "S25"
        lock_stations(connection, connection.execute(select(cases.c.station).where(unregistered).distinct()).scalars())
        waiting = select(cases).where(unregistered).order_by(cases.c.received_at, cases.c.provisional_number)
        rows = connection.execute(waiting.with_for_update()).mappings().all()
        return [_register(connection, county, case) for case in rows]


def pre_review(
    county: County, number: str, *, passed: bool, opinion: str, at: str = "", within: Connection | None = None
) -> dict[str, Any]:
    """预审意见."""
    with _transaction(county, within) as connection:
        case = _case(connection, number)
        must_be(case, {"S30", "S35"}, "预审")
        body = {"case": case["id"], "passed": passed, "opinion": opinion, "at": at or county.moment()}
        tell(connection, county, case["station"], "pre_review", body)
        return _moved(connection, county, case, "S35")


def ask_correction(
    county: County,
    number: str,
    lines: Sequence[Mapping[str, str]],
    *,
    due: str,
    how: str,
    document: str = "",
    at: str = "",
    within: Connection | None = None,
) -> dict[str, Any]:
    """补齐补正: everything that is missing or wrong, at once. ``lines`` as in ``feed.correction.json``; ``due`` a date."""
    with _transaction(county, within) as connection:
        case = _case(connection, number)
        must_be(case, _TO_ACCEPT, "要求补正")
        turn = case["correction_round"] + 1
        document = document or correction_number(connection, _region(connection, case["station"]), county.today())
        at = at or county.moment()
        row = {
            "station": case["station"],
            "case_id": case["id"],
            "round": turn,
            "document_number": document,
            "due": due,
            "asked_at": at,
        }
        connection.execute(insert(corrections).values(**row))
        body = {"case": case["id"], "round": turn, "document_number": document, "due": due, "how": how, "at": at}
        tell(connection, county, case["station"], "correction", {**body, "lines": [dict(line) for line in lines]})
        return {**_moved(connection, county, case, "S40", correction_round=turn), "document_number": document}


def status(
    county: County,
    number: str,
    state: str,
    *,
    note: str = "",
    due: str | None = None,
    at: str = "",
    within: Connection | None = None,
) -> dict[str, Any]:
    """Tell a plain new state: accept (S50, S45), refuse (S55), send back (S28), review, pause, extend, end."""
    if state not in _STATUS_FROM:
        raise Problem("case_state", state=WORDS.get(state, state), act="直接改成这个状态")
    with _transaction(county, within) as connection:
        case = _case(connection, number)
        must_be(case, _STATUS_FROM[state], f"改为“{WORDS[state]}”")
        return _status(connection, county, case, state, note, due, at)


def complete(
    county: County,
    number: str,
    *,
    granted: bool,
    result_name: str,
    result_number: str = "",
    note: str = "",
    pages: Sequence[tuple[bytes, str]] = (),
    at: str = "",
    within: Connection | None = None,
) -> dict[str, Any]:
    """办结: the result is ready. ``pages``: (bytes, type).

    A case not accepted yet is accepted in the same step (即办), but not where ``at`` says that another system
    decided: when that one accepted is for it to say.
    """
    with _transaction(county, within) as connection:
        case = _case(connection, number)
        must_be(case, _UNDER_WAY if at else _UNDER_WAY | _TO_ACCEPT, "办结")
        if case["state"] in _TO_ACCEPT:
            _status(connection, county, case, "S50", "", None)
        body = {
            "case": case["id"],
            "granted": granted,
            "result_name": result_name,
            "result_number": result_number,
            "at": at or county.moment(),
            "note": note,
            "pages": [_result_page(connection, county, case["station"], *page) for page in pages],
        }
        tell(connection, county, case["station"], "result", body)
        return _moved(connection, county, case, "S80" if granted else "S81")


def notice(county: County, title: str, text: str, *, to: Sequence[str] = (), **stop: Any) -> list[str]:
    """通知 to the stations named, or to all; ``stop`` may hold ``stops_from``, ``stops_to`` and ``items``."""
    with writing(county.engine) as connection:
        body: dict[str, Any] = {
            "title": title,
            "text": text,
            "at": county.moment(),
            "stops_from": None,
            "stops_to": None,
            "items": [],
        }
        known = active_stations(connection)
        chosen = sorted(set(to)) or list(known)
        for number in chosen:
            if number not in known:
                raise Unknown(f"没有站点 {number}。")
            tell(connection, county, number, "notice", {**body, **stop})
        return chosen


def stop_station(county: County, number: str, *, stopped: bool, reason: str) -> dict[str, Any]:
    """停用 a station or lift the stop. A stopped station may read its feed and nothing else."""
    with writing(county.engine) as connection:
        _set_status(connection, number, "stopped" if stopped else "active")
        body = {"stopped": stopped, "reason": reason, "at": county.moment()}
        tell(connection, county, number, "stop", body)
        return {"station": number, "status": "stopped" if stopped else "active"}


def revoke_station(county: County, number: str) -> dict[str, Any]:
    """注销: the station's key is never taken again, and the others are told so."""
    with writing(county.engine) as connection:
        _set_status(connection, number, "revoked")
        renew_keys(connection, county)
        return {"station": number, "status": "revoked"}


def _case(connection: Connection, number: str) -> RowMapping:
    text = number.strip()
    named = or_(cases.c.provisional_number == text, cases.c.official_number == text, cases.c.id == text)
    found = connection.execute(select(cases.c.station, cases.c.id).where(named)).first()
    if found is None:
        raise Unknown(f"没有办件 {number}。")
    lock_stations(connection, [found.station])
    case = find(connection, found.id, found.station)
    assert case is not None  # cases are never removed
    return case


def _region(connection: Connection, station: str) -> str:
    return str(connection.execute(select(stations.c.region).where(stations.c.number == station)).scalar_one())


def _register(connection: Connection, county: County, case: RowMapping, official: str = "") -> dict[str, Any]:
    must_be(case, {"S25"}, "登记")
    given = case["official_number"] or official
    given = given or official_number(connection, _region(connection, case["station"]), county.today())
    body = {"case": case["id"], "official_number": given, "registered_at": county.moment()}
    tell(connection, county, case["station"], "registered", body)
    return _moved(connection, county, case, "S30", official_number=given)


def _status(
    connection: Connection, county: County, case: RowMapping, state: str, note: str, due: str | None, at: str = ""
) -> dict[str, Any]:
    body = {"case": case["id"], "state": state, "at": at or county.moment(), "note": note, "due": due}
    tell(connection, county, case["station"], "status", body)
    return _moved(connection, county, case, state)


def _moved(connection: Connection, county: County, case: RowMapping, state: str, **more: Any) -> dict[str, Any]:
    set_state(connection, county, case, state, **more)
    return {
        "id": case["id"],
        "provisional_number": case["provisional_number"],
        "official_number": more.get("official_number", case["official_number"]) or "",
        "station": case["station"],
        "state": state,
    }


def _result_page(
    connection: Connection, county: County, station: str, content: bytes, media_type: str
) -> dict[str, Any]:
    name = keep_bytes(county.files, content)
    mark_complete(connection, county, name, len(content), media_type)
    insert_once(connection, blob_readers, {"station": station, "digest": name})
    return {"digest": name, "media_type": media_type, "size": len(content)}


def _set_status(connection: Connection, number: str, value: str) -> None:
    own = (stations.c.number == number) & (stations.c.status != "revoked")
    if connection.execute(update(stations).where(own).values(status=value)).rowcount != 1:
        raise Unknown(f"没有站点 {number}。")
