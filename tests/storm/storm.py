"""``./dev storm``: hundreds of stations come back at once after an outage of three days.

A PostgreSQL of our own (durable commits), the county as it is really run, and stations with the real engine,
all on this machine. First the same bytes go into a bare table of the same database; then the county is started
and all stations come back in the same moment. Reported: events per second and their ratio to the bare
insert, per station the time until all its text is safe, memory of the workers, and whether what the county holds is
exactly what the stations wrote.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select
from stations import Known, Told, serve_orders
from watching import Watch

import postgres
from county.canonical import to_base64url
from county.enrolment import enrol, issue_code
from county.office import notice
from county.packs import newest_index
from county.place import County, open_county
from county.tables import cases, events, stations
from county_process import CountyProcess

LONGEST_TO_MEDIAN = 3.0
"""No station may need more than this many times what the middle one needs."""
PER_PROCESS = 300


@dataclass(frozen=True)
class Storm:
    """What came of one storm. Times in seconds, memory in MB."""

    workers: int
    stations: int
    cases: int
    seconds: float
    events_per_second: float
    raw_per_second: float
    p50: float
    p95: float
    p99: float
    slowest: float
    turned_away: int
    troubles: dict[str, int]
    worker_mb: float
    county_cpu: float
    postgres_cpu: float
    text_mb: float
    stored_per_event: float
    """Bytes of the database, indexes and all, for each event."""
    whole: bool

    @property
    def slowest_to_median(self) -> float:
        """How much longer the last station needed than the middle one."""
        return self.slowest / self.p50

    @property
    def to_raw(self) -> float:
        """How many times faster the bare insert of the same bytes was."""
        return self.raw_per_second / self.events_per_second

    @property
    def fair(self) -> bool:
        """Did no station starve, and is everything there once?"""
        return self.whole and self.slowest_to_median <= LONGEST_TO_MEDIAN


def enrolled(county: County, count: int) -> list[Known]:
    """Stations known to the county, before the outage."""
    found = []
    for place in range(count):
        region = f"990101{1 + place // 99:03d}{1 + place % 99:03d}"
        site = {"name": f"{place}村便民服务室", "region": region, "kind": "village", "agency": "石桥镇便民服务中心"}
        site |= {"receives_for": "applicant", "window": "1", "hotline": "12345", "entrance": "", "query_ways": ""}
        key = Ed25519PrivateKey.generate()
        request = {
            "code": issue_code(county, site),
            "public_key": to_base64url(key.public_key().public_bytes_raw()),
            "device_name": "风暴",
            "software": "storm",
        }
        _, answer = enrol(county, request)
        record = {name: answer[name] for name in ("station", "device", "site")}
        record["county_keys"] = {one["kid"]: one["public_key"] for one in answer["county_keys"]}
        found.append(Known(answer["station"], region, answer["device"], key.private_bytes_raw(), record))
    return found


def _ended_at_once(process: BaseProcess) -> Callable[..., None]:
    """For the way out: when something went wrong nobody waits for the stations to be done."""
    return lambda kind, *_: process.terminate() if kind is not None else None


class Fleets:
    """The processes of stations."""

    def __init__(self, known: list[Known], count: int, held: ExitStack) -> None:
        self._orders: list[Connection] = []
        fresh = multiprocessing.get_context("spawn")
        size = max(1, min(PER_PROCESS, (len(known) + 1) // 2))
        for start in range(0, len(known), size):
            ours, theirs = fresh.Pipe()
            process = fresh.Process(target=serve_orders, args=(theirs, known[start : start + size], count))
            process.start()
            held.callback(process.join)
            held.push(_ended_at_once(process))
            held.callback(ours.send, ("end",))
            self._orders.append(ours)
        self.stations = len(known)
        self.bytes = sum(one.recv() for one in self._orders)

    def all(self, *order: Any) -> list[Any]:
        """Give an order to all at once; their answers."""
        for one in self._orders:
            one.send(order)
        return [one.recv() for one in self._orders]


def raw_seconds(fleets: Fleets, cluster: postgres.Cluster) -> float:
    """How long a bare insert of all texts takes."""
    conninfo = f"host={cluster.folder} user={postgres.OWNER} dbname=bare"
    cluster.new_database("bare")
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE raw (station text, seq bigint, text text NOT NULL, PRIMARY KEY (station, seq))"
        )
        began = time.monotonic()
        fleets.all("raw", conninfo)
        seconds = time.monotonic() - began
    cluster.drop(cluster.url("bare"))
    return seconds


def storms(workers: Sequence[int], station_count: int, case_count: int) -> Iterator[Storm]:
    """A storm for each number of workers: the same stations with the same logs, each time on a database of its own."""
    with ExitStack() as held:
        folder = postgres.temporary_folder()
        held.callback(shutil.rmtree, folder)
        data = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="storm-county-"))) / "county"
        cluster = held.enter_context(postgres.Cluster(folder))
        before = cluster.new_database("before")
        with closing(open_county(data, before)) as county:
            known = enrolled(county, station_count)
        fleets = Fleets(known, case_count, held)
        for count in workers:
            url = cluster.new_database(like="before")
            yield _storm(count, case_count, data, cluster, url, fleets)
            cluster.drop(url)


def _storm(workers: int, case_count: int, data: Path, cluster: postgres.Cluster, url: str, fleets: Fleets) -> Storm:
    with ExitStack() as held:
        county = held.enter_context(closing(open_county(data, url)))
        bare = raw_seconds(fleets, cluster)
        process = held.enter_context(CountyProcess(data, url, workers=workers))
        process.wait_until_ready()
        cursors, in_use = _before_the_outage(county)
        notice(county, "系统已恢复", "请照常办理。")
        with Watch(process.worker_ids(), cluster) as watch:
            told = [one for part in fleets.all("storm", process.url, cursors, in_use) for one in part]
        if len(told) != fleets.stations:
            raise RuntimeError(f"{fleets.stations - len(told)} stations fell over: see above")
        size = fleets.bytes, _database_size(county)
        return _result(workers, case_count, told, watch, bare, size, _is_whole(county, told, case_count))


def _before_the_outage(county: County) -> tuple[dict[str, int], dict[str, Any]]:
    """What every station had heard before the line went: its feed so far, and the keys."""
    with county.engine.connect() as connection:
        rows = connection.execute(select(stations.c.number, stations.c.feed_last)).all()
    return {row.number: row.feed_last for row in rows}, {
        "keys": {"version": newest_index(county, "keys")["version"], "parts": {}}
    }


def _database_size(county: County) -> int:
    with county.engine.connect() as connection:
        return int(connection.execute(select(func.pg_database_size(func.current_database()))).scalar_one())


def _is_whole(county: County, told: list[Told], case_count: int) -> bool:
    """Does the county hold each event of each station once, accepted, with its case?"""
    with county.engine.connect() as connection:
        per_station = connection.execute(
            select(events.c.station, func.count(), func.max(events.c.seq))
            .where(events.c.verdict == "accepted")
            .group_by(events.c.station)
        ).all()
        case_rows = connection.execute(select(func.count()).select_from(cases)).scalar_one()
    complete = {row[0] for row in per_station if row[1] == row[2] == case_count}
    return complete == {one.number for one in told} and case_rows == len(told) * case_count


def _result(
    workers: int, case_count: int, told: list[Told], watch: Watch, bare: float, size: tuple[int, int], whole: bool
) -> Storm:
    times = sorted(one.safe_after for one in told)
    count = len(told) * case_count
    cut = statistics.quantiles(times, n=100, method="inclusive")
    troubles: dict[str, int] = {}
    for one in told:
        for code in one.troubles:
            troubles[code] = troubles.get(code, 0) + 1
    return Storm(
        workers=workers,
        stations=len(told),
        cases=case_count,
        seconds=times[-1],
        events_per_second=count / times[-1],
        raw_per_second=count / bare,
        p50=cut[49],
        p95=cut[94],
        p99=cut[98],
        slowest=times[-1],
        turned_away=sum(one.turned_away for one in told),
        troubles=troubles,
        worker_mb=watch.worker_mb,
        county_cpu=watch.county_cpu,
        postgres_cpu=watch.postgres_cpu,
        text_mb=size[0] / 1e6,
        stored_per_event=size[1] / count,
        whole=whole,
    )


def table(found: list[Storm]) -> str:
    """For people."""
    lines = [
        "| workers | events/s | bare insert of the same bytes | ratio | p50 | p95 | p99 | slowest | slowest ÷ median | turned away | memory a worker |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in found:
        times = " | ".join(f"{value:.1f} s" for value in (one.p50, one.p95, one.p99, one.slowest))
        lines.append(
            f"| {one.workers} | {one.events_per_second:,.0f} | {one.raw_per_second:,.0f}/s | {one.to_raw:.1f} | {times}"
            f" | {one.slowest_to_median:.2f} | {one.turned_away}× | {one.worker_mb:.0f} MB |"
        )
    return "\n".join(lines)


def main() -> int:
    """Raise the storms, print the table, keep the JSON; 1 where a station starved or something is missing."""
    parser = argparse.ArgumentParser(prog="./dev storm", description=__doc__.splitlines()[0])
    parser.add_argument("--stations", type=int, default=600)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="one storm for each number")
    parser.add_argument("--into", type=Path, default=Path("build/storm.json"))
    line = parser.parse_args()
    found = list(storms(line.workers, line.stations, line.cases))
    print(table(found))
    for one in found:
        print(
            f"{one.workers} workers: {one.stations} stations × {one.cases} cases, {one.text_mb:.0f} MB of text in "
            f"{one.seconds:.0f} s; {'every event there once' if one.whole else 'NOT WHOLE'}; CPU seconds: county "
            f"{one.county_cpu:.0f}, PostgreSQL {one.postgres_cpu:.0f}; {one.stored_per_event:.0f} bytes of database an event; stations that met a trouble: {one.troubles or 'none'}"
        )
    line.into.parent.mkdir(parents=True, exist_ok=True)
    told = [asdict(one) | {"slowest_to_median": one.slowest_to_median, "to_raw": one.to_raw} for one in found]
    line.into.write_text(json.dumps(told, indent=2))
    return 0 if all(one.fair for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
