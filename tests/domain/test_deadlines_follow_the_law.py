from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windowdesk.domain import deadlines
from windowdesk.domain.case import CaseMaterial, CaseState, Deadline
from windowdesk.domain.catalogue import Limit, LimitUnit
from windowdesk.domain.deadlines import Mark, Pause
from windowdesk.domain.intake import to_case
from windowdesk.domain.numbers import provisional_number

from .conftest import TODAY

MONDAY = date(2026, 11, 16)


def days(value, unit=LimitUnit.WORKING_DAYS):
    return Limit(value, unit)


@pytest.fixture
def case(whole, items, site, calendar):
    from datetime import UTC, datetime

    return to_case(
        whole,
        items["10"],
        case_id="c1",
        provisional_number=provisional_number(site.region, TODAY, "01", 1),
        received_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
        site=site,
        clerk="李样例",
        badge="001",
        calendar=calendar,
    )


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        (days(5), date(2026, 11, 23)),
        (days(5, LimitUnit.CALENDAR_DAYS), date(2026, 11, 23)),
        (days(1, LimitUnit.MONTHS), date(2026, 12, 16)),
        (days(0, LimitUnit.AT_ONCE), MONDAY),
    ],
)
def test_each_unit_counts_its_own_way(calendar, limit, due):
    assert deadlines.due(limit, MONDAY, calendar).due == due


def test_a_batch_has_words_instead_of_a_day(calendar):
    batch = deadlines.due(Limit(0, LimitUnit.BATCH, "每年 4 月"), MONDAY, calendar)
    assert (batch.due, batch.note) == (None, "每年 4 月")
    assert deadlines.mark(batch, TODAY, calendar) is Mark.GREEN


def test_limits_are_never_a_bare_number_in_words():
    assert deadlines.limit_words(days(15)) == "15 个工作日"
    assert deadlines.limit_words(Limit(7, LimitUnit.CALENDAR_DAYS, "加急")) == "7 日（自然日）（加急）"
    assert deadlines.limit_words(Limit(0, LimitUnit.AT_ONCE)) == "当场办结"
    assert deadlines.limit_words(Limit(2, LimitUnit.MONTHS)) == "2 个月"


def test_without_a_pause_the_clock_reads_as_counted(calendar):
    assert deadlines.read_clock(days(10), MONDAY, [], calendar).due == calendar.add_working_days(MONDAY, 10)


def test_whole_days_left_are_frozen_and_go_on_the_first_working_day_after(calendar):
    # Mon 16 start. Tue, Wed used up; pause from Wed (used) to Tue 24; three days left: Wed 25, Thu 26, Fri 27.
    pause = Pause("现场勘验", date(2026, 11, 18), date(2026, 11, 24))
    assert deadlines.read_clock(days(5), MONDAY, [pause], calendar).due.date == date(2026, 11, 27)


def test_while_it_stands_still_a_clock_has_days_left_and_no_date(calendar):
    pause = Pause("公示", date(2026, 11, 18))
    reading = deadlines.read_clock(days(5), MONDAY, [pause], calendar)
    assert (reading.due, reading.left, reading.pause) == (None, 3, pause)


def test_a_pause_that_ends_the_day_it_began_costs_nothing(calendar):
    day = date(2026, 11, 18)
    assert deadlines.read_clock(days(5), MONDAY, [Pause("听证", day, day)], calendar).due.date == date(2026, 11, 23)


def test_a_pause_after_the_end_changes_nothing(calendar):
    pause = Pause("听证", date(2026, 11, 24), date(2026, 12, 1))
    assert deadlines.read_clock(days(5), MONDAY, [pause], calendar).due.date == date(2026, 11, 23)


def test_calendar_days_stand_still_too_and_still_end_on_a_working_day(calendar):
    # Two days used by Wed; five left after Sun 22: 23 to 27.
    pause = Pause("鉴定", date(2026, 11, 18), date(2026, 11, 22))
    limit = days(7, LimitUnit.CALENDAR_DAYS)
    assert deadlines.read_clock(limit, MONDAY, [pause], calendar).due.date == date(2026, 11, 27)


def test_a_limit_in_months_moves_by_the_days_it_stood_still(calendar):
    pause = Pause("鉴定", date(2026, 11, 18), date(2026, 11, 23))
    limit = days(1, LimitUnit.MONTHS)
    assert deadlines.read_clock(limit, MONDAY, [pause], calendar).due.date == date(2026, 12, 21)
    assert deadlines.read_clock(limit, MONDAY, [replace(pause, last=None)], calendar).due is None
    assert deadlines.read_clock(Limit(0, LimitUnit.BATCH), MONDAY, [], calendar).due is None


