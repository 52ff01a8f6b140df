import os
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest

from windowdesk import errors
from windowdesk.storage import second_copy


def copy_of(store):
    return store.second_copy / second_copy.FILE_NAME


KILLED_IN_A_SAVE = """
import os, signal, sys
from datetime import UTC, date, datetime
from pathlib import Path
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from windowdesk.clock import HeldClock
from windowdesk.storage import second_copy, work
from windowdesk.storage.store import Store
from windowdesk.storage.vault import Vault

home, moment = Path(sys.argv[1]), sys.argv[2]
vault = Vault(bytes(range(32)), Ed25519PrivateKey.from_private_bytes(b"s" * 32))
store = Store.open(home, vault, clock=HeldClock(datetime(2026, 11, 22, 2, tzinfo=UTC)))

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def half(handle, content):
    os.write(handle, content[: len(content) // 2])
    die()

with store.unit("killed") as unit:
    unit.serials.next(date(2026, 11, 22))
    unit.audit.write("act.of.the.killed")
    if moment == "before both":
        die()
    if moment == "in the copy":
        second_copy._write_all = half
    if moment == "between":
        unit._work.connection.commit = die
print("confirmed", flush=True)
die()
"""


@pytest.mark.parametrize(
    ("moment", "kept"),
    [("before both", False), ("in the copy", False), ("between", True), ("after both", True)],
)
def test_after_a_kill_in_a_save_both_copies_say_the_same(home, opened, receive, everything, moment, kept):
    store = opened()
    with store.unit() as unit:
        receive(unit)
    before = everything(store)
    store.close()
    script = [sys.executable, "-c", KILLED_IN_A_SAVE, str(home), moment]
    killed = subprocess.run(script, check=False, capture_output=True, text=True)
    assert killed.returncode == -9, killed.stderr
    assert ("confirmed" in killed.stdout) <= kept
    store = opened()
    after = everything(store)
    assert after[:2] == before[:2]
    assert [row.action for row in after[2]] == ["act.of.the.killed"] * kept + ["case.received"]
    assert store.verify_audit().faults == ()
    with store.unit() as unit:
        assert receive(unit).provisional_number.endswith(f"{2 + kept:04}X")
    assert both_say_the_same(store, opened, home, everything)


def both_say_the_same(store, opened, home, everything):
    """What stands in the database is what the second copy alone gives back."""
    here = everything(store)
    store.close()
    for tail in ("", "-wal", "-shm"):
        (home / f"desk.db{tail}").unlink(missing_ok=True)
    again = everything(opened())
    return here[:2] == again[:2] and here[2] == [row for row in again[2] if row.action != "store.restored"]


@pytest.mark.parametrize("cut", [1, 17, 40, 200])
def test_a_torn_tail_is_cut_off_and_the_unit_comes_back_from_the_database(opened, receive, everything, cut):
    store = opened()
    for _ in range(3):
        with store.unit() as unit:
            receive(unit)
    before, file = everything(store), copy_of(store)
    store.close()
    os.truncate(file, file.stat().st_size - cut)
    store = opened()
    assert everything(store) == before
    survey = store._shared.copy.survey()
    assert (survey.last_unit, survey.holes, survey.end) == (3, 0, file.stat().st_size)


def test_bytes_of_an_unfinished_frame_are_cut_off(opened, receive, everything):
    store = opened()
    with store.unit() as unit:
        receive(unit)
    before, file, size = everything(store), copy_of(store), copy_of(store).stat().st_size
    store.close()
    with file.open("ab") as stream:
        stream.write(b"WDf1" + os.urandom(50))
    store = opened()
    assert everything(store) == before
    assert file.stat().st_size == size


def test_a_copy_damaged_in_the_middle_is_written_anew_and_the_old_one_kept_aside(opened, receive, home, everything):
    store = opened()
    for _ in range(4):
        with store.unit() as unit:
            receive(unit)
    file = copy_of(store)
    store.close()
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 2)
        stream.write(os.urandom(64))
    store = opened()
    store.check()
    assert store._shared.copy.survey().holes == 0
    assert len(list(file.parent.glob("confirmed.aside-*"))) == 1
    assert both_say_the_same(store, opened, home, everything)


def test_a_lost_second_copy_is_made_again_from_the_database(opened, receive, home, everything):
    store = opened()
    for _ in range(3):
        with store.unit() as unit:
            receive(unit)
    store.close()
    shutil.rmtree(home / "second-copy")
    assert both_say_the_same(opened(), opened, home, everything)


def test_an_older_database_catches_up_from_the_second_copy(opened, receive, home, everything):
    store = opened()
    with store.unit() as unit:
        receive(unit)
    store.close()
    shutil.copy(home / "desk.db", home / "yesterday")
    store = opened()
    for _ in range(3):
        with store.unit() as unit:
            receive(unit)
    before = everything(store)
    store.close()
    shutil.move(home / "yesterday", home / "desk.db")
    store = opened()
    assert everything(store) == before
    assert store.restored is None


