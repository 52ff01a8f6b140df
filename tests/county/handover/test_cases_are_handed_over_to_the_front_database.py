"""Front database: each accepted event once, in order per case; national rows as soon as they can be true."""

import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import create_engine

from county import office
from county.connectors.exchange_tables import CODES, EXCHANGE, exchange_tables
from county.connectors.front import NotReachable
from county.connectors.front_database import FrontDatabase
from county.connectors.handover import hand_over
from county.connectors.settings import NotConnected, Settings

NATIONAL = {
    "up_pro_accept": """project_no catalog_code local_catalog_code task_code local_task_code task_handle_item task_name
        task_version project_name project_type applyer_name applyer_type applyer_page_type applyer_page_code legal
        contact_name contact_type contact_code contact_mobile address zip_code apply_type apply_date accept_date
        accept_doc_no promise_date org_code org_name handle_user_name""",
    "up_pro_process": """project_no process_name event_name handle_user_name handle_explain event_start_time
        event_end_time remark""",
    "up_pro_special_procedure": """project_no special_type special_name special_time special_reason end_time result
        special_explain applyer_user_name handle_user""",
    "up_pro_result": """project_no result_type result_date result_explain result_cetr_name result_cetr_no
        is_delivery_results handle_user_name satisfaction remark""",
    "up_pro_material": "project_no material_name get_type get_num material_attach_name remark",
}
DELIVERED = {
    "way": "mail",
    "receiver": "张样例",
    "relation": "",
    "documents": ["备案表"],
    "delivered_at": "2026-11-26T02:00:00Z",
    "id_checked": True,
    "place": "",
    "waybill": "SF1",
    "pages": [],
}
EVALUATED = {"level": "very_satisfied", "options": [], "text": "", "evaluated_at": "2026-11-26T03:00:00Z", "number": 1}


@pytest.mark.parametrize("name", NATIONAL)
def test_the_national_tables_have_exactly_the_national_fields_and_those_of_the_exchange(name):
    assert [column.name for column in exchange_tables("1-best")[name].columns] == [
        "row_guid", *NATIONAL[name].split(), *EXCHANGE[1:],
    ]  # fmt: skip


def test_a_received_case_is_handed_over_at_once_and_whole(filed, own, go, station):
    number = filed()
    assert (go().written, go().written) == (1, 0)
    (row,) = own.rows("wd_pro_event")
    event = station.log[0]
    assert json.loads(row["content"]) == event["payload"]
    assert row["row_guid"] == event["id"]
    assert (row["case_guid"], row["case_order"], row["provisional_number"]) == (event["case"], 1, number)
    assert (row["station"], row["station_order"], row["event_type"]) == (station.number, 1, "收件")
    assert row["event_time"] == "2026-11-22 09:30:00.000000"
    assert (row["cd_operation"], row["data_source"], row["is_sync"]) == ("I", "133", "0")
    assert (row["project_no"], row["applyer_page_code"]) == (None, "990101196203100025")


def test_without_an_official_number_no_national_row_goes_out(filed, own, go):
    filed()
    go()
    assert [own.rows(name) for name in NATIONAL] == [[]] * len(NATIONAL)


def test_with_the_number_everything_that_waited_for_it_goes_out_in_order(filed, own, go, county):
    number = filed()
    go()
    official = office.register(county, number)["official_number"]
    go()
    assert [(row["process_name"], row["event_name"]) for row in own.rows("up_pro_process")] == [
        ("收件", "通过"),
        ("登记", "通过"),
    ]
    materials = own.rows("up_pro_material")
    assert [(row["material_name"], row["get_type"]) for row in materials] == [("居民身份证", "3"), ("转诊单", "4")]
    assert {row["project_no"] for row in materials} == {official}


