import threading

import pytest

from windowdesk import errors
from windowdesk.storage.second_copy import FILE_NAME
from windowdesk.storage.store import Store


def test_what_a_unit_stored_is_there_after_it(store, receive):
    with store.unit("李代办") as unit:
        case = receive(unit)
    with store.reading() as view:
        assert view.cases.get(case.id) == case
        assert view.audit.latest(1)[0].actor == "李代办"


def save_and_fail(store, receive):
    with store.unit() as unit:
        receive(unit)
        raise ZeroDivisionError


def test_a_unit_that_fails_stores_nothing_in_either_copy(store, receive, everything):
    file = store.second_copy / FILE_NAME
    before, content = everything(store), file.read_bytes()
    with pytest.raises(ZeroDivisionError):
        save_and_fail(store, receive)
    assert everything(store) == before
    assert file.read_bytes() == content


def test_a_serial_given_in_a_failed_unit_is_given_again_because_nobody_saw_it(store, receive):
    with pytest.raises(ZeroDivisionError):
        save_and_fail(store, receive)
    with store.unit() as unit:
        assert receive(unit).provisional_number.endswith("0001X")


def test_a_reading_refuses_to_write(store, make_case):
    with pytest.raises(Exception, match="readonly"), store.reading() as view:
        view.cases.put(make_case())


def test_a_reading_sees_one_picture_while_others_write(store, receive):
    sibling = store.sibling()
    with store.reading() as view:
        assert view.cases.count() == 0
        run_in_thread(lambda: receive_and_close(sibling, receive))
        assert view.cases.count() == 0
    with store.reading() as view:
        assert view.cases.count() == 1


def receive_and_close(store, receive):
    with store.unit() as unit:
        receive(unit)
    store.close()


def test_units_do_not_nest(store):
    with store.unit(), pytest.raises(RuntimeError, match="nest"), store.unit():
        pass
    with store.unit(), pytest.raises(RuntimeError, match="nest"), store.reading():
        pass


def run_in_thread(work):
    found = []

    def run():
        try:
            work()
        except BaseException as trouble:
            found.append(trouble)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if found:
        raise found[0]


def test_a_call_from_another_thread_fails_loudly(store):
    def trespass():
        with store.reading():
            pass

    with pytest.raises(RuntimeError, match="another thread"):
        run_in_thread(trespass)


def test_a_store_handed_over_belongs_to_the_next_user(store, receive):
    store.hand_over()

    def work():
        with store.unit() as unit:
            receive(unit)
        store.hand_over()

    run_in_thread(work)
    with store.reading() as view:
        assert view.cases.count() == 1


def test_siblings_write_in_turn_and_both_copies_agree(store, opened, receive, everything):
    siblings = [store.sibling() for _ in range(3)]

    def work(sibling):
        for _ in range(5):
            with sibling.unit() as unit:
                receive(unit)
        sibling.close()

    threads = [threading.Thread(target=work, args=(sibling,)) for sibling in siblings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events, cases, *_ = everything(store)
    assert [event.seq for event in events] == list(range(1, 16))
    assert len({case.provisional_number for case in cases.values()}) == 15
    assert store.copies_agree()
    assert not store.busy()


def test_busy_is_seen_from_another_thread_while_a_unit_is_open(store):
    seen = []
    with store.unit():
        run_in_thread(lambda: seen.append(store.busy()))
    assert seen == [True]


def test_a_second_program_on_the_same_folder_is_told_so(store, home, vault, clock):
    with pytest.raises(errors.StoreTrouble) as told:
        Store.open(home, vault, clock=clock)
    assert told.value.code == errors.STORE_LOCKED.code


def test_two_windows_saving_one_draft_make_one_case(store, receive):
    with store.unit() as unit:
        case = receive(unit, draft="draft-1")
    with pytest.raises(errors.StoreTrouble) as told, store.unit() as unit:
        receive(unit, draft="draft-1")
    assert told.value.code == "T511"
    assert told.value.facts == {"number": case.number}
    with store.reading() as view:
        assert view.cases.count() == 1
