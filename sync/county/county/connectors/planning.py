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
            clock = _Clock(connection, county, settings.name)
            for station, case in some:
                facts = facts_of(connection, settings.name, station, case)
                leave = case == leave_out
                done, stuck = _plan_case(connection, settings.name, case, facts, lists, items, clock, leave=leave)
                rows, waiting = rows + done, waiting + stuck
            clock.keep(connection)
    return Planned(rows, waiting)


class _Clock:
    """Gives each row its ``cd_time``, later than any before, and the batch of this transaction its number."""

    def __init__(self, connection: Connection, county: County, name: str) -> None:
        row = connection.execute(select(connectors).where(connectors.c.name == name)).mappings().one()
        self.name = name
        self.now = county.moment()
        wall = county.now().astimezone(UTC).astimezone(CHINA).replace(tzinfo=None)
        last = datetime.fromisoformat(row["last_time"]) if row["last_time"] else datetime.min  # noqa: DTZ901 - wall time
        self._last = max(wall.replace(microsecond=wall.microsecond // 1000 * 1000), last)
        self._number = row["batches"] + 1
        self._used = False
        self.batch = f"WD{wall:%Y%m%d}{self._number:08d}"

    def tick(self) -> datetime:
        """The time of the next row."""
        self._used = True
        self._last += _TICK
        return self._last

    def keep(self, connection: Connection) -> None:
        """Remember how far it went."""
        if self._used:
            values = {"batches": self._number, "last_time": self._last.isoformat(timespec="milliseconds")}
            connection.execute(update(connectors).where(connectors.c.name == self.name).values(**values))


def _plan_case(
    connection: Connection,
    connector: str,
    case: str,
    facts: Sequence[Fact],
    lists: Mapping[str, CodeList],
    items: Items,
    clock: _Clock,
    *,
    leave: bool,
) -> tuple[int, bool]:
    """Rows planned, and whether the case waits."""
    known = connection.execute(select(cases).where(cases.c.id == case)).mappings().first()
    planned = 0
    for fact, rows, reason in _rows_in_order(facts, known, lists, items, _last_result(connection, connector, case)):
        if reason and not leave:
            _wait(connection, connector, case, reason, clock.now)
            return planned, True
        for row in rows:
            _remember(connection, connector, case, row, clock)
        planned += len(rows)
        _remember_fact(connection, connector, fact)
    own = (handed_waiting.c.connector == connector) & (handed_waiting.c.case_id == case)
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


def _remember(connection: Connection, connector: str, case: str, row: Row, clock: _Clock) -> None:
    same = (handed_rows.c.connector == connector) & (handed_rows.c.row_guid == row.guid)
    last = select(func.max(handed_rows.c.version)).where(same, handed_rows.c.table_name == row.table)
    at = clock.tick()
    connection.execute(
        insert(handed_rows).values(
            connector=connector,
            table_name=row.table,
            row_guid=row.guid,
            version=int(connection.execute(last).scalar() or 0) + 1,
            operation=row.operation,
            case_id=case,
            day=at.date().isoformat(),
            batch=clock.batch,
            cd_time=at.isoformat(timespec="milliseconds"),
            content=json.dumps(row.values, ensure_ascii=False, sort_keys=True),
        )
    )


def _remember_fact(connection: Connection, connector: str, fact: Fact) -> None:
    remember_fact(connection, connector, (fact.source, fact.station, fact.seq), fact.case, "ours")


def remember_fact(connection: Connection, connector: str, fact: tuple[str, str, int], case: str, whose: str) -> None:
    """Note that a fact (source, station, number) was dealt with."""
    source, station, seq = fact
    values = {"connector": connector, "source": source, "station": station, "seq": seq}
    connection.execute(insert(handed_facts).values(**values, case_id=case, whose=whose))


def _wait(connection: Connection, connector: str, case: str, reason: str, now: str) -> None:
    own = (handed_waiting.c.connector == connector) & (handed_waiting.c.case_id == case)
    if not connection.execute(update(handed_waiting).where(own).values(reason=reason)).rowcount:
        values = {"connector": connector, "case_id": case, "reason": reason, "since": now}
        connection.execute(insert(handed_waiting).values(**values))
