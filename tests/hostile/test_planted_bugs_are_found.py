"""Bugs that others had, planted into the running product: the simulation finds each within a bounded number of seeds."""

import pytest
from hostile_world.shrink import broken_by
from hostile_world.story import story
from planted import BUGS

SEEDS_AT_MOST = 200
LAST_FOUND_BY = {
    "a_new_key_for_every_try": 6,
    "any_200_is_a_success": 49,
    "stops_at_the_first_rejected": 5,
    "begins_files_anew": 3,
    "ignores_the_epoch": 57,
    "older_words_overwrite": 11,
    "waits_for_ever": 3,
    "the_cursor_runs_ahead": 230,
    "a_run_that_never_ends": 1,
    "says_lost_without_reading": 27,
}
"""The seed that found it last time is played first; only when it no longer does, all are."""


def test_there_are_ten_of_them_and_more():
    assert len(BUGS) >= 10


@pytest.mark.parametrize("name", BUGS)
def test_is_found(stage, name):
    known = LAST_FOUND_BY.get(name, 1)
    with BUGS[name]():
        for seed in (known, *range(1, SEEDS_AT_MOST + 1)):
            if broken_by(stage, seed, story(seed)) is not None:
                break
        else:
            pytest.fail(f"not found by {SEEDS_AT_MOST} seeds")
    assert broken_by(stage, seed, story(seed)) is None, "the product itself passes the story that found it"
