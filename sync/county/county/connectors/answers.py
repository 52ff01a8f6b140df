"""What the county's own system answers becomes an act of the office, once, in order per case.

An answer and the note that it was taken are one transaction, so it is done once however often the other side is
asked. An answer that cannot be done keeps its reason, is tried again, and holds up later answers of its own
case only. Nothing is filled in for the other side: 受理 has the time that it gave, or there is no 受理.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from county import office
from county.cases import find
from county.connectors.codes import CodeList, UnknownCode
from county.connectors.front import Answer, Front
from county.connectors.planning import remember_fact
from county.connectors.settings import Settings, lock
from county.connectors.tables import connectors, handed_answers
from county.connectors.times import moment
from county.database import reading, writing
from county.epoch import current_epoch
from county.feed import lock_stations
from county.place import CHINA, County
from county.problems import Problem
from county.tables import cases, feed

_AHEAD = timedelta(minutes=10)
"""How much the other clock may be ahead of ours."""


class Refused(Exception):
    """An answer that cannot be done (Chinese, for the office)."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a round did with the answers."""

    done: int
    refused: int


@dataclass(frozen=True, slots=True)
class _Act:
    """An answer about a case that was found, ready to be done inside ``connection``."""

    connection: Connection
    county: County
    lists: Mapping[str, CodeList]
    case: RowMapping
    rows: Sequence[Answer]

    @property
    def values(self) -> dict[str, Any]:
        return self.rows[0].values

    def text(self, name: str) -> str:
        """A text of the row; empty where there is none."""
        return str(self.values.get(name) or "").strip()

    def moment(self, name: str) -> str:
        """A time of the row as the contract writes it.

        Raises:
            Refused: it is missing, is no time, or has not come yet.
        """
        value = wall_time(self.values.get(name), name)
        if value.replace(tzinfo=CHINA) > self.county.now().astimezone(UTC) + _AHEAD:
            raise Refused(f"“{name}”的时间 {value} 还没有到。")
        return moment(value)

    def day(self, name: str) -> str | None:
        """The day of a time column; None: empty."""
        value = self.values.get(name)
        return None if value in (None, "") else wall_time(value, name).date().isoformat()


def wall_time(value: Any, name: str) -> datetime:
    """A time as a database or a file gave it.

    Raises:
        Refused: it is none.
    """
    if isinstance(value, datetime):
        return value.astimezone(CHINA).replace(tzinfo=None) if value.tzinfo else value
    try:
        return datetime.fromisoformat(str(value or ""))
    except ValueError as error:
        raise Refused(f"“{name}”没有填时间，或者不是存在的时间。") from error


def take_answers(county: County, settings: Settings, front: Front) -> Taken:
    """Take what came back, and mark it over there once it is done here."""
    lists = settings.lists()
    with reading(county.engine) as connection:
        epoch = current_epoch(connection)
        own = connectors.c.name == settings.name
        restored = connection.execute(select(connectors.c.epoch).where(own)).scalar() not in ("", epoch)
    found = front.answers(all_again=restored)  # a county that was restored may have forgotten what it took
    done: list[Answer] = []
    stuck: set[str] = set()
    refused = 0
    for rows in _together(found):
        state = _take(county, settings, lists, rows, stuck)
        if state in ("refused", "changed"):
            refused += 1
            told = f"表 {rows[0].table} 的答复 {rows[0].guid} 已经办过，后来又被改了；改动没有办，请另写一行。"
            front.troubles += [told] if state == "changed" else []
        else:
            done += rows
    front.mark(one for one in done if not one.taken)
    with writing(county.engine) as connection:
        _let_go(connection, settings.name, {(one.table, one.guid) for one in found})
        connection.execute(update(connectors).where(own).values(epoch=epoch))
    return Taken(len(done), refused)


def _let_go(connection: Connection, connector: str, there: set[tuple[str, str]]) -> None:
    """What could not be done and was taken back over there is no trouble any more."""
    own = (handed_answers.c.connector == connector) & (handed_answers.c.state == "refused")
    for row in connection.execute(select(handed_answers.c.table_name, handed_answers.c.row_guid).where(own)).all():
        if (row.table_name, row.row_guid) not in there:
            same = (handed_answers.c.table_name == row.table_name) & (handed_answers.c.row_guid == row.row_guid)
            connection.execute(update(handed_answers).where(own, same).values(state="gone"))