def test_another_stations_copy_is_put_aside_never_destroyed(opened, receive, home, everything):
    store = opened()
    with store.unit() as unit:
        receive(unit)
    store.close()
    foreign = b"WDCOPY01" + os.urandom(500)
    copy_of(store).write_bytes(foreign)
    store = opened()
    assert [file.read_bytes() for file in copy_of(store).parent.glob("confirmed.aside-*")] == [foreign]
    assert both_say_the_same(store, opened, home, everything)


def test_a_new_station_refuses_the_copy_of_another_one(opened, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    foreign = b"WDCOPY01" + os.urandom(500)
    (other / "confirmed.copy").write_bytes(foreign)
    with pytest.raises(errors.StoreTrouble) as told:
        opened(second_copy=other)
    assert told.value.code == errors.FOREIGN_FILE.code
    assert (other / "confirmed.copy").read_bytes() == foreign


def test_when_the_disk_of_the_copy_is_away_nothing_is_confirmed_and_all_is_readable(opened, receive, tmp_path):
    away = tmp_path / "stick"
    store = opened(second_copy=away)
    with store.unit() as unit:
        receive(unit)
    store.close()
    shutil.move(away, tmp_path / "pulled")
    away.write_text("not a folder: the stick is out")
    store = opened(second_copy=away)
    assert not store.copies_agree()
    for _ in range(2):
        with pytest.raises(errors.StoreTrouble) as told, store.unit() as unit:
            receive(unit)
        assert told.value.code == errors.SECOND_COPY_FAILED.code
    with store.reading() as view:
        assert view.cases.count() == 1
    with store.unit() as unit:
        unit.state.set("still", "works")
    away.unlink()
    shutil.move(tmp_path / "pulled", away)
    with store.unit() as unit:
        receive(unit)
    assert store.copies_agree()
    assert store._shared.copy.survey().last_unit == 2


def test_a_write_that_fails_half_way_leaves_the_copy_as_it_was(store, receive, monkeypatch, everything):
    with store.unit() as unit:
        receive(unit)
    before, content = everything(store), copy_of(store).read_bytes()

    def broken(handle, frame):
        os.write(handle, frame[:20])
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(second_copy, "_write_all", broken)
        with pytest.raises(errors.StoreTrouble) as told, store.unit() as unit:
            receive(unit)
    assert told.value.code == "T508"
    assert everything(store) == before
    assert copy_of(store).read_bytes() == content
    with store.unit() as unit:
        receive(unit)


def test_a_commit_that_fails_takes_its_frame_back(store, receive, everything):
    with store.unit() as unit:
        receive(unit)
    before, content = everything(store), copy_of(store).read_bytes()

    def refuse():
        raise OSError(28, "No space left on device")

    def save():
        with store.unit() as unit:
            receive(unit)
            unit._work.connection.commit = refuse

    with pytest.raises(errors.StoreTrouble) as told:
        save()
    assert told.value.code == "T504"
    del store._connection.commit
    assert everything(store) == before
    assert copy_of(store).read_bytes() == content


def test_where_a_failed_save_cannot_be_taken_back_it_counts_as_saved_and_is_not_saved_twice(
    store, receive, everything, monkeypatch
):
    def refuse(*_):
        raise OSError(5, "Input/output error")

    def save():
        with store.unit() as unit:
            kept.append(receive(unit, draft="d"))
            unit._work.connection.commit = refuse
            patch.setattr(os, "ftruncate", refuse)

    kept = []
    with monkeypatch.context() as patch, pytest.raises(OSError, match="Input/output"):
        save()
    del store._connection.commit
    with pytest.raises(errors.StoreTrouble) as told, store.unit() as unit:
        receive(unit, draft="d")
    assert told.value.facts == {"number": kept[0].number}
    events, cases, *_ = everything(store)
    assert len(events) == len(cases) == 1


def test_pruning_drops_only_text_that_is_safe_and_old(store, opened, receive, clock, everything, home):
    from windowdesk.storage.outbox import Verdict

    for _ in range(4):
        with store.unit() as unit:
            receive(unit)
    size = copy_of(store).stat().st_size
    with store.unit() as unit:
        unit.outbox.set_marks(4, 2, "e1")
        for seq in (1, 2, 3):
            unit.outbox.verdict(seq, Verdict("accepted", proof=f"P{seq}"))
    assert store.prune(clock.now() - timedelta(days=30)) == 0
    clock.move(timedelta(days=60))
    assert store.prune(clock.now() - timedelta(days=30)) == 2
    events, cases, *_ = everything(store)
    assert [event.text is None for event in events] == [True, True, False, False]
    assert all(event.digest for event in events)
    assert len(cases) == 4
    assert copy_of(store).stat().st_size < size + 2000
    assert both_say_the_same(store, opened, home, everything)


def test_a_save_syncs_the_second_copy_once(store, receive, monkeypatch):
    synced = []
    monkeypatch.setattr(second_copy, "sync_data", synced.append)
    with store.unit() as unit:
        receive(unit)
    assert len(synced) == 1


def test_keeping_a_draft_does_not_touch_the_second_copy(store, monkeypatch):
    from windowdesk.domain.intake import Draft

    before = copy_of(store).stat().st_size
    with store.unit() as unit:
        unit.drafts.keep(Draft("d", store._shared.surroundings.clock.now()))
    assert copy_of(store).stat().st_size == before
