from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windowdesk.domain.calendar import Due, check_replacement, read_calendar_pack
from windowdesk.errors import InputRefused

OFFICIAL_DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
ANY_DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
VECTORS = [
    ("2025-01-24", 5, "2025-02-07"),
    ("2025-04-25", 5, "2025-05-06"),
    ("2025-09-26", 5, "2025-10-10"),
    ("2025-09-30", 2, "2025-10-10"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-04-30", 3, "2026-05-08"),
    ("2026-06-18", 20, "2026-07-17"),
    ("2026-09-18", 5, "2026-09-24"),
    ("2026-09-30", 2, "2026-10-09"),
    ("2026-10-09", 1, "2026-10-10"),
    ("2026-12-18", 5, "2026-12-25"),
]


@pytest.mark.parametrize(("start", "days", "due"), VECTORS)
def test_published_vectors(calendar, start, days, due):
    assert calendar.add_working_days(date.fromisoformat(start), days) == Due(date.fromisoformat(due), False)


def test_a_date_that_needs_2027_is_provisional(calendar):
    assert calendar.add_working_days(date(2026, 12, 30), 5).provisional


def test_a_weekend_worked_counts_and_a_holiday_on_a_weekday_does_not(calendar):
    assert calendar.is_working_day(date(2026, 10, 10))
    assert not calendar.is_working_day(date(2026, 10, 7))
    assert calendar.names[date(2026, 10, 7)] == "国庆节"


def test_zero_working_days_is_the_same_day_or_the_next_one_worked(calendar):
    assert calendar.add_working_days(date(2026, 11, 20), 0).date == date(2026, 11, 20)
    assert calendar.add_working_days(date(2026, 11, 21), 0).date == date(2026, 11, 23)


def test_calendar_days_that_end_on_a_day_off_end_on_the_next_working_day(calendar):
    assert calendar.add_calendar_days(date(2026, 9, 24), 7) == Due(date(2026, 10, 8), False)
    assert calendar.add_calendar_days(date(2026, 11, 16), 7) == Due(date(2026, 11, 23), False)


def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(calendar):
    assert calendar.add_months(date(2026, 1, 31), 1).date == date(2026, 2, 28)
    assert calendar.add_months(date(2026, 3, 25), 6).date == date(2026, 9, 28)


@given(OFFICIAL_DAYS, st.integers(1, 60))
@settings(max_examples=150)
def test_more_days_never_end_earlier_and_every_end_is_a_working_day(calendar, start, days):
    first, second = calendar.add_working_days(start, days).date, calendar.add_working_days(start, days + 1).date
    assert first < second
    assert calendar.is_working_day(first)
    assert calendar.is_working_day(second)


@given(OFFICIAL_DAYS, st.integers(1, 60))
@settings(max_examples=150)
def test_counting_back_gives_the_days_that_were_added(calendar, start, days):
    due = calendar.add_working_days(start, days).date
    assert calendar.working_days_between(start, due) == days
    assert calendar.working_days_between(due, start) == -days


@given(ANY_DAYS, st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=150)
def test_adding_in_two_steps_is_adding_at_once(calendar, start, one, two):
    start = calendar.next_working_day(start)
    middle = calendar.add_working_days(start, one).date
    assert calendar.add_working_days(middle, two).date == calendar.add_working_days(start, one + two).date


@given(ANY_DAYS, st.integers(0, 40))
@settings(max_examples=150)
def test_a_date_is_provisional_exactly_when_a_year_on_the_way_is_not_arranged(calendar, start, days):
    due = calendar.add_working_days(start, days)
    assert due.provisional == any(year not in (2025, 2026) for year in range(start.year, due.date.year + 1))


def test_legal_festivals_of_fixed_date_count_even_in_years_without_a_table(calendar):
    assert not calendar.is_working_day(date(2029, 10, 1))
    assert calendar.is_working_day(date(2029, 10, 8))


def test_next_year_is_missed_from_november_on(calendar):
    assert not calendar.lacks_next_year(date(2026, 10, 31))
    assert calendar.lacks_next_year(date(2026, 11, 1))
    assert not calendar.lacks_next_year(date(2025, 12, 1))


def pack(**changes):
    year = {
        "year": 2026,
        "state": "official",
        "source": {"document": "通知", "date": "2025-11-04"},
        "off": [{"from": "2026-10-01", "to": "2026-10-07", "name": "国庆节"}],
        "work": ["2026-10-10"],
    }
    year |= changes.pop("one", {})
    return {"region": "99", "seq": 2, "reason": "试验", "years": [year], "closures": [], **changes}


def test_a_closure_is_days_off_with_a_reason():
    closed = read_calendar_pack(pack(closures=[{"from": "2026-07-06", "to": "2026-07-10", "reason": "防汛停办"}]))
    assert closed.add_working_days(date(2026, 7, 3), 1).date == date(2026, 7, 13)


def test_a_county_adds_and_takes_away_days_of_its_own():
    local = read_calendar_pack(pack(one={"off": [{"from": "2026-04-20", "name": "三月三"}], "work": ["2026-04-25"]}))
    assert not local.is_working_day(date(2026, 4, 20))
    assert local.is_working_day(date(2026, 4, 25))


@pytest.mark.parametrize(
    "wrong",
    [
        pack(one={"off": [{"from": "2026-02-30", "name": "春节"}]}),
        pack(one={"work": ["2026-02-30"]}),
        pack(one={"off": [{"from": "2026-10-07", "to": "2026-10-01", "name": "国庆节"}]}),
        pack(one={"work": ["2026-10-03"]}),
        pack(one={"work": ["2025-10-11"]}),
        pack(one={"source": {}}),
        pack(one={"off": None}),
        pack(one={"state": None, "off": [{}]}),
        pack(closures=[{"from": "2026-07-10", "to": "2026-07-06", "reason": "防汛"}]),
        {"region": "99"},
        {"region": "99", "seq": "two", "years": []},
    ],
)
def test_a_pack_that_cannot_be_true_is_refused_with_k408(wrong):
    with pytest.raises(InputRefused) as refused:
        read_calendar_pack(wrong)
    assert refused.value.code == "K408"


def test_a_pack_replaces_only_an_older_one_of_its_own_region(calendar):
    newer = read_calendar_pack(pack())
    check_replacement(None, newer)
    check_replacement(calendar, newer)
    check_replacement(newer, newer)
    for current, offered in ((newer, calendar), (newer, read_calendar_pack(pack(region="45", seq=9)))):
        with pytest.raises(InputRefused):
            check_replacement(current, offered)


def test_days_between_the_same_day_are_none(calendar):
    day = date(2026, 11, 20)
    assert calendar.working_days_between(day, day) == 0
    assert calendar.working_days_between(day, day + timedelta(days=3)) == 1


def test_negative_days_are_a_mistake_of_the_caller(calendar):
    with pytest.raises(ValueError, match="negative"):
        calendar.add_working_days(date(2026, 1, 1), -1)
