"""A4 papers: a look is no print, each is counted once, and what the print system says is written down."""

from dataclasses import replace

import pytest

from windowdesk.casework import inbox, office_print, papers, receipts
from windowdesk.casework.office_print import Ticket
from windowdesk.casework.print_job import PrintState
from windowdesk.devices.ports import JobFate, MaybeTaken, NotTaken, PrinterState, QueuedJob, QueueName
from windowdesk.domain import page_range
from windowdesk.errors import DeviceTrouble, InputRefused

WAITING = QueuedJob(JobFate.WAITING, begun=False, state=PrinterState.UNKNOWN)


class PrintSystem:
    """At the edge of the world: takes a paper, and its job is what it is told to be."""

    def __init__(self):
        self.taken = []
        self.seen = replace(WAITING, fate=JobFate.DONE, begun=True)
        self.trouble = None
        self.taken_back = []

    def queues(self):
        if self.trouble:
            raise self.trouble
        return (QueueName("office", "办公室打印机", usual=True),)

    def submit(self, queue, pdf, order):
        if self.trouble:
            raise self.trouble
        self.taken.append((queue, pdf, order))
        return str(len(self.taken))

    def look(self, job):
        return self.seen

    def take_back(self, job):
        self.taken_back.append(job)
        self.seen = replace(self.seen, fate=JobFate.GIVEN_UP)


@pytest.fixture
def system():
    return PrintSystem()


@pytest.fixture
def paper(desk, received):
    case = received()
    return lambda kind="application": papers.paper(desk, case.id, kind).value


@pytest.fixture
def printed(desk, system):
    """Hand a paper over and say how its job ends."""

    def run(made, seen):
        entry = office_print.begin(desk, made, "office")
        ticket = office_print.send(system, entry, made, "office")
        office_print.handed_over(desk, entry, ticket)
        return office_print.over(desk, ticket, seen).value

    return run


def jobs(desk, made):
    return receipts.jobs(desk, made.subject)


def test_a_look_at_a_paper_is_no_print(desk, paper):
    assert [paper().copy, paper().copy] == [0, 0]
    assert jobs(desk, paper()) == ()


def test_a_paper_is_followed_to_the_word_of_the_print_system(desk, paper, system, printed):
    job = printed(paper(), system.seen)
    assert (job.state, job.device, job.waits_for_person) == (PrintState.FINISHED, "office", False)
    assert paper().copy == 1


def test_the_title_in_the_queue_names_no_person_and_is_like_no_other(paper, system, printed):
    printed(paper(), system.seen)
    printed(paper(), system.seen)
    first, second = (order.title for _, _, order in system.taken)
    assert first != second
    assert first.startswith(paper().title)


def test_the_same_paper_is_never_printed_twice_unasked(desk, paper, system, printed):
    made = paper()
    printed(made, system.seen)
    for again in (lambda: office_print.begin(desk, made, "office"), lambda: office_print.keep(desk, made)):
        with pytest.raises(InputRefused, match="P316"):
            again()
    assert len(system.taken) == 1


def test_a_paper_on_its_way_or_of_unknown_fate_is_not_begun_again(desk, paper, system):
    office_print.begin(desk, paper(), "office")
    with pytest.raises(InputRefused, match="P315"):
        office_print.begin(desk, paper(), "office")
    desk.printing.clear()  # the program starts again, and the job never had a number
    with pytest.raises(InputRefused, match="P308"):
        office_print.begin(desk, paper(), "office")
    (row,) = inbox.rows(desk)
    receipts.answer_print(desk, row.id.removeprefix("print:"), False)
    assert paper().copy == 0
    office_print.begin(desk, paper(), "office")


def test_a_command_first_writes_down_what_ended_meanwhile(desk, paper, system):
    made = paper()
    entry = office_print.begin(desk, made, "office")
    office_print.handed_over(desk, entry, office_print.send(system, entry, made, "office"))
    desk.printing.clear()
    office_print.catch_up(desk, system)
    assert [job.state for job in jobs(desk, made)] == [PrintState.FINISHED]


def test_a_paper_kept_as_a_file_counts(desk, paper):
    assert office_print.keep(desk, paper()).value.state is PrintState.SAVED
    assert paper().copy == 1


