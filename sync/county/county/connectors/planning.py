"""Planning: new facts become rows in the platform's own memory, in one transaction, before anything is written out.

A kill at any moment therefore leaves either no row or the same row: what was planned is written word for word,
again if need be, with the same identity, batch and time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from county.connectors.codes import CodeList, UnknownCode
from county.connectors.facts import Fact, cases_with_news, facts_of
from county.connectors.items import Items
from county.connectors.rows import Case, Lacking, Row, event_row, national_rows
from county.connectors.settings import Settings, lock
from county.connectors.tables import connectors, handed_facts, handed_rows, handed_waiting
from county.database import reading, writing
from county.feed import lock_stations
from county.place import CHINA, County
from county.tables import cases

CASES_AT_ONCE = 100
"""Cases planned in one transaction."""

_CHANGES = {"case.delivered", "case.evaluated"}
"""What changes a result that was handed over before."""

_TICK = timedelta(milliseconds=1)
"""Two rows are at least this far apart, so that their times tell their order in every database."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a round of planning did."""

    rows: int
    waiting: int


def plan(county: County, settings: Settings, leave_out: str = "") -> Planned:
    """Plan everything that is new for this connector.

    ``leave_out`` names a case that waits: what cannot be made of it is left out this once, by a person's decision.
    """
    with reading(county.engine) as connection:
        news = cases_with_news(connection, settings.name)
    items, lists = Items(county), settings.lists()
    rows = waiting = 0
    for start in range(0, len(news), CASES_AT_ONCE):
        some = news[start : start + CASES_AT_ONCE]
        with writing(county.engine) as connection:
            lock(connection, settings.name)
            lock_stations(connection, {station for station, _ in some})  # nothing new comes in between the reads
            page = _Page(connection, county, settings.name)
            for station, case in some:
                facts = facts_of(connection, settings.name, station, case)
                leave = case == leave_out
                done, stuck = _plan_case(connection, page, case, facts, lists, items, leave=leave)
                rows, waiting = rows + done, waiting + stuck
            page.write(connection)
    return Planned(rows, waiting)


