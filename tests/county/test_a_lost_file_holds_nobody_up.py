"""Files that a station can give no more: nothing of their case waits for them, and the office sees what is lost."""

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from county import listing, office
from county.__main__ import main
from county.blobs import mark_complete
from county.connectors.file_drop import FileDrop
from county.connectors.handover import hand_over
from county.connectors.reconcile import reconcile
from county.connectors.settings import FILE_DROP, Settings, keep
from county.database import reading, writing
from county.enrolment import enrol, issue_code
from county.judge import settle
from county.place import open_county
from county.tables import case_events, events, stations
from county.uplink import marks, take_in

SITE = {"name": "石桥村", "region": "990101001001", "kind": "village", "agency": "石桥镇", "receives_for": "applicant",
        "window": "1", "hotline": "12345", "entrance": "", "query_ways": "到窗口"}  # fmt: skip
LOST, OTHER = b"damaged in both copies" * 9, b"whole"
WITHDRAWN = {"reason": "不办了", "withdrawn_at": "2026-11-22T03:00:00Z"}
LINE = {"material": "M1", "name": "身份证", "defect": "扫描件损坏", "standard": "重新扫描"}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def lost(station, case, *contents):
    payload = {"digests": [sha256(one) for one in contents], "found_at": "2026-11-22T02:00:00Z"}
    return station.event("case.files_lost", case, payload)


def supplement(station, case, page):
    material = {"material": "M1", "name": "身份证", "how": "scan", "pages": [page]}
    brought = {"materials": [material], "form": {}, "supplemented_at": "2026-11-25T02:00:00Z", "complete": True}
    return station.event("case.supplemented", case, {"round": 0, **brought}, blobs=[page])


def kinds(told):
    return [one["verdict"] for one in told]


def sent(station, *batch):
    answer = station.send(*batch)
    assert answer.status_code == 200, answer.text
    return answer.json()["verdicts"]


def seen(county):
    return {row["id"]: row["lost_files"] for row in listing.case_rows(county)}


def test_the_held_event_goes_on_without_it_and_all_behind_it_in_their_order(station, county, rows, page):
    first = station.case([page(LOST)])
    later = station.event("case.withdrawn", first["case"], WITHDRAWN)
    assert kinds(sent(station, first, later)) == ["held", "held"]
    sent(station, lost(station, first["case"], LOST))
    assert kinds(station.verdicts()) == ["accepted"] * 3
    assert [row["case_seq"] for row in rows("case_events")] == [1, 2, 3]
    assert seen(county) == {first["case"]: [sha256(LOST)]}


def test_it_may_come_in_the_batch_of_the_event_that_names_the_file(station, page):
    first = station.case([page(LOST)])
    assert kinds(sent(station, first, lost(station, first["case"], LOST))) == ["held", "held"]
    assert kinds(station.verdicts()) == ["accepted"] * 2


def test_what_is_not_lost_is_waited_for_as_ever(station, page):
    first = station.case([page(LOST), page(OTHER)])
    sent(station, first, lost(station, first["case"], LOST))
    waits = [one["waiting_for"] for one in station.verdicts()]
    assert waits == [{"blobs": [sha256(OTHER)], "event": None}, {"blobs": [], "event": 1}]
    station.upload(OTHER)
    assert kinds(station.verdicts()) == ["accepted"] * 2


def test_another_case_with_the_same_page_waits_until_it_is_said_of_that_one_too(station, page):
    first, second = station.case([page(LOST)]), station.case([page(LOST)])
    sent(station, first, second, lost(station, first["case"], LOST))
    assert kinds(station.verdicts()) == ["accepted", "held", "accepted"]
    sent(station, lost(station, second["case"], LOST))
    assert kinds(station.verdicts()) == ["accepted"] * 4


def test_a_later_event_of_the_case_does_not_wait_for_it_either(station, page):
    first = station.case([page(LOST)])
    sent(station, first, lost(station, first["case"], LOST))
    again = supplement(station, first["case"], page(LOST))
    assert kinds(sent(station, again)) == ["accepted"]


@pytest.mark.parametrize("whose", ["of nobody", "of another case", "of an event that comes later"])
def test_a_file_that_no_earlier_event_of_the_case_names_is_unknown_and_nothing_is_lost(station, page, whose):
    first, other = station.case([page(LOST)]), station.case([page(OTHER)])
    batch = [lost(station, first["case"], LOST, b"never heard of" if whose == "of nobody" else OTHER)]
    if whose == "of an event that comes later":
        batch.append(supplement(station, first["case"], page(OTHER)))
    told = sent(station, first, other, *batch)
    assert told[2]["problem"]["code"] == "file_unknown"
    assert kinds(station.verdicts())[:3] == ["held", "held", "rejected"]


def test_a_file_that_is_here_is_not_lost(station, county, page):
    first = station.case([page(OTHER)])
    station.upload(OTHER)
    assert kinds(sent(station, first, lost(station, first["case"], OTHER))) == ["accepted"] * 2
    assert seen(county) == {first["case"]: []}


def test_a_file_that_turns_up_after_all_is_taken_and_lost_no_longer(station, county, page):
    first = station.case([page(LOST)])
    sent(station, first, lost(station, first["case"], LOST))
    station.upload(LOST)
    assert seen(county) == {first["case"]: []}
    assert kinds(station.verdicts()) == ["accepted"] * 2


