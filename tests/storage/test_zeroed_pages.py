"""SQLCipher gives zeroes for a damaged page in the middle of a long row, and says so nowhere but in its state."""

import contextlib
import shutil

from windowdesk import errors

PAGE = 4096
LONG = {"text": [f"第 {number} 行" for number in range(4000)]}


def rewrite_page(file, number):
    with file.open("r+b") as stream:
        stream.seek(number * PAGE + 100)
        stream.write(b"\xa5" * 64)


def test_a_value_comes_back_whole_or_not_at_all_whatever_page_is_damaged(opened, home, tmp_path, receive):
    store = opened()
    with store.unit() as unit:
        receive(unit)
        unit.state.set("long", LONG)
    store.close()
    shutil.copytree(home, tmp_path / "good")
    lost = 0
    for number in range(1, (home / "desk.db").stat().st_size // PAGE, 5):
        shutil.rmtree(home)
        shutil.copytree(tmp_path / "good", home)
        rewrite_page(home / "desk.db", number)
        store = opened()
        with store.reading() as view:
            found = view.state.get("long")
        assert found in (None, LONG)
        lost += found is None
        store.close()
    assert lost > 1


def test_damage_under_a_running_program_is_told_and_not_taken_for_a_value(opened, home, receive):
    store = opened()
    with store.unit() as unit:
        receive(unit)
        unit.state.set("long", LONG)
    store = opened()
    with store.reading() as view:
        assert view.outbox.head()[0] == 1
    pages = (home / "desk.db").stat().st_size // PAGE
    for number in range(pages - 12, pages):
        rewrite_page(home / "desk.db", number)
    found, told = None, ""
    with contextlib.suppress(ValueError):
        try:
            with store.reading() as view:
                found = view.state.get("long")
        except errors.StoreTrouble as trouble:
            told = trouble.code
    assert (found, told) == (None, errors.STORE_NEEDS_RESTART.code)
    store = opened()
    assert store.restored is not None
    with store.reading() as view:
        assert view.outbox.head()[0] == 1