def _together(found: Sequence[Answer]) -> list[list[Answer]]:
    """The lines of one 补正告知 belong together: they are told at once or not at all."""
    singles = [[one] for one in found if one.table != "dn_pro_correction"]
    lines = [one for one in found if one.table == "dn_pro_correction"]
    by_document = groupby(sorted(lines, key=_document), key=_document)
    groups = singles + [sorted(group, key=lambda one: str(one.values["line_no"])) for _, group in by_document]
    return sorted(groups, key=lambda group: group[0].cd_time)


def _document(answer: Answer) -> str:
    return str(answer.values["document_no"])


def _take(
    county: County, settings: Settings, lists: Mapping[str, CodeList], rows: Sequence[Answer], stuck: set[str]
) -> str:
    """Do it or say why not; gives the state. ``stuck``: cases of which an earlier answer could not be done."""
    with writing(county.engine) as connection:
        lock(connection, settings.name)
        known = [_known(connection, settings.name, one) for one in rows]
        if all(
            one is not None and (one["state"], one["digest"]) == ("done", row.digest)
            for one, row in _pairs(known, rows)
        ):
            return "done"
        if any(one is not None and one["state"] == "aside" for one in known):
            return "aside"
        if any(one is not None and one["state"] == "done" for one in known):
            return "changed"
        case_id, reason = _tried(connection, county, settings, lists, rows, stuck)
        state = "refused" if reason else "done"
        if reason and case_id:
            stuck.add(case_id)
        for one, row in _pairs(known, rows):
            values = {"digest": row.digest, "case_id": case_id, "state": state, "reason": reason}
            _note(connection, settings.name, row, values | {"at": county.moment()}, fresh=one is None)
        return state


def _tried(
    connection: Connection,
    county: County,
    settings: Settings,
    lists: Mapping[str, CodeList],
    rows: Sequence[Answer],
    stuck: set[str],
) -> tuple[str, str]:
    """The case, and why it could not be done; nothing was changed then."""
    case_id = ""
    try:
        with connection.begin_nested():
            case = _case(connection, rows[0])
            case_id = case["id"]
            if case_id in stuck:
                raise Refused("同一件前面的答复还没有办成，这一行等着。")
            _do(settings, _Act(connection, county, lists, case, rows))
    except (Refused, UnknownCode) as error:
        return case_id, str(error)
    except Problem as error:
        return case_id, f"{error.body['title']}{error.body['detail']}"
    except IntegrityError:
        return case_id, "办件编号或文书编号已经被别的办件用了。"
    except ValueError as error:
        return case_id, f"内容不合约定（{error}）。"
    return case_id, ""


def _pairs(known: Sequence[RowMapping | None], rows: Sequence[Answer]) -> list[tuple[RowMapping | None, Answer]]:
    return list(zip(known, rows, strict=True))


def _known(connection: Connection, connector: str, answer: Answer) -> RowMapping | None:
    own = (handed_answers.c.connector == connector) & (handed_answers.c.table_name == answer.table)
    wanted = select(handed_answers).where(own, handed_answers.c.row_guid == answer.guid)
    return connection.execute(wanted).mappings().first()


def _note(connection: Connection, connector: str, answer: Answer, values: dict[str, str], *, fresh: bool) -> None:
    key = {"connector": connector, "table_name": answer.table, "row_guid": answer.guid}
    if fresh:
        connection.execute(insert(handed_answers).values(**key, **values))
        return
    own = (handed_answers.c.connector == connector) & (handed_answers.c.table_name == answer.table)
    connection.execute(update(handed_answers).where(own, handed_answers.c.row_guid == answer.guid).values(**values))


def _case(connection: Connection, answer: Answer) -> RowMapping:
    """The one case that the row names by either number or both."""
    provisional = str(answer.values.get("provisional_number") or "").strip()
    official = str(answer.values.get("project_no") or "").strip()
    named = or_(
        (cases.c.provisional_number == provisional) & (provisional != ""),
        (cases.c.official_number == official) & (official != ""),
    )
    found = connection.execute(select(cases.c.id, cases.c.station, cases.c.official_number).where(named)).all()
    if len(found) != 1:
        told = "、".join(one for one in (provisional, official) if one) or "（没有号码）"
        raise Refused(f"平台没有办件 {told}。" if not found else f"号码 {told} 属于两个办件。")
    lock_stations(connection, [found[0].station])
    case = find(connection, found[0].id, found[0].station)
    assert case is not None  # cases are never removed
    if official and case["official_number"] not in (None, official):
        raise Refused(f"办件 {provisional} 的办件编号是 {case['official_number']}，不是 {official}。")
    return case


