from dataclasses import replace
from datetime import timedelta

import pytest

from windowdesk.storage.outbox import GENESIS, Counts, Marks, Retry, Verdict


@pytest.fixture
def five(store, receive):
    """A store with five cases, each with one event."""
    with store.unit() as unit:
        for _ in range(5):
            receive(unit, blobs=("aa" * 32,))
    return store


def test_the_log_begins_at_one_after_sixty_four_zeros(store, receive):
    with store.unit() as unit:
        assert unit.outbox.head() == (0, GENESIS)
        receive(unit)
        seq, digest = unit.outbox.head()
    with store.reading() as view:
        assert view.outbox.head() == (seq, digest) == (1, view.outbox.digest_of(1))
        assert view.outbox.digest_of(2) is None


def test_an_event_out_of_order_is_refused(five):
    with five.reading() as view:
        event = view.outbox.after(0, 1)[0]
    for seq in (1, 5, 7):
        with pytest.raises(ValueError, match="after 5"), five.unit() as unit:
            unit.outbox.append(replace(event, seq=seq))


def test_events_of_a_case_are_numbered_by_themselves(store, receive, clock):
    with store.unit() as unit:
        case = receive(unit)
        assert unit.outbox.next_case_seq(case.id) == 2
        assert unit.outbox.next_case_seq("another") == 1


def test_a_batch_keeps_to_its_limits_but_never_comes_empty(five):
    with five.reading() as view:
        size = len(view.outbox.after(0, 1)[0].text.encode())
        assert [event.seq for event in view.outbox.after(1, 2)] == [2, 3]
        assert [event.seq for event in view.outbox.after(0, 10, 2 * size)] == [1, 2]
        assert [event.seq for event in view.outbox.after(3, 10, 1)] == [4]
        assert view.outbox.after(5) == []


def test_each_verdict_is_kept_and_a_settled_event_does_not_fall_back(five):
    with five.unit() as unit:
        unit.outbox.set_marks(4, 2, "e1")
        unit.outbox.verdict(1, Verdict("accepted", proof="P1"))
        unit.outbox.verdict(2, Verdict("rejected", title="材料不清", detail="第 2 页看不清", code="M01"))
        unit.outbox.verdict(3, Verdict("held", waiting_for=("aa",)))
        unit.outbox.verdict(1, Verdict("held"))
        unit.outbox.verdict(1, Verdict("rejected"))
        unit.outbox.verdict(2, Verdict("held"))
    with five.reading() as view:
        assert [(one.seq, one.state) for one in view.outbox.waiting()] == [(3, "held"), (4, "sent"), (5, "waiting")]
        assert view.outbox.waiting()[0].verdict == Verdict("held", waiting_for=("aa",))
        assert [one.verdict.detail for one in view.outbox.rejected()] == ["第 2 页看不清"]
        assert view.outbox.counts() == Counts(waiting=2, held=1, rejected=1)
        assert view.outbox.marks() == Marks(4, 2, "e1")
        accepted = view.outbox.of_case(view.outbox.after(0, 1)[0].case)
        assert [verdict.proof for _, verdict in accepted] == ["P1"]


def test_a_held_event_may_be_settled_later(five):
    with five.unit() as unit:
        unit.outbox.verdict(1, Verdict("held"))
        unit.outbox.verdict(1, Verdict("accepted"))
    with five.reading() as view:
        assert view.outbox.counts().held == 0


def test_what_a_person_dealt_with_leaves_the_list(five):
    with five.unit() as unit:
        unit.outbox.verdict(2, Verdict("rejected"))
        unit.outbox.dealt_with(2)
    with five.reading() as view:
        assert view.outbox.rejected() == []
        assert view.outbox.counts().rejected == 0