class TestAcceptance:
    """受理时间 comes from the act of accepting, or there is none."""

    def test_registered_reviewed_corrected_but_not_accepted_claims_no_acceptance(self, registered, own, go, county):
        number, _ = registered()
        office.pre_review(county, number, passed=True, opinion="齐")
        line = {"material": "M1", "name": "身份证", "defect": "看不清", "standard": "清楚"}
        office.ask_correction(county, number, [line], due="2026-12-10", how="到窗口")
        go()
        assert own.rows("up_pro_accept") == []
        assert [row for row in own.rows("up_pro_process") if row["process_name"] == "受理"] == []

    def test_the_row_carries_the_time_the_county_said_and_no_document_number(
        self, registered, own, go, county, station
    ):
        number, official = registered()
        office.status(county, number, "S50", due="2026-12-24")
        go()
        (row,) = own.rows("up_pro_accept")
        told = next(one["body"] for one in station.feed() if one["type"] == "status")
        wall = datetime.fromisoformat(told["at"]) + timedelta(hours=8)
        assert row["accept_date"] == wall.strftime("%Y-%m-%d %H:%M:%S.000000")
        assert row["apply_date"] == "2026-11-22 09:30:00.000000"
        assert (row["accept_doc_no"], row["promise_date"][:10]) == (None, "2026-12-24")
        assert (row["project_no"], row["project_type"], row["apply_type"]) == (official, "1", "1")
        assert row["task_code"] == "11990000MB2000397Y5992039004000"
        assert row["project_name"] == "关于张样例基本医疗保险异地就医备案的业务"

    def test_an_item_that_was_never_published_holds_up_its_own_case_only(
        self, registered, own, go, county, filed, rows
    ):
        other, _ = registered(item_version=7)
        office.status(county, other, "S50")
        number, official = registered()
        office.status(county, number, "S50")
        done = go()
        assert [row["project_no"] for row in own.rows("up_pro_accept")] == [official]
        assert done.waiting == 1
        assert "没有事项" in rows("handed_waiting")[0]["reason"]

    def test_what_waits_goes_on_when_the_reason_is_gone(self, registered, own, go, county, rows, publish_item):
        number, _ = registered(item_version=2)
        office.status(county, number, "S50")
        assert go().waiting == 1
        publish_item(2)
        assert go().waiting == 0
        assert len(own.rows("up_pro_accept")) == 1
        assert rows("handed_waiting") == []

    def test_a_person_may_leave_out_what_cannot_be_made(self, registered, own, go, county, rows):
        number, _ = registered()
        office.status(county, number, "S50")
        office.status(county, number, "S70", note="要鉴定")  # no end was said, and the table wants one
        office.status(county, number, "S60")
        assert go().waiting == 1
        case = rows("cases")[0]["id"]
        assert go(leave_out=case).waiting == 0
        assert own.rows("up_pro_special_procedure") == []
        assert own.rows("up_pro_process")[-1]["process_name"] == "审查"


class TestResult:
    def to_the_end(self, county, number):
        office.status(county, number, "S50")
        office.complete(county, number, granted=True, result_name="备案表", result_number="示1号")

    def test_a_change_waits_until_the_row_was_fetched_and_never_writes_over_it(self, registered, own, go, county, more):
        number, _ = registered()
        self.to_the_end(county, number)
        go()
        more(number, "case.delivered", DELIVERED)
        assert go().behind > 0
        (row,) = own.rows("up_pro_result")
        assert (row["cd_operation"], row["is_delivery_results"]) == ("I", "0")
        own.fetch()
        assert go().behind == 0
        (row,) = own.rows("up_pro_result")
        assert (row["cd_operation"], row["is_delivery_results"], row["is_sync"]) == ("U", "1", "0")

    def test_row_and_change_of_one_round_come_one_after_the_other(self, registered, own, go, county, more):
        number, _ = registered()
        self.to_the_end(county, number)
        more(number, "case.delivered", DELIVERED)
        assert go().behind > 0
        assert [row["cd_operation"] for row in own.rows("up_pro_result")] == ["I"]
        own.fetch()
        go()
        assert [row["cd_operation"] for row in own.rows("up_pro_result")] == ["U"]

    def test_a_change_of_a_row_that_was_fetched_and_cleaned_away_comes_as_a_row(
        self, registered, own, go, county, more
    ):
        number, _ = registered()
        self.to_the_end(county, number)
        go()
        own.fetch()
        go()
        own.sql("DELETE FROM up_pro_result")
        more(number, "case.delivered", DELIVERED)
        go()
        (row,) = own.rows("up_pro_result")
        assert (row["cd_operation"], row["result_cetr_no"], row["is_delivery_results"]) == ("U", "示1号", "1")

    @pytest.mark.parametrize(("scale", "best", "worst"), [("1-best", "1", "5"), ("5-best", "5", "1")])
    def test_the_level_is_written_in_the_direction_that_was_chosen_and_the_database_says_which(
        self, scale, best, worst, county, connect, registered, more
    ):
        other, own = connect("scale", scale)
        number, _ = registered()
        self.to_the_end(county, number)
        more(number, "case.delivered", DELIVERED)
        more(number, "case.evaluated", EVALUATED)
        for _ in range(3):
            hand_over(county, other)
            own.fetch()
        (row,) = own.rows("up_pro_result")
        assert row["satisfaction"] == best
        ends = own.sql(f"SELECT ours, theirs, end_of_scale FROM {CODES} WHERE end_of_scale <> ''")
        assert {(one["ours"], one["theirs"], one["end_of_scale"]) for one in ends} == {
            ("very_satisfied", best, "best"),
            ("very_dissatisfied", worst, "worst"),
        }

    def test_a_database_of_one_direction_is_never_connected_in_the_other(self, settings):
        turned = Settings("front", settings.kind, "133", "5-best", url=settings.url)
        front = FrontDatabase(turned)
        with pytest.raises(NotConnected, match="方向"):
            front.prepare(turned.lists())
        with pytest.raises(NotConnected, match="代码"):
            front.check(turned.lists())
        front.close()


