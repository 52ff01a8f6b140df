import pytest

from windowdesk.domain.case import CaseState
from windowdesk.domain.news import Noticed, PackAvailable, Registered, StatusChanged


@pytest.fixture
def items(clock):
    now = clock.now()
    return {
        1: Registered("c1", "99-1", now),
        2: StatusChanged("c1", CaseState.ACCEPTED, now),
        3: StatusChanged("c2", CaseState.REFUSED, now, note="不在范围"),
        4: Noticed("停机", "周六停机维护", now),
        5: PackAvailable("catalogue", 7, "d"),
    }


def test_the_feed_is_folded_once_however_often_it_arrives(store, items):
    for first in (True, False):
        with store.unit() as unit:
            assert [unit.mirror.apply(seq, news, f"raw {seq}") for seq, news in items.items()] == [first] * 5
    with store.reading() as view:
        assert view.mirror.cursor() == 5
        assert [one.news for one in view.mirror.news_of("c1")] == [items[1], items[2]]
        assert view.mirror.get(3).raw == "raw 3"


def test_an_item_that_comes_late_does_not_move_the_cursor_back(store, items):
    with store.unit() as unit:
        unit.mirror.apply(4, items[4], "")
        unit.mirror.apply(1, items[1], "")
        assert unit.mirror.cursor() == 4


def test_only_what_needs_a_person_stands_in_the_inbox_until_it_is_done(store, items):
    with store.unit() as unit:
        for seq, news in items.items():
            unit.mirror.apply(seq, news, "")
        assert [one.seq for one in unit.mirror.inbox()] == [3, 4]
        unit.mirror.done(3)
        unit.mirror.apply(3, items[3], "")
        assert [one.seq for one in unit.mirror.inbox()] == [4]
        assert [one.seq for one in unit.mirror.latest(2)] == [5, 4]


def test_after_going_back_to_the_beginning_all_is_folded_again_but_done_stays_done(store, items):
    with store.unit() as unit:
        for seq, news in items.items():
            unit.mirror.apply(seq, news, "")
        unit.mirror.done(3)
        unit.mirror.refold()
        assert unit.mirror.cursor() == 0
        assert [unit.mirror.apply(seq, news, "") for seq, news in items.items()] == [True] * 5
        assert [one.seq for one in unit.mirror.inbox()] == [4]


def test_what_this_program_cannot_read_is_kept_unseen_until_a_newer_one_can(store, items):
    with store.unit() as unit:
        assert unit.mirror.keep(3, "c2", "status.2027", "raw")
        assert not unit.mirror.keep(3, "c2", "status.2027", "raw")
        assert unit.mirror.cursor() == 3
        assert unit.mirror.news_of("c2") == unit.mirror.inbox() == unit.mirror.latest() == []
        assert unit.mirror.get(3) is None
        unit.mirror.refold()
        assert unit.mirror.apply(3, items[3], "raw")
        assert [one.news for one in unit.mirror.inbox()] == [items[3]]
