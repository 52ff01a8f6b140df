"""The uplink log: marks, gaps, chain, repeats, verdicts, tombstones."""

import gzip
import json
import threading

import rfc8785

from county.office import ask_correction, complete, register

LINE = {"material": "M1", "name": "身份证", "defect": "看不清", "standard": "重新扫描"}
WITHDRAWN = {"reason": "不办了", "withdrawn_at": "2026-11-22T03:00:00Z"}


def kinds(answer):
    assert answer.status_code == 200, answer.text
    return [one["verdict"] for one in answer.json()["verdicts"]]


def problem_code(answer, number=0):
    return answer.json()["verdicts"][number]["problem"]["code"]


def code_of(answer):
    return answer.status_code, answer.json()["code"]


def supplement(**changed):
    usual = {"materials": [], "form": {}, "supplemented_at": "2026-11-25T02:00:00Z", "complete": True}
    return {"round": 1, **usual, **changed}


def test_a_new_log_stands_at_zero(station):
    marks = station.call("GET", "/v1/uplink").json()
    assert (marks["received_to"], marks["safe_to"], marks["head_digest"]) == (0, 0, "0" * 64)


def test_a_batch_is_stored_judged_and_proved(station, rows):
    batch = [station.case() for _ in range(3)]
    answer = station.send(*batch)
    assert kinds(answer) == ["accepted"] * 3
    assert len({one["proof"] for one in answer.json()["verdicts"]}) == 3
    marks = station.call("GET", "/v1/uplink").json()
    assert (marks["received_to"], marks["safe_to"], marks["head_digest"]) == (3, 3, station.head)
    found = rows("cases")
    assert {row["provisional_number"] for row in found} == {
        event["payload"]["case"]["provisional_number"] for event in batch
    }
    assert {row["state"] for row in found} == {"S25"}
    assert {row["event_id"] for row in rows("case_events")} == {event["id"] for event in batch}


def test_gzip_is_taken(station):
    body = gzip.compress(json.dumps({"events": [station.case()]}).encode())
    answer = station.call(
        "POST", "/v1/uplink", data=body, headers={"Content-Encoding": "gzip", "Content-Type": "application/json"}
    )
    assert kinds(answer) == ["accepted"]


def test_a_repeat_gets_the_stored_verdicts_word_for_word_and_makes_no_second_case(station, rows):
    good, bad = station.case(), station.case(mode="phone")
    first, second = station.send(good, bad), station.send(good, bad)
    assert first.content == second.content
    assert len(rows("cases")) == 1
    assert len(rows("events")) == 2


def test_a_repeat_and_new_events_may_come_in_one_batch(station):
    first = station.case()
    assert kinds(station.send(first)) == ["accepted"]
    assert kinds(station.send(first, station.case())) == ["accepted", "accepted"]