class _Page:
    """What one transaction plans: rows and facts, written together at its end, one batch.

    Gives each row its ``cd_time``, later than any before.
    """

    def __init__(self, connection: Connection, county: County, name: str) -> None:
        row = connection.execute(select(connectors).where(connectors.c.name == name)).mappings().one()
        waiting = select(handed_waiting.c.case_id).where(handed_waiting.c.connector == name)
        self.name = name
        self.now = county.moment()
        self.waiting = set(connection.execute(waiting).scalars())
        wall = county.now().astimezone(UTC).astimezone(CHINA).replace(tzinfo=None)
        last = datetime.fromisoformat(row["last_time"]) if row["last_time"] else datetime.min  # noqa: DTZ901 - wall time
        self._last = max(wall.replace(microsecond=wall.microsecond // 1000 * 1000), last)
        self._number = row["batches"] + 1
        self._batch = f"WD{wall:%Y%m%d}{self._number:08d}"
        self._rows: list[dict[str, str | int]] = []
        self._facts: list[dict[str, str | int]] = []

    def add(self, connection: Connection, case: str, row: Row) -> None:
        """Plan a row."""
        self._last += _TICK
        self._rows.append(
            {
                "connector": self.name,
                "table_name": row.table,
                "row_guid": row.guid,
                "version": 1 if row.operation == "I" else self._versions(connection, row) + 1,
                "operation": row.operation,
                "case_id": case,
                "day": self._last.date().isoformat(),
                "batch": self._batch,
                "cd_time": self._last.isoformat(timespec="milliseconds"),
                "content": json.dumps(row.values, ensure_ascii=False, sort_keys=True),
            }
        )

    def _versions(self, connection: Connection, row: Row) -> int:
        same = (handed_rows.c.connector == self.name) & (handed_rows.c.row_guid == row.guid)
        last = select(func.max(handed_rows.c.version)).where(same, handed_rows.c.table_name == row.table)
        here = [int(one["version"]) for one in self._rows if one["row_guid"] == row.guid]
        return max(here, default=int(connection.execute(last).scalar() or 0))

    def done(self, fact: Fact) -> None:
        """Note that a fact was dealt with."""
        self._facts.append(_known_fact(self.name, (fact.source, fact.station, fact.seq), fact.case, "ours"))

    def write(self, connection: Connection) -> None:
        """Put it all into the memory."""
        if self._facts:
            connection.execute(insert(handed_facts), self._facts)
        if self._rows:
            connection.execute(insert(handed_rows), self._rows)
            values = {"batches": self._number, "last_time": self._last.isoformat(timespec="milliseconds")}
            connection.execute(update(connectors).where(connectors.c.name == self.name).values(**values))


def _plan_case(
    connection: Connection,
    page: _Page,
    case: str,
    facts: Sequence[Fact],
    lists: Mapping[str, CodeList],
    items: Items,
    *,
    leave: bool,
) -> tuple[int, bool]:
    """Rows planned, and whether the case waits."""
    known = connection.execute(select(cases).where(cases.c.id == case)).mappings().first()
    changes = any(one.type in _CHANGES and not one.known for one in facts)
    result = _last_result(connection, page.name, case) if changes else None
    planned = 0
    for fact, rows, reason in _rows_in_order(facts, known, lists, items, result):
        if reason and not leave:
            _wait(connection, page.name, case, reason, page.now)
            return planned, True
        for row in rows:
            page.add(connection, case, row)
        planned += len(rows)
        page.done(fact)
    if case in page.waiting:
        own = (handed_waiting.c.connector == page.name) & (handed_waiting.c.case_id == case)
        connection.execute(delete(handed_waiting).where(own))
    return planned, False


def _rows_in_order(
    facts: Sequence[Fact],
    known: RowMapping | None,
    lists: Mapping[str, CodeList],
    items: Items,
    result: dict[str, str | int | None] | None,
) -> Iterator[tuple[Fact, list[Row], str]]:
    """Each new fact with its rows, and the reason why some could not be made."""
    case = Case(known["id"], known["provisional_number"], lists, result=result) if known is not None else None
    before: list[Fact] = []
    for fact in facts:
        if case is None:  # its receiving was rejected: there is nothing to hand over
            yield fact, [], ""
            continue
        if fact.type == "case.received":
            case.received = fact.body["case"]
            case.item = items.find(case.received["item_code"], case.received["item_version"])
        earlier = [*before] if fact.type == "registered" and not case.number else []
        if fact.type == "registered":
            case.number = fact.body["official_number"]
        before.append(fact)
        if fact.known:
            continue
        rows: list[Row] = []
        reason = ""
        try:
            rows += [event_row(fact, case)] if fact.source == "event" else []
            for one in (*earlier, fact):
                if case.number and one.whose == "ours":
                    rows += national_rows(one, case)
        except (Lacking, UnknownCode) as lacking:
            reason = str(lacking)
        yield fact, rows, reason


def _last_result(connection: Connection, connector: str, case: str) -> dict[str, str | int | None] | None:
    own = (handed_rows.c.connector == connector) & (handed_rows.c.case_id == case)
    wanted = select(handed_rows).where(own, handed_rows.c.table_name == "up_pro_result")
    row = connection.execute(wanted.order_by(handed_rows.c.id.desc()).limit(1)).mappings().first()
    return None if row is None else {**json.loads(row["content"]), "row_guid": row["row_guid"]}


def remember_fact(connection: Connection, connector: str, fact: tuple[str, str, int], case: str, whose: str) -> None:
    """Note that a fact (source, station, number) was dealt with."""
    connection.execute(insert(handed_facts).values(**_known_fact(connector, fact, case, whose)))


def _known_fact(connector: str, fact: tuple[str, str, int], case: str, whose: str) -> dict[str, str | int]:
    source, station, seq = fact
    named: dict[str, str | int] = {"connector": connector, "source": source, "station": station, "seq": seq}
    return named | {"case_id": case, "whose": whose}


def _wait(connection: Connection, connector: str, case: str, reason: str, now: str) -> None:
    own = (handed_waiting.c.connector == connector) & (handed_waiting.c.case_id == case)
    if not connection.execute(update(handed_waiting).where(own).values(reason=reason)).rowcount:
        values = {"connector": connector, "case_id": case, "reason": reason, "since": now}
        connection.execute(insert(handed_waiting).values(**values))
