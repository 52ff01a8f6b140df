"""The roll in a printer without a sensor: counted in millimetres, warned of in receipts, new when it was changed."""

from hypothesis import given
from hypothesis import strategies as st

from windowdesk.domain import paper_roll, printer_profile
from windowdesk.domain.paper_roll import Roll

LENGTH = 24_000
SLIPS = st.integers(1, 2_000)


def test_a_new_roll_lasts_for_about_fifty_receipts_of_58_mm_and_a_hundred_of_80_mm():
    lengths = {one.paper_mm: 1000 * one.roll_m for one in printer_profile.shipped().values()}
    lasts = {paper: paper_roll.unused(paper).slips_left(length) for paper, length in lengths.items()}
    assert lasts == {58: 53, 80: 97}


def test_the_warning_comes_a_tenth_of_the_roll_early_and_never_with_fewer_than_five_left():
    assert not Roll(450, used_mm=21_299).near_end(LENGTH)
    assert Roll(450, used_mm=21_301).near_end(LENGTH)
    assert Roll(2_000, used_mm=13_900).slips_left(LENGTH) == 5
    assert Roll(2_000, used_mm=13_900).near_end(LENGTH)


def test_a_new_roll_is_not_near_its_end():
    assert not paper_roll.unused(58).near_end(LENGTH)


def test_longer_receipts_make_it_last_for_fewer():
    roll = paper_roll.unused(58)
    for _ in range(20):
        roll = roll.printed(900)
    assert 800 < roll.slip_mm <= 900
    assert roll.slips_left(LENGTH) == (LENGTH - 20 * 900) // roll.slip_mm


def test_a_test_slip_takes_paper_and_says_nothing_of_receipts():
    roll = paper_roll.unused(58).printed(200)
    assert (roll.used_mm, roll.slip_mm) == (200, 450)


def test_a_roll_used_up_by_the_count_lasts_for_none_and_goes_on_printing():
    roll = Roll(450, used_mm=LENGTH).printed(450)
    assert (roll.slips_left(LENGTH), roll.near_end(LENGTH)) == (0, True)


def test_paper_that_is_back_after_the_end_of_the_roll_is_a_new_roll():
    assert Roll(450, used_mm=23_000).without_paper().with_paper(LENGTH) == Roll(450, no_sensor=True)


def test_paper_that_is_back_in_the_middle_of_a_roll_is_a_question():
    back = Roll(450, used_mm=9_000).without_paper().with_paper(LENGTH)
    assert (back.asks, back.used_mm) == (True, 9_000)
    assert back.same() == Roll(450, used_mm=9_000)
    assert back.new().used_mm == 0


def test_a_roll_nothing_was_printed_on_yet_is_not_asked_about():
    assert Roll(450, used_mm=9_000).new().without_paper().with_paper(LENGTH) == Roll(450)


def test_paper_that_was_never_away_changes_nothing():
    roll = Roll(450, used_mm=23_000)
    assert roll.with_paper(LENGTH) == roll


def test_a_sensor_that_told_of_the_end_is_believed_about_the_next_roll():
    told = Roll(450, used_mm=9_000).told_low().without_paper().with_paper(LENGTH)
    assert told == Roll(450), "the roll was a short one"


def test_a_roll_that_ran_out_untold_proves_that_there_is_no_sensor_until_one_speaks():
    ran_out = Roll(450, used_mm=9_000).without_paper().with_paper(LENGTH).new()
    assert ran_out.no_sensor
    assert not ran_out.told_low().no_sensor
    assert not Roll(450, used_mm=9_000).new().no_sensor, "somebody changed it before its end"


@given(st.lists(st.one_of(SLIPS, st.sampled_from(["out", "back", "low", "new", "same"])), max_size=60))
def test_whatever_happens_the_count_is_what_was_printed_on_this_roll(events):
    roll, printed = paper_roll.unused(58), 0
    for event in events:
        before = roll
        if isinstance(event, int):
            roll, printed = roll.printed(event), printed + event
            assert roll.left_mm(LENGTH) <= before.left_mm(LENGTH)
        elif event == "back":
            was_at_its_end = before.is_out and (before.sensed or before.near_end(LENGTH))
            roll, printed = roll.with_paper(LENGTH), 0 if was_at_its_end else printed
        elif event == "new":
            roll, printed = roll.new(), 0
        else:
            roll = {"out": roll.without_paper, "low": roll.told_low, "same": roll.same}[event]()
        assert roll.used_mm == printed
        assert roll.left_mm(LENGTH) == max(0, LENGTH - printed)


@given(st.lists(SLIPS, min_size=1))
def test_the_usual_slip_is_never_shorter_or_longer_than_all_there_were(lengths):
    roll = paper_roll.unused(58)
    for one in lengths:
        roll = roll.printed(one)
    assert min(450, *lengths) <= roll.slip_mm <= max(450, *lengths)


@given(st.lists(SLIPS))
def test_once_warned_it_stays_warned_until_the_roll_is_changed(lengths):
    roll, warned = Roll(450, used_mm=20_000), False
    for _ in lengths:
        roll = roll.printed(450)
        assert roll.near_end(LENGTH) or not warned
        warned = roll.near_end(LENGTH)
    assert not roll.new().near_end(LENGTH)
