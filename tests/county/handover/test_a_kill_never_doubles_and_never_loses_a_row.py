"""Kills and crowds: the hand-over goes on where it was, whatever moment it was stopped at, however many run at once."""

import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest

from county import office
from county.connectors import answers, handover, planning
from county.connectors.front_database import FrontDatabase
from county.connectors.handover import hand_over

TABLES = ("wd_pro_event", "up_pro_process", "up_pro_material", "up_pro_accept", "up_pro_result")
SECONDS = 60


class Killed(BaseException):
    """Stands for a kill: nothing may catch it."""


@pytest.fixture
def work(county, registered):
    """Cases at several stages."""
    for number in range(4):
        provisional, _ = registered()
        if number % 2:
            office.status(county, provisional, "S50")
            office.complete(county, provisional, granted=True, result_name="备案表")


def all_of(own):
    """Everything that was handed over, but for when: by identity."""
    when = ("cd_time", "cd_batch", "is_sync")
    found = {
        (t, row["row_guid"]): {k: v for k, v in row.items() if k not in when} for t in TABLES for row in own.rows(t)
    }
    assert len(found) == sum(len(own.rows(t)) for t in TABLES)
    return found


def kill_after(monkeypatch, place, name, calls):
    """End the run right after the given call of a function has returned (and committed)."""
    usual = getattr(place, name)
    counted = iter(range(1, 1000))

    def once(*words, **more):
        done = usual(*words, **more)
        if next(counted) == calls:
            raise Killed
        return done

    monkeypatch.setattr(place, name, once)


@pytest.mark.parametrize("calls", [1, 2])
@pytest.mark.parametrize(
    ("place", "name"),
    [(handover, "plan"), (FrontDatabase, "put"), (handover, "_note"), (answers, "_take"), (FrontDatabase, "mark")],
)
def test_killed_after_any_step_the_next_round_ends_where_one_whole_round_does(
    monkeypatch, place, name, calls, county, connect, work, registered
):
    settings, own = connect("front", "1-best")
    other, whole = connect("whole", "1-best")
    hand_over(county, other)
    for system in (own, whole):
        system.sql("DELETE FROM dn_pro_process")
    kill_after(monkeypatch, place, name, calls)
    for _ in range(calls):
        try:
            hand_over(county, settings)
        except Killed:
            break
    monkeypatch.undo()
    hand_over(county, settings)
    assert all_of(own) == all_of(whole)


def test_killed_while_planning_nothing_is_planned_by_half(monkeypatch, county, settings, own, work, rows):
    kill_after(monkeypatch, planning, "_known_fact", 3)
    with pytest.raises(Killed):
        hand_over(county, settings)
    assert rows("handed_rows") == rows("handed_facts") == []
    monkeypatch.undo()
    hand_over(county, settings)
    assert len(own.rows("wd_pro_event")) == 4


def test_an_answer_is_done_once_though_the_mark_was_never_set(monkeypatch, county, settings, own, filed, station):
    number = filed()
    hand_over(county, settings)
    own.accept("99010120261127000010", provisional_number=number)
    kill_after(monkeypatch, answers, "_take", 1)
    with pytest.raises(Killed):
        hand_over(county, settings)
    monkeypatch.undo()
    told = station.feed()
    assert own.rows("dn_pro_accept")[0]["is_sync"] == "0"
    hand_over(county, settings)
    assert station.feed() == told
    assert own.rows("dn_pro_accept")[0]["is_sync"] == "1"


def test_two_hand_overs_at_once_write_each_row_once_in_order(county, settings, own, work):
    troubles = []

    def run():
        try:
            hand_over(county, settings)
        except Exception as error:
            troubles.append(error)

    crowd = [threading.Thread(target=run) for _ in range(4)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(SECONDS)
    assert troubles == []
    assert len(own.rows("wd_pro_event")) == 4
    by_case = {}
    for row in own.rows("up_pro_process"):
        by_case.setdefault(row["project_no"], []).append(row["process_name"])
    assert sorted(by_case.values()) == [
        ["收件", "登记"],
        ["收件", "登记"],
        ["收件", "登记", "受理"],
        ["收件", "登记", "受理"],
    ]


def test_the_process_is_killed_again_and_again_while_cases_come_in(county, settings, own, registered):
    chance = random.Random(7)
    command = [sys.executable, "-m", "county", "--data", str(county.data), "--json", "hand-over", "--every", "1"]
    for _ in range(4):
        for _ in range(3):
            registered()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.6 + chance.random())
        os.kill(process.pid, signal.SIGKILL)
        _out, err = process.communicate(timeout=SECONDS)
        assert b"Traceback" not in err
    hand_over(county, settings)
    assert len(own.rows("wd_pro_event")) == 12
    assert len(own.rows("up_pro_process")) == 24
    assert len(own.rows("up_pro_material")) == 24
