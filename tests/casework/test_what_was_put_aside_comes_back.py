"""A rejected step is put aside with a reason, listed with who and when, and put back into the ordinary flow."""

from datetime import timedelta

import pytest

from windowdesk.casework import aside, case_view, inbox, queue_view, withdraw
from windowdesk.errors import InputRefused
from windowdesk.storage.outbox import Retry


@pytest.fixture
def refused(desk, received, county):
    """A case that was accepted, and whose withdrawal the county rejected."""
    case = received()
    county.settles(case.id)
    withdraw.withdraw(desk, case.id, "本人不办了")
    county.rejects(case.id, "已经办结")
    return case


def test_it_is_listed_with_the_reason_who_and_when_and_with_the_county_s_words(desk, refused):
    aside.put_aside(desk, refused.id, " 群众改主意了 ")
    (row,) = aside.rows(desk)
    assert (row.case_id, row.number, row.reason) == (refused.id, refused.number, "群众改主意了")
    assert (row.who, row.at) == (desk.actor, desk.clock.now())
    assert (row.what, row.county) == ("申请人撤回", "县平台退回：不能登记：已经办结。")
    assert row.story == "017 赵小梅于 03月02日 09:00 记为不再处理：群众改主意了。"


def test_it_leaves_queue_and_inbox_and_the_queue_counts_it(desk, refused):
    aside.put_aside(desk, refused.id, "群众改主意了")
    assert inbox.rows(desk) == ()
    view = queue_view.view(desk)
    assert (view.rows, view.aside) == ((), 1)


def test_the_timeline_keeps_the_reason_and_who(desk, refused):
    aside.put_aside(desk, refused.id, "群众改主意了")
    entry = next(one for one in case_view.view(desk, refused.id).timeline if one.title == "申请人撤回")
    assert entry.detail == "017 赵小梅；不再处理：群众改主意了（017 赵小梅）"


def test_put_back_it_stands_in_inbox_and_queue_again_and_nothing_is_aside(desk, refused):
    before = inbox.rows(desk)
    aside.put_aside(desk, refused.id, "群众改主意了")
    assert aside.put_back(desk, refused.id).value == 1
    assert inbox.rows(desk) == before
    (row,) = queue_view.view(desk).rows
    assert row.may_put_aside
    assert aside.rows(desk) == ()
    entry = next(one for one in case_view.view(desk, refused.id).timeline if one.title == "申请人撤回")
    assert entry.detail == "017 赵小梅"
    assert "已经办结" in entry.waiting


def test_put_back_its_lanes_are_tried_at_once(desk, refused):
    aside.put_aside(desk, refused.id, "群众改主意了")
    now = desk.clock.now()
    with desk.store.unit("x") as unit:
        unit.outbox.set_retry("small files", Retry(9, now + timedelta(hours=1), "X606", {"status": 500}, now))
    aside.put_back(desk, refused.id)
    with desk.store.reading() as view:
        assert view.outbox.retries() == {}


def test_both_acts_are_audited(desk, refused):
    aside.put_aside(desk, refused.id, "群众改主意了")
    aside.put_back(desk, refused.id)
    with desk.store.reading() as view:
        back, put = view.audit.latest(2)
    assert (put.action, put.detail["reason"], back.action) == ("queue.aside", "群众改主意了", "queue.back")


def test_what_is_not_aside_cannot_be_put_back(desk, refused):
    with pytest.raises(InputRefused) as told:
        aside.put_back(desk, refused.id)
    assert told.value.code == "X632"


def test_after_the_county_was_restored_its_word_is_void_and_so_is_what_was_put_aside_upon_it(desk, refused):
    aside.put_aside(desk, refused.id, "群众改主意了")
    with desk.store.unit("exchange") as unit:
        unit.outbox.unsettle(1)
    assert aside.rows(desk) == ()
