"""kill -9 at twenty random moments of a save, then work as a clerk does after a power cut."""

import random
import subprocess
import time

import pytest
from proof import numbers_on_paper

from .conftest import confirmed

KILLS = 20


def killed(room, draft, watched, seconds):
    """Start the save and kill it so long after the watched file first changed; True when it was still running."""
    before = watched.stat().st_size, watched.stat().st_mtime_ns
    process = subprocess.Popen(
        room.stage.client_command("intake", "--draft", draft),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=room.stage.client_environment(),
    )
    while process.poll() is None and (watched.stat().st_size, watched.stat().st_mtime_ns) == before:
        time.sleep(0.001)
    time.sleep(seconds)
    was_running = process.poll() is None
    process.kill()
    process.wait()
    return was_running


def goes_on(room, draft):
    """After the restart: what is not saved is saved, what is saved gets its one receipt; the number."""
    again = room.prepares("intake", "--draft", draft)
    if again.exit == 0:
        return confirmed(again)
    again.is_trouble("T511", 3)
    (number,) = set(room.numbers()) - room.settled
    printed = room.prepares("receipt", number)
    if printed.code == "P308":
        came_out = number in room.on_paper()
        room.prepares("receipt", number, "--came-out", "yes" if came_out else "no")
        printed = room.prepares("receipt", number) if not came_out else printed
    assert printed.exit == 0 or printed.code in ("P307", "P308"), printed
    return number


@pytest.mark.slow
def test_after_twenty_kills_every_receipt_has_its_record_and_no_case_is_double(own_room):
    room = own_room
    drafts = [room.draft(index) for index in range(KILLS + 1)]
    room.settled = {confirmed(room.prepares("intake", "--draft", drafts[0]))}
    moments = {room.home / "desk.lock": 0.3, room.home / "second-copy" / "confirmed.copy": 0.15}
    dice = random.Random(2026)
    running = 0
    for draft in drafts[1:]:
        watched, longest = dice.choice(list(moments.items()))
        running += killed(room, draft, watched, dice.uniform(0, longest))
        on_paper = set(room.on_paper())
        assert on_paper <= set(room.numbers()), "a receipt without a record"
        room.settled.add(goes_on(room, draft))
    assert running >= KILLS // 2
    assert room.drafts() == []
    assert len(room.settled) == KILLS + 1
    assert sorted(room.numbers()) == sorted(room.settled)
    assert room.on_paper() == dict.fromkeys(room.settled, 1)
    told = room.prepares("sync", "--until-settled", "--timeout", "120")
    assert (told.exit, told.json["settled"]) == (0, True), told
    held = [one["provisional_number"] for one in room.stage.county_json("cases")["cases"]]
    assert {number: held.count(number) for number in room.settled} == dict.fromkeys(room.settled, 1)
    assert numbers_on_paper(room.folder / "printed").keys() <= set(held)
