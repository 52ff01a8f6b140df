from datetime import UTC, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from windowdesk.domain.case import (
    COUNTY_SAYS,
    FINISHED,
    MOVES,
    Case,
    CaseState,
    Exchange,
    Mode,
    Role,
    Stage,
    check_move,
    clock_of,
    document_of,
    documents_of,
    follow_county,
    may_move,
    may_print_acceptance,
    move,
    shown_state,
    stage_of,
    words_of,
)
from windowdesk.domain.case_states import CaseClock
from windowdesk.domain.people import Person
from windowdesk.errors import InputRefused

S = CaseState


def fresh(state=S.RECEIVED, **more):
    return Case(
        id="c1",
        provisional_number="LS",
        item_code="i",
        item_version=1,
        item_name="事项",
        state=state,
        mode=Mode.WINDOW,
        applicant=Person("张样例", "990101195001010013"),
        received_at=datetime(2026, 11, 20, tzinfo=UTC),
        clerk="李样例",
        badge="1",
        window="1",
        site="村",
        region="990101001001",
        receives_for="applicant",
        **more,
    )


def test_every_state_has_words_a_clock_and_at_most_one_stage():
    assert len({words_of(state) for state in S}) == len(S)
    assert {stage_of(state) for state in S} == {*Stage, None}
    assert all(isinstance(clock_of(state), CaseClock) for state in S)


def test_papers_stand_with_their_states():
    assert document_of(S.RECEIVED) == "收件凭证"
    assert document_of(S.CORRECTION_ASKED) == "补齐补正通知单"
    assert "送达回证" in documents_of(S.READY)
    assert document_of(S.IN_REVIEW) == ""


def test_every_state_but_the_first_can_be_reached_and_ends_are_ends():
    reached = {S.DRAFT}
    while True:
        further = {to for start, to in MOVES if start in reached} - reached
        if not further:
            break
        reached |= further
    assert reached == set(S)
    left = {start for start, _ in MOVES}
    assert {S.REFUSED, S.WITHDRAWN, S.ENDED, S.VOID, S.ARCHIVED} == set(S) - left


def test_offline_the_desk_goes_no_further_than_its_own_part():
    by_clerk = {(a, b) for a, b in MOVES if may_move(a, b, offline=True, role=Role.CLERK)}
    assert {to for _, to in by_clerk} <= {
        *(S.RECEIVED, S.RETURNED, S.DRAFT, S.QUEUED, S.CORRECTED, S.WITHDRAWN, S.VOID),
        *(S.READY, S.DELIVERED, S.EVALUATED),
    }
    assert not any(to in {S.ACCEPTED, S.ACCEPTED_WITH_GAPS, S.REFUSED, S.REGISTERED} for _, to in by_clerk)


def test_an_accepting_window_accepts_only_on_the_line():
    assert may_move(S.REGISTERED, S.ACCEPTED, offline=False, role=Role.ACCEPTING_WINDOW)
    assert not may_move(S.REGISTERED, S.ACCEPTED, offline=True, role=Role.ACCEPTING_WINDOW)
    assert not may_move(S.REGISTERED, S.ACCEPTED, offline=False, role=Role.CLERK)


def test_only_a_supervisor_voids_and_only_before_anything_left_the_machine():
    assert may_move(S.RECEIVED, S.VOID, role=Role.SUPERVISOR)
    assert not may_move(S.RECEIVED, S.VOID, role=Role.CLERK)
    for start in S:
        if start is not S.DRAFT:
            assert not may_move(start, S.VOID, role=Role.SUPERVISOR, left_machine=True)


def test_a_refused_move_says_state_and_act():
    with pytest.raises(InputRefused) as refused:
        check_move(S.ACCEPTED, S.DELIVERED)
    assert refused.value.code == "N712"
    assert "已受理" in refused.value.happened
    assert "送达" in refused.value.happened
    with pytest.raises(InputRefused) as refused:
        move(fresh(S.REGISTERED), S.VOID, role=Role.SUPERVISOR, left_machine=True)
    assert "作废" in refused.value.happened


def test_moving_gives_a_new_case_and_leaves_the_old_one():
    case = fresh(S.READY)
    assert move(case, S.DELIVERED).state is S.DELIVERED
    assert case.state is S.READY


def test_the_county_is_followed_and_an_older_word_changes_nothing():
    case = follow_county(fresh(), S.REGISTERED, 5, official_number="9901012026000001")
    assert (case.state, case.number) == (S.REGISTERED, "9901012026000001")
    later = follow_county(case, S.GRANTED, 9, note="已办结")
    for seq in (4, 5, 8, 9):
        assert follow_county(later, S.CORRECTION_ASKED, seq) is later


@pytest.mark.parametrize("state", [S.DRAFT, S.RECEIVED, S.RETURNED, S.QUEUED, S.UPLOADED, S.VOID])
def test_the_county_cannot_report_what_belongs_to_the_desk(state):
    with pytest.raises(ValueError, match="cannot report"):
        follow_county(fresh(), state, 1)