def test_the_same_batch_from_eight_threads_at_once_is_one_log(station, rows):
    batch = [station.case() for _ in range(4)]
    answers = []
    senders = [threading.Thread(target=lambda: answers.append(station.send(*batch))) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert {answer.content for answer in answers} == {answers[0].content}
    assert kinds(answers[0]) == ["accepted"] * 4
    assert len(rows("cases")) == len(rows("events")) == 4


def test_a_gap_is_refused_with_the_expected_number_and_stores_nothing(station, rows):
    first, _second, third = station.case(), station.case(), station.case()
    answer = station.send(first, third)
    assert code_of(answer) == (409, "gap")
    assert answer.json()["expected"] == 1
    assert rows("events") == []
    assert station.call("GET", "/v1/uplink").json()["received_to"] == 0


def test_a_wrong_signature_is_refused(station, rows):
    event = {**station.case(), "actor": "002"}
    assert code_of(station.send(event)) == (422, "signature")
    assert rows("events") == []


def test_an_event_of_another_station_is_refused(station, new_station):
    assert code_of(new_station().send(station.case())) == (422, "signature")


def test_a_broken_chain_is_refused(station):
    first = station.case()
    station.head = "1" * 64
    assert code_of(station.send(first, station.case())) == (422, "chain")


def test_another_event_at_a_known_number_is_a_fork(station):
    first = station.case()
    assert kinds(station.send(first)) == ["accepted"]
    assert code_of(station.send(station.seal({**first, "actor": "003"}))) == (409, "forked")
    assert station.call("GET", "/v1/uplink").json()["received_to"] == 1


def test_a_rejected_event_does_not_block_the_next(station, rows):
    batch = [station.case(mode="phone"), station.case(), station.event("case.flown", station.log[1]["case"], {})]
    answer = station.send(*batch)
    assert kinds(answer) == ["rejected", "accepted", "rejected"]
    assert problem_code(answer) == "schema"
    problem = answer.json()["verdicts"][0]["problem"]
    assert (problem["field"], problem["field_title"]) == ("/case/mode", "收件方式")
    assert "收件方式" in problem["title"]
    assert problem_code(answer, 2) == "unknown_type"
    assert answer.json()["received_to"] == 3
    assert len(rows("cases")) == 1


def test_payloads_are_held_against_the_contract(station, subtests):
    nobody = {"name": "", "id_number": "1", "id_kind": "111", "assurance": "T"}
    wrong = {
        "a number only the county gives": {"official_number": "9901012026112200001K"},
        "nobody": {"applicant": nobody},
        "a day that does not exist": {"received_at": "2026-02-30T00:00:00Z"},
        "an unknown field": {"colour": "red"},
    }
    for name, changed in wrong.items():
        with subtests.test(msg=name):
            assert problem_code(station.send(station.case(**changed))) == "schema"


def test_files_named_by_the_payload_and_by_the_event_must_be_the_same(station, page):
    case = station.case([page(b"one")])
    station.log.pop()
    station.head = "0" * 64
    answer = station.send(station.event("case.received", case["case"], case["payload"], seq=1, case_seq=1))
    assert kinds(answer) == ["rejected"]
    assert problem_code(answer) == "blobs_mismatch"


def test_one_provisional_number_is_one_case(station):
    first = station.case()
    taken = first["payload"]["case"]["provisional_number"]
    answer = station.send(first, station.case(provisional_number=taken))
    assert kinds(answer) == ["accepted", "rejected"]
    assert problem_code(answer, 1) == "number_taken"


def test_a_case_is_received_once(station):
    first = station.case()
    answer = station.send(first, station.event("case.received", first["case"], first["payload"]))
    assert kinds(answer) == ["accepted", "rejected"]
    assert problem_code(answer, 1) == "case_exists"


def test_an_event_id_is_used_once(station):
    first = station.case()
    answer = station.send(first, station.event("case.withdrawn", first["case"], WITHDRAWN, id=first["id"]))
    assert problem_code(answer, 1) == "id_taken"


def test_events_of_a_case_come_in_order(station):
    first = station.case()
    again = station.event("case.withdrawn", first["case"], WITHDRAWN, case_seq=1)
    answer = station.send(first, again)
    assert problem_code(answer, 1) == "case_order"


def test_an_act_on_an_unknown_case_is_rejected(station, new_station):
    other = new_station()
    assert kinds(other.send(other.case())) == ["accepted"]
    foreign = station.event("case.withdrawn", other.log[0]["case"], WITHDRAWN, case_seq=2)
    answer = station.send(foreign)
    assert problem_code(answer) == "case_unknown"


def test_a_case_goes_from_receiving_to_evaluation(county, station, rows):
    first = station.case()
    case = first["case"]
    assert kinds(station.send(first)) == ["accepted"]
    register(county, first["payload"]["case"]["provisional_number"])
    ask_correction(county, case, [LINE], due="2026-12-04", how="到窗口")
    assert kinds(station.send(station.event("case.supplemented", case, supplement()))) == ["accepted"]
    assert rows("cases")[0]["state"] == "S41"
    assert rows("corrections")[0]["answered_at"] == "2026-11-25T02:00:00Z"
    complete(county, case, granted=True, result_name="示例证")
    handed = {
        "way": "direct",
        "receiver": "张样例",
        "documents": ["示例证"],
        "delivered_at": "2026-12-10T02:00:00Z",
        "id_checked": True,
    }
    praise = {
        "level": "satisfied",
        "options": ["413"],
        "text": "",
        "evaluated_at": "2026-12-10T02:05:00Z",
        "number": 1,
    }
    answer = station.send(
        station.event("case.delivered", case, handed),
        station.event("case.evaluated", case, praise),
        station.event("case.evaluated", case, praise),
    )
    assert kinds(answer) == ["accepted", "accepted", "rejected"]
    assert problem_code(answer, 2) == "evaluation_exists"
    assert rows("cases")[0]["state"] == "S88"
    assert rows("evaluations")[0]["level"] == "satisfied"


def test_a_supplement_of_a_past_round_is_rejected(county, station):
    first = station.case()
    station.send(first)
    register(county, first["case"])
    answer = station.send(station.event("case.supplemented", first["case"], supplement(round=1)))
    assert problem_code(answer) == "round_passed"


def test_a_withdrawn_case_can_not_be_delivered_and_says_so_in_plain_words(station):
    first = station.case()
    handed = {
        "way": "direct",
        "receiver": "张样例",
        "documents": ["示例证"],
        "delivered_at": "2026-12-10T02:00:00Z",
        "id_checked": True,
    }
    answer = station.send(
        first,
        station.event("case.withdrawn", first["case"], WITHDRAWN),
        station.event("case.delivered", first["case"], handed),
    )
    assert kinds(answer) == ["accepted", "accepted", "rejected"]
    assert answer.json()["verdicts"][2]["problem"]["title"] == "这件现在是“撤回”，不能送达。"


def test_a_void_is_taken_until_the_county_has_registered_the_case(county, station, rows):
    void = {"reason": "重复录入", "voided_at": "2026-11-22T03:30:00Z", "supervisor": "赵样例"}
    first, second = station.case(), station.case()
    station.send(first, second)
    register(county, second["case"])
    answer = station.send(
        station.event("case.voided", first["case"], void), station.event("case.voided", second["case"], void)
    )
    assert kinds(answer) == ["accepted", "rejected"]
    assert sorted(row["state"] for row in rows("cases")) == ["S30", "S95"]


def test_a_case_whose_receiving_was_rejected_can_be_ended_without_it(station, rows):
    refused = station.case(mode="phone")
    answer = station.send(refused, station.event("case.withdrawn", refused["case"], WITHDRAWN))
    assert kinds(answer) == ["rejected", "accepted"]
    assert rows("cases") == []


def test_text_that_databases_refuse_is_rejected_and_jams_nothing(station):
    answer = station.send(station.case(item_name="低保\x00"), station.case(item_version=2**40), station.case())
    assert kinds(answer) == ["rejected", "rejected", "accepted"]


def test_a_tombstone_keeps_the_log_going_and_the_chain_goes_on_from_the_lost_event(station):
    first = station.case()
    lost = station.case()
    lost_digest = station.head
    third = station.case()
    marker = {
        **lost,
        "type": "tombstone",
        "case": "",
        "case_seq": 0,
        "payload": {"digest": lost_digest, "reason": "坏"},
    }
    tombstone = station.seal({name: part for name, part in marker.items() if name != "sig"})
    assert kinds(station.send(first, tombstone)) == ["accepted", "accepted"]
    assert station.call("GET", "/v1/uplink").json()["head_digest"] == lost_digest
    assert kinds(station.send(third)) == ["accepted"]


def test_a_lost_event_that_is_found_again_takes_the_place_of_its_tombstone(station, rows):
    lost = station.case()
    lost_digest = station.head
    marker = {
        **lost,
        "type": "tombstone",
        "case": "",
        "case_seq": 0,
        "payload": {"digest": lost_digest, "reason": "坏"},
    }
    tombstone = station.seal({name: part for name, part in marker.items() if name != "sig"})
    assert kinds(station.send(tombstone, station.case())) == ["accepted", "accepted"]
    assert kinds(station.send(lost)) == ["accepted"]
    assert len(rows("cases")) == 2
    assert kinds(station.send(tombstone)) == ["accepted"]
    assert len(rows("cases")) == 2


def test_a_tombstone_that_names_no_digest_is_refused(station, rows):
    assert code_of(station.send(station.event("tombstone", "", {"digest": "1" * 64}))) == (400, "request_invalid")
    assert rows("events") == []


def test_verdicts_can_be_asked_for_later_in_pages(station):
    station.send(*[station.case() for _ in range(5)])
    answer = station.call("GET", "/v1/verdicts?from=2&limit=3").json()
    assert [one["seq"] for one in answer["verdicts"]] == [2, 3, 4]
    assert answer["last"] == 5


def test_what_is_stored_is_the_canonical_text_as_signed(station, rows):
    event = station.case()
    station.send(event)
    assert rows("events")[0]["text"].encode() == rfc8785.dumps(event)
