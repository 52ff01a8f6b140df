"""日对账: client = platform = front database; every planted difference is found and named."""

import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from county import office
from county.__main__ import main
from county.connectors.reconcile import reconcile, sentences
from county.database import writing
from county.place import CHINA
from county.tables import events, stations


@pytest.fixture
def day(registered, filed, county, go, own):
    """A day with three cases, one of them to the end; gives the day."""
    number, _ = registered()
    office.status(county, number, "S50")
    office.complete(county, number, granted=True, result_name="备案表")
    registered()
    filed()
    go()
    return county.today()


@pytest.fixture
def found(county, settings, day):
    """Kinds and places of the differences."""
    return lambda: [(one["where"], one["kind"]) for one in reconcile(county, [settings], day)["differences"]]


@pytest.fixture
def change(county):
    """Damage the platform's own database."""

    def do(statement):
        with writing(county.engine) as connection:
            connection.execute(text(statement))

    return do


def test_a_day_that_agrees_says_so_with_its_numbers(county, settings, day, station, own):
    report = reconcile(county, [settings], day)
    assert report["equal"]
    assert (report["client"]["events"], report["client"]["cases"]) == (3, 3)
    (own_log,) = report["client"]["stations"]
    assert (own_log["station"], own_log["from"], own_log["to"], own_log["received_to"]) == (station.number, 1, 3, 3)
    assert report["platform"] == {"events": 3, "accepted": 3, "held": 0, "rejected": 0, "tombstone": 0}
    (side,) = report["fronts"]
    assert (side["events"], side["rows"], side["there"]) == (3, 14, 14)
    assert sentences(report)[0] == f"{day} 对账：三方一致。"


def test_held_and_rejected_reports_are_told_and_are_no_difference(county, settings, day, station, page):
    station.send(station.case([page(b"never")]), station.case(mode="phone"))
    report = reconcile(county, [settings], day)
    assert report["equal"]
    assert (report["platform"]["held"], report["platform"]["rejected"]) == (1, 1)


def test_rows_that_were_fetched_and_cleaned_away_are_no_difference(county, settings, day, own, go):
    own.fetch()
    go()
    own.sql("DELETE FROM up_pro_process")
    report = reconcile(county, [settings], day)
    assert report["equal"]
    assert report["fronts"][0]["cleaned"] == 5


def test_another_day_is_another_day(county, settings, day):
    report = reconcile(county, [settings], "2026-01-01")
    assert (report["equal"], report["client"]["events"], report["fronts"][0]["rows"]) == (True, 0, 0)


class TestBetweenPlatformAndFront:
    def test_a_missing_row(self, own, found):
        own.sql("DELETE FROM up_pro_accept")
        assert found() == [("front", "missing")]

    def test_a_double_row_under_another_identity(self, own, found):
        (row,) = own.rows("up_pro_accept")
        own.answer("up_pro_accept", **{**row, "row_guid": "copy", "data_source": "133"})
        assert found() == [("front", "double")]

    def test_a_double_row_where_the_constraint_was_taken_away(self, own, found):
        own.sql("CREATE TABLE other AS SELECT * FROM up_pro_result")
        own.sql("DROP TABLE up_pro_result")
        own.sql("ALTER TABLE other RENAME TO up_pro_result")
        own.sql("INSERT INTO up_pro_result SELECT * FROM up_pro_result")
        assert found() == [("front", "double")]

    @pytest.mark.parametrize(
        ("table", "column", "value"),
        [
            ("up_pro_accept", "accept_date", "2026-11-01 00:00:00.000000"),
            ("up_pro_accept", "applyer_name", "张改样"),
            ("up_pro_result", "satisfaction", "5"),
            ("up_pro_result", "satisfaction", "x"),
            ("up_pro_material", "get_num", 7),
            ("up_pro_material", "data_source", "134"),
            ("up_pro_process", "event_end_time", "昨天"),
            ("wd_pro_event", "content", "{}"),
            ("wd_pro_event", "case_order", 9),
        ],
    )
    def test_a_changed_field(self, own, found, table, column, value):
        (row, *_) = own.rows(table)
        own.sql(f"UPDATE {table} SET {column} = ? WHERE row_guid = ?", value, row["row_guid"])
        assert found() == [("front", "changed")]

    def test_a_row_for_an_unknown_case(self, own, found):
        (row,) = own.rows("up_pro_accept")
        other = {"row_guid": "strange", "project_no": "99010120261127999990", "data_source": "133"}
        own.answer("up_pro_accept", **{**row, **other})
        assert found() == [("front", "unknown-case")]

    def test_a_row_of_a_known_case_that_nobody_handed_over(self, own, found):
        (row,) = own.rows("up_pro_accept")
        own.answer("up_pro_accept", **{**row, "row_guid": "more", "data_source": "133", "address": "别处"})
        assert found() == [("front", "extra")]

    def test_rows_of_other_sources_are_not_ours_to_judge(self, own, found):
        (row,) = own.rows("up_pro_accept")
        own.answer("up_pro_accept", **{**row, "row_guid": "theirs", "data_source": "900"})
        assert found() == []

    def test_an_event_that_was_not_handed_over_yet(self, filed, found):
        filed()
        assert found() == [("front", "not-handed-over")]

    def test_a_case_that_waits_says_why(self, registered, county, go, settings, day):
        number, _ = registered(item_version=9)
        office.status(county, number, "S50")
        go()
        (only,) = reconcile(county, [settings], day)["differences"]
        assert (only["kind"], "事项库里没有事项" in only["sentence"]) == ("waiting", True)

    def test_an_answer_that_cannot_be_done(self, own, go, found):
        own.accept("99010120261127999990")
        go()
        assert found() == [("front", "answer-refused")]

    def test_a_front_database_that_is_away(self, county, found, connect, settings, day, tmp_path):
        (tmp_path / "front.db").write_bytes(b"no database at all" * 100)
        assert found() == [("front", "away")]


