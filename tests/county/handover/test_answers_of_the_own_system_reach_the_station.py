"""Answers: what the county's own system writes into ``dn_*`` is done once, in order per case, and told to the station."""

from datetime import UTC, datetime, timedelta

import pytest
from own_system import NOW

OFFICIAL = "99010120261127000010"


def last(station, kind):
    return [one["body"] for one in station.feed() if one["type"] == kind][-1]


def moment(wall):
    return (wall - timedelta(hours=8)).replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@pytest.fixture
def case(filed, own, go):
    """A case that the own system registered under its number."""
    number = filed()
    go()
    own.register(number, OFFICIAL)
    assert go().answers == 1
    return number


@pytest.fixture
def state(rows):
    return lambda: rows("cases")[0]["state"]


@pytest.fixture
def refusal(rows):
    return lambda: [row["reason"] for row in rows("handed_answers") if row["state"] == "refused"]


def test_the_official_number_is_theirs_and_the_rows_that_waited_for_it_go_out(case, station, own, state):
    assert last(station, "registered")["official_number"] == OFFICIAL
    assert state() == "S30"
    assert {row["project_no"] for row in own.rows("up_pro_material")} == {OFFICIAL}


def test_the_acceptance_has_the_time_that_they_gave(case, station, own, go, state):
    at = NOW - timedelta(days=1, hours=2)
    own.accept(OFFICIAL, at, promise_date=NOW + timedelta(days=20))
    go()
    told = last(station, "status")
    assert (told["state"], told["at"], state()) == ("S50", moment(at), "S50")
    assert told["due"] == (NOW + timedelta(days=20)).date().isoformat()


def test_what_they_said_themselves_is_not_handed_back_to_them(case, own, go):
    own.accept(OFFICIAL)
    own.complete(OFFICIAL)
    go()
    go()
    assert own.rows("up_pro_accept") == own.rows("up_pro_result") == []
    assert [row["process_name"] for row in own.rows("up_pro_process")] == ["收件", "登记"]


def test_number_acceptance_and_result_may_come_in_one_go(filed, own, go, station, state):
    number = filed()
    go()
    own.accept(OFFICIAL, provisional_number=number)
    own.complete(OFFICIAL)
    assert go().answers == 2
    assert [one["type"] for one in station.feed()][-3:] == ["registered", "status", "result"]
    assert (state(), last(station, "result")["result_number"]) == ("S80", "示1号")


def test_a_result_without_an_acceptance_invents_none(case, station, own, go, state, refusal):
    own.complete(OFFICIAL)
    assert go().refused == 1
    assert state() == "S30"
    assert [one for one in station.feed() if one["type"] in ("status", "result")] == []
    assert "不能办结" in refusal()[0]
    own.accept(OFFICIAL, cd_time="2026-01-01 00:00:00")  # it comes first by its time
    assert go().answers == 2
    assert (state(), refusal()) == ("S80", [])


@pytest.mark.parametrize("at", ["", "昨天", "2026-02-30 10:00:00", NOW + timedelta(days=1)])
def test_an_acceptance_without_a_time_that_was_is_refused(case, own, go, state, refusal, at):
    own.accept(OFFICIAL, at)
    assert go().refused == 1
    assert state() == "S30"
    assert "时间" in refusal()[0]


def test_an_acceptance_in_a_process_row_is_refused(case, own, go, state, refusal):
    own.process(OFFICIAL, "受理", "通过")
    go()
    assert (state(), refusal()) == ("S30", ["受理要写进表 dn_pro_accept，带受理时间。"])


def test_accepted_with_gaps_is_its_own_state(case, own, go, state):
    own.accept(OFFICIAL, accept_kind="2")
    go()
    assert state() == "S45"


def test_a_correction_is_told_at_once_with_all_its_lines_or_not_yet(case, station, own, go, state, refusal):
    first, second = ("M1", "身份证", "看不清", "四角完整"), ("", "申请表", "没有签名", "本人签名")
    own.correct(OFFICIAL, "BZ1", first, count=2)
    assert go().refused == 1
    assert (state(), refusal()) == ("S30", ["补正告知 BZ1 共 2 条，现在有 1 条，等齐了再办。"])
    own.sql("DELETE FROM dn_pro_correction")
    own.correct(OFFICIAL, "BZ1", first, second)
    go()
    told = last(station, "correction")
    assert (told["document_number"], told["round"], state()) == ("BZ1", 1, "S40")
    assert [one["material"] for one in told["lines"]] == ["M1", ""]


@pytest.mark.parametrize(
    ("stage", "step", "kind", "ends"),
    [
        ("预审", "通过", "pre_review", "S35"),
        ("预审", "退回", "pre_review", "S35"),
        ("受理", "退回", "status", "S55"),
    ],
)
def test_stages_of_the_process_move_the_case(case, station, own, go, state, stage, step, kind, ends):
    own.process(OFFICIAL, stage, step, "说明")
    go()
    assert state() == ends
    assert "说明" in str(last(station, kind))


