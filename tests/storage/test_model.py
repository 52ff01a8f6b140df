"""Outbox, mirror and both copies against the simplest model, with kills and damage in between."""

import contextlib
import os
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from windowdesk.clock import HeldClock, new_id
from windowdesk.domain.case import Case, CaseState, Mode
from windowdesk.domain.news import Registered
from windowdesk.domain.people import Person
from windowdesk.storage.outbox import Verdict
from windowdesk.storage.store import Store
from windowdesk.storage.vault import Vault

START = datetime(2026, 11, 22, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)


class Event:
    """An event as the wire would seal it."""

    type, blobs = "case.received", ()

    def __init__(self, seq, case, case_seq):
        self.seq, self.case, self.case_seq = seq, case, case_seq
        self.id, self.text, self.digest = f"event-{seq}", f"text of {seq} " * 20, f"{seq:064}"


class Killed(BaseException):
    """The power went at this point."""


class DeskMachine(RuleBasedStateMachine):
    """Acts of a desk in any order; what was confirmed must be there after every one of them."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.vault, self.clock = Vault(bytes(32), None), HeldClock(START)
        self.cases, self.events, self.news, self.audit = {}, [], {}, 0
        self.numbers, self.verdicts = set(), {}
        self.open()

    def open(self):
        self.store = Store.open(self.folder, self.vault, clock=self.clock)

    def take_in(self, unit):
        serial = unit.serials.next(DAY)
        case = Case(
            new_id(self.clock.now()), f"LS{serial:06}", "item", 1, "事项", CaseState.QUEUED, Mode.WINDOW,
            Person("张三", "990101199001010017"), self.clock.now(), "c", "1", "1", "s", "99", "applicant",
        )  # fmt: skip
        unit.cases.put(case)
        event = Event(unit.outbox.head()[0] + 1, case.id, 1)
        unit.outbox.append(event)
        unit.audit.write("received")
        return case, event

    def confirmed(self, case, event):
        assert case.provisional_number not in self.numbers, "a number was given twice"
        self.numbers.add(case.provisional_number)
        self.cases[case.id] = case
        self.events.append(event)
        self.audit += 1

    @rule()
    def receive(self):
        with self.store.unit() as unit:
            case, event = self.take_in(unit)
        self.confirmed(case, event)

    @rule(moment=st.sampled_from(["in the unit", "between the copies"]))
    def killed_in_a_save(self, moment):
        kept = []

        def die():
            raise Killed

        with contextlib.suppress(Killed), self.store.unit() as unit:
            kept.append(self.take_in(unit))
            if moment == "in the unit":
                raise Killed
            # The frame is on disk, the commit never happens, and nobody is left to take it back.
            unit._work.connection.commit = die
            self.store._shared.copy.cut = lambda offset: None
        self.pull_the_plug()
        if moment == "between the copies":
            self.confirmed(*kept[0])

    @rule()
    def pull_the_plug(self):
        left = self.folder.with_suffix(".left")
        shutil.copytree(self.folder, left)
        self.store.close()
        shutil.rmtree(self.folder)
        left.rename(self.folder)
        (self.folder / "desk.lock").write_bytes(b"o")
        self.open()

    @rule()
    def close_and_open(self):
        self.store.close()
        self.open()

    @precondition(lambda self: self.events)
    @rule(data=st.data())
    def the_county_answers(self, data):
        event = data.draw(st.sampled_from(self.events))
        kind = data.draw(st.sampled_from(["accepted", "held", "rejected"]))
        with self.store.unit() as unit:
            unit.outbox.verdict(event.seq, Verdict(kind))
        before = self.verdicts.get(event.seq, "")
        if before != "accepted" and not (before and kind == "held"):
            self.verdicts[event.seq] = kind

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), seq=st.integers(1, 12))
    def the_county_speaks(self, data, seq):
        case = self.cases[data.draw(st.sampled_from(sorted(self.cases)))]
        news = self.news.get(seq) or Registered(case.id, f"99-{seq}", START)
        with self.store.unit() as unit:
            if unit.mirror.apply(seq, news, "raw"):
                changed = replace(self.cases[news.case], official_number=news.official_number)
                unit.cases.put(changed)
                self.cases[news.case] = changed
        self.news[seq] = news

    @rule()
    def a_draft_fails_to_become_a_case(self):
        with contextlib.suppress(ZeroDivisionError), self.store.unit() as unit:
            self.take_in(unit)
            raise ZeroDivisionError

    @rule(share=st.floats(0, 1), size=st.integers(1, 20_000))
    def blocks_of_the_database_die(self, share, size):
        self.store.close()
        file = self.folder / "desk.db"
        start = int(share * file.stat().st_size)
        with file.open("r+b") as stream:
            stream.seek(start)
            stream.write(os.urandom(min(size, file.stat().st_size - start)))
        if self.audit == 0:
            shutil.rmtree(self.folder)
        self.open()
        if self.store.restored:
            self.audit += 1
            with self.store.reading() as view:
                self.verdicts = {
                    event.seq: verdict.kind
                    for known in self.events
                    for event, verdict in view.outbox.of_case(known.case)
                    if verdict is not None
                }
                self.news = {seq: news for seq, news in self.news.items() if view.mirror.get(seq)}

    @rule(cut=st.integers(0, 3000))
    def the_second_copy_loses_its_end(self, cut):
        self.store.close()
        file = self.store.second_copy / "confirmed.copy"
        os.truncate(file, max(24, file.stat().st_size - cut))
        self.open()

    @invariant()
    def nothing_confirmed_is_lost_or_doubled(self):
        with self.store.reading() as view:
            events = view.outbox.after(0, 10_000, 1 << 30)
            assert [(one.seq, one.id, one.case, one.text) for one in events] == [
                (one.seq, one.id, one.case, one.text) for one in self.events
            ]
            assert {row.id for row in view.cases.search("张三", 10_000)} == set(self.cases)
            assert {case: view.cases.get(case) for case in self.cases} == self.cases
            assert view.cases.count() == len(self.cases)
            verdicts = {
                event.seq: verdict for known in self.events for event, verdict in view.outbox.of_case(known.case)
            }
            assert {seq: one.kind for seq, one in verdicts.items() if one} == self.verdicts
            assert {one.seq: one.news for one in view.mirror.latest()} == self.news
        assert self.store.verify_audit().faults == ()
        assert self.store.is_safe()

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)


TestDesk = DeskMachine.TestCase
TestDesk.settings = settings(max_examples=20, stateful_step_count=15, suppress_health_check=list(HealthCheck))