class TestBetweenClientAndPlatform:
    WHERE = "client-platform"

    def test_a_case_that_is_missing_in_the_register(self, change, found, rows):
        case = rows("cases")[2]["id"]
        change("PRAGMA foreign_keys = OFF")
        change(f"DELETE FROM cases WHERE id = '{case}'")
        assert found() == [(self.WHERE, "missing")]

    def test_an_event_that_is_missing_in_its_case(self, change, found):
        change("DELETE FROM case_events WHERE seq = 2")
        assert (self.WHERE, "missing") in found()

    @pytest.mark.parametrize("column", ["item_code", "item_name", "mode", "received_at"])
    def test_a_changed_field_of_the_register(self, change, found, column):
        change(f"UPDATE cases SET {column} = 'x' WHERE received_event IN (SELECT id FROM events WHERE seq = 3)")
        assert found() == [(self.WHERE, "changed")]

    def test_another_applicant(self, change, found, rows):
        applicant = json.loads(rows("cases")[0]["applicant"]) | {"name": "张改样"}
        change(f"UPDATE cases SET applicant = '{json.dumps(applicant)}' WHERE id = '{rows('cases')[0]['id']}'")
        assert found() == [(self.WHERE, "changed")]

    def test_a_case_that_no_station_reported(self, change, found, rows, county):
        columns = ", ".join(name for name in rows("cases")[0] if name not in ("id", "provisional_number"))
        columns = columns.replace("official_number, ", "").replace("received_event, ", "")
        change(
            f"INSERT INTO cases (id, provisional_number, received_event, {columns}) "
            f"SELECT 'made-up', 'LS1', 'none', {columns} FROM cases LIMIT 1"
        )
        assert found() == [(self.WHERE, "unknown-case")]

    def test_a_report_that_was_changed_after_the_station_signed_it(self, change, found):
        change("UPDATE events SET text = replace(text, '张样例', '张改例') WHERE seq = 1")
        assert (self.WHERE, "log") in found()

    def test_a_report_that_was_taken_out_of_the_log(self, change, found):
        change("DELETE FROM events WHERE seq = 2")
        assert (self.WHERE, "log") in found()

    def test_marks_that_do_not_fit_the_log(self, county, found):
        with writing(county.engine) as connection:
            connection.execute(stations.update().values(received_to=9))
        assert found() == [(self.WHERE, "marks")]


class TestWhatAStationHolds:
    def test_reports_it_told_of_and_did_not_send_are_a_difference_until_they_are_here(
        self, county, settings, day, station, found, page
    ):
        station.call("GET", "/v1/uplink?head=4")
        (one,) = reconcile(county, [settings], day)["differences"]
        assert one["kind"] == "held-back"
        assert "还有 1 条没有报上来" in one["sentence"]
        station.send(station.case([page(b"never")]))
        assert found() == []

    def test_what_it_says_later_on_the_same_day_holds(self, day, station, found):
        station.call("GET", "/v1/uplink?head=4")
        station.call("GET", "/v1/uplink?head=3")
        assert found() == []

    def test_a_station_that_was_silent_all_day_is_named_and_is_no_difference(self, county, settings, day, station):
        with writing(county.engine) as connection:
            connection.execute(events.update().values(stored_at="2026-01-01T00:00:00.000000Z"))
        report = reconcile(county, [settings], "2026-11-20")
        assert report["client"]["silent"] == []  # not enrolled yet
        report = reconcile(county, [settings], day)
        assert report["client"]["silent"] == [station.number]
        assert any("那天没有联系的站点 1 个" in one for one in sentences(report))

    def test_a_head_that_is_no_number_is_refused(self, station):
        assert station.call("GET", "/v1/uplink?head=-1").status_code == 400


class TestTheCommand:
    def run(self, data, capsys, *line):
        capsys.readouterr()
        status = main(["--data", str(data), *line])
        return status, capsys.readouterr().out

    def test_agreement_ends_with_0_and_difference_with_4(self, data, own, day, capsys):
        status, out = self.run(data, capsys, "--json", "reconcile", "--day", day)
        assert (status, json.loads(out)["equal"]) == (0, True)
        own.sql("DELETE FROM up_pro_accept")
        status, out = self.run(data, capsys, "--json", "reconcile", "--day", day)
        assert (status, json.loads(out)["differences"][0]["kind"]) == (4, "missing")

    def test_without_a_day_it_is_yesterday(self, data, own, county, capsys):
        before = datetime.now(CHINA).date()
        status, out = self.run(data, capsys, "--json", "reconcile")
        after = datetime.now(CHINA).date()
        assert status == 0
        assert json.loads(out)["day"] in {(one - timedelta(days=1)).isoformat() for one in (before, after)}

    def test_people_read_plain_chinese(self, data, own, day, capsys):
        own.sql("DELETE FROM up_pro_accept")
        status, out = self.run(data, capsys, "reconcile", "--day", day)
        assert status == 4
        first, *_, last = out.splitlines()
        assert first == f"{day} 对账：有 1 处不一致。"
        assert last.startswith("  不一致：表 up_pro_accept 里没有行 ")