def test_a_case_can_be_sent_back_before_it_has_a_number(filed, own, go, station, state):
    number = filed()
    go()
    own.answer("dn_pro_process", provisional_number=number, process_name="登记", event_name="退回",
               handle_explain="不属于本县", event_end_time=NOW)  # fmt: skip
    go()
    assert (state(), last(station, "status")["note"]) == ("S28", "不属于本县")


def test_special_procedure_and_extension_follow_their_code(case, station, own, go, state):
    own.accept(OFFICIAL)
    own.process(OFFICIAL, "审查", "其他")
    until = NOW + timedelta(days=9)
    special = {"special_time": NOW, "end_time": until, "special_reason": "要鉴定"}
    own.answer("dn_pro_special_procedure", project_no=OFFICIAL, special_type="2", **special)
    own.process(OFFICIAL, "审查", "其他")
    own.answer("dn_pro_special_procedure", project_no=OFFICIAL, special_type="1", **special)
    go()
    told = [one["body"] for one in station.feed() if one["type"] == "status"]
    assert [one["state"] for one in told] == ["S50", "S60", "S70", "S60", "S75"]
    assert told[-1]["due"] == until.date().isoformat()


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("dn_pro_accept", {"accept_date": NOW, "accept_kind": "3"}, "没有代码“3”"),
        (
            "dn_pro_process",
            {"process_name": "领证", "event_name": "通过", "event_end_time": NOW},
            "没有代码“领证/通过”",
        ),
        ("dn_pro_process", {"process_name": "送达", "event_name": "通过", "event_end_time": NOW}, "由站点上报"),
        ("dn_pro_accept", {"accept_date": NOW, "accept_kind": "1", "cd_operation": "D"}, "只能新增"),
    ],
)
def test_an_unknown_code_is_refused_aloud_and_never_guessed(case, own, go, state, refusal, table, change, told):
    own.answer(table, project_no=OFFICIAL, **change)
    assert go().refused == 1
    assert told in refusal()[0]
    assert state() == "S30"


def test_an_answer_about_an_unknown_case_is_refused(case, own, go, refusal):
    own.accept("99010120261127009990")
    own.accept(OFFICIAL, provisional_number="LS000")
    go()
    assert refusal() == ["平台没有办件 99010120261127009990。"]


def test_numbers_of_two_cases_in_one_row_are_refused(case, filed, own, go, refusal):
    own.accept(OFFICIAL, provisional_number=filed())
    go()
    assert "属于两个办件" in refusal()[0]


def test_a_number_that_another_case_has_is_refused(case, filed, own, go, refusal, rows):
    other = filed()
    own.register(other, OFFICIAL)
    go()
    assert len(refusal()) == 1
    assert {row["provisional_number"]: row["state"] for row in rows("cases")}[other] == "S25"


def test_what_cannot_be_done_holds_up_its_own_case_only(case, filed, own, go, rows):
    own.complete(OFFICIAL)  # not accepted yet
    own.process(OFFICIAL, "预审", "通过")  # waits behind it
    other = filed()
    own.accept("99010120261127000029", provisional_number=other)
    done = go()
    assert (done.answers, done.refused) == (1, 2)
    assert [row["state"] for row in rows("cases")] == ["S30", "S50"]


def test_a_repeat_does_nothing_again(case, own, go, station):
    own.accept(OFFICIAL)
    go()
    before = station.feed()
    own.sql("UPDATE dn_pro_accept SET is_sync = '0'")
    go()
    assert station.feed() == before
    assert [row["is_sync"] for row in own.rows("dn_pro_accept")] == ["1"]


def test_an_answer_that_was_done_cannot_be_changed_behind_our_back(case, own, go, station):
    own.accept(OFFICIAL)
    go()
    before = station.feed()
    own.sql("UPDATE dn_pro_accept SET is_sync = '0', accept_date = '2026-01-01 00:00:00'")
    done = go()
    assert done.refused == 1
    assert "后来又被改了" in done.troubles[0]
    assert station.feed() == before


def test_after_a_restore_of_the_county_the_answers_are_taken_again(case, own, go, county, rows, state):
    from sqlalchemy import text

    from county.database import writing
    from county.epoch import restored

    own.accept(OFFICIAL)
    go()
    with writing(county.engine) as connection:  # the backup was made before the acceptance came
        connection.execute(text("UPDATE cases SET state = 'S30'"))
        connection.execute(text("DELETE FROM handed_answers WHERE table_name = 'dn_pro_accept'"))
        restored(connection, datetime.now(UTC))
    go()
    assert state() == "S50"


def test_an_answer_that_was_taken_back_over_there_is_no_trouble_any_more(case, own, go, refusal):
    own.complete(OFFICIAL)
    go()
    assert len(refusal()) == 1
    own.sql("DELETE FROM dn_pro_result")
    go()
    assert refusal() == []
