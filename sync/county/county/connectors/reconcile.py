"""Daily reconciliation (日对账): client = platform = front database, for one day on the county's wall."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from county.connectors.exchange_tables import EXCHANGE, exchange_tables
from county.connectors.front import Handed, NotReachable, Seen, columns_of, plain
from county.connectors.handover import handed, opened
from county.connectors.log_check import Difference, Log, check_logs
from county.connectors.settings import Settings
from county.connectors.tables import handed_answers, handed_facts, handed_rows, handed_waiting
from county.database import reading
from county.place import County
from county.tables import cases

_SLICE = 300


@dataclass
class Side:
    """One connector's share of the day."""

    connector: str
    rows: int = 0
    there: int = 0
    cleaned: int = 0
    """Fetched by the other side and cleaned away since: as it should be."""
    unwritten: int = 0
    fetched: int = 0
    events: int = 0
    """Accepted events of the day of which the front has, or had, the row."""
    differences: list[Difference] = field(default_factory=list)

    def differ(self, kind: str, case: str, sentence: str) -> None:
        """Note a difference between platform and front."""
        self.differences.append(Difference(self.connector, kind, case, sentence))


def reconcile(county: County, settings: list[Settings], day: str) -> dict[str, Any]:
    """Compare all three for ``day`` (ISO 8601); gives the report."""
    with reading(county.engine) as connection:
        log = check_logs(connection, day)
    sides = [_side(county, one, day, log) for one in settings]
    differences = [*log.differences, *(found for side in sides for found in side.differences)]
    accepted = len(log.accepted)
    return {
        "day": day,
        "equal": not differences,
        "client": {
            "events": sum(one["events"] for one in log.stations),
            "cases": sum(one["cases"] for one in log.stations),
            "stations": log.stations,
            "silent": log.silent,
        },
        "platform": {"events": sum(log.verdicts.values()), "accepted": accepted, **_open(log.verdicts)},
        "fronts": [{name: value for name, value in asdict(side).items() if name != "differences"} for side in sides],
        "differences": [asdict(one) for one in differences],
    }


def _open(verdicts: Counter[str]) -> dict[str, int]:
    return {name: verdicts[name] for name in ("held", "rejected", "tombstone")}


def _side(county: County, settings: Settings, day: str, log: Log) -> Side:
    side = Side(settings.name)
    with reading(county.engine) as connection:
        expected = _expected(connection, settings.name, day)
        _check_events(connection, settings.name, side, log)
        _check_open(connection, settings.name, side)
    try:
        with opened(county, settings) as front:
            seen = front.look(day, [row for row, _ in expected.values()])
            for trouble in front.troubles:
                side.differ("unreadable", "", trouble)
    except NotReachable as away:
        side.differ("away", "", str(away))
        return side
    with reading(county.engine) as connection:
        _compare(connection, settings, side, expected, seen)
    return side


_Expected = dict[tuple[str, str], tuple[Handed, RowMapping]]


def _expected(connection: Connection, connector: str, day: str) -> _Expected:
    """Each row of the day as it must stand there: its newest version that was written, or the first."""
    own = handed_rows.c.connector == connector
    of_day = select(handed_rows.c.table_name, handed_rows.c.row_guid).where(own, handed_rows.c.day == day).distinct()
    keys = {(row.table_name, row.row_guid) for row in connection.execute(of_day)}
    guids = sorted({guid for _, guid in keys})
    found: _Expected = {}
    for start in range(0, len(guids), _SLICE):
        wanted = select(handed_rows).where(own, handed_rows.c.row_guid.in_(guids[start : start + _SLICE]))
        for row in connection.execute(wanted.order_by(handed_rows.c.id)).mappings():
            key = (row["table_name"], row["row_guid"])
            if key in keys and (key not in found or row["written_at"] is not None):
                found[key] = (handed(row), row)
    return found


def _check_events(connection: Connection, connector: str, side: Side, log: Log) -> None:
    """Each accepted event of the day was handed over."""
    own = (handed_facts.c.connector == connector) & (handed_facts.c.source == "event")
    done: set[tuple[str, int]] = set()
    for one in log.stations:
        of_day = (handed_facts.c.station == one["station"]) & handed_facts.c.seq.between(one["from"], one["to"])
        done |= {(row.station, row.seq) for row in connection.execute(select(handed_facts).where(own, of_day))}
    for (station, seq), case in log.accepted.items():
        if (station, seq) in done:
            side.events += 1
        else:
            side.differ("not-handed-over", case, f"站点 {station} 第 {seq} 条上报没有移交。")


def _check_open(connection: Connection, connector: str, side: Side) -> None:
    """Cases that wait and answers that could not be done, of whatever day: they differ until they are settled."""
    waiting = select(handed_waiting).where(handed_waiting.c.connector == connector)
    for row in connection.execute(waiting).mappings():
        side.differ("waiting", row["case_id"], f"办件 {row['case_id']} 不能移交：{row['reason']}")
    refused = (handed_answers.c.connector == connector) & (handed_answers.c.state == "refused")
    for row in connection.execute(select(handed_answers).where(refused)).mappings():
        told = f"表 {row['table_name']} 的答复 {row['row_guid']} 办不了：{row['reason']}"
        side.differ("answer-refused", row["case_id"], told)


