import contextlib
import os
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from windowdesk import errors
from windowdesk.domain.brought import Brought
from windowdesk.domain.case import BlobRef, CaseMaterial
from windowdesk.domain.intake import Draft
from windowdesk.domain.news import Registered
from windowdesk.domain.people import Person
from windowdesk.storage.outbox import Verdict
from windowdesk.storage.salvage import Wreck, salvage

CASES = 120
PAGE = BlobRef("ab" * 32, "image/jpeg", 4321)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Where the home of all tests is kept once it was made."""
    return tmp_path_factory.mktemp("template") / "home"


@pytest.fixture
def full_home(template, opened, receive, home, clock):
    """A home with enough in it that 64 KiB in the middle hit something."""
    if not template.exists():
        fill(opened(), receive, clock)
        opened().close()
        shutil.copytree(home, template)
        shutil.rmtree(home)
    shutil.copytree(template, home)
    clock.move(timedelta(hours=1))
    return home


def fill(store, receive, clock):
    for number in range(CASES):
        with store.unit("李代办") as unit:
            material = CaseMaterial("m1", "身份证", (PAGE,))
            receive(unit, blobs=(PAGE.digest,), materials=(material,), form={"note": f"{number} 号件 " * 100})
    with store.unit() as unit:
        for number in range(30):
            unit.drafts.keep(Draft(f"draft-{number}", clock.now()))
        unit.supplements.keep(Brought("c1", paper=frozenset({"m"})))
        unit.outbox.verdict(1, Verdict("accepted", proof="P1"))
        unit.outbox.set_marks(1, 1, "epoch-1")
        unit.mirror.apply(1, Registered("c", "99-1", clock.now()), "raw")


def damage(home, place, content):
    file = home / "desk.db"
    size = file.stat().st_size
    assert size > 3 * len(content)
    start = {"start": 0, "middle": size // 2, "end": size - len(content)}[place]
    with file.open("r+b") as stream:
        stream.seek(start)
        stream.write(content)


def strip(found):
    """Without the row of the audit log that the restore itself wrote."""
    events, cases, log, head = found
    return events, cases, [row for row in log if row.action != "store.restored"], head


@pytest.mark.parametrize("place", ["start", "middle", "end"])
@pytest.mark.parametrize("content", [os.urandom(65536), bytes(65536)], ids=["noise", "zeros"])
def test_nothing_confirmed_is_missing_after_64_kib_were_overwritten(full_home, opened, everything, place, content):
    store = opened()
    before = everything(store)
    store.close()
    damage(full_home, place, content)
    store = opened()
    assert store.restored is not None
    assert strip(everything(store)) == before
    assert store.verify_audit().faults == ()
    assert len(before[0]) == CASES
    kept = full_home / store.restored.kept_as
    assert kept.stat().st_size > 0


def test_work_goes_on_after_a_restore_and_numbers_are_never_used_again(full_home, opened, receive, everything):
    damage(full_home, "middle", os.urandom(65536))
    store = opened()
    used = {case.provisional_number for case in everything(store)[1].values()}
    with store.unit() as unit:
        case = receive(unit)
    assert case.provisional_number not in used
    store.close()
    store = opened()
    assert store.restored is None
    events, cases, *_ = everything(store)
    assert [event.seq for event in events] == list(range(1, CASES + 2))
    assert len(cases) == CASES + 1


def test_what_is_not_confirmed_is_carried_over_where_it_can_be_read(full_home, opened):
    damage(full_home, "start", os.urandom(100))
    shutil.copy(full_home / "desk.db", full_home / "x")
    damage(full_home, "end", os.urandom(4096))
    store = opened()
    assert store.restored is not None
    with store.reading() as view:
        assert view.mirror.cursor() == 0
        assert view.outbox.marks().received_to == 0
        assert view.blobs.get(PAGE.digest).ref == PAGE
        assert view.blobs.counts() == (1, PAGE.size)


def test_drafts_and_county_news_survive_damage_elsewhere(full_home, opened, clock):
    damage(full_home, "middle", os.urandom(8192))
    store = opened()
    assert store.restored.salvaged > CASES
    with store.unit() as unit:
        assert len(unit.drafts.list()) == 30
        assert unit.supplements.get("c1").paper == {"m"}
        assert unit.mirror.apply(1, Registered("c", "99-1", clock.now()), "raw")
        assert not unit.mirror.apply(1, Registered("c", "99-1", clock.now()), "raw")
        assert unit.outbox.of_case(unit.outbox.after(0, 1)[0].case)[0][1].proof == "P1"


def test_cases_are_found_again_after_a_restore(full_home, opened):
    damage(full_home, "middle", os.urandom(65536))
    with opened().reading() as view:
        assert len(view.cases.search("三丰", 500)) == CASES


def test_a_lost_database_is_built_from_the_second_copy(full_home, opened, everything):
    store = opened()
    before = everything(store)
    store.close()
    (full_home / "desk.db").unlink()
    store = opened()
    assert strip(everything(store)) == before
    assert store.restored.salvaged == 0


def test_damage_found_while_working_is_told_and_repaired_at_the_next_start(full_home, opened, everything):
    store = opened()
    before = everything(store)
    store.close()
    store = opened()
    damage(full_home, "middle", os.urandom(65536))
    with pytest.raises(errors.StoreTrouble) as told:
        everything(store)
    assert told.value.code == errors.STORE_NEEDS_RESTART.code
    assert not store.is_safe()
    store.close()
    assert strip(everything(opened())) == before


def test_a_damaged_database_without_a_second_copy_gives_what_can_be_read(full_home, opened):
    shutil.rmtree(full_home / "second-copy")
    damage(full_home, "middle", os.urandom(65536))
    store = opened()
    assert store.restored.from_copy == 0
    with store.reading() as view:
        assert 0 < view.cases.count() < CASES


def test_when_neither_can_be_read_nothing_is_touched(full_home, opened):
    file = full_home / "desk.db"
    with file.open("r+b") as stream:
        stream.seek(16)
        stream.write(os.urandom(file.stat().st_size - 16))
    copy = full_home / "second-copy" / "confirmed.copy"
    copy.write_bytes(copy.read_bytes()[:24] + os.urandom(5000))
    before = file.read_bytes(), copy.read_bytes()
    with pytest.raises(errors.StoreTrouble) as told:
        opened()
    assert told.value.code == errors.STORE_BEYOND_REPAIR.code
    assert (file.read_bytes(), copy.read_bytes()) == before


@pytest.mark.parametrize("fails_at", range(4))
def test_a_power_cut_at_any_rename_of_a_restore_loses_nothing(full_home, opened, everything, monkeypatch, fails_at):
    store = opened()
    before = everything(store)
    store.close()
    damage(full_home, "middle", os.urandom(65536))
    count = iter(range(100))
    move = type(full_home).replace

    def cut(self, target):
        if next(count) == fails_at:
            raise InterruptedError
        return move(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(type(full_home), "replace", cut)
        with contextlib.suppress(InterruptedError):
            opened()
    assert strip(everything(opened())) == before


def test_the_newest_version_of_a_changed_case_comes_back(full_home, opened, everything, clock):
    store = opened()
    clock.move(timedelta(hours=1))
    with store.unit() as unit:
        case = unit.cases.get(unit.outbox.after(0, 1)[0].case)
        changed = replace(
            case, official_number="99010120261122000001", applicant=Person("新名", case.applicant.id_number)
        )
        unit.cases.put(changed)
    store.close()
    damage(full_home, "middle", os.urandom(65536))
    with opened().reading() as view:
        assert view.cases.by_number("99010120261122000001") == changed
        assert [row.id for row in view.cases.search("新名")] == [case.id]


def test_numbers_of_the_feed_that_leap_do_not_make_a_restore_endless(full_home, opened, clock):
    store = opened()
    numbers = [1, 2, 1_774_000_000_000_000, 1_774_000_000_000_001]
    with store.unit() as unit:
        for seq in numbers:
            unit.mirror.apply(seq, Registered("c", f"99-{seq}", clock.now()), "raw " * 900)
    store.close()
    file = full_home / "desk.db"
    pages = file.stat().st_size // 4096
    found = set()
    for place in range(pages - 8, pages):
        content = bytearray(file.read_bytes())
        content[place * 4096 + 50] ^= 1
        file.write_bytes(content)
        store = opened()
        assert store.restored
        with store.reading() as view:
            found |= {one.seq for one in view.mirror.latest()}
        store.close()
    assert found <= set(numbers)


def test_a_file_whose_event_stood_in_the_second_copy_alone_is_still_wanted(opened, receive, home, vault, tmp_path):
    store = opened()
    with store.unit() as unit:
        unit.blobs.add(PAGE)
    store.close()
    before = shutil.copy(home / "desk.db", tmp_path / "before.db")
    with (store := opened()).unit() as unit:
        receive(unit, blobs=(PAGE.digest,))
    with contextlib.closing(Wreck(before, vault)) as wreck, store.unit() as unit:
        salvage(unit._work, wreck)
        assert [row.ref.digest for row in unit.blobs.to_send()] == [PAGE.digest]


def test_of_two_versions_in_one_unit_the_last_one_comes_back(opened, receive, home):
    with (store := opened()).unit() as unit:
        case = receive(unit)
        unit.cases.put(replace(case, status_note="第一次"))
        unit.cases.put(replace(case, status_note="第二次"))
    store.close()
    (home / "desk.db").unlink()
    with opened().reading() as view:
        assert view.cases.get(case.id).status_note == "第二次"