STARTS = st.dates(date(2025, 1, 1), date(2026, 6, 30))


@st.composite
def pauses(draw, start):
    first = start + timedelta(days=draw(st.integers(0, 40)))
    return Pause("公示", first, first + timedelta(days=draw(st.integers(0, 40))))


@given(st.data(), STARTS, st.integers(1, 30))
@settings(max_examples=200)
def test_working_days_on_which_the_clock_ran_are_exactly_the_limit(calendar, data, start, value):
    pause = data.draw(pauses(start))
    due = deadlines.read_clock(days(value), start, [pause], calendar).due.date
    walked = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(calendar.is_working_day(day) and not pause.holds(day) for day in walked) == value
    assert not pause.holds(due)


@given(st.data(), STARTS, st.integers(1, 30))
@settings(max_examples=150)
def test_a_longer_pause_never_ends_earlier(calendar, data, start, value):
    pause = data.draw(pauses(start))
    longer = replace(pause, last=pause.last + timedelta(days=1))
    limit = days(value, data.draw(st.sampled_from([LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS])))
    without, one, two = (deadlines.read_clock(limit, start, p, calendar).due.date for p in ([], [pause], [longer]))
    assert without <= one <= two


@given(st.data(), STARTS, st.integers(1, 30))
@settings(max_examples=150)
def test_days_left_while_paused_and_after_add_up(calendar, data, start, value):
    pause = data.draw(pauses(start))
    frozen = deadlines.read_clock(days(value), start, [replace(pause, last=None)], calendar)
    due = deadlines.read_clock(days(value), start, [pause], calendar).due.date
    if frozen.left is None:
        assert due <= pause.first or calendar.add_working_days(start, value).date == due
    else:
        assert calendar.add_working_days(pause.last, frozen.left).date == due


def test_a_special_procedure_has_a_limit_and_mark_of_its_own(calendar):
    own = deadlines.procedure_due(Pause("公示", MONDAY, longest=5), calendar)
    assert (own.kind, own.due) == ("special_procedure", date(2026, 11, 23))
    assert deadlines.mark(own, date(2026, 11, 24), calendar) is Mark.BLACK
    assert deadlines.procedure_due(Pause("公示", MONDAY), calendar) is None


def test_an_extension_adds_ten_or_fifteen_working_days(calendar):
    single = deadlines.extended(Deadline("completion", MONDAY), calendar)
    joint = deadlines.extended(Deadline("completion", MONDAY), calendar, joint=True)
    assert (single.due, joint.due) == (date(2026, 11, 30), date(2026, 12, 7))
    assert deadlines.extended(Deadline("completion", None), calendar).due is None


@pytest.mark.parametrize(
    ("today", "mark"),
    [
        (date(2026, 11, 2), Mark.GREEN),
        (date(2026, 11, 9), Mark.GREEN),
        (date(2026, 11, 11), Mark.YELLOW),
        (date(2026, 11, 13), Mark.YELLOW),
        (date(2026, 11, 16), Mark.RED),
        (date(2026, 11, 17), Mark.BLACK),
    ],
)
def test_lights_turn_with_the_share_of_time_left(calendar, today, mark):
    deadline = deadlines.due(days(10), date(2026, 11, 2), calendar)
    assert deadline.due == MONDAY
    assert deadlines.mark(deadline, today, calendar) is mark


def test_one_working_day_left_is_yellow_however_short_the_limit(calendar):
    deadline = deadlines.due(days(2), date(2026, 11, 18), calendar)
    assert deadlines.mark(deadline, date(2026, 11, 18), calendar) is Mark.GREEN
    assert deadlines.mark(deadline, date(2026, 11, 19), calendar) is Mark.YELLOW


def test_a_provisional_date_is_grey_until_it_comes(calendar):
    deadline = deadlines.due(days(5), date(2026, 12, 30), calendar)
    assert deadlines.mark(deadline, date(2026, 12, 31), calendar) is Mark.GREY
    assert deadlines.mark(deadline, deadline.due, calendar) is Mark.RED
    assert deadlines.mark(deadline, deadline.due + timedelta(days=1), calendar) is Mark.BLACK


def test_colour_never_speaks_alone():
    assert len({mark.words for mark in Mark}) == len(Mark)