def _compare(connection: Connection, settings: Settings, side: Side, expected: _Expected, seen: list[Seen]) -> None:
    tables = exchange_tables(settings.scale)
    there: dict[tuple[str, str], list[Seen]] = {}
    for one in seen:
        there.setdefault((one.table, one.guid), []).append(one)
    for key, (row, kept) in expected.items():
        side.rows += 1
        side.fetched += kept["fetched_at"] is not None
        found = there.pop(key, [])
        versions = _newest(found)
        if versions is None:
            _absent(side, row, kept)
            continue
        side.there += 1
        if len(found) > 1 and settings.kind == "front-database":
            side.differ("double", row.case, f"表 {row.table} 的行 {row.guid} 有 {len(found)} 份。")
        must = plain(tables[row.table], columns_of(tables[row.table], row, settings.scale, settings.data_source))
        for name in _unlike(must, versions.values):
            comment = tables[row.table].columns[name].comment
            side.differ("changed", row.case, f"表 {row.table} 的行 {row.guid}“{comment}”（{name}）和移交的不一样。")
    _extra(connection, settings, side, expected, there)


def _newest(found: list[Seen]) -> Seen | None:
    return max(found, key=lambda one: one.values["cd_time"], default=None)


def _absent(side: Side, row: Handed, kept: RowMapping) -> None:
    if kept["written_at"] is None:
        side.unwritten += 1
        side.differ("unwritten", row.case, f"表 {row.table} 的行 {row.guid} 还没有写出去。")
    elif kept["fetched_at"] is not None:
        side.cleaned += 1
    else:
        side.differ("missing", row.case, f"表 {row.table} 里没有行 {row.guid}，对方也没有说取走了。")


def _unlike(must: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    return (name for name, value in must.items() if found.get(name, "") != value)


def _extra(
    connection: Connection,
    settings: Settings,
    side: Side,
    expected: _Expected,
    there: Mapping[tuple[str, str], list[Seen]],
) -> None:
    """Rows with our mark that we did not write: copies of ours, or rows of cases that nobody knows."""
    tables = exchange_tables(settings.scale)
    written = {
        (row.table, _content(plain(tables[row.table], columns_of(tables[row.table], row, settings.scale, ""))))
        for row, _ in expected.values()
    }
    for (table, guid), found in there.items():
        known = (handed_rows.c.connector == settings.name) & (handed_rows.c.table_name == table)
        if connection.execute(select(handed_rows.c.id).where(known, handed_rows.c.row_guid == guid)).first():
            continue
        number = found[0].values.get("project_no", "") or found[0].values.get("provisional_number", "")
        named = (cases.c.official_number == number) | (cases.c.provisional_number == number)
        case = connection.execute(select(cases.c.id).where(named)).scalar()
        if case is None:
            side.differ("unknown-case", "", f"表 {table} 的行 {guid} 属于平台没有的办件 {number}。")
        elif (table, _content(found[0].values)) in written:
            side.differ("double", case, f"表 {table} 的行 {guid} 和平台移交的另一行内容相同，重复了。")
        else:
            side.differ("extra", case, f"表 {table} 的行 {guid} 不是平台写的。")


def _content(values: Mapping[str, str]) -> str:
    own = {name: value for name, value in values.items() if name not in EXCHANGE}
    return json.dumps(own, ensure_ascii=False, sort_keys=True)


def sentences(report: Mapping[str, Any]) -> list[str]:
    """The report for people."""
    client, platform, count = report["client"], report["platform"], len(report["differences"])
    open_ones = f"等待 {platform['held']} 条，退回 {platform['rejected']} 条，损坏 {platform['tombstone']} 条"
    said = [
        f"{report['day']} 对账：" + (f"有 {count} 处不一致。" if count else "三方一致。"),
        f"  站点：{len(client['stations'])} 个站点上报 {client['events']} 条，其中收件 {client['cases']} 件。",
        f"  平台：保存 {platform['events']} 条，接收 {platform['accepted']} 条，{open_ones}。",
    ]
    if client["silent"]:
        names = "、".join(client["silent"])
        said.append(f"  那天没有联系的站点 {len(client['silent'])} 个（{names}）：手里有没有没报的，平台不知道。")
    for side in report["fronts"]:
        said.append(
            f"  接口 {side['connector']}：移交上报 {side['events']} 条；写出 {side['rows'] - side['unwritten']} 行，"
            f"在库 {side['there']} 行，对方取走后清理 {side['cleaned']} 行。"
        )
    return said + [f"  不一致：{one['sentence']}" for one in report["differences"]]