def test_a_repeat_gets_the_stored_verdicts_and_the_same_is_said_twice_without_harm(station, county, page):
    first = station.case([page(LOST)])
    batch = [first, lost(station, first["case"], LOST), lost(station, first["case"], LOST)]
    sent(station, *batch)
    settled = station.verdicts()
    assert kinds(settled) == ["accepted"] * 3
    assert sent(station, *batch) == settled
    assert seen(county) == {first["case"]: [sha256(LOST)]}


def test_a_case_whose_receiving_was_rejected_may_say_it_and_nothing_changes(station, rows, page):
    bad = station.case([page(LOST)], mode="phone")
    told = sent(station, bad, lost(station, bad["case"], LOST))
    assert kinds(told) == ["rejected", "accepted"]
    assert rows("cases") == []


def test_the_office_sees_it_and_asks_for_the_material(station, county, data, page, capsys):
    first = station.case([page(LOST)])
    number = first["payload"]["case"]["provisional_number"]
    sent(station, first, lost(station, first["case"], LOST))
    station.verdicts()
    assert main(["--data", str(data), "cases"]) == 0
    assert "丢失文件 1 个" in capsys.readouterr().out
    assert main(["--data", str(data), "show", number]) == 0
    assert f"丢失文件 身份证 {sha256(LOST)}" in capsys.readouterr().out
    office.register(county, number)
    office.ask_correction(county, number, [LINE], due="2026-12-10", how="到窗口")
    assert station.feed()[-1]["type"] == "correction"


def test_it_is_handed_over_in_its_order_without_the_file_and_the_day_agrees(station, county, page, tmp_path):
    first = station.case([page(LOST), page(OTHER)])
    sent(station, first, lost(station, first["case"], LOST))
    made = Settings("drop", FILE_DROP, "133", "5-best", out=str(tmp_path / "out"), reply=str(tmp_path / "reply"))
    FileDrop(made, county).prepare(made.lists())
    keep(county, made)
    assert hand_over(county, made).written == 0
    station.upload(OTHER)
    report = hand_over(county, made)
    assert report.written == 2
    assert any(sha256(LOST) in one for one in report.troubles)
    (batch,) = [one for one in (tmp_path / "out").iterdir() if one.is_dir() and not one.name.startswith(".")]
    assert [one.name for one in (batch / "files").iterdir()] == [sha256(OTHER)]
    assert reconcile(county, [made], county.today())["equal"]
    office.register(county, first["payload"]["case"]["provisional_number"])
    assert hand_over(county, made).waiting == 0, "the national tables say nothing of it"


class TestOnPostgres:
    @pytest.fixture
    def county(self, data, postgres_url):
        place = open_county(data, postgres_url)
        yield place
        place.close()

    def test_it_is_the_same(self, county, station, page):
        first = station.case([page(LOST)])
        assert kinds(sent(station, first, lost(station, first["case"], b"unknown"))) == ["held", "rejected"]
        sent(station, lost(station, first["case"], LOST))
        assert kinds(station.verdicts()) == ["accepted", "rejected", "accepted"]
        assert seen(county) == {first["case"]: [sha256(LOST)]}


PAGES = [b"page %d" % number for number in range(4)]


def enrolled(county, station):
    request = {"code": issue_code(county, SITE), "public_key": station.public_key, "device_name": "x", "software": "x"}
    station.number = enrol(county, request)[1]["station"]
    with reading(county.engine) as connection:
        return connection.execute(select(stations).where(stations.c.number == station.number)).mappings().one()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.data())
def test_whatever_is_lost_or_comes_in_whatever_order_each_event_is_applied_once_in_order(county, new_station, chosen):
    """Every file in the end is either here or said to be lost; then nothing waits, and lost is what is not here."""
    station = new_station("http://none.invalid", enrolled=False)
    row = enrolled(county, station)
    named = chosen.draw(st.lists(st.sampled_from(PAGES), min_size=1, max_size=4, unique=True))
    own = [content + station.number.encode() for content in named]
    refs = [{"digest": sha256(one), "media_type": "image/jpeg", "size": len(one)} for one in own]
    serial = int(station.number[-4:])
    first = station.case(refs, provisional_number=f"LS99010100100126112201{serial:04d}K")
    given_up = chosen.draw(st.lists(st.sampled_from(own), unique=True))
    come = [one for one in own if one not in given_up or chosen.draw(st.booleans())]
    steps = chosen.draw(
        st.permutations([*(("lost", one) for one in given_up), *(("comes", one) for one in come), ("withdrawn", b"")])
    )
    take_in(county, row, [first])
    for what, content in steps:
        if what == "comes":
            with writing(county.engine) as connection:
                mark_complete(connection, county, sha256(content), len(content), "image/jpeg")
            settle(county, station.number)
        elif what == "lost":
            take_in(county, row, [lost(station, first["case"], content)])
        else:
            take_in(county, row, [station.event("case.withdrawn", first["case"], WITHDRAWN)])
    assert marks(county, station.number)["received_to"] == len(station.log)
    with reading(county.engine) as connection:
        judged = connection.execute(select(events.c.verdict).where(events.c.station == station.number)).scalars().all()
        turns = select(case_events.c.case_seq).where(case_events.c.station == station.number)
        applied = connection.execute(turns).scalars().all()
    assert set(judged) == {"accepted"}
    assert sorted(applied) == list(range(1, len(station.log) + 1))
    assert seen(county)[first["case"]] == sorted(sha256(one) for one in given_up if one not in come)
