"""Between two runs the county is listened to: its news come at once, work here goes first, and nothing is asked in a circle."""

import threading
import time
from dataclasses import dataclass

import pytest

from county import office
from windowdesk import errors
from windowdesk.domain.case import CaseState
from windowdesk.events import Changed, Kind
from windowdesk.sync import ear as the_ear
from windowdesk.sync.ear import DEAF_RESTS, POLL_SECONDS, Ear
from windowdesk.sync.transport import HttpLine

WAIT = POLL_SECONDS * 2 / 3
"""Seconds: less than a poll lasts, so that nothing here is the end of one."""


@dataclass
class PaperLine:
    ended: bool = False
    closed: bool = False

    def end(self):
        self.ended = True

    def close(self):
        self.closed = True


@pytest.fixture
def lines():
    return []


@pytest.fixture
def ear(lines):
    def opened():
        lines.append(PaperLine())
        return lines[-1]

    return Ear(opened)


@pytest.fixture
def wake():
    return threading.Event()


def never(_line, _seconds):
    raise AssertionError("nobody should be asked")


def nobody(_line, _seconds):
    raise errors.CountyTrouble(errors.COUNTY_TIMEOUT)


def test_news_are_a_reason_for_a_run(ear, wake, lines):
    assert ear.listen(lambda line, seconds: line is lines[0] and seconds == POLL_SECONDS, wake)
    assert ear.listen(lambda line, _seconds: line is lines[0], wake), "the line is used again"


def test_work_that_is_there_already_goes_first(ear, wake):
    wake.set()
    assert ear.listen(never, wake)


def test_work_that_comes_meanwhile_cuts_the_poll_and_the_next_has_a_line_of_its_own(ear, wake, lines):
    def worked(line, _seconds):
        wake.set()
        ear.cut()
        assert line.ended
        raise errors.CountyTrouble(errors.COUNTY_TIMEOUT)

    assert ear.listen(worked, wake)
    wake.clear()
    assert ear.listen(lambda line, _seconds: not line.ended, wake)
    assert [line.closed for line in lines] == [True, False]


def test_a_cut_while_nobody_listens_harms_nothing(ear, wake, lines):
    ear.cut()
    assert ear.listen(lambda _line, _seconds: True, wake)
    ear.cut()
    assert not lines[0].ended


@pytest.mark.parametrize(
    "useless", [nobody, lambda _line, _seconds: False, lambda _line, _seconds: 1 / 0], ids=["cut", "at once", "bug"]
)
def test_where_something_on_the_way_does_not_wait_the_plain_interval_holds_for_a_while(ear, wake, useless):
    assert not ear.listen(useless, wake)
    for _ in range(DEAF_RESTS):
        assert not ear.listen(never, wake)
    assert ear.listen(lambda _line, _seconds: True, wake)


def test_a_quiet_county_is_asked_again_until_it_is_time_for_a_run(ear, wake, monkeypatch):
    now = [0.0]
    asked = []

    def quiet(_line, seconds):
        asked.append(seconds)
        now[0] += seconds
        return False

    monkeypatch.setattr(the_ear.time, "monotonic", lambda: now[0])
    assert ear.listen(quiet, wake)
    assert sum(asked) == the_ear.QUIET_SECONDS


class HeardLine(HttpLine):
    """Tells when it is asked for the feed."""

    def __init__(self, address, listening):
        super().__init__(address, floor=5.0)
        self._listening = listening

    def send(self, request):
        self._listening.set()
        return super().send(request)


@pytest.fixture
def listening():
    return threading.Event()


@pytest.fixture
def loop(station, listening):
    ear = Ear(lambda: HeardLine(station.address, listening))
    loop = station.loop(ear=ear)
    yield loop
    assert loop.stop(WAIT)


def waited_for(holds):
    end = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
    return True


def test_a_word_of_the_county_comes_although_the_next_run_is_an_hour_away(station, county, loop, listening):
    case = station.file(b"page")
    loop.start()
    assert listening.wait(WAIT)
    office.register(county.place, case.id)
    assert waited_for(lambda: station.case(case.id).state is CaseState.REGISTERED)


def test_what_is_filed_while_listening_goes_up_at_once_and_again_it_is_listened(station, loop, listening):
    loop.start()
    assert listening.wait(WAIT)
    listening.clear()
    case = station.file(b"page")
    station.bus.publish(Changed(frozenset({Kind.OUTBOX})))
    assert waited_for(lambda: [one and one.kind for one in station.verdicts(case.id)] == ["accepted"])
    assert listening.wait(WAIT)


def test_closing_does_not_wait_for_the_county(loop, listening):
    loop.start()
    assert listening.wait(WAIT)
    began = time.monotonic()
    assert loop.stop(WAIT)
    assert time.monotonic() - began < POLL_SECONDS / 3


def test_a_line_that_is_torn_while_listening_leaves_no_reason_behind(station, loop, listening, line, caplog):
    caplog.set_level("INFO", logger=the_ear.__name__)
    loop.start()
    assert listening.wait(WAIT)
    line.cut()
    assert waited_for(lambda: any(one.message.startswith("listening: ") for one in caplog.records))
    assert station.look(lambda view: view.outbox.retries()) == {}
    line.open()
    case = station.file(b"page")
    station.bus.publish(Changed(frozenset({Kind.OUTBOX})))
    assert waited_for(lambda: [one and one.kind for one in station.verdicts(case.id)] == ["accepted"])