@pytest.mark.parametrize(
    ("seen", "state", "code"),
    [
        (QueuedJob(JobFate.GIVEN_UP, begun=False, state=PrinterState.UNKNOWN), PrintState.FAILED, "P314"),
        (QueuedJob(JobFate.GIVEN_UP, begun=True, state=PrinterState.UNKNOWN), PrintState.UNKNOWN, "P313"),
        (QueuedJob(JobFate.GIVEN_UP, begun=True, state=PrinterState.PAPER_OUT), PrintState.UNKNOWN, "P302"),
    ],
    ids=["never begun", "begun", "paper out"],
)
def test_what_was_given_up_is_certain_or_a_question(desk, paper, printed, seen, state, code):
    made = paper()
    job = printed(made, seen)
    assert (job.state, job.code) == (state, code)
    assert [row.kind for row in inbox.rows(desk)] == (["print"] if state is PrintState.UNKNOWN else [])
    assert paper().copy == (0 if state is PrintState.FAILED else 1)


def test_the_question_names_the_paper(desk, paper, printed):
    printed(paper(), QueuedJob(JobFate.GIVEN_UP, begun=True, state=PrinterState.UNKNOWN))
    (row,) = inbox.rows(desk)
    assert paper().title in row.title
    receipts.answer_print(desk, row.id.removeprefix("print:"), True)
    assert inbox.rows(desk) == ()


def test_no_print_system_printed_nothing_and_says_so(desk, paper, system):
    system.trouble = NotTaken()
    made = paper()
    entry = office_print.begin(desk, made, "office")
    with pytest.raises(DeviceTrouble, match="P317"):
        office_print.handed_over(desk, entry, office_print.send(system, entry, made, "office"))
    assert [job.state for job in jobs(desk, made)] == [PrintState.FAILED]
    assert paper().copy == 0
    with pytest.raises(DeviceTrouble, match="P317"):
        office_print.queues(system)


def test_a_print_system_that_does_not_say_whether_it_took_the_paper_leaves_a_question(desk, paper, system):
    system.trouble = MaybeTaken()
    made = paper()
    entry = office_print.begin(desk, made, "office")
    job = office_print.handed_over(desk, entry, office_print.send(system, entry, made, "office")).value
    assert job.state is PrintState.UNKNOWN


def test_a_paper_in_the_queue_is_followed_again_after_a_restart_and_asked_about_by_nobody(desk, paper, system):
    made = paper()
    entry = office_print.begin(desk, made, "office")
    ticket = office_print.send(system, entry, made, "office")
    office_print.handed_over(desk, entry, ticket)
    desk.printing.clear()  # the program starts again
    assert office_print.unfinished(desk) == (Ticket(entry, "1", made.title, "office"),)
    assert inbox.rows(desk) == ()
    assert office_print.over(desk, ticket, system.seen).value.state is PrintState.FINISHED


def test_a_paper_written_down_and_never_handed_over_is_a_question_after_a_restart(desk, paper):
    office_print.begin(desk, paper(), "office")
    desk.printing.clear()
    assert office_print.unfinished(desk) == ()
    assert [row.kind for row in inbox.rows(desk)] == ["print"]


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (WAITING, "排队"),
        (replace(WAITING, fate=JobFate.PRINTING), "正在打印"),
        (replace(WAITING, state=PrinterState.PAPER_OUT), "没有纸"),
        (replace(WAITING, state=PrinterState.OFFLINE), "没有连上"),
    ],
)
def test_while_it_waits_the_reason_is_said(system, seen, words):
    system.seen = seen
    progress = office_print.look(system, Ticket("e", "1", "t", "office"))
    assert not progress.over
    assert words in progress.words


def test_a_command_takes_back_what_does_not_end(desk, paper, system):
    system.seen = WAITING
    job = office_print.print_now(desk, system, paper(), "office", "", 0.0).value
    assert (job.state, system.taken_back) == (PrintState.FAILED, ["1"])


@pytest.mark.parametrize(
    ("text", "count", "found"),
    [
        ("", 3, ""), ("1-3", 3, ""), ("1", 3, "1"), ("2-3", 3, "2-3"), ("3,1", 3, "1,3"), ("１－２，４", 5, "1-2,4"),
        ("第 2 页", 2, "2"), ("1,1,2", 3, "1-2"), ("1至2", 3, "1-2"),
    ],
)  # fmt: skip
def test_pages_are_taken_as_people_write_them(text, count, found):
    assert page_range.pages(text, count) == found
    assert page_range.numbers(found, count)


@pytest.mark.parametrize("text", ["0", "4", "2-1", "1-4", "a", "1-", "-1", "1..2", "99999"])
def test_pages_that_are_not_there_are_refused(text):
    with pytest.raises(InputRefused, match="P318"):
        page_range.pages(text, 3)
