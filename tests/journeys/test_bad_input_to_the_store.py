"""The data file under attack: newer, damaged, held by another, written at a wrong date, saved twice."""

import hashlib
import os
import subprocess
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from stage import PASSPHRASE

from windowdesk import app, errors
from windowdesk.app import open_desk
from windowdesk.casework import drafts, receive
from windowdesk.casework.desk import Desk
from windowdesk.clock import HeldClock
from windowdesk.storage import engine, schema
from windowdesk.storage.vault import open_vault

from .conftest import confirmed, overwrite


def digests(folder):
    return {
        file.relative_to(folder): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and file.parent.name != "logs" and file.name != "desk.lock"
    }


def set_version(room, version):
    made = engine.make_engine(room.home / "desk.db", open_vault(room.home, passphrase=PASSPHRASE))
    with closing(made.connect()) as connection, connection.begin():
        engine.run(connection, "UPDATE alembic_version SET version_num = ?", (version,))
    made.dispose()


def test_a_database_of_a_newer_program_is_refused_untouched_and_opens_under_the_newer_one(room):
    number = confirmed(room.prepares("intake", "--draft", room.draft(), "--no-print"))
    set_version(room, "9000")
    before = digests(room.home)
    told = room.does("worklist").is_trouble("T501", 6)
    assert "9000" in told.json["error"]["happened"]
    assert digests(room.home) == before
    set_version(room, schema.VERSION)
    assert room.numbers() == [number]


@pytest.mark.parametrize("content", [os.urandom(65536), bytes(65536)], ids=["noise", "zeros"])
def test_64_kb_overwritten_in_the_middle_lose_nothing_that_was_confirmed(own_room, content):
    room = own_room
    numbers = [confirmed(room.prepares("intake", "--draft", room.draft(index))) for index in range(3)]
    waiting = room.draft(3)
    file = room.home / "desk.db"
    overwrite(file, file.stat().st_size // 2, content)
    told = room.does("worklist")
    assert told.exit == 0
    assert "[T502]" in told.err
    assert {row["number"] for row in told.json["rows"]} == set(numbers)
    assert "[T502]" not in room.prepares("worklist").err
    assert room.drafts() == [waiting]
    fourth = confirmed(room.prepares("intake", "--draft", waiting))
    assert fourth not in numbers
    assert room.on_paper() == dict.fromkeys([*numbers, fourth], 1)
    settled = room.prepares("sync", "--until-settled", "--timeout", "60")
    assert (settled.exit, settled.json["settled"]) == (0, True), settled
    at_county = [one["provisional_number"] for one in room.stage.county_json("cases")["cases"]]
    assert {at_county.count(number) for number in (*numbers, fourth)} == {1}


def test_a_second_instance_is_told_and_disturbs_nothing(room):
    draft = room.draft()
    with closing(open_desk(room.home, passphrase=PASSPHRASE)) as first:
        room.does("intake", "--draft", draft).is_trouble("T503", 6)
        received = receive.receive(first.desk, drafts.resume(first.desk, draft)).value
    assert room.numbers() == [received.case.provisional_number]


def test_a_clock_before_2020_keeps_the_draft_and_refuses_the_save(room, monkeypatch):
    draft = room.draft()
    monkeypatch.setattr(app, "SystemClock", lambda: HeldClock(datetime(2010, 1, 1, tzinfo=UTC)))
    told = room.prepares("intake", "--draft", draft).is_trouble("T507", 6)
    assert "2010-01-01" in told.json["error"]["happened"]
    monkeypatch.undo()
    assert room.drafts() == [draft]
    assert room.on_paper() == {}
    assert confirmed(room.prepares("intake", "--draft", draft))


def test_two_programs_that_save_one_draft_at_once_make_one_case(room):
    draft = room.draft()
    both = [
        subprocess.Popen(
            room.stage.client_command("intake", "--draft", draft),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=room.stage.client_environment(),
        )
        for _ in range(2)
    ]
    told = [room._told(one.wait(60), *one.communicate()) for one in both]
    codes = sorted(one.code for one in told)
    assert codes[0] == ""
    assert codes[1] in ("T503", "T511")
    assert len(room.numbers()) == 1
    assert room.on_paper() == dict.fromkeys(room.numbers(), 1)


def test_two_windows_that_press_save_on_one_draft_make_one_case(room):
    draft = room.draft()
    start = threading.Barrier(2)
    ended = []

    def press(first):
        here = first.desk
        store = here.store.sibling()
        with closing(store):
            desk = Desk(store, here.blobs, here.clock, here.settings, here.bus, here.home, here.station_key)
            shown = drafts.resume(desk, draft)
            start.wait()
            try:
                ended.append(receive.receive(desk, shown).value.case.provisional_number)
            except errors.Known as trouble:
                ended.append(trouble)

    with closing(open_desk(room.home, passphrase=PASSPHRASE)) as first:
        windows = [threading.Thread(target=press, args=(first,)) for _ in range(2)]
        for window in windows:
            window.start()
        for window in windows:
            window.join()
    (number,) = [one for one in ended if isinstance(one, str)]
    (trouble,) = [one for one in ended if not isinstance(one, str)]
    assert trouble.code == "T511"
    assert number in trouble.happened
    assert room.numbers() == [number]