def test_cd_time_rises_with_every_row_and_a_batch_is_one_round(registered, own, go, county):
    for _ in range(3):
        registered()
    go()
    all_rows = [row for name in ("wd_pro_event", "up_pro_process", "up_pro_material") for row in own.rows(name)]
    assert len({row["cd_time"] for row in all_rows}) == len(all_rows)
    assert len({row["cd_batch"] for row in all_rows}) == 1
    registered()
    go()
    assert len({row["cd_batch"] for row in own.rows("wd_pro_event")}) == 2


def test_events_of_a_case_stand_in_their_order(registered, own, go, county, more):
    number, _ = registered()
    line = {"material": "M1", "name": "身份证", "defect": "看不清", "standard": "清楚"}
    office.ask_correction(county, number, [line], due="2026-12-10", how="到窗口")
    supplement = {"round": 1, "materials": [], "form": {}, "supplemented_at": "2026-11-25T02:00:00Z", "complete": True}
    more(number, "case.supplemented", supplement)
    go()
    assert [row["process_name"] for row in own.rows("up_pro_process")] == ["收件", "登记", "补正告知", "补正"]
    assert [row["case_order"] for row in own.rows("wd_pro_event")] == [1, 2]


def test_an_event_that_waited_for_its_scan_is_handed_over_when_it_is_accepted(station, catalogue, own, go, page):
    content = b"scan" * 100
    late = station.case([page(content)])
    station.send(late, station.case())
    assert go().written == 1
    station.upload(content)
    assert go().written == 1
    assert own.rows("wd_pro_event")[-1]["row_guid"] == late["id"]


def test_held_and_rejected_events_are_not_handed_over(station, own, go, page):
    station.send(station.case([page(b"never sent")]), station.case(mode="phone"))
    assert go().planned == 0


def test_to_withdraw_a_case_that_was_rejected_hands_nothing_over(station, own, go):
    bad = station.case(mode="phone")
    gone = {"reason": "不办了", "withdrawn_at": "2026-11-22T03:00:00Z", "returned_materials": []}
    station.send(bad, station.event("case.withdrawn", bad["case"], gone))
    assert (go().planned, go().waiting) == (0, 0)


def test_a_text_that_does_not_fit_is_told_and_never_cut(registered, own, go, county, rows, publish_item):
    publish_item(2, agency="示例县医疗保障局" * 20)
    number, _ = registered(item_version=2)
    office.status(county, number, "S50")
    assert go().waiting == 1
    assert rows("handed_waiting")[0]["reason"] == "表 up_pro_accept 的“受理部门”最多 100 个字，这里有 160 个。"
    assert own.rows("up_pro_accept") == []


class TestTheFrontIsNotOurs:
    def test_away_nothing_is_lost(self, filed, go, own, settings, county, tmp_path):
        filed()
        away = Settings("front", settings.kind, "133", "1-best", url="postgresql+psycopg://127.0.0.1:1/none")
        with pytest.raises(NotReachable, match="读写不了"):
            hand_over(county, away)
        assert go().written == 1

    def test_a_table_that_could_hold_a_row_twice_is_refused(self, tmp_path):
        url = f"sqlite:///{tmp_path / 'theirs.db'}"
        engine = create_engine(url)
        with engine.begin() as connection:
            columns = ", ".join(column.name for column in exchange_tables("1-best")["up_pro_accept"].columns)
            connection.exec_driver_sql(f"CREATE TABLE up_pro_accept ({columns})")
        engine.dispose()
        front = FrontDatabase(Settings("x", "front-database", "133", "1-best", url=url))
        with pytest.raises(NotConnected, match="row_guid 没有唯一约束"):
            front.prepare(Settings("x", "front-database", "133", "1-best").lists())
        front.close()

    def test_a_table_that_lacks_a_field_is_refused_by_name(self, tmp_path):
        url = f"sqlite:///{tmp_path / 'theirs.db'}"
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE up_pro_result (row_guid TEXT PRIMARY KEY, project_no TEXT)")
        engine.dispose()
        front = FrontDatabase(Settings("x", "front-database", "133", "1-best", url=url))
        with pytest.raises(NotConnected, match="缺少字段 result_type"):
            front.prepare(Settings("x", "front-database", "133", "1-best").lists())
        front.close()

    def test_what_was_cleaned_away_is_not_written_again(self, registered, own, go):
        registered()
        go()
        own.fetch()
        go()
        for name in ("wd_pro_event", "up_pro_process", "up_pro_material"):
            own.sql(f"DELETE FROM {name} WHERE is_sync = '1'")
        assert go().written == 0
        assert own.rows("wd_pro_event") == []
