"""The data budget: text always, small files within the day, large ones at night, nothing held for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windowdesk.clock import CHINA
from windowdesk.domain.data_budget import MEGABYTE, SMALL_FILE, Allowance, Used, is_night, megabytes
from windowdesk.settings import FOR_ALL, Budget, Settings, with_county

NOON = datetime(2026, 3, 2, 12, tzinfo=CHINA)
SMALL, LARGE = 60_000, 5 * MEGABYTE


def at(hour, minute=0):
    return NOON.replace(hour=hour, minute=minute).astimezone(UTC)


def allowance(daily=10, used=0, now=NOON, lifted=False, night=(22, 6)):
    return Allowance(Budget(daily, *night), Used(up=used), now.astimezone(UTC), lifted)


def test_without_a_limit_everything_goes():
    assert allowance(daily=0).carries(LARGE)


def test_by_day_small_files_go_and_large_ones_wait_for_the_night():
    assert allowance().carries(SMALL)
    assert not allowance().carries(LARGE)
    assert allowance().next_chance() == NOON.replace(hour=22)


def test_small_files_stop_when_the_day_is_used_up():
    assert allowance(used=10 * MEGABYTE - SMALL).carries(SMALL)
    assert not allowance(used=10 * MEGABYTE - SMALL + 1).carries(SMALL)


def test_what_is_missing_of_a_small_file_counts_not_its_size():
    assert allowance(used=10 * MEGABYTE - 1000).carries(SMALL, missing=1000)


@pytest.mark.parametrize(("hour", "night"), [(21, False), (22, True), (23, True), (0, True), (5, True), (6, False)])
def test_the_night_lies_across_midnight_and_carries_everything(hour, night):
    assert is_night(Budget(10), at(hour)) is night
    assert allowance(used=99 * MEGABYTE, now=at(hour)).carries(LARGE) is night


@pytest.mark.parametrize(("hour", "night"), [(0, False), (1, True), (4, True), (5, False), (23, False)])
def test_a_night_within_one_day(hour, night):
    assert is_night(Budget(10, 1, 5), at(hour)) is night


def test_bytes_of_the_night_do_not_use_up_the_day():
    used = Used(up=100, night_up=50 * MEGABYTE)
    assert Allowance(Budget(1), used, NOON).left == MEGABYTE - 100
    assert used.night == 50 * MEGABYTE


def test_where_there_is_no_night_large_files_go_piece_by_piece_as_far_as_the_day_carries():
    assert allowance(night=(3, 3)).carries(50 * MEGABYTE)
    assert not allowance(night=(3, 3), used=10 * MEGABYTE - SMALL_FILE + 1).carries(50 * MEGABYTE)
    assert allowance(night=(3, 3)).next_chance() == (NOON + timedelta(days=1)).replace(hour=0)


def test_a_person_may_lift_the_limit_for_today():
    assert allowance(used=99 * MEGABYTE, lifted=True).carries(LARGE)


@given(
    st.integers(1, 1000),
    st.integers(0, 2_000_000_000),
    st.integers(0, 365 * 86400).map(lambda seconds: NOON.astimezone(UTC) + timedelta(seconds=seconds)),
    st.integers(0, 23),
    st.integers(0, 23),
    st.integers(0, 100 * MEGABYTE),
)
def test_what_is_held_has_a_chance_within_a_day(daily, used, now, first, last, size):
    held = Allowance(Budget(daily, first, last), Used(up=used), now)
    if held.carries(size):
        return
    then = held.next_chance()
    assert timedelta() < then - now <= timedelta(days=1)
    new_day = then.astimezone(CHINA).date() != now.astimezone(CHINA).date()
    assert Allowance(held.budget, Used() if new_day else held.used, then.astimezone(UTC)).carries(size)


@pytest.mark.parametrize("wrong", [{"night_from": 24}, {"night_to": -1}, {"daily_mb": -1}])
def test_a_budget_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="budget"):
        Budget(**wrong)


def test_the_county_sets_the_budget_for_all_and_for_one():
    parts = {FOR_ALL: {"daily_mb": 20, "night_from": 23}, "990101-0001": {"daily_mb": 50}}
    assert with_county(Settings(station="990101-0001"), parts).budget == Budget(50, 23, 6)
    assert with_county(Settings(station="990101-0002"), parts).budget == Budget(20, 23, 6)


@pytest.mark.parametrize(("size", "words"), [(0, "0.0 MB"), (449_000, "0.4 MB"), (12_400_000, "12 MB")])
def test_megabytes_are_said_shortly(size, words):
    assert megabytes(size) == words