def test_after_the_county_was_restored_its_answers_are_void_behind_the_mark_and_asked_for_again_below_it(five):
    with five.unit() as unit:
        for seq in range(1, 6):
            unit.outbox.verdict(seq, Verdict("rejected" if seq == 2 else "accepted", proof=f"P{seq}"))
        unit.outbox.dealt_with(2)
        unit.outbox.unsettle(3)
        unit.outbox.set_marks(3, 3, "e2")
    with five.reading() as view:
        assert [(one.seq, one.state) for one in view.outbox.waiting()] == [
            (1, "sent"),
            (2, "sent"),
            (3, "sent"),
            (4, "waiting"),
            (5, "waiting"),
        ]
    with five.unit() as unit:
        unit.outbox.verdict(2, Verdict("rejected"))
    with five.reading() as view:
        assert view.outbox.rejected() == [], "a person has dealt with it before"


def test_why_and_when_something_is_tried_again_survives_a_restart(opened, receive, clock):
    store = opened()
    retry = Retry(3, clock.now() + timedelta(minutes=5), "X604", {"wait": 300})
    with store.unit() as unit:
        receive(unit)
        unit.outbox.set_retry("event:1", retry)
        unit.outbox.set_retry("uplink", replace(retry, attempts=9))
    store = opened()
    with store.reading() as view:
        assert view.outbox.retry("event:1") == retry
        assert view.outbox.waiting()[0].retry == retry
        assert set(view.outbox.retries()) == {"event:1", "uplink"}
    with store.unit() as unit:
        unit.outbox.set_retry("event:1", None)
        assert unit.outbox.retry("event:1") is None
        assert unit.outbox.waiting()[0].retry.attempts == 9


def test_files_are_sent_only_when_an_event_names_them(store, receive):
    from windowdesk.domain.case import BlobRef

    big, small, loose = (BlobRef(name * 32, "image/jpeg", size) for name, size in (("aa", 900), ("bb", 10), ("cc", 5)))
    with store.unit() as unit:
        for ref in (big, small, loose):
            unit.blobs.add(ref)
        receive(unit, blobs=(big.digest, small.digest))
        receive(unit, blobs=(big.digest,))
    with store.unit() as unit:
        assert [(row.ref, row.wanted) for row in unit.blobs.to_send()] == [(small, 1), (big, 1)]
        assert unit.blobs.counts() == (2, 910)
        unit.blobs.set_upload(big.digest, "https://county/u/1", 400)
        assert unit.blobs.counts() == (2, 510)
        assert unit.blobs.get(big.digest).upload == "https://county/u/1"
        unit.blobs.at_county(big.digest)
        unit.blobs.at_county(small.digest)
        assert unit.blobs.to_send() == []
        assert unit.blobs.counts() == (0, 0)
        assert unit.blobs.lost([small.digest, loose.digest]) == 1
        assert [row.ref for row in unit.blobs.to_send()] == [small]
        unit.blobs.offer_again()
        assert [row.ref for row in unit.blobs.to_send()] == [small, big]


def test_a_file_is_safe_only_when_every_event_that_names_it_is(store, receive):
    with store.unit() as unit:
        for _ in range(2):
            receive(unit, blobs=("aa" * 32,))
        assert not unit.blobs.is_safe("aa" * 32)
        unit.blobs.at_county("aa" * 32)
        unit.outbox.set_marks(2, 1, "e")
        assert not unit.blobs.is_safe("aa" * 32)
        unit.outbox.set_marks(2, 2, "e")
        assert unit.blobs.is_safe("aa" * 32)
        assert not unit.blobs.is_safe("unknown")


def test_a_case_is_counted_as_waiting_once_however_many_of_its_events_are_open(five, receive):
    with five.unit() as unit:
        second = replace(unit.outbox.after(0, 1)[0], seq=6, id="6" * 32, case_seq=2)
        unit.outbox.append(second)
        assert unit.outbox.cases_waiting() == 5
        unit.outbox.verdict(1, Verdict("accepted"))
        unit.outbox.verdict(6, Verdict("rejected"))
        unit.outbox.verdict(2, Verdict("held"))
        unit.outbox.verdict(3, Verdict("accepted"))
        assert unit.outbox.cases_waiting() == 4
        unit.outbox.dealt_with(6)
        assert unit.outbox.cases_waiting() == 3
