"""What is kept of the exchange for people to look up: bytes by day, runs, since when something fails."""

from datetime import UTC, date, datetime, timedelta

from windowdesk.domain.data_budget import Used
from windowdesk.domain.exchange_log import LINE, STICK_UP, Exchanged
from windowdesk.storage import exchanges as log
from windowdesk.storage.outbox import Retry
from windowdesk.storage.traffic import KEPT_DAYS

DAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 2, 4, tzinfo=UTC)


def test_bytes_add_up_by_day_and_night_apart(store):
    with store.unit() as unit:
        unit.traffic.add(DAY, 100, 30, night=False)
        unit.traffic.add(DAY, 1, 2, night=False)
        unit.traffic.add(DAY, 1000, 500, night=True)
    with store.reading() as view:
        assert view.traffic.of(DAY) == Used(101, 32, 1000, 500)
        assert view.traffic.of(DAY + timedelta(days=1)) == Used()


def test_days_are_kept_for_two_months(store):
    with store.unit() as unit:
        for number in range(KEPT_DAYS + 10):
            unit.traffic.add(DAY + timedelta(days=number), 1, 0, night=False)
        assert unit.traffic.of(DAY + timedelta(days=8)) == Used()
        assert unit.traffic.of(DAY + timedelta(days=9)) == Used(up=1)


def test_a_run_comes_back_as_it_was_written_newest_first(store):
    first = Exchanged(LINE, MOMENT, events=3, up=4000, down=200, proof="SL1", packs=("catalogue 7",))
    whole = Exchanged(LINE, MOMENT, MOMENT, "idle", "", {}, 1, 3, 3, 0, 0, 1, 2, (), 9000, 300, 3, "SL3")
    other = Exchanged(STICK_UP, MOMENT, MOMENT, "idle", "X601", {"wait": 5}, files=2)
    with store.unit() as unit:
        row = unit.exchanges.put(first)
        assert unit.exchanges.newest() == [first]
        assert unit.exchanges.put(whole, row) == row
        unit.exchanges.put(other)
    with store.reading() as view:
        assert view.exchanges.newest() == [other, whole]
        assert view.exchanges.last() == (row + 1, other)


def put_days(store, days):
    """One exchange on each of these days, told by its number; gives what is kept, newest first."""
    with store.unit() as unit:
        for number, day in enumerate(days):
            unit.exchanges.put(Exchanged(LINE, MOMENT + timedelta(days=day), events=number))
        return [one.events for one in unit.exchanges.newest(1000)]


def test_the_log_keeps_half_a_year(store, monkeypatch):
    monkeypatch.setattr(log, "LEAST", 5)
    assert put_days(store, range(300)) == list(range(299, 118, -1))


def test_however_much_was_exchanged_the_log_stays_of_a_size_and_the_oldest_go(store, monkeypatch):
    monkeypatch.setattr(log, "LEAST", 5)
    monkeypatch.setattr(log, "MOST", 20)
    assert put_days(store, [0] * 50) == list(range(49, 29, -1))


def test_a_clock_that_was_years_ahead_for_a_day_does_not_empty_the_log(store, monkeypatch):
    monkeypatch.setattr(log, "LEAST", 5)
    assert put_days(store, [*range(10), 40_000, 10]) == [11, 10, 9, 8, 7, 6]


def test_the_first_failure_in_a_row_is_remembered(store):
    retry = Retry(3, MOMENT, "X601", {}, since=MOMENT - timedelta(days=2))
    with store.unit() as unit:
        unit.outbox.set_retry("line", retry)
    with store.reading() as view:
        assert view.outbox.retry("line") == retry
