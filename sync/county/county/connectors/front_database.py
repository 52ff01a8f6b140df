"""前置库: the exchange tables in a database of their own, SQLite for trying, PostgreSQL for real.

The other side fetches rows and sets ``is_sync`` to 1; we do the same with what it writes into ``dn_*``. A row
that waits to be fetched is never written over: a change of it waits, and with it what follows in that case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Table, insert, inspect, select, type_coerce, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.types import NullType

from county.connectors.codes import CodeList
from county.connectors.exchange_tables import CODES, DOWN, EVENTS, UP, exchange_tables
from county.connectors.front import Answer, Handed, NotReachable, Put, Seen, answer_of, code_rows, columns_of, plain
from county.connectors.settings import NotConnected, Settings
from county.database import insert_all_once, open_database, reading, writing

_SLICE = 300
"""Rows asked for in one query."""


class FrontDatabase:
    """One front database.

    Raises:
        NotConnected: the address is none, or of a database that is not served.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._tables = exchange_tables(settings.scale)
        self._engine = _open(settings.url)
        self.troubles: list[str] = []

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def prepare(self, lists: Mapping[str, CodeList]) -> None:
        """Make the missing tables; prove that those which are there fit; write down what the codes mean.

        Raises:
            NotConnected: a table lacks a column or may hold a row twice; another scale is in use there.
            NotReachable: no such database.
        """
        with self._writing() as connection:
            for table in self._tables.values():
                if inspect(connection).has_table(table.name):
                    _fits(connection, table)
                else:
                    table.create(connection)
            self._write_codes(connection, lists)

    def check(self, lists: Mapping[str, CodeList]) -> None:
        """Prove that the database still means what it meant when it was connected.

        Raises:
            NotConnected: tables are missing, or its codes are other ones.
        """
        with self._reading() as connection:
            missing = [name for name in self._tables if not inspect(connection).has_table(name)]
            if missing:
                raise NotConnected(f"前置库里没有表 {'、'.join(missing)}，请重新执行 connect。")
            table = self._tables[CODES]
            stored = {(r.list_name, r.ours, r.theirs) for r in connection.execute(select(table))}
        if stored != {(one["list_name"], one["ours"], one["theirs"]) for one in code_rows(lists, self._settings.scale)}:
            raise NotConnected("前置库里的代码说明（wd_code）和现在的代码表不一样，请核对后重新执行 connect。")

    def put(self, rows: Sequence[Handed]) -> Put:
        """See `Front.put`. The whole batch is one transaction: new rows a table at a time, ``cd_time`` tells their order."""
        done = Put([], [])
        stuck: set[str] = set()
        fresh: dict[str, list[dict[str, Any]]] = {}
        inserted: set[str] = set()
        with self._writing() as connection:
            for row in rows:
                table = self._tables[row.table]
                values = columns_of(table, row, self._settings.scale, self._settings.data_source)
                if row.case not in stuck and row.operation == "I":
                    fresh.setdefault(row.table, []).append(values)
                    inserted.add(row.guid)
                elif row.case in stuck or row.guid in inserted or not self._change(connection, table, values):
                    stuck.add(row.case)
                    done.waiting.append(row.id)
                    continue
                done.written.append(row.id)
            for name, new in fresh.items():
                insert_all_once(connection, self._tables[name], new)
        return done

    @staticmethod
    def _change(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
        """Change a row that was fetched; False: it was not fetched yet."""
        own = table.c.row_guid == values["row_guid"]
        there = connection.execute(select(table.c.cd_time, table.c.is_sync).where(own)).first()
        if there is None:  # fetched and cleaned away: the change comes as a row of its own
            connection.execute(insert(table).values(values))
            return True
        if there.cd_time == values["cd_time"]:
            return True
        changed = update(table).where(own, table.c.is_sync == "1").values(values)
        return connection.execute(changed).rowcount == 1

    def bring_late(self) -> int:
        """See `Front.bring_late`: no batch carries files, they are fetched from ``blobs/``."""
        return 0

    def fetched(self, rows: Sequence[Handed]) -> list[int]:
        """See `Front.fetched`."""
        found: list[int] = []
        with self._reading() as connection:
            for name in {row.table for row in rows}:
                table = self._tables[name]
                by_guid = {(row.guid, row.cd_time): row.id for row in rows if row.table == name}
                for part in _parts(sorted({guid for guid, _ in by_guid})):
                    wanted = select(table.c.row_guid, table.c.cd_time).where(
                        table.c.row_guid.in_(part), table.c.is_sync == "1"
                    )
                    for guid, at in connection.execute(wanted):
                        key = (guid, at.isoformat(timespec="milliseconds"))
                        found += [by_guid[key]] if key in by_guid else []
        return found

    def answers(self, *, all_again: bool) -> list[Answer]:
        """See `Front.answers`."""
        found: list[tuple[str, int, Answer]] = []
        with self._reading() as connection:
            for place, name in enumerate(DOWN):
                table = self._tables[name]
                for values in self._read(connection, table, None if all_again else table.c.is_sync == "0"):
                    answer = answer_of(name, values, taken=str(values["is_sync"]) == "1")
                    found.append((answer.cd_time, place, answer))
        return [answer for _, _, answer in sorted(found, key=lambda one: (one[0], one[1], one[2].guid))]

    def mark(self, answers: Iterable[Answer]) -> None:
        """See `Front.mark`."""
        with self._writing() as connection:
            for one in answers:
                table = self._tables[one.table]
                connection.execute(update(table).where(table.c.row_guid == one.guid).values(is_sync="1"))

    def look(self, day: str, rows: Sequence[Handed]) -> list[Seen]:
        """See `Front.look`."""
        first = datetime.fromisoformat(day)
        found: list[Seen] = []
        with self._reading() as connection:
            for name in (*UP, EVENTS):
                table = self._tables[name]
                own = table.c.data_source == self._settings.data_source
                of_day = own & (table.c.cd_time >= first) & (table.c.cd_time < first + timedelta(days=1))
                guids = sorted({row.guid for row in rows if row.table == name})
                wanted = [of_day, *(table.c.row_guid.in_(part) for part in _parts(guids))]
                seen: dict[tuple[str, str], dict[str, Any]] = {}
                copies: list[dict[str, Any]] = []
                for number, one in enumerate(wanted):
                    for values in self._read(connection, table, one):
                        key = (str(values["row_guid"]), str(values["cd_time"]))
                        if number and key in seen:
                            continue  # found by its day already
                        copies.append(values)
                        seen[key] = values
                found += [Seen(name, str(one["row_guid"]), plain(table, one)) for one in copies]
        return found

    @staticmethod
    def _read(connection: Connection, table: Table, where: ColumnElement[bool] | None) -> list[dict[str, Any]]:
        """Rows as the database holds them: what is wrong in one must not stop the reading of the others."""
        wanted = select(*(type_coerce(column, NullType()).label(column.name) for column in table.columns))
        wanted = wanted if where is None else wanted.where(where)
        return [dict(row) for row in connection.execute(wanted).mappings()]

    def _write_codes(self, connection: Connection, lists: Mapping[str, CodeList]) -> None:
        table = self._tables[CODES]
        ends = {(r.list_name, r.ours) for r in connection.execute(select(table).where(table.c.end_of_scale == "best"))}
        wanted = f"satisfaction-{self._settings.scale}"
        if any(name != wanted for name, _ in ends):
            raise NotConnected(f"前置库里的满意度用的是另一个方向，不能改成 {self._settings.scale}。")
        connection.execute(table.delete())
        connection.execute(insert(table), list(code_rows(lists, self._settings.scale)))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._named(), writing(self._engine) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._named(), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise NotReachable(
                f"前置库 {self._settings.name} 读写不了（{str(error.orig).splitlines()[0]}）。"
            ) from error


def _open(url: str) -> Engine:
    try:
        if make_url(url).get_backend_name() in ("sqlite", "postgresql"):
            return open_database(url)
    except (ArgumentError, ImportError) as error:
        raise NotConnected(f"数据库地址不对（{error}）。") from error
    raise NotConnected("前置库只能是 PostgreSQL，试用时可以是 SQLite；其他数据库请用文件交换。")


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _SLICE):
        yield names[start : start + _SLICE]


def _fits(connection: Connection, table: Table) -> None:
    seen = inspect(connection)
    there = {column["name"] for column in seen.get_columns(table.name)}
    missing = [column.name for column in table.columns if column.name not in there]
    if missing:
        raise NotConnected(f"前置库的表 {table.name} 缺少字段 {'、'.join(missing)}。")
    key = [column.name for column in table.primary_key.columns]
    unique = [seen.get_pk_constraint(table.name)["constrained_columns"]]
    unique += [one["column_names"] for one in seen.get_unique_constraints(table.name)]
    if key not in unique:
        raise NotConnected(f"前置库的表 {table.name} 里 {'、'.join(key)} 没有唯一约束，同一行可能进两次。")