def _do(settings: Settings, act: _Act) -> None:
    """Do it, and note that what the feed says now came from there, so that it is not handed back."""
    if act.rows[0].operation != "I":
        raise Refused("答复只能新增（I），不能修改或删除。")
    about = (feed.c.station == act.case["station"]) & (feed.c.case_id == act.case["id"])
    last = act.connection.execute(select(func.max(feed.c.seq)).where(about)).scalar() or 0
    if act.case["state"] == "S25" and act.text("project_no") and not _sends_back(act):
        office.register(act.county, act.case["id"], official=act.text("project_no"), within=act.connection)
    _ACTS[act.rows[0].table](act)
    said = select(feed.c.station, feed.c.seq, feed.c.type).where(about, feed.c.seq > last)
    for row in act.connection.execute(said).all():
        if row.type != "registered":  # with the number the rows go out that waited for it
            remember_fact(act.connection, settings.name, ("feed", row.station, row.seq), act.case["id"], "theirs")


def _sends_back(act: _Act) -> bool:
    return act.rows[0].table == "dn_pro_process" and _stage(act) == "sent_back"


def _stage(act: _Act) -> str:
    return act.lists["process"].back(f"{act.text('process_name')}/{act.text('event_name')}")


_STATES = {"sent_back": "S28", "refused": "S55", "in_review": "S60", "ended": "S92"}
_REVIEWS = {"pre_review_passed": True, "pre_review_failed": False}
_ELSEWHERE = {"accepted": "受理要写进表 dn_pro_accept，带受理时间。", "correction": "补正要写进表 dn_pro_correction。"}


def _process(act: _Act) -> None:
    stage = _stage(act)
    at, note = act.moment("event_end_time"), act.text("handle_explain")
    if stage == "registered":
        if not act.text("project_no"):
            raise Refused("登记要有办件编号。")
    elif stage in _STATES:
        office.status(act.county, act.case["id"], _STATES[stage], note=note, at=at, within=act.connection)
    elif stage in _REVIEWS:
        passed = _REVIEWS[stage]
        office.pre_review(act.county, act.case["id"], passed=passed, opinion=note, at=at, within=act.connection)
    else:
        raise Refused(_ELSEWHERE.get(stage, f"“{act.text('process_name')}”由站点上报，不能从这里来。"))


def _accept(act: _Act) -> None:
    state = {"accepted": "S50", "accepted_with_gaps": "S45"}[act.lists["accept-kind"].back(act.text("accept_kind"))]
    at, due = act.moment("accept_date"), act.day("promise_date")
    note = act.text("remark")
    office.status(act.county, act.case["id"], state, note=note, due=due, at=at, within=act.connection)


def _correction(act: _Act) -> None:
    count = act.values["line_count"]
    if [int(one.values["line_no"]) for one in act.rows] != list(range(1, int(count) + 1)):
        raise Refused(f"补正告知 {act.text('document_no')} 共 {count} 条，现在有 {len(act.rows)} 条，等齐了再办。")
    lines = [
        {
            "material": str(one.values.get("material_code") or ""),
            "name": str(one.values["material_name"]),
            "defect": str(one.values["defect"]),
            "standard": str(one.values["standard"]),
        }
        for one in act.rows
    ]
    due = act.day("due_date") or ""
    office.ask_correction(
        act.county,
        act.case["id"],
        lines,
        due=due,
        how=act.text("how"),
        document=act.text("document_no"),
        at=act.moment("ask_time"),
        within=act.connection,
    )


def _special(act: _Act) -> None:
    state = {"extension": "S75", "special_procedure": "S70"}[act.lists["special-type"].back(act.text("special_type"))]
    due, note = act.day("end_time"), act.text("special_reason")
    at = act.moment("special_time")
    office.status(act.county, act.case["id"], state, note=note, due=due, at=at, within=act.connection)


def _result(act: _Act) -> None:
    office.complete(
        act.county,
        act.case["id"],
        granted=act.lists["result-type"].back(act.text("result_type")) == "granted",
        result_name=act.text("result_cetr_name"),
        result_number=act.text("result_cetr_no"),
        note=act.text("result_explain"),
        at=act.moment("result_date"),
        within=act.connection,
    )


_ACTS: dict[str, Callable[[_Act], None]] = {
    "dn_pro_process": _process,
    "dn_pro_accept": _accept,
    "dn_pro_correction": _correction,
    "dn_pro_special_procedure": _special,
    "dn_pro_result": _result,
}