def test_a_case_that_waits_for_upload_turns_yellow_then_red(calendar):
    marks = [deadlines.queue_mark(MONDAY, MONDAY + timedelta(days=n), calendar) for n in range(5)]
    assert marks == [Mark.GREEN, Mark.GREEN, Mark.YELLOW, Mark.YELLOW, Mark.RED]


def test_only_a_site_that_receives_for_the_agency_starts_the_five_days(calendar, items):
    for_agency = deadlines.deadlines_at_receipt(items["10"], (), TODAY, "agency", calendar)
    for_applicant = deadlines.deadlines_at_receipt(items["10"], (), TODAY, "applicant", calendar)
    assert (for_agency[0].kind, for_agency[0].due) == ("notice", date(2026, 11, 27))
    assert [one.kind for one in for_applicant] == ["completion"]
    assert for_applicant[0].note == deadlines.ESTIMATE_NOTE


def test_a_deferred_material_has_a_date_of_its_own(calendar, items):
    until = date(2026, 12, 1)
    materials = (CaseMaterial("bank_card", "银行卡", how="deferred", deferred_until=until, undertaking=True),)
    found = deadlines.deadlines_at_receipt(items["10"], materials, TODAY, "applicant", calendar)
    assert [(one.due, one.note) for one in found if one.kind == "deferral"] == [(until, "银行卡")]


def test_acceptance_replaces_the_estimate_and_ends_the_notice_window(calendar, items, case):
    agency = replace(case, deadlines=deadlines.deadlines_at_receipt(items["10"], (), TODAY, "agency", calendar))
    after = deadlines.deadlines_after(agency, items["10"], CaseState.ACCEPTED, date(2026, 11, 24), calendar)
    assert [(one.kind, one.due, one.note) for one in after] == [("completion", date(2026, 12, 8), "")]
    reviewed = deadlines.deadlines_after(
        replace(case, deadlines=after), items["10"], CaseState.IN_REVIEW, date(2026, 11, 30), calendar
    )
    assert reviewed == after


def test_pre_review_correction_extension_delivery_and_end_each_set_their_clock(calendar, items, case):
    item, day = items["10"], date(2026, 11, 24)
    after = lambda state: deadlines.deadlines_after(case, item, state, day, calendar)  # noqa: E731
    assert {one.kind for one in after(CaseState.PRE_REVIEW)} == {"completion", "pre_review"}
    assert [one.due for one in after(CaseState.EXTENDED)] == [date(2026, 12, 18)]
    assert [(one.kind, one.due) for one in after(CaseState.GRANTED)] == [("delivery", date(2026, 12, 8))]
    assert after(CaseState.DELIVERED) == ()


def test_a_date_the_county_names_holds(calendar, case):
    named = deadlines.with_county_due(case.deadlines, "correction", date(2026, 12, 3), TODAY)
    assert deadlines.next_deadline(named) == Deadline("correction", date(2026, 12, 3), note="县里确定", start=TODAY)
    assert [one.kind for one in deadlines.with_county_due(named, "correction", date(2026, 12, 9))].count(
        "correction"
    ) == 1


def test_a_new_calendar_moves_open_dates_but_not_those_the_county_named(calendar, items, case):
    from windowdesk.domain.calendar import Closure

    closed = replace(calendar, seq=2, closures=(Closure(date(2026, 11, 23), date(2026, 11, 27), "防汛停办"),))
    named = replace(case, deadlines=deadlines.with_county_due(case.deadlines, "correction", date(2026, 12, 4)))
    before = {one.kind: one.due for one in named.deadlines}
    moved = {one.kind: one.due for one in deadlines.recalculated(named, items["10"], closed)}
    assert moved["completion"] == calendar.add_working_days(before["completion"], 5).date
    assert moved["correction"] == before["correction"]


def test_the_last_day_to_supply_is_the_promised_limit_or_the_catalogues_own(calendar, items):
    def latest(number, material):
        item = items[number]
        return deadlines.latest_supply(item, next(one for one in item.materials if one.id == material), TODAY, calendar)

    assert latest("11", "bank_card") == calendar.add_working_days(TODAY, 25).date
    assert latest("10", "hardship_record") == calendar.add_working_days(TODAY, 10).date
    assert latest("01", "bank_card") == calendar.add_working_days(TODAY, 10).date
    assert latest("24", "change_record") == calendar.add_working_days(TODAY, 15).date
