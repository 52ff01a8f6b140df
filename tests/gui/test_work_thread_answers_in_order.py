import threading

import pytest

from windowdesk.gui.work_thread import WorkThread


@pytest.fixture
def thread(qapp):
    made = WorkThread("test work")
    made.start()
    yield made
    made.close()


@pytest.fixture
def gate(thread):
    """Holds the thread until opened."""
    opened = threading.Event()
    begun = threading.Event()

    def hold():
        begun.set()
        opened.wait(10)

    thread.put(hold)
    begun.wait(10)
    yield opened
    opened.set()


def test_work_runs_elsewhere_and_answers_here(thread, qtbot):
    heard = []
    thread.put(threading.get_ident, then=lambda where: heard.append((where, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(heard))
    where, here = heard[0]
    assert where != here == threading.get_ident()


def test_only_the_newest_question_of_a_topic_is_worked_on_and_answered(thread, gate, qtbot):
    worked, heard = [], []
    for number in range(20):
        thread.put(lambda number=number: worked.append(number) or number, then=heard.append, topic="search")
    thread.put(lambda: "other", then=heard.append)
    gate.set()
    qtbot.waitUntil(lambda: "other" in heard)
    assert worked == [19]
    assert heard == [19, "other"]


def test_an_answer_that_was_overtaken_is_dropped(thread, qtbot):
    heard, done = [], []
    begun, go = threading.Event(), threading.Event()
    thread.put(lambda: (begun.set(), go.wait(10)), then=lambda _: heard.append("old"), topic="page")
    begun.wait(10)
    thread.put(lambda: None, then=lambda _: heard.append("new"), topic="page")
    thread.put(lambda: None, then=done.append)
    go.set()
    qtbot.waitUntil(lambda: bool(done))
    assert heard == ["new"]


def test_a_trouble_goes_to_whoever_asked_else_to_the_signal(thread, qtbot):
    def fail():
        raise ValueError("broken")

    heard = []
    thread.put(fail, failed=heard.append)
    with qtbot.waitSignal(thread.troubled) as signal:
        thread.put(fail)
    assert isinstance(heard[0], ValueError)
    assert isinstance(signal.args[0], ValueError)


def test_what_is_to_be_kept_is_counted_until_done(thread, gate, qtbot):
    counts = []
    thread.saving.connect(counts.append)
    thread.put(lambda: None, keeps=True, topic="keep")
    thread.put(lambda: None, keeps=True, topic="keep")
    assert thread.unfinished == 2
    gate.set()
    qtbot.waitUntil(lambda: thread.unfinished == 0)
    assert counts == [1, 2, 1, 0]


def test_closing_finishes_what_is_to_be_kept_and_drops_the_rest(qapp):
    thread = WorkThread("closing")
    worked = []
    thread.put(lambda: worked.append("read"))
    thread.put(lambda: worked.append("kept"), keeps=True)
    thread._closing = True
    thread.start()
    thread.close()
    assert worked == ["kept"]


def test_closing_a_thread_that_never_began_is_no_trouble(qapp):
    WorkThread("never").close()
    assert "never" not in {thread.name for thread in threading.enumerate()}
