"""The routes are those of the OpenAPI document; PostgreSQL does what SQLite does."""

import re
import threading
from pathlib import Path

import pytest
import yaml
from fastapi.routing import APIRoute

from county import blob_routes, routes
from county.office import register_all
from county.place import open_county
from county.problems import KINDS
from county.tables import EVERYWHERE, PARTITION, metadata

OPENAPI = Path(__file__).resolve().parents[2] / "sync" / "contract" / "openapi.yaml"


def test_the_platform_answers_exactly_the_calls_of_the_contract():
    documented = {
        (verb.upper(), path)
        for path, item in yaml.safe_load(OPENAPI.read_text("utf-8"))["paths"].items()
        for verb in item
        if verb != "parameters"
    }
    served = {
        (verb, route.path)
        for router in (routes.router, blob_routes.router)
        for route in router.routes
        if isinstance(route, APIRoute)
        for verb in route.methods
    }
    assert served == documented


def test_every_problem_has_its_place_in_the_contract_and_plain_chinese_words():
    readme = (OPENAPI.parent / "README.md").read_text("utf-8")
    for code, (status, title, to_do) in KINDS.items():
        assert f"`{code}`" in readme, code
        assert 400 <= status <= 500, code
        assert title.endswith("。"), code
        assert not re.search(r"[,;:!?]", title.replace("{reason}", "") + to_do), f"{code}: full-width punctuation only"


def test_sqlite_is_durable(county):
    with county.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def test_doubles_are_kept_out_by_constraints():
    unique = {
        (table.name, *sorted(column.name for column in constraint.columns))
        for table in metadata.tables.values()
        for constraint in table.constraints
        if constraint.__class__.__name__ in ("UniqueConstraint", "PrimaryKeyConstraint")
    }
    assert {
        ("events", "seq", "station"),
        ("case_events", "event_id", "station"),
        ("case_events", "case_id", "case_seq", "station"),
        ("cases", "provisional_number", "station"),
        ("cases", "official_number", "station"),
        ("evaluations", "case_id", "number", "station"),
        ("uploads", "digest", "station"),
        ("feed", "seq", "station"),
        ("claims", "value"),
    } <= unique


def test_every_key_and_unique_constraint_holds_the_partition_column_of_its_table(subtests):
    assert not EVERYWHERE & PARTITION.keys()
    for table in metadata.sorted_tables:
        if table.name not in PARTITION:  # small, or a connector's memory beside its front database
            continue
        for constraint in table.constraints:
            if constraint.__class__.__name__ in ("UniqueConstraint", "PrimaryKeyConstraint"):
                with subtests.test(msg=f"{table.name} {constraint}"):
                    assert PARTITION[table.name] in {column.name for column in constraint.columns}
        assert not any(index.unique for index in table.indexes)


class TestOnPostgres:
    @pytest.fixture
    def county(self, data, postgres_url):
        place = open_county(data, postgres_url)
        yield place
        place.close()

    def test_a_case_with_a_file_goes_through(self, county, station, rows, page):
        content = b"scan" * 5000
        sent = station.send(station.case([page(content)]), station.case(mode="phone"), station.case())
        assert [one["verdict"] for one in sent.json()["verdicts"]] == ["held", "rejected", "accepted"]
        station.upload(content)
        assert [one["verdict"] for one in station.verdicts()] == ["accepted", "rejected", "accepted"]
        assert station.send(*station.log).json()["verdicts"] == station.verdicts()
        assert len(register_all(county)) == 2
        assert [item["type"] for item in station.feed()] == ["registered", "registered"]
        assert len(rows("cases")) == 2

    def test_the_same_batch_from_many_threads_is_one_log(self, station, rows):
        batch = [station.case() for _ in range(4)]
        answers = []
        senders = [threading.Thread(target=lambda: answers.append(station.send(*batch))) for _ in range(8)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        assert {answer.content for answer in answers} == {answers[0].content}
        assert len(rows("cases")) == len(rows("events")) == 4

    def test_many_stations_at_once_do_not_wait_for_each_other_for_ever(self, new_station, rows, page):
        stations = [new_station() for _ in range(6)]
        content = b"shared" * 1000

        def work(station, number):
            provisional = f"LS99010100100126112201{number:04d}K"
            station.send(station.case([page(content)], provisional_number=provisional))
            station.upload(content)

        workers = [threading.Thread(target=work, args=(one, number)) for number, one in enumerate(stations)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert [one.verdicts()[0]["verdict"] for one in stations] == ["accepted"] * 6
        assert len(rows("cases")) == 6