def test_a_voided_case_stays_void():
    void = fresh(S.VOID)
    assert follow_county(void, S.REGISTERED, 1) is void


@pytest.mark.parametrize(
    ("base", "exchange", "mirror", "shown"),
    [
        (S.RECEIVED, Exchange.WAITING, None, S.QUEUED),
        (S.RECEIVED, Exchange.TAKEN, None, S.UPLOADED),
        (S.RECEIVED, Exchange.SETTLED, None, S.UPLOADED),
        (S.RECEIVED, Exchange.SETTLED, S.REGISTERED, S.REGISTERED),
        (S.RECEIVED, Exchange.REJECTED, None, S.BOUNCED),
        (S.RECEIVED, Exchange.LOCAL, None, S.RECEIVED),
        (S.CORRECTED, Exchange.WAITING, S.CORRECTION_ASKED, S.CORRECTED),
        (S.CORRECTED, Exchange.SETTLED, S.REGISTERED, S.CORRECTED),
        (S.CORRECTED, Exchange.SETTLED, S.ACCEPTED, S.ACCEPTED),
        (S.DELIVERED, Exchange.WAITING, S.GRANTED, S.DELIVERED),
        (S.DELIVERED, Exchange.SETTLED, S.READY, S.DELIVERED),
        (S.DELIVERED, Exchange.SETTLED, S.ARCHIVED, S.ARCHIVED),
        (S.WITHDRAWN, Exchange.WAITING, S.REGISTERED, S.WITHDRAWN),
        (S.VOID, Exchange.WAITING, None, S.VOID),
    ],
)
def test_what_a_clerk_sees_is_the_countys_word_with_the_desks_unfinished_act_on_top(base, exchange, mirror, shown):
    assert shown_state(base, exchange, mirror) is shown


@pytest.mark.parametrize("exchange", [Exchange.WAITING, Exchange.TAKEN, Exchange.SETTLED])
def test_a_newer_word_of_the_county_takes_the_place_of_its_older_one_whatever_is_under_way(exchange):
    assert shown_state(S.REGISTERED, exchange, S.ACCEPTED) is S.ACCEPTED
    assert shown_state(S.ACCEPTED, exchange, S.GRANTED) is S.GRANTED


def test_a_second_round_of_correction_is_shown_unless_it_is_known_to_be_the_first():
    assert shown_state(S.CORRECTED, Exchange.SETTLED, S.CORRECTION_ASKED) is S.CORRECTION_ASKED
    assert shown_state(S.CORRECTED, Exchange.SETTLED, S.CORRECTION_ASKED, answered=False) is S.CORRECTED


def test_the_acceptance_notice_is_not_printed_offline_before_acceptance():
    assert not may_print_acceptance(fresh(), delegated=False, offline=True)
    assert not may_print_acceptance(fresh(), delegated=True, offline=True)
    assert may_print_acceptance(fresh(), delegated=True, offline=False)
    assert may_print_acceptance(fresh(S.ACCEPTED), delegated=False, offline=True)


class CaseLife(RuleBasedStateMachine):
    """A case moved at random by clerks, supervisors and a county whose words arrive in any order."""

    def __init__(self):
        super().__init__()
        self.case = fresh(S.DRAFT)
        self.left = False
        self.newest = 0
        self.voided_after_leaving = False

    @rule(to=st.sampled_from(list(S)), role=st.sampled_from([Role.CLERK, Role.SUPERVISOR]))
    def desk_moves(self, to, role):
        before = self.case
        try:
            self.case = move(before, to, role=role, left_machine=self.left)
        except InputRefused:
            assert self.case is before
            return
        self.voided_after_leaving |= to is S.VOID and self.left
        assert MOVES[(before.state, to)].offline

    @precondition(lambda self: self.case.state in {S.RECEIVED, S.QUEUED})
    @rule()
    def an_upload_begins(self):
        self.left = True

    @precondition(lambda self: self.left)
    @rule(state=st.sampled_from(sorted(COUNTY_SAYS, key=lambda one: one.value)), seq=st.integers(1, 40))
    def the_county_says(self, state, seq):
        before = self.case
        self.case = follow_county(before, state, seq)
        if seq <= self.newest:
            assert self.case is before
        elif before.state is not S.VOID:
            assert (self.case.state, self.case.status_seq) == (state, seq)
        self.newest = max(self.newest, self.case.status_seq)

    @invariant()
    def nothing_that_left_is_ever_voided(self):
        assert not self.voided_after_leaving
        assert self.case.state in S
        assert self.case.status_seq == self.newest


CaseLife.TestCase.settings = settings(max_examples=120, stateful_step_count=25)
TestCaseLife = CaseLife.TestCase


def test_finished_cases_are_not_open():
    assert S.ACCEPTED not in FINISHED
    assert {S.DELIVERED, S.VOID, S.WITHDRAWN} <= FINISHED
