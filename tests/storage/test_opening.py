import os
import sqlite3
from contextlib import closing

import pytest

from windowdesk import errors
from windowdesk.domain.intake import Draft, DraftPerson, Entry
from windowdesk.domain.people import Person
from windowdesk.storage import engine, schema
from windowdesk.storage.blobs import Blobs
from windowdesk.storage.store import Store
from windowdesk.storage.vault import Vault


def refusal(open_it):
    with pytest.raises(errors.StoreTrouble) as told:
        open_it()
    return told.value


def note_version(home, vault, version):
    made = engine.make_engine(home / "desk.db", vault)
    with closing(made.connect()) as connection, connection.begin():
        engine.run(connection, "UPDATE alembic_version SET version_num = ?", (version,))
    made.dispose()


def test_a_database_of_a_newer_program_is_refused_with_both_numbers_and_not_touched(opened, receive, home, vault):
    store = opened()
    with store.unit() as unit:
        receive(unit)
    store.close()
    note_version(home, vault, "0009")
    before = (home / "desk.db").read_bytes()
    told = refusal(opened)
    assert told.code == errors.STORE_NEWER.code
    assert told.facts == {"found": "0009", "known": schema.VERSION}
    assert (home / "desk.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"x" * 5000, b"a letter to the office " * 300])
def test_a_file_that_is_not_ours_is_refused_and_not_touched(opened, home, content):
    home.mkdir()
    (home / "desk.db").write_bytes(content)
    assert refusal(opened).code == errors.FOREIGN_FILE.code
    assert (home / "desk.db").read_bytes() == content


def test_a_plain_database_of_another_program_is_refused(opened, home):
    home.mkdir()
    with closing(sqlite3.connect(home / "desk.db")) as other:
        other.execute("CREATE TABLE theirs(x)")
        other.commit()
    assert refusal(opened).code == errors.FOREIGN_FILE.code


def test_a_store_of_another_key_is_refused_and_not_touched(opened, home, clock, receive):
    store = opened()
    with store.unit() as unit:
        receive(unit)
    store.close()
    before = (home / "desk.db").read_bytes()
    other = Vault(b"o" * 32, None)
    assert refusal(lambda: Store.open(home, other, clock=clock)).code == errors.KEY_WRONG.code
    assert (home / "desk.db").read_bytes() == before


def test_a_damaged_mark_at_the_head_is_written_anew_so_that_the_file_is_known_without_its_second_copy(
    opened, home, receive
):
    store = opened()
    with store.unit() as unit:
        case = receive(unit)
    store.close()
    with (home / "desk.db").open("r+b") as stream:
        stream.write(b"\xff" * 3)
    store = opened()
    copy = store.second_copy / "confirmed.copy"
    store.close()
    os.truncate(copy, 24)
    with opened().reading() as view:
        assert view.cases.get(case.id).id == case.id


def test_a_fresh_store_stays_empty_and_whole_when_opened_again(opened):
    opened()
    store = opened()
    assert store.restored is None
    store.check()
    with store.reading() as view:
        assert view.cases.counts() == {}
        assert view.outbox.head() == (0, "0" * 64)


def test_what_a_killed_program_left_in_the_log_is_there_at_the_next_start(opened, home, receive, everything):
    store = opened()
    with store.unit() as unit:
        receive(unit)
    before = everything(store)
    left = {tail: (home / f"desk.db{tail}").read_bytes() for tail in ("", "-wal")}
    store.close()
    for tail, content in left.items():
        (home / f"desk.db{tail}").write_bytes(content)
    (home / "desk.lock").write_bytes(b"o")
    assert everything(opened()) == before


NAME, NUMBER, MOBILE = "欧阳䶮𬱖", "990101199001010017", "19900004321"


def test_a_stolen_disk_tells_no_name_no_number_no_document(store, home, vault, receive, clock):
    with store.unit("李代办") as unit:
        person = DraftPerson({"name": Entry(NAME), "id_number": Entry(NUMBER)})
        unit.drafts.keep(Draft("d", clock.now(), applicant=person))
        receive(unit, applicant=Person(NAME, NUMBER, mobile=MOBILE))
        unit.audit.write("reveal", NAME, {"number": NUMBER})
    scan = f"扫描件 {NAME} {NUMBER}".encode() * 200
    ref = Blobs(home, vault).put(scan, "image/png")
    names_on_disk = []
    for file in home.rglob("*"):
        names_on_disk.append(file.name)
        if file.is_file():
            content = file.read_bytes()
            for secret in (NAME, NAME[0:2], NUMBER, MOBILE, "李代办", "城乡居民", "扫描件"):
                assert secret.encode() not in content, file
                assert " ".join(secret).encode() not in content, file
            assert b"SQLite format" not in content
    assert {"desk.db", "desk.db-wal", "confirmed.copy"} <= set(names_on_disk)
    assert not any(ref.digest[:12] in name for name in names_on_disk)


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_files_of_the_store_are_readable_by_their_owner_only(store, home):
    for file in (home / "desk.lock", store.second_copy / "confirmed.copy"):
        assert file.stat().st_mode & 0o077 == 0
