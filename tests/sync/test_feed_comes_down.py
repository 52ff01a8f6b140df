"""What the county says is applied once, in order, and never takes back what the desk did since."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county import office
from county.feed import tell
from windowdesk import errors
from windowdesk.domain import news
from windowdesk.domain.case import CaseState
from windowdesk.domain.case_states import COUNTY_SAYS, Exchange
from windowdesk.domain.exchange_news import WANTED_NAME
from windowdesk.sync.fold import Rules, folded
from windowdesk.sync.run import Outcome

LINE = {"material": "M1", "name": "身份证", "defect": "照片看不清", "standard": "四角齐全"}


def correct(county, case_id):
    office.register(county.place, case_id)
    office.ask_correction(county.place, case_id, [LINE], due="2027-01-15", how="到原窗口补交")


def test_registered_corrected_supplemented_completed(station, county):
    case = station.file(b"page")
    station.sync()
    correct(county, case.id)
    station.sync()
    seen = station.case(case.id)
    assert seen.state is CaseState.CORRECTION_ASKED
    assert seen.official_number
    assert seen.correction_round == 1
    assert [one.due for one in seen.deadlines if one.kind == "correction"] == [date(2027, 1, 15)]
    station.supplement(case.id, b"a better page")
    assert station.case(case.id).state is CaseState.CORRECTED
    station.sync()
    assert [verdict.kind for verdict in station.verdicts(case.id)] == ["accepted", "accepted"]
    office.complete(county.place, case.id, granted=True, result_name="示例证", result_number="字第1号")
    station.sync()
    assert station.case(case.id).state is CaseState.GRANTED
    kinds = [arrived.news.TYPE for arrived in station.look(lambda view: view.mirror.news_of(case.id))]
    assert kinds[0] == "registered"
    assert "result" in kinds


def test_the_whole_feed_again_changes_nothing(station, county):
    case = station.file(b"page")
    station.sync()
    correct(county, case.id)
    office.notice(county.place, "停电通知", "下周一停电。")
    station.sync()
    before = station.case(case.id)
    inbox = station.look(lambda view: view.mirror.inbox())
    with station.store.unit("001") as unit:
        unit.mirror.refold()
    station.sync()
    assert station.case(case.id) == before
    assert station.look(lambda view: view.mirror.inbox()) == inbox


def test_an_older_word_does_not_take_back_what_the_desk_did_and_the_county_has_not_judged(station, county):
    case = station.file(b"page")
    station.sync()
    correct(county, case.id)
    station.sync()
    station.supplement(case.id, b"a better page")
    with county.place.engine.begin() as connection:
        body = {"case": case.id, "state": "S30", "at": county.place.moment(), "note": "", "due": None}
        tell(connection, county.place, station.number, "status", body)
    send = station.engine._line.send

    def feed_only(request):
        if request.path.startswith(("/v1/uplink", "/v1/verdicts")):
            raise errors.CountyTrouble(errors.COUNTY_ERROR, status=500)
        return send(request)

    station.engine._line.send = feed_only
    station.sync()
    assert station.case(case.id).state is CaseState.CORRECTED


def without_the_uplink(station):
    """The answers of the uplink are lost; the feed is not."""
    send = station.engine._line.send

    def feed_only(request):
        answer = send(request)
        if request.path.startswith("/v1/verdicts") or (request.method, request.path) == ("POST", "/v1/uplink"):
            raise errors.CountyTrouble(errors.COUNTY_ERROR, status=502)
        return answer

    station.engine._line.send = feed_only
    return send


def test_a_word_that_was_heard_before_the_verdict_on_the_act_it_follows_is_shown_with_the_verdict(station, county):
    case = station.file(b"page")
    station.sync()
    correct(county, case.id)
    station.sync()
    station.supplement(case.id, b"a better page")
    send = without_the_uplink(station)
    station.sync()
    office.status(county.place, case.id, "S50")
    station.sync()
    assert station.case(case.id).state is CaseState.CORRECTED
    station.engine._line.send = send
    station.sync()
    assert station.case(case.id).state is CaseState.ACCEPTED


def test_a_registered_case_is_shown_so_though_the_verdict_on_its_receipt_was_not_heard(station, county):
    case = station.file(b"page")
    send = without_the_uplink(station)
    station.sync()
    office.register(county.place, case.id)
    station.sync()
    assert station.case(case.id).state is CaseState.REGISTERED
    station.engine._line.send = send
    station.sync()
    assert station.case(case.id).state is CaseState.REGISTERED


def test_news_of_a_case_unknown_here_is_kept(station, county):
    with county.place.engine.begin() as connection:
        body = {"case": "01890a5d-ac96-774b-bcce-b302099a8057", "official_number": "990101", "registered_at": county.place.moment()}  # fmt: skip
        tell(connection, county.place, station.number, "registered", body)
    report = station.sync()
    assert report.outcome is Outcome.IDLE
    assert len(station.look(lambda view: view.mirror.news_of("01890a5d-ac96-774b-bcce-b302099a8057"))) == 1


def altered(answer, change):
    import json

    body = json.loads(answer.body)
    change(body)
    return replace(answer, body=json.dumps(body).encode())


def on_feed(station, change):
    send = station.engine._line.send

    def feed_altered(request):
        answer = send(request)
        return altered(answer, change) if request.path.startswith("/v1/feed") else answer

    station.engine._line.send = feed_altered
    return lambda: setattr(station.engine._line, "send", send)


def test_an_item_changed_on_the_way_is_not_passed(station, county):
    case = station.file(b"page")
    station.sync()
    office.register(county.place, case.id)
    office.notice(county.place, "通知", "内容")
    cursor = station.look(lambda view: view.mirror.cursor())

    def forge(body):
        for item in body["items"]:
            if item["type"] == "notice":
                item["body"]["text"] = "假的"

    undo = on_feed(station, forge)
    report = station.sync()
    assert report.outcome is Outcome.NEEDS_PERSON
    assert report.reason.code == errors.COUNTY_SIGNATURE.code
    assert station.case(case.id).official_number
    assert station.look(lambda view: view.mirror.inbox()) == []
    assert station.look(lambda view: view.mirror.cursor()) > cursor
    undo()
    assert station.sync().outcome is Outcome.IDLE
    assert len(station.look(lambda view: view.mirror.inbox())) == 1


def test_an_item_for_another_station_is_refused(station, new_station, county, line):
    other = new_station(line.address)
    other.enrol(county.code())
    office.notice(county.place, "通知", "内容", to=[other.number])
    theirs = [row["text"] for row in county.rows("feed") if row["station"] == other.number]
    import json

    on_feed(station, lambda body: body.update(items=[json.loads(text) for text in theirs]))
    report = station.sync()
    assert report.reason.code == errors.COUNTY_SIGNATURE.code


def test_duplicates_and_disorder_in_a_page_change_nothing(station, county):
    cases = [station.file(b"page %d" % number) for number in range(3)]
    station.sync()
    for case in cases:
        office.register(county.place, case.id)
    on_feed(station, lambda body: body.update(items=[*reversed(body["items"]), *body["items"]]))
    assert station.sync().outcome is Outcome.IDLE
    assert all(station.case(case.id).official_number for case in cases)
    assert station.look(lambda view: len(view.mirror.news_of(cases[0].id))) == len(
        [row for row in county.rows("feed") if row["case_id"] == cases[0].id]
    )


def test_a_kind_of_a_later_contract_is_kept_and_passed(station, county):
    with county.place.engine.begin() as connection:
        from county.tables import feed

        item = county.place.keys.signed(
            {"seq": 900, "type": "hologram", "case": None, "at": county.place.moment(), "body": {"x": 1}, "station": station.number}
        )  # fmt: skip
        from county.canonical import canonical

        connection.execute(
            feed.insert().values(station=station.number, seq=900, type="hologram", case_id=None, text=canonical(item).decode())
        )  # fmt: skip
    assert station.sync().outcome is Outcome.IDLE
    assert station.look(lambda view: view.mirror.cursor()) == 900


def test_a_result_moves_the_case_by_our_own_clocks_too(station, county):
    case = station.file(b"page")
    assert folded(case, 4, news.ResultIssued(case.id, True, "证", "1", case.received_at), Exchange.SETTLED, Rules()).state is CaseState.GRANTED  # fmt: skip


AT = datetime(2026, 11, 22, 4, tzinfo=UTC)
words = st.one_of(
    st.sampled_from(sorted(COUNTY_SAYS, key=lambda one: one.value)).map(
        lambda state: news.StatusChanged("c", state, AT, "", None)
    ),
    st.integers(1, 3).map(lambda n: news.CorrectionAsked("c", n, "文书", (), date(2027, 1, 1), "窗口", AT)),
    st.booleans().map(lambda granted: news.ResultIssued("c", granted, "证", "", AT)),
    st.just(news.Registered("c", "990101-1", AT)),
    st.just(news.PreReviewed("c", True, "可以", AT)),
)


@pytest.fixture(scope="module")
def plain_case():
    from windowdesk.domain.case import Case, Mode
    from windowdesk.domain.people import Person

    return Case(
        "c", "LS1", "I", 1, "事项", CaseState.RECEIVED, Mode.WINDOW, Person("张三", "1"), AT, "a", "1", "1", "s", "r", "applicant"
    )  # fmt: skip


@given(told=st.lists(words, max_size=8), data=st.data())
def test_any_feed_applied_in_any_order_of_repeats_ends_where_the_newest_word_ends(plain_case, told, data):
    numbered = list(enumerate(told, 1))
    straight = plain_case
    for seq, word in numbered:
        straight = folded(straight, seq, word, Exchange.SETTLED, Rules())
    again = straight
    for seq, word in data.draw(st.permutations(numbered)):
        again = folded(again, seq, word, Exchange.SETTLED, Rules())
    assert again == straight


def test_the_pages_of_a_result_are_fetched_for_the_desk(station, county):
    case = station.file(b"page")
    station.sync()
    office.register(county.place, case.id)
    page = b"%PDF-1.7 a result" * 1000
    office.complete(county.place, case.id, granted=True, result_name="示例证", pages=[(page, "application/pdf")])
    assert station.sync().outcome is Outcome.IDLE
    (result,) = [
        arrived.news
        for arrived in station.look(lambda view: view.mirror.news_of(case.id))
        if arrived.news.TYPE == "result"
    ]
    assert station.blobs.read(result.pages[0]) == page


def test_a_new_program_is_told_as_a_notice_and_nothing_is_fetched_or_refused(station, county):
    station.sync()
    with county.place.engine.begin() as connection:
        tell(
            connection, county.place, station.number, "available", {"what": "program", "version": 9, "digest": "0" * 64}
        )
    report = station.sync()
    assert (report.outcome, report.refused, report.troubles, report.packs) == (Outcome.IDLE, [], {}, [])
    assert [one.news for one in station.look(lambda view: view.mirror.inbox())] == [
        news.PackAvailable("program", 9, "0" * 64)
    ]
    assert station.look(lambda view: view.state.get(WANTED_NAME)) == []
